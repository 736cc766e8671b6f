import { firstRow, params, rows, within, type Actor, type Queryable } from '#kernel/index.ts'
import { homeOf, lineageOf, placeNames, placeScope } from './places.ts'
import type { CommitteeMember, Organization, PostView, Succession } from './shapes.ts'
import { cursorOf, inEffect, likeText, readCursor, type OrganizationRow } from './tables.ts'
import type { OrganizationKind } from './vocabulary.ts'

type Param = (value: unknown) => string

/** Bodies of party and government are known to whoever stands below them; enterprises are not. */
const PRIVATE: readonly OrganizationKind[] = ['enterprise', 'soe_group']

/**
 * Which organizations an actor is shown: those within the scope, and the public bodies of the
 * places above. `o` is the organization with its place as `jur` and itself as `party_id`.
 */
function shown(actor: Actor, lineage: readonly string[], param: Param): string {
  return (
    `(${within(actor.scope, 'o', param)} or (o.jur = any(${param(lineage)}::text[]) ` +
    `and o.kind <> all(${param(PRIVATE)}::text[])))`
  )
}

const VISIBLE = `(select g.*, g.place as jur, g.id as party_id from organization g) o`

/** Lists organizations that the actor is shown, in the order of their places. */
export async function listOrganizationsFor(
  on: Queryable,
  actor: Actor,
  query: {
    readonly q?: string | undefined
    readonly kind?: OrganizationKind | undefined
    readonly place?: string | undefined
    readonly on: string
    readonly cursor?: string | undefined
    readonly limit: number
  },
): Promise<{ items: Organization[]; next: string | null }> {
  const { param, values } = params()
  const day = param(query.on)
  const where = [
    shown(actor, await lineageOf(on, await homeOf(on, actor)), param),
    `o.valid_from <= ${day}::date and (o.valid_to is null or o.valid_to > ${day}::date)`,
  ]
  if (query.kind) where.push(`o.kind = ${param(query.kind)}`)
  if (query.place) {
    const around = await lineageOf(on, query.place)
    const below = within(await placeScope(on, query.place), 'o', param)
    where.push(`(${below} or o.place = any(${param(around)}::text[]))`)
  }
  if (query.q) where.push(bodyFound(query.q, param))
  const after = readCursor(query.cursor, 2)
  if (after) where.push(`(o.place, o.id) > (${param(after[0])}, ${param(after[1])}::uuid)`)
  const found = await rows<OrganizationRow>(
    on,
    `select o.* from ${VISIBLE} where ${where.join(' and ')}
      order by o.place, o.id limit ${param(query.limit + 1)}`,
    values,
  )
  const page = found.slice(0, query.limit)
  const last = page.at(-1)
  return {
    items: await organizationViews(on, page),
    next: found.length > query.limit && last ? cursorOf([last.place, last.id]) : null,
  }
}

/** A condition: the name contains the text, or its pinyin initials begin with it. */
export function named(alias: string, q: string, param: Param): string {
  const text = likeText(q)
  const ways = [`${alias}.name like ${param(`%${text}%`)}`]
  if (/^[a-zA-Z0-9]+$/.test(q)) {
    ways.push(`${alias}.initials collate "C" like ${param(`${text.toLowerCase()}%`)}`)
  }
  return `(${ways.join(' or ')})`
}

/** A body is found by its name, its short name, its initials, or the beginning of its credit code. */
function bodyFound(q: string, param: Param): string {
  const ways = [named('o', q, param), `o.short_name like ${param(`%${likeText(q)}%`)}`]
  if (/^[0-9a-z]{8,18}$/i.test(q)) ways.push(`o.credit_code like ${param(`${q.toUpperCase()}%`)}`)
  return `(${ways.join(' or ')})`
}

async function organizationViews(
  on: Queryable,
  found: readonly OrganizationRow[],
): Promise<Organization[]> {
  const names = await placeNames(
    on,
    found.map((row) => row.place),
  )
  return found.map((row) => ({
    id: row.id,
    name: row.name,
    shortName: row.short_name,
    kind: row.kind,
    place: row.place,
    placeName: names.get(row.place)?.path ?? row.place,
    lines: [...row.lines],
    parent: row.parent_id,
    creditCode: row.credit_code,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    revision: row.revision,
    demo: row.demo,
  }))
}

/** One organization with members, posts and succession; undefined where the actor is shown none. */
export async function findOrganizationFor(
  on: Queryable,
  actor: Actor,
  id: string,
  day: string,
): Promise<
  | (Organization & {
      subordinates: { id: string; name: string }[]
      members: CommitteeMember[]
      predecessors: Succession[]
      successors: Succession[]
      posts: PostView[]
    })
  | undefined
