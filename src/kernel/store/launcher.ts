import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Connection } from '../database.ts'
import { accountFor } from './account.ts'
import { findBinaries } from './binaries.ts'
import {
  PORT,
  SUPERUSER,
  checkVersion,
  initialise,
  startServer,
  stopServer,
  type Cluster,
} from './cluster.ts'
import { checkGiven } from './given.ts'
import { adopt, isLastUser, lock, refusedSecond, type Purpose } from './locks.ts'
import { clearStale, readPostmaster } from './pidfile.ts'
import {
  clusterPlace,
  existingCluster,
  openDataFolder,
  passwordOf,
  socketFolder,
} from './places.ts'
import { StoreRefused, StoreTaken, codeOf, reasonOf } from './refused.ts'
import { closeOnSignal } from './signals.ts'

export type StoreOptions = {
  /** Folder of the password, the cluster and everything else that is kept. */
  readonly dataDir: string
  readonly purpose: Purpose
  /** The database to open, made if missing (embedded only). */
  readonly database?: string
  /** A given server; without it PostgreSQL is run by us. */
  readonly databaseUrl?: string | undefined
  /** Called each time the embedded server goes away while the store is open; a server starts it again. */
  readonly onLost?: (reason: Error) => void
  /** Called when another server took the data folder while ours was away: this one must end. */
  readonly onTaken?: (refusal: Error) => void
}

/** An open store. Close every pool on it before `close()`. */
export type Store = {
  readonly how: 'started' | 'adopted' | 'given'
  /** True when this call made the cluster: the data folder was empty. */
  readonly isNew: boolean
  readonly connection: Connection
  readonly url: string
  /** Sentences for the operator about what was done. */
  readonly say: readonly string[]
  /** Ends our hold: a server stops PostgreSQL, a command only what nobody else uses. */
  readonly close: () => Promise<void>
}

const PATIENCE_MS = 15_000
const RECOVERY_MS = 600_000
/**
 * Opens the store: a given server after checking it, else the embedded one, started or adopted.
 * The database is the lock: a second server on the same data folder is refused. Throws
 * StoreRefused with a sentence for the operator.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  if (options.databaseUrl) return openGiven(options.databaseUrl)
  return openEmbedded(options, false)
}

async function openGiven(url: string): Promise<Store> {
  await checkGiven(url)
  const connection = { connectionString: url }
  return { how: 'given', isNew: false, connection, url, say: [], close: async () => undefined }
}

/** Opens the embedded store; `forTests` gives durability up for speed. */
export async function openEmbedded(options: StoreOptions, forTests: boolean): Promise<Store> {
  const { purpose, database = 'bihuan' } = options
  const { cluster, say } = await prepare(resolve(options.dataDir), forTests)
  let holding = hold(cluster, purpose)
  let closed: Promise<void> | undefined
  const close = () =>
    (closed ??= holding.then(
      ({ client }) => letGo(cluster, client, purpose),
      (error: unknown) =>
        opened && !(error instanceof StoreTaken) ? stopServer(cluster) : undefined,
    ))
  let opened = false
  const forget = closeOnSignal(close)
  const watch = ({ client }: Held): void => {
    // A last word of the server and the end of the connection are two events of one loss.
    client.once('error', (error) => {
      if (closed) return
      options.onLost?.(error)
      if (purpose === 'server') void regain()
    })
  }
  const regain = async (): Promise<void> => {
    holding = holdAgain(cluster, () => closed !== undefined)
    await holding.then(watch, (error: unknown) => {
      if (error instanceof StoreTaken && !closed) options.onTaken?.(error)
    })
  }
  try {
    const { how, isNew, socket, client } = await holding
    watch(await holding)
    await client.query('reset statement_timeout')
    if (purpose === 'server' && how === 'adopted') say.push(...(await adopt(client)))
    await makeDatabase(client, database)
    if (forTests) client.unref()
    const connection = connectionTo(socket, cluster.password, database)
    opened = true
    return {
      how,
      isNew,
      connection,
      url: urlOf(connection),
      say,
      close: () => close().finally(forget),
    }
  } catch (error) {
    await close().catch(() => undefined)
    forget()
    throw error
  }
}

async function prepare(
  dataDir: string,
  forTests: boolean,
): Promise<{ cluster: Cluster; say: string[] }> {
  const data = openDataFolder(dataDir)
  const existing = existingCluster(data)
  const account = await accountFor(existing)
  const binaries = await findBinaries(account)
  const place = await clusterPlace(data, account)
  const password = passwordOf(data, existing !== undefined)
  const socket = socketFolder(place.folder, account)
  const say: string[] = []
  if (account && (binaries.copiedTo || place.elsewhere)) {
    const where = [binaries.copiedTo && `程序在 ${binaries.copiedTo}`]
    if (place.elsewhere) where.push(`数据在 ${place.folder}`)
    say.push(
      `用户 ${account.name} 进不了本文件夹，数据库的${where.filter(Boolean).join('，')}（见 ${join(data, 'store.json')}）。`,
    )
  }
  const cluster = { folder: place.folder, account, binaries, socket, password, forTests }
  return { cluster, say }
}

