import { Decimal } from 'decimal.js'
import { Temporal } from 'temporal-polyfill'
import { ORIGIN_LABELS, GRADE_LABELS, SECTOR_LABELS } from '#findings/texts.ts'
import {
  AGES,
  ENDED,
  GRADES,
  MONEY_UNITS,
  ORIGINS,
  SECTORS,
  STATES,
  type Grade,
} from '#findings/words.ts'
import type { FigureNumber, FigureRow, Figures, Measures, Span } from './figures-words.ts'

/** Cells of one figure, summed over places; `key` is a bin where the figure counts days. */
export type KeyCell = {
  readonly figure: string
  readonly key: string
  readonly part: string
  readonly grade: Grade
  readonly taken: boolean
  readonly n: number
  readonly amount: string
}

/** Cells of the places below one, by state, and (figure `due`) what is overdue. */
export type PlaceCell = Omit<KeyCell, 'key' | 'amount'> & { readonly place: string }

/** What is overdue, by sector, origin and line; the line is null where it is not asked about. */
export type OverdueCell = {
  readonly sector: string
  readonly origin: string
  readonly line: string | null
  readonly n: number
}

/** A place, department or word that a row is about; `filter` opens what counts under it. */
export type RowOf = {
  readonly key: string
  readonly name: string
  readonly own?: boolean
  readonly filter: Filter
}
type Filter = Readonly<Record<string, string>>

/** What the figures of one place are put together from. */
export type FigureGround = {
  readonly place: string
  readonly placeName: string
  readonly above: Figures['above']
  readonly at: string
  readonly today: string
  readonly cells: readonly KeyCell[]
  readonly below: readonly PlaceCell[]
  readonly overdue: readonly OverdueCell[]
  readonly places: readonly RowOf[]
  /** Departments by id; null where they are not asked about. */
  readonly lines: ReadonlyMap<string, string> | null
}

/** How many departments a breakdown names. */
const MOST_LINES = 100

/** Puts the figures of a place together; every number carries the filter that opens its records. */
export function figuresOf(ground: FigureGround): Figures {
  const base = { place: ground.place }
  const of = (figure: string) => ground.cells.filter((cell) => cell.figure === figure)
  const late = (by: 'sector' | 'origin' | 'line', key: string) =>
    sum(ground.overdue.filter((cell) => (cell[by] ?? '') === key))
  const rowsBy = (by: 'sector' | 'origin', keys: readonly string[], names: Labels) =>
    keys
      .map((key) => ({ key, name: names[key] ?? key, filter: { ...base, [by]: key } }))
      .map((row) => rowOf(row, keyed(of(by), row.key), late(by, row.key)))
      .filter(({ counted }) => counted.count > 0)
  const states = of('sector')
  const overdue = sum(of('due'))
  const lines = linesOf(ground, of('line'), late)
  return {
    place: ground.place,
    placeName: ground.placeName,
    above: ground.above,
    at: ground.at,
    today: ground.today,
    total: measuresOf(states, overdue, base),
    places: ground.places.map((row) => {
      const cells = ground.below.filter((cell) => cell.place === row.key)
      const settled = cells.filter((cell) => cell.figure === 'state')
      return rowOf(row, settled, sum(cells.filter((cell) => cell.figure === 'due')))
    }),
    sectors: rowsBy('sector', SECTORS, SECTOR_LABELS),
    origins: rowsBy('origin', ORIGINS, ORIGIN_LABELS),
    grades: GRADES.map((grade) => {
      const row = { key: grade, name: GRADE_LABELS[grade], filter: { ...base, grade } }
      return rowOf(row, graded(states, grade), sum(graded(of('due'), grade)))
    }),
    lines: lines && lines.slice(0, MOST_LINES),
    linesLeft: Math.max(0, (lines?.length ?? 0) - MOST_LINES),
    states: STATES.map((state) => {
      const cells = states.filter(({ part }) => part === state)
      return { state, ...byGrade(cells, { ...base, state }) }
    }),
    ages: AGES.map((age) => ({ age, ...byGrade(keyed(of('open'), age), { ...base, age }) })),
    money: moneyOf(of('planned'), of('spent'), base),
    weeks: spansOf(weeksBefore(ground.today), of('found_week'), of('ended_week'), base),
    months: spansOf(monthsBefore(ground.today), of('found_month'), of('ended_month'), base),
  }
}

type Labels = Readonly<Record<string, string>>
type Counting = Pick<KeyCell, 'part' | 'grade' | 'taken' | 'n'>

function rowOf(row: RowOf, cells: readonly Counting[], overdue: number): FigureRow {
  const { key, name, own = false } = row
  return { key, name, own, ...measuresOf(cells, overdue, row.filter) }
}

const ASIDE: readonly string[] = ['void', 'merged']
const OVER: readonly string[] = ENDED

