import type { Abolished } from '#places/index.ts'
/** The decisions on the text of a paper, until it lies before the signer: pure. */
import {
  refuse,
  type Circumstances,
  type Decision,
  type Effect,
  type Event,
  type Refusal,
  type Stale,
} from '#kernel/index.ts'
import { decisionOf, type Moving } from '#papers/index.ts'
import type { Body } from '#places/rules.ts'
import { outsideNames } from './load.ts'
import { DISPATCH_MOVES } from './moves.ts'
import {
  circleRefused,
  CLAUSES,
  dispatchRefusal,
  dispatchRefused,
  draftingRefusal,
  issuerRefused,
  publicityRefusal,
} from './rules.ts'
import { viewerOf, type SeenDispatch } from './seen.ts'
import type { DispatchAct, Written } from './words.ts'

export type Verdict = Decision | Refusal | Stale
export type Versioned = { readonly revision: number }
export type Noted = Versioned & { readonly note: string | null }
export type Reasoned = Versioned & { readonly reason: string }

/** The bodies that a paper names, as they stand today. */
export type Circle = {
  readonly own: Body | undefined
  readonly issuer: Body | undefined
  readonly to: readonly Body[]
  readonly copies: readonly Body[]
  /** Bodies named that are no more. */
  readonly abolished: readonly Abolished[]
  /** Names of bodies that cannot be reached within the product. */
  readonly unreached: readonly string[]
}

/** Who may never do it, or not now; the version that was seen. */
export function stopped(
  act: DispatchAct,
  seen: SeenDispatch,
  body: Versioned,
  at: Circumstances,
): Refusal | Stale | null {
  if (body.revision !== seen.record.revision) return { stale: { revision: seen.record.revision } }
  const returnsMost = seen.law.number('dispatch.return.most').value
  return dispatchRefusal(act, seen.facts, viewerOf(at), { returnsMost })
}

/** A named body that is no more, with the one that answers in its place. */
export function abolishedRefusal(abolished: readonly Abolished[]): Refusal | null {
  const [gone] = abolished
  if (!gone) return null
  const heirs =
    gone.successors.length > 0
      ? `其职责由${gone.successors.map(({ name }) => name).join('、')}承继，请改送承继单位`
      : '没有登记承继单位，请核对后另选单位'
  return refuse(`${gone.name}已于${gone.on}撤销，${heirs}。`, CLAUSES.addressing)
}

/** Why a text may not be addressed as it is, or null. */
export function writtenRefusal(written: Written, circle: Circle): Refusal | null {
  const { own, issuer } = circle
  const gone = abolishedRefusal(circle.abolished)
  if (gone) return gone
  const all = written.to.length + written.copies.length
  if (!own || !issuer || circle.to.length + circle.copies.length !== all) {
    return refuse('所选单位不存在或者已撤销，请重新选择。', CLAUSES.addressing)
  }
  const [far] = circle.unreached
  if (far !== undefined) {
    return refuse(
      `${far}不在本级系统送达范围内，请写入系统外单位，线下送达后登记。`,
      CLAUSES.addressing,
    )
  }
  const addressees = circle.to.length + outsideNames(written.toOutside).length
  return (
    issuerRefused(own, issuer) ??
    circle.to.map((to) => dispatchRefused(written.kind, issuer, to)).find((no) => no !== null) ??
    circleRefused(written.kind, { issuer, addressees, copies: circle.copies }) ??
    publicityRefusal(written)
  )
}

function setOf(written: Written, issuer: string): Effect['set'] {
  return {
    kind: written.kind,
    urgency: written.urgency,
    title: written.title,
    text: written.text,
    issuerOrg: issuer,
    toOrgs: written.to,
    copyOrgs: written.copies,
    toOutside: written.toOutside,
    copyOutside: written.copyOutside,
    publicity: written.publicity,
    publicityReason: written.publicity === 'closed' ? written.publicityReason : null,
  }
}

function versionOf(
  { record }: SeenDispatch,
  version: number,
  written: Written,
  at: Circumstances,
): Effect {
  return {
    kind: 'dispatch_version',
    jur: record.jur,
    id: at.newId(),
    revision: 1,
    owner: { org: record.owner_org, party: null, demo: record.demo },
    set: {
      dispatch: record.id,
      version,
      title: written.title,
      text: written.text,
      at: at.now,
      person: at.actor.person,
    },
  }
}

/** 拟稿: the first version; the paper has no number before its signature. */
export function draftDispatch(
  seen: SeenDispatch,
  written: Written,
  source: { readonly kind: string; readonly id: string } | null,
  circle: Circle,
  at: Circumstances,
): Verdict {
  const no = draftingRefusal(at.actor) ?? writtenRefusal(written, circle)
  if (no) return no
  return decisionOf(seen, at, {
    act: 'draft',
    to: 'draft',
    set: {
      ...setOf(written, seen.record.issuer_org),
      sourceKind: source?.kind ?? null,
      sourceId: source?.id ?? null,
      drafter: at.actor.person,
      draftedOn: at.today,
      version: 1,
      returns: 0,
    },
    note: null,
    more: [versionOf(seen, 1, written, at)],
    say: '已拟稿，核对后送核。',
  })
}

