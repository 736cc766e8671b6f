/** The decisions on what bodies owe a campaign, on help, and on what the inspected side says: pure. */
import { legalDate, type Circumstances, type Effect } from '#kernel/index.ts'
import { decisionOf, viewerOf, type Seen, type Starting } from '#papers/index.ts'
import { freshOf, starting, tieOf, type BodyOf, type Verdict } from './decide.ts'
import type { SeenDuty, SeenGroup, SeenHost } from './load.ts'
import type { CampaignRecord, ConcernRecord, DutyRecord, HelpRecord } from './records.ts'
import {
  CLAUSES,
  concernRefusal,
  dutyRefusal,
  groupRefusal,
  helpRefusal,
  hostRefusal,
  sealRefusal,
} from './rules.ts'
import type * as words from './words.ts'

/** What one body owes by the plan of a campaign. */
export function freshDuty(
  campaign: CampaignRecord,
  one: words.Milestone,
  to: { readonly org: string; readonly jur: string },
  at: Circumstances,
): DutyRecord {
  return {
    ...freshOf(campaign, at),
    jur: to.jur,
    number: campaign.number,
    title: one.what,
    state: 'owed',
    org: to.org,
    key: one.key,
    part: one.part ?? 'members',
    due_on: one.dueOn,
    seal: one.seal,
    content: null,
    notice: campaign.notice,
    sealed: false,
    submitted_at: null,
    submitted_person: null,
    counted_on: null,
    received_at: null,
    reason: null,
  }
}

/** 明确应报送: on the desk of the body that owes it, with the office waiting. */
export function oweDuty(seen: SeenDuty, at: Circumstances): Verdict {
  const { record } = seen
  return decisionOf(seen, at, {
    act: 'owe',
    to: 'owed',
    set: {
      ...tieOf(record),
      key: record.key,
      part: record.part,
      dueOn: record.due_on,
      seal: record.seal,
      notice: record.notice,
      sealed: false,
    },
    note: null,
    start: [dutyClock(record)],
    say: `${record.due_on}前报送${record.title ?? ''}。`,
  })
}

/** The clock of what is owed, to the day that the plan gave, also after it was sent back. */
function dutyClock({ org, due_on: dueOn }: DutyRecord): Starting {
  return starting('duty', org, { dueOn, ref: CLAUSES.campaigns })
}

/** 报送: one that needs a seal and has none goes ahead of it; the clock then runs on. */
export function submitDuty(
  seen: SeenDuty,
  body: BodyOf<typeof words.submitDuty>,
  at: Circumstances,
  evidence: readonly Effect[],
): Verdict {
  const { record } = seen
  if (body.revision !== record.revision) return { stale: { revision: record.revision } }
  const no =
    dutyRefusal('submit', viewerOf(at), seen.facts) ??
    sealRefusal(body.sealed, body.evidence.length)
  if (no) return no
  const whole = body.sealed || !record.seal
  const clock = seen.law.clock('campaign.receive')
  return decisionOf(seen, at, {
    act: whole ? 'submit' : 'advance',
    to: whole ? 'submitted' : 'advance',
    set: {
      content: body.content,
      sealed: body.sealed,
      submittedAt: at.now,
      submittedPerson: at.actor.person,
      reason: null,
    },
    note: null,
    meet: whole ? ['duty'] : [],
    start: whole ? [starting('receive', record.owner_org, clock)] : [],
    more: evidence,
    basis: [clock.basis],
    say: whole ? '已报送，等待收存。' : '已先行报送，盖章件须在期限内报送。',
  })
}

/** 收存: what counts is the day on which the whole version was sent. */
export function receiveDuty(
  seen: SeenDuty,
  body: BodyOf<typeof words.receiveDuty>,
  at: Circumstances,
): Verdict {
  const { record } = seen
  if (body.revision !== record.revision) return { stale: { revision: record.revision } }
  const no = dutyRefusal('receive', viewerOf(at), seen.facts)
  if (no) return no
  const counted = legalDate(record.submitted_at ?? at.now)
  const late = counted > record.due_on
  return decisionOf(seen, at, {
    act: 'receive',
    to: 'received',
    set: { countedOn: counted, receivedAt: at.now },
    note: body.note,
    facts: { counted: late ? `${counted}（逾期）` : counted },
    meet: ['receive'],
    say: late ? `已收存，按${counted}报送计，逾期。` : `已收存，按${counted}报送计。`,
  })
}

