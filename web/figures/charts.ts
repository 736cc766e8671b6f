import { MEASURE_LABELS, nameOf, plainText, SENTENCES, type Dimension } from '#bulletins/texts.ts'
import type { FigureNumber, FigureRow, Figures } from '#bulletins/words.ts'
import { AGE_LABELS, GRADE_LABELS, STATE_LABELS, STATE_SIDE } from '#findings/texts.ts'
import type { ChartSpec } from './chart-words.ts'

/** How many bars stand beside each other; the table beneath has every row. */
const MOST_BARS = 20

export type SpanKind = 'weeks' | 'months'

/** The chart of each part of a page; null where there is nothing to draw, and for money. */
export function chartOf(by: Dimension, figures: Figures, spans: SpanKind): ChartSpec | null {
  const title = plainText(SENTENCES[by](figures))
  const { placeName } = figures
  switch (by) {
    case 'places':
      return bars(title, figures.places, 'overdue', placeName)
    case 'lines':
      return settled(title, figures.lines ?? [], placeName)
    case 'sectors':
      return settled(title, figures.sectors, placeName)
    case 'origins':
      return settled(title, figures.origins, placeName)
    case 'grades':
      return settled(title, figures.grades, placeName)
    case 'states':
      return graded(
        title,
        figures.states.map((one) => ({
          ...one,
          name: STATE_SIDE[one.state] ?? STATE_LABELS[one.state],
        })),
      )
    case 'ages':
      return graded(
        title,
        figures.ages.map((one) => ({ ...one, name: AGE_LABELS[one.age] })),
        true,
      )
    case 'money':
      return null
    case 'trend':
      return trend(title, figures, spans)
  }
}

function bars(
  title: string,
  rows: readonly FigureRow[],
  by: 'overdue',
  placeName: string,
): ChartSpec | null {
  const shown = rows
    .filter((row) => row[by].count > 0)
    .toSorted((a, b) => b[by].count - a[by].count)
    .slice(0, MOST_BARS)
  if (shown.length === 0) return null
  return {
    kind: 'bars',
    title,
    axis: shown.map((row) => nameOf(row, placeName)),
    series: [{ name: MEASURE_LABELS[by], tone: 1, values: shown.map((row) => row[by]) }],
  }
}

/** Settled against outstanding: what is struck off, what is open. */
function settled(title: string, rows: readonly FigureRow[], placeName: string): ChartSpec | null {
  const shown = rows.filter(({ counted }) => counted.count > 0).slice(0, MOST_BARS)
  if (shown.length === 0) return null
  return {
    kind: 'stacked',
    title,
    axis: shown.map((row) => nameOf(row, placeName)),
    series: [
      { name: MEASURE_LABELS.struckOff, tone: 2, values: shown.map((row) => row.struckOff) },
      { name: MEASURE_LABELS.open, tone: 0, values: shown.map((row) => row.open) },
    ],
  }
}

type ByGrade = {
  readonly name: string
  readonly ordinary: FigureNumber
  readonly major: FigureNumber
}

function graded(title: string, rows: readonly ByGrade[], all = false): ChartSpec | null {
  const shown = rows.filter(({ ordinary, major }) => all || ordinary.count + major.count > 0)
  if (!shown.some(({ ordinary, major }) => ordinary.count + major.count > 0)) return null
  return {
    kind: 'stacked',
    title,
    axis: shown.map(({ name }) => name),
    series: [
      { name: GRADE_LABELS.ordinary, tone: 0, values: shown.map(({ ordinary }) => ordinary) },
      { name: GRADE_LABELS.major, tone: 1, values: shown.map(({ major }) => major) },
    ],
  }
}

function trend(title: string, figures: Figures, kind: SpanKind): ChartSpec | null {
  const spans = figures[kind]
  if (!spans.some(({ found, struckOff }) => found.count + struckOff.count > 0)) return null
  return {
    kind: 'lines',
    title,
    axis: spans.map(({ from }) => (kind === 'months' ? from.slice(0, 7) : from.slice(5))),
    series: [
      { name: '发现', tone: 0, values: spans.map(({ found }) => found) },
      { name: MEASURE_LABELS.struckOff, tone: 2, values: spans.map(({ struckOff }) => struckOff) },
    ],
  }
}
