import { createReadStream } from 'node:fs'
import { isId, notFound, serve, type Actor, type Call, type Route } from '#kernel/index.ts'
import { disposition } from '#files/index.ts'
import type { Jobs } from './jobs.ts'
import { stopRefusal } from './rules.ts'
import { findJob, jobsOf, viewJob } from './tables.ts'
import * as words from './words.ts'

/** A person's own long work over HTTP; nobody sees another's. */
export function jobRoutes(jobs: Jobs): readonly Route[] {
  return [
    serve(words.listJobs)(async (_given, { runner, actor }) => ({
      rows: (await jobsOf(runner.db.app, actor)).map(viewJob),
    })),
    serve(words.readJob)(async ({ params }, call) => {
      const row = await get(call, params.id)
      return row ? viewJob(row) : notFound
    }),
    serve(words.readJobFile)(async ({ params }, call) => {
      const row = await get(call, params.id)
      if (!row?.file_path || row.state !== 'done') return notFound
      return {
        download: {
          body: createReadStream(row.file_path),
          headers: {
            'content-type': row.file_type ?? 'application/octet-stream',
            'content-length': String(row.file_size ?? 0),
            'content-disposition': disposition('attachment', row.file_name ?? row.id),
            'x-content-type-options': 'nosniff',
            'cache-control': 'private, no-store',
          },
        },
      }
    }),
    serve(words.cancelJob)(async ({ params }, call) => {
      const row = await get(call, params.id)
      if (!row) return notFound
      const no = stopRefusal(row.state)
      if (no) return no
      await jobs.cancel(row.id)
      const now = await get(call, row.id)
      return now ? viewJob(now) : notFound
    }),
  ]
}

async function get({ runner, actor }: Call & { readonly actor: Actor }, id: string) {
  if (!isId(id)) return undefined
  return findJob(runner.db.app, actor, id)
}
