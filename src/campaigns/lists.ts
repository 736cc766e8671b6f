/** Lists of what belongs to campaigns, each within the reader's places. */
import { params, rows, within, type Actor, type Queryable } from '#kernel/index.ts'
import type { Day } from '#deadlines/index.ts'
import {
  listed,
  type CampaignRecord,
  type ConcernRecord,
  type DutyRecord,
  type GroupRecord,
  type HelpRecord,
  type HostRecord,
} from './records.ts'
import type * as words from './words.ts'

const MOST = 200

/** What is asked for: one row, those of one body, those of an office, those under another row. */
export type Ask = {
  readonly id?: string
  /** Of the reader's body: what it does or owes itself, what it organizes, or either. */
  readonly mine?: 'org' | 'owner_org' | 'either'
  readonly org?: string
  readonly campaign?: string
  readonly group?: string
  readonly host?: string
}

type Param = (value: unknown) => string

/** The conditions of what is asked for, on the table that stands under the alias. */
export function asked(alias: string, ask: Ask, { scope, org }: Actor, param: Param): string[] {
  const where = [within(scope, alias, param)]
  if (ask.id !== undefined) where.push(`${alias}.id = ${param(ask.id)}::uuid`)
  if (ask.mine === 'org') where.push(`${alias}.org = ${param(org)}::uuid`)
  if (ask.mine === 'owner_org') where.push(`${alias}.owner_org = ${param(org)}::uuid`)
  if (ask.mine === 'either') where.push(`${param(org)}::uuid in (${alias}.org, ${alias}.owner_org)`)
  if (ask.org !== undefined) where.push(`${alias}.org = ${param(ask.org)}::uuid`)
  if (ask.campaign !== undefined) where.push(`${alias}.campaign_id = ${param(ask.campaign)}::uuid`)
  if (ask.group !== undefined) where.push(`${alias}.group_id = ${param(ask.group)}::uuid`)
  if (ask.host !== undefined) where.push(`${alias}.host_id = ${param(ask.host)}::uuid`)
  return where
}

type CampaignListed = CampaignRecord & {
  readonly owner_name: string
  readonly owed: number
  readonly received: number
  readonly late: number
}

/** Campaigns, the newest first. */
export async function campaignRows(client: Queryable, actor: Actor, ask: Ask, today: string) {
  const { param, values } = params()
  const where = asked('c', ask, actor, param)
  return rows<CampaignListed>(
    client,
    `select c.*, coalesce(o.short_name, o.name) as owner_name, y.owed, y.received, y.late
       from campaign c join organization o on o.id = c.owner_org
       cross join lateral (select count(*)::integer as owed,
           (count(*) filter (where d.state = 'received'))::integer as received,
           (count(*) filter (where d.due_on < ${param(today)}::date
             and d.state in ('owed', 'advance')))::integer as late
         from campaign_duty d where d.campaign_id = c.id and d.state <> 'void') y
      where ${where.join(' and ')} order by c.opened_at desc, c.id desc limit ${MOST}`,
    values,
  )
}

export function campaignRow(row: CampaignListed): words.CampaignRow {
  return {
    id: row.id,
    revision: row.revision,
    number: row.number,
    title: row.title ?? '',
    state: row.state as words.CampaignState,
    ownerOrg: row.owner_org,
    ownerName: row.owner_name,
    fromOn: row.from_on,
    toOn: row.to_on,
    units: row.bodies.length,
    owed: row.owed,
    received: row.received,
    late: row.late,
  }
}

type GroupListed = GroupRecord & {
  readonly org_name: string
  readonly host_name: string
  readonly feedback: number
  readonly signed: number
}

/** Rows of their kind that are asked for. */
export function groupRows(client: Queryable, actor: Actor, ask: Ask) {
  const { param, values } = params()
  const where = asked('g', ask, actor, param)
  return rows<GroupListed>(
    client,
    `select g.*, coalesce(o.short_name, o.name) as org_name,
        coalesce(h.short_name, h.name) as host_name, f.feedback, f.signed
       from campaign_group g join organization o on o.id = g.org
       join organization h on h.id = g.host_org
       cross join lateral (select count(*)::integer as feedback,
           (count(*) filter (where b.state in ('signed', 'disputed')))::integer as signed
         from campaign_feedback b where b.group_id = g.id and b.state <> 'void') f
      where ${where.join(' and ')} order by g.id desc limit ${MOST}`,
    values,
  )
}

export function groupRow(row: GroupListed): words.GroupRow {
  return {
    id: row.id,
    revision: row.revision,
    number: row.number,
    title: row.title ?? '',
    groupNo: row.group_no,
    round: row.round,
    state: row.state as words.GroupState,
    itineraryState: row.itinerary_state as words.ItineraryState,
    org: row.org,
    orgName: row.org_name,
    host: row.host_org,
    hostName: row.host_name,
    visitFrom: row.visit_from,
    visitTo: row.visit_to,
    members: listed<words.Member>(row.members).length,
    feedback: row.feedback,
    signed: row.signed,
  }
}

