import {
  params,
  rows,
  subtree,
  within,
  type Actor,
  type Queryable,
  type Scope,
} from '#kernel/index.ts'
import { addWorkdays, leftAmount, type Calendar } from '#deadlines/index.ts'
import { placeNames, placeScope } from '#places/index.ts'
import type * as z from 'zod'
import { FIGURE_CELLS, WIDE_CELLS } from './counted.ts'
import { countingRange, placeQuery, searchQuery } from './derived.ts'
import { scopeSql } from './scope-sql.ts'
import type {
  FindingFilter,
  FindingRow,
  FindingState,
  Grade,
  listQuerySchema,
  Sector,
} from './words.ts'
import { STATE_SIDE } from './texts.ts'

type Param = (value: unknown) => string
export type Day = { readonly today: string; readonly calendar: Calendar }
type ListQuery = z.output<typeof listQuerySchema>

/** How many working days ahead count as near (临期). */
const SOON_WORKDAYS = 3

const ROLES = {
  rectifier: 'f.rectifier_org',
  sector: 'f.sector_org',
  territory: 'f.territory_org',
  rechecker: 'f.rechecker_org',
  office: 'f.owner_org',
} as const

/** The condition of a filter within the actor's scope, over `finding f`. */
export async function filterSql(
  on: Queryable,
  actor: Actor,
  filter: FindingFilter,
  day: Day,
  param: Param,
): Promise<string> {
  const where = [scopeSql(actor.scope, param)]
  const place = filter.place ? await placeScope(on, filter.place) : undefined
  if (place) where.push(scopeSql(place, param))
  if (filter.sector?.length) where.push(`f.sector = any(${param(filter.sector)}::text[])`)
  if (filter.grade?.length) where.push(`f.grade = any(${param(filter.grade)}::text[])`)
  if (filter.state?.length) where.push(`f.state = any(${param(filter.state)}::text[])`)
  if (filter.origin?.length) where.push(`f.origin = any(${param(filter.origin)}::text[])`)
  if (filter.due) where.push(dueSql(filter.due, day, param))
  if (filter.foundFrom) where.push(`f.found_on >= ${param(filter.foundFrom)}::date`)
  if (filter.foundTo) where.push(`f.found_on <= ${param(filter.foundTo)}::date`)
  if (filter.org) where.push(orgSql(filter, param))
  if (filter.mark) {
    where.push(
      `exists (select 1 from mark m where m.jur = f.jur and m.subject_kind = 'finding' ` +
        `and m.subject_id = f.id and m.code = ${param(filter.mark)} and m.resolved_at is null)`,
    )
  }
  if (filter.q) where.push(wordsSql(filter.q, [actor.scope, ...(place ? [place] : [])], param))
  return where.join(' and ')
}

function orgSql(filter: FindingFilter, param: Param): string {
  const org = `${param(filter.org)}::uuid`
  if (filter.role) return `${ROLES[filter.role]} = ${org}`
  return `${org} in (${Object.values(ROLES).join(', ')})`
}

function wordsSql(text: string, scopes: readonly Scope[], param: Param): string {
  const words = searchQuery(text)
  if (words === '') return 'false'
  const query = [words, ...scopes.map(placeQuery).filter((part) => part !== '')].join(' & ')
  return (
    `exists (select 1 from search s where s.kind = 'finding' and s.jur = f.jur and s.id = f.id ` +
    `and s.words @@ ${param(query)}::tsquery)`
  )
}

function dueSql(due: NonNullable<FindingFilter['due']>, day: Day, param: Param): string {
  const today = `${param(day.today)}::date`
  switch (due) {
    case 'overdue':
      return `not f.ended and not f.next_paused and f.next_due_on < ${today}`
    case 'today':
      return `not f.ended and not f.next_paused and f.next_due_on = ${today}`
    case 'soon': {
      const soon = param(addWorkdays(day.calendar, day.today, SOON_WORKDAYS))
      return (
        `not f.ended and not f.next_paused and f.next_due_on >= ${today} ` +
        `and f.next_due_on <= ${soon}::date`
      )
    }
    case 'open':
      return 'not f.ended'
    case 'ended':
      return 'f.ended'
  }
}

type ListRecord = {
  readonly id: string
  readonly jur: string
  readonly number: string
  readonly revision: number
  readonly title: string | null
  readonly grade: string
  readonly state: string
  readonly ended: boolean
  readonly sector: string
  readonly subject_name: string | null
  readonly rectifier: string | null
  readonly rechecker: string | null
  readonly next_due_on: string | null
  readonly next_label: string | null
  readonly next_unit: string | null
  readonly next_original_on: string | null
  readonly next_paused: boolean
  readonly ended_on: string | null
  readonly due_on: string | null
  readonly found_on: string | null
  readonly extension_to: string | null
  readonly paused: boolean
  readonly taken_over: boolean
  readonly five: number
  readonly sort_due: string
}