/** 改稿: another version; what was checked or asked before has to be asked again. */
export function reviseDispatch(
  seen: SeenDispatch,
  { revision, ...written }: Versioned & Written,
  circle: Circle,
  at: Circumstances,
): Verdict {
  const no = stopped('revise', seen, { revision }, at) ?? writtenRefusal(written, circle)
  if (no) return no
  const { record } = seen
  const version = record.version + 1
  const again = record.checked_version === null ? '' : '，应当重新核稿'
  return decisionOf(seen, at, {
    act: 'revise',
    to: 'draft',
    set: { ...setOf(written, circle.issuer!.id), version },
    note: null,
    facts: { version: `第${version}稿` },
    cancel: 'all',
    more: [versionOf(seen, version, written, at)],
    events: lapse(seen),
    say: `已改为第${version}稿${again}。`,
  })
}

/** What other bodies were asked about an older text is asked no more. */
export function lapse({ record, slips }: SeenDispatch): Event[] {
  return slips
    .filter(({ part, state }) => part === 'countersign' && state === 'sent')
    .map(({ id }) => slipMoved(record.jur, id, { to: 'lapsed' }))
}

/**
 * A change of what lies with another body: an act of its own in that body's place, which follows
 * from this one.
 */
export function slipMoved(
  jur: string,
  slip: string,
  payload: { readonly [key: string]: string },
): Event {
  return { event: 'dispatch.slip_moved', jur, payload: { slip, ...payload } }
}

export type Desk = {
  readonly kind: string
  readonly label: string
  readonly clock: string
  readonly org: string
  readonly role?: string | undefined
}

/** One step of the way: the clock of the next hand starts with it. */
function step(
  act: DispatchAct,
  seen: SeenDispatch,
  body: Versioned,
  at: Circumstances,
  moving: Omit<Moving, 'act' | 'to' | 'start' | 'basis'> & { readonly desk?: Desk },
): Verdict {
  const no = stopped(act, seen, body, at)
  if (no) return no
  const { desk, ...rest } = moving
  const due = desk ? seen.law.clock(desk.clock) : null
  return decisionOf(seen, at, {
    act,
    to: DISPATCH_MOVES[act].to,
    ...rest,
    ...(desk && due ? { start: [{ ...pick(desk), due }], basis: [due.basis] } : {}),
  })
}

export function pick({ kind, label, org, role }: Desk) {
  return { kind, label, org, ...(role ? { role } : {}) }
}

export const toRevise = (org: string): Desk => ({
  kind: 'revise',
  label: '改稿',
  clock: 'dispatch.revise',
  org,
})
export const toProceed = (org: string): Desk => ({
  kind: 'proceed',
  label: '送会签或者送签',
  clock: 'dispatch.proceed',
  org,
})

/** 送核: somebody else of the office looks. */
export function submitDispatch(seen: SeenDispatch, body: Noted, at: Circumstances): Verdict {
  const org = seen.record.owner_org
  return step('submit', seen, body, at, {
    note: body.note,
    meet: ['revise'],
    desk: { kind: 'check', label: '核稿', clock: 'dispatch.check', org },
    say: '已送核稿。',
  })
}

/** 核稿: this version of the text is right. */
export function checkDispatch(seen: SeenDispatch, body: Noted, at: Circumstances): Verdict {
  return step('check', seen, body, at, {
    set: { checker: at.actor.person, checkedVersion: seen.record.version },
    note: body.note,
    facts: { version: `第${seen.record.version}稿` },
    meet: ['check'],
    desk: toProceed(seen.record.owner_org),
    say: '核稿通过，可以送会签或者送签。',
  })
}

/** 核稿退回 and 退签: back to the draft, counted. */
export function returnDispatch(seen: SeenDispatch, body: Reasoned, at: Circumstances): Verdict {
  return step('return', seen, body, at, {
    set: { returns: seen.record.returns + 1 },
    note: body.reason,
    meet: ['check'],
    desk: toRevise(seen.record.owner_org),
    say: '已退回拟稿人修改。',
  })
}

export function declineDispatch(seen: SeenDispatch, body: Reasoned, at: Circumstances): Verdict {
  return step('decline', seen, body, at, {
    set: { returns: seen.record.returns + 1 },
    note: body.reason,
    meet: ['sign'],
    desk: toRevise(seen.record.owner_org),
    say: '已退签，由拟稿单位修改后重新核稿。',
  })
}

/** 送签: before the post that signs for the issuing body. */
export function presentDispatch(seen: SeenDispatch, body: Noted, at: Circumstances): Verdict {
  const { issuerOrg, signerRole, names } = seen.facts
  const no = stopped('present', seen, body, at)
  if (no) return no
  if (signerRole === null) {
    const name = names[issuerOrg] ?? '发文机关'
    return refuse(`${name}没有签发岗位，由系统管理员设置岗位后送签。`, CLAUSES.signature)
  }
  return step('present', seen, body, at, {
    set: { signerRole },
    note: body.note,
    facts: { to: names[issuerOrg] ?? '' },
    meet: ['proceed'],
    desk: {
      kind: 'sign',
      label: '签发',
      clock: 'dispatch.sign',
      org: issuerOrg,
      role: signerRole,
    },
    say: `已送${names[issuerOrg] ?? ''}签发。`,
  })
}
