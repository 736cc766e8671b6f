/** The decisions of the office on its campaign, and what follows from the draw: pure. */
import type * as z from 'zod'
import {
  isRefusal,
  refuse,
  type Basis,
  type Circumstances,
  type Decision,
  type Effect,
  type Event,
  type Refusal,
  type SqlPart,
  type Stale,
} from '#kernel/index.ts'
import { prepareDraw, voidDraw, type DrawRecord } from '#draws/index.ts'
import { FORMAT, type Frozen } from '#draws/rules.ts'
import { decisionOf, viewerOf, type Moving, type Starting } from '#papers/index.ts'
import type { Body } from '#places/rules.ts'
import type { SeenCampaign } from './load.ts'
import type { CampaignRecord } from './records.ts'
import { campaignRefusal, CLAUSES, openRefusal } from './rules.ts'
import { CAMPAIGN_DEADLINE_LABELS } from './texts.ts'
import type * as words from './words.ts'

export type Verdict = Decision | Refusal | Stale
export type BodyOf<F extends { body: z.ZodType }> = z.output<F['body']>
/** A decision that also keeps the text of a frozen frame. */
export type Keeping = Decision & { readonly keep?: readonly SqlPart[] }

/** What a command on a draw writes besides its ledgers. */
export const also = (decision: Decision) => (decision as Keeping).keep ?? []

export type Opening = {
  readonly seen: SeenCampaign
  readonly issuer: Body
  readonly units: readonly Body[]
  readonly members: readonly Body[]
  /** Where the pack speaks of the campaign. */
  readonly basis: Basis
}

/** 组织专项行动: what is settled beforehand, and a frozen frame of who draws lots. */
export function openCampaign(
  { seen, issuer, units, members, basis }: Opening,
  body: words.OpenCampaign,
  at: Circumstances,
): Keeping | Refusal {
  const no = openRefusal(viewerOf(at), body, { issuer, units, members })
  if (no) return no
  const asked = body.bodies.length + new Set(membersOf(body)).size
  if (units.length + members.length < asked) {
    return refuse('所选单位有的不在本级管辖范围内，或已撤销，请重新选择。', CLAUSES.addressing)
  }
  const drawing = { round: 1, previous: null, reason: null, ...body, units, issuer }
  const draw = prepared(seen.record, drawing, at)
  if (isRefusal(draw)) return draw
  const { ceremony: _c, publicSource: _p, leaders, title, ...terms } = body
  const decision = decisionOf(seen, at, {
    act: 'open',
    to: 'drawing',
    set: {
      ...terms,
      title,
      number: seen.record.number,
      packVersion: seen.record.pack_version,
      regime: seen.record.regime,
      leaders: JSON.stringify(leaders),
      members: membersOf(body),
      draw: draw.effect.id,
      round: 1,
      assignment: null,
      ranking: false,
      openedAt: at.now,
    },
    note: null,
    more: [draw.effect],
    basis: [basis],
    say: `${seen.record.number}已组织，${units.length}个单位参加，请抽签分组。`,
  })
  return { ...decision, keep: [draw.keep] }
}

/** Who owes what the second layer owes: the leads of sectors and the member units chosen besides. */
export function membersOf({ sectors, members }: Pick<words.OpenCampaign, 'sectors' | 'members'>) {
  return [...new Set([...sectors.flatMap(({ lead }) => lead ?? []), ...members])].toSorted()
}

type Drawing = {
  readonly round: number
  readonly previous: string | null
  readonly reason: string | null
  readonly forbidden: readonly (readonly [string, string])[]
  readonly ceremony: Frozen['ceremony']
  readonly publicSource: string
  readonly units: readonly Body[]
  readonly issuer: { readonly name: string }
}

function prepared(record: CampaignRecord, from: Drawing, at: Circumstances) {
  const units = from.units
    .map(({ id, name }) => ({ id, name, weight: 1 }))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
  const frozen: Frozen = {
    format: FORMAT,
    kind: 'cycle',
    number: `${record.number}第${from.round}次抽签`,
    title: `${record.title ?? record.number}：交叉检查分组`,
    office: from.issuer.name,
    place: record.jur,
    round: from.round,
    previous: from.previous,
    reason: from.reason,
    frozenAt: at.now,
    rule: CLAUSES.campaigns,
    ceremony: from.ceremony,
    publicSource: from.publicSource,
    size: units.length,
    substitutes: 0,
    units,
    excluded: [],
    forbidden: from.forbidden.map(([one, other]) => [one, other]),
  }
  return prepareDraw(at, {
    id: at.newId(),
    jur: record.jur,
    owner: { org: record.owner_org, party: null, demo: record.demo },
    about: { kind: 'campaign', id: record.id },
    frozen,
  })
}

export type Redrawing = {
  readonly seen: SeenCampaign
  readonly draw: DrawRecord
  readonly units: readonly Body[]
}

