/** What the commands on calls for progress load, and have in common. */
import type { PoolClient } from 'pg'
import { hotRow, params, rows, within, type Circumstances, type Queryable } from '#kernel/index.ts'
import type { NamedAnswer } from './record.ts'
import type { AnswerRecord, RoundRecord, SeriesRecord } from './tables.ts'
import type { ProgressViewer } from './shapes.ts'

/** Who acts, in the words of the rules; the product itself acts as the office that leads. */
export function viewerOf({ actor }: Circumstances, owner: string): ProgressViewer {
  if (actor.role === 'system') return { org: owner, role: 'committee_clerk' }
  return { org: actor.org, role: actor.role }
}

/** Locks a series of the actor's places; other offices' series do not exist for the actor. */
export function lockSeries(client: Queryable, id: string, { actor }: Circumstances) {
  const { param, values } = params()
  const own = actor.role === 'system' ? 'true' : `s.owner_org = ${param(actor.org)}::uuid`
  return hotRow<SeriesRecord>(
    client,
    `select s.* from progress_series s where s.id = ${param(id)}::uuid and ${own}
        and ${within(actor.scope, 's', param)} for update`,
    values,
  )
}

/** Locks a round of the acting office. */
export function lockRound(client: Queryable, id: string, { actor }: Circumstances) {
  const { param, values } = params()
  const own = actor.role === 'system' ? 'true' : `r.owner_org = ${param(actor.org)}::uuid`
  return hotRow<RoundRecord>(
    client,
    `select r.* from progress_round r where r.id = ${param(id)}::uuid and ${own}
        and ${within(actor.scope, 'r', param)} for update`,
    values,
  )
}

/** Locks one body's part of a round: for that body, and for the office that leads. */
export function lockAnswer(client: PoolClient, id: string, { actor }: Circumstances) {
  const { param, values } = params()
  const own = `${param(actor.org)}::uuid`
  return hotRow<AnswerRecord>(
    client,
    `select a.* from progress_answer a where a.id = ${param(id)}::uuid
        and (a.org = ${own} or a.owner_org = ${own}) and ${within(actor.scope, 'a', param)}
      for update`,
    values,
  )
}

/** The parts of a round with names, by place and name. */
export function answersOf(
  client: Queryable,
  round: string,
  { actor }: Pick<Circumstances, 'actor'>,
): Promise<NamedAnswer[]> {
  const { param, values } = params()
  return rows<NamedAnswer>(
    client,
    `select a.*, coalesce(o.short_name, o.name) as org_name, p.name as answered_name
       from progress_answer a join organization o on o.id = a.org
       left join person p on p.id = a.answered_person
      where a.round_id = ${param(round)}::uuid and ${within(actor.scope, 'a', param)}
      order by o.place, o.name, a.id`,
    values,
  )
}
