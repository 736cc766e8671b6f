import { isRefusal, refuse, type Circumstances, type Decision } from '#kernel/index.ts'
import type { Effect, Refusal, Stale } from '#kernel/index.ts'
import { CLAUSES, refusalOf, stateAfter } from './rules.ts'
import { decision, start, viewerOf, type Seen } from './seen.ts'
import type { FindingAct } from './words.ts'
import type * as words from './words.ts'
import type * as z from 'zod'

export type Verdict = Decision | Refusal | Stale
type Body<F extends { body: z.ZodType }> = z.output<F['body']>

/** Refuses what the table of moves or the finding's way does not allow, and stale versions. */
export function stopped(
  act: FindingAct,
  seen: Seen,
  body: { readonly revision: number },
  at: Circumstances,
): Refusal | Stale | null {
  if (body.revision !== seen.record.revision) return { stale: { revision: seen.record.revision } }
  return refusalOf(act, seen.facts, viewerOf(at), seen.limits)
}

/** `08-25前` this year, `2027-01-04前` another; said to be provisional where it is. */
function before(due: string, today: string, provisional = false): string {
  const date = due.slice(0, 4) === today.slice(0, 4) ? due.slice(5) : due
  return `${date}前${provisional ? '（暂定）' : ''}`
}

/** 交办 or 改派: names all parties and starts the clocks of receipt and rectification. */
export function handOver(
  act: 'hand_over' | 'reassign',
  seen: Seen,
  body: Body<typeof words.handOverFinding>,
  at: Circumstances,
): Verdict {
  const no = stopped(act, seen, body, at) ?? partiesRefused(seen, body, at)
  if (no) return no
  const { record, law } = seen
  const clock = law.clock(`finding.rectify.${record.grade}`)
  const receive = law.clock('finding.receive')
  const owner = { org: body.rectifier.org, party: body.rectifier.org }
  const rectify = start(
    seen,
    at,
    'rectify',
    owner,
    body.dueOn === null ? clock : { dueOn: body.dueOn, ref: clock.ref },
  )
  const due = rectify.set.dueOn as string
  const names = seen.facts.names
  return decision(seen, at, {
    act,
    to: 'handed_over',
    party: body.rectifier.org,
    set: {
      ...partyFields(body),
      needsTime: body.needsTime,
      handedOverAt: at.now,
      receivedAt: null,
      dueOn: due,
    },
    note: body.note,
    facts: {
      rectifier: names[body.rectifier.org] ?? '',
      rechecker: names[body.rechecker.org] ?? '',
      dueOn: due,
    },
    given: { rectifier: body.rectifier.org, rechecker: body.rechecker.org, dueOn: body.dueOn },
    meet: ['hand_over', 'reassign'],
    cancel: ['receive', 'rectify'],
    start: [start(seen, at, 'receive', owner, receive), rectify],
    more: seen.papers.map((paper) => ({
      kind: paper.kind,
      jur: record.jur,
      id: paper.id,
      revision: paper.revision + 1,
      set: { party: body.rectifier.org },
    })),
    basis: [clock.basis, receive.basis],
    events: [
      { event: 'finding.handed_over', jur: record.jur, payload: { to: body.rectifier.org } },
    ],
    say: `已${act === 'hand_over' ? '交办' : '改派'}${names[body.rectifier.org] ?? ''}，${before(due, at.today, rectify.set.provisional === true)}整改。`,
  })
}

function partyFields(body: Body<typeof words.handOverFinding>): Effect['set'] {
  return {
    rectifierOrg: body.rectifier.org,
    rectifierName: body.rectifier.name,
    sectorOrg: body.sectorParty.org,
    sectorName: body.sectorParty.name,
    territoryOrg: body.territory.org,
    territoryName: body.territory.name,
    recheckerOrg: body.rechecker.org,
    recheckerName: body.rechecker.name,
    sponsor: body.sponsor,
  }
}

function partiesRefused(
  seen: Seen,
  body: Body<typeof words.handOverFinding>,
  at: Circumstances,
): Refusal | null {
  const { facts } = seen
  for (const party of [body.rectifier, body.sectorParty, body.territory, body.rechecker]) {
    if (facts.names[party.org] === undefined) {
      return refuse('所选单位不存在或已撤销，请重新选择。', CLAUSES.parties)
    }
    if (seen.blind.includes(party.org)) {
      return refuse(
        `问题所在地不在${facts.names[party.org]}管辖范围内，请选择管辖该地的单位。`,
        CLAUSES.parties,
      )
    }
  }
  if (facts.way.rechecker === 'other_unit' && body.rechecker.org === body.rectifier.org) {
    return refuse(
      '复查单位应为整改单位以外的单位，请另行指定。',
      facts.way.clauses.rechecker ?? CLAUSES.recheck,
    )
  }
  if (seen.reportOnly.includes(body.rechecker.org)) {
    return refuse('村（社区）只报告情况，复查应由具有检查职责的单位进行。', CLAUSES.inspecting)
  }
  if (body.dueOn !== null && body.dueOn < at.today) {
    return refuse(`整改期限不得早于今日（${at.today}）。`, CLAUSES.dueDate)
  }
  return null
}

