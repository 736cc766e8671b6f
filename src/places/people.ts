import { hotRows, params, rows, within, type Actor, type Queryable } from '#kernel/index.ts'
import { named } from './organizations.ts'
import type { PersonView } from './shapes.ts'
import { cursorOf, inEffect, readCursor } from './tables.ts'
import type { HoldingKind, Role } from './vocabulary.ts'

/** Names of persons by id. Unknown ids are left out. */
export async function personNames(
  on: Queryable,
  ids: readonly (string | null)[],
): Promise<Record<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  if (wanted.length === 0) return {}
  const found = await hotRows<{ id: string; name: string }>(
    on,
    'select id, name from person where id = any ($1::uuid[])',
    [wanted],
  )
  return Object.fromEntries(found.map(({ id, name }) => [id, name]))
}

/** Somebody who holds a post. */
export type Holder = {
  readonly person: string
  readonly name: string
  readonly kind: HoldingKind
  readonly standingInFor: string | null
}

/** Who holds a post on a day: regular holders first, then acting ones and stand-ins. */
export function holdersOf(on: Queryable, post: string, day: string): Promise<Holder[]> {
  return rows<Holder>(
    on,
    `select h.person_id as person, n.name, h.kind, h.standing_in_for as "standingInFor"
       from holding h join post p on p.id = h.post_id join person n on n.id = h.person_id
      where h.post_id = $1 and ${inEffect('$2')}
      order by array_position(array['regular', 'acting', 'stand_in'], h.kind), h.from_on, h.id`,
    [post, day],
  )
}

/** A post in effect. */
export type PostInEffect = {
  readonly id: string
  readonly org: string
  readonly role: Role
  readonly title: string
  readonly place: string
}

/** The posts of a body with one of the roles, in effect on a day: whom work is handed to. */
export function postsOfOrganization(
  on: Queryable,
  org: string,
  roles: readonly Role[],
  day: string,
): Promise<PostInEffect[]> {
  return rows<PostInEffect>(
    on,
    `select p.id, p.org_id as org, p.role, p.title, p.place from post p
      where p.org_id = $1 and p.role = any($2::text[]) and ${postInEffect('$3')}
      order by array_position($2::text[], p.role), p.id`,
    [org, roles, day],
  )
}

/** Posts of a place and below that nobody holds on a day: nothing may wait on such a desk. */
export function postsWithoutHolder(
  on: Queryable,
  actor: Actor,
  day: string,
): Promise<PostInEffect[]> {
  const { param, values } = params()
  const at = param(day)
  return rows<PostInEffect>(
    on,
    `select p.id, p.org_id as org, p.role, p.title, p.place
       from (select t.*, t.place as jur, t.org_id as party_id from post t) p
      where ${within(actor.scope, 'p', param)} and ${postInEffect(at)}
        and not exists (select 1 from holding h where h.post_id = p.id and ${inEffect(at)})
      order by p.place, p.id limit 500`,
    values,
  )
}

function postInEffect(day: string): string {
  return (
    `p.released_at is not null and p.valid_from <= ${day}::date ` +
    `and (p.valid_to is null or p.valid_to > ${day}::date)`
  )
}

/** Lists the people who hold a post of an organization within the actor's scope. */
export async function listPeopleFor(
  on: Queryable,
  actor: Actor,
  query: {
    readonly q?: string | undefined
    readonly org?: string | undefined
    readonly place?: string | undefined
    readonly role?: Role | undefined
    /** Also those who never held a post: whom an administrator is about to give one. */
    readonly withoutPost?: boolean
    readonly on: string
    readonly cursor?: string | undefined
    readonly limit: number
  },
): Promise<{ items: PersonView[]; next: string | null }> {
  const { param, values } = params()
  const held = ['h.person_id = n.id', inEffect(param(query.on)), within(actor.scope, 'o', param)]
  if (query.org) held.push(`o.id = ${param(query.org)}::uuid`)
  if (query.place) held.push(`o.place = ${param(query.place)}`)
  if (query.role) held.push(`p.role = ${param(query.role)}`)
  const free = `not exists (select 1 from holding f where f.person_id = n.id and f.released_at is not null)`
  const all = query.withoutPost && !query.org && !query.place && !query.role
  const where = [all ? `(held.posts is not null or ${free})` : 'held.posts is not null']
  if (query.q) where.push(named('n', query.q, param))
  const after = readCursor(query.cursor, 2)
  if (after)
    where.push(`(n.initials collate "C", n.id) > (${param(after[0])}, ${param(after[1])}::uuid)`)
  const found = await rows<PersonView & { initials: string }>(
    on,
    `select n.id, n.name, n.initials, n.demo, coalesce(held.posts, '[]') as posts
       from person n
       cross join lateral (
         select json_agg(json_build_object('id', p.id, 'title', p.title, 'org', o.id,
                  'orgName', o.name) order by h.from_on, p.id) as posts
           from holding h join post p on p.id = h.post_id
           join (select g.*, g.place as jur, g.id as party_id from organization g) o
             on o.id = p.org_id
          where ${held.join(' and ')}) held
      where ${where.join(' and ')}
      order by n.initials collate "C", n.id limit ${param(query.limit + 1)}`,
    values,
  )
  const page = found.slice(0, query.limit)
  const last = page.at(-1)
  return {
    items: page.map(({ id, name, posts, demo }) => ({ id, name, posts, demo })),
    next: found.length > query.limit && last ? cursorOf([last.initials, last.id]) : null,
  }
}
