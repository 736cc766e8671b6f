import type { JobState, NightAsked } from './words.ts'

export const JOB_STATE_LABELS = {
  waiting: '未开始',
  running: '进行中',
  done: '已完成',
  failed: '未完成',
  cancelled: '已停止',
} as const satisfies Record<JobState, string>

export const NIGHT_ASKED_LABELS = {
  schedule: '每日两时',
  page: '页面办理',
  command: '命令办理',
} as const satisfies Record<NightAsked, string>
