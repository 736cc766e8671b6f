import { firstRow, params, rows, within, type Actor, type Queryable } from '#kernel/index.ts'
import { placeNames, placeScope } from '#places/index.ts'
import { enterpriseCondition, enterprisesOn, gridCondition, live, placeCondition } from './live.ts'
import { subjectWords } from '#enterprises/index.ts'
import { findSeats, type SeatKey } from './seats.ts'
import type { AssignmentRow } from './tables.ts'
import {
  ENTERPRISE_KINDS,
  type AssignmentView,
  type EnterpriseFilter,
  type EnterpriseRow,
  type GridFilter,
  type PlaceFilter,
  type PlaceRow,
  type Tier,
} from './words.ts'

type Paged = { readonly cursor?: string | undefined; readonly limit: number }
type Page<R> = { items: R[]; next: string | null }
type Param = (value: unknown) => string

/** The conditions of a list of enterprises within the actor's scope. */
async function enterpriseWhere(
  on: Queryable,
  actor: Actor,
  filter: Omit<EnterpriseFilter, 'show'>,
  param: Param,
): Promise<string[]> {
  const where = [
    within(actor.scope, 's', param),
    `s.kind = any(${param([...ENTERPRISE_KINDS])}::text[])`,
  ]
  if (filter.place) where.push(within(await placeScope(on, filter.place), 's', param))
  if (filter.subject) where.push(`s.id = ${param(filter.subject)}::uuid`)
  if (filter.mine) {
    where.push(
      `exists (select 1 from assignment a where a.jur = s.jur and a.subject_id = s.id ` +
        `and a.person_id = ${param(actor.person)}::uuid and a.ended_on is null)`,
    )
  }
  if (filter.q) where.push(subjectWords(filter.q, [actor.scope], param))
  return where
}

/** Enterprises with who answers for them, a page at a time in the order of their places. */
export async function listEnterprisesFor(
  on: Queryable,
  actor: Actor,
  filter: EnterpriseFilter & Paged,
  today: string,
): Promise<Page<EnterpriseRow>> {
  const { param, values } = params()
  const where = await enterpriseWhere(on, actor, filter, param)
  const day = param(today)
  where.push(enterpriseCondition(filter.show, day))
  const after = readCursor(filter.cursor)
  if (after) where.push(`(s.jur, s.id) > (${param(after[0])}, ${param(after[1])}::uuid)`)
  const found = await rows<Found>(
    on,
    `select s.jur, s.id, s.name, s.sector, k.tier, k.id as "tierId", k.revision as "tierRevision"
       from ${enterprisesOn(day)} where ${where.join(' and ')}
      order by s.jur, s.id limit ${param(filter.limit + 1)}`,
    values,
  )
  const page = found.slice(0, filter.limit)
  const names = await namesOf(on, page)
  const seats = await findSeats(on, page.map(subjectKey), today)
  return {
    items: page.map((row) => ({
      ...row,
      placeName: names.get(row.jur)?.path ?? row.jur,
      seats: seats.get(row.id) ?? [],
    })),
    next: nextCursor(found, filter.limit, (row) => [row.jur, row.id]),
  }
}

type Found = {
  readonly jur: string
  readonly id: string
  readonly name: string | null
  readonly sector: string
  readonly tier: Tier | null
  readonly tierId: string | null
  readonly tierRevision: number | null
}

const subjectKey = ({ jur, id }: Found): SeatKey => ({ jur, subject: id })

/** How many enterprises a list would show. */
export async function countEnterprisesFor(
  on: Queryable,
  actor: Actor,
  filter: EnterpriseFilter,
  today: string,
): Promise<number> {
  const { param, values } = params()
  const where = await enterpriseWhere(on, actor, filter, param)
  const day = param(today)
  where.push(enterpriseCondition(filter.show, day))
  const row = await firstRow<{ n: number }>(
    on,
    `select count(*)::int as n from ${enterprisesOn(day)} where ${where.join(' and ')}`,
    values,
  )
  return row?.n ?? 0
}

/** Places with their 包联 leader: counties, townships and villages of the actor's scope. */
export async function listPlacesFor(
  on: Queryable,
  actor: Actor,
  filter: PlaceFilter & Paged,
  today: string,
): Promise<Page<PlaceRow>> {
  const { param, values } = params()
  const day = param(today)
  const where = await placeWhere(on, actor, { ...filter, levels: PLACE_LEVELS }, day, param)
  where.push(placeCondition(filter.show, day))
  const after = readCursor(filter.cursor)
  if (after) where.push(`r.jur > ${param(after[0])}`)
  const found = await rows<FoundPlace>(
    on,
    `select r.jur, r.name, r.level from ${REGIONS} where ${where.join(' and ')}
      order by r.jur limit ${param(filter.limit + 1)}`,
    values,
  )
  return placesPage(on, found, filter.limit, today)
}

/** The cells of the grid with members and duties: townships and villages of the actor's scope. */
export async function listGridFor(
  on: Queryable,
  actor: Actor,
  filter: GridFilter & Paged,
  today: string,
): Promise<Page<PlaceRow>> {
  const { param, values } = params()
  const day = param(today)
  const where = await placeWhere(on, actor, { ...filter, levels: CELL_LEVELS }, day, param)
  where.push(gridCondition(filter.show, day))
  const after = readCursor(filter.cursor)
  if (after) where.push(`r.jur > ${param(after[0])}`)
  const found = await rows<FoundPlace>(
    on,
    `select r.jur, r.name, r.level from ${REGIONS} where ${where.join(' and ')}
      order by r.jur limit ${param(filter.limit + 1)}`,
    values,
  )
  return placesPage(on, found, filter.limit, today)
}

