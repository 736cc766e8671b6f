/** The decisions on what lies with another body: pure. */
import { refuse, type Circumstances, type Refusal, type Stale } from '#kernel/index.ts'
import { decisionOf, registerIncoming, type SeenIncoming } from '#papers/index.ts'
import type { PaperKind, Urgency } from '#papers/words.ts'
import { slipMoved } from './decide-draft.ts'
import type { Noted, Reasoned, Verdict, Versioned } from './decide-draft.ts'
import { CLAUSES, slipRefusal } from './rules.ts'
import { viewerOf, type SeenSlip } from './seen.ts'
import type { DispatchKind, Opinion, SlipAct } from './words.ts'

function stopped(
  act: SlipAct,
  seen: SeenSlip,
  body: Versioned,
  at: Circumstances,
): Refusal | Stale | null {
  if (body.revision !== seen.record.revision) return { stale: { revision: seen.record.revision } }
  return slipRefusal(act, seen.facts, viewerOf(at))
}

function answeredBy(at: Circumstances) {
  return { answeredAt: at.now, answeredPerson: at.actor.person }
}

/** 答复会签: agrees, agrees with remarks, or objects with the reason. */
export function answerSlip(
  seen: SeenSlip,
  body: Noted & { readonly opinion: Opinion },
  at: Circumstances,
): Verdict {
  const no = stopped('answer', seen, body, at)
  if (no) return no
  if (body.opinion !== 'agreed' && body.note === null) {
    return refuse('另提意见或者不同意的，应当写明内容。', CLAUSES.dispatches)
  }
  const { record } = seen
  return decisionOf(seen, at, {
    act: 'answer',
    to: body.opinion,
    set: { opinion: body.note, ...answeredBy(at) },
    note: body.note,
    meet: ['countersign'],
    events: [
      {
        event: 'dispatch.countersigned',
        jur: record.dispatch_jur,
        payload: { dispatch: record.dispatch_id, slip: record.id },
      },
    ],
    say: body.opinion === 'objected' ? '已答复不同意，文稿退回拟稿单位修改。' : '已答复会签。',
  })
}

/** 签收: the paper has arrived and was read. */
export function receiveSlip(seen: SeenSlip, body: Noted, at: Circumstances): Verdict {
  const no = stopped('receive', seen, body, at)
  if (no) return no
  return decisionOf(seen, at, {
    act: 'receive',
    to: 'received',
    set: answeredBy(at),
    note: body.note,
    meet: ['acknowledge'],
    say: '已签收。',
  })
}

/** 登记送达: what a body outside the product said when the paper was handed over. */
export function recordSlip(seen: SeenSlip, body: Reasoned, at: Circumstances): Verdict {
  const no = stopped('record', seen, body, at)
  if (no) return no
  return decisionOf(seen, at, {
    act: 'record',
    to: 'received',
    set: { opinion: body.reason, ...answeredBy(at) },
    note: body.reason,
    say: '已登记送达。',
  })
}

/** 知悉撤回: the receiver knows that the paper no longer holds. */
export function heedSlip(seen: SeenSlip, body: Noted, at: Circumstances): Verdict {
  const no = stopped('heed', seen, body, at)
  if (no) return no
  return decisionOf(seen, at, {
    act: 'heed',
    set: { heededAt: at.now },
    note: body.note,
    meet: ['heed'],
    say: '已知悉撤回，本件不再办理。',
  })
}

const INCOMING_KIND = {
  notice: 'notice',
  letter: 'letter',
  reply: 'letter',
  minutes: 'minutes',
  circular: 'other',
  report: 'other',
  request: 'other',
  opinion: 'other',
} as const satisfies Record<DispatchKind, PaperKind>

/**
 * 登记为收文: the delivery becomes a paper of the receiving office, with everything that is known
 * of it. The act is the registration; the delivery counts as received with it.
 */
export function registerSlip(
  seen: SeenSlip,
  body: Versioned,
  at: Circumstances,
  incoming: SeenIncoming,
  known: boolean,
): Verdict {
  const no = stopped('register', seen, body, at)
  if (no) return no
  if (known) return refuse('本件已经登记为收文，不重复登记。', CLAUSES.dispatches)
  const { record, facts } = seen
  const registered = registerIncoming(
    incoming,
    {
      title: record.title ?? '',
      kind: INCOMING_KIND[facts.kind],
      urgency: record.urgency as Urgency,
      fromName: facts.names[record.issuer_org] ?? '',
      documentNumber: record.number,
      receivedOn: at.today,
      dueOn: null,
      summary: null,
      declaredUnclassified: true,
      evidence: [],
    },
    at,
    [],
  )
  if ('refused' in registered || 'stale' in registered) return registered
  return {
    ...registered,
    effects: registered.effects.map((effect) =>
      effect.kind === 'incoming' ? { ...effect, set: { ...effect.set, slip: record.id } } : effect,
    ),
    events: [slipMoved(incoming.record.jur, record.id, { incoming: incoming.record.id })],
  }
}

/**
 * What an act elsewhere makes of a slip: its text no longer counts, the paper was withdrawn, or it
 * was registered at the receiving office.
 */
export function moveSlip(
  seen: SeenSlip,
  moved: { readonly to?: string | undefined; readonly incoming?: string | undefined },
  at: Circumstances,
): Verdict {
  const { record, law } = seen
  if (moved.incoming !== undefined) {
    return decisionOf(seen, at, {
      act: 'register',
      to: 'received',
      set: { incoming: moved.incoming, answeredAt: record.answered_at ?? at.now },
      note: null,
      meet: ['acknowledge'],
      say: '已登记为收文。',
    })
  }
  const due = law.clock('dispatch.acknowledge')
  const told = moved.to === 'withdrawn' && record.org !== null
  return decisionOf(seen, at, {
    act: moved.to === 'withdrawn' ? 'withdraw' : 'lapse',
    to: moved.to!,
    note: null,
    cancel: 'all',
    ...(told
      ? {
          start: [{ kind: 'heed', label: '知悉来件撤回', org: record.org, due }],
          basis: [due.basis],
        }
      : {}),
    say: '已告知收文单位。',
  })
}
