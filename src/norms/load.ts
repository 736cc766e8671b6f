import { shortNames } from '#places/index.ts'
import type { PoolClient } from 'pg'
import {
  hotRow,
  hotRows,
  params,
  within,
  type Actor,
  type Circumstances,
  type Queryable,
} from '#kernel/index.ts'
import { calendarOf, lawOn, lockDeadlines } from '#deadlines/index.ts'
import type { Seen } from '#papers/index.ts'
import { READERS } from './rules.ts'
import type { NormRecord } from './tables.ts'
import type { NormFacts, NormState } from './words.ts'

type Param = (value: unknown) => string

/** A document with its running deadlines and what the packs say. */
export type SeenNorm = Seen<NormRecord, NormFacts>

/** Who sees a document: the body that makes it, and the one that reviews it. */
export function normSeen({ scope, org, role }: Actor, param: Param): string {
  if (!(READERS as readonly string[]).includes(role)) return 'false'
  const own = `${param(org)}::uuid`
  return `${within(scope, 'n', param)} and (n.owner_org = ${own} or n.review_org = ${own})`
}

/** Locks a document that the actor sees, then its deadlines. */
export async function lockNorm(
  pool: Queryable,
  client: PoolClient,
  id: string,
  at: Circumstances,
): Promise<SeenNorm | undefined> {
  const { param, values } = params()
  const record = await hotRow<NormRecord>(
    client,
    `select n.* from norm n where n.id = ${param(id)}::uuid and ${normSeen(at.actor, param)}
      for update`,
    values,
  )
  return record && seenNorm(pool, client, record, at)
}

/** A locked document as the rules see it. */
export async function seenNorm(
  pool: Queryable,
  client: PoolClient,
  record: NormRecord,
  at: Circumstances,
): Promise<SeenNorm> {
  const { jur, id } = record
  return {
    subject: 'norm',
    record,
    facts: await normFacts(client, record, at.actor),
    deadlines: await lockDeadlines(client, { jur, kind: 'norm', id }),
    law: await lawOn(pool, { on: at.today, place: jur }),
    calendar: await calendarOf(pool),
  }
}

/** What rules and buttons need to know of a document. */
export async function normFacts(
  on: Queryable,
  record: NormRecord,
  { person }: Pick<Actor, 'person'>,
): Promise<NormFacts> {
  return {
    id: record.id,
    jur: record.jur,
    revision: record.revision,
    state: record.state as NormState,
    ownerOrg: record.owner_org,
    reviewOrg: record.review_org,
    mine: record.drafter === person,
    filedOn: record.filed_on,
    publishedOn: record.published_on,
    names: await shortNames(on, [record.owner_org, record.review_org]),
  }
}

/** Bodies of a place in which somebody reviews legality today. */
export function reviewersIn(on: Queryable, place: string, today: string) {
  return hotRows<{ id: string; name: string }>(
    on,
    `select o.id, coalesce(o.short_name, o.name) as name from organization o
      where o.place = $1 and o.valid_from <= $2::date
        and (o.valid_to is null or o.valid_to > $2::date)
        and exists (select 1 from post p where p.org_id = o.id and p.role = 'legal_reviewer'
          and p.valid_from <= $2::date and (p.valid_to is null or p.valid_to > $2::date))
      order by o.name collate "C", o.id`,
    [place, today],
  )
}
