import { firstRow, rows, type Queryable } from '#kernel/index.ts'
import { lineageOf } from '#places/index.ts'
import { live } from './live.ts'
import type { Part, Seat } from './words.ts'

/** A place, or an enterprise of it. */
export type SeatKey = { readonly jur: string; readonly subject: string | null }

/** Who holds which part of each enterprise, by its id, or of each place, by its code. */
export async function findSeats(
  on: Queryable,
  keys: readonly SeatKey[],
  today: string,
): Promise<Map<string, Seat[]>> {
  const seats = new Map<string, Seat[]>()
  if (keys.length === 0) return seats
  const found = await rows<Seat & { key: string }>(
    on,
    `select coalesce(a.subject_id::text, a.jur) as key, a.id, a.revision, a.part, a.duty, a.org,
       coalesce(o.short_name, o.name) as "orgName", a.person_name as "personName",
       (${live('$3')}) as live
       from unnest($1::text[], $2::uuid[]) as w(jur, subject)
       join assignment a on a.jur = w.jur collate "C" and a.subject_id is not distinct from w.subject
       join organization o on o.id = a.org
      where a.ended_on is null order by a.part, a.duty, a.from_on, a.id`,
    [keys.map(({ jur }) => jur), keys.map(({ subject }) => subject), today],
  )
  for (const { key, ...seat } of found) seats.set(key, [...(seats.get(key) ?? []), seat])
  return seats
}

/** Who is proposed as the sponsor of a finding, and in which part that person answers. */
export type Sponsor = { readonly name: string; readonly part: Part }

/**
 * 包联领导 for what was found: of the enterprise the county's leader, the city's head of department
 * or whoever else was named; otherwise the leader of the nearest place that has one.
 */
export async function sponsorOf(
  on: Queryable,
  of: { readonly jur: string; readonly subject: string | null },
  today: string,
): Promise<Sponsor | null> {
  const row = await firstRow<Sponsor>(
    on,
    `select a.person_name as name, a.part from assignment a
      where a.jur = any($1::text[]) and a.person_name is not null and ${live('$3')}
        and ((a.subject_id = $2::uuid and a.part in ('county_leader', 'city_head', 'sponsor'))
          or (a.subject_id is null and a.part = 'place_leader'))
      order by array_position(array['county_leader', 'city_head', 'sponsor', 'place_leader'], a.part),
        array_position($1::text[], a.jur::text), a.id limit 1`,
    [await lineageOf(on, of.jur), of.subject, today],
  )
  return row ?? null
}

/** The department that alone supervises an enterprise; null where none or more than one does. */
export async function supervisorOf(
  on: Queryable,
  subject: string,
  today: string,
): Promise<string | null> {
  const found = await rows<{ org: string }>(
    on,
    `select distinct a.org from assignment a
      where a.subject_id = $1 and a.part = 'supervisor' and ${live('$2')} limit 2`,
    [subject, today],
  )
  return found.length === 1 ? found[0]!.org : null
}
