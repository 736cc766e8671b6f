/**
 * A ledger of 100,000 rows × 20 columns in by the door that its users take: uploaded, read into a
 * draft, agreed to, taken over; beside the same findings by COPY into a table with the same indexes,
 * with a journal row for each in one statement. Each way in a process of its own.
 * `node bench/spreadsheet.ts`; BIHUAN_BENCH_SPREADSHEET sets the rows.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished, pipeline } from 'node:stream/promises'
import type { Actor } from '#kernel/index.ts'
import type { Product } from '#app/index.ts'
import type { WrittenColumn, WrittenRow } from '#sheets/index.ts'

const ROWS = Number(process.env.BIHUAN_BENCH_SPREADSHEET ?? 100_000)
const BATCH = 500
/** Enterprises of the archive that the rows name, some of them by a short name. */
const ENTERPRISES = 300

const TITLES =
  '编号 存在问题 隐患级别 行业领域 地区 企业名称 责任单位 责任人 行业监管部门 属地 包联领导 检查日期 检查人 ' +
  '整改期限 整改措施 资金 预案 整改情况 状态 备注'
const DAYS = new Set(['检查日期', '整改期限'])
const COLUMNS: readonly WrittenColumn[] = TITLES.split(' ').map((title) => ({
  title,
  width: 16,
  kind: DAYS.has(title) ? 'day' : 'text',
}))

type Told = {
  readonly seconds: number
  readonly stages: Readonly<Record<string, number>>
  readonly cpu: number
  readonly postgres: number
  /** Megabytes at the most, and before the work began. */
  readonly peak: number
  readonly start: number
}

const [way, data, file] = process.argv.slice(2)
if (way === undefined) await bench()
else await asked(way, data!, file!)

async function bench(): Promise<void> {
  const { startServer } = await import('./support/product.ts')
  const { columns, figure, goal, heading } = await import('./support/report.ts')
  const folder = mkdtempSync(join(tmpdir(), 'bihuan-bench-spreadsheet-'))
  try {
    heading(`import of ${ROWS.toLocaleString('en')} rows × ${COLUMNS.length} columns as a draft`)
    const store = join(folder, 'data')
    await (await startServer(store)).stop()
    const sheet = join(folder, 'ledger.xlsx')
    await writeSheet(sheet)
    const told = {
      draft: await inChild('draft', store, sheet),
      copy: await inChild('copy', store, ''),
    }
    columns([
      ['way', 'seconds', 'CPU s', 'PostgreSQL CPU s', 'peak RSS, MB', 'at start'],
      ...Object.entries(told).map(([name, { seconds, cpu, postgres, peak, start }]) => [
        name,
        ...[seconds, cpu, postgres, peak, start].map(figure),
      ]),
    ])
    for (const [name, { stages }] of Object.entries(told)) {
      const said = Object.entries(stages).map(([stage, seconds]) => `${stage} ${figure(seconds)} s`)
      process.stdout.write(`  ${name}: ${said.join(', ')}\n`)
    }
    process.stdout.write(`  file ${figure(statSync(sheet).size / 1e6)} MB\n`)
    const share = told.draft.seconds / told.copy.seconds
    goal(`≤ 3 × COPY plus set-based journal: ${figure(share)} ×`, share <= 3)
    goal(`peak memory ≤ 300 MB: ${figure(told.draft.peak)} MB`, told.draft.peak <= 300)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function inChild(kind: string, store: string, sheet: string): Promise<Told> {
  const env: NodeJS.ProcessEnv = { ...process.env }
  delete env.DATABASE_URL
  const child = spawn(process.execPath, [import.meta.filename, kind, store, sheet], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  })
  let text = ''
  child.stdout.on('data', (piece) => (text += String(piece)))
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`${kind}: exit ${code}`)
  return JSON.parse(text) as Told
}

async function asked(kind: string, store: string, sheet: string): Promise<void> {
  const { openProduct } = await import('#app/index.ts')
  const { cpuOfServer, postmasterOf } = await import('./support/processes.ts')
  const product = await openProduct({ purpose: 'command', dataDir: store })
  const postmaster = await postmasterOf(product.store.url)
  const work = kind === 'draft' ? await draft(product, sheet) : await copy(product)
  const start = process.memoryUsage().rss / 1e6
  const before = { own: process.cpuUsage(), server: cpuOfServer(postmaster) }
  const begun = performance.now()
  const stages = await work()
  const seconds = (performance.now() - begun) / 1000
  const { user, system } = process.cpuUsage(before.own)
  const postgres = (cpuOfServer(postmaster) - before.server) / 1000
  const peak = process.resourceUsage().maxRSS / 1000
  const cpu = (user + system) / 1e6
  await product.close()
  process.stdout.write(
    JSON.stringify({ seconds, stages, cpu, postgres, peak, start } satisfies Told),
  )
  process.exit(0)
}

type Work = () => Promise<Record<string, number>>

