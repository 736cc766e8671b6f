/** The decisions on the feedback form 问题隐患反馈交办清单, which both sides hold and sign: pure. */
import { refuse, type Circumstances, type Effect, type Refusal } from '#kernel/index.ts'
import { decisionOf, viewerOf, type Seen } from '#papers/index.ts'
import { starting, tieOf, type BodyOf, type Verdict } from './decide.ts'
import type { SeenGroup } from './load.ts'
import { listed, type FeedbackRecord, type NoticeRecord } from './records.ts'
import { authority, CLAUSES, groupRefusal } from './rules.ts'
import type * as words from './words.ts'

export type SeenFeedback = Seen<FeedbackRecord, { readonly orgName: string }>
export type SeenNotice = Seen<NoticeRecord, { readonly orgName: string }>

export function freshFeedback(
  { record }: SeenGroup,
  number: string,
  at: Circumstances,
): FeedbackRecord {
  return {
    ...record,
    id: at.newId(),
    revision: 0,
    number,
    state: 'draft',
    group_id: record.id,
    given_on: at.today,
    lines: null,
    group_signed: null,
    sent_at: null,
    host_signed: null,
    host_note: null,
    signed_at: null,
    reason: null,
  }
}

/** 填写反馈交办清单: a draft of the group, which the inspected side does not see yet. */
export function draftFeedback(
  group: SeenGroup,
  seen: SeenFeedback,
  body: BodyOf<typeof words.draftFeedback>,
  at: Circumstances,
): Verdict {
  const no = groupRefusal('feedback', viewerOf(at), group.facts) ?? linesRefusal(body, at)
  if (no) return no
  const { record } = seen
  return decisionOf(seen, at, {
    act: 'draft',
    to: 'draft',
    set: {
      ...tieOf(record),
      group: record.group_id,
      groupNo: record.group_no,
      hostOrg: record.host_org,
      hostJur: record.host_jur,
      givenOn: body.givenOn,
      lines: JSON.stringify(body.lines),
    },
    note: null,
    facts: { count: `${body.lines.length}个问题` },
    say: `${record.number}已填写，核对后签字反馈。`,
  })
}

/** Why the problems cannot stand as written, or null. */
function linesRefusal(
  { givenOn, lines }: { readonly givenOn: string; readonly lines: readonly words.FeedbackLine[] },
  { today }: Circumstances,
): Refusal | null {
  if (givenOn > today) return refuse('反馈日期不得晚于今日。', CLAUSES.campaigns)
  for (const [index, one] of lines.entries()) {
    const at = `第${index + 1}个问题`
    if (one.dueOn < givenOn) return refuse(`${at}的整改期限早于反馈日期。`, CLAUSES.campaigns)
    if (one.grade === 'major' && one.majorClause === null) {
      return refuse(`${at}定为重大隐患，须注明判定依据。`, CLAUSES.campaigns)
    }
    if (one.rechecker !== null && one.rechecker === one.rectifier) {
      return refuse(`${at}的复查单位应为整改单位以外的单位。`, CLAUSES.campaigns)
    }
  }
  return null
}

function stopped(
  seen: SeenFeedback,
  body: { readonly revision: number },
  at: Circumstances,
  states: readonly words.FeedbackState[],
): Verdict | null {
  const { record, facts } = seen
  if (body.revision !== record.revision) return { stale: { revision: record.revision } }
  const no = authority('feedback', viewerOf(at), { org: record.org, name: facts.orgName })
  if (no) return no
  return (states as readonly string[]).includes(record.state)
    ? null
    : refuse('反馈清单已经签字反馈，不能更改。', CLAUSES.campaigns)
}

/** 修改: while it is a draft. */
export function reviseFeedback(
  seen: SeenFeedback,
  body: BodyOf<typeof words.reviseFeedback>,
  at: Circumstances,
): Verdict {
  const no = stopped(seen, body, at, ['draft']) ?? linesRefusal(body, at)
  if (no) return no
  return decisionOf(seen, at, {
    act: 'revise',
    set: { givenOn: body.givenOn, lines: JSON.stringify(body.lines) },
    note: null,
    say: '已修改。',
  })
}

type Signing = Pick<BodyOf<typeof words.sendFeedback>, 'way' | 'names' | 'evidence'>

/** Why a side has not signed, or null: paper needs its scan. */
function paperRefusal({ way, evidence }: Signing): Refusal | null {
  return way === 'paper' && evidence.length === 0
    ? refuse('纸面签字的，请附签字件扫描件。', CLAUSES.campaigns)
    : null
}

const signatureOf = ({ way, names }: Signing, at: Circumstances): string =>
  JSON.stringify({ way, names, at: at.now } satisfies words.Signature)

