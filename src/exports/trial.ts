/** What the tests of exports share: a county's ledger, the jobs that export it, and the file read. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rows, type Actor } from '#kernel/index.ts'
import { openJobs, type Jobs } from '#jobs/index.ts'
import { FINDINGS } from '../imports/findings-kind.ts'
import type { LedgerRow } from '../imports/findings-row.ts'
import { WorkbookReading } from '../imports/reading.ts'
import { registration, smallWorld, type World } from '../../test/world.ts'
import { exportWork } from './work.ts'
import type { ExportAsked } from './words.ts'

export const asked = (more: Partial<ExportAsked> = {}): ExportAsked => ({
  query: {},
  form: 'ledger.standard',
  columns: [],
  type: 'xlsx',
  purpose: '月度会商（演示）',
  ...more,
})

export type Ended = {
  readonly id: string
  readonly state: string
  readonly say: string
  readonly file_path: string | null
  readonly file_name: string | null
  readonly link: string | null
}

/** What a test runs on. */
export type Trial = {
  readonly world: World
  readonly jobs: Jobs
  /** What went wrong in a job; nothing should. */
  readonly faults: readonly unknown[]
  readonly clerk: Actor
  readonly other: Actor
  /** Asks, runs, and answers how the job ended. */
  readonly ran: (actor: Actor, more?: Partial<ExportAsked>) => Promise<Ended>
  readonly read: (path: string | null) => Promise<{ rows: LedgerRow[]; notes: string[] }>
  /** What is registered, made to look as if it had been worked on. */
  readonly register: Register
  readonly close: () => Promise<void>
}

type Register = (actor: Actor, more: object, set?: Record<string, unknown>) => Promise<string>

/** Opens a trial with a ledger of the county and one finding of another; close it after. */
export async function openTrial(): Promise<Trial> {
  const world = await smallWorld()
  const dataDir = mkdtempSync(join(tmpdir(), 'bihuan-exports-'))
  const faults: unknown[] = []
  const jobs = openJobs({
    runner: world.runner,
    dataDir,
    works: [exportWork as never],
    onFault: (error) => faults.push(error),
  })
  const clerk = world.actor('countyOffice', 'committee_clerk')
  const other = world.actor('otherOffice', 'committee_clerk')
  const register: Register = (...given) => registered(world, ...given)
  await enterLedger(world, register, { clerk, other })
  return {
    world,
    jobs,
    faults,
    clerk,
    other,
    async ran(actor, more = {}) {
      const { id } = await jobs.enqueue(actor, exportWork, asked(more))
      await jobs.drain()
      assert.deepEqual(faults, [])
      const [row] = await rows<Ended>(world.db.owner, 'select * from job where id = $1', [id])
      return row!
    },
    read: (path) => read(world, path),
    register,
    async close() {
      await world.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function read(
  world: World,
  path: string | null,
): Promise<{ rows: LedgerRow[]; notes: string[] }> {
  assert.ok(path)
  const ledger = new WorkbookReading(FINDINGS, {
    today: world.clock.today(),
    fileName: '导出.xlsx',
  })
  const found: LedgerRow[] = []
  for await (const row of ledger.rows(readFileSync(path))) found.push(row)
  const { problems } = ledger.report()
  return { rows: found, notes: problems.map(({ message }) => message) }
}

async function registered(
  world: World,
  actor: Actor,
  more: object,
  set: Record<string, unknown> = {},
): Promise<string> {
  const made = await world.act(
    world.commands.register as never,
    { body: registration(more) },
    actor,
  )
  assert.ok('done' in made)
  const { id } = made.done as { id: string }
  for (const [column, value] of Object.entries(set)) {
    await world.db.owner.query(`update finding set ${column} = $2 where id = $1`, [id, value])
  }
  return id
}

const HOSTILE = ['=1+1', '+86 10', '-2+3', '@SUM(A1)', "'=1", '引号"逗号,换行\n第二行', '<b>&amp;']

async function enterLedger(
  world: World,
  register: Register,
  { clerk, other }: { clerk: Actor; other: Actor },
): Promise<void> {
  for (const [nth, text] of HOSTILE.entries()) {
    await register(clerk, { text, title: `第${nth}条`, foundOn: '2026-03-01' })
  }
  const { countyBureau, plant, township } = world.orgs
  await register(
    clerk,
    { grade: 'major', majorClause: '第一条', sector: 'chemicals', text: '重大隐患一处' },
    {
      rectifier_org: plant,
      rectifier_name: '周某（演示）',
      sector_org: countyBureau,
      territory_org: township,
      rechecker_org: countyBureau,
      sponsor_name: '吴某（演示）',
      due_on: '2026-03-31',
      measures: '停用并更换',
      responsibility: '设备科负责',
      funds_amount: '3.60',
      funds_unit: '万元',
      time_limit: '2026-03-30',
      contingency: '已备专项预案',
      reported_at: '2026-03-20T17:30:00Z',
      rechecked_at: '2026-03-22T01:00:00Z',
      ended_at: '2026-03-23T01:00:00Z',
      state: 'struck_off',
      ended: true,
    },
  )
  await register(
    clerk,
    { text: '以元计的资金' },
    { funds_amount: '1250.00', funds_unit: '元', state: 'passed' },
  )
  await register(other, {
    place: '980122',
    text: '外县的问题',
    subjectName: '平岗石料公司（演示）',
  })
  await world.journal.sequencer.drain()
}
