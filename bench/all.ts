/** `npm run bench`: every bench in turn, each in a process of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const BENCHES = [
  'start',
  'act',
  'journal',
  'ledger',
  'figures',
  'import',
  'spreadsheet',
  'export',
  'draw',
  'size',
] as const

const wanted = process.argv.slice(2)
const begun = performance.now()
let failed = 0
for (const name of BENCHES) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const child = spawn(process.execPath, [join(import.meta.dirname, `${name}.ts`)], {
    stdio: 'inherit',
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code === 0) continue
  failed += 1
  process.stdout.write(`  ${name} ended with ${code}\n`)
}
process.stdout.write(`\n${Math.round((performance.now() - begun) / 1000)} s in all\n`)
process.exitCode = failed === 0 ? 0 : 1
