/** 文种 of papers that an office sends. */
export const DISPATCH_KINDS = [
  'notice',
  'letter',
  'reply',
  'circular',
  'report',
  'request',
  'opinion',
  'minutes',
] as const
export type DispatchKind = (typeof DISPATCH_KINDS)[number]

/** 发文: from the draft until it lies in the archive. */
export const DISPATCH_STATES = [
  'draft',
  'checking',
  'checked',
  'countersigning',
  'signing',
  'signed',
  'sealed',
  'distributed',
  'archived',
  'withdrawn',
  'void',
] as const
export type DispatchState = (typeof DISPATCH_STATES)[number]

/** Every act on a paper that is sent. */
export const DISPATCH_ACTS = [
  'draft',
  'revise',
  'submit',
  'check',
  'return',
  'consult',
  'present',
  'decline',
  'sign',
  'seal',
  'distribute',
  'archive',
  'withdraw',
  'void',
] as const
export type DispatchAct = (typeof DISPATCH_ACTS)[number]

/** 公开属性. */
export const PUBLICITIES = ['open', 'on_request', 'closed'] as const
export type DispatchPublicity = (typeof PUBLICITIES)[number]

/** 保管期限. */
export const RETENTIONS = ['permanent', 'years_30', 'years_10'] as const
export type Retention = (typeof RETENTIONS)[number]

/** How the authentic version came: printed, sealed and scanned; or signed by a system outside. */
export const SEAL_WAYS = ['scan', 'e_seal'] as const
export type SealWay = (typeof SEAL_WAYS)[number]

/** What a paper answers. */
export const SOURCE_KINDS = ['incoming', 'office_task', 'finding'] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

/** Why something of a paper lies with another body: to countersign, to receive, to know. */
export const SLIP_PARTS = ['countersign', 'to', 'copy'] as const
export type SlipPart = (typeof SLIP_PARTS)[number]

export const SLIP_STATES = [
  'sent',
  'agreed',
  'remarked',
  'objected',
  'lapsed',
  'received',
  'withdrawn',
] as const
export type SlipState = (typeof SLIP_STATES)[number]

/** What another body does with what lies with it; `record` is done by the office for a body outside. */
export const SLIP_ACTS = ['answer', 'receive', 'register', 'heed', 'record'] as const
export type SlipAct = (typeof SLIP_ACTS)[number]

/** 会签意见. */
export const OPINIONS = ['agreed', 'remarked', 'objected'] as const
export type Opinion = (typeof OPINIONS)[number]
