import { notFound, serve, type Route } from '#kernel/index.ts'
import { may } from '#places/index.ts'
import type { Jobs } from './jobs.ts'
import { lastNights } from './night.ts'
import type { JobWork } from './run.ts'
import * as words from './words.ts'

const SHOWN = 60

/** 夜间任务 for the system administrator: what was done, and having it done now. */
export function nightRoutes(jobs: Jobs, work: JobWork<Record<string, never>>): readonly Route[] {
  return [
    serve(words.listNights)(async (_given, { runner, actor }) => {
      if (!may(actor.role, 'nights.run')) return notFound
      return { rows: await lastNights(runner.db.app, SHOWN) }
    }),
    serve(words.runNights)(async (_given, { actor }) => {
      if (!may(actor.role, 'nights.run')) return notFound
      return { job: (await jobs.enqueue(actor, work, {})).id }
    }),
  ]
}
