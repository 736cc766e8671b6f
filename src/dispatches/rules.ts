import { refuse, type Refusal } from '#kernel/refusal.ts'
import { DISPATCH_MOVES, SLIP_MOVES } from './moves.ts'
import { STATE_PHRASES } from './texts.ts'
import type {
  DispatchAct,
  DispatchFacts,
  DispatchState,
  DispatchViewer,
  SlipAct,
  SlipFacts,
  SlipPart,
  SlipState,
} from './words.ts'

export { circleRefused, DIRECTIONS, dispatchRefused, issuerRefused } from './addressing.ts'
export { DISPATCH_MOVES, SLIP_MOVES } from './moves.ts'

/** The clauses that refusals about papers that are sent rest on. */
export const CLAUSES = {
  dispatches: 'bihuan-house-rules#dispatches',
  authority: 'bihuan-house-rules#14',
  addressing: 'bihuan-house-rules#addressing',
  check: 'cn-official-documents-2012#20',
  signature: 'cn-official-documents-2012#22',
  issue: 'cn-official-documents-2012#25',
  archive: 'cn-official-documents-2012#27',
  withdrawal: 'cn-official-documents-2012#33',
} as const

/** Limits that the packs set, resolved on the day of the act. */
export type DispatchLimits = { readonly returnsMost: number }

/**
 * Why `viewer` may not do `act` on the paper now, or null where they may: whose act it is, then
 * the state, then who acted before, then what must be done before.
 */
export function dispatchRefusal(
  act: DispatchAct,
  paper: DispatchFacts,
  viewer: DispatchViewer,
  limits: DispatchLimits,
): Refusal | null {
  const move = DISPATCH_MOVES[act]
  if (!(move.roles as readonly string[]).includes(viewer.role)) {
    return refuse(`本岗位不办理“${move.label}”。`, CLAUSES.authority)
  }
  const others = move.by === 'signer' ? signerRefusal(move.label, paper, viewer) : null
  if (others) return others
  if (move.by === 'office' && viewer.org !== paper.ownerOrg) {
    const name = paper.names[paper.ownerOrg] ?? '拟稿单位'
    return refuse(`${move.label}应由${name}办理。`, CLAUSES.authority)
  }
  if (!(move.from as readonly DispatchState[]).includes(paper.state)) {
    return stateRefusal(act, paper)
  }
  return personRefusal(act, paper, viewer) ?? groundRefusal(act, paper, limits)
}

function signerRefusal(
  label: string,
  paper: DispatchFacts,
  viewer: DispatchViewer,
): Refusal | null {
  const name = paper.names[paper.issuerOrg] ?? '发文机关'
  if (paper.signerRole === null) {
    return refuse(`${name}没有签发岗位，由系统管理员设置岗位后办理。`, CLAUSES.signature)
  }
  if (viewer.org === paper.issuerOrg && viewer.role === paper.signerRole) return null
  if (paper.signers.length === 0) {
    return refuse(
      `${name}的签发岗位现无人在岗，由系统管理员办理代理或者A、B角后签发。`,
      CLAUSES.signature,
    )
  }
  return refuse(`${label}应由${name}${paper.signers.join('、')}办理。`, CLAUSES.signature)
}

function stateRefusal(act: DispatchAct, paper: DispatchFacts): Refusal {
  const state = STATE_PHRASES[paper.state]
  const { label } = DISPATCH_MOVES[act]
  if (act === 'void' && paper.number !== null) {
    return refuse(`本件${state}，不能作废；确需收回的，撤回并说明理由。`, CLAUSES.withdrawal)
  }
  if (act === 'present' && paper.state === 'countersigning') {
    return refuse(`${paper.waiting.join('、')}尚未答复会签，答复后送签。`, CLAUSES.dispatches)
  }
  if (act === 'revise' && paper.number !== null) {
    return refuse(`本件${state}，文字不再改动；有误的作废后另行拟稿。`, CLAUSES.signature)
  }
  return refuse(`本件现为“${state}”，不能${label}。`, CLAUSES.dispatches)
}

