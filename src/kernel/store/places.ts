import { createHash, randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runAs, type Account } from './account.ts'
import { SYSTEM_FOLDER } from './binaries.ts'
import { StoreRefused, codeOf } from './refused.ts'

export type ClusterPlace = { readonly folder: string; readonly elsewhere: boolean }

/** Makes the data folder, closed to other users, and answers its real path. */
export function openDataFolder(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const real = realpathSync(dataDir)
    if (!existsSync(join(real, 'secret'))) chmodSync(real, 0o700)
    accessSync(real, constants.R_OK | constants.W_OK | constants.X_OK)
    return real
  } catch (error) {
    throw new StoreRefused(
      `数据文件夹 ${dataDir} 无法写入（${codeOf(error)}）；请用原来的用户启动，或用 BIHUAN_DATA 指定另一文件夹。`,
      `The data folder cannot be written; start as its owner or set BIHUAN_DATA.`,
    )
  }
}

/** Where this data folder's cluster lies if it exists already. */
export function existingCluster(data: string): string | undefined {
  const id = storedId(data)
  const folder = id ? join(SYSTEM_FOLDER, id) : join(data, 'postgres')
  try {
    return existsSync(join(folder, 'PG_VERSION')) || lstatSync(folder).isDirectory()
      ? folder
      : undefined
  } catch {
    return undefined
  }
}

/**
 * Where the cluster lies: inside the data folder, or under /var/lib/bihuan when root's account
 * cannot reach the data folder (tried by entering it). The choice is kept in store.json.
 */
export async function clusterPlace(
  data: string,
  account: Account | undefined,
): Promise<ClusterPlace> {
  const id = storedId(data)
  if (id) return { folder: join(SYSTEM_FOLDER, id), elsewhere: true }
  const inside = join(data, 'postgres')
  if (!account) return { folder: inside, elsewhere: false }
  if (await letIn(data, account)) return { folder: inside, elsewhere: false }
  mkdirSync(SYSTEM_FOLDER, { recursive: true, mode: 0o755 })
  const fresh = randomBytes(8).toString('hex')
  const kept = writeOnce(join(data, 'store.json'), `${JSON.stringify({ id: fresh })}\n`)
  const chosen = (JSON.parse(kept) as { id: string }).id
  return { folder: join(SYSTEM_FOLDER, chosen), elsewhere: true }
}

/** Tries to enter the folder as the account, then again with the account's group let through. */
async function letIn(data: string, account: Account): Promise<boolean> {
  const enters = async () =>
    (await runAs(account, '/bin/sh', ['-c', 'cd "$1"', 'sh', data])).status === 0
  if (await enters()) return true
  const { gid, mode } = statSync(data)
  chownSync(data, -1, account.gid)
  chmodSync(data, 0o710)
  if (await enters()) return true
  chownSync(data, -1, gid)
  chmodSync(data, mode & 0o7777)
  return false
}

function storedId(data: string): string | undefined {
  try {
    const read = JSON.parse(readFileSync(join(data, 'store.json'), 'utf8')) as { id?: unknown }
    return typeof read.id === 'string' && /^[0-9a-f]{8,64}$/.test(read.id) ? read.id : undefined
  } catch {
    return undefined
  }
}

/** The password of this data folder's cluster: random, readable by its owner alone. */
export function passwordOf(data: string, clusterExists: boolean): string {
  const file = join(data, 'secret')
  try {
    if (existsSync(file) || !clusterExists) {
      return writeOnce(file, `${randomBytes(24).toString('base64url')}\n`).trim()
    }
  } catch (error) {
    throw new StoreRefused(
      `无法读取 ${file}（${codeOf(error)}）；请用建立该数据文件夹的用户启动。`,
      'The password file cannot be read; start as the user who created the data folder.',
    )
  }
  throw new StoreRefused(
    `${file} 不见了，而数据库还在；请从备份恢复该文件后重试。`,
    'The password file is missing while the database is there; put it back.',
  )
}

/** Writes a file of mode 0600 unless it exists, whole or not at all; answers what it holds. */
function writeOnce(file: string, text: string): string {
  if (!existsSync(file)) {
    const fresh = `${file}.new-${process.pid}`
    writeFileSync(fresh, text, { mode: 0o600, flush: true })
    try {
      linkSync(fresh, file)
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    } finally {
      rmSync(fresh, { force: true })
    }
  }
  return readFileSync(file, 'utf8')
}

/**
 * The folder of the socket: short (a socket's path may have about 100 bytes), named by a hash of
 * the cluster's path, of mode 0700 and owned by the account. A name that another user of the
 * machine took first is passed over.
 */
export function socketFolder(cluster: string, account: Account | undefined): string {
  const owner = account?.uid ?? process.getuid?.() ?? -1
  const hash = createHash('sha256').update(cluster).digest('hex').slice(0, 12)
  const base = existsSync('/tmp') ? '/tmp' : tmpdir()
  for (let n = 0; n < 100; n++) {
    const folder = join(base, `bihuan-${hash}${n === 0 ? '' : `-${n}`}`)
    try {
      mkdirSync(folder, { mode: 0o700 })
      if (account) chownSync(folder, account.uid, account.gid)
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
    if (isPrivate(folder, owner)) return folder
  }
  throw new StoreRefused(
    `无法在 ${base} 下建立数据库套接字文件夹；请检查该文件夹的权限。`,
    `No private socket folder could be made under ${base}.`,
  )
}

/** True for a real folder of that owner without any of the closed mode bits. */
export function isPrivate(folder: string, owner: number, closed = 0o077): boolean {
  try {
    const stat = lstatSync(folder)
    return stat.isDirectory() && stat.uid === owner && (stat.mode & closed) === 0
  } catch {
    return false
  }
}