/** pg's client can let the process end while it is connected; its types do not say so. */
type Client = pg.Client & { ref(): void; unref(): void }

type Held = {
  readonly client: Client
  readonly how: 'started' | 'adopted'
  readonly isNew: boolean
  readonly socket: Socket
}
type Socket = { readonly host: string; readonly port: number }

/** Connects, starting the server if nothing answers, and takes the locks of the purpose. */
async function hold(cluster: Cluster, purpose: Purpose): Promise<Held> {
  let how: 'started' | 'adopted' = 'adopted'
  let isNew = false
  let reason = ''
  let recovering = false
  let begun = performance.now()
  while (performance.now() - begun < (recovering ? RECOVERY_MS : PATIENCE_MS)) {
    const socket = whereItListens(cluster)
    try {
      const client = await connect(socket, cluster.password)
      try {
        if (await lock(client, purpose)) return { client, how, isNew, socket }
        throw await refusedSecond(client)
      } catch (error) {
        await client.end().catch(() => undefined)
        throw error
      }
    } catch (error) {
      if (error instanceof StoreRefused) throw error
      refuseWhatWaitingCannotMend(error)
      reason = reasonOf(error)
      // 57P03: the server is starting, recovering or stopping.
      recovering = codeOf(error) === '57P03'
      if (!isNobodyThere(error)) {
        await sleep(100)
        continue
      }
    }
    how = 'adopted'
    if (clearStale(cluster.folder)) {
      await sleep(100)
      continue
    }
    isNew = (await initialise(cluster)) || isNew
    checkVersion(cluster)
    const ran = await startServer(cluster, purpose)
    if (ran.started) {
      how = 'started'
      // However long that took, what follows has its full time.
      begun = performance.now()
    } else {
      reason = ran.reason
      await sleep(200)
    }
  }
  throw new StoreRefused(
    `内嵌数据库未能启动；原因见 ${join(cluster.folder, 'server.log')}。`,
    `The embedded PostgreSQL did not answer: ${reason}`,
  )
}

/**
 * A server whose PostgreSQL went away (killed, or no room on the disk) starts it again, however long
 * that takes; connections of the pools then find it where it was. Another server that was quicker
 * keeps it: StoreTaken.
 */
async function holdAgain(cluster: Cluster, isClosed: () => boolean): Promise<Held> {
  while (!isClosed()) {
    try {
      const held = await hold(cluster, 'server')
      await held.client.query('reset statement_timeout')
      return held
    } catch (error) {
      if (error instanceof StoreTaken) throw error
      await sleep(1000)
    }
  }
  throw new Error('closed')
}

/** A running server says itself where it listens; else the place we would start it at. */
function whereItListens(cluster: Cluster): Socket {
  return readPostmaster(cluster.folder)?.socket ?? { host: cluster.socket, port: PORT }
}

async function connect(socket: Socket, password: string): Promise<Client> {
  const client = new pg.Client({
    ...connectionTo(socket, password, 'postgres'),
    application_name: `bihuan launcher ${process.pid}`,
    statement_timeout: 10_000,
  }) as Client
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
  return client
}

function isNobodyThere(error: unknown): boolean {
  return ['ENOENT', 'ECONNREFUSED', 'ENOTSOCK', 'ENOTDIR'].includes(codeOf(error))
}

function refuseWhatWaitingCannotMend(error: unknown): void {
  const code = codeOf(error)
  if (code === '28P01' || code === '28000') {
    throw new StoreRefused(
      '数据文件夹中的 secret 与数据库的密码不符；请从备份恢复该文件后重试。',
      'The password in data/secret is not that of the database; put the right file back.',
    )
  }
  if (code === 'EACCES' || code === 'EPERM') {
    throw new StoreRefused(
      '数据库属于另一用户；请用原来启动它的用户启动。',
      'The database belongs to another user; start as the user who started it first.',
    )
  }
}

async function makeDatabase(client: pg.Client, database: string): Promise<void> {
  const found = await client.query('select from pg_database where datname = $1', [database])
  if (found.rowCount) return
  try {
    await client.query(`create database ${client.escapeIdentifier(database)}`)
  } catch (error) {
    // 42P04, 23505: another start made it at the same moment.
    if (codeOf(error) !== '42P04' && codeOf(error) !== '23505') throw error
  }
}

async function letGo(cluster: Cluster, client: Client, purpose: Purpose): Promise<void> {
  client.ref()
  const stops = purpose === 'server' || (await isLastUser(client).catch(() => false))
  if (stops) await stopServer(cluster)
  await client.end().catch(() => undefined)
}

function connectionTo(socket: Socket, password: string, database: string): Connection {
  return { host: socket.host, port: socket.port, user: SUPERUSER, password, database }
}

function urlOf(connection: Connection): string {
  const { host = '', port = PORT, user = '', password, database = '' } = connection
  const secret = encodeURIComponent(String(password))
  return `postgres://${user}:${secret}@${encodeURIComponent(host)}:${port}/${database}`
}