/** 签收. */
export function receive(
  seen: Seen,
  body: { revision: number; note: string | null },
  at: Circumstances,
): Verdict {
  return (
    stopped('receive', seen, body, at) ??
    decision(seen, at, {
      act: 'receive',
      to: stateAfter('receive', seen.facts),
      set: { receivedAt: at.now },
      note: body.note,
      meet: ['receive'],
      say: `已签收，${before(seen.record.due_on ?? at.today, at.today)}整改。`,
    })
  )
}

/** 退办: not ours, or the facts are disputed; the office assigns it anew. */
export function giveBack(
  seen: Seen,
  body: { revision: number; note: string },
  at: Circumstances,
): Verdict {
  const no = stopped('return', seen, body, at)
  if (no) return no
  const clock = seen.law.clock('finding.reassign')
  return decision(seen, at, {
    act: 'return',
    to: 'returned',
    set: { returns: seen.record.returns + 1 },
    note: body.note,
    meet: ['receive'],
    cancel: ['rectify'],
    start: [start(seen, at, 'reassign', { org: seen.record.owner_org }, clock)],
    basis: [clock.basis],
    say: '已退办，由交办单位改派。',
  })
}

/** 五落实. The time limit lies within the rectification's own. */
export function plan(
  seen: Seen,
  body: z.output<typeof words.planSchema>,
  at: Circumstances,
): Verdict {
  const no = stopped('plan', seen, body, at)
  if (no) return no
  const due = seen.record.due_on
  if (due !== null && body.timeLimit > due) {
    return refuse(`时限不得晚于整改期限 ${due}；确需更长时间的，请申请延期。`, CLAUSES.five)
  }
  const { revision: _, ...five } = body
  return decision(seen, at, {
    act: 'plan',
    set: { ...five, planned: true, needsTime: true },
    note: null,
    facts: { dueOn: body.timeLimit },
    given: { timeLimit: body.timeLimit },
    say: '五落实已填报。',
  })
}

/** 提交整改: the rectification is reported done; first acceptance or the re-check follows. */
export function report(
  seen: Seen,
  body: Body<typeof words.reportFinding>,
  at: Circumstances,
  evidence: readonly Effect[],
  act: 'report' | 'fill_report' = 'report',
  facts: { readonly [key: string]: string } = {},
): Verdict {
  const no = stopped(act, seen, body, at)
  if (no) return no
  const { record, facts: finding, law } = seen
  const to = stateAfter('report', finding)
  const first = to === 'reported'
  const clock = law.clock(first ? 'finding.accept' : 'finding.recheck')
  const org = (first ? finding.territoryOrg : finding.recheckerOrg) ?? record.owner_org
  return decision(seen, at, {
    act,
    to,
    set: {
      reportedAt: at.now,
      reportedOrg: at.actor.org,
      reportedPerson: at.actor.person,
      // A later report that says nothing of money leaves what an earlier one said.
      ...(body.spentAmount && body.spentUnit
        ? { spentAmount: body.spentAmount, spentUnit: body.spentUnit }
        : {}),
    },
    note: body.note,
    facts,
    meet: ['rectify'],
    cancel: ['extension'],
    start: [start(seen, at, first ? 'accept' : 'recheck', { org }, clock)],
    more: evidence,
    basis: [clock.basis],
    say: `已提交，待${finding.names[org] ?? ''}${first ? '初验' : '复查'}。`,
  })
}

/** 属地初验, passed or sent back. */
export function accept(
  seen: Seen,
  body: { revision: number; passed: boolean; note: string },
  at: Circumstances,
  evidence: readonly Effect[],
): Verdict {
  const act = body.passed ? 'accept' : 'send_back'
  const no = stopped(act, seen, body, at)
  if (no) return no
  const { record, facts } = seen
  const clock = seen.law.clock(body.passed ? 'finding.recheck' : 'finding.rerectify')
  const org = (body.passed ? facts.recheckerOrg : facts.rectifierOrg) ?? record.owner_org
  return decision(seen, at, {
    act,
    to: body.passed ? 'accepted' : 'rectifying',
    set: body.passed ? { acceptedAt: at.now } : {},
    note: body.note,
    given: { passed: body.passed },
    meet: ['accept'],
    start: [start(seen, at, body.passed ? 'recheck' : 'rectify', { org }, clock)],
    more: evidence,
    basis: [clock.basis],
    say: body.passed ? `初验通过，待${facts.names[org] ?? ''}复查。` : '已退回整改单位。',
  })
}