const FIVE = ['measures', 'responsibility', 'funds_amount', 'time_limit', 'contingency']
const COLUMNS = `f.id, f.jur, f.number, f.revision, f.title, f.grade, f.state, f.ended, f.sector,
  f.subject_name, f.next_due_on, f.next_label, f.next_unit, f.next_original_on, f.next_paused, f.due_on,
  f.found_on, f.extension_to, f.paused, f.taken_over,
  (f.ended_at at time zone 'Asia/Shanghai')::date as ended_on,
  num_nonnulls(${FIVE.map((column) => `f.${column}`).join(', ')}) as five`

/** A page of the ledger: open ones first and nearest date first, or newest first; keyset both ways. */
export async function listPage(
  client: Queryable,
  actor: Actor,
  query: ListQuery,
  day: Day,
): Promise<{ rows: FindingRow[]; next: string | null; previous: string | null }> {
  const { param, values } = params()
  const order = query.sort === 'newest' ? NEWEST : DUE
  const where = await filterSql(client, actor, query, day, param)
  const back = query.before !== undefined
  const cursor = readCursor(query.before ?? query.after, order.keys)
  const beyond = cursor ? ` and ${order.beyond(cursor, back, param)}` : ''
  const found = await rows<ListRecord>(
    client,
    `select p.*, coalesce(r.short_name, r.name) as rectifier,
        coalesce(c.short_name, c.name) as rechecker
       from (select ${COLUMNS}, f.rectifier_org, f.rechecker_org from finding f
              where ${where}${beyond} order by ${back ? order.reversed : order.sql}
              limit ${param(query.size + 1)}) p
       left join organization r on r.id = p.rectifier_org
       left join organization c on c.id = p.rechecker_org
      order by ${order.outer}`,
    values,
  )
  const more = found.length > query.size
  const page = back ? found.slice(more ? 1 : 0) : found.slice(0, query.size)
  const places = await placeNames(
    client,
    page.map((row) => row.jur),
  )
  const shown = page.map((row) => rowOf(row, places.get(row.jur)?.name ?? row.jur, day))
  const first = page[0]
  const last = page.at(-1)
  return {
    rows: shown,
    next: (back ? true : more) && last ? order.cursor(last) : null,
    previous: (back ? more : cursor !== null) && first ? order.cursor(first) : null,
  }
}

const FAR = '9999-12-31'

const DUE = {
  keys: 3,
  sql: 'f.ended, f.next_due_on, f.id',
  reversed: 'f.ended desc, f.next_due_on desc nulls first, f.id desc',
  outer: 'p.ended, p.next_due_on, p.id',
  cursor: (row: ListRecord) => cursorOf([String(row.ended), row.next_due_on ?? '', row.id]),
  beyond([ended, due, id]: readonly string[], back: boolean, param: Param): string {
    const e = `${param(ended)}::boolean`
    const i = `${param(id)}::uuid`
    if (due === '') {
      return back
        ? `(f.ended < ${e} or (f.ended = ${e} and (f.next_due_on is not null or f.id < ${i})))`
        : `(f.ended > ${e} or (f.ended = ${e} and f.next_due_on is null and f.id > ${i}))`
    }
    const d = `${param(due)}::date`
    return back
      ? `(f.ended, f.next_due_on, f.id) < (${e}, ${d}, ${i})`
      : `(f.ended >= ${e} and (f.ended > ${e} or f.next_due_on is null or (f.next_due_on, f.id) > (${d}, ${i})))`
  },
}

const NEWEST = {
  keys: 2,
  sql: `coalesce(f.found_on, '${FAR}'::date) desc, f.id desc`,
  reversed: `coalesce(f.found_on, '${FAR}'::date), f.id`,
  outer: `coalesce(p.found_on, '${FAR}'::date) desc, p.id desc`,
  cursor: (row: ListRecord) => cursorOf([row.found_on ?? FAR, row.id]),
  beyond([on, id]: readonly string[], back: boolean, param: Param): string {
    return (
      `(coalesce(f.found_on, '${FAR}'::date), f.id) ${back ? '>' : '<'} ` +
      `(${param(on)}::date, ${param(id)}::uuid)`
    )
  },
}

