import { readFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import type { Result } from './contest.ts'

/** What the figures were taken on; every bench prints it, for a figure without it says little. */
export function machine(): string {
  const all = cpus()
  const load = loadavg().map((one) => one.toFixed(1))
  const memory = Math.round(totalmem() / 1024 ** 3)
  return (
    `machine: ${all.length} cores ${all[0]?.model ?? ''}, ${memory} GiB, Node ${process.versions.node}, ` +
    `load ${load.join(' ')}${limited()}, ${new Date().toISOString().slice(0, 16)}Z`
  )
}

function limited(): string {
  try {
    const [quota, period] = readFileSync('/sys/fs/cgroup/cpu.max', 'utf8').trim().split(' ')
    return quota === 'max' ? '' : `, limited to ${Number(quota) / Number(period)} cores`
  } catch {
    return ''
  }
}

/** Prints the heading of one bench. */
export function heading(text: string): void {
  process.stdout.write(`\n## ${text}\n${machine()}\n`)
}

/** Prints one line. */
export function line(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** A figure in as many digits as say something. */
export function figure(value: number): string {
  if (Number.isNaN(value)) return '–'
  if (value >= 100) return Math.round(value).toLocaleString('en')
  return value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

/** Prints results side by side; shares are of the rate of the result named `against`. */
export function table(results: readonly Result[], against?: string): void {
  const base = results.find((result) => result.name === against)
  const rows = results.map((result) => [
    result.name,
    `${figure(result.rate)}/s`,
    `${figure(result.slowest)}–${figure(result.fastest)}`,
    figure(result.p50),
    figure(result.p99),
    figure(result.server),
    figure(result.postgres),
    base ? `${Math.round((result.rate / base.rate) * 100)} %` : '',
  ])
  const head = ['', 'median', 'rounds', 'p50 ms', 'p99 ms', 'CPU ms', 'PG CPU ms', 'of floor']
  columns([base ? head : head.slice(0, -1), ...rows])
}

/** Prints rows of text with their columns under one another, the first to the left. */
export function columns(rows: readonly (readonly string[])[]): void {
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => wide(row[at] ?? ''))))
  for (const row of rows) {
    const cells = widths.map((width, at) => {
      const text = row[at] ?? ''
      const pad = ' '.repeat(width - wide(text))
      return at === 0 ? text + pad : pad + text
    })
    line(`  ${cells.join('  ').trimEnd()}`)
  }
}

function wide(text: string): number {
  return [...text].length
}

/** Prints a goal and whether today's figure meets it. Nothing fails: figures are read by people. */
export function goal(text: string, met: boolean): void {
  line(`  ${met ? 'met    ' : 'NOT MET'}  ${text}`)
}
