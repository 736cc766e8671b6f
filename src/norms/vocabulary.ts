/** 办法, 规定, 细则, 意见, 通知. */
export const NORM_KINDS = ['measures', 'provisions', 'rules', 'opinions', 'notice'] as const
export type NormKind = (typeof NORM_KINDS)[number]

/** A normative document from its draft until it no longer holds. */
export const NORM_STATES = [
  'draft',
  'reviewing',
  'returned',
  'passed',
  'decided',
  'in_force',
  'repealed',
  'lapsed',
  'rejected',
  'void',
] as const
export type NormState = (typeof NORM_STATES)[number]

export const NORM_ACTS = [
  'register',
  'revise',
  'submit',
  'review',
  'deliberate',
  'issue',
  'file',
  'publish',
  'clean',
  'void',
] as const
export type NormAct = (typeof NORM_ACTS)[number]

/** What the legality review finds: 合法, 应修改, 不予通过. */
export const OPINIONS = ['lawful', 'amend', 'reject'] as const
export type Opinion = (typeof OPINIONS)[number]

/** What a clean-up finds: 继续有效, 修改, 废止, 失效. */
export const CLEAN_RESULTS = ['keep', 'amend', 'repeal', 'lapse'] as const
export type CleanResult = (typeof CLEAN_RESULTS)[number]
