import { params, rows, type Actor, type Queryable } from '#kernel/index.ts'
import { leftAmount, type Day } from '#deadlines/index.ts'
import { placeNames } from '#places/index.ts'
import type * as z from 'zod'
import { filterSql } from './filter.ts'
import { tooCommon, walkSql } from './many.ts'
import type { FindingRow, FindingState, Grade, listQuerySchema, Sector } from './words.ts'
import { STATE_SIDE } from './texts.ts'

type Param = (value: unknown) => string
type ListQuery = z.output<typeof listQuerySchema>

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

/**
 * A page of the ledger: open ones first and nearest date first, or newest first; keyset both ways.
 * `cut`: the words are so common that the page was looked for part of the way only, and not filled.
 */
export async function listPage(
  client: Queryable,
  actor: Actor,
  query: ListQuery,
  day: Day,
): Promise<{ rows: FindingRow[]; next: string | null; previous: string | null; cut: boolean }> {
  const { param, values } = params()
  const common = await tooCommon(client, actor, query)
  const order = query.sort === 'newest' ? NEWEST : DUE
  const asked = common === null ? query : { ...query, q: undefined }
  const where = await filterSql(client, actor, asked, day, param)
  const back = query.before !== undefined
  const cursor = readCursor(query.before ?? query.after, order.keys)
  const beyond = cursor ? ` and ${order.beyond(cursor, back, param)}` : ''
  const sorted = back ? order.reversed : order.sql
  const source =
    common === null
      ? `finding f where ${where}${beyond}`
      : `${walkSql(`${where}${beyond}`, sorted, common, param)} f`
  const found = await rows<ListRecord>(
    client,
    `select p.*, coalesce(r.short_name, r.name) as rectifier,
        coalesce(c.short_name, c.name) as rechecker
       from (select ${COLUMNS}, f.rectifier_org, f.rechecker_org from ${source}
              order by ${sorted} limit ${param(query.size + 1)}) p
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
    cut: common !== null && !more,
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

/** The order in which a whole ledger is read, by the name that stands in the address. */
export function orderSql(sort: ListQuery['sort']): string {
  return (sort === 'newest' ? NEWEST : DUE).sql
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
