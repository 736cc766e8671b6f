import { existsSync, readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'

/** Clock ticks a second in /proc, 100 on every Linux that Node runs on. */
const TICK_MS = 10

type Stat = { readonly parent: number; readonly own: number; readonly reaped: number }

function statOf(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [, parent = 0] = fields
    const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15)
    return {
      parent,
      own: (user + system) * TICK_MS,
      reaped: (childUser + childSystem) * TICK_MS,
    }
  } catch {
    return undefined
  }
}

/** The processes whose parent this is; none where there is no /proc. */
export function childrenOf(pid: number): number[] {
  if (!existsSync('/proc/self/stat')) return []
  return readdirSync('/proc')
    .map(Number)
    .filter((each) => each > 0 && statOf(each)?.parent === pid)
}

/** CPU time of one process in ms so far, NaN where it cannot be known. */
export function cpuOf(pid: number): number {
  return statOf(pid)?.own ?? NaN
}

/** CPU time in ms of a PostgreSQL server with all its backends, those that ended too. */
export function cpuOfServer(postmaster: number): number {
  const stat = statOf(postmaster)
  if (!stat) return NaN
  const alive = childrenOf(postmaster).map((pid) => statOf(pid)?.own ?? 0)
  return stat.own + stat.reaped + alive.reduce((sum, one) => sum + one, 0)
}

/** The first process of the PostgreSQL server behind a URL; 0 where it runs elsewhere. */
export async function postmasterOf(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query('select pg_backend_pid() as pid')
    return statOf(rows[0].pid)?.parent ?? 0
  } finally {
    await client.end()
  }
}

export type Memory = { readonly pss: number; readonly rss: number; readonly peak: number }

/** Memory of processes together in MB: proportional share, resident, and each one's peak summed. */
export function memoryOf(pids: readonly number[]): Memory {
  const sum = { pss: 0, rss: 0, peak: 0 }
  for (const pid of pids) {
    sum.pss += kb(`/proc/${pid}/smaps_rollup`, 'Pss') / 1024
    sum.rss += kb(`/proc/${pid}/status`, 'VmRSS') / 1024
    sum.peak += kb(`/proc/${pid}/status`, 'VmHWM') / 1024
  }
  return sum
}

function kb(file: string, name: string): number {
  try {
    const found = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(file, 'utf8'))
    return Number(found?.[1] ?? 0)
  } catch {
    return 0
  }
}
