/** 催办 → 督办 → 约谈 → 通报批评: the ladder, lowest rung first. */
export const RUNGS = ['remind', 'supervise', 'interview', 'circulate'] as const
export type Rung = (typeof RUNGS)[number]

/** Papers that a record of supervision fills: its letters by rung, listings, transfers. */
export const SUPERVISION_PAPERS = [
  ...RUNGS,
  'interview_minutes',
  'listing',
  'delisting',
  'transfer',
  'transfer_receipt',
] as const
export type SupervisionPaper = (typeof SUPERVISION_PAPERS)[number]

/** Why the rules propose a rung. */
export const GROUNDS = [
  'overdue',
  'major_overdue',
  'times_missed',
  'supervise_unheeded',
  'interview_unheeded',
] as const
export type Ground = (typeof GROUNDS)[number]

export const PROPOSAL_STATES = ['proposed', 'issued', 'declined', 'lapsed'] as const
export type ProposalState = (typeof PROPOSAL_STATES)[number]

export const LETTER_STATES = ['issued', 'acknowledged', 'answered', 'closed'] as const
export type LetterState = (typeof LETTER_STATES)[number]

/** Acts on proposals and letters. */
export const LETTER_ACTS = [
  'issue',
  'decline',
  'acknowledge',
  'answer',
  'send_back',
  'close',
] as const
export type LetterAct = (typeof LETTER_ACTS)[number]

/** 挂牌督办. */
export const LISTING_LEVELS = ['province', 'city', 'county'] as const
export type ListingLevel = (typeof LISTING_LEVELS)[number]

export const LISTING_STATES = ['listed', 'applied', 'recheck_failed', 'passed', 'delisted'] as const
export type ListingState = (typeof LISTING_STATES)[number]

export const LISTING_ACTS = [
  'list',
  'publish',
  'ask_extension',
  'grant_extension',
  'refuse_extension',
  'apply',
  'recheck_pass',
  'recheck_fail',
  'opine',
  'delist',
  'publish_delisting',
] as const
export type ListingAct = (typeof LISTING_ACTS)[number]

/** 移交 passes a matter to the body competent for it; 移送 refers a suspected offence or breach. */
export const TRANSFER_KINDS = ['transfer', 'referral'] as const
export type TransferKind = (typeof TRANSFER_KINDS)[number]

/** 纪检监察, 司法, 有关主管部门: the three kinds of receivers of document 000. */
export const RECEIVERS = ['discipline', 'judicial', 'department'] as const
export type Receiver = (typeof RECEIVERS)[number]

export const TRANSFER_STATES = ['handed', 'received', 'returned', 'in_process', 'fed_back'] as const
export type TransferState = (typeof TRANSFER_STATES)[number]

export const TRANSFER_ACTS = ['hand', 'accept', 'turn_back', 'process', 'feed_back'] as const
export type TransferAct = (typeof TRANSFER_ACTS)[number]

/** 已反馈, 正在处理, 未反馈, 退回: how a ledger of transfers is reported. */
export const STANDINGS = ['fed_back', 'in_process', 'silent', 'returned'] as const
export type Standing = (typeof STANDINGS)[number]

/** 停产停业, 停用 (of equipment or a place), 责令关闭. */
export const SUSPENSION_KINDS = ['production', 'use', 'closure'] as const
export type SuspensionKind = (typeof SUSPENSION_KINDS)[number]

export const SUSPENSION_STATES = ['ordered', 'applied', 'resumed', 'verified', 'confirmed'] as const
export type SuspensionState = (typeof SUSPENSION_STATES)[number]

export const SUSPENSION_ACTS = [
  'order',
  'ask_resume',
  'allow_resume',
  'refuse_resume',
  'verify',
  'confirm',
] as const
export type SuspensionAct = (typeof SUSPENSION_ACTS)[number]
