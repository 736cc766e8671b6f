import {
  legalDate,
  type Json,
  type Queryable,
  type SqlPart,
  type Statement,
} from '#kernel/index.ts'
import { FINDING, type FindingRecord } from './tables.ts'
import { ENDED } from './words.ts'

/** The county, or the higher place, in whose counts a place is counted. */
export function countingPlace(jur: string): string {
  return jur.slice(0, 6)
}

/** The columns of a finding that a figure rests on. */
const COUNTED = [
  'grade',
  'taken_over',
  'state',
  'sector',
  'origin',
  'sector_org',
  'found_on',
  'ended_at',
  'next_due_on',
  'next_paused',
  'funds_unit',
  'funds_amount',
  'spent_unit',
  'spent_amount',
] as const
export type Counted = Pick<FindingRecord, (typeof COUNTED)[number]>

/** Ended without having been put right: void 作废 or merged 并入. They count in no total. */
const ASIDE = `'void', 'merged'`
const OVER = `'struck_off', ${ASIDE}`

/**
 * Every figure of one finding `s`: its name, the key and the part under which it counts, and an
 * amount. A key that is null counts nowhere. Migrations 0036 and 0070 say the same, for the past.
 */
const CELLS = `(values
  ('state', '', s.state, null::numeric),
  ('sector', s.sector, s.state, null),
  ('origin', s.origin, s.state, null),
  ('line', coalesce(s.line::text, ''), s.state, null),
  ('open', case when s.state not in (${OVER}) then coalesce(to_char(s.found_on, 'YYYY-MM-DD'), '') end, 'open', null),
  ('due', to_char(s.due_on, 'YYYY-MM-DD'), 'running', null),
  ('found_week', to_char(date_trunc('week', s.found_on), 'YYYY-MM-DD'), case when s.state in (${ASIDE}) then 'aside' else 'counted' end, null),
  ('found_month', to_char(s.found_on, 'YYYY-MM'), case when s.state in (${ASIDE}) then 'aside' else 'counted' end, null),
  ('ended_week', case when s.state = 'struck_off' then to_char(date_trunc('week', s.ended_on), 'YYYY-MM-DD') end, 'struck_off', null),
  ('ended_month', case when s.state = 'struck_off' then to_char(s.ended_on, 'YYYY-MM') end, 'struck_off', null),
  ('planned', case when s.planned is not null then s.planned_unit end, s.state, s.planned),
  ('spent', case when s.spent is not null then s.spent_unit end, s.state, s.spent)
) c (figure, key, part, amount)`

/** The figures that CELLS names. */
export const FIGURES = [
  'state',
  'sector',
  'origin',
  'line',
  'open',
  'due',
  'found_week',
  'found_month',
  'ended_week',
  'ended_month',
  'planned',
  'spent',
] as const
export type Figure = (typeof FIGURES)[number]

/** A finding `f` under the names of the deltas: what a recount reads. */
const AS_COUNTED = `(select f.jur, f.party_id, 1 as n, f.grade, f.taken_over as taken, f.state, f.sector, f.origin,
    f.sector_org as line, f.found_on, (f.ended_at at time zone 'Asia/Shanghai')::date as ended_on,
    case when not f.ended and not f.next_paused then f.next_due_on end as due_on,
    f.funds_unit as planned_unit, f.funds_amount as planned, f.spent_unit, f.spent_amount as spent
   from finding f)`

const EACH = `c.figure, c.key, c.part, s.grade, s.taken, s.n::bigint as n, coalesce(s.n * c.amount, 0) as amount`

/** What is not folded yet, as cells. */
const WAITING = `select s.jur, ${EACH} from finding_figure_delta s cross join lateral ${CELLS} where c.key is not null`

/** Folded figures by county and what is not folded yet; one statement reads both in one snapshot. */
export const FIGURE_CELLS = `(select jur, figure, key, part, grade, taken, n, amount from finding_figure
  union all ${WAITING})`

/** The same by province, where the whole nation or whole provinces are asked about. */
export const WIDE_CELLS = `(select province as jur, figure, key, part, grade, taken, n, amount from finding_figure_wide
  union all select left(w.jur, 2), figure, key, part, grade, taken, n, amount from (${WAITING}) w
   where figure <> 'line')`

/** The same counted anew from the ledger: for places within a county, and for the recount. */
export const LIVE_CELLS = `(select s.jur, s.party_id, ${EACH} from ${AS_COUNTED} s
   cross join lateral ${CELLS} where c.key is not null)`

/**
 * Folds what acts added into the figures; one worker at a time, others skip the turn. Cells that
 * come to nothing stay as zeros until `dropZeros`.
 */
