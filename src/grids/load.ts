import type { PoolClient } from 'pg'
import {
  covers,
  firstRow,
  params,
  rows,
  within,
  type Actor,
  type Circumstances,
} from '#kernel/index.ts'
import { inEffect, lineageOf } from '#places/index.ts'
import type { Ground, Holder, Target } from './rules.ts'
import type { AssignmentRow } from './tables.ts'
import { ENTERPRISE_KINDS, type Part } from './words.ts'

/** Where an assignment belongs: its place and, for an enterprise, the enterprise and its party. */
export type Aim = {
  readonly jur: string
  readonly subject: string | null
  readonly party: string | null
  readonly name: string
  readonly target: Target
}

/** The place or enterprise within the actor's scope; undefined for what is not there or not theirs. */
export async function findAim(
  client: PoolClient,
  given: { readonly place: string | null; readonly subject: string | null },
  actor: Actor,
): Promise<Aim | undefined> {
  if (given.subject !== null) return findEnterprise(client, given.subject, actor)
  if (given.place === null || !covers(actor.scope, given.place)) return undefined
  const target = await targetOf(client, given.place, 'place')
  const place = target && (await nameOf(client, given.place))
  if (!target || !place) return undefined
  return { jur: given.place, subject: null, party: null, name: place, target }
}

async function findEnterprise(
  client: PoolClient,
  id: string,
  actor: Actor,
): Promise<Aim | undefined> {
  const { param, values } = params()
  const row = await firstRow<{
    jur: string
    kind: string
    name: string | null
    party_id: string | null
  }>(
    client,
    `select s.jur, s.kind, s.name, s.party_id from subject s
      where s.id = ${param(id)}::uuid and ${within(actor.scope, 's', param)}`,
    values,
  )
  if (!row || !covers(actor.scope, row.jur)) return undefined
  const kinds: readonly string[] = ENTERPRISE_KINDS
  const target = await targetOf(client, row.jur, kinds.includes(row.kind) ? 'enterprise' : 'other')
  return (
    target && { jur: row.jur, subject: id, party: row.party_id, name: row.name ?? '该单位', target }
  )
}

async function nameOf(client: PoolClient, jur: string): Promise<string | undefined> {
  const row = await firstRow<{ name: string }>(client, 'select name from region where jur = $1', [
    jur,
  ])
  return row?.name
}

/** What governs a place: groupings such as 市辖区 are codes that nobody governs. */
async function targetOf(
  client: PoolClient,
  jur: string,
  kind: Target['kind'],
): Promise<Target | undefined> {
  const lineage = await lineageOf(client, jur)
  const known = await rows<{ jur: string; level: string }>(
    client,
    `select jur, level from region where jur = any($1::text[]) and code_kind <> 'grouping'`,
    [lineage],
  )
  const levels = new Map(known.map((place) => [place.jur, place.level]))
  const governed = lineage.filter((place) => levels.has(place))
  const own = levels.get(jur)
  if (own === undefined) return undefined
  const at = (level: string) => governed.find((place) => levels.get(place) === level) ?? null
  return {
    kind,
    level: own,
    parent: governed[1] ?? null,
    city: at('city'),
    county: at('county'),
    lineage: governed,
  }
}

/** Lets whoever assigns the same seats wait for each other, in one order of the seats. */
export async function lockSeats(
  client: PoolClient,
  jur: string,
  seats: readonly string[],
): Promise<void> {
  for (const seat of seats.toSorted()) {
    await client.query(
      'insert into assignment_seat (jur, seat) values ($1, $2) on conflict do nothing',
      [jur, seat],
    )
    await client.query('select 1 from assignment_seat where jur = $1 and seat = $2 for update', [
      jur,
      seat,
    ])
  }
}

/** The name of a seat: a part in a place or an enterprise. */
export function seatOf(part: Part | 'tier', subject: string | null): string {
  return subject === null ? part : `${part} ${subject}`
}

/** The post and the person as the directory has them today. */
export async function findHolder(
  client: PoolClient,
  given: { readonly post: string; readonly person: string },
  at: Circumstances,
): Promise<(Holder & { readonly name: string }) | null> {
  const row = await firstRow<Holder & { name: string }>(
    client,
    `select p.org_id as org, o.kind as "orgKind", o.place as "orgPlace", p.role, n.name,
       exists (select 1 from holding h
          where h.post_id = p.id and h.person_id = n.id and ${inEffect('$3')}) as holds
       from post p join organization o on o.id = p.org_id cross join person n
      where p.id = $1 and n.id = $2`,
    [given.post, given.person, at.today],
  )
  return row ?? null
}

/** What is in force in a part of a place or an enterprise, locked. */
export function lockCurrent(
  client: PoolClient,
  aim: Pick<Aim, 'jur' | 'subject'>,
  part: Part,
): Promise<AssignmentRow[]> {
  return rows<AssignmentRow>(
    client,
    `select * from assignment where jur = $1 and subject_id is not distinct from $2::uuid
        and part = $3 and ended_on is null order by id for update`,
    [aim.jur, aim.subject, part],
  )
}

/** Current rows in the words of the rules. */
export function groundRows(current: readonly AssignmentRow[]): Ground['current'] {
  return current.map((row) => ({ id: row.id, fromOn: row.from_on, person: row.person_id }))
}
