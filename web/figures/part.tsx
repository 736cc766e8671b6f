import type { ReactNode } from 'react'
import {
  DIMENSION_LABELS,
  MEASURE_LABELS,
  nameOf,
  QUESTIONS,
  SENTENCES,
  type Dimension,
} from '#bulletins/texts.ts'
import type { FigureRow, Figures, Span } from '#bulletins/words.ts'
import { Chart } from './chart.tsx'
import { chartOf, type SpanKind } from './charts.ts'
import { Opens, Rate, Sentence } from './number.tsx'
import { AgesTable, MoneyTable, RowsTable, SpansTable, StatesTable } from './tables.tsx'

type Props = {
  readonly by: Dimension
  readonly figures: Figures
  readonly spans: SpanKind
  /** The page on which the figures of a place below are shown. */
  readonly page: '/overview' | '/statistics'
  /** What stands beside the question, such as a choice. */
  readonly choice?: ReactNode
  /** What stands before the chart: the map of the places. */
  readonly before?: ReactNode
}

/** One part of a page: the question, one figure, what it says, one chart, the table beneath. */
export function Part(props: Props) {
  const { by, figures, spans } = props
  const table = `table-${by}`
  const spec = chartOf(by, figures, spans)
  return (
    <section className="card part" aria-labelledby={`ask-${by}`}>
      <div className="h">
        <h2 id={`ask-${by}`}>{QUESTIONS[by]}</h2>
        <span className="r noprint">{props.choice}</span>
      </div>
      <div className="bd">
        <div className="lead">
          <Headline by={by} figures={figures} />
          <Sentence said={SENTENCES[by](figures)} />
        </div>
        <div className={props.before ? 'sight two' : 'sight'}>
          {props.before}
          {spec && <Chart spec={spec} table={table} />}
        </div>
      </div>
      <TableOf {...props} id={table} />
      {by === 'lines' && figures.linesLeft > 0 && (
        <p className="foot sm muted">另有 {figures.linesLeft} 个部门未列出，可按地区逐级查看。</p>
      )}
      {(by === 'places' || by === 'sectors' || by === 'lines' || by === 'origins') && (
        <p className="foot xs muted">
          隐患总数不含作废、并入；销号率另不含接收存量。逾期按今日（{figures.today}）计。
        </p>
      )}
    </section>
  )
}

/** The one figure of a part. */
function Headline({ by, figures }: { readonly by: Dimension; readonly figures: Figures }) {
  const { total } = figures
  const [label, number] = headlineOf(by, figures)
  if (by === 'sectors') {
    return (
      <p className="big">
        <span className="sm muted">{MEASURE_LABELS.rate}</span>
        <Rate rate={total.rate} />
      </p>
    )
  }
  if (!number) return null
  return (
    <p className="big">
      <span className="sm muted">{label}</span>
      <span>
        <Opens of={number} late={by === 'places'} label={label} />
        <small>条</small>
      </span>
    </p>
  )
}

function headlineOf(by: Dimension, { total, months, grades }: Figures) {
  const major = grades.find(({ key }) => key === 'major')
  switch (by) {
    case 'places':
      return [MEASURE_LABELS.overdue, total.overdue] as const
    case 'grades':
      return ['重大隐患未销号', major?.open] as const
    case 'trend':
      return ['本月发现', months.at(-1)?.found] as const
    case 'origins':
      return [MEASURE_LABELS.counted, total.counted] as const
    case 'money':
      return ['', undefined] as const
    default:
      return [MEASURE_LABELS.open, total.open] as const
  }
}

function TableOf(props: Props & { readonly id: string }) {
  const { by, figures, id, spans } = props
  const { placeName } = figures
  const caption = `${placeName}按${DIMENSION_LABELS[by]}`
  const what = by === 'lines' ? '行业主管部门' : DIMENSION_LABELS[by]
  switch (by) {
    case 'states':
      return <StatesTable id={id} figures={figures} />
    case 'ages':
      return <AgesTable id={id} figures={figures} />
    case 'money':
      return figures.money.length > 0 && <MoneyTable id={id} figures={figures} />
    case 'trend':
      return (
        <SpansTable
          id={id}
          caption={caption}
          spans={figures[spans]}
          nameOf={spans === 'weeks' ? weekName : monthName}
        />
      )
    case 'places': {
      const named = figures.places.map((row) => ({ ...row, name: nameOf(row, placeName) }))
      const drill = (row: FigureRow) =>
        row.own ? null : { to: props.page, search: { place: row.key } }
      return named.length > 0 && <RowsTable {...{ id, caption, what, drill }} rows={named} />
    }
    default: {
      const rows = figures[by] ?? []
      return rows.length > 0 && <RowsTable {...{ id, caption, what, rows }} />
    }
  }
}

function weekName({ from, to }: Span): string {
  return `${from} 至 ${to.slice(5)}`
}

function monthName({ from }: Span): string {
  return `${from.slice(0, 4)}年${Number(from.slice(5, 7))}月`
}
