/** Asking for long work, and what a server does about it. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { firstRow, rows, type Actor, type Runner } from '#kernel/index.ts'
import type { Nightly } from './night.ts'
import { openQueue, type Queue } from './queue.ts'
import { runJob, type JobGround, type JobWork } from './run.ts'

/** The long work of one product. */
export type Jobs = {
  /** Keeps what is asked, with the asker's scope as it is now, and hands it to the queue. */
  enqueue<I>(actor: Actor, work: JobWork<I>, input: I): Promise<{ readonly id: string }>
  /** Tells a job that runs here to stop; one that waits ends at once. */
  cancel(id: string): Promise<void>
  /** Runs everything that waits, here and now, for tests and the command line. Answers how many. */
  drain(): Promise<number>
  /** Opens the queue: from now on jobs run by themselves. */
  start(nightly: readonly Nightly[], delivery?: (() => Promise<unknown>) | null): Promise<void>
  /** Has what waits to be delivered looked at soon; nothing where no queue runs here. */
  deliver(): void
  /** Ends the queue; a job under way is left for the next server. */
  stop(): Promise<void>
  /** Removes result files whose time is over. Answers how many. */
  sweep(): Promise<number>
}

export type JobsOptions = {
  readonly runner: Runner
  readonly dataDir: string
  readonly works: readonly JobWork<never>[]
  readonly onFault: (error: unknown) => void
}

/** Makes the long work of a product; nothing runs until `start` or `drain`. */
export function openJobs({ runner, dataDir, works, onFault }: JobsOptions): Jobs {
  const ground: JobGround = {
    runner,
    dataDir,
    folder: join(dataDir, 'jobs'),
    works: new Map(works.map((work) => [work.kind, work])),
    onFault,
    running: new Map(),
  }
  let queue: Queue | undefined
  return {
    async enqueue(actor, work, input) {
      const id = await keep(ground, actor, work, input)
      await queue?.send(id).catch(onFault)
      return { id }
    },
    async cancel(id) {
      await runner.db.app.query(
        `update job set cancel_asked = true,
                state = case when state = 'waiting' then 'cancelled' else state end,
                ended_at = case when state = 'waiting' then $2::timestamptz else ended_at end,
                say = case when state = 'waiting' then '已按要求停止。' else say end
          where id = $1 and state in ('waiting', 'running')`,
        [id, runner.clock.now()],
      )
      ground.running.get(id)?.abort()
    },
    async drain() {
      for (let ran = 0; ; ran += 1) {
        const next = await firstRow<{ id: string }>(
          runner.db.app,
          `select id from job where state = 'waiting' order by asked_at, id limit 1`,
        )
        if (!next) return ran
        await runJob(ground, next.id)
      }
    },
    async start(nightly, delivery = null) {
      const run = (id: string) => runJob(ground, id)
      queue = await openQueue({ runner, run, nightly, delivery, onFault })
    },
    deliver() {
      queue?.deliver().catch(onFault)
    },
    async stop() {
      for (const abort of ground.running.values()) abort.abort()
      await queue?.stop()
      queue = undefined
    },
    sweep: () => sweep(ground),
  }
}

async function keep<I>(
  { runner }: JobGround,
  actor: Actor,
  work: JobWork<I>,
  input: I,
): Promise<string> {
  const id = runner.newId()
  await runner.db.app.query(
    `insert into job (id, kind, title, account, org, actor, input, state, cancel_asked,
                      done_count, asked_at)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, 'waiting', false, 0, $8)`,
    [
      id,
      work.kind,
      work.title(input),
      actor.account,
      actor.org,
      JSON.stringify(actor),
      JSON.stringify(work.input.parse(input)),
      runner.clock.now(),
    ],
  )
  return id
}

async function sweep({ runner }: JobGround): Promise<number> {
  const old = await rows<{ id: string; file_path: string }>(
    runner.db.app,
    'select id, file_path from job where file_path is not null and expires_at < $1',
    [runner.clock.now()],
  )
  for (const { id, file_path: path } of old) {
    await rm(path, { force: true })
    await runner.db.app.query('update job set file_path = null where id = $1', [id])
  }
  return old.length
}
