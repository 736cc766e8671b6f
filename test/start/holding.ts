import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { TestContext } from 'node:test'
import pg from 'pg'

export type Said = {
  how?: string
  isNew?: boolean
  url?: string
  say?: string[]
  refused?: string
}
export type Holder = { child: ChildProcess; said: Said; letGo: () => Promise<void> }

export const HOLD = join(import.meta.dirname, 'hold.ts')

const holders = new Map<string, ChildProcess[]>()

/** A process of its own that opens the store and holds it until `letGo`. */
export async function hold(dataDir: string, purpose: 'server' | 'command'): Promise<Holder> {
  const child = spawn(process.execPath, [HOLD, dataDir, purpose], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  })
  holders.set(dataDir, [...(holders.get(dataDir) ?? []), child])
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const line = new Promise<string>((resolve, reject) => {
    createInterface(child.stdout)
      .once('line', resolve)
      .once('close', () => reject(new Error('no line')))
  })
  const said = JSON.parse(await line) as Said
  return {
    child,
    said,
    async letGo() {
      child.stdin.end()
      await ended
    },
  }
}

/** Kills a holder as a crash would and waits until it is gone. */
export async function crash(holder: Holder): Promise<void> {
  const ended = new Promise((resolve) => holder.child.once('exit', resolve))
  holder.child.kill('SIGKILL')
  await ended
}

/** A fresh data folder; afterwards what still runs on it is killed and it is removed. */
export function dataFolder(t: TestContext): string {
  const parent = mkdtempSync(join(tmpdir(), 'bh-start-'))
  // Started by root, PostgreSQL runs as another account, which must be able to pass.
  chmodSync(parent, 0o711)
  const data = join(parent, 'data')
  t.after(() => {
    for (const child of holders.get(data) ?? []) child.kill('SIGKILL')
    const pid = postmasterOf(data)
    if (pid && isRunning(pid)) process.kill(pid, 'SIGKILL')
    rmSync(parent, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  })
  return data
}

/** Where the cluster of a data folder lies. */
export function clusterOf(data: string): string {
  const kept = join(data, 'store.json')
  if (!existsSync(kept)) return join(data, 'postgres')
  return join('/var/lib/bihuan', (JSON.parse(readFileSync(kept, 'utf8')) as { id: string }).id)
}

/** The process in postmaster.pid; undefined when no server runs. */
export function postmasterOf(data: string): number | undefined {
  const file = join(clusterOf(data), 'postmaster.pid')
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : undefined
}

export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

export async function query(url: string | undefined, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}