export async function foldFigures(on: Queryable): Promise<void> {
  await on.query(
    `with turn as (select pg_try_advisory_xact_lock(86403) as mine),
       gone as (delete from finding_figure_delta where (select mine from turn)
                 returning jur, n, grade, taken, state, sector, origin, line, found_on, ended_on,
                   due_on, planned_unit, planned, spent_unit, spent),
       cells as (
         select s.jur, c.figure, c.key, c.part, s.grade, s.taken, sum(s.n) as n,
                coalesce(sum(s.n * c.amount), 0) as amount
           from gone s cross join lateral ${CELLS}
          where c.key is not null group by 1, 2, 3, 4, 5, 6),
       wide as (
         insert into finding_figure_wide (figure, province, key, part, grade, taken, n, amount)
           select figure, left(jur, 2), key, part, grade, taken, sum(n), sum(amount)
             from cells where figure <> 'line' group by 1, 2, 3, 4, 5, 6
         on conflict (figure, province, key, part, grade, taken)
           do update set n = finding_figure_wide.n + excluded.n,
                         amount = finding_figure_wide.amount + excluded.amount)
     insert into finding_figure (figure, jur, key, part, grade, taken, n, amount)
       select figure, jur, key, part, grade, taken, n, amount from cells
     on conflict (figure, jur, key, part, grade, taken)
       do update set n = finding_figure.n + excluded.n,
                     amount = finding_figure.amount + excluded.amount`,
  )
}

/** What an act on a finding changes in the figures: nothing, or the finding out and in again. */
export function figureDeltas(
  newId: () => string,
  jur: string,
  before: Counted | null,
  set: { readonly [field: string]: Json },
): SqlPart[] {
  const after = { ...NOTHING, ...before, ...countedIn(set) } as Counted
  const out = before && deltaOf(jur, before, -1)
  const back = deltaOf(jur, after, 1)
  if (out && JSON.stringify(out.slice(2)) === JSON.stringify(back.slice(2))) return []
  return [out, back].filter((row) => row !== null).map((row) => insertOf(newId(), row))
}

/** The same for many new findings at once. */
export function figureDeltasOf(
  newId: () => string,
  made: readonly { readonly jur: string; readonly set: { readonly [field: string]: Json } }[],
): Statement {
  const sums = new Map<string, number>()
  for (const { jur, set } of made) {
    const key = JSON.stringify(deltaOf(jur, { ...NOTHING, ...countedIn(set) } as Counted, 1))
    sums.set(key, (sums.get(key) ?? 0) + 1)
  }
  const found = [...sums].map(([key, n]) => {
    const row = JSON.parse(key) as unknown[]
    return Object.fromEntries([
      ['id', newId()],
      ...NAMES.map((name, at) => [name, name === 'n' ? n : row[at]]),
    ]) as Json
  })
  return {
    text: `insert into finding_figure_delta (id, ${NAMES.join(', ')})
      select id, ${NAMES.join(', ')} from jsonb_to_recordset($1::jsonb) as t (id uuid, ${TYPED})`,
    values: [JSON.stringify(found)],
  }
}

const NOTHING = Object.fromEntries(COUNTED.map((column) => [column, null]))

/** What an effect sets, under the names of the row, as far as figures rest on it. */
function countedIn(set: { readonly [field: string]: Json }): Partial<Counted> {
  const fields: Readonly<Record<string, { readonly column: string }>> = FINDING.fields
  const known = Object.entries(set).map(([name, value]) => [fields[name]?.column ?? '', value])
  return Object.fromEntries(
    known.filter(([column]) => (COUNTED as readonly unknown[]).includes(column)),
  ) as Partial<Counted>
}

const COLUMNS = {
  jur: 'text',
  n: 'integer',
  grade: 'text',
  taken: 'boolean',
  state: 'text',
  sector: 'text',
  origin: 'text',
  line: 'uuid',
  found_on: 'date',
  ended_on: 'date',
  due_on: 'date',
  planned_unit: 'text',
  planned: 'numeric',
  spent_unit: 'text',
  spent: 'numeric',
} as const
const NAMES = Object.keys(COLUMNS)
const TYPES = Object.values(COLUMNS)
const TYPED = Object.entries(COLUMNS)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ')

function deltaOf(jur: string, of: Counted, n: 1 | -1): unknown[] {
  const over = (ENDED as readonly string[]).includes(of.state)
  return [
    countingPlace(jur),
    n,
    of.grade,
    of.taken_over,
    of.state,
    of.sector,
    of.origin,
    of.sector_org,
    of.found_on,
    of.ended_at === null ? null : legalDate(of.ended_at),
    over || of.next_paused ? null : of.next_due_on,
    of.funds_unit,
    of.funds_amount,
    of.spent_unit,
    of.spent_amount,
  ]
}

function insertOf(id: string, row: readonly unknown[]): SqlPart {
  return (param) => {
    const values = row.map((value, at) => `${param(value)}::${TYPES[at]!}`)
    return (
      `insert into finding_figure_delta (id, ${NAMES.join(', ')}) ` +
      `values (${param(id)}::uuid, ${values.join(', ')})`
    )
  }
}
