import { refuse, type Circumstances, type Decision, type Effect } from '#kernel/index.ts'
import {
  cancelDeadline,
  meetDeadline,
  startDeadline,
  type Calendar,
  type Deadline,
} from '#deadlines/index.ts'
import type { LawOfDay, Seen } from '#findings/index.ts'
import type * as z from 'zod'
import { changed, decided, stale, viewerOf, type Acting, type Verdict } from './ground.ts'
import { CLAUSES, roleMay, transferRefused } from './rules.ts'
import { TRANSFER_MOVES } from './moves.ts'
import {
  DEADLINE_LABELS,
  RECEIVER_LABELS,
  TRANSFER_ACT_LABELS,
  TRANSFER_KIND_LABELS,
} from './texts.ts'
import type { feedBackTransfer, receiptOfTransfer, transferBody, TransferView } from './words.ts'

/** What handing on sees: a finding, or nothing but the office's own place. */
export type Handing = {
  readonly jur: string
  readonly seen: Seen | null
  readonly law: LawOfDay
  readonly calendar: Calendar
  readonly known: boolean
  /** Whether the receiver's own people see the row; else the sender records for it. */
  readonly reached: boolean
}

/** What an act on a transfer sees. */
export type OnTransfer = Handing & {
  readonly row: TransferView
  readonly deadlines: readonly Deadline[]
}

/** 移交, 移送: number, date, kind and receiver, and never what the clue says. */
export function hand(
  ground: Handing,
  body: z.output<typeof transferBody> & { readonly revision?: number },
  at: Circumstances,
): Verdict {
  const { seen, jur, law } = ground
  if (seen && body.revision !== seen.record.revision) {
    return { stale: { revision: seen.record.revision } }
  }
  if (!roleMay(TRANSFER_MOVES.hand, at.actor.role)) {
    return refuse('本岗位不办理移交移送。', CLAUSES.authority)
  }
  if (!ground.known) return refuse('接收单位不存在或已撤销，请重新选择。', CLAUSES.transfer)
  if (body.kind === 'transfer' && body.receiver !== 'department') {
    return refuse(
      '移交的接收单位应为有关主管部门；向纪检监察、司法机关的为移送。',
      CLAUSES.transfer,
    )
  }
  if (body.handedOn > at.today) return refuse('移交日期不得晚于今日。', CLAUSES.transfer)
  const id = at.newId()
  const word = body.kind === 'transfer' ? 'transfer' : 'referral'
  const receipt = law.clock(`finding.${word}.receipt`)
  const feedback = law.clock(`finding.${word}.feedback`)
  const owner = { org: at.actor.org, party: null, demo: at.actor.demo }
  const clock = (kind: 'receipt' | 'feedback', cited: typeof receipt) =>
    startDeadline({
      id: at.newId(),
      jur,
      owner: { ...owner, org: (ground.reached ? body.toOrg : null) ?? at.actor.org },
      subject: { kind: 'transfer', id },
      kind,
      label: DEADLINE_LABELS[kind],
      title: `${TRANSFER_KIND_LABELS[body.kind]}${RECEIVER_LABELS[body.receiver]}`,
      number: body.number,
      route: seen ? `/findings/${seen.record.id}#supervision` : `/supervision/transfers`,
      basis: cited.ref,
      startedOn: body.handedOn,
      waitedByOrg: ground.reached ? at.actor.org : null,
      clock: cited.value,
      calendar: ground.calendar,
    })
  const answer = clock('feedback', feedback)
  const row: Effect = {
    kind: 'transfer',
    jur,
    id,
    revision: 1,
    owner,
    set: {
      finding: seen?.record.id ?? null,
      kind: body.kind,
      receiver: body.receiver,
      toOrg: body.toOrg,
      toName: body.toName,
      number: body.number,
      handedOn: body.handedOn,
      dueOn: answer.set.dueOn as string,
      state: 'handed',
    },
  }
  return told(ground, at, {
    act: 'transfer.hand',
    row: { kind: 'transfer', id, number: body.number, state: 'handed', revision: 1 },
    effects: [row, clock('receipt', receipt), answer],
    note: null,
    facts: { number: body.number, addressee: RECEIVER_LABELS[body.receiver] },
    given: { kind: body.kind, receiver: body.receiver, handedOn: body.handedOn },
    basis: [receipt.basis, feedback.basis],
    event: { event: 'transfer.handed', jur, payload: { transfer: id } },
    say: `已${TRANSFER_KIND_LABELS[body.kind]}${body.toName}（${body.number}）。`,
  })
}

