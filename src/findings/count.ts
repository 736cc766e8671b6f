import type { Day } from '#deadlines/index.ts'
import {
  nextCode,
  params,
  rows,
  within,
  type Actor,
  type Queryable,
  type Scope,
} from '#kernel/index.ts'
import { displacedUnder, placeScope } from '#places/index.ts'
import { FIGURE_CELLS, LIVE_CELLS, WIDE_CELLS, type Figure } from './counted.ts'
import { ageRange, filterSql } from './filter.ts'
import { ENDED, type FindingFilter, type FindingState, type Grade } from './words.ts'

type Param = (value: unknown) => string

/** How many findings a filter meets: from the counts where these suffice, else counted. */
export async function countPage(
  client: Queryable,
  actor: Actor,
  filter: FindingFilter,
  day: Day,
): Promise<number> {
  const fast = await countFast(client, actor, filter, day)
  if (fast !== null) return fast
  const { param, values } = params()
  const where = await filterSql(client, actor, filter, day, param)
  const [row] = await rows<{ n: bigint }>(
    client,
    `select count(*) as n from finding f where ${where}`,
    values,
  )
  return Number(row?.n ?? 0)
}

/** The count from the figures, where the filter asks for no more than one of them knows. */
async function countFast(
  client: Queryable,
  actor: Actor,
  filter: FindingFilter,
  day: Day,
): Promise<number | null> {
  const cells = cellsFor(actor.scope, filter.place)
  const figure = figureAsked(filter)
  if (cells === LIVE_CELLS || figure === null) return null
  if (cells === WIDE_CELLS && figure === 'line') return null
  const { param, values } = params()
  const where = [
    `c.figure = ${param(figure)}`,
    within({ ...actor.scope }, 'c', param),
    ...partSql(filter, param),
    ...keySql(filter, day, param),
  ]
  if (filter.place) where.push(within({ ...(await placeScope(client, filter.place)) }, 'c', param))
  const [row] = await rows<{ n: bigint }>(
    client,
    `select coalesce(sum(n), 0)::bigint as n from ${cells} c where ${where.join(' and ')}`,
    values,
  )
  return Number(row?.n ?? 0)
}

/** What each filter is a key of; a count rests on one of them at most. */
const KEYS = {
  sector: 'sector',
  origin: 'origin',
  line: 'line',
  age: 'open',
  fundsUnit: 'planned',
  spentUnit: 'spent',
} as const satisfies { [K in keyof FindingFilter]?: Figure }
type Key = keyof typeof KEYS

/** The figure that answers a filter, or null where none does. */
function figureAsked(filter: FindingFilter): Figure | null {
  const { place: _, grade: __, state, counted: ___, due, ...rest } = filter
  const set = Object.entries(rest).filter(([, value]) => value !== undefined)
  if (set.some(([name]) => !(name in KEYS)) || set.length > 1) return null
  const name = set[0]?.[0] as Key | undefined
  if (due === 'today' || due === 'soon') return null
  const dated = due === 'overdue' || name === 'age'
  if (dated && (state !== undefined || (due !== undefined && name !== undefined))) return null
  if (due === 'overdue') return 'due'
  return name === undefined ? 'state' : KEYS[name]
}

/** Cells of what runs, or is open, have no state in their part. */
function partSql({ grade, state, counted, due, age }: FindingFilter, param: Param): string[] {
  const where: string[] = []
  if (grade?.length) where.push(`c.grade = any(${param(grade)}::text[])`)
  if (counted === 'own') where.push('not c.taken')
  if (due === 'overdue' || age) return where
  if (state?.length) where.push(`c.part = any(${param(state)}::text[])`)
  if (counted) where.push(`c.part not in ('void', 'merged')`)
  if (due === 'open') where.push(`c.part <> all(${param(ENDED)}::text[])`)
  if (due === 'ended') where.push(`c.part = any(${param(ENDED)}::text[])`)
  return where
}

function keySql(filter: FindingFilter, { today }: Day, param: Param): string[] {
  if (filter.due === 'overdue') return [`c.key < ${param(today)}`]
  if (filter.sector?.length) return [`c.key = any(${param(filter.sector)}::text[])`]
  if (filter.origin?.length) return [`c.key = any(${param(filter.origin)}::text[])`]
  if (filter.line) return [`c.key = ${param(filter.line === 'none' ? '' : filter.line)}`]
  const unit = filter.fundsUnit ?? filter.spentUnit
  if (unit) return [`c.key = ${param(unit)}`]
  if (!filter.age) return []
  if (filter.age === 'unknown') return [`c.key = ''`]
  const [from, to] = ageRange(filter.age, today)
  return [`c.key <> '' and c.key >= ${param(from ?? '')} and c.key <= ${param(to ?? '~')}`]
}

/**
 * The cells from which a scope's figures of one place are read: of provinces where whole provinces
 * are asked about, of counties where whole counties are, otherwise the ledger itself, whose rows
 * below one county are few. `below` is how many characters the codes of the wanted places have.
 */
export function cellsFor(scope: Scope, place = '0', below = 0): string {
  const ranges = [scope, ...scope.plus, ...scope.minus]
  const counties = ranges.every((range) => range.from.length <= 6)
  if (scope.party !== null || !counties || place.length > 6 || below > 6) return LIVE_CELLS
  const plain = scope.minus.length === 0 && scope.plus.length === 0
  const nation = scope.from <= '0' && scope.to >= '~'
  const province = scope.from.length === 2 && scope.to === nextCode(scope.from)
  const wide = plain && (nation || province) && place.length <= 2 && below <= 2
  return wide ? WIDE_CELLS : FIGURE_CELLS
}

/** How many characters the codes of the places directly below a place have. */
export function childLength(place: string): number {
  if (place === '0') return 2
  return place.length < 6 ? place.length + 2 : place.length + 3
}

/**
 * The place directly below `place` that a cell `c` belongs to, as SQL: by its code, and by who
 * governs it where the code says otherwise (定州 is not 保定's). The place itself stands for what
 * lies in none of them. The statement joins `movedJoin`.
 */
export function childSql(place: string, param: Param): string {
  return `coalesce(d.child, left(c.jur, ${param(childLength(place))}::integer))`
}

/** Joins to cells `c` the places `d` that another governs than their code says. */
export function movedJoin(
  moved: readonly { readonly jur: string; readonly child: string }[],
  param: Param,
): string {
  const jurs = param(moved.map(({ jur }) => jur))
  const children = param(moved.map(({ child }) => child))
  return (
    `left join unnest(${jurs}::text[], ${children}::text[]) d (jur, child) ` +
    `on d.jur = left(c.jur, 6)`
  )
}

/** Counts of the places directly below `place`, by grade and state. */
export async function rollUp(
  client: Queryable,
  actor: Actor,
  place: string,
): Promise<{ place: string; grade: Grade; state: FindingState; count: number }[]> {
  const moved = await displacedUnder(client, place)
  const asked = await placeScope(client, place)
  const cells = cellsFor(actor.scope, place, childLength(place))
  const { param, values } = params()
  const found = await rows<{ place: string; grade: Grade; state: FindingState; n: bigint }>(
    client,
    `select ${childSql(place, param)} as place, c.grade, c.part as state, sum(n)::bigint as n
       from ${cells} c ${movedJoin(moved, param)}
      where c.figure = 'state' and ${within(asked, 'c', param)} and ${within(actor.scope, 'c', param)}
      group by 1, 2, 3 having sum(n) <> 0 order by 1, 2, 3`,
    values,
  )
  return found.map(({ n, ...cell }) => ({ ...cell, count: Number(n) }))
}
