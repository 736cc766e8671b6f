import * as z from 'zod'
import { face, none } from '#kernel/faces.ts'

/** 后台任务: long work that somebody asked for, from waiting to its end. */
export const JOB_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const
export type JobState = (typeof JOB_STATES)[number]

export const jobView = z.strictObject({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  state: z.enum(JOB_STATES),
  /** What is being done now, in a few words. */
  stage: z.string().nullable(),
  /** Pieces done, and how many there are where that is known. */
  done: z.int(),
  total: z.int().nullable(),
  /** What came of it, or why it failed. */
  say: z.string().nullable(),
  /** A page that shows the result. */
  link: z.string().nullable(),
  /** The result file; null where there is none, `expired` where it was removed. */
  file: z
    .strictObject({ name: z.string(), size: z.int(), expiresAt: z.string(), expired: z.boolean() })
    .nullable(),
  askedAt: z.string(),
  endedAt: z.string().nullable(),
})
export type JobView = z.output<typeof jobView>

/** My long work, newest first. */
export const listJobs = face({
  method: 'GET',
  path: '/api/jobs',
  query: none,
  body: none,
  answer: z.strictObject({ rows: z.array(jobView) }),
  summary: '本人的后台任务',
})

export const readJob = face({
  method: 'GET',
  path: '/api/jobs/{id}',
  query: none,
  body: none,
  answer: jobView,
  summary: '一项后台任务的进度',
})

export const readJobFile = face({
  method: 'GET',
  path: '/api/jobs/{id}/file',
  query: none,
  body: none,
  answer: z.unknown(),
  summary: '后台任务生成的文件',
})

/** Ends a job that waits or runs; what it has already done stays. */
export const cancelJob = face({
  method: 'POST',
  path: '/api/jobs/{id}/cancellation',
  query: none,
  body: none,
  answer: jobView,
  summary: '停止一项后台任务',
})

/** Who had the work of the night done: the clock, the page, or the command line. */
export const NIGHT_ASKED = ['schedule', 'page', 'command'] as const
export type NightAsked = (typeof NIGHT_ASKED)[number]

const nightRun = z.strictObject({
  id: z.string(),
  title: z.string(),
  asked: z.enum(NIGHT_ASKED),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  /** Null while it goes on, or where its server died under it. */
  ok: z.boolean().nullable(),
  say: z.string().nullable(),
})
export type NightRun = z.output<typeof nightRun>

/** What the last nights did, newest first. */
export const listNights = face({
  method: 'GET',
  path: '/api/nights',
  query: none,
  body: none,
  answer: z.strictObject({ rows: z.array(nightRun) }),
  summary: '夜间任务',
})

export const runNights = face({
  method: 'POST',
  path: '/api/nights',
  query: none,
  body: none,
  answer: z.strictObject({ job: z.string() }),
  summary: '立即办理夜间任务',
})
