import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { codeOf } from './refused.ts'

/** What postmaster.pid says: the process, and where it listens. */
export type Postmaster = {
  readonly pid: number
  readonly socket: { readonly host: string; readonly port: number } | undefined
  readonly text: string
}

/** Reads a cluster's postmaster.pid; undefined when there is none or it holds no process. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  try {
    const text = readFileSync(join(cluster, 'postmaster.pid'), 'utf8')
    const [pid, , , port, host] = text.split('\n')
    const number = Number.parseInt(pid ?? '', 10)
    if (!Number.isInteger(number) || number <= 0) return undefined
    const socket = host && port ? { host: host.trim(), port: Number(port) } : undefined
    return { pid: number, socket, text }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/**
 * Clears what a dead server left: a postmaster.pid whose process is a zombie or no postgres of
 * this cluster (PostgreSQL itself would refuse to start beside such a process). Backends that
 * outlive their postmaster are ended first: while they write, no other server may start.
 * Answers whether a live postmaster of this cluster remains.
 */
export function clearStale(cluster: string): boolean {
  const found = readPostmaster(cluster)
  if (found && runsCluster(found.pid, cluster)) return true
  const orphans = orphansOf(cluster)
  for (const pid of orphans) signal(pid, 'SIGQUIT')
  if (found && isAlive(found.pid) && orphans.length === 0) {
    if (readPostmaster(cluster)?.text === found.text) rmSync(join(cluster, 'postmaster.pid'))
  }
  return false
}

function isAlive(pid: number): boolean {
  return signal(pid, 0)
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, name)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** True when the process lives, is no zombie, and is a postgres working in this cluster. */
export function runsCluster(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false
  if (process.platform !== 'linux') return runsClusterByPs(pid, cluster)
  return !isZombie(pid) && worksIn(pid, cluster)
}

function worksIn(pid: number, cluster: string): boolean {
  try {
    const isPostgres = readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres'
    return isPostgres && readlinkSync(`/proc/${pid}/cwd`) === cluster
  } catch {
    return false
  }
}

function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return /^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2))
  } catch {
    return true
  }
}

function runsClusterByPs(pid: number, cluster: string): boolean {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,command=', '-p', String(pid)], {
      encoding: 'utf8',
    }).trim()
    return !line.startsWith('Z') && line.includes('postgres') && line.includes(basename(cluster))
  } catch {
    return false
  }
}

/** Backends whose postmaster is gone. A postmaster that is just starting is none of them. */
function orphansOf(cluster: string): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && worksIn(pid, cluster) && !isZombie(pid))
    .filter((pid) => isBackend(pid) && !worksIn(parentOf(pid), cluster))
}

function isBackend(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('postgres:')
  } catch {
    return false
  }
}

function parentOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return 0
  }
}
