import type { AnswerState, Fact, Rhythm, RoundState, SeriesState } from './vocabulary.ts'

export const RHYTHM_LABELS = {
  once: '一次',
  weekly: '每周',
  ten_days: '每旬',
  monthly: '每月',
} as const satisfies Record<Rhythm, string>

export const SERIES_STATE_LABELS = {
  running: '进行中',
  stopped: '已停止',
} as const satisfies Record<SeriesState, string>

export const ROUND_STATE_LABELS = {
  open: '进行中',
  closed: '已完成',
} as const satisfies Record<RoundState, string>

export const ANSWER_STATE_LABELS = {
  asked: '待答复',
  answered: '已反馈',
  silent: '未反馈',
} as const satisfies Record<AnswerState, string>

export const FACT_LABELS = {
  found: '本期发现',
  struck_off: '本期销号',
  open: '在办',
  overdue: '逾期',
  tasks_open: '未办结任务',
  tasks_overdue: '逾期任务',
} as const satisfies Record<Fact, string>
