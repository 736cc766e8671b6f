import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isPrivate } from './places.ts'
import { openEmbedded, openStore, type Store } from './launcher.ts'
import { StoreRefused } from './refused.ts'

/**
 * The server that tests share: DATABASE_URL if set, else one embedded server per user and checkout
 * on a temporary folder, without durability. Every process opens and closes it for itself; the
 * last one to close stops it. It never keeps a process alive, and closes when the process has
 * nothing left to do.
 */
export async function testServer(): Promise<Store> {
  const databaseUrl = process.env['DATABASE_URL']
  if (databaseUrl) return openStore({ dataDir: '', purpose: 'command', databaseUrl })
  const options = { dataDir: testFolder(), purpose: 'command', database: 'postgres' } as const
  const store = await openEmbedded(options, true)
  process.once('beforeExit', () => void store.close())
  return store
}

function testFolder(): string {
  const checkout = join(import.meta.dirname, '../../..')
  const uid = process.getuid?.() ?? 0
  const hash = createHash('sha256').update(checkout).digest('hex').slice(0, 12)
  const folder = join(tmpdir(), `bihuan-test-${uid}-${hash}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (isOwn(folder, uid)) return folder
  throw new StoreRefused(
    `测试用的临时文件夹 ${folder} 不属于当前用户；请删除后重试。`,
    `The temporary folder for tests belongs to someone else; remove it.`,
  )
}

function isOwn(folder: string, uid: number): boolean {
  // Root's folder lets the database account's group pass (0710).
  return isPrivate(folder, uid, uid === 0 ? 0o067 : 0o077)
}
