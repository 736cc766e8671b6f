/** One job from its claim to its end. */
import { createWriteStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { Writable } from 'node:stream'
import type * as z from 'zod'
import { firstRow, type Actor, type Runner } from '#kernel/index.ts'
import { FILE_DAYS } from './rules.ts'
import type { JobRow } from './tables.ts'

/** What a job has to work with. */
export type JobRun = {
  readonly id: string
  /** Who asked, with role and scope as they were then. */
  readonly actor: Actor
  readonly runner: Runner
  /** Where the product's data lie, for work that keeps files. */
  readonly dataDir: string
  /** Aborted when the job is stopped or the server ends. */
  readonly signal: AbortSignal
  /** Says how far the work is; written at most every half second. Throws when it is stopped. */
  readonly progress: (stage: string, done: number, total: number | null) => Promise<void>
  /** Opens the result file. The runner waits for it to be written whole. */
  readonly file: (name: string, type: string) => Promise<Writable>
}

/** What came of a job: a sentence, and a page that shows more. */
export type JobResult = { readonly say: string; readonly link?: string }

/**
 * One kind of long work. After a crash it is run again from the beginning with the same id, so it
 * must be repeatable: acts within it take keys made of the job's id.
 */
export type JobWork<I = never> = {
  readonly kind: string
  readonly title: (input: I) => string
  readonly input: z.ZodType<I>
  readonly run: (job: JobRun, input: I) => Promise<JobResult>
}

/** A failure that its asker can act on; the message is the Chinese sentence they see. */
export class JobRefused extends Error {}

class Stopped extends Error {}

const PROGRESS_EVERY_MS = 500
const DAY_MS = 86_400_000

/** What runs jobs: the product's machinery, the folder of result files, and the kinds of work. */
export type JobGround = {
  readonly runner: Runner
  readonly dataDir: string
  readonly folder: string
  readonly works: ReadonlyMap<string, JobWork>
  readonly onFault: (error: unknown) => void
  /** Aborts of the jobs that run here, by id. */
  readonly running: Map<string, AbortController>
}

/**
 * Runs a job that waits, or that a dead server left behind; does nothing for any other. A lock of
 * the session, which ends with its server, keeps two from running one job.
 */
export async function runJob(ground: JobGround, id: string): Promise<void> {
  const client = await ground.runner.db.app.connect()
  const held = await firstRow<{ mine: boolean }>(
    client,
    'select pg_try_advisory_lock(hashtextextended($1, 86404)) as mine',
    [id],
  )
  if (!held?.mine) return client.release()
  try {
    const row = await claim(ground, id)
    if (row) await work(ground, row)
  } finally {
    // Ending the connection ends the lock with it, whatever state the connection is in.
    client.release(true)
  }
}

async function work(ground: JobGround, row: JobRow): Promise<void> {
  const { id } = row
  const abort = new AbortController()
  ground.running.set(id, abort)
  const files: ResultFile[] = []
  try {
    const kind = ground.works.get(row.kind)
    if (!kind) throw new JobRefused('本版本不再办理这类任务。')
    const result = await kind.run(runOf(ground, row, abort, files), row.input as never)
    await Promise.all(files.map(({ stream }) => finished(stream)))
    await end(ground, row, 'done', result.say, { link: result.link ?? null, file: files.at(-1) })
  } catch (error) {
    for (const { stream, path } of files) {
      stream.destroy()
      await rm(path, { force: true })
    }
    await failed(ground, row, error)
  } finally {
    ground.running.delete(id)
  }
}

function claim({ runner }: JobGround, id: string): Promise<JobRow | undefined> {
  return firstRow<JobRow>(
    runner.db.app,
    `update job set state = 'running', started_at = $2, stage = null, done_count = 0
      where id = $1 and state in ('waiting', 'running') returning *`,
    [id, runner.clock.now()],
  )
}

type ResultFile = {
  readonly stream: Writable
  readonly path: string
  readonly name: string
  readonly type: string
}

function runOf(
  { runner, dataDir, folder }: JobGround,
  row: JobRow,
  abort: AbortController,
  files: ResultFile[],
): JobRun {
  let told = -PROGRESS_EVERY_MS
  return {
    id: row.id,
    actor: row.actor,
    runner,
    dataDir,
    signal: abort.signal,
    async progress(stage, done, total) {
      if (abort.signal.aborted) throw new Stopped()
      if (performance.now() - told < PROGRESS_EVERY_MS && done !== total) return
      told = performance.now()
      const kept = await firstRow<{ cancel_asked: boolean }>(
        runner.db.app,
        `update job set stage = $2, done_count = $3, total_count = $4 where id = $1
          returning cancel_asked`,
        [row.id, stage, done, total],
      )
      if (kept?.cancel_asked) abort.abort()
      if (abort.signal.aborted) throw new Stopped()
    },
    async file(name, type) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const path = join(folder, `${row.id}-${files.length}`)
      const stream = createWriteStream(path, { mode: 0o600 })
      stream.on('error', () => abort.abort())
      files.push({ stream, path, name, type })
      return stream
    },
  }
}

async function failed(ground: JobGround, row: JobRow, error: unknown): Promise<void> {
  const kept = await firstRow<{ cancel_asked: boolean }>(
    ground.runner.db.app,
    'select cancel_asked from job where id = $1',
    [row.id],
  )
  if (kept?.cancel_asked) return end(ground, row, 'cancelled', '已按要求停止。')
  // The server ends: the job stays as it is and is run again by the next one.
  if (error instanceof Stopped) return
  if (error instanceof JobRefused) return end(ground, row, 'failed', error.message)
  ground.onFault(error)
  return end(ground, row, 'failed', '系统出错，任务未完成，请重试或告知系统管理员。')
}

async function end(
  { runner }: JobGround,
  row: JobRow,
  state: 'done' | 'failed' | 'cancelled',
  say: string,
  made: { readonly link?: string | null; readonly file?: ResultFile | undefined } = {},
): Promise<void> {
  const { link = null, file } = made
  const now = runner.clock.now()
  await runner.db.app.query(
    `update job set state = $2, say = $3, link = $4, ended_at = $5, file_name = $6, file_type = $7,
            file_path = $8, file_size = $9, expires_at = $10
      where id = $1`,
    [
      row.id,
      state,
      say,
      link,
      now,
      file?.name ?? null,
      file?.type ?? null,
      file?.path ?? null,
      file ? (await stat(file.path)).size : null,
      file ? new Date(Date.parse(now) + FILE_DAYS * DAY_MS).toISOString() : null,
    ],
  )
}
