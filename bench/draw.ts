/**
 * A draw of 1,000 from 1,000,000 beside the bare loop of node:crypto that hashes the labels, the
 * whole way from file to file, and the foreign checker in Python on the published file.
 * `node bench/draw.ts`
 */
import { spawnSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runText, verifyText } from '#draws/index.ts'
import { select } from '../src/draws/selection.ts'
import { Chance } from '../src/draws/positions.ts'
import { trialFile, trialFrame } from '../src/draws/trial.ts'
import { figure, goal, heading, line } from './support/report.ts'

const UNITS = Number(process.env.BIHUAN_BENCH_ROWS ?? 1_000_000)
const DRAWN = Math.min(1000, UNITS)
const ROUNDS = 3

// Ids as long as credit codes, which is what such frames hold.
const units = trialFrame(UNITS).units.map((unit, index) => ({
  ...unit,
  id: `91980100MA${String(index).padStart(8, '0')}`,
}))
const frozen = trialFrame(1, { units, size: DRAWN, substitutes: 100 })
const key = 'ab'.repeat(32)

heading(`draw of ${DRAWN.toLocaleString('en-US')} from ${UNITS.toLocaleString('en-US')}`)
const loops: number[] = []
const draws: number[] = []
for (let round = 0; round < ROUNDS; round++) {
  loops.push(cpuSeconds(bareLoop))
  draws.push(cpuSeconds(() => select(new Chance(key, [], 'bench'), units, DRAWN, 100)))
}
const [loop, drawn] = [median(loops), median(draws)]
line(`bare hash loop of node:crypto ${figure(loop)} s of CPU`)
line(`draw ${figure(drawn)} s of CPU, ${figure(drawn / loop)} of the loop`)
goal('draw ≤ 1.5 × the bare hash loop', drawn <= 1.5 * loop)

const folder = mkdtempSync(join(tmpdir(), 'bihuan-bench-draw-'))
try {
  const file = trialFile(frozen, 'bench')
  let published: ReturnType<typeof runText> = ''
  const run = seconds(() => (published = runText(file)))
  if (typeof published !== 'string') throw new Error('the draw was refused')
  const text: string = published
  line(`file to file, ${figure(text.length / 1e6)} million characters: ${figure(run)} s`)
  let ok = false
  const verify = seconds(() => (ok = verifyText(text).ok))
  line(`verified again: ${figure(verify)} s, ${ok ? 'holds' : 'DOES NOT HOLD'}`)
  const path = join(folder, 'draw.json')
  writeFileSync(path, text)
  python(path, text)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** The foreign checker on the published file; it must print the same bytes. */
function python(path: string, text: string): void {
  const checker = join(import.meta.dirname, '../src/draws/foreign/verify.py')
  let printed = ''
  const took = seconds(() => {
    const answer = spawnSync('python3', [checker, path], { encoding: 'utf8', maxBuffer: 2 ** 30 })
    printed = answer.stdout ?? ''
  })
  if (printed === '') {
    line('foreign checker left out: no python3 on this machine')
    return
  }
  line(`foreign checker ${figure(took)} s, ${printed === text ? 'same bytes' : 'OTHER BYTES'}`)
  goal('foreign checker ≤ 10 s', took <= 10 && printed === text)
}

function bareLoop(): void {
  for (const { id } of units) createHmac('sha256', key).update(`order:${id}\u0001`).digest()
}

function seconds(work: () => unknown): number {
  const begun = performance.now()
  work()
  return (performance.now() - begun) / 1000
}

/** CPU of this process, which says more than the clock where others use the machine. */
function cpuSeconds(work: () => unknown): number {
  const begun = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1e6
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!
}
