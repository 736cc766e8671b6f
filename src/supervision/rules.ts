import { refuse, type Refusal } from '#kernel/refusal.ts'
import { LETTER_MOVES, LISTING_MOVES, SIGNERS, SUSPENSION_MOVES, TRANSFER_MOVES } from './moves.ts'
import type { Move } from './moves.ts'
import {
  LETTER_ACT_LABELS,
  LETTER_LABELS,
  LISTING_ACT_LABELS,
  LISTING_LABELS,
  PAPER_LABELS,
  SUSPENSION_ACT_LABELS,
  SUSPENSION_LABELS,
  TRANSFER_ACT_LABELS,
  TRANSFER_LABELS,
} from './texts.ts'
import type {
  LetterAct,
  LetterView,
  ListingAct,
  ListingView,
  ProposalView,
  Rung,
  Supervision,
  SupervisionLimits,
  SuspensionAct,
  SuspensionKind,
  SuspensionView,
  TransferAct,
  TransferView,
  Viewer,
} from './words.ts'

export * from './moves.ts'
export { addressRefused, type Body } from './addressing.ts'
export { rungOf } from './ladder.ts'
export type { LadderFacts, Late, Proposed, Standing, Threshold, Thresholds } from './ladder.ts'

/** The clauses that refusals about supervision rest on. */
export const CLAUSES = {
  supervision: 'bihuan-house-rules#supervision',
  addressing: 'bihuan-house-rules#addressing',
  listing: 'bihuan-house-rules#listing',
  transfer: 'bihuan-house-rules#transfer',
  suspension: 'bihuan-house-rules#suspension',
  authority: 'bihuan-house-rules#14',
  majorHazards: 'cn-work-safety-law-2021#41.3',
  suspend: 'cn-work-safety-law-2021#65.1(3)',
} as const

type Finding = Supervision['finding']

/** The bodies that a row names, as far as acts ask for them. */
type Parties = {
  readonly owner: string
  readonly addressee?: string | null
  readonly rectifier?: string | null
  readonly rechecker?: string | null
  /** What each is called in a refusal. */
  readonly names: { readonly [relation: string]: string }
}

/** Whose act it is, then whether the state is the one for it; null where both agree. */
function judge<State extends string>(
  move: Move<State>,
  label: string,
  row: { readonly state: State; readonly shown: string } & Parties,
  viewer: Viewer,
  clause: string,
): Refusal | null {
  if (!move.roles.includes(viewer.role)) {
    return refuse(`本岗位不办理“${label}”。`, CLAUSES.authority)
  }
  if (!stands(move, row, viewer)) {
    const who = row.names[move.by] ?? '有关单位'
    return refuse(`${label}应由${who}办理。`, CLAUSES.authority)
  }
  if (move.from.includes(row.state)) return null
  return refuse(`现为“${row.shown}”，不办理${label}。`, clause)
}

function stands(move: Move<string>, row: Parties, viewer: Viewer): boolean {
  switch (move.by) {
    case 'anyone':
      return true
    case 'owner':
      return viewer.org === row.owner || viewer.role === 'leader'
    case 'addressee':
      return viewer.org === row.addressee
    case 'rectifier':
      return viewer.org === row.rectifier
    case 'rechecker':
      return viewer.org === row.rechecker
    case 'either':
      return viewer.org === row.owner || viewer.org === row.addressee
  }
}

/** Whether a role ever does an act of a table: the screen shows these, allowed or refused. */
export function roleMay(move: Move<string>, role: string): boolean {
  return move.roles.includes(role)
}

/** Why a rung may not be signed on this finding; the addressee is judged apart. */
export function signingRefused(rung: Rung, finding: Finding, viewer: Viewer): Refusal | null {
  const signers: readonly string[] = SIGNERS[rung]
  if (viewer.org !== finding.ownerOrg && viewer.role !== 'leader') {
    return refuse(`${PAPER_LABELS[rung]}由交办单位签发。`, CLAUSES.authority)
  }
  if (!signers.includes(viewer.role)) {
    return refuse(`${PAPER_LABELS[rung]}由本单位负责人签发。`, CLAUSES.supervision)
  }
  if (finding.ended) return refuse('本问题已办结，不再督办。', CLAUSES.supervision)
  return null
}

