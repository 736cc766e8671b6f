/** What pages read of campaigns; each side sees its own part, the office all of its campaign. */
import { firstRow, itself, rows, scoped, type Actor, type Queryable } from '#kernel/index.ts'
import type { Pool } from 'pg'
import { packsOf, type Day } from '#deadlines/index.ts'
import { drawViewOf, findDraw } from '#draws/index.ts'
import { recognize } from '#draws/rules.ts'
import { regimeOn } from '#law/index.ts'
import { partsOf } from '#papers/index.ts'
import { lineageOf, shortNames } from '#places/index.ts'
import { compareTexts } from './compare.ts'
import { campaignPack } from './load.ts'
import { compositionOf, hasCampaign, proposalOf, regimeOf } from './pack.ts'
import {
  campaignRow,
  campaignRows,
  concernRows,
  dutyRow,
  dutyRows,
  groupRow,
  groupRows,
  helpRows,
  hostRow,
  hostRows,
} from './lists.ts'
import { listed } from './records.ts'
import { feedbackRows, noticeRows } from './feedback-queries.ts'
import type * as words from './words.ts'

/** 专项行动 of the acting body: those it organizes, its groups, whom it receives, what it owes. */
export async function campaignsOf(client: Queryable, actor: Actor, day: Day) {
  const own = { mine: 'org' } as const
  const found = await campaignRows(client, actor, { mine: 'owner_org' }, day.today)
  return {
    rows: found.map(campaignRow),
    groups: (await groupRows(client, actor, own)).map(groupRow),
    hosts: (await hostRows(client, actor, own)).map(hostRow),
    duties: (await dutyRows(client, actor, own)).map((row) => dutyRow(row, day)),
  }
}

/** The packs that a campaign may be organized after; those of the law of today first. */
export async function packProposals(pool: Pool, place: string, on: string) {
  const packs = await packsOf(pool)
  const now = regimeOn(packs, { on, lineage: (await lineageOf(pool, place)).toReversed() })
  return packs
    .filter(hasCampaign)
    .map((pack) => proposalOf(pack, now === null || now.kind === regimeOf(pack)))
    .toSorted((one, other) => Number(other.current) - Number(one.current))
}

/** The offices of committees in the places right below one. */
export function officesBelow(on: Queryable, place: string, today: string) {
  return rows<{ readonly org: string; readonly name: string }>(
    on,
    `select o.id as org, coalesce(o.short_name, o.name) as name
       from organization o join region r on r.jur = o.place
      where r.parent_jur = $1 and o.kind = 'committee_office' and o.valid_from <= $2::date
        and (o.valid_to is null or o.valid_to > $2::date) order by o.place, o.id`,
    [place, today],
  )
}

/** One campaign for the office that organizes it. */
export async function campaignDetail(
  pool: Pool,
  client: Queryable,
  actor: Actor,
  id: string,
  day: Day,
): Promise<words.CampaignDetail | undefined> {
  const [row] = await campaignRows(client, actor, { id, mine: 'owner_org' }, day.today)
  if (!row) return undefined
  const of = { campaign: id }
  const groups = (await groupRows(client, actor, of)).map(groupRow)
  const draw = row.draw_id === null ? undefined : await findDraw(client, actor, row.draw_id)
  const names = await shortNames(client, [...row.bodies, ...row.sectors.map(({ lead }) => lead)])
  const pack = await campaignPack(pool, row.pack)
  return {
    ...campaignRow(row),
    basis: row.basis ?? '',
    planNumber: row.plan_number,
    planFiledOn: row.plan_filed_on,
    pack: { id: row.pack, version: row.pack_version, title: pack?.head.title ?? row.pack },
    regime: row.regime as words.CampaignDetail['regime'],
    visitFrom: row.visit_from,
    visitTo: row.visit_to,
    methods: [...row.methods],
    leaders: listed<words.Leader>(row.leaders),
    sectors: row.sectors.map(({ name, lead }) => ({
      name,
      lead: lead === null ? null : { org: lead, name: names[lead] ?? '' },
    })),
    fallback: pack?.campaign.fallback
      ? {
          rule: pack.campaign.fallback.rule,
          clause: `${row.pack}#${pack.campaign.fallback.article}`,
        }
      : null,
    milestones: row.milestones.map((one) => ({ ...one, day: dayWord(one.dueOn, day) })),
    notice: row.notice,
    round: row.round,
    draw: draw ? await drawViewOf(client, draw) : null,
    rings: row.assignment === null ? [] : [...recognize(row.assignment).rings],
    ranking: row.ranking,
    endedAt: row.ended_at,
    reason: row.reason,
    bodies: row.bodies.map((org) => ({ org, name: names[org] ?? '' })),
    groups: groups.toSorted((one, other) => one.groupNo - other.groupNo),
    duties: (await dutyRows(client, actor, of)).map((one) => dutyRow(one, day)),
    helps: await helpRows(client, actor, of),
    concerns: await concernRows(client, actor, of),
    feedbacks: await feedbackRows(client, actor, of),
    ...(await trailOf(client, 'campaign', row, day)),
  }
}