type HostListed = HostRecord & { readonly org_name: string; readonly group_name: string }

/** Rows of their kind that are asked for. */
export function hostRows(client: Queryable, actor: Actor, ask: Ask) {
  const { param, values } = params()
  const where = asked('h', ask, actor, param)
  return rows<HostListed>(
    client,
    `select h.*, coalesce(o.short_name, o.name) as org_name,
        coalesce(g.short_name, g.name) as group_name
       from campaign_host h join organization o on o.id = h.org
       join organization g on g.id = h.group_org
      where ${where.join(' and ')} order by h.id desc limit ${MOST}`,
    values,
  )
}

export function hostRow(row: HostListed): words.HostRow {
  return {
    id: row.id,
    revision: row.revision,
    number: row.number,
    title: row.title ?? '',
    groupNo: row.group_no,
    round: row.round,
    state: row.state as words.HostState,
    itineraryState: row.itinerary_state as words.ItineraryState,
    org: row.org,
    orgName: row.org_name,
    group: row.group_org,
    groupName: row.group_name,
    visitFrom: row.visit_from,
    visitTo: row.visit_to,
  }
}

type DutyListed = DutyRecord & { readonly org_name: string; readonly owner_name: string }

/** Rows of their kind that are asked for. */
export function dutyRows(client: Queryable, actor: Actor, ask: Ask) {
  const { param, values } = params()
  const where = asked('y', ask, actor, param)
  return rows<DutyListed>(
    client,
    `select y.*, coalesce(o.short_name, o.name) as org_name,
        coalesce(w.short_name, w.name) as owner_name
       from campaign_duty y join organization o on o.id = y.org
       join organization w on w.id = y.owner_org
      where ${where.join(' and ')} order by y.due_on, o.place, o.name, y.id limit 1000`,
    values,
  )
}

export function dutyRow(row: DutyListed, { today }: Day): words.DutyRow {
  const sent = row.counted_on ?? (row.state === 'submitted' ? null : today)
  return {
    id: row.id,
    revision: row.revision,
    number: row.number,
    title: row.title ?? '',
    key: row.key,
    part: row.part as words.DutyPart,
    state: row.state as words.DutyState,
    org: row.org,
    orgName: row.org_name,
    ownerOrg: row.owner_org,
    ownerName: row.owner_name,
    dueOn: row.due_on,
    countedOn: row.counted_on,
    late: row.state !== 'void' && sent !== null && sent > row.due_on,
  }
}

type HelpListed = HelpRecord & { readonly org_name: string }

/** Rows of their kind that are asked for. */
export async function helpRows(
  client: Queryable,
  actor: Actor,
  ask: Ask,
): Promise<words.HelpRow[]> {
  const { param, values } = params()
  const where = asked('p', ask, actor, param)
  const found = await rows<HelpListed>(
    client,
    `select p.*, coalesce(o.short_name, o.name) as org_name
       from campaign_help p join organization o on o.id = p.org
      where ${where.join(' and ')} order by p.given_on desc, p.id desc limit 1000`,
    values,
  )
  return found.map((row) => ({
    id: row.id,
    revision: row.revision,
    number: row.number,
    state: row.state as words.HelpState,
    groupNo: row.group_no,
    orgName: row.org_name,
    enterprise: row.enterprise ?? '',
    expert: row.expert ?? '',
    givenOn: row.given_on,
    advice: row.advice ?? '',
    outcome: row.outcome,
  }))
}

type ConcernListed = ConcernRecord & { readonly org_name: string }

/** Rows of their kind that are asked for. */
export async function concernRows(
  client: Queryable,
  actor: Actor,
  ask: Ask,
): Promise<words.ConcernRow[]> {
  const { param, values } = params()
  const where = asked('n', ask, actor, param)
  const found = await rows<ConcernListed>(
    client,
    `select n.*, coalesce(o.short_name, o.name) as org_name
       from campaign_concern n join organization o on o.id = n.org
      where ${where.join(' and ')} order by n.raised_at desc, n.id desc limit ${MOST}`,
    values,
  )
  return found.map((row) => ({
    id: row.id,
    revision: row.revision,
    number: row.number,
    state: row.state as words.ConcernState,
    groupNo: row.group_no,
    org: row.org,
    orgName: row.org_name,
    ownerOrg: row.owner_org,
    content: row.content ?? '',
    raisedAt: row.raised_at,
    answer: row.answer,
    answeredAt: row.answered_at,
  }))
}
