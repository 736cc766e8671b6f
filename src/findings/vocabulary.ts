/** 问题隐患: one record per problem, on the ledger until it is struck off. */
export const STATES = [
  'registered',
  'handed_over',
  'returned',
  'rectifying',
  'reported',
  'accepted',
  'recheck_failed',
  'passed',
  'pending_approval',
  'struck_off',
  'void',
  'merged',
] as const
export type FindingState = (typeof STATES)[number]

/** States in which nobody has anything left to do. */
export const ENDED = ['struck_off', 'void', 'merged'] as const satisfies readonly FindingState[]

/** 级别: an ordinary hazard 一般 or a major one 重大. */
export const GRADES = ['ordinary', 'major'] as const
export type Grade = (typeof GRADES)[number]

/** 来源: who found it; decides which steps apply. */
export const ORIGINS = ['government', 'enterprise_self', 'tipoff', 'audit', 'external'] as const
export type Origin = (typeof ORIGINS)[number]

/** 存续时间: how long ago what is still open was found. */
export const AGES = ['to30', 'to90', 'to180', 'to365', 'beyond365', 'unknown'] as const
export type Age = (typeof AGES)[number]

/** The days of each age, least and most; null has no end. */
export const AGE_DAYS = {
  to30: [0, 30],
  to90: [31, 90],
  to180: [91, 180],
  to365: [181, 365],
  beyond365: [366, null],
} as const satisfies Record<Exclude<Age, 'unknown'>, readonly [number, number | null]>

/** The fourteen sectors of the 2023 inspection, fire and others. Codes are stable. */
export const SECTORS = [
  'mining',
  'chemicals',
  'transport',
  'construction',
  'fire',
  'gas',
  'self_built',
  'fishing',
  'special_equipment',
  'culture_tourism',
  'industry_trade',
  'campus',
  'health',
  'elderly_care',
  'other',
] as const
export type Sector = (typeof SECTORS)[number]

/** 五落实: the parts of a plan, by which the ledger may be filtered. */
export const PLAN_PARTS = ['measures', 'responsibility', 'funds', 'limit', 'contingency'] as const
export type PlanPart = (typeof PLAN_PARTS)[number]

/** Every act on a finding. A verb that matters is also a noun with a row: see `finding_step`. */
export const ACTS = [
  'register',
  'hand_over',
  'reassign',
  'receive',
  'fill_receive',
  'return',
  'plan',
  'add_task',
  'finish_task',
  'report',
  'fill_report',
  'accept',
  'send_back',
  'recheck_pass',
  'recheck_fail',
  'request_strike_off',
  'approve_strike_off',
  'refuse_strike_off',
  'strike_off',
  'close_on_spot',
  'request_extension',
  'grant_extension',
  'refuse_extension',
  'remind',
  'add_evidence',
  'pause',
  'resume',
  'regrade',
  'correct',
  'void',
  'merge',
  'relapse',
] as const
export type FindingAct = (typeof ACTS)[number]