/** Why a proposal may not be decided by this viewer, either way. */
export function proposalRefused(
  proposal: Pick<ProposalView, 'rung' | 'state'>,
  finding: Finding,
  viewer: Viewer,
): Refusal | null {
  if (proposal.state !== 'proposed') {
    return refuse('该建议已有决定，不再办理。', CLAUSES.supervision)
  }
  return signingRefused(proposal.rung, finding, viewer)
}

/** Why an act on a letter is not open, or null. */
export function letterRefused(
  act: Exclude<LetterAct, 'issue' | 'decline'>,
  letter: LetterView,
  viewer: Viewer,
): Refusal | null {
  const label = LETTER_ACT_LABELS[act]
  const row = {
    state: letter.state,
    shown: LETTER_LABELS[letter.state],
    owner: letter.ownerOrg,
    addressee: letter.toOrg,
    names: { owner: letter.ownerName, addressee: letter.toName },
  }
  if (act === 'answer' && letter.state === 'issued' && viewer.org === letter.toOrg) {
    return refuse('签收后方可答复。', CLAUSES.supervision)
  }
  return judge(LETTER_MOVES[act], label, row, viewer, CLAUSES.supervision)
}

/** Why a hazard may not be listed: whose act, which grade and level, what must be named. */
export function listRefused(
  finding: Finding,
  listings: readonly Pick<ListingView, 'state'>[],
  viewer: Viewer,
  own: { readonly level: string | null; readonly kind: string },
  limits: SupervisionLimits,
): Refusal | null {
  if (!roleMay(LISTING_MOVES.list, viewer.role)) {
    return refuse('挂牌督办由负责人决定。', CLAUSES.listing)
  }
  if (!['committee_office', 'department', 'rescue', 'government'].includes(own.kind)) {
    return refuse('挂牌督办由人民政府、有关部门或者安委会办公室决定。', CLAUSES.listing)
  }
  if (finding.grade !== 'major') return refuse('挂牌督办的应为重大隐患。', CLAUSES.majorHazards)
  if (finding.ended) return refuse('本问题已办结，不再挂牌。', CLAUSES.listing)
  if (listings.some(({ state }) => state !== 'delisted')) {
    return refuse('本问题已经挂牌督办，摘牌后方可再次挂牌。', CLAUSES.listing)
  }
  if (finding.rectifierOrg === null) {
    return refuse('交办并明确整改单位后方可挂牌督办。', limits.needsClause)
  }
  return null
}

/** Acts that decide either way are one matter, whichever way they go. */
const LISTING_MATTERS: Partial<Record<ListingAct, string>> = {
  grant_extension: '审批延期',
  refuse_extension: '审批延期',
  recheck_pass: '摘牌复查',
  recheck_fail: '摘牌复查',
}

/** Why an act on a listing is not open: the order is whose, when, what is missing, who is barred. */
export function listingRefused(
  act: Exclude<ListingAct, 'list'>,
  listing: ListingView,
  viewer: Viewer,
  limits: SupervisionLimits,
  today: string,
): Refusal | null {
  const row = {
    state: listing.state,
    shown: LISTING_LABELS[listing.state],
    owner: listing.ownerOrg,
    rectifier: listing.rectifierOrg,
    rechecker: listing.recheckOrg,
    names: {
      owner: listing.ownerName,
      rectifier: listing.rectifierName,
      rechecker: listing.recheckName,
    },
  }
  const label = LISTING_MATTERS[act] ?? LISTING_ACT_LABELS[act]
  const barred = act === 'delist' ? delistingLacks(listing, viewer, limits) : null
  return (
    barred ??
    judge(LISTING_MOVES[act], label, row, viewer, CLAUSES.listing) ??
    listingLacks(act, listing, viewer, limits, today)
  )
}

/** What delisting waits for, said before its state: re-check, publication, expert opinion. */
function delistingLacks(
  listing: ListingView,
  viewer: Viewer,
  limits: SupervisionLimits,
): Refusal | null {
  const heads: readonly string[] = LISTING_MOVES.delist.roles
  const theirs = viewer.org === listing.ownerOrg || viewer.role === 'leader'
  if (!heads.includes(viewer.role) || !theirs || listing.state === 'delisted') return null
  if (listing.state !== 'passed') {
    return refuse(`摘牌须先经${listing.recheckName}复查合格。`, limits.needsClause)
  }
  if (listing.publishedOn === null) return refuse('挂牌公布后方可摘牌。', CLAUSES.listing)
  if (limits.opinionRequired && listing.opinionOn === null) {
    return refuse('摘牌须附专家意见。', limits.opinionClause)
  }
  return null
}

