/** What follows for campaigns from acts elsewhere, each by an act of the product itself. */
import { firstRow, refuse, rows, type Queryable } from '#kernel/index.ts'
import { completedPaper, findDraw } from '#draws/index.ts'
import { placeOfBody } from '#places/index.ts'
import * as duties from './decide-duty.ts'
import * as groups from './decide-group.ts'
import * as hosts from './decide-host.ts'
import { beginCampaign } from './decide.ts'
import { following } from './following.ts'
import {
  findGroupRow,
  lockCampaign,
  lockDuty,
  lockGroup,
  lockHost,
  lockHostOf,
  seenDuty,
  seenGroup,
  seenHost,
  type SeenCampaign,
} from './load.ts'
import type { HostRecord } from './records.ts'
import { CLAUSES } from './rules.ts'

type Assignment = readonly (readonly [string, string])[]

/** 分组公布, when the draw of a campaign is complete. */
export function beginDrawn(pool: Queryable) {
  return following<
    { readonly about: string; readonly draw: string },
    { readonly seen: SeenCampaign; readonly assignment: Assignment }
  >(
    'campaign.begin',
    async (client, { about, draw }, at) => {
      const seen = await lockCampaign(pool, client, about, at)
      const found =
        seen?.record.draw_id === draw ? await findDraw(client, at.actor, draw) : undefined
      const paper = found && (await completedPaper(client, found))
      if (!seen || !paper?.result || !('assignment' in paper.result)) return undefined
      return { seen, assignment: paper.result.assignment }
    },
    ({ seen, assignment }, at) => beginCampaign(seen, assignment, at),
  )
}

/** 列入分组: one group of the draw, in the place of the county that inspects. */
export function openGroup(pool: Queryable) {
  return following<
    { readonly campaign: string; readonly to: string; readonly host: string; readonly no: string },
    Awaited<ReturnType<typeof seenGroup>>
  >(
    'campaign_group.form',
    async (client, { campaign, to, host, no }, at) => {
      const seen = await lockCampaign(pool, client, campaign, at)
      const [orgJur, hostJur] = [await placeOfBody(client, to), await placeOfBody(client, host)]
      if (!seen || orgJur === undefined || hostJur === undefined) return undefined
      const pair = { no: Number(no), org: to, orgJur, host, hostJur }
      return seenGroup(pool, client, groups.freshGroup(seen.record, pair, at), at)
    },
    groups.formGroup,
  )
}

/** 列入接受检查: the other side of a group. */
export function openHost(pool: Queryable) {
  return following<{ readonly group: string }, Awaited<ReturnType<typeof seenHost>>>(
    'campaign_host.receive',
    async (client, { group }, at) => {
      const found = await findGroupRow(client, at.actor.scope, group)
      return found && seenHost(pool, client, hosts.freshHost(found, at), at)
    },
    hosts.receiveGroup,
  )
}

/** 明确应报送: what one body owes by the plan. */
export function openDuty(pool: Queryable) {
  return following<
    { readonly campaign: string; readonly key: string; readonly to: string },
    Awaited<ReturnType<typeof seenDuty>>
  >(
    'campaign_duty.owe',
    async (client, { campaign, key, to }, at) => {
      const seen = await lockCampaign(pool, client, campaign, at)
      const one = seen?.record.milestones.find((milestone) => milestone.key === key)
      const jur = await placeOfBody(client, to)
      if (!seen || !one || jur === undefined) return undefined
      return seenDuty(pool, client, duties.freshDuty(seen.record, one, { org: to, jur }, at), at)
    },
    duties.oweDuty,
  )
}

/** What a group proposed reaches the county that it inspects. */
export function layProposed(pool: Queryable) {
  return following<
    { readonly group: string },
    {
      readonly host: Awaited<ReturnType<typeof seenHost>>
      readonly group: NonNullable<Awaited<ReturnType<typeof findGroupRow>>>
    }
  >(
    'campaign_host.lay',
    async (client, { group: id }, at) => {
      const group = await findGroupRow(client, at.actor.scope, id)
      const host = group && (await lockHostOf(pool, client, id, at))
      return group && host && { host, group }
    },
    ({ host, group }, at) =>
      group.itinerary_state === 'proposed'
        ? hosts.layItinerary(host, group, at)
        : refuse('行程已经变动。', CLAUSES.campaigns),
  )
}

/** What the county answered reaches the group. */
export function hearAnswered(pool: Queryable) {
  return following<
    { readonly host: string },
    { readonly group: Awaited<ReturnType<typeof seenGroup>>; readonly host: HostRecord }
  >(
    'campaign_group.hear',
    async (client, { host: id }, at) => {
      const host = await lockHost(pool, client, id, at)
      const group = host && (await lockGroup(pool, client, host.record.group_id, at))
      return host && group && { group, host: host.record }
    },
    ({ group, host }, at) => groups.hearAnswer(group, host, at),
  )
}

/** A group is back: the county that it inspected knows. */
export function hearFinished(pool: Queryable) {
  return following<{ readonly group: string }, Awaited<ReturnType<typeof seenHost>>>(
    'campaign_host.finish',
    (client, { group }, at) => lockHostOf(pool, client, group, at),
    hosts.hearFinish,
  )
}

type Part = 'group' | 'host' | 'duty'

/** The rows that fall away with a campaign that was voided. */
export async function partsLeft(
  client: Queryable,
  campaign: string,
): Promise<{ readonly part: Part; readonly id: string }[]> {
  return rows(
    client,
    `select 'group' as part, id from campaign_group
        where campaign_id = $1 and state not in ('finished', 'void')
      union all select 'host', id from campaign_host
        where campaign_id = $1 and state not in ('finished', 'void')
      union all select 'duty', id from campaign_duty
        where campaign_id = $1 and state not in ('received', 'void') order by 1, 2`,
    [campaign],
  )
}

/** One row of a voided campaign falls away; the next message is for the one after it. */
export function fallWith(pool: Queryable) {
  const locks = { group: lockGroup, host: lockHost, duty: lockDuty }
  return following<
    { readonly campaign: string },
    {
      readonly seen: Parameters<typeof groups.fallAway>[0]
      readonly reason: string
      readonly more: boolean
      readonly jur: string
      readonly campaign: string
    }
  >(
    'campaign.fall_away',
    async (client, { campaign }, at) => {
      const left = await partsLeft(client, campaign)
      const about = await firstRow<{ reason: string | null; jur: string }>(
        client,
        'select reason, jur from campaign where id = $1',
        [campaign],
      )
      const [first] = left
      if (!first || !about) return undefined
      const seen = await locks[first.part](pool, client, first.id, at)
      return (
        seen && {
          seen,
          reason: about.reason ?? '',
          more: left.length > 1,
          jur: about.jur,
          campaign,
        }
      )
    },
    ({ seen, reason, more, jur, campaign }, at) => {
      const decision = groups.fallAway(seen, reason, at)
      if (!more || !('effects' in decision)) return decision
      const next = { event: 'campaign.voided', jur, payload: { campaign } }
      return { ...decision, events: [...(decision.events ?? []), next] }
    },
  )
}
