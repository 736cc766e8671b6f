import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { StoreTaken } from './refused.ts'

/** `server` holds the store alone; `command` works beside a server or starts one for itself. */
export type Purpose = 'server' | 'command'

// Session advisory locks of the database `postgres`. USERS is shared by everyone who has the
// store open and taken alone by whoever is about to stop it; SERVER is the one server's.
const USERS = '8640, 1'
const SERVER = '8640, 2'

/** False when another server holds the store. Waits while someone is stopping it. */
export async function lock(client: pg.Client, purpose: Purpose): Promise<boolean> {
  await client.query(`select pg_advisory_lock_shared(${USERS})`)
  return purpose === 'command' || tryLock(client, SERVER)
}

async function tryLock(client: pg.Client, key: string): Promise<boolean> {
  const { rows } = await client.query<{ ok: boolean }>(`select pg_try_advisory_lock(${key}) as ok`)
  return rows[0]?.ok === true
}

/** The sentence for a second server, naming the process of the first. */
export async function refusedSecond(client: pg.Client): Promise<StoreTaken> {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and (l.classid, l.objid) = (${SERVER}) and l.granted`,
  )
  const pid = /\d+$/.exec(rows[0]?.name ?? '')?.[0] ?? '?'
  return new StoreTaken(
    `这个数据文件夹已有一个服务在运行（进程 ${pid}）；请先停止它，或用 BIHUAN_DATA 指定另一文件夹。`,
    `Another server (process ${pid}) already runs on this data folder.`,
  )
}

/**
 * A server that takes over what another left behind ends the connections of the dead one. While a
 * command is at work beside it they cannot be told apart and are left to end by themselves
 * (client_connection_check_interval).
 */
export async function adopt(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ ended: number }>(
    `select count(pg_terminate_backend(pid))::int as ended from pg_stat_activity
      where backend_type = 'client backend' and pid <> pg_backend_pid()
        and not exists (select from pg_locks where locktype = 'advisory' and granted
                           and (classid, objid) = (${USERS}) and pid <> pg_backend_pid())`,
  )
  const ended = rows[0]?.ended ?? 0
  const left = ended > 0 ? `，并断开其遗留的 ${ended} 个连接` : ''
  return [`上次未正常停止，已接管仍在运行的数据库${left}。`]
}

/**
 * True when a command leaves as the last one and the server was started for a command. Whoever
 * opens the store meanwhile waits on the USERS lock, loses its connection and starts afresh.
 */
export async function isLastUser(client: pg.Client): Promise<boolean> {
  const asked = await client.query<{ value: string | null }>(
    `select current_setting('bihuan.started_for', true) as value`,
  )
  if (asked.rows[0]?.value !== 'command') return false
  await client.query(`select pg_advisory_unlock_shared(${USERS})`)
  if (!(await tryLock(client, USERS))) return false
  for (let tries = 0; tries < 40; tries++) {
    const others = await client.query(
      `select from pg_stat_activity
        where backend_type = 'client backend' and pid <> pg_backend_pid()
          and application_name not like 'bihuan launcher %'`,
    )
    if (others.rowCount === 0) return true
    await sleep(50)
  }
  await client.query(`select pg_advisory_unlock(${USERS})`)
  return false
}
