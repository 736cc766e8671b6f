/**
 * 100,000 rows of 20 columns out as a workbook: time, CPU and peak memory of our writer beside
 * exceljs and hucre streaming the same rows, each in a process of its own, turn by turn; then the
 * whole export from the ledger, entered in the journal. `node bench/export.ts`;
 * BIHUAN_BENCH_EXPORT sets the rows, BIHUAN_BENCH_EXPORT_ROUNDS the rounds.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { formFields } from '#law/words.ts'
import type { WrittenColumn, WrittenRow } from '#sheets/index.ts'

const ROWS = Number(process.env.BIHUAN_BENCH_EXPORT ?? 100_000)
const ROUNDS = Number(process.env.BIHUAN_BENCH_EXPORT_ROUNDS ?? 3)
const BATCH = 500

// Each way loads only what it needs, so that a process's peak is its own.
/** Fourteen columns of texts, four of days, two of numbers. */
const COLUMNS: readonly WrittenColumn[] = Array.from({ length: 20 }, (_, at) => ({
  title: `第${at + 1}列`,
  width: 16,
  kind: at < 14 ? 'text' : at < 18 ? 'day' : 'number',
}))

type Told = {
  readonly seconds: number
  readonly cpu: number
  /** Megabytes: at the most, and before the work began. */
  readonly peak: number
  readonly start: number
}

const [way, path] = process.argv.slice(2)
if (way === undefined) await bench()
else await asked(way, path!)

async function bench(): Promise<void> {
  const { median } = await import('./support/contest.ts')
  const { figure, goal, heading, columns } = await import('./support/report.ts')
  const folder = mkdtempSync(join(tmpdir(), 'bihuan-bench-export-'))
  try {
    heading(`${ROWS.toLocaleString('en')} rows × ${COLUMNS.length} columns as .xlsx`)
    const ways = ['ours', 'exceljs', 'hucre'] as const
    const told: Record<string, Told[]> = { ours: [], exceljs: [], hucre: [] }
    const sizes = new Map<string, number>()
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const each of ways) {
        const file = join(folder, `${each}.xlsx`)
        told[each]!.push(await inChild(each, file))
        sizes.set(each, statSync(file).size / 1e6)
      }
    }
    const summary = (name: string): string[] => {
      const each = told[name]!
      const seconds = each.map((one) => one.seconds)
      return [
        name,
        figure(median(seconds)),
        `${figure(Math.min(...seconds))}–${figure(Math.max(...seconds))}`,
        figure(median(each.map(({ cpu }) => cpu))),
        figure(Math.max(...each.map(({ peak }) => peak))),
        figure(median(each.map(({ start }) => start))),
        figure(sizes.get(name)!),
      ]
    }
    const lines = ways.map(summary)
    columns([
      ['writer', 'seconds', 'rounds', 'CPU s', 'peak RSS, MB', 'at start', 'file, MB'],
      ...lines,
    ])
    const time = (each: string) => median(told[each]!.map(({ seconds }) => seconds))
    const share = time('ours') / time('exceljs')
    const peak = Math.max(...told.ours!.map((one) => one.peak))
    goal(`≤ 0.7 × exceljs streaming: ${figure(share)} ×`, share <= 0.7)
    goal(`peak memory ≤ 150 MB: ${figure(peak)} MB`, peak <= 150)
    await whole(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The export as its users have it: read under row-level security, written, entered. */
async function whole(folder: string): Promise<void> {
  const { startServer } = await import('./support/product.ts')
  const { figure, heading, columns } = await import('./support/report.ts')
  heading(`the ledger's own export of ${ROWS.toLocaleString('en')} findings, 20 columns`)
  const data = join(folder, 'data')
  await (await startServer(data)).stop()
  const told = await inChild('ledger', data)
  columns([
    ['', 'seconds', 'CPU s (without PostgreSQL)', 'peak RSS, MB', 'at start'],
    [
      'reading, writing, entry',
      figure(told.seconds),
      figure(told.cpu),
      figure(told.peak),
      figure(told.start),
    ],
  ])
}

async function inChild(kind: string, where: string): Promise<Told> {
  const child = spawn(process.execPath, [import.meta.filename, kind, where], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: withoutServer(),
  })
  let text = ''
  child.stdout.on('data', (piece) => (text += String(piece)))
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`${kind}: exit ${code}`)
  return JSON.parse(text) as Told
}

function withoutServer(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env }
  delete env.DATABASE_URL
  return env
}

async function asked(kind: string, where: string): Promise<void> {
  const work = { ours, exceljs, hucre, ledger }[kind]
  if (!work) throw new Error(`no way ${kind}`)
  const run = await work(where)
  const start = process.memoryUsage().rss / 1e6
  const before = process.cpuUsage()
  const begun = performance.now()
  await run()
  const seconds = (performance.now() - begun) / 1000
  const { user, system } = process.cpuUsage(before)
  const peak = process.resourceUsage().maxRSS / 1000
  process.stdout.write(JSON.stringify({ seconds, cpu: (user + system) / 1e6, peak, start }))
  process.exit(0)
}

