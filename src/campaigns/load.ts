/** What the commands on campaigns load: the locked row, its deadlines, and what the rules ask of it. */
import type { PoolClient } from 'pg'
import {
  firstRow,
  hotRow,
  params,
  within,
  type Circumstances,
  type Queryable,
  type Scope,
} from '#kernel/index.ts'
import { calendarOf, lawOn, lockDeadlines, packsOf } from '#deadlines/index.ts'
import type { Kept, OfficeSubject, Seen } from '#papers/index.ts'
import { placeNames, shortName } from '#places/index.ts'
import { compositionOf, hasCampaign, type CampaignPack, type Composition } from './pack.ts'
import type {
  CampaignRecord,
  ConcernRecord,
  DutyRecord,
  FeedbackRecord,
  GroupRecord,
  HelpRecord,
  HostRecord,
  NoticeRecord,
} from './records.ts'
import { listed } from './records.ts'
import type { CampaignFacts, DutyFacts, GroupFacts, HostFacts } from './rules.ts'
import type * as words from './words.ts'

export type SeenCampaign = Seen<CampaignRecord, CampaignFacts>
export type SeenGroup = Seen<GroupRecord, GroupFacts> & {
  readonly composition: readonly Composition[]
  /** Whether the pack has a sheet to score on. */
  readonly scores: boolean
  /** The name of the inspected county. */
  readonly hostPlace: string
}
export type SeenHost = Seen<HostRecord, HostFacts>
export type SeenDuty = Seen<DutyRecord, DutyFacts>

type Param = (value: unknown) => string

/** Whose row it is to lock: the body's own, and the product's. */
function own(alias: string, column: 'owner_org' | 'org', at: Circumstances, param: Param): string {
  const { role, org, scope } = at.actor
  const reach = within(scope, alias, param)
  return role === 'system' ? reach : `${reach} and ${alias}.${column} = ${param(org)}::uuid`
}

/** What every act sees beside the row: running deadlines, packs and calendar. */
export async function seenOf<R extends Kept, F extends object>(
  pool: Queryable,
  client: PoolClient,
  subject: OfficeSubject,
  { record, facts, at }: { readonly record: R; readonly facts: F; readonly at: Circumstances },
): Promise<Seen<R, F>> {
  return {
    subject,
    record,
    facts,
    deadlines:
      record.revision === 0
        ? []
        : await lockDeadlines(client, { jur: record.jur, kind: subject, id: record.id }),
    law: await lawOn(pool, { on: at.today, place: record.jur }),
    calendar: await calendarOf(pool),
  }
}

export async function lockCampaign(
  pool: Queryable,
  client: PoolClient,
  id: string,
  at: Circumstances,
): Promise<SeenCampaign | undefined> {
  const { param, values } = params()
  const record = await hotRow<CampaignRecord>(
    client,
    `select c.* from campaign c where c.id = ${param(id)}::uuid
      and ${own('c', 'owner_org', at, param)} for update`,
    values,
  )
  if (!record) return undefined
  const facts = await campaignFacts(client, record)
  return seenOf(pool, client, 'campaign', { record, facts, at })
}

/** What rules and buttons need to know of a campaign. */
export async function campaignFacts(
  on: Queryable,
  record: Pick<CampaignRecord, 'id' | 'owner_org' | 'state' | 'draw_id'>,
): Promise<CampaignFacts> {
  const counts = await firstRow<{ drawn: boolean; groups: number; duties: number }>(
    on,
    `select coalesce((select d.state = 'complete' from draw d where d.id = $2), false) as drawn,
        (select count(*)::integer from campaign_group g
          where g.campaign_id = $1 and g.state not in ('finished', 'void')) as groups,
        (select count(*)::integer from campaign_duty y
          where y.campaign_id = $1 and y.state not in ('received', 'void')) as duties`,
    [record.id, record.draw_id],
  )
  return {
    ownerOrg: record.owner_org,
    ownerName: await shortName(on, record.owner_org),
    state: record.state as words.CampaignState,
    drawn: counts?.drawn ?? false,
    openGroups: counts?.groups ?? 0,
    openDuties: counts?.duties ?? 0,
  }
}

/** The pack that a campaign is bound to, in the version that holds now. */
export async function campaignPack(pool: Queryable, id: string): Promise<CampaignPack | undefined> {
  const pack = (await packsOf(pool)).find(({ head }) => head.id === id)
  return pack && hasCampaign(pack) ? pack : undefined
}

export async function lockGroup(
  pool: Queryable,
  client: PoolClient,
  id: string,
  at: Circumstances,
): Promise<SeenGroup | undefined> {
  const { param, values } = params()
  const record = await hotRow<GroupRecord>(
    client,
    `select g.* from campaign_group g where g.id = ${param(id)}::uuid
      and ${own('g', 'org', at, param)} for update`,
    values,
  )
  return record && seenGroup(pool, client, record, at)
}

/** A group as the rules see it, also one that is about to come into being. */
export async function seenGroup(
  pool: Queryable,
  client: PoolClient,
  record: GroupRecord,
  at: Circumstances,
): Promise<SeenGroup> {
  const facts = await groupFacts(client, record)
  const seen = await seenOf(pool, client, 'campaign_group', { record, facts, at })
  const pack = await campaignPack(pool, record.pack)
  const place = (await placeNames(client, [record.host_jur])).get(record.host_jur)
  return {
    ...seen,
    composition: pack ? compositionOf(pack) : [],
    scores: pack?.scoring !== undefined,
    hostPlace: place?.name ?? '',
  }
}

