/** The work of every night: done in order, each with a line that says what came of it. */
import { firstRow, rows, type Queryable, type Runner } from '#kernel/index.ts'
import type { NightAsked, NightRun } from './words.ts'

/** One work of the night; its run answers a sentence about what it did. */
export type Nightly = {
  readonly name: string
  readonly title: string
  readonly run: () => Promise<string>
}

const KEPT_DAYS = 366
const FAILED = '未完成，请将服务日志交技术人员查明。'

/**
 * Does every work in turn; one that fails is told to `onFault` and keeps none of the others from
 * its turn. Two servers, or a server and a command, never do it at once: the second answers null.
 */
export async function runNight(
  { db, clock, newId }: Runner,
  works: readonly Nightly[],
  asked: NightAsked,
  onFault: (error: unknown) => void,
): Promise<{ readonly done: number; readonly failed: number } | null> {
  const client = await db.app.connect()
  try {
    const held = await firstRow<{ mine: boolean }>(
      client,
      `select pg_try_advisory_lock(hashtextextended('night', 86404)) as mine`,
    )
    if (!held?.mine) return null
    await db.app.query(
      `delete from night_run where started_at < $1::timestamptz - $2 * interval '1 day'`,
      [clock.now(), KEPT_DAYS],
    )
    let failed = 0
    for (const { name, title, run } of works) {
      const id = newId()
      await db.app.query(
        `insert into night_run (id, work, title, asked, started_at) values ($1, $2, $3, $4, $5)`,
        [id, name, title, asked, clock.now()],
      )
      const { ok, say } = await resultOf(run, onFault)
      if (!ok) failed += 1
      await db.app.query(`update night_run set ended_at = $2, ok = $3, say = $4 where id = $1`, [
        id,
        clock.now(),
        ok,
        say,
      ])
    }
    return { done: works.length - failed, failed }
  } finally {
    // Ending the connection ends the lock with it.
    client.release(true)
  }
}

async function resultOf(run: Nightly['run'], onFault: (error: unknown) => void) {
  try {
    return { ok: true, say: await run() }
  } catch (error) {
    onFault(error)
    return { ok: false, say: FAILED }
  }
}

/** What the last nights did, the newest first. */
export function lastNights(on: Queryable, most: number): Promise<NightRun[]> {
  return rows<NightRun>(
    on,
    `select id, title, asked, started_at as "startedAt", ended_at as "endedAt", ok, say
       from night_run order by started_at desc, id desc limit $1`,
    [most],
  )
}