/** The clerk of the demonstration's county, and the archive that the rows name. */
async function draft(product: Product, sheet: string): Promise<Work> {
  const { actor } = await clerkOf(product)
  const { bringList, importFolder } = await import('#imports/index.ts')
  const { runner, dataDir, db } = product
  await db.owner.query(
    `insert into subject (jur, id, revision, owner_org, demo, salts, kind, name, sector, registered_at)
     select $1, gen_random_uuid(), 1, $2, true, '{}', 'enterprise', '第' || n || '机械制造有限公司（演示）',
        'industry_trade', now() from generate_series(1, $3::integer) n`,
    [actor.scope.from, actor.org, ENTERPRISES],
  )
  const ends = new Map<string, number>()
  const came = { name: 'ledger.xlsx', stream: () => createReadStream(sheet) }
  return async () => {
    const begun = performance.now()
    const progress = (stage: string) => void ends.set(stage, (performance.now() - begun) / 1000)
    const ground = { runner, folder: importFolder(dataDir) }
    const options = { agreed: true, keepCodesBecause: null }
    const { outcomes } = await bringList(ground, actor, 'findings', { ...came, progress }, options)
    if (outcomes?.taken !== ROWS) throw new Error(`taken over: ${JSON.stringify(outcomes)}`)
    let last = 0
    const stages: Record<string, number> = {}
    for (const [stage, end] of ends) {
      stages[stage] = end - last
      last = end
    }
    return stages
  }
}

/** What the same findings cost PostgreSQL alone: COPY, and one journal row each in one statement. */
async function copy({ db, dataDir }: Product): Promise<Work> {
  const { from: copyFrom, to: copyTo } = await import('pg-copy-streams')
  const path = join(dataDir, 'rows.csv')
  const client = await db.owner.connect()
  await client.query('create table floor_finding (like finding including all)')
  await client.query('create table floor_pending (like journal_pending including all)')
  const listed = await client.query<{ names: string }>(
    `select string_agg(attname::text, ', ') as names from pg_attribute where attnum > 0
        and attrelid = 'finding'::regclass and not attisdropped and attgenerated = ''`,
  )
  const names = listed.rows[0]!.names
  const out = client.query(
    copyTo(`copy (select ${names} from finding where taken_over) to stdout (format csv)`),
  )
  await pipeline(out, createWriteStream(path))
  return async () => {
    const begun = performance.now()
    const into = client.query(copyFrom(`copy floor_finding (${names}) from stdin (format csv)`))
    await pipeline(createReadStream(path), into)
    const copied = (performance.now() - begun) / 1000
    const { rowCount } = await client.query(
      `insert into floor_pending (act_id, jur, subject_kind, subject_id, act, at, leaf)
       select id, jur, 'finding', id::text, 'finding.take_over', now(),
          sha256(convert_to(row_to_json(f)::text, 'UTF8')) || convert_to(row_to_json(f)::text, 'UTF8')
         from floor_finding f`,
    )
    if (rowCount !== ROWS) throw new Error(`copied: ${rowCount}`)
    client.release()
    return { copy: copied, journal: (performance.now() - begun) / 1000 - copied }
  }
}

async function clerkOf({ db }: Product): Promise<{ actor: Actor }> {
  const { firstRow, scopeOf } = await import('#kernel/index.ts')
  const held = await firstRow<{
    account: string
    person: string
    post: string
    org: string
    place: string
  }>(
    db.owner,
    `select a.id as account, h.person_id as person, p.id as post, p.org_id as org, p.place
       from login_name l join account a on a.id = l.account_id
       join holding h on h.person_id = a.person_id join post p on p.id = h.post_id
      where l.login = 'qy.anwei'`,
  )
  const { place, ...ids } = held!
  const role = 'committee_clerk'
  return { actor: { ...ids, role, scope: scopeOf(place), onBehalfOf: null, demo: true } }
}

async function writeSheet(path: string): Promise<void> {
  const { writeXlsx } = await import('#sheets/index.ts')
  const out = createWriteStream(path)
  const sheet = { name: '台账', title: '隐患台账（演示）', columns: COLUMNS, paper: 'A3' as const }
  await writeXlsx(out, sheet, batches(), async () => '填报单位：演示')
  out.end()
  await finished(out)
}

async function* batches(): AsyncGenerator<readonly WrittenRow[]> {
  for (let nth = 0; nth < ROWS; nth += BATCH) {
    yield Array.from({ length: Math.min(BATCH, ROWS - nth) }, (_, at) => rowOf(nth + at))
  }
}

/** An invented row; one in ten names its enterprise in short, one in twenty a body that is not there. */
function rowOf(nth: number): WrittenRow {
  const enterprise = `第${1 + (nth % ENTERPRISES)}机械制造`
  const day = (more: number) =>
    new Date(Date.UTC(2025, 0, 1 + (nth % 300) + more)).toISOString().slice(0, 10)
  return [
    `旧编${nth}`,
    `第${nth}处：车间配电箱未设漏电保护，安全出口被杂物堵塞，应立即整改。`,
    nth % 50 === 0 ? '重大' : '一般',
    '工贸',
    null,
    nth % 10 === 0 ? enterprise : `${enterprise}有限公司（演示）`,
    nth % 20 === 0 ? '某单位' : '青杨县应急局',
    `负责人${nth % 97}（演示）`,
    '青杨县应急局',
    '青杨镇政府',
    '分管领导（演示）',
    day(0),
    `检查组${nth % 7}（演示）`,
    day(30),
    '更换配电箱，清理安全出口，组织培训。',
    `${(nth % 90) + 1}.5万元`,
    '现场处置方案已修订。',
    nth % 3 === 0 ? '已整改' : '整改中',
    '否',
    nth % 5 === 0 ? '台账移交（演示）' : null,
  ]
}
