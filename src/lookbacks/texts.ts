import type { LookbackState, LookState } from './words.ts'

/** The words of INTERFACE §5 that the tags bear. */
export const LOOKBACK_TAGS = {
  drawing: '未开始',
  looking: '进行中',
  published: '已完成',
} as const satisfies Record<LookbackState, string>

export const LOOKBACK_LABELS = {
  drawing: '待抽取',
  looking: '核查中',
  published: '已签发公布',
} as const satisfies Record<LookbackState, string>

export const LOOK_TAGS = {
  unassigned: '未开始',
  looking: '检查中',
  genuine: '整改属实',
  false: '虚假整改',
} as const satisfies Record<LookState, string>

export const LOOK_LABELS = {
  unassigned: '待指定核查人',
  looking: '核查中',
  genuine: '整改属实',
  false: '虚假整改',
} as const satisfies Record<LookState, string>

/** Labels of the deadlines of second looks. */
export const LOOK_DEADLINES = { name_checker: '指定核查人', look: '回头看核查' } as const

/** Why a struck-off finding is not in the frame. */
export const EXCLUSIONS = {
  taken_over: '接收的历史台账，未经复查',
  relapsed: '已复发重开，正在重新整改',
  looking: '正在其他轮次的回头看中',
} as const
export type Exclusion = keyof typeof EXCLUSIONS