/** 签字并反馈: the group has signed; the county gets its copy. */
export function sendFeedback(
  seen: SeenFeedback,
  body: BodyOf<typeof words.sendFeedback>,
  at: Circumstances,
  evidence: readonly Effect[],
): Verdict {
  const no = stopped(seen, body, at, ['draft']) ?? paperRefusal(body)
  if (no) return no
  const { record } = seen
  return decisionOf(seen, at, {
    act: 'send',
    to: 'sent',
    set: { groupSigned: signatureOf(body, at), sentAt: at.now },
    note: body.names.join('、'),
    more: evidence,
    events: [
      {
        event: 'campaign.feedback_sent',
        jur: record.campaign_jur,
        payload: { feedback: record.id, to: record.host_org },
      },
    ],
    say: '已反馈，等待对方签字接收。',
  })
}

/** 作废: a draft alone; what was signed stays. */
export function voidFeedback(
  seen: SeenFeedback,
  body: BodyOf<typeof words.voidFeedback>,
  at: Circumstances,
): Verdict {
  const no = stopped(seen, body, at, ['draft'])
  if (no) return no
  return decisionOf(seen, at, {
    act: 'void',
    to: 'void',
    set: { reason: body.reason },
    note: body.reason,
    say: '已作废，编号保留。',
  })
}

/** The county's copy of what the group has signed. */
export function freshNotice(feedback: FeedbackRecord, at: Circumstances): NoticeRecord {
  return {
    ...feedback,
    id: at.newId(),
    revision: 0,
    jur: feedback.host_jur,
    state: 'sent',
    org: feedback.host_org,
    feedback_id: feedback.id,
    group_org: feedback.org,
    host_signed: null,
    host_note: null,
    signed_at: null,
    findings: [],
  }
}

/** 收到反馈清单, with a clock to sign. */
export function layNotice(seen: SeenNotice, at: Circumstances): Verdict {
  const { record } = seen
  const clock = seen.law.clock('campaign.sign')
  return decisionOf(seen, at, {
    act: 'arrive',
    to: 'sent',
    set: {
      ...tieOf(record),
      feedback: record.feedback_id,
      groupNo: record.group_no,
      groupOrg: record.group_org,
      givenOn: record.given_on,
      lines: record.lines,
      groupSigned: record.group_signed,
      findings: [],
    },
    note: null,
    start: [starting('sign', record.org, clock)],
    basis: [clock.basis],
    say: `${record.number}已送达。`,
  })
}

/**
 * 签字接收: every problem becomes a finding of the county; a disagreement is kept beside the form
 * and stops nothing, since it is settled in the way of the finding.
 */
export function signNotice(
  seen: SeenNotice,
  body: BodyOf<typeof words.signNotice>,
  at: Circumstances,
  evidence: readonly Effect[],
): Verdict {
  const { record, facts } = seen
  if (body.revision !== record.revision) return { stale: { revision: record.revision } }
  const no = authority('sign', viewerOf(at), { org: record.org, name: facts.orgName })
  if (no) return no
  if (record.state !== 'sent') return refuse('反馈清单已经签字。', CLAUSES.campaigns)
  if (!body.agreed && body.note === null) {
    return refuse('有异议的，请写明异议内容。', CLAUSES.campaigns)
  }
  const unsigned = paperRefusal(body)
  if (unsigned) return unsigned
  const findings = listed<words.FeedbackLine>(record.lines).map(() => at.newId())
  return decisionOf(seen, at, {
    act: body.agreed ? 'sign' : 'dispute',
    to: body.agreed ? 'signed' : 'disputed',
    set: {
      hostSigned: signatureOf(body, at),
      hostNote: body.note,
      signedAt: at.now,
      findings,
    },
    note: body.note,
    facts: { signed: body.names.join('、') },
    meet: ['sign'],
    more: evidence,
    events: [
      {
        event: 'campaign.feedback_signed',
        jur: record.campaign_jur,
        payload: { notice: record.id, to: record.group_org },
      },
      ...findings.map((finding, index) => ({
        event: 'campaign.problem',
        jur: record.campaign_jur,
        payload: { notice: record.id, line: String(index), finding },
      })),
    ],
    say: `已签字接收，${findings.length}个问题列入本县区台账。`,
  })
}

/** The county's signature, as the group's form holds it. */
export function hearSigned(seen: SeenFeedback, notice: NoticeRecord, at: Circumstances): Verdict {
  return decisionOf(seen, at, {
    act: notice.state === 'disputed' ? 'dispute' : 'sign',
    to: notice.state,
    set: {
      hostSigned: notice.host_signed,
      hostNote: notice.host_note,
      signedAt: notice.signed_at,
    },
    note: notice.host_note,
    say: '对方已签字。',
  })
}
