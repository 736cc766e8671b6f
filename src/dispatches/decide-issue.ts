import type { Abolished } from '#places/index.ts'
/** The decisions from the signature to the archive: pure. */
import { isRefusal, refuse, type Circumstances, type Effect, type Refusal } from '#kernel/index.ts'
import { decisionOf } from '#papers/index.ts'
import {
  abolishedRefusal,
  lapse,
  slipMoved,
  stopped,
  type Noted,
  type Reasoned,
  type Verdict,
  type Versioned,
} from './decide-draft.ts'
import { handed, slipSet } from './decide-hand.ts'
import { CLAUSES } from './rules.ts'
import type { SeenDispatch } from './seen.ts'
import type { Retention, SealWay, SlipPart } from './words.ts'

/** To whom a paper goes: a body within the product, or somebody outside by name. */
export type Handing = {
  readonly part: SlipPart
  readonly org: string | null
  readonly name: string | null
}

/** The number that a signature gives, and the file that it freezes. */
export type Numbered = {
  readonly number: string
  readonly series: string
  readonly year: number
  readonly value: number
  readonly documentHash: string
}

/** 签发: the number is the next of the issuing body, the kind and the year. */
export function signDispatch(
  seen: SeenDispatch,
  body: Noted,
  at: Circumstances,
  numbered: Numbered | null,
): Verdict {
  const no = stopped('sign', seen, body, at)
  if (no) return no
  const { record, law } = seen
  const seal = law.clock('dispatch.seal')
  return decisionOf(seen, at, {
    act: 'sign',
    to: 'signed',
    set: {
      signer: at.actor.person,
      signedOn: at.today,
      number: numbered!.number,
      series: numbered!.series,
      seriesYear: numbered!.year,
      seriesValue: numbered!.value,
      documentHash: numbered!.documentHash,
    },
    note: body.note,
    facts: { number: numbered!.number },
    meet: ['sign'],
    start: [{ kind: 'seal', label: '用印', org: record.owner_org, due: seal }],
    basis: [seal.basis],
    number: numbered!.number,
    say: `已签发，文号${numbered!.number}。`,
  })
}

/** What came in as the authentic version. */
export type Sealed = {
  readonly effects: readonly Effect[] | Refusal
  readonly hash: string
  readonly mime: string
  readonly name: string
  /** Why a file may not stand as sealed, or null. */
  readonly refusal: Refusal | null
}

/** 用印: the sealed version comes in beside the generated one. */
export function sealDispatch(
  seen: SeenDispatch,
  body: Versioned & { readonly way: SealWay; readonly origin: string | null },
  at: Circumstances,
  sealed: Sealed | null,
): Verdict {
  const no = stopped('seal', seen, body, at)
  if (no) return no
  if (sealed === null) return refuse('请上传一份盖章件。', CLAUSES.issue)
  if (isRefusal(sealed.effects)) return sealed.effects
  if (sealed.refusal) return sealed.refusal
  const due = seen.law.clock('dispatch.distribute')
  return decisionOf(seen, at, {
    act: 'seal',
    to: 'sealed',
    set: {
      sealWay: body.way,
      sealedHash: sealed.hash,
      sealedMime: sealed.mime,
      sealedName: sealed.name,
      sealedAt: at.now,
    },
    note: body.origin,
    facts: { file: `${sealed.name} ${sealed.hash.slice(0, 12)}` },
    meet: ['seal'],
    start: [{ kind: 'distribute', label: '分发', org: seen.record.owner_org, due }],
    more: sealed.effects,
    basis: [due.basis],
    say: '盖章件已存为正本，可以分发。',
  })
}

/** 分发: each addressee finds the paper on its desk; one that is no more is named with its heir. */
export function distributeDispatch(
  seen: SeenDispatch,
  body: Noted,
  at: Circumstances,
  {
    handings,
    abolished,
    unreached,
  }: {
    readonly handings: readonly Handing[]
    readonly abolished: readonly Abolished[]
    readonly unreached: readonly string[]
  },
): Verdict {
  const no = stopped('distribute', seen, body, at) ?? abolishedRefusal(abolished)
  if (no) return no
  if (unreached.length > 0) {
    return refuse(
      `${unreached.join('、')}不在本级系统送达范围内，不能在系统内送达。`,
      CLAUSES.addressing,
    )
  }
  const { record } = seen
  const archive = seen.law.clock('dispatch.archive')
  const owner = { org: record.owner_org, party: null, demo: record.demo }
  const outside = handings.filter(({ org }) => org === null)
  return decisionOf(seen, at, {
    act: 'distribute',
    to: 'distributed',
    set: { distributedAt: at.now },
    note: body.note,
    facts: { count: `${handings.length}个单位` },
    meet: ['distribute'],
    start: [{ kind: 'archive', label: '归档', org: record.owner_org, due: archive }],
    more: outside.map((one) => ({
      kind: 'dispatch_slip',
      jur: record.jur,
      id: at.newId(),
      revision: 1,
      owner,
      set: { state: 'sent', ...slipSet(record, one, at) },
    })),
    events: handings.flatMap(({ part, org }) => (org === null ? [] : [handed(record, part, org)])),
    basis: [archive.basis],
    say: `已分发${handings.length}个单位。`,
  })
}

/** 归档: the piece's number is the office's next of the year. */
export function archiveDispatch(
  seen: SeenDispatch,
  body: Versioned & { readonly retention: Retention },
  at: Circumstances,
  piece: number,
): Verdict {
  const no = stopped('archive', seen, body, at)
  if (no) return no
  const year = Number(at.today.slice(0, 4))
  return decisionOf(seen, at, {
    act: 'archive',
    to: 'archived',
    set: {
      retention: body.retention,
      archiveYear: year,
      archiveValue: piece,
      archivedOn: at.today,
      endedAt: at.now,
    },
    note: null,
    facts: { piece: `${year}年第${piece}件` },
    meet: ['archive'],
    cancel: 'all',
    say: `已归档，${year}年第${piece}件。`,
  })
}

/** 撤回: the number stays registered, and every receiver is told. */
export function withdrawDispatch(seen: SeenDispatch, body: Reasoned, at: Circumstances): Verdict {
  const no = stopped('withdraw', seen, body, at)
  if (no) return no
  const { record } = seen
  const told = seen.slips.filter(({ part }) => part !== 'countersign')
  return decisionOf(seen, at, {
    act: 'withdraw',
    to: 'withdrawn',
    set: { endReason: body.reason, endedAt: at.now },
    note: body.reason,
    cancel: 'all',
    events: told.map(({ id }) => slipMoved(record.jur, id, { to: 'withdrawn' })),
    say: `已撤回，文号${record.number ?? ''}保留，已告知${told.length}个收文单位。`,
  })
}

/** 作废: the paper ends; a number that was given stays registered. */
export function voidDispatch(seen: SeenDispatch, body: Reasoned, at: Circumstances): Verdict {
  const no = stopped('void', seen, body, at)
  if (no) return no
  const { number } = seen.record
  return decisionOf(seen, at, {
    act: 'void',
    to: 'void',
    set: { endReason: body.reason, endedAt: at.now },
    note: body.reason,
    cancel: 'all',
    events: lapse(seen),
    say: number === null ? '已作废，文稿保留可查。' : `已作废，文号${number}保留，不再使用。`,
  })
}