/** 退回补正: the clock is the old one again, with the day that was given from the start. */
export function returnDuty(
  seen: SeenDuty,
  body: BodyOf<typeof words.returnDuty>,
  at: Circumstances,
): Verdict {
  const { record } = seen
  if (body.revision !== record.revision) return { stale: { revision: record.revision } }
  const no = dutyRefusal('sendBack', viewerOf(at), seen.facts)
  if (no) return no
  return decisionOf(seen, at, {
    act: 'return',
    to: 'owed',
    set: { reason: body.reason },
    note: body.reason,
    meet: ['receive'],
    start: [dutyClock(record)],
    say: '已退回补正，期限不变。',
  })
}

/** 登记帮扶: help is given beside checking and takes no points. */
export function giveHelp(
  group: SeenGroup,
  seen: Seen<HelpRecord, object>,
  body: BodyOf<typeof words.giveHelp>,
  at: Circumstances,
): Verdict {
  const no = groupRefusal('help', viewerOf(at), group.facts)
  if (no) return no
  return decisionOf(seen, at, {
    act: 'give',
    to: 'given',
    set: { ...tieOf(seen.record), group: group.record.id, groupNo: group.record.group_no, ...body },
    note: null,
    say: '帮扶已登记。',
  })
}

export function freshHelp(group: SeenGroup, at: Circumstances): HelpRecord {
  const { record } = group
  return {
    ...record,
    id: at.newId(),
    revision: 0,
    state: 'given',
    group_id: record.id,
    enterprise: null,
    expert: null,
    given_on: at.today,
    advice: null,
    outcome: null,
    outcome_at: null,
  }
}

/** 登记帮扶结果: taken up or not, with what came of it. */
export function settleHelp(
  seen: Seen<HelpRecord, { readonly orgName: string }>,
  body: BodyOf<typeof words.settleHelp>,
  at: Circumstances,
): Verdict {
  const { record, facts } = seen
  if (body.revision !== record.revision) return { stale: { revision: record.revision } }
  const no = helpRefusal(viewerOf(at), {
    org: record.org,
    orgName: facts.orgName,
    state: record.state,
  })
  if (no) return no
  return decisionOf(seen, at, {
    act: 'settle',
    to: body.taken ? 'taken_up' : 'not_taken_up',
    set: { outcome: body.outcome, outcomeAt: at.now },
    note: null,
    say: body.taken ? '已登记为采纳。' : '已登记为未采纳。',
  })
}

export function freshConcern(host: SeenHost, at: Circumstances): ConcernRecord {
  const { record } = host
  return {
    ...record,
    id: at.newId(),
    revision: 0,
    state: 'raised',
    host_id: record.id,
    content: null,
    raised_at: at.now,
    answer: null,
    answered_at: null,
    answered_person: null,
  }
}

/** 向组织单位反映: lies on the desk of the office; the group neither sees it nor is told. */
export function raiseConcern(
  host: SeenHost,
  seen: Seen<ConcernRecord, object>,
  body: BodyOf<typeof words.raiseConcern>,
  at: Circumstances,
): Verdict {
  const no = hostRefusal('raise', viewerOf(at), host.facts)
  if (no) return no
  const clock = seen.law.clock('campaign.concern')
  const { record } = seen
  return decisionOf(seen, at, {
    act: 'raise',
    to: 'raised',
    set: {
      ...tieOf(record),
      host: host.record.id,
      groupNo: record.group_no,
      content: body.content,
      raisedAt: at.now,
    },
    note: null,
    start: [starting('concern', record.owner_org, clock)],
    basis: [clock.basis],
    say: '已送组织单位，检查组看不到。',
  })
}

/** 答复反映. */
export function answerConcern(
  seen: Seen<ConcernRecord, { readonly ownerName: string }>,
  body: BodyOf<typeof words.answerConcern>,
  at: Circumstances,
): Verdict {
  const { record, facts } = seen
  if (body.revision !== record.revision) return { stale: { revision: record.revision } }
  const about = { ownerOrg: record.owner_org, ownerName: facts.ownerName, state: record.state }
  const no = concernRefusal(viewerOf(at), about)
  if (no) return no
  return decisionOf(seen, at, {
    act: 'answer',
    to: 'answered',
    set: { answer: body.answer, answeredAt: at.now, answeredPerson: at.actor.person },
    note: null,
    meet: ['concern'],
    say: '已答复。',
  })
}
