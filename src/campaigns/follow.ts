/** What follows for campaigns from acts elsewhere, each by an act of the product itself. */
import type { PoolClient } from 'pg'
import {
  firstRow,
  hotRow,
  params,
  refuse,
  rows,
  within,
  type Circumstances,
  type Command,
  type Queryable,
} from '#kernel/index.ts'
import { completedPaper, findDraw } from '#draws/index.ts'
import { findingCommands } from '#findings/index.ts'
import { registerSchema } from '#findings/words.ts'
import { placeOfBody } from '#places/index.ts'
import * as duties from './decide-duty.ts'
import * as feedbacks from './decide-feedback.ts'
import * as groups from './decide-group.ts'
import * as hosts from './decide-host.ts'
import { beginCampaign, type Verdict } from './decide.ts'
import {
  findGroupRow,
  lockCampaign,
  lockGroup,
  lockHostOf,
  lockDuty,
  lockFeedback,
  lockNotice,
  seenDuty,
  seenGroup,
  seenHost,
  seenOf,
  lockHost,
  type SeenCampaign,
} from './load.ts'
import { listed, type HostRecord, type NoticeRecord } from './records.ts'
import { CLAUSES } from './rules.ts'
import type { FeedbackLine } from './words.ts'

/** A command of the product itself: loads, then decides. */
function following<I, L>(
  act: string,
  load: (client: PoolClient, input: I, at: Circumstances) => Promise<L | undefined>,
  decide: (loaded: L, at: Circumstances) => Verdict,
): Command<I, L> {
  return { act, version: 1, load, decide: (loaded, _input, at) => decide(loaded, at) }
}

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
    (seen, at) => duties.oweDuty(seen, CLAUSES.campaigns, at),
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

/** The copy of a feedback form that the inspected county holds. */
export function layFeedback(pool: Queryable) {
  return following<{ readonly feedback: string }, feedbacks.SeenNotice>(
    'campaign_notice.lay',
    async (client, { feedback }, at) => {
      const found = await lockFeedback(client, feedback, at)
      if (!found) return undefined
      const record = feedbacks.freshNotice(found, at)
      return seenOf(pool, client, 'campaign_notice', { record, facts: { orgName: '' }, at })
    },
    feedbacks.layNotice,
  )
}

/** The county's signature reaches the group's form. */
export function hearSignature(pool: Queryable) {
  return following<
    { readonly notice: string },
    { readonly seen: feedbacks.SeenFeedback; readonly notice: NoticeRecord }
  >(
    'campaign_feedback.hear',
    async (client, { notice: id }, at) => {
      const { param, values } = params()
      const notice = await hotRow<NoticeRecord>(
        client,
        `select n.* from campaign_notice n where n.id = ${param(id)}::uuid
          and ${within(at.actor.scope, 'n', param)}`,
        values,
      )
      const record = notice && (await lockFeedback(client, notice.feedback_id, at))
      if (!notice || !record) return undefined
      const about = { record, facts: { orgName: '' }, at }
      return { seen: await seenOf(pool, client, 'campaign_feedback', about), notice }
    },
    ({ seen, notice }, at) => feedbacks.hearSigned(seen, notice, at),
  )
}

type Register = ReturnType<typeof findingCommands>['register']
type Registered = Register extends Command<infer _, infer L> ? L : never
type Problem = { readonly notice: string; readonly line: string; readonly finding: string }
type Registering = {
  readonly notice: NoticeRecord
  readonly body: Parameters<Register['decide']>[1]
  readonly registered: Registered
}

/** A problem that the county signed for becomes a finding of the county's own ledger. */
export function registerProblem(pool: Queryable): Command<Problem, Registering> {
  const { register } = findingCommands(pool)
  const asOffice = ({ org, demo }: NoticeRecord, at: Circumstances): Circumstances => ({
    ...at,
    actor: { ...at.actor, org, role: 'committee_clerk', demo },
  })
  return {
    act: register.act,
    version: register.version,
    async load(client, { notice: id, line, finding }, at) {
      const notice = await lockNotice(client, id, at)
      const one = listed<FeedbackLine>(notice?.lines ?? null)[Number(line)]
      if (!notice || !one) return undefined
      const body = { body: findingOf(notice, one), source: sourceOf(notice, line) }
      const registered = await register.load(client, body, asOffice(notice, at))
      return registered && { notice, body, registered: { ...registered, id: finding } }
    },
    decide: ({ notice, body, registered }, _input, at) =>
      register.decide(registered, body, asOffice(notice, at)),
    also: (decision, { notice, registered }, at) =>
      register.also?.(decision, registered, asOffice(notice, at)) ?? [],
  }
}

function sourceOf({ id, number }: NoticeRecord, line: string) {
  return { kind: 'campaign_notice', id, number, part: String(Number(line) + 1), evidence: [] }
}

const MOST_TITLE = 80

function findingOf(notice: NoticeRecord, line: FeedbackLine) {
  const asked = [
    line.problem,
    `责任单位：${[line.rectifierName, line.rectifierPerson].filter(Boolean).join(' ')}`,
    `整改期限：${line.dueOn}`,
    `复查单位：${line.recheckerName ?? ''}`,
    ...(line.measures === null ? [] : [`整改要求：${line.measures}`]),
  ]
  return registerSchema.parse({
    place: notice.jur,
    subject: null,
    subjectName: line.subjectName,
    sector: line.sector,
    grade: line.grade,
    majorClause: line.majorClause,
    origin: 'government',
    office: notice.org,
    sourceNote: `${notice.number}第${notice.group_no}组反馈`,
    title: line.problem.slice(0, MOST_TITLE),
    text: asked.join('\n'),
    foundOn: notice.given_on,
    foundBy: `第${notice.group_no}专项行动组`,
    evidence: [],
  })
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