type Run = () => Promise<unknown>

async function ours(file: string): Promise<Run> {
  const { writeXlsx } = await import('#sheets/index.ts')
  return async () => {
    const out = createWriteStream(file)
    const sheet = { name: '台账', title: '台账', columns: COLUMNS, paper: 'A3' as const }
    await writeXlsx(out, sheet, batches(), async () => '说明')
    out.end()
    await finished(out)
  }
}

async function exceljs(file: string): Promise<Run> {
  const { default: ExcelJS } = await import('exceljs')
  return async () => {
    const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: file, useStyles: true })
    const sheet = book.addWorksheet('台账')
    sheet.columns = COLUMNS.map(({ title, kind }) => ({
      header: title,
      width: 16,
      ...(kind === 'day' ? { style: { numFmt: 'yyyy-mm-dd' } } : {}),
    }))
    for await (const batch of batches()) {
      for (const row of batch) sheet.addRow(row.map(valueOf)).commit()
    }
    await book.commit()
  }
}

async function hucre(file: string): Promise<Run> {
  const { writeXlsxStream } = await import('hucre/xlsx')
  return async () => {
    const options = {
      name: '台账',
      columns: COLUMNS.map(({ title, kind }) => ({
        header: title,
        width: 16,
        ...(kind === 'day' ? { numFmt: 'yyyy-mm-dd' } : {}),
      })),
    }
    const values = async function* () {
      for await (const batch of batches()) for (const row of batch) yield row.map(valueOf)
    }
    const out = createWriteStream(file)
    await writeXlsxStream(values(), options).pipeTo(Writable.toWeb(out))
  }
}

/** What the other writers take: numbers and dates as such. */
function valueOf(value: string | null, at: number): string | number | Date | null {
  if (value === null) return null
  const { kind } = COLUMNS[at]!
  if (kind === 'number') return Number(value)
  return kind === 'day' ? new Date(`${value}T00:00:00Z`) : value
}

/** Invented rows; no text is the same in two of them. */
async function* batches(): AsyncGenerator<readonly WrittenRow[]> {
  for (let nth = 0; nth < ROWS; nth += BATCH) {
    yield Array.from({ length: Math.min(BATCH, ROWS - nth) }, (_, at) => rowOf(nth + at))
  }
}

function rowOf(nth: number): WrittenRow {
  return COLUMNS.map(({ kind }, at) => {
    if (kind === 'number') return ((nth * 37 + at) / 100).toFixed(2)
    if (kind === 'text') return `第${nth}条第${at}项：车间配电箱未设漏电保护，应立即整改`
    const day = new Date(Date.UTC(2026, 0, 1 + ((nth + at) % 300)))
    return day.toISOString().slice(0, 10)
  })
}

/** Makes the demonstration's findings as many as are wanted, and exports all of them. */
async function ledger(dataDir: string): Promise<Run> {
  const { newId, rows, scopeOf } = await import('#kernel/index.ts')
  const { openProduct, WORKS } = await import('#app/index.ts')
  const { openJobs } = await import('#jobs/index.ts')
  const { exportWork } = await import('#exports/index.ts')
  const product = await openProduct({ purpose: 'command', dataDir })
  const { db, runner } = product
  const [one] = await rows<{ id: string; owner_org: string }>(
    db.owner,
    `select id, owner_org from finding where measures is not null limit 1`,
  )
  const listed = await rows<{ name: string }>(
    db.owner,
    `select attname::text as name from pg_attribute
      where attrelid = 'finding'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
  )
  const names = listed.map(({ name }) => name)
  const taken = names.map((name) => {
    if (name === 'id') return 'gen_random_uuid()'
    return name === 'number' ? `f.number || '-' || n` : `f.${name}`
  })
  await db.owner.query(
    `insert into finding (${names.join(', ')}) select ${taken.join(', ')}
       from finding f, generate_series(1, ${ROWS}) n where f.id = $1`,
    [one!.id],
  )
  await db.owner.query('analyze finding')
  const onFault = (error: unknown) => {
    throw error
  }
  const jobs = openJobs({ runner, dataDir, works: WORKS, onFault })
  const actor = {
    account: newId(),
    person: newId(),
    post: newId(),
    org: one!.owner_org,
    role: 'committee_clerk',
    scope: scopeOf('0'),
    onBehalfOf: null,
    demo: true,
  }
  const wanted = { query: {}, form: 'own', columns: formFields.slice(0, 20), type: 'xlsx' } as const
  await jobs.enqueue(actor, exportWork, {
    ...wanted,
    columns: [...wanted.columns],
    purpose: 'bench',
  })
  return async () => {
    await jobs.drain()
    const [job] = await rows<{ state: string; say: string }>(db.owner, 'select state, say from job')
    if (job?.state !== 'done') throw new Error(job?.say)
  }
}