function measuresOf(cells: readonly Counting[], overdue: number, filter: Filter): Measures {
  const counted = cells.filter(({ part }) => !ASIDE.includes(part))
  const closed = counted.filter(({ part }) => part === 'struck_off')
  const own = counted.filter(({ taken }) => !taken)
  const of = (found: readonly Counting[], more: Filter) => numberOf(sum(found), filter, more)
  return {
    counted: of(counted, { counted: 'all' }),
    open: of(
      cells.filter(({ part }) => !OVER.includes(part)),
      { due: 'open' },
    ),
    overdue: numberOf(overdue, filter, { due: 'overdue' }),
    struckOff: of(closed, { state: 'struck_off' }),
    major: of(filter.grade === 'ordinary' ? [] : graded(counted, 'major'), {
      counted: 'all',
      ...(filter.grade === 'ordinary' ? NONE : { grade: 'major' }),
    }),
    rate: {
      part: of(
        closed.filter(({ taken }) => !taken),
        { counted: 'own', state: 'struck_off' },
      ),
      of: of(own, { counted: 'own' }),
    },
  }
}

/** A filter that nothing meets: what is counted is neither void nor merged. */
const NONE = { state: 'void' }

/** A number with the address of its records: the row's own filter and what the number adds. */
function numberOf(count: number, filter: Filter, more: Filter): FigureNumber {
  return { count, opens: new URLSearchParams({ ...filter, ...more }).toString() }
}

function byGrade(cells: readonly Counting[], filter: Filter) {
  const of = (grade: Grade) => numberOf(sum(graded(cells, grade)), filter, { grade })
  return { ordinary: of('ordinary'), major: of('major') }
}

function linesOf(
  { place, lines }: FigureGround,
  cells: readonly KeyCell[],
  late: (by: 'line', key: string) => number,
): FigureRow[] | null {
  if (lines === null) return null
  return [...new Set(cells.map(({ key }) => key))]
    .map((key) => {
      const name = key === '' ? '未确定行业主管部门' : (lines.get(key) ?? '已撤销的单位')
      const filter = { place, line: key === '' ? 'none' : key }
      return rowOf({ key, name, filter }, keyed(cells, key), late('line', key))
    })
    .filter(({ counted }) => counted.count > 0)
    .toSorted((a, b) => b.open.count - a.open.count || (a.name < b.name ? -1 : 1))
}

function moneyOf(
  planned: readonly KeyCell[],
  spent: readonly KeyCell[],
  base: Filter,
): Figures['money'] {
  const of = (cells: readonly KeyCell[], filter: Filter) => {
    const counted = cells.filter(({ part }) => !ASIDE.includes(part))
    return {
      ...numberOf(sum(counted), { ...base, ...filter }, { counted: 'all' }),
      amount: total(counted.map(({ amount }) => amount)),
    }
  }
  return MONEY_UNITS.map((unit) => ({
    unit,
    planned: of(keyed(planned, unit), { fundsUnit: unit }),
    spent: of(keyed(spent, unit), { spentUnit: unit }),
  })).filter((row) => row.planned.count + row.spent.count > 0)
}

type Days = { readonly key: string; readonly from: string; readonly to: string }

function spansOf(
  spans: readonly Days[],
  found: readonly KeyCell[],
  ended: readonly KeyCell[],
  base: Filter,
): Span[] {
  return spans.map(({ key, from, to }) => ({
    from,
    to,
    found: numberOf(sum(keyed(found, key).filter(({ part }) => part === 'counted')), base, {
      foundFrom: from,
      foundTo: to,
      counted: 'all',
    }),
    struckOff: numberOf(sum(keyed(ended, key)), base, {
      state: 'struck_off',
      endedFrom: from,
      endedTo: to,
    }),
  }))
}

const WEEKS = 26
const MONTHS = 12

/** The weeks, Monday to Sunday, up to the one that runs; the key is the Monday. */
export function weeksBefore(today: string): Days[] {
  const now = Temporal.PlainDate.from(today)
  const monday = now.subtract({ days: now.dayOfWeek - 1 })
  return Array.from({ length: WEEKS }, (_, at) => {
    const from = monday.subtract({ weeks: WEEKS - 1 - at })
    return { key: from.toString(), from: from.toString(), to: from.add({ days: 6 }).toString() }
  })
}

/** The calendar months up to the one that runs; the key is year and month. */
export function monthsBefore(today: string): Days[] {
  const first = Temporal.PlainDate.from(today).with({ day: 1 })
  return Array.from({ length: MONTHS }, (_, at) => {
    const from = first.subtract({ months: MONTHS - 1 - at })
    const to = from.add({ months: 1 }).subtract({ days: 1 })
    return { key: from.toString().slice(0, 7), from: from.toString(), to: to.toString() }
  })
}

function keyed<C extends { readonly key: string }>(cells: readonly C[], key: string): C[] {
  return cells.filter((cell) => cell.key === key)
}

function graded<C extends { readonly grade: Grade }>(cells: readonly C[], grade: Grade): C[] {
  return cells.filter((cell) => cell.grade === grade)
}

function sum(cells: readonly { readonly n: number }[]): number {
  return cells.reduce((all, { n }) => all + n, 0)
}

function total(amounts: readonly string[]): string {
  return amounts.reduce((all, amount) => all.plus(amount), new Decimal(0)).toFixed()
}
