import {
  firstRow,
  hotRows,
  params,
  rows,
  type Actor,
  type Queryable,
  type Range,
  type Scope,
} from '#kernel/index.ts'
import type { Place } from './shapes.ts'
import { cursorOf, likeText, readCursor, type RegionRow } from './tables.ts'
import { scopeOfPlace, type Displaced } from './scopes.ts'

/** A place with the names of the places that govern it, from the top: 云岭省云川市青杨县. */
export type PlaceName = {
  readonly jur: string
  readonly name: string
  readonly path: string
  readonly level: Place['level']
}

/** The governing places of a place, itself first and the nation last; empty where unknown. */
export async function lineageOf(on: Queryable, jur: string): Promise<string[]> {
  const found = await rows<{ jur: string }>(
    on,
    `with recursive up(jur, parent_jur, depth) as (
       select jur, parent_jur, 0 from region where jur = $1
       union all
       select r.jur, r.parent_jur, up.depth + 1 from region r join up on r.jur = up.parent_jur
     ) select jur from up order by depth`,
    [jur],
  )
  return found.map((row) => row.jur)
}

/** Places that belong to another than their code says, each with its lineage. */
export async function displacedPlaces(on: Queryable): Promise<Displaced[]> {
  return rows<{ jur: string; lineage: string[] }>(
    on,
    `with recursive up(jur, at) as (
       select jur, parent_jur from region where displaced
       union all
       select up.jur, r.parent_jur from up join region r on r.jur = up.at
     ) select jur, array_agg(at) filter (where at is not null) as lineage from up group by jur`,
  )
}

/**
 * Places that belong to another than their code says, each with the place directly below `place`
 * through which `place` governs it (itself, where it is governed directly).
 */
export async function displacedUnder(
  on: Queryable,
  place: string,
): Promise<{ jur: string; child: string }[]> {
  return rows(
    on,
    `with recursive up(jur, child, at) as (
       select jur, jur, parent_jur from region where displaced
       union all
       select up.jur, r.jur, r.parent_jur from up join region r on r.jur = up.at
     ) select jur, child from up where at = $1`,
    [place],
  )
}

/** The scope of a place with everything that it governs, and nothing that only its code covers. */
export async function placeScope(on: Queryable, jur: string): Promise<Scope> {
  return scopeOfPlace(jur, await displacedPlaces(on))
}

/** Names and paths of places, by code. Unknown codes are left out. */
export async function placeNames(
  on: Queryable,
  jurs: readonly string[],
): Promise<Map<string, PlaceName>> {
  if (jurs.length === 0) return new Map()
  const found = await hotRows<PlaceName>(
    on,
    `with recursive up(jur, at, name, level, path) as (
       select jur, parent_jur, name, level, name from region where jur = any($1)
       union all
       select up.jur, r.parent_jur, up.name, up.level,
         case when r.code_kind = 'grouping' or r.level = 'nation' then up.path
              else r.name || up.path end
         from up join region r on r.jur = up.at
     ) select jur, name, level, path from up where at is null`,
    [[...new Set(jurs)]],
  )
  return new Map(found.map((place) => [place.jur, place]))
}

/** The place of the post that an actor acts from. */
export async function homeOf(on: Queryable, actor: Actor): Promise<string> {
  const row = await firstRow<{ place: string }>(on, 'select place from post where id = $1', [
    actor.post,
  ])
  if (!row) throw new Error(`no post ${actor.post}`)
  return row.place
}

/**
 * Lists places as the actor's pages want them: without `parent`, the tree begins at the actor's
 * own place and a search stays within it; `parent` 0 asks for the provinces, `jur` for one place.
 */
