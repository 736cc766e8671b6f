import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { runAs, type Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { StoreRefused } from './refused.ts'

/** Everything needed to run one embedded PostgreSQL. */
export type Cluster = {
  readonly folder: string
  readonly account: Account | undefined
  readonly binaries: Binaries
  readonly socket: string
  readonly password: string
  /** A test cluster gives durability up for speed and takes more connections. */
  readonly forTests: boolean
}

export const PORT = 8640
export const SUPERUSER = 'bihuan'

/**
 * Makes the cluster unless it exists: initdb into a folder of our own, then one rename, so that a
 * kill leaves no half of a cluster and of two starts at once one wins. Answers whether it made it.
 */
export async function initialise(cluster: Cluster): Promise<boolean> {
  const { folder, account } = cluster
  if (existsSync(join(folder, 'PG_VERSION'))) return false
  clearHalfMade(folder)
  const fresh = `${folder}.new-${process.pid}`
  mkdirSync(fresh, { mode: 0o700 })
  if (account) chownSync(fresh, account.uid, account.gid)
  const pwfile = join(cluster.socket, `password-${process.pid}`)
  writeFileSync(pwfile, `${cluster.password}\n`, { mode: 0o600 })
  if (account) chownSync(pwfile, account.uid, account.gid)
  try {
    await initdb(cluster, fresh, pwfile)
    renameSync(fresh, folder)
    return true
  } catch (error) {
    if (existsSync(join(folder, 'PG_VERSION'))) return false
    throw error
  } finally {
    rmSync(pwfile, { force: true })
    rmSync(fresh, { recursive: true, force: true })
  }
}

function clearHalfMade(folder: string): void {
  const prefix = `${basename(folder)}.new-`
  for (const name of readdirSync(dirname(folder)).filter((each) => each.startsWith(prefix))) {
    if (!isAlive(Number(name.slice(prefix.length)))) {
      rmSync(join(dirname(folder), name), { recursive: true, force: true })
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function initdb(cluster: Cluster, fresh: string, pwfile: string): Promise<void> {
  const program = join(cluster.binaries.folder, 'initdb')
  const args = ['-D', fresh, '-U', SUPERUSER, `--pwfile=${pwfile}`, '--auth=scram-sha-256']
  args.push('-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8')
  if (cluster.forTests) args.push('--no-sync')
  let output = ''
  for (const ctype of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    const made = await runAs(cluster.account, program, [...args, `--lc-ctype=${ctype}`])
    if (made.status === 0) return
    output = made.output
    if (!/locale/i.test(output)) break
  }
  throw new StoreRefused(
    `无法在 ${dirname(cluster.folder)} 建立数据库；请检查磁盘空间和文件夹权限。`,
    `initdb failed: ${lastLine(output)}`,
  )
}

/** Refuses a cluster that another major version of PostgreSQL made. */
export function checkVersion(cluster: Cluster): void {
  const version = readFileSync(join(cluster.folder, 'PG_VERSION'), 'utf8').trim()
  if (Number(version) === cluster.binaries.major) return
  throw new StoreRefused(
    `数据由 PostgreSQL ${version} 建立，现有程序为 ${cluster.binaries.major}；请用原版本备份，再用新版本恢复。`,
    `The data is of PostgreSQL ${version}; back up with the old release and restore with this one.`,
  )
}

/** Starts the server in a session of its own and waits until it answers. */
export async function startServer(
  cluster: Cluster,
  purpose: string,
): Promise<{ started: boolean; reason: string }> {
  const log = join(cluster.folder, 'server.log')
  if (existsSync(log) && statSync(log).size > 10_000_000) renameSync(log, `${log}.old`)
  const settings = Object.entries({ ...settingsOf(cluster), 'bihuan.started_for': purpose })
  const options = settings.map(([name, value]) => `-c ${name}='${value}'`).join(' ')
  const args = ['-D', cluster.folder, '-w', '-t', '60', '-l', log, '-o', options, 'start']
  const ran = await runAs(cluster.account, join(cluster.binaries.folder, 'pg_ctl'), args)
  if (ran.status === 0) return { started: true, reason: '' }
  return { started: false, reason: existsSync(log) ? lastLine(tail(log)) : lastLine(ran.output) }
}

/** Stops the server: clients are cut off, open transactions rolled back, a checkpoint written. */
export async function stopServer(cluster: Cluster): Promise<void> {
  const args = ['-D', cluster.folder, '-m', 'fast', '-w', '-t', '60', 'stop']
  await runAs(cluster.account, join(cluster.binaries.folder, 'pg_ctl'), args)
}

function settingsOf(cluster: Cluster): Record<string, string> {
  const durability = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
  return {
    listen_addresses: '',
    unix_socket_directories: cluster.socket,
    unix_socket_permissions: '0700',
    port: String(PORT),
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
    shared_buffers: '64MB',
    max_connections: cluster.forTests ? '200' : '60',
    // One background reader and no replication: a small footprint while nobody works.
    io_workers: '1',
    max_wal_senders: '0',
    max_logical_replication_workers: '0',
    // A query of a client that was killed ends by itself.
    client_connection_check_interval: '5s',
    log_checkpoints: 'off',
    ...(cluster.forTests ? durability : {}),
  }
}

function tail(file: string): string {
  return readFileSync(file, 'utf8').slice(-4000)
}

function lastLine(text: string): string {
  const lines = text.trim().split('\n')
  return (lines.findLast((line) => /FATAL|PANIC|ERROR/i.test(line)) ?? lines.at(-1) ?? '').trim()
}
