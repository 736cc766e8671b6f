import type { JobState } from './words.ts'

export const JOB_STATE_LABELS = {
  waiting: '未开始',
  running: '进行中',
  done: '已完成',
  failed: '未完成',
  cancelled: '已停止',
} as const satisfies Record<JobState, string>