/** How many places a list would show. */
export async function countPlacesFor(
  on: Queryable,
  actor: Actor,
  filter: PlaceFilter,
  today: string,
): Promise<number> {
  const { param, values } = params()
  const day = param(today)
  const where = await placeWhere(on, actor, { ...filter, levels: PLACE_LEVELS }, day, param)
  where.push(placeCondition(filter.show, day))
  return countRegions(on, where.join(' and '), values)
}

/** How many cells a list would show. */
export async function countGridFor(
  on: Queryable,
  actor: Actor,
  filter: GridFilter,
  today: string,
): Promise<number> {
  const { param, values } = params()
  const day = param(today)
  const where = await placeWhere(on, actor, { ...filter, levels: CELL_LEVELS }, day, param)
  where.push(gridCondition(filter.show, day))
  return countRegions(on, where.join(' and '), values)
}

async function countRegions(on: Queryable, where: string, values: unknown[]): Promise<number> {
  const row = await firstRow<{ n: number }>(
    on,
    `select count(*)::int as n from ${REGIONS} where ${where}`,
    values,
  )
  return row?.n ?? 0
}

export const PLACE_LEVELS = ['county', 'township', 'village'] as const
export const CELL_LEVELS = ['township', 'village'] as const

/** Regions as rows that a scope can be asked about. */
export const REGIONS = `(select g.*, null::uuid as party_id from region g) r`

/** The conditions of places of some levels that are in force and within the actor's scope. */
export async function placeWhere(
  on: Queryable,
  actor: Actor,
  filter: {
    readonly place?: string | undefined
    readonly level?: string | undefined
    readonly levels: readonly string[]
    readonly mine?: 'yes' | undefined
  },
  day: string,
  param: Param,
): Promise<string[]> {
  const where = [
    within(actor.scope, 'r', param),
    `r.level = any(${param([...filter.levels])}::text[])`,
    `r.code_kind <> 'grouping'`,
    `r.valid_from <= ${day}::date and (r.valid_to is null or r.valid_to > ${day}::date)`,
  ]
  if (filter.mine) {
    where.push(
      `exists (select 1 from assignment a where a.jur = r.jur and a.subject_id is null ` +
        `and a.person_id = ${param(actor.person)}::uuid and a.ended_on is null)`,
    )
  }
  if (filter.level) where.push(`r.level = ${param(filter.level)}`)
  if (filter.place) where.push(within(await placeScope(on, filter.place), 'r', param))
  return where
}

type FoundPlace = {
  readonly jur: string
  readonly name: string
  readonly level: PlaceRow['level']
}

async function placesPage(
  on: Queryable,
  found: readonly FoundPlace[],
  limit: number,
  today: string,
): Promise<Page<PlaceRow>> {
  const page = found.slice(0, limit)
  const names = await namesOf(on, page)
  const seats = await findSeats(
    on,
    page.map(({ jur }) => ({ jur, subject: null })),
    today,
  )
  return {
    items: page.map((row) => ({
      ...row,
      placeName: names.get(row.jur)?.path ?? row.jur,
      seats: seats.get(row.jur) ?? [],
    })),
    next: nextCursor(found, limit, (row) => [row.jur, NO_ID]),
  }
}

function namesOf(on: Queryable, page: readonly { readonly jur: string }[]) {
  return placeNames(
    on,
    page.map(({ jur }) => jur),
  )
}

const NO_ID = '00000000-0000-0000-0000-000000000000'

function nextCursor<R>(
  found: readonly R[],
  limit: number,
  key: (row: R) => [string, string],
): string | null {
  const last = found[limit - 1]
  if (found.length <= limit || last === undefined) return null
  return Buffer.from(JSON.stringify(key(last))).toString('base64url')
}

/** A cursor holds a place and an id; anything else starts from the beginning. */
function readCursor(cursor: string | undefined): [string, string] | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor ?? '', 'base64url').toString())
    if (!Array.isArray(parsed) || parsed.length !== 2) return null
    const [jur, id] = parsed as unknown[]
    const fits =
      typeof jur === 'string' &&
      !jur.includes('\0') &&
      typeof id === 'string' &&
      /^[0-9a-f-]{36}$/.test(id)
    return fits ? [jur, id] : null
  } catch {
    return null
  }
}

/** Every assignment of one enterprise or place, those in force first, then the latest. */
export async function listAssignmentsFor(
  on: Queryable,
  actor: Actor,
  of: { readonly subject?: string | undefined; readonly place?: string | undefined },
  today: string,
): Promise<AssignmentView[]> {
  const { param, values } = params()
  const day = param(today)
  const where = [within(actor.scope, 'a', param)]
  if (of.subject) where.push(`a.subject_id = ${param(of.subject)}::uuid`)
  else where.push(`a.subject_id is null and a.jur = ${param(of.place ?? '')}`)
  const found = await rows<
    AssignmentRow & { org_name: string; post_title: string | null; live: boolean }
  >(
    on,
    `select a.*, coalesce(o.short_name, o.name) as org_name, t.title as post_title,
       (${live(day)}) as live
       from assignment a join organization o on o.id = a.org left join post t on t.id = a.post_id
      where ${where.join(' and ')}
      order by (a.ended_on is not null), a.part, a.from_on desc, a.id desc limit 500`,
    values,
  )
  return found.map((row) => ({
    id: row.id,
    revision: row.revision,
    part: row.part,
    duty: row.duty,
    subject: row.subject_id,
    place: row.jur,
    org: row.org,
    orgName: row.org_name,
    post: row.post_id,
    postTitle: row.post_title,
    person: row.person_id,
    personName: row.person_name,
    basis: row.basis,
    fromOn: row.from_on,
    toOn: row.to_on,
    endedOn: row.ended_on,
    endReason: row.end_reason,
    settled: row.settled,
    live: row.live,
  }))
}