/** 复查, passed or failed: by another unit, or another person, as the way says. */
export function recheck(
  seen: Seen,
  body: { revision: number; passed: boolean; note: string },
  at: Circumstances,
  evidence: readonly Effect[],
): Verdict {
  const act = body.passed ? 'recheck_pass' : 'recheck_fail'
  const no = stopped(act, seen, body, at)
  if (no) return no
  const { record, facts, law } = seen
  const clock = law.clock(body.passed ? 'finding.approve' : 'finding.rerectify')
  const org = body.passed ? record.owner_org : (facts.rectifierOrg ?? record.owner_org)
  return decision(seen, at, {
    act,
    to: body.passed ? 'passed' : 'recheck_failed',
    set: {
      recheckedAt: at.now,
      recheckedOrg: at.actor.org,
      recheckedPerson: at.actor.person,
      ...(body.passed ? {} : { failures: record.failures + 1 }),
    },
    note: body.note,
    given: { passed: body.passed },
    meet: ['recheck'],
    start: [start(seen, at, body.passed ? 'strike_off' : 'rectify', { org }, clock)],
    more: evidence,
    basis: [clock.basis],
    say: body.passed ? '复查通过，待销号。' : '复查未通过，已退回整改。',
  })
}

/** 报请销号: asks the head of the office for approval. */
export function requestClosure(
  seen: Seen,
  body: { revision: number; note: string | null },
  at: Circumstances,
): Verdict {
  const no = stopped('request_strike_off', seen, body, at)
  if (no) return no
  const clock = seen.law.clock('finding.approve')
  const role = at.actor.role.startsWith('committee') ? 'committee_head' : 'section_head'
  return decision(seen, at, {
    act: 'request_strike_off',
    to: 'pending_approval',
    note: body.note,
    meet: ['strike_off'],
    start: [start(seen, at, 'approve', { org: seen.record.owner_org, role }, clock)],
    basis: [clock.basis],
    say: '已报请销号，待负责人审批。',
  })
}

/** 销号审批: approved, it is struck off; refused, it is looked at again. */
export function decideClosure(
  seen: Seen,
  body: { revision: number; granted: boolean; note: string },
  at: Circumstances,
): Verdict {
  const act = body.granted ? 'approve_strike_off' : 'refuse_strike_off'
  const no = stopped(act, seen, body, at)
  if (no) return no
  const clock = seen.law.clock('finding.recheck')
  const org = seen.facts.recheckerOrg ?? seen.record.owner_org
  return decision(seen, at, {
    act,
    to: body.granted ? 'struck_off' : 'accepted',
    note: body.note,
    given: { granted: body.granted },
    meet: ['approve'],
    start: body.granted ? [] : [start(seen, at, 'recheck', { org }, clock)],
    basis: body.granted ? [] : [clock.basis],
    events: body.granted ? [struckOff(seen)] : [],
    say: body.granted ? `${seen.record.number}已销号。` : '已退回重查。',
  })
}

function struckOff(seen: Seen) {
  const { jur, id } = seen.record
  return { event: 'finding.struck_off', jur, payload: { id } }
}

/** 销号 where no approval is wanted. */
export function strikeOff(
  seen: Seen,
  body: { revision: number; note: string | null },
  at: Circumstances,
): Verdict {
  return (
    stopped('strike_off', seen, body, at) ??
    decision(seen, at, {
      act: 'strike_off',
      to: 'struck_off',
      note: body.note,
      meet: ['strike_off'],
      events: [struckOff(seen)],
      say: `${seen.record.number}已销号。`,
    })
  )
}

/** 立行立改: put right in front of the checker, who signs; struck off on the spot. */
export function closeOnSpot(
  seen: Seen,
  body: { revision: number; note: string },
  at: Circumstances,
  evidence: readonly Effect[],
): Verdict {
  return (
    stopped('close_on_spot', seen, body, at) ??
    decision(seen, at, {
      act: 'close_on_spot',
      to: 'struck_off',
      set: { recheckedAt: at.now, recheckedOrg: at.actor.org, recheckedPerson: at.actor.person },
      note: body.note,
      meet: ['hand_over'],
      more: evidence,
      events: [struckOff(seen)],
      say: `${seen.record.number}立行立改，已销号。`,
    })
  )
}

/** Narrow a verdict for callers that go on. */
export function isStopped(verdict: Verdict): verdict is Refusal | Stale {
  return isRefusal(verdict) || 'stale' in verdict
}
