/**
 * Taking over the inspections that others recorded: time and peak memory of
 * `bihuan import sf-inspections DIR` on an empty deployment. `node bench/import.ts [DIR]`
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer, ROOT } from './support/product.ts'
import { memoryOf } from './support/processes.ts'
import { columns, figure, goal, heading, line } from './support/report.ts'

const shared = process.env.BIHUAN_SHARED ?? join(ROOT, '../shared')
const folder = process.argv[2] ?? join(shared, 'data/sf-inspections')

heading('import of recorded inspections')
if (existsSync(folder)) await bench()
else line(`  skipped: no inspections at ${folder} (name the folder, or set BIHUAN_SHARED)`)

async function bench(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'bihuan-bench-import-'))
  try {
    await (await startServer(data)).stop()
    const begun = performance.now()
    const child = spawn(
      process.execPath,
      ['src/app/main.ts', 'import', 'sf-inspections', folder, '--json'],
      { cwd: ROOT, env: withoutServer(data), stdio: ['ignore', 'pipe', 'ignore'] },
    )
    let peak = 0
    const watch = setInterval(() => {
      peak = Math.max(peak, memoryOf([child.pid ?? 0]).peak)
    }, 50)
    let text = ''
    child.stdout.on('data', (chunk) => (text += String(chunk)))
    const [code] = (await once(child, 'exit')) as [number | null]
    clearInterval(watch)
    const seconds = (performance.now() - begun) / 1000
    if (code !== 0) throw new Error(`import: exit ${code}: ${text.slice(0, 500)}`)
    const { findings, subjects } = JSON.parse(text) as Report
    const taken = findings.taken + subjects.taken
    columns([
      ['records', 'seconds', 'records/s', 'peak RSS, MB'],
      [String(taken), figure(seconds), figure(taken / seconds), figure(peak)],
    ])
    goal(`peak memory ≤ 300 MB: ${figure(peak)} MB`, peak <= 300)
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

type Report = {
  readonly findings: { readonly taken: number }
  readonly subjects: { readonly taken: number }
}

function withoutServer(data: string): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, BIHUAN_DATA: data }
  delete env.DATABASE_URL
  return env
}