function cursorOf(keys: readonly string[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url')
}

/** A cursor's keys, or null where there is none or it is not one of ours. */
function readCursor(text: string | undefined, length: number): string[] | null {
  if (text === undefined) return null
  try {
    const keys: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    const well =
      Array.isArray(keys) && keys.length === length && keys.every((k) => typeof k === 'string')
    return well && CURSOR_KEYS.test(keys.join(' ')) ? keys : null
  } catch {
    return null
  }
}

const CURSOR_KEYS = /^((true|false) )?(\d{4}-\d\d-\d\d)? ?[0-9a-f-]{36}$/

/** What a state waits for and what else should be known, shown dashed beneath it. */
export function sideFacts(row: {
  readonly state: string
  readonly extension_to: string | null
  readonly paused: boolean
  readonly taken_over: boolean
}): string[] {
  const side: string[] = []
  const waits = STATE_SIDE[row.state as FindingState]
  if (waits) side.push(waits)
  if (row.extension_to !== null) side.push('延期待批')
  if (row.paused) side.push('已暂停')
  if (row.taken_over) side.push('接收存量')
  return side
}

/** What the nearest date is counted in; records taken over have no clock of ours. */
function unitOf(row: ListRecord): 'days' | 'workingDays' {
  return row.next_unit === 'days' ? 'days' : 'workingDays'
}

function rowOf(row: ListRecord, placeName: string, day: Day): FindingRow {
  const running = !row.ended && row.next_due_on !== null && !row.next_paused
  return {
    id: row.id,
    number: row.number,
    revision: row.revision,
    title: row.title ?? '（内容已依法删除）',
    grade: row.grade as Grade,
    state: row.state as FindingState,
    side: sideFacts(row),
    jur: row.jur,
    placeName,
    sector: row.sector as Sector,
    subjectName: row.subject_name ?? '',
    rectifierName: row.rectifier,
    recheckerName: row.rechecker,
    nextDueOn: row.next_due_on,
    nextLabel: row.next_label,
    originalDueOn: row.next_original_on,
    left: running ? leftAmount(day.calendar, unitOf(row), day.today, row.next_due_on) : null,
    endedOn: row.ended_on,
    dueOn: row.due_on,
    five: row.five,
    foundOn: row.found_on,
    takenOver: row.taken_over,
  }
}

/** How many findings a filter meets: from the counts where these suffice, else counted. */
export async function countPage(
  client: Queryable,
  actor: Actor,
  filter: FindingFilter,
  day: Day,
): Promise<number> {
  const fast = await countFast(client, actor, filter)
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

/** The count from the roll-up: only for whole counties, by sector, grade and state. */
async function countFast(
  client: Queryable,
  actor: Actor,
  filter: FindingFilter,
): Promise<number | null> {
  const { place, sector, grade, state, ...rest } = filter
  if (Object.values(rest).some((value) => value !== undefined)) return null
  if (actor.scope.party !== null || !whole(actor.scope) || (place && place.length > 6)) return null
  const { param, values } = params()
  const where = [`c.figure = 'sector'`, within({ ...actor.scope }, 'c', param)]
  if (place) where.push(within({ ...(await placeScope(client, place)) }, 'c', param))
  if (sector?.length) where.push(`c.key = any(${param(sector)}::text[])`)
  if (grade?.length) where.push(`c.grade = any(${param(grade)}::text[])`)
  if (state?.length) where.push(`c.part = any(${param(state)}::text[])`)
  const [row] = await rows<{ n: bigint }>(
    client,
    `select coalesce(sum(n), 0)::bigint as n from ${countsFor(actor, place)} c where ${where.join(' and ')}`,
    values,
  )
  return Number(row?.n ?? 0)
}

function countsFor({ scope }: Actor, place = '0'): string {
  const nation = scope.from <= '0' && scope.to >= '~' && scope.minus.length === 0
  return nation && place === '0' ? WIDE_CELLS : FIGURE_CELLS
}

function whole(scope: Actor['scope']): boolean {
  return [scope, ...scope.plus, ...scope.minus].every((range) => range.from.length <= 6)
}

/** Counts of the places directly below `place`, by grade and state. */
export async function rollUp(
  client: Queryable,
  actor: Actor,
  place: string,
): Promise<{ place: string; grade: Grade; state: FindingState; count: number }[]> {
  const { param, values } = params()
  const length = place === '0' ? 2 : Math.min(6, place.length + 2)
  const range = place === '0' ? subtree('0') : countingRange(place)
  const found = await rows<{ place: string; grade: Grade; state: FindingState; n: bigint }>(
    client,
    `select left(c.jur, ${param(length)}::integer) as place, c.grade, c.part as state, sum(n)::bigint as n
       from ${countsFor(actor, place)} c
      where c.figure = 'sector' and c.jur >= ${param(range.from)} and c.jur < ${param(range.to)}
        and ${within({ ...actor.scope, party: null }, 'c', param)}
      group by 1, 2, 3 having sum(n) <> 0 order by 1, 2, 3`,
    values,
  )
  return found.map(({ n, ...cell }) => ({ ...cell, count: Number(n) }))
}