/** What rules and buttons need to know of a group. */
export async function groupFacts(on: Queryable, record: GroupRecord): Promise<GroupFacts> {
  const open = await firstRow<{ n: number }>(
    on,
    `select count(*)::integer as n from campaign_feedback f
      where f.group_id = $1 and f.state in ('draft', 'sent')`,
    [record.id],
  )
  return {
    org: record.org,
    orgName: await shortName(on, record.org),
    state: record.state as words.GroupState,
    itineraryState: record.itinerary_state as words.ItineraryState,
    visitFrom: record.visit_from,
    visitTo: record.visit_to,
    names: listed<words.Member>(record.members).map(({ name }) => name),
    openFeedback: open?.n ?? 0,
  }
}

export async function lockHost(
  pool: Queryable,
  client: PoolClient,
  id: string,
  at: Circumstances,
): Promise<SeenHost | undefined> {
  const { param, values } = params()
  const record = await hotRow<HostRecord>(
    client,
    `select h.* from campaign_host h where h.id = ${param(id)}::uuid
      and ${own('h', 'org', at, param)} for update`,
    values,
  )
  return record && seenHost(pool, client, record, at)
}

/** The other side of a group, locked by the product itself. */
export async function lockHostOf(
  pool: Queryable,
  client: PoolClient,
  group: string,
  at: Circumstances,
): Promise<SeenHost | undefined> {
  const { param, values } = params()
  const record = await hotRow<HostRecord>(
    client,
    `select h.* from campaign_host h where h.group_id = ${param(group)}::uuid
      and ${within(at.actor.scope, 'h', param)} for update`,
    values,
  )
  return record && seenHost(pool, client, record, at)
}

export async function seenHost(
  pool: Queryable,
  client: PoolClient,
  record: HostRecord,
  at: Circumstances,
): Promise<SeenHost> {
  const facts: HostFacts = {
    org: record.org,
    orgName: await shortName(client, record.org),
    state: record.state as words.HostState,
    itineraryState: record.itinerary_state as words.ItineraryState,
  }
  return seenOf(pool, client, 'campaign_host', { record, facts, at })
}

/** Locks a deliverable: of the body that owes it, or of the office that waits for it. */
export async function lockDuty(
  pool: Queryable,
  client: PoolClient,
  id: string,
  at: Circumstances,
): Promise<SeenDuty | undefined> {
  const { param, values } = params()
  const { scope, org, role } = at.actor
  const me = `${param(org)}::uuid`
  const mine = role === 'system' ? 'true' : `(y.org = ${me} or y.owner_org = ${me})`
  const record = await hotRow<DutyRecord>(
    client,
    `select y.* from campaign_duty y where y.id = ${param(id)}::uuid
      and ${within(scope, 'y', param)} and ${mine} for update`,
    values,
  )
  return record && seenDuty(pool, client, record, at)
}

export async function seenDuty(
  pool: Queryable,
  client: PoolClient,
  record: DutyRecord,
  at: Circumstances,
): Promise<SeenDuty> {
  const facts: DutyFacts = {
    org: record.org,
    orgName: await shortName(client, record.org),
    ownerOrg: record.owner_org,
    ownerName: await shortName(client, record.owner_org),
    state: record.state as words.DutyState,
  }
  return seenOf(pool, client, 'campaign_duty', { record, facts, at })
}

/** Reads one row of a campaign by its id, within places. */
export function findGroupRow(on: Queryable, scope: Scope, id: string) {
  const { param, values } = params()
  return firstRow<GroupRecord>(
    on,
    `select g.* from campaign_group g where g.id = ${param(id)}::uuid and ${within(scope, 'g', param)}`,
    values,
  )
}

export async function lockConcern(client: PoolClient, id: string, at: Circumstances) {
  const { param, values } = params()
  return hotRow<ConcernRecord>(
    client,
    `select n.* from campaign_concern n where n.id = ${param(id)}::uuid
      and ${own('n', 'owner_org', at, param)} for update`,
    values,
  )
}

export async function lockHelp(client: PoolClient, id: string, at: Circumstances) {
  const { param, values } = params()
  return hotRow<HelpRecord>(
    client,
    `select p.* from campaign_help p where p.id = ${param(id)}::uuid
      and ${own('p', 'org', at, param)} for update`,
    values,
  )
}

export async function lockFeedback(client: PoolClient, id: string, at: Circumstances) {
  const { param, values } = params()
  return hotRow<FeedbackRecord>(
    client,
    `select f.* from campaign_feedback f where f.id = ${param(id)}::uuid
      and ${own('f', 'org', at, param)} for update`,
    values,
  )
}

export async function lockNotice(client: PoolClient, id: string, at: Circumstances) {
  const { param, values } = params()
  return hotRow<NoticeRecord>(
    client,
    `select n.* from campaign_notice n where n.id = ${param(id)}::uuid
      and ${own('n', 'org', at, param)} for update`,
    values,
  )
}