/** Where a date falls on no ordinary working day: 星期日，调休上班 and the like. */
function dayWord(on: string, { calendar }: Day): string | null {
  const weekday = new Date(`${on}T00:00:00Z`).getUTCDay()
  const name = `星期${'日一二三四五六'[weekday]}`
  const kind = calendar.days.get(on)?.kind
  if (kind === 'make_up_workday') return `${name}，调休上班`
  if (kind === 'holiday') return `${name}，放假`
  return weekday === 0 || weekday === 6 ? name : null
}

async function trailOf(
  client: Queryable,
  kind: Parameters<typeof partsOf>[1]['kind'],
  { jur, id }: { readonly jur: string; readonly id: string },
  day: Day,
) {
  const { evidence: _, ...trail } = await partsOf(client, { jur, kind, id }, day)
  return trail
}

/** One matter raised with the office, for the office and for who raised it. */
export async function concernDetail(client: Queryable, actor: Actor, id: string) {
  const [found] = await concernRows(client, actor, { id, mine: 'either' })
  return found
}

/** One group, for the county that inspects and for the office of the campaign. */
export async function groupDetail(
  pool: Pool,
  client: Queryable,
  actor: Actor,
  id: string,
  day: Day,
): Promise<words.GroupDetail | undefined> {
  const [row] = await groupRows(client, actor, { id, mine: 'either' })
  if (!row) return undefined
  const names = await shortNames(client, [row.owner_org])
  const pack = await campaignPack(pool, row.pack)
  const of = { group: id }
  return {
    ...groupRow(row),
    campaign: row.campaign_id,
    ownerOrg: row.owner_org,
    ownerName: names[row.owner_org] ?? '',
    pack: row.pack,
    composition: pack
      ? compositionOf(pack).map(({ part, least, most, who }) => ({ part, least, most, who }))
      : [],
    staff: listed<words.Member>(row.members),
    changes: listed<words.Change>(row.changes),
    undertakenAt: row.undertaken_at,
    itinerary: listed<words.Visit>(row.itinerary),
    itineraryNote: row.itinerary_note,
    contacts: listed<words.Contact>(row.contacts),
    feedbacks: await feedbackRows(client, actor, of),
    helps: await helpRows(client, actor, of),
    ...(await partsOf(client, { jur: row.jur, kind: 'campaign_group', id }, day)),
  }
}

/** The published file of the draw that a group came out of, read past the caller's places. */
export async function groupDraw(
  pool: Pool,
  group: { readonly campaign: string },
): Promise<string | undefined> {
  return scoped(pool, itself('0').scope, async (client) => {
    const row = await firstRow<{ content: string }>(
      client,
      `select k.content from campaign c join draw d on d.id = c.draw_id
        join draw_paper k on k.hash = d.file_hash where c.id = $1`,
      [group.campaign],
    )
    return row?.content
  })
}

/** The inspected side of a group, for that county and for the office of the campaign. */
export async function hostDetail(
  client: Queryable,
  actor: Actor,
  id: string,
  day: Day,
): Promise<words.HostDetail | undefined> {
  const [row] = await hostRows(client, actor, { id, mine: 'either' })
  if (!row) return undefined
  const names = await shortNames(client, [row.owner_org])
  return {
    ...hostRow(row),
    campaign: row.campaign_id,
    ownerOrg: row.owner_org,
    ownerName: names[row.owner_org] ?? '',
    itinerary: listed<words.Visit>(row.itinerary),
    itineraryNote: row.itinerary_note,
    contacts: listed<words.Contact>(row.contacts),
    concerns: await concernRows(client, actor, { host: id }),
    notices: await noticeRows(client, actor, { campaign: row.campaign_id, org: row.org }),
    ...(await trailOf(client, 'campaign_host', row, day)),
  }
}

/** What one body owes, for that body and for the office that waits for it. */
export async function dutyDetail(
  client: Queryable,
  actor: Actor,
  id: string,
  day: Day,
): Promise<words.DutyDetail | undefined> {
  const [row] = await dutyRows(client, actor, { id, mine: 'either' })
  if (!row) return undefined
  return {
    ...dutyRow(row, day),
    campaign: row.campaign_id,
    jur: row.jur,
    group: row.part === 'groups' ? await groupOf(client, row) : null,
    seal: row.seal,
    sealed: row.sealed,
    content: row.content,
    submittedAt: row.submitted_at,
    receivedAt: row.received_at,
    reason: row.reason,
    compared:
      row.content === null || row.notice === null ? null : compareTexts(row.content, row.notice),
    ...(await partsOf(client, { jur: row.jur, kind: 'campaign_duty', id }, day)),
  }
}

/** The group that a body sent out for a campaign. */
async function groupOf(client: Queryable, duty: { campaign_id: string; jur: string; org: string }) {
  const row = await firstRow<{ id: string }>(
    client,
    `select g.id from campaign_group g
      where g.jur = $1 and g.campaign_id = $2 and g.org = $3 and g.state <> 'void'`,
    [duty.jur, duty.campaign_id, duty.org],
  )
  return row?.id ?? null
}