/** 重新抽签: voids a draw that was not completed; the next numbered one says why. */
export function redrawCampaign(
  { seen, draw, units }: Redrawing,
  body: BodyOf<typeof words.redrawCampaign>,
  at: Circumstances,
): Keeping | Refusal | Stale {
  const { record, facts } = seen
  if (body.revision !== record.revision) return { stale: { revision: record.revision } }
  const no = campaignRefusal('redraw', viewerOf(at), facts)
  if (no) return no
  const round = record.round + 1
  const forbidden = body.forbidden ?? record.forbidden
  const next = prepared(
    record,
    {
      ...body,
      forbidden,
      round,
      previous: draw.frozen_hash,
      ceremony: draw.ceremony as Frozen['ceremony'],
      units,
      issuer: { name: facts.ownerName },
    },
    at,
  )
  if (isRefusal(next)) return next
  const decision = decisionOf(seen, at, {
    act: 'redraw',
    set: { draw: next.effect.id, round, forbidden: forbidden.map(([one, other]) => [one, other]) },
    note: body.reason,
    more: [voidDraw(draw, body.reason), next.effect],
    say: `原抽签已作废，第${round}次抽签已准备。`,
  })
  return { ...decision, keep: [next.keep] }
}

/** 分组公布: what the completed draw says becomes groups, and everybody owes what the plan says. */
export function beginCampaign(
  seen: SeenCampaign,
  assignment: readonly (readonly [string, string])[],
  at: Circumstances,
): Verdict {
  const { record } = seen
  if (record.state !== 'drawing') return refuse('本次行动已经分组。', CLAUSES.campaigns)
  const of = { campaign: record.id }
  const event = (name: string, payload: { readonly [key: string]: string }): Event => ({
    event: name,
    jur: record.jur,
    payload: { ...of, ...payload },
  })
  const numbered = assignment.map(([org, host], index) => ({ org, host, no: String(index + 1) }))
  const owed = record.milestones.flatMap((one) => {
    if (one.part === null) return []
    const orgs = one.part === 'groups' ? record.bodies : record.members
    return orgs.map((org) => event('campaign.owed', { key: one.key, to: org }))
  })
  return decisionOf(seen, at, {
    act: 'begin',
    to: 'running',
    set: { assignment: assignment.map(([one, other]) => [one, other]) },
    note: null,
    events: [
      ...numbered.map(({ org, host, no }) => event('campaign.grouped', { to: org, host, no })),
      ...owed,
    ],
    say: `已分为${assignment.length}个组。`,
  })
}

function onCampaign<B extends { readonly revision: number }>(
  act: 'close' | 'void' | 'rank',
  moving: (seen: SeenCampaign, body: B, at: Circumstances) => Moving,
) {
  return (seen: SeenCampaign, body: B, at: Circumstances): Verdict => {
    if (body.revision !== seen.record.revision) {
      return { stale: { revision: seen.record.revision } }
    }
    return (
      campaignRefusal(act, viewerOf(at), seen.facts) ?? decisionOf(seen, at, moving(seen, body, at))
    )
  }
}

/** 结束专项行动: every group is back and everything owed is received. */
export const closeCampaign = onCampaign<BodyOf<typeof words.closeCampaign>>(
  'close',
  (_seen, { note }, at) => ({
    act: 'close',
    to: 'closed',
    set: { endedAt: at.now, reason: note },
    note,
    say: '专项行动已结束。',
  }),
)

/** 作废专项行动: its groups and what is owed fall away, each by an act of its own. */
export const voidCampaign = onCampaign<BodyOf<typeof words.voidCampaign>>(
  'void',
  ({ record }, { reason }, at) => ({
    act: 'void',
    to: 'void',
    set: { endedAt: at.now, reason },
    note: reason,
    events: [{ event: 'campaign.voided', jur: record.jur, payload: { campaign: record.id } }],
    say: '专项行动已作废，各组和应报送事项一并终止。',
  }),
)

/** 内部排序: for the office alone, and off until its head switches it on. */
export const switchRanking = onCampaign<BodyOf<typeof words.switchRanking>>(
  'rank',
  (_seen, { ranking }) => ({
    act: 'rank',
    set: { ranking },
    note: ranking ? '开启' : '关闭',
    say: ranking ? '已开启内部排序，只供本单位查看。' : '已关闭内部排序。',
  }),
)

/** The rows of a fresh subject of a campaign share these. */
export function freshOf(
  campaign: CampaignRecord,
  at: Circumstances,
): Pick<CampaignRecord, 'id' | 'revision' | 'owner_org' | 'party_id' | 'demo' | 'title'> & {
  readonly campaign_id: string
  readonly campaign_jur: string
} {
  return {
    id: at.newId(),
    revision: 0,
    owner_org: campaign.owner_org,
    party_id: null,
    demo: campaign.demo,
    title: campaign.title,
    campaign_id: campaign.id,
    campaign_jur: campaign.jur,
  }
}

/** The tie of a row to its campaign, as an effect writes it. */
export function tieOf(record: {
  readonly number: string
  readonly title: string | null
  readonly campaign_id: string
  readonly campaign_jur: string
  readonly org: string
}): Effect['set'] {
  return {
    number: record.number,
    title: record.title,
    campaign: record.campaign_id,
    campaignJur: record.campaign_jur,
    org: record.org,
  }
}

/** A clock of a campaign on one body's desk. */
export function starting(
  kind: keyof typeof CAMPAIGN_DEADLINE_LABELS,
  org: string,
  due: Starting['due'],
): Starting {
  return { kind, label: CAMPAIGN_DEADLINE_LABELS[kind], org, due }
}
