/**
 * Starting: the first start ever (installed and built, empty data folder, demonstration loaded)
 * and a start on existing data, each from the start of the process to its first answer; and the
 * memory of server and PostgreSQL together while nobody works. `node bench/start.ts`
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openStore } from '#kernel/store/index.ts'
import { median } from './support/contest.ts'
import { startServer } from './support/product.ts'
import { childrenOf, memoryOf, postmasterOf, type Memory } from './support/processes.ts'
import { columns, figure, goal, heading } from './support/report.ts'

const AGAIN = 5
/** Connections that are not used are given back after half a minute. */
const IDLE_MS = Number(process.env.BIHUAN_BENCH_IDLE_MS ?? 40_000)

heading('start and idle memory')
const first: number[] = []
const again: number[] = []
for (let nth = 0; nth < 2; nth += 1) {
  const folder = mkdtempSync(join(tmpdir(), 'bihuan-bench-start-'))
  try {
    first.push(await answered(folder))
    for (let turn = 0; turn < AGAIN; turn += 1) again.push(await answered(folder))
    if (nth === 0) {
      const { server, postgres, together } = await idle(folder)
      columns([
        ['idle, MB', 'PSS', 'RSS', 'peak RSS'],
        row('server', server),
        row('PostgreSQL', postgres),
        row('together', together),
      ])
      goal(`idle memory (PSS) ≤ 150 MB: ${figure(together.pss)} MB`, together.pss <= 150)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
columns([
  ['to the first answer, ms', 'median', 'fastest', 'slowest', 'starts'],
  ['first start ever', ...spread(first)],
  ['on existing data', ...spread(again)],
])
goal(`first start ever ≤ 5 s: ${figure(median(first))} ms`, median(first) <= 5_000)
goal(`start on existing data ≤ 1 s: ${figure(median(again))} ms`, median(again) <= 1_000)

function spread(values: readonly number[]): string[] {
  const shown = [median(values), Math.min(...values), Math.max(...values)].map(figure)
  return [...shown, String(values.length)]
}

async function answered(folder: string): Promise<number> {
  const started = await startServer(folder)
  await started.stop()
  return started.answeredMs
}

async function idle(
  folder: string,
): Promise<{ server: Memory; postgres: Memory; together: Memory }> {
  const started = await startServer(folder)
  try {
    const store = await openStore({ dataDir: folder, purpose: 'command' })
    const postmaster = await postmasterOf(store.url)
    await store.close()
    await sleep(IDLE_MS)
    const { pid = 0 } = started.process
    const backends = [postmaster, ...childrenOf(postmaster)]
    return {
      server: memoryOf([pid]),
      postgres: memoryOf(backends),
      together: memoryOf([pid, ...backends]),
    }
  } finally {
    await started.stop()
  }
}

function row(name: string, { pss, rss, peak }: Memory): string[] {
  return [name, figure(pss), figure(rss), figure(peak)]
}
