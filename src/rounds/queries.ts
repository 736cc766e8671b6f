import {
  firstRow,
  params,
  rows,
  scopeOf,
  within,
  type Actor,
  type Queryable,
} from '#kernel/index.ts'
import { figuresFor } from './figures.ts'
import type { ReplyRecord, RoundRecord } from './tables.ts'
import type { ReplyRow, RoundRow, Unit, View } from './words.ts'

const MOST = 200

/** Rounds of the actor's body and calls that it must answer, newest first. */
export async function roundList(client: Queryable, actor: Actor) {
  const { param, values } = params()
  const mine = await rows<RoundRecord & { silent: number }>(
    client,
    `select r.*, (select count(*)::int from progress_reply p
        where p.round_id = r.id and p.answered_at is null) as silent
      from progress_round r where ${within(actor.scope, 'r', param)}
        and r.owner_org = ${param(actor.org)}::uuid order by r.id desc limit ${MOST}`,
    values,
  )
  const asked = params()
  const replies = await rows<ReplyRecord>(
    client,
    `select p.* from progress_reply p where ${within(actor.scope, 'p', asked.param)}
        and p.org = ${asked.param(actor.org)}::uuid order by p.id desc limit ${MOST}`,
    asked.values,
  )
  return { rows: mine.map((one) => roundRowOf(one, one.silent)), replies: replies.map(replyRowOf) }
}

/** Bodies below the actor's own that can be asked: those with an account of their own place. */
export async function bodiesBelow(client: Queryable, actor: Actor, today: string) {
  const office = await firstRow<{ place: string }>(
    client,
    'select place from organization where id = $1',
    [actor.org],
  )
  if (!office) return []
  const { from, to } = scopeOf(office.place)
  return rows<{ id: string; name: string; place: string }>(
    client,
    `select id, coalesce(short_name, name) as name, place from organization
      where place >= $1 and place < $2 and id <> $3 and valid_from <= $4::date
        and (valid_to is null or valid_to > $4::date)
        and kind in ('committee_office', 'department', 'township', 'village', 'institution')
      order by place, name, id limit 1000`,
    [from, to, actor.org, today],
  )
}

/** A round of the actor's office, or the answer that its body owes; undefined outside both. */
export async function roundView(
  client: Queryable,
  actor: Actor,
  id: string,
  today: string,
): Promise<View | undefined> {
  const { param, values } = params()
  const round = await firstRow<RoundRecord>(
    client,
    `select r.* from progress_round r where r.id = ${param(id)}::uuid
        and r.owner_org = ${param(actor.org)}::uuid and ${within(actor.scope, 'r', param)}`,
    values,
  )
  if (round) {
    const units = round.minutes ?? (await unitsOf(client, actor, id, today))
    const silent = units.filter((unit) => unit.silent).length
    const row = { ...roundRowOf(round, silent), items: round.items, closedAt: round.closed_at }
    return { round: { ...row, units: [...units] }, reply: null }
  }
  const asked = params()
  const reply = await firstRow<ReplyRecord>(
    client,
    `select p.* from progress_reply p where p.id = ${asked.param(id)}::uuid
        and p.org = ${asked.param(actor.org)}::uuid and ${within(actor.scope, 'p', asked.param)}`,
    asked.values,
  )
  if (!reply) return undefined
  const figures = await figuresFor(client, actor, reply, today)
  const { items, answer } = reply
  return { round: null, reply: { ...replyRowOf(reply), items, answer, figures } }
}

/** Every body of a round: its figures now, what it answered, who is silent. */
export async function unitsOf(
  client: Queryable,
  actor: Actor,
  round: string,
  today: string,
): Promise<Unit[]> {
  const { param, values } = params()
  const replies = await rows<ReplyRecord & { org_name: string }>(
    client,
    `select p.*, coalesce(o.short_name, o.name) as org_name
       from progress_reply p join organization o on o.id = p.org
      where p.round_id = ${param(round)}::uuid and ${within(actor.scope, 'p', param)}
      order by p.jur, o.name, p.id`,
    values,
  )
  const units: Unit[] = []
  for (const reply of replies) {
    units.push({
      reply: reply.id,
      revision: reply.revision,
      org: reply.org,
      orgName: reply.org_name,
      place: reply.jur,
      silent: reply.answered_at === null,
      answeredAt: reply.answered_at,
      answer: reply.answer,
      calls: [...reply.calls],
      figures: await figuresFor(client, actor, reply, today),
    })
  }
  return units
}

function roundRowOf(record: RoundRecord, silent: number): RoundRow {
  const { id, revision, number, title, state, bodies } = record
  const { from_on: fromOn, to_on: toOn, due_on: dueOn } = record
  return { id, revision, number, title, state, fromOn, toOn, dueOn, bodies, silent }
}

function replyRowOf(record: ReplyRecord): ReplyRow {
  const { id, revision, round_number: number, title, state } = record
  const { from_on: fromOn, to_on: toOn, due_on: dueOn } = record
  return { id, revision, number, title, state, fromOn, toOn, dueOn }
}
