import type { Abolished } from '#places/index.ts'
/** What is laid with other bodies, and what follows from their answers: pure. */
import { refuse, type Circumstances, type Effect, type Event } from '#kernel/index.ts'
import { decisionOf } from '#papers/index.ts'
import type { Body } from '#places/rules.ts'
import { abolishedRefusal, lapse, pick, stopped, toProceed, toRevise } from './decide-draft.ts'
import type { Verdict, Versioned } from './decide-draft.ts'
import { meetingPlace, unanswered } from './load.ts'
import { CLAUSES } from './rules.ts'
import type { SeenDispatch, SeenSlip } from './seen.ts'
import type { DispatchRecord, SlipRecord } from './tables.ts'
import type { SlipPart } from './words.ts'

/** What lies with one body says of the paper: a copy of its own. */
export function slipSet(
  record: DispatchRecord,
  of: { readonly part: string; readonly org: string | null; readonly name: string | null },
  at: Circumstances,
): Effect['set'] {
  return {
    part: of.part,
    dispatch: record.id,
    dispatchJur: record.jur,
    version: record.version,
    org: of.org,
    name: of.name,
    kind: record.kind,
    urgency: record.urgency,
    title: record.title,
    text: record.body,
    number: record.number,
    issuerOrg: record.issuer_org,
    signedOn: record.signed_on,
    sentAt: at.now,
    documentHash: record.document_hash,
    sealedHash: record.sealed_hash,
    sealedMime: record.sealed_mime,
    sealedName: record.sealed_name,
  }
}

/** That something of a paper is laid with a body, in an act of its own in that body's place. */
export function handed(record: DispatchRecord, part: SlipPart, org: string): Event {
  return { event: 'dispatch.handed', jur: record.jur, payload: { dispatch: record.id, part, org } }
}

const DESKS = {
  countersign: { kind: 'countersign', label: '答复会签', clock: 'dispatch.countersign' },
  to: { kind: 'acknowledge', label: '签收来件', clock: 'dispatch.acknowledge' },
  copy: { kind: 'acknowledge', label: '签收来件', clock: 'dispatch.acknowledge' },
} as const satisfies Record<SlipPart, object>

/** Lays what was handed with a body, and starts its clock. */
export function layWith(
  seen: SeenSlip,
  paper: DispatchRecord,
  { part, org }: { readonly part: SlipPart; readonly org: string },
  at: Circumstances,
): Verdict {
  const { clock, ...desk } = DESKS[part]
  const due = seen.law.clock(clock)
  const made = decisionOf(seen, at, {
    act: 'deliver',
    to: 'sent',
    set: slipSet(paper, { part, org, name: null }, at),
    note: null,
    party: seen.record.party_id,
    start: [{ ...desk, org, due }],
    basis: [due.basis],
    say: '已送达。',
  })
  const dueOn = made.effects.find(({ kind }) => kind === 'deadline')?.set.dueOn ?? null
  return {
    ...made,
    effects: made.effects.map((effect) =>
      effect.kind === 'dispatch_slip' ? { ...effect, set: { ...effect.set, dueOn } } : effect,
    ),
  }
}

/** 送会签: every body named answers for itself. */
export function consultDispatch(
  seen: SeenDispatch,
  body: Versioned & { readonly orgs: readonly string[] },
  at: Circumstances,
  {
    bodies,
    abolished,
  }: { readonly bodies: readonly Body[]; readonly abolished: readonly Abolished[] },
): Verdict {
  const no = stopped('consult', seen, body, at) ?? abolishedRefusal(abolished)
  if (no) return no
  if (bodies.length !== body.orgs.length) {
    return refuse('所选单位不存在或者已撤销，请重新选择。', CLAUSES.addressing)
  }
  const { record } = seen
  if (bodies.some(({ id }) => id === record.owner_org)) {
    return refuse('会签单位应为本单位以外的单位。', CLAUSES.dispatches)
  }
  const far = bodies.find((to) => meetingPlace(record.jur, to, at.actor.scope) === null)
  if (far) return refuse(`${far.name}不在本级系统送达范围内，应当线下会签。`, CLAUSES.addressing)
  return decisionOf(seen, at, {
    act: 'consult',
    to: 'countersigning',
    set: { countersignOrgs: [...body.orgs] },
    note: null,
    facts: { to: bodies.map(({ name }) => name).join('、') },
    meet: ['proceed'],
    events: bodies.map(({ id }) => handed(record, 'countersign', id)),
    say: `已送${bodies.length}个单位会签。`,
  })
}

/** An answer arrived: the last one frees the paper, an objection sends it back to the draft. */
export function noteAnswer(seen: SeenDispatch, answered: SlipRecord, at: Circumstances): Verdict {
  const { record, facts, law } = seen
  const from = facts.names[answered.org ?? ''] ?? ''
  const objected = answered.state === 'objected'
  const waits = record.state === 'countersigning' && answered.version === record.version
  const goesOn = waits && (objected || unanswered(record, seen.slips).length === 0)
  const desk = objected ? toRevise(record.owner_org) : toProceed(record.owner_org)
  const due = law.clock(desk.clock)
  return decisionOf(seen, at, {
    act: 'countersigned',
    ...(goesOn ? { to: objected ? 'draft' : 'checked' } : {}),
    set: goesOn && !objected ? { countersignedVersion: record.version } : {},
    note: answered.opinion,
    facts: { from },
    events: goesOn && objected ? lapse(seen) : [],
    ...(goesOn ? { start: [{ ...pick(desk), due }], basis: [due.basis] } : {}),
    say: objected ? `${from}不同意会签，本稿退回修改。` : `${from}已答复会签。`,
  })
}
