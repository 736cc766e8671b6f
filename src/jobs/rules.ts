import { refuse, type Refusal } from '#kernel/refusal.ts'
import type { JobState } from './words.ts'

/** How long a result file is kept, in days (our own rule). */
export const FILE_DAYS = 7

/** Why a job cannot be stopped any more; undefined where it can. */
export function stopRefusal(state: JobState): Refusal | undefined {
  if (state === 'waiting' || state === 'running') return undefined
  return refuse('任务已经结束，不能再停止。', 'bihuan-house-rules#jobs')
}
