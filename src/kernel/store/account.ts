import { spawn } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { StoreRefused } from './refused.ts'

/** The operating-system account PostgreSQL runs under; undefined = the account of this process. */
export type Account = { readonly name: string; readonly uid: number; readonly gid: number }

export type Outcome = { readonly status: number; readonly output: string }

/**
 * Runs a program to its end in a session of its own, so that Ctrl-C in the terminal does not reach
 * it, under the given account and a bare environment. Never throws: a program that cannot be
 * started answers status 127.
 */
export function runAs(
  account: Account | undefined,
  program: string,
  args: readonly string[],
): Promise<Outcome> {
  return new Promise((resolve) => {
    const ids = account ? { uid: account.uid, gid: account.gid } : {}
    const env = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
    const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe']
    const child = spawn(program, args, { ...ids, env, stdio, cwd: '/', detached: true })
    let output = ''
    const take = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4000)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', (error) => resolve({ status: 127, output: error.message }))
    child.on('close', (status) => resolve({ status: status ?? 128, output }))
  })
}

/** Finds an account by name or number in the system's list. */
export function findAccount(key: string | number): Account | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((text) => text.split(':'))
    .find(([name, , uid]) => name === key || uid === String(key))
  const [name, , uid, gid] = line ?? []
  return name && uid && gid ? { name, uid: Number(uid), gid: Number(gid) } : undefined
}

/**
 * The account for a cluster folder. PostgreSQL refuses to run as root: there the owner of an
 * existing cluster decides, else `postgres`, else a system user `bihuan` made for it.
 */
export async function accountFor(existing: string | undefined): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined
  if (existing !== undefined) {
    const { uid, gid } = statSync(existing)
    if (uid !== 0) return findAccount(uid) ?? { name: String(uid), uid, gid }
  }
  return findAccount('postgres') ?? findAccount('bihuan') ?? (await createAccount())
}

async function createAccount(): Promise<Account> {
  const home = '/var/lib/bihuan'
  const shadow = ['--system', '--user-group', '--no-create-home', '--home-dir', home]
  const tries: readonly [string, readonly string[]][] = [
    ['useradd', [...shadow, '--shell', '/bin/false', 'bihuan']],
    ['adduser', ['-S', '-D', '-H', '-h', home, '-s', '/bin/false', 'bihuan']],
  ]
  for (const [program, args] of tries) {
    await runAs(undefined, program, args)
    const made = findAccount('bihuan')
    if (made) return made
  }
  throw new StoreRefused(
    '以 root 身份启动时，数据库须由普通系统用户运行，但未能建立用户 bihuan；请先建立系统用户 postgres 后重试。',
    'PostgreSQL does not run as root and no system user could be created; create "postgres".',
  )
}
