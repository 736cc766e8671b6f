import { refuse, type Circumstances, type Effect, type Refusal } from '#kernel/index.ts'
import { meetDeadline, type Deadline } from '#deadlines/index.ts'
import type * as z from 'zod'
import { bodyOf, changed, decided, findingFacts, stale, startFor, viewerOf } from './ground.ts'
import type { OnFinding, OnRow, Verdict } from './ground.ts'
import { addressRefused, CLAUSES, letterRefused, proposalRefused } from './rules.ts'
import { signingRefused, type Body } from './rules.ts'
import { LETTER_ACT_LABELS, PAPER_LABELS, RUNG_LABELS } from './texts.ts'
import type { ProposalView, Rung } from './words.ts'
import type { directLetterBody, judgedSchema, letterBody, noteSchema } from './words.ts'

type Letter = z.output<typeof letterBody>
type OnProposal = OnRow<'supervision_proposal'> & { readonly number: string }
type OnLetter = OnRow<'supervision_letter'>

/** 采纳: the person entitled issues what the rules proposed. */
export function issue(ground: OnProposal, body: Letter, at: Circumstances): Verdict {
  const { row } = ground
  return (
    stale(row, body) ??
    proposalRefused(row, findingFacts(ground.seen), viewerOf(at)) ??
    write(ground, row.rung, body, at, row)
  )
}

/** 签发 without a proposal, by the office's own judgement. */
export function issueDirect(
  ground: OnFinding & { readonly number: string },
  body: z.output<typeof directLetterBody>,
  at: Circumstances,
): Verdict {
  const finding = findingFacts(ground.seen)
  return (
    stale(finding, body) ??
    signingRefused(body.rung, finding, viewerOf(at)) ??
    write(ground, body.rung, body, at, null)
  )
}

/** Why a body may not be written to about this finding. */
export function addresseeRefused(
  {
    seen,
    own,
  }: {
    readonly seen: {
      readonly record: { readonly jur: string; readonly rectifier_org: string | null }
    }
    readonly own: Body | undefined
  },
  to: Body | undefined,
): Refusal | null {
  if (!own || !to) return refuse('受文单位不存在或已撤销，请重新选择。', CLAUSES.addressing)
  const no = addressRefused(own, to)
  if (no) return no
  const concerned = seen.record.jur.startsWith(to.place) || to.id === seen.record.rectifier_org
  if (concerned) return null
  return refuse('受文单位应为管辖本问题所在地的单位或者整改单位。', CLAUSES.addressing)
}

type Writing = OnFinding & { readonly number: string; readonly deadlines?: readonly Deadline[] }

function write(
  ground: Writing,
  rung: Rung,
  body: Letter,
  at: Circumstances,
  proposal: ProposalView | null,
): Verdict {
  const to = bodyOf(ground.bodies, body.toOrg)
  const no = addresseeRefused(ground, to) ?? interviewRefused(rung, body.interview, at.today)
  if (no) return no
  if (body.dueOn !== null && body.dueOn < at.today) {
    return refuse(`答复期限不得早于今日（${at.today}）。`, CLAUSES.supervision)
  }
  const { record, law } = ground.seen
  const id = at.newId()
  const party = to!.kind === 'enterprise' ? to!.id : null
  const clock = law.clock(`supervision.answer.${rung}`)
  const answer = startFor(
    ground,
    at,
    { kind: 'supervision_letter', id },
    { kind: 'acknowledge_letter', org: to!.id, party, waitedBy: at.actor.org },
    body.dueOn === null ? clock : { dueOn: body.dueOn, ref: clock.ref },
  )
  const dueOn = answer.set.dueOn as string
  const majorHazard = rung === 'supervise' && record.grade === 'major'
  const clause = majorHazard ? CLAUSES.majorHazards : (proposal?.clause ?? clock.ref)
  const letter: Effect = {
    kind: 'supervision_letter',
    jur: record.jur,
    id,
    revision: 1,
    owner: { org: at.actor.org, party, demo: record.demo },
    set: {
      finding: record.id,
      proposal: proposal?.id ?? null,
      rung,
      number: ground.number,
      toOrg: to!.id,
      text: body.text,
      clause,
      issuedOn: at.today,
      issuedPerson: at.actor.person,
      dueOn,
      state: 'issued',
      ...meetingOf(body.interview),
    },
  }
  const paper = PAPER_LABELS[rung]
  return decided(ground, at, {
    act: `supervision.issue_${rung}`,
    row: { kind: 'supervision_letter', id, number: ground.number, state: 'issued', revision: 1 },
    effects: [letter, answer, ...taken(proposal, 'issued', ground.deadlines ?? [], at, null)],
    note: body.text,
    facts: { number: ground.number, addressee: to!.name, dueOn },
    given: { rung, to: to!.id, dueOn: body.dueOn },
    basis: [clock.basis],
    event: {
      event: 'supervision.issued',
      jur: record.jur,
      payload: { letter: id, to: to!.id, rung },
    },
    say: `已向${to!.name}签发${paper}${ground.number}，${dueOn}前答复。`,
  })
}

