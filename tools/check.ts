/**
 * `npm run check`: types, lint, format, unused code, shape, SQL, law and the web's budget, two at a
 * time. `node tools/check.ts sql shape` runs only the ones named. Exit code 0 if all are good, 1 if
 * one is not, 2 for an unknown name.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

type Step = {
  readonly name: string
  readonly command: readonly [program: string, ...rest: string[]]
  /** The step is left out, and said to be, until all of these exist. */
  readonly needs?: readonly string[]
}

const BIN = join(process.cwd(), 'node_modules', '.bin')
const AT_ONCE = 2
const FORMATTED = ['src', 'web', 'test', 'bench', 'tools']

/** Slowest first, so that the two lanes end together. */
const STEPS = [
  { name: 'types', command: ['tsc', '--noEmit', '-p', '.'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings', '--format=unix'] },
  { name: 'unused', command: ['knip', '--no-progress'] },
  { name: 'shape', command: ['node', 'tools/tidy.ts'] },
  { name: 'sql', command: ['node', 'tools/sql-lint.ts'] },
  {
    name: 'format',
    command: [
      'oxfmt',
      '--check',
      '--no-error-on-unmatched-pattern',
      ...FORMATTED.map((folder) => `${folder}/**/*.{ts,tsx,json}`),
      'seeds/**/*.ts',
      '!**/dist/**',
    ],
  },
  {
    name: 'law',
    command: ['node', 'src/app/main.ts', 'law', 'check'],
    needs: ['src/law/index.ts', 'src/app/main.ts', 'law'],
  },
  {
    name: 'web budget',
    command: ['node', 'web/budget.ts'],
    needs: ['web/budget.ts', 'web/dist'],
  },
] as const satisfies readonly Step[]

type Outcome = { readonly step: Step; readonly good: boolean; readonly output: string }

process.exitCode = await main(process.argv.slice(2))

async function main(wanted: readonly string[]): Promise<number> {
  const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name))
  if (unknown.length > 0) {
    console.error(`no such check: ${unknown.join(', ')}; there are ${names(STEPS)}`)
    return 2
  }
  const chosen: Step[] = STEPS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
  const outcomes = await runAll(chosen)
  for (const { step, output } of outcomes.filter(({ good }) => !good)) {
    console.log(`\n── ${step.name}: ${step.command.join(' ')}\n${output.trimEnd()}`)
  }
  const bad = outcomes.filter(({ good }) => !good).map(({ step }) => step)
  console.log(bad.length === 0 ? 'all good' : `\nnot good: ${names(bad)}`)
  return bad.length === 0 ? 0 : 1
}

function names(steps: readonly Step[]): string {
  return steps.map(({ name }) => name).join(', ')
}

async function runAll(steps: readonly Step[]): Promise<Outcome[]> {
  const waiting = [...steps]
  const outcomes: Outcome[] = []
  const lane = async (): Promise<void> => {
    for (let step = waiting.shift(); step; step = waiting.shift()) outcomes.push(await run(step))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return outcomes
}

async function run(step: Step): Promise<Outcome> {
  const missing = (step.needs ?? []).filter((path) => !existsSync(path))
  if (missing.length > 0) {
    console.log(`–  ${step.name.padEnd(12)} left out: no ${missing.join(', ')} yet`)
    return { step, good: true, output: '' }
  }
  const started = performance.now()
  const { code, output } = await execute(step.command)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${code === 0 ? '✓' : '✗'}  ${step.name.padEnd(12)} ${seconds.padStart(5)} s`)
  return { step, good: code === 0, output }
}

function execute([program, ...rest]: readonly [string, ...string[]]): Promise<{
  code: number
  output: string
}> {
  return new Promise((resolve) => {
    const path = program === 'node' ? process.execPath : join(BIN, program)
    const env = { ...process.env, PATH: `${BIN}:${process.env['PATH'] ?? ''}` }
    const child = spawn(path, rest, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    const parts: Buffer[] = []
    child.stdout.on('data', (part: Buffer) => parts.push(part))
    child.stderr.on('data', (part: Buffer) => parts.push(part))
    child.on('error', (error) => resolve({ code: 1, output: `${program}: ${error.message}` }))
    child.on('close', (code) =>
      resolve({ code: code ?? 1, output: Buffer.concat(parts).toString('utf8') }),
    )
  })
}