function listingLacks(
  act: ListingAct,
  listing: ListingView,
  viewer: Viewer,
  limits: SupervisionLimits,
  today: string,
): Refusal | null {
  switch (act) {
    case 'publish':
      return listing.publishedOn ? refuse('挂牌已经公布。', CLAUSES.listing) : null
    case 'publish_delisting':
      return listing.delistingPublishedOn ? refuse('摘牌已经公布。', CLAUSES.listing) : null
    case 'ask_extension':
      if (listing.extensionTo) return refuse('已有延期申请待批。', limits.extensionClause)
      return limits.extensionAskBy !== null && today > limits.extensionAskBy
        ? refuse(`延期应在 ${limits.extensionAskBy} 前申请。`, limits.extensionClause)
        : null
    case 'grant_extension':
    case 'refuse_extension':
      if (!listing.extensionTo) return refuse('没有待批的延期申请。', limits.extensionClause)
      return viewer.person === listing.extensionPerson
        ? refuse('延期应由申请人以外的人审批。', limits.extensionClause)
        : null
    default:
      return null
  }
}

/** Why an act on a transfer is not open, or null. */
export function transferRefused(
  act: Exclude<TransferAct, 'hand'>,
  transfer: TransferView,
  viewer: Viewer,
): Refusal | null {
  const row = {
    state: transfer.state,
    shown: TRANSFER_LABELS[transfer.state],
    owner: transfer.ownerOrg,
    addressee: transfer.toOrg,
    names: { either: `${transfer.ownerName}或者接收单位` },
  }
  return judge(TRANSFER_MOVES[act], TRANSFER_ACT_LABELS[act], row, viewer, CLAUSES.transfer)
}

/** Why this body may not order a plant to stop: the power is the regulators' by law. */
export function orderRefused(
  finding: Finding,
  standing: readonly Pick<SuspensionView, 'state' | 'kind'>[],
  viewer: Viewer,
  ownKind: string,
  kind: SuspensionKind | null,
): Refusal | null {
  if (!roleMay(SUSPENSION_MOVES.order, viewer.role)) {
    return refuse('责令停产停业、停用由负有安全监管职责的部门决定。', CLAUSES.suspend)
  }
  if (!['department', 'rescue', 'government'].includes(ownKind)) {
    return refuse('责令停产停业、停用由负有安全监管职责的部门决定。', CLAUSES.suspend)
  }
  if (kind === 'closure' && ownKind !== 'government') {
    return refuse('责令关闭由人民政府决定，部门可以提请。', 'cn-work-safety-law-2021#113')
  }
  if (finding.ended) return refuse('本问题已办结，不再责令停止。', CLAUSES.suspension)
  if (finding.rectifierOrg === null) {
    return refuse('交办并明确整改单位后方可责令停止。', CLAUSES.suspension)
  }
  if (standing.some((one) => one.kind === kind && !['resumed', 'confirmed'].includes(one.state))) {
    return refuse('同类决定仍在执行，恢复或者落实后方可再次作出。', CLAUSES.suspension)
  }
  return null
}

/** Why an act on an order to stop or to close is not open, or null. */
export function suspensionRefused(
  act: Exclude<SuspensionAct, 'order'>,
  order: SuspensionView,
  viewer: Viewer,
  limits: SupervisionLimits,
): Refusal | null {
  const closure = order.kind === 'closure'
  const clause = closure ? limits.closureClause : limits.resumeClause
  const row = {
    state: order.state,
    shown: SUSPENSION_LABELS[order.state],
    owner: order.ownerOrg,
    rectifier: order.rectifierOrg,
    rechecker: order.recheckOrg,
    names: { rectifier: order.rectifierName, rechecker: order.recheckName },
  }
  const judged = act === 'allow_resume' || act === 'refuse_resume'
  const label = judged ? '恢复前复查' : SUSPENSION_ACT_LABELS[act]
  if (closure !== (act === 'verify' || act === 'confirm')) {
    const said = closure ? '责令关闭的不予恢复，由现场核查确认。' : '停产停用的经复查后恢复。'
    return refuse(said, clause)
  }
  const no = judge(SUSPENSION_MOVES[act], label, row, viewer, clause)
  if (no) return no
  if (act === 'confirm' && viewer.person === order.verifiedPerson) {
    return refuse('二次核查应由首次核查人以外的人进行。', clause)
  }
  return null
}
