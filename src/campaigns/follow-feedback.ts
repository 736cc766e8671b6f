/** What follows from a feedback form: the county's copy, its signature, and its findings. */
import {
  hotRow,
  params,
  within,
  type Circumstances,
  type Command,
  type Queryable,
} from '#kernel/index.ts'
import { findingCommands } from '#findings/index.ts'
import { registerSchema } from '#findings/words.ts'
import * as feedbacks from './decide-feedback.ts'
import { following } from './following.ts'
import { lockFeedback, lockNotice, seenOf } from './load.ts'
import { listed, type NoticeRecord } from './records.ts'
import type { FeedbackLine } from './words.ts'

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
