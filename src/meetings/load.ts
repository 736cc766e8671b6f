import { shortNames } from '#places/index.ts'
import type { PoolClient } from 'pg'
import {
  covers,
  hotRow,
  hotRows,
  params,
  within,
  type Actor,
  type Circumstances,
  type Queryable,
} from '#kernel/index.ts'
import { calendarOf, lawOn, lockDeadlines, type Deadline } from '#deadlines/index.ts'
import type { Seen } from '#papers/index.ts'
import type { MeetingRecord, MinutesRecord, MonthRecord, PartyRecord } from './tables.ts'
import type { MeetingFacts, MeetingState } from './words.ts'
import type { PartyFacts } from './rules.ts'

type Param = (value: unknown) => string

/** A notice with its running deadlines. */
export type SeenParty = Seen<PartyRecord, PartyFacts>
/** A meeting with its newest minutes and the clock of plenary meetings. */
export type SeenMeeting = Seen<MeetingRecord, MeetingFacts> & {
  readonly minutes: MinutesRecord | null
  readonly rhythm: readonly Deadline[]
}
export type SeenMonth = Seen<MonthRecord, object>

/** Who sees a meeting: the office that calls it, and the body of who presides. */
export function meetingSeen({ scope, org }: Actor, param: Param): string {
  const own = `${param(org)}::uuid`
  return `${within(scope, 'm', param)} and (m.owner_org = ${own} or m.chair_org = ${own})`
}

/** Who sees a notice: the body that was asked to come. */
export function partySeen({ scope, org }: Actor, param: Param): string {
  return `${within(scope, 'p', param)} and p.org = ${param(org)}::uuid`
}

/** Locks a meeting within the actor's scope, its newest minutes, then the deadlines. */
export async function lockMeeting(
  pool: Queryable,
  client: PoolClient,
  id: string,
  at: Circumstances,
): Promise<SeenMeeting | undefined> {
  const { param, values } = params()
  const record = await hotRow<MeetingRecord>(
    client,
    `select m.* from meeting m where m.id = ${param(id)}::uuid and ${meetingSeen(at.actor, param)}
      for update`,
    values,
  )
  if (!record) return undefined
  const minutes = await hotRow<MinutesRecord>(
    client,
    `select n.* from meeting_minutes n where n.jur = $1 and n.meeting_id = $2
      order by n.id desc limit 1 for update`,
    [record.jur, id],
  )
  return {
    subject: 'meeting',
    record,
    facts: await meetingFacts(client, record, minutes ?? null),
    minutes: minutes ?? null,
    deadlines: await lockDeadlines(client, { jur: record.jur, kind: 'meeting', id }),
    rhythm: await lockDeadlines(client, {
      jur: record.jur,
      kind: 'organization',
      id: record.owner_org,
    }),
    law: await lawOn(pool, { on: at.today, place: record.jur }),
    calendar: await calendarOf(pool),
  }
}

/** What rules and buttons need to know of a meeting. */
export async function meetingFacts(
  on: Queryable,
  record: MeetingRecord,
  minutes: Pick<MinutesRecord, 'state' | 'number' | 'corrects'> | null,
): Promise<MeetingFacts> {
  return {
    id: record.id,
    jur: record.jur,
    revision: record.revision,
    number: record.number,
    state: record.state as MeetingState,
    startsOn: record.starts_on,
    ownerOrg: record.owner_org,
    chairOrg: record.chair_org,
    minutes: minutes === null ? 'none' : (minutes.state as 'draft' | 'signed'),
    minutesNumber: minutes?.number ?? null,
    invited: record.invited.length,
    names: await shortNames(on, [record.owner_org, record.chair_org]),
  }
}

/** Locks a notice that the actor's own body got, or that it sent, then its deadlines. */
export async function lockParty(
  pool: Queryable,
  client: PoolClient,
  id: string,
  at: Circumstances,
): Promise<SeenParty | undefined> {
  const { param, values } = params()
  const { scope, org } = at.actor
  const own = `${param(org)}::uuid`
  const record = await hotRow<PartyRecord>(
    client,
    `select p.* from meeting_party p where p.id = ${param(id)}::uuid
      and ${within(scope, 'p', param)} and (p.org = ${own} or p.owner_org = ${own}) for update`,
    values,
  )
  return record && seenParty(pool, client, record, at)
}

/** A notice as the rules see it. */
export async function seenParty(
  pool: Queryable,
  client: PoolClient,
  record: PartyRecord,
  at: Circumstances,
): Promise<SeenParty> {
  const { id } = record
  const names = await shortNames(client, [record.org])
  return {
    subject: 'meeting_party',
    record,
    facts: {
      state: record.state as PartyFacts['state'],
      org: record.org,
      orgName: names[record.org] ?? '',
      startsOn: record.starts_on,
      attendedAt: record.attended_at,
    },
    deadlines: await lockDeadlines(client, { jur: record.jur, kind: 'meeting_party', id }),
    law: await lawOn(pool, { on: at.today, place: record.jur }),
    calendar: await calendarOf(pool),
  }
}

/** Locks a thematic month of the actor's office. */
export async function lockMonth(
  pool: Queryable,
  client: PoolClient,
  id: string,
  at: Circumstances,
): Promise<SeenMonth | undefined> {
  const { param, values } = params()
  const record = await hotRow<MonthRecord>(
    client,
    `select m.* from theme_month m where m.id = ${param(id)}::uuid
      and ${within(at.actor.scope, 'm', param)} and m.owner_org = ${param(at.actor.org)}::uuid
      for update`,
    values,
  )
  if (!record) return undefined
  return {
    subject: 'theme_month',
    record,
    facts: {},
    deadlines: await lockDeadlines(client, { jur: record.jur, kind: 'theme_month', id }),
    law: await lawOn(pool, { on: at.today, place: record.jur }),
    calendar: await calendarOf(pool),
  }
}

/** A body as a meeting asks it or charges it, abolished ones with who follows them. */
export type Asked = {
  readonly id: string
  readonly name: string
  readonly place: string
  readonly kind: string
  readonly abolished: boolean
  readonly successor: string | null
  readonly successorName: string | null
}

/** Bodies by id on a day, in the order of their names. */
export function bodiesOf(on: Queryable, ids: readonly string[], today: string): Promise<Asked[]> {
  return hotRows<Asked>(
    on,
    `select o.id, coalesce(o.short_name, o.name) as name, o.place, o.kind,
        coalesce(o.valid_to <= $2::date, false) as abolished, s.id as successor,
        s.name as "successorName"
       from organization o
       left join lateral (
         select g.id, coalesce(g.short_name, g.name) as name
           from organization_succession c join organization g on g.id = c.successor_id
          where c.predecessor_id = o.id order by c.on_date desc, g.id limit 1) s on true
      where o.id = any($1::uuid[]) order by o.place, o.id`,
    [ids, today],
  )
}

/** These bodies if all of them lie within the actor's places; undefined otherwise. */
export async function bodiesWithin(
  on: Queryable,
  ids: readonly string[],
  at: Circumstances,
): Promise<Asked[] | undefined> {
  const found = await bodiesOf(on, ids, at.today)
  const all = found.length === new Set(ids).size
  return all && found.every(({ place }) => covers(at.actor.scope, place)) ? found : undefined
}
