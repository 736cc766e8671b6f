import type { PresentBody } from '#places/index.ts'
/** The decisions on papers that arrive: pure, from what was loaded. */
import { refuse, type Circumstances, type Effect } from '#kernel/index.ts'
import { INCOMING_MOVES } from './moves.ts'
import { CLAUSES, incomingRefusal, openingRefusal } from './rules.ts'
import { decisionOf, viewerOf, type SeenIncoming } from './seen.ts'
import type { BodyOf, Noted, Reasoned, Verdict, Versioned } from './decide.ts'
import type * as words from './words.ts'
import type { IncomingAct } from './words.ts'

function incomingStopped(act: IncomingAct, seen: SeenIncoming, body: Versioned, at: Circumstances) {
  if (body.revision !== seen.record.revision) return { stale: { revision: seen.record.revision } }
  return incomingRefusal(act, seen.facts, viewerOf(at))
}

/** 登记收文: the paper's number is the office's next of the year. */
export function registerIncoming(
  seen: SeenIncoming,
  body: BodyOf<typeof words.registerIncoming>,
  at: Circumstances,
  evidence: readonly Effect[],
): Verdict {
  const no = openingRefusal(INCOMING_MOVES.register, at.actor)
  if (no) return no
  if (body.receivedOn > at.today) {
    return refuse(`收文日期不得晚于今日（${at.today}）。`, CLAUSES.papers)
  }
  if (body.dueOn !== null && body.dueOn < body.receivedOn) {
    return refuse('办结期限不得早于收文日期。', CLAUSES.papers)
  }
  const propose = seen.law.clock('paper.propose')
  return decisionOf(seen, at, {
    act: 'register',
    to: 'registered',
    set: {
      number: seen.record.number,
      kind: body.kind,
      urgency: body.urgency,
      title: body.title,
      fromName: body.fromName,
      documentNumber: body.documentNumber,
      receivedOn: body.receivedOn,
      dueOn: body.dueOn,
      summary: body.summary,
    },
    note: null,
    start: [
      {
        kind: 'propose',
        label: '提出拟办',
        org: seen.record.owner_org,
        due: propose,
      },
      ...(body.dueOn === null
        ? []
        : [
            {
              kind: 'finish',
              label: '办结',
              org: seen.record.owner_org,
              due: { dueOn: body.dueOn, ref: CLAUSES.papers },
            },
          ]),
    ],
    more: evidence,
    basis: [propose.basis],
    say: `已登记，编号${seen.record.number}。`,
  })
}

/** 拟办: what the office suggests, and to whom it is put. */
export function proposeIncoming(
  seen: SeenIncoming,
  body: BodyOf<typeof words.proposeIncoming>,
  at: Circumstances,
  leader: PresentBody | undefined,
): Verdict {
  const no = incomingStopped('propose', seen, body, at)
  if (no) return no
  if (!leader) return refuse('所选单位不存在或已撤销，请重新选择。', CLAUSES.papers)
  const clock = seen.law.clock('paper.instruct')
  return decisionOf(seen, at, {
    act: 'propose',
    to: 'proposed',
    set: { proposal: body.proposal, proposedAt: at.now, leaderOrg: leader.id },
    note: body.proposal,
    facts: { to: leader.name },
    meet: ['propose'],
    cancel: ['instruct'],
    start: [{ kind: 'instruct', label: '批示', org: leader.id, due: clock }],
    basis: [clock.basis],
    say: `拟办意见已送${leader.name}批示。`,
  })
}

/** 批示: the leader's instruction; tasks follow from it. */
export function instructIncoming(
  seen: SeenIncoming,
  body: BodyOf<typeof words.instructIncoming>,
  at: Circumstances,
): Verdict {
  const no = incomingStopped('instruct', seen, body, at)
  if (no) return no
  return decisionOf(seen, at, {
    act: 'instruct',
    to: 'instructed',
    set: {
      instruction: body.instruction,
      instructedAt: at.now,
      instructedPerson: at.actor.person,
    },
    note: body.instruction,
    meet: ['instruct'],
    say: '已批示，由来文办理单位落实。',
  })
}

/** 办结: everything that followed has ended. */
export function finishIncoming(seen: SeenIncoming, body: Noted, at: Circumstances): Verdict {
  const no = incomingStopped('finish', seen, body, at)
  if (no) return no
  return decisionOf(seen, at, {
    act: 'finish',
    to: 'finished',
    set: { endedAt: at.now },
    note: body.note,
    meet: ['finish'],
    cancel: 'all',
    say: `${seen.record.number}已办结。`,
  })
}

/** 作废: entered in error; the record and its number stay. */
export function voidIncoming(seen: SeenIncoming, body: Reasoned, at: Circumstances): Verdict {
  const no = incomingStopped('void', seen, body, at)
  if (no) return no
  return decisionOf(seen, at, {
    act: 'void',
    to: 'void',
    set: { endedAt: at.now },
    note: body.reason,
    cancel: 'all',
    say: `${seen.record.number}已作废，编号保留。`,
  })
}