export async function listPlacesFor(
  on: Queryable,
  actor: Actor,
  query: PlaceQuery,
): Promise<{ items: Place[]; next: string | null }> {
  if (query.jur !== undefined) {
    return placePage(on, await rows<PlaceRow>(on, `${PLACES} where r.jur = $1`, [query.jur]), 1)
  }
  if (query.parent !== undefined) return listPlacesBy(on, query)
  const home = await homeOf(on, actor)
  if (query.q) return listPlacesBy(on, { ...query, parent: home })
  const root = await rows<PlaceRow>(on, `${PLACES} where r.jur = $1`, [home])
  return placePage(on, root, 1)
}

/** What a list of places is asked for. */
export type PlaceQuery = {
  readonly parent?: string | undefined
  readonly jur?: string | undefined
  readonly q?: string | undefined
  readonly on: string
  readonly cursor?: string | undefined
  readonly limit: number
}

const PLACES = `select r.*, exists (select 1 from region c where c.parent_jur = r.jur) as has_children
  from region r`

type PlaceRow = RegionRow & { readonly has_children: boolean }

/**
 * Lists places, a page at a time in the order of their codes. With `parent` alone: the places
 * directly governed by it. With `q`: places whose name or pinyin initials begin so, anywhere or
 * below `parent`; down to the county also those whose name contains it.
 */
export async function listPlacesBy(
  on: Queryable,
  query: PlaceQuery,
): Promise<{ items: Place[]; next: string | null }> {
  const { param, values } = params()
  const day = param(query.on)
  const where = [
    `r.valid_from <= ${day}::date`,
    `(r.valid_to is null or r.valid_to > ${day}::date)`,
  ]
  const [after] = readCursor(query.cursor, 1) ?? []
  if (after !== undefined) where.push(`r.jur > ${param(after)}`)
  if (query.q) {
    where.push(nameMatches(query.q, param))
    if (query.parent !== undefined) {
      where.push(insidePlace(await placeScope(on, query.parent), param))
    }
  } else where.push(`r.parent_jur = ${param(query.parent ?? '0')}`)
  const found = await rows<PlaceRow>(
    on,
    `${PLACES} where ${where.join(' and ')} order by r.jur limit ${param(query.limit + 1)}`,
    values,
  )
  return placePage(on, found, query.limit)
}

function nameMatches(q: string, param: (value: unknown) => string): string {
  const text = likeText(q)
  const prefix = param(`${text}%`)
  const ways = [`r.name collate "C" like ${prefix}`]
  if (/^[a-zA-Z0-9]+$/.test(q)) {
    ways.push(`r.initials collate "C" like ${param(`${text.toLowerCase()}%`)}`)
  } else {
    ways.push(`(r.name like ${param(`%${text}%`)} and r.level in ('province', 'city', 'county'))`)
  }
  return `(${ways.join(' or ')})`
}

function insidePlace(scope: Scope, param: (value: unknown) => string): string {
  const inside = (r: Range) => `(r.jur >= ${param(r.from)} and r.jur < ${param(r.to)})`
  const out = scope.minus.map((r) => ` and not ${inside(r)}`).join('')
  return `(${[`(${inside(scope)}${out})`, ...scope.plus.map(inside)].join(' or ')})`
}

async function placePage(
  on: Queryable,
  found: readonly PlaceRow[],
  limit: number,
): Promise<{ items: Place[]; next: string | null }> {
  const shown = found.slice(0, limit)
  const names = await placeNames(
    on,
    shown.map((row) => row.jur),
  )
  const items = shown.map((row) => ({
    jur: row.jur,
    code: row.code,
    codeKind: row.code_kind,
    name: row.name,
    level: row.level,
    parent: row.parent_jur,
    path: names.get(row.jur)?.path ?? row.name,
    hasChildren: row.has_children,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    demo: row.demo,
  }))
  const last = shown.at(-1)
  return { items, next: found.length > limit && last ? cursorOf([last.jur]) : null }
}

/** One place, or undefined. */
export function findPlace(on: Queryable, jur: string): Promise<RegionRow | undefined> {
  return firstRow<RegionRow>(on, 'select * from region where jur = $1', [jur])
}