/** With a finding the act stands in its timeline; without one the transfer is its own subject. */
function told(ground: Handing, at: Circumstances, acting: Acting): Decision {
  if (ground.seen) return decided({ seen: ground.seen }, at, acting)
  const { row } = acting
  return {
    jur: ground.jur,
    subject: { kind: 'transfer', id: row.id },
    effects: acting.effects,
    basis: acting.basis ?? [],
    inputs: { given: acting.given ?? {} },
    decision: { state: row.state },
    events: acting.event ? [acting.event] : [],
    answer: {
      id: row.id,
      finding: null,
      number: row.number,
      state: row.state,
      revision: row.revision,
      say: acting.say,
    },
  }
}

type Change = {
  readonly state: TransferView['state']
  readonly set: Effect['set']
  readonly on: string
  readonly ends: readonly ('receipt' | 'feedback')[]
}

function transferAct(
  act: Parameters<typeof transferRefused>[0],
  ground: OnTransfer,
  body: { readonly revision: number },
  at: Circumstances,
  change: Change,
): Verdict {
  const { row } = ground
  const no = stale(row, body) ?? transferRefused(act, row, viewerOf(at))
  if (no) return no
  if (change.on < row.handedOn || change.on > at.today) {
    return refuse(`日期应在 ${row.handedOn} 至今日之间。`, CLAUSES.transfer)
  }
  const ended = ground.deadlines.filter((one) => (change.ends as string[]).includes(one.kind))
  const end = act === 'turn_back' ? cancelDeadline : meetDeadline
  return told(ground, at, {
    act: `transfer.${act}`,
    row: {
      kind: 'transfer',
      id: row.id,
      number: row.number,
      state: change.state,
      revision: row.revision + 1,
    },
    effects: [
      changed('transfer', row, { state: change.state, ...change.set }),
      ...ended.map((one) => end(one, at.today)),
    ],
    note: null,
    facts: { number: row.number },
    given: { on: change.on },
    event: { event: 'transfer.moved', jur: row.jur, payload: { transfer: row.id, act } },
    say: `${row.number}${TRANSFER_ACT_LABELS[act]}。`,
  })
}

/** 回执: received, or turned back with a reason. */
export function receipt(
  ground: OnTransfer,
  body: z.output<typeof receiptOfTransfer.body>,
  at: Circumstances,
): Verdict {
  if (!body.accepted && body.note === null) {
    return refuse('退回的应写明理由。', CLAUSES.transfer)
  }
  const kept = { receiptOn: body.on, receiptNumber: body.number }
  return body.accepted
    ? transferAct('accept', ground, body, at, {
        state: 'received',
        set: kept,
        on: body.on,
        ends: ['receipt'],
      })
    : transferAct('turn_back', ground, body, at, {
        state: 'returned',
        set: { ...kept, returnReason: body.note },
        on: body.on,
        ends: ['receipt', 'feedback'],
      })
}

/** 正在处理. */
export function process(
  ground: OnTransfer,
  body: { readonly revision: number; readonly on: string },
  at: Circumstances,
): Verdict {
  return transferAct('process', ground, body, at, {
    state: 'in_process',
    set: { processOn: body.on },
    on: body.on,
    ends: ['receipt'],
  })
}

/** 反馈处理结果: how many were punished, circulated, admonished; person-times, not names. */
export function feedBack(
  ground: OnTransfer,
  body: z.output<typeof feedBackTransfer.body>,
  at: Circumstances,
): Verdict {
  const { on, punished, circulated, admonished } = body
  return transferAct('feed_back', ground, body, at, {
    state: 'fed_back',
    set: { fedBackOn: on, punished, circulated, admonished },
    on,
    ends: ['receipt', 'feedback'],
  })
}