/** 约谈 says when, where and who comes; no other letter does. */
function interviewRefused(rung: Rung, given: Letter['interview'], today: string): Refusal | null {
  if (rung !== 'interview') {
    return given && refuse('时间、地点和参加人员只在约谈通知中填写。', CLAUSES.supervision)
  }
  if (given === null) {
    return refuse('约谈通知应当写明时间、地点、约谈人和参加人员。', CLAUSES.supervision)
  }
  return given.on < today ? refuse(`约谈日期不得早于今日（${today}）。`, CLAUSES.supervision) : null
}

function meetingOf(given: Letter['interview']): Effect['set'] {
  if (given === null) return {}
  return {
    meetOn: given.on,
    meetAt: given.at,
    meetPlace: given.place,
    meetBy: given.by,
    meetWith: given.with,
  }
}

/** 不予采纳, with the reason that is kept. */
export function decline(
  ground: OnRow<'supervision_proposal'>,
  body: z.output<typeof noteSchema>,
  at: Circumstances,
): Verdict {
  const { row } = ground
  const no = stale(row, body) ?? proposalRefused(row, findingFacts(ground.seen), viewerOf(at))
  if (no) return no
  return decided(ground, at, {
    act: 'supervision.decline',
    row: {
      kind: 'supervision_proposal',
      id: row.id,
      number: row.findingNumber,
      state: 'declined',
      revision: row.revision + 1,
    },
    effects: taken(row, 'declined', ground.deadlines, at, body.note),
    note: body.note,
    facts: { rung: RUNG_LABELS[row.rung] },
    say: `已记录不予${RUNG_LABELS[row.rung]}的理由。`,
  })
}

/** The proposal is decided: who, when, why, and its place on the desk is done. */
function taken(
  proposal: ProposalView | null,
  state: 'issued' | 'declined',
  deadlines: readonly Deadline[],
  at: Circumstances,
  reason: string | null,
): Effect[] {
  if (proposal === null) return []
  return [
    changed('supervision_proposal', proposal, {
      state,
      decidedAt: at.now,
      decidedOrg: at.actor.org,
      decidedPerson: at.actor.person,
      reason,
    }),
    ...deadlines.map((row) => meetDeadline(row, at.today)),
  ]
}

/** What the acts on a letter share: its stale version, whose act it is and when. */
function letterAct(
  act: Parameters<typeof letterRefused>[0],
  ground: OnLetter,
  body: { readonly revision: number; readonly note: string | null },
  at: Circumstances,
  change: { readonly state: string; readonly set: Effect['set']; readonly more: readonly Effect[] },
): Verdict {
  const { row } = ground
  const no = stale(row, body) ?? letterRefused(act, row, viewerOf(at))
  if (no) return no
  const label = LETTER_ACT_LABELS[act]
  return decided(ground, at, {
    act: `supervision.${act}`,
    row: {
      kind: 'supervision_letter',
      id: row.id,
      number: row.number,
      state: change.state,
      revision: row.revision + 1,
    },
    effects: [
      changed('supervision_letter', row, { state: change.state, ...change.set }),
      ...change.more,
    ],
    note: body.note,
    facts: { number: row.number },
    event: { event: 'supervision.letter_moved', jur: row.jur, payload: { letter: row.id, act } },
    say: `${row.number}已${label}。`,
  })
}

/** 签收 by the body addressed. */
export function acknowledge(
  ground: OnLetter,
  body: { readonly revision: number; readonly note: string | null },
  at: Circumstances,
): Verdict {
  return letterAct('acknowledge', ground, body, at, {
    state: 'acknowledged',
    set: { acknowledgedOn: at.today },
    more: [],
  })
}

/** 答复: what was done; the issuer checks it. */
export function answer(
  ground: OnLetter,
  body: z.output<typeof noteSchema>,
  at: Circumstances,
): Verdict {
  const check = ground.seen.law.clock('supervision.check')
  const row = { kind: 'supervision_letter', id: ground.row.id } as const
  return letterAct('answer', ground, body, at, {
    state: 'answered',
    set: { answer: body.note, answeredOn: at.today, answeredPerson: at.actor.person },
    more: [
      ...ground.deadlines.map((one) => meetDeadline(one, at.today)),
      startFor(ground, at, row, { kind: 'check_letter', org: ground.row.ownerOrg }, check),
    ],
  })
}

/** 核对答复: done with, or back to the addressee for another answer. */
export function check(
  ground: OnLetter,
  body: z.output<typeof judgedSchema>,
  at: Circumstances,
): Verdict {
  const { row, seen } = ground
  const met = ground.deadlines.map((one) => meetDeadline(one, at.today))
  if (body.passed) {
    return letterAct('close', ground, body, at, {
      state: 'closed',
      set: { closedOn: at.today, closing: body.note },
      more: met,
    })
  }
  const clock = seen.law.clock(`supervision.answer.${row.rung}`)
  const to = bodyOf(ground.bodies, row.toOrg)
  const again = startFor(
    ground,
    at,
    { kind: 'supervision_letter', id: row.id },
    {
      kind: 'acknowledge_letter',
      org: row.toOrg,
      party: to?.kind === 'enterprise' ? row.toOrg : null,
      waitedBy: row.ownerOrg,
    },
    clock,
  )
  return letterAct('send_back', ground, body, at, {
    state: 'acknowledged',
    set: { dueOn: again.set.dueOn as string },
    more: [...met, again],
  })
}