> {
  const { param, values } = params()
  const condition = shown(actor, await lineageOf(on, await homeOf(on, actor)), param)
  const row = await firstRow<OrganizationRow>(
    on,
    `select o.* from ${VISIBLE} where o.id = ${param(id)} and ${condition}`,
    values,
  )
  const [view] = row ? await organizationViews(on, [row]) : []
  if (!view) return undefined
  return {
    ...view,
    subordinates: await subordinatesOf(on, id),
    members: await membersOf(on, id, day),
    predecessors: await successions(on, 'successor_id', 'predecessor_id', id),
    successors: await successions(on, 'predecessor_id', 'successor_id', id),
    posts: await postViews(on, id, day),
  }
}

function subordinatesOf(on: Queryable, id: string): Promise<{ id: string; name: string }[]> {
  return rows(
    on,
    'select id, name from organization where parent_id = $1 order by place, id limit 500',
    [id],
  )
}

/** The committee's directors (with who holds their posts) and member units on a day. */
export function membersOf(
  on: Queryable,
  committee: string,
  day: string,
): Promise<CommitteeMember[]> {
  return rows<CommitteeMember>(
    on,
    `select m.id, m.part, m.post_id as post, m.org_id as org,
       coalesce(g.name, po.name || coalesce(mp.title, '')) as name,
       m.liaison_person_id as liaison, l.name as "liaisonName"
       from committee_member m
       left join organization g on g.id = m.org_id
       left join post mp on mp.id = m.post_id
       left join organization po on po.id = mp.org_id
       left join person l on l.id = m.liaison_person_id
      where m.committee_id = $1 and m.valid_from <= $2::date
        and (m.valid_to is null or m.valid_to > $2::date)
      order by array_position(
        array['first_director', 'director', 'deputy', 'office', 'member_unit'], m.part), m.id`,
    [committee, day],
  )
}

function successions(
  on: Queryable,
  mine: 'predecessor_id' | 'successor_id',
  other: 'predecessor_id' | 'successor_id',
  id: string,
): Promise<Succession[]> {
  return rows<Succession>(
    on,
    `select g.id as org, g.name, s.kind, s.on_date as "on" from organization_succession s
       join organization g on g.id = s.${other} where s.${mine} = $1 order by s.on_date, g.id`,
    [id],
  )
}

function postViews(on: Queryable, org: string, day: string): Promise<PostView[]> {
  return rows<PostView>(
    on,
    `select p.id, p.role, p.title, p.released_at is not null as released,
       coalesce((select json_agg(json_build_object('id', h.id, 'person', n.id, 'name', n.name,
                   'kind', h.kind, 'from', h.from_on, 'to', h.to_on) order by h.from_on, h.id)
          from holding h join person n on n.id = h.person_id
         where h.post_id = p.id and ${inEffect('$2')}), '[]') as holders,
       coalesce((select json_agg(json_build_object('id', h.id, 'name', n.name, 'kind', h.kind,
                   'from', h.from_on, 'released', h.released_at is not null)
                   order by h.from_on, h.id)
          from holding h join person n on n.id = h.person_id
         where h.post_id = p.id and (h.to_on is null or h.to_on >= $2::date)
           and (h.released_at is null or h.from_on > $2::date)), '[]') as coming
       from post p where p.org_id = $1 and (p.valid_to is null or p.valid_to > $2::date)
      order by p.id`,
    [org, day],
  )
}

/**
 * The bodies that answer today for what a body once owed: itself while it exists, otherwise its
 * successors, through as many successions as there were.
 */
export async function presentBodies(on: Queryable, org: string, day: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    on,
    `with recursive heirs(id) as (
       select $1::uuid
       union
       select s.successor_id from organization_succession s join heirs on s.predecessor_id = heirs.id
        where s.on_date <= $2::date
     ) select o.id from heirs join organization o on o.id = heirs.id
      where o.valid_to is null or o.valid_to > $2::date order by o.id`,
    [org, day],
  )
  return found.map((row) => row.id)
}

/**
 * The body of the territory that answers for what nobody owns: the township's government, or the
 * next one above. A village committee governs itself and is not asked.
 */
export async function territorialBody(
  on: Queryable,
  jur: string,
  day: string,
): Promise<{ readonly id: string; readonly name: string } | null> {
  const row = await firstRow<{ id: string; name: string }>(
    on,
    `select o.id, o.name from organization o
      where o.place = any($1::text[]) and o.kind in ('township', 'government')
        and o.valid_from <= $2::date and (o.valid_to is null or o.valid_to > $2::date)
      order by array_position($1::text[], o.place), o.kind desc, o.id limit 1`,
    [await lineageOf(on, jur), day],
  )
  return row ?? null
}