/** 拟稿、核稿、签发 lie in different hands: whoever drafted neither checks nor signs. */
function personRefusal(
  act: DispatchAct,
  paper: DispatchFacts,
  viewer: DispatchViewer,
): Refusal | null {
  if (viewer.person !== paper.drafter) return null
  if (act === 'check' || act === 'return') {
    return refuse('核稿应由拟稿人以外的人员办理。', CLAUSES.check)
  }
  if (act === 'sign') return refuse('签发应由拟稿人以外的负责人办理。', CLAUSES.signature)
  return null
}

function groundRefusal(
  act: DispatchAct,
  paper: DispatchFacts,
  limits: DispatchLimits,
): Refusal | null {
  if ((act === 'return' || act === 'decline') && paper.returns >= limits.returnsMost) {
    return refuse(
      `本稿已退回${paper.returns}次，由核稿人会同拟稿人改定，或者作废。`,
      CLAUSES.dispatches,
    )
  }
  const settled = act === 'consult' || act === 'present' || act === 'sign'
  if (settled && paper.checkedVersion !== paper.version) {
    return refuse('核稿后文字有改动，应当重新核稿。', CLAUSES.check)
  }
  if (act === 'distribute' && paper.addressees === 0 && paper.kind !== 'minutes') {
    return refuse('没有主送单位，不能分发。', CLAUSES.addressing)
  }
  return null
}

/** Why somebody of this role may not begin a paper, or null. */
export function draftingRefusal({ role }: Pick<DispatchViewer, 'role'>): Refusal | null {
  if ((DISPATCH_MOVES.draft.roles as readonly string[]).includes(role)) return null
  return refuse('本岗位不办理“拟稿”。', CLAUSES.authority)
}

/** Why `viewer` may not do `act` with what lies with a body, or null where they may. */
export function slipRefusal(act: SlipAct, slip: SlipFacts, viewer: DispatchViewer): Refusal | null {
  const move = SLIP_MOVES[act]
  if (!(move.roles as readonly string[]).includes(viewer.role)) {
    return refuse(`本岗位不办理“${move.label}”。`, CLAUSES.authority)
  }
  const whose = move.by === 'body' ? slip.org : slip.ownerOrg
  if (viewer.org !== whose) {
    const name = slip.names[whose ?? ''] ?? '收文单位'
    return refuse(`${move.label}应由${name}办理。`, CLAUSES.authority)
  }
  if (act === 'record' && slip.org !== null) {
    return refuse('系统内的单位自行签收，不由发文单位登记送达。', CLAUSES.dispatches)
  }
  if (act === 'register' && slip.incoming !== null) {
    return refuse('本件已经登记为收文，不重复登记。', CLAUSES.dispatches)
  }
  if (act === 'heed' && slip.heeded) return refuse('已经知悉撤回。', CLAUSES.dispatches)
  const fits =
    (move.parts as readonly SlipPart[]).includes(slip.part) &&
    (move.from as readonly SlipState[]).includes(slip.state)
  if (fits) return null
  if (slip.state === 'withdrawn') {
    return refuse('发文单位已撤回本件，知悉撤回后不再办理。', CLAUSES.withdrawal)
  }
  if (slip.state === 'lapsed') {
    return refuse('文稿已经改动，本次会签失效，改定后重新送会签。', CLAUSES.dispatches)
  }
  return refuse(`本件已经办理，不能再“${move.label}”。`, CLAUSES.dispatches)
}

/** What 不予公开 needs. */
export function publicityRefusal(given: {
  readonly publicity: string
  readonly publicityReason: string | null
}): Refusal | null {
  if (given.publicity !== 'closed' || given.publicityReason !== null) return null
  return refuse('不予公开的，应当写明理由。', CLAUSES.dispatches)
}
