import { mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Database, systemClock } from '#kernel/index.ts'
import { openStore } from '#kernel/store/index.ts'
import { openFileStore } from '#files/index.ts'
import { BackupRefused } from './backup-format.ts'
import { print, type Json } from './command-line.ts'
import { dataFolder, seed } from './product.ts'
import { restoreFrom, type RestoreReport } from './restore-write.ts'

type Options = Json & { readonly checkpoint?: readonly string[] }

/**
 * `restore FILE`: only into an empty deployment, while no server runs. Checkpoints that witnesses
 * or exports hold are named by `--checkpoint`; a log that lacks one of them does not go on.
 */
export async function restoreCommand(file: string, options: Options): Promise<void> {
  try {
    const known = (options.checkpoint ?? []).map(readNote)
    const report = await restoreHere(resolve(file), known)
    print({ ok: true, ...report }, true, options, [
      `已恢复：数据 ${report.rows} 行，文件 ${report.files} 个。`,
      ...(report.newOrigin
        ? [`备份之后另有存证，或者签名密钥不在此处，存证自此以新来源 ${report.origin} 接续。`]
        : []),
      '请运行 journal verify 核验存证。',
    ])
  } catch (error) {
    if (!(error instanceof BackupRefused)) throw error
    print({ ok: false, refused: error.message }, false, options, [error.message])
  }
}

function readNote(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new BackupRefused(`存证点文件 ${path} 无法读取。`)
  }
}

async function restoreHere(file: string, known: readonly string[]): Promise<RestoreReport> {
  const dataDir = dataFolder()
  mkdirSync(dataDir, { recursive: true })
  const store = await openStore({
    dataDir,
    purpose: 'server',
    databaseUrl: process.env.DATABASE_URL,
  })
  const db = new Database(store.connection, 2)
  try {
    return await restoreFrom(file, {
      db,
      files: await openFileStore(dataDir),
      keysDir: join(dataDir, 'keys'),
      now: () => systemClock.now(),
      known,
      renew: () => seed(db, systemClock),
    })
  } finally {
    await db.close()
    await store.close()
  }
}
