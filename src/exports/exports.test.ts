import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import { isRefusal, perform, rows, type Actor } from '#kernel/index.ts'
import { openJobs, type JobRun, type Jobs } from '#jobs/index.ts'
import { cleanText } from '#sheets/index.ts'
import { FINDINGS } from '../imports/findings-kind.ts'
import type { LedgerRow } from '../imports/findings-row.ts'
import { WorkbookReading } from '../imports/reading.ts'
import { registration, smallWorld, type World } from '../../test/world.ts'
import { exportFindings } from './commands.ts'
import { bodyOf } from './forms.ts'
import { exportWork } from './work.ts'
import type { ExportAsked } from './words.ts'

const world: World = await smallWorld()
const dataDir = mkdtempSync(join(tmpdir(), 'bihuan-exports-'))
const faults: unknown[] = []
const jobs: Jobs = openJobs({
  runner: world.runner,
  dataDir,
  works: [exportWork as never],
  onFault: (error) => faults.push(error),
})
after(async () => {
  await world.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const clerk = world.actor('countyOffice', 'committee_clerk')
const other = world.actor('otherOffice', 'committee_clerk')
const asked = (more: Partial<ExportAsked> = {}): ExportAsked => ({
  query: {},
  form: 'ledger.standard',
  columns: [],
  type: 'xlsx',
  purpose: '月度会商（演示）',
  ...more,
})

type Ended = {
  readonly id: string
  readonly state: string
  readonly say: string
  readonly file_path: string | null
  readonly file_name: string | null
  readonly link: string | null
}

/** Asks, runs, and answers how the job ended. */
async function ran(actor: Actor, more: Partial<ExportAsked> = {}): Promise<Ended> {
  const { id } = await jobs.enqueue(actor, exportWork, asked(more))
  await jobs.drain()
  assert.deepEqual(faults, [])
  const [row] = await rows<Ended>(world.db.owner, 'select * from job where id = $1', [id])
  return row!
}

async function read(path: string | null): Promise<{ rows: LedgerRow[]; notes: string[] }> {
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

/** What is registered, made to look as if it had been worked on. */
async function register(actor: Actor, more: object, set: Record<string, unknown> = {}) {
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

before(async () => {
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
})

describe('an export of the ledger', () => {
  it('gives every row of the filter in the standard form, and each value reads as it stands', async () => {
    const job = await ran(clerk)
    assert.equal(job.state, 'done')
    assert.match(job.say, /^已导出 9 条，导出已存证。$/)
    assert.match(job.file_name!, /^青杨县安委办问题隐患台账2026-03-02\.xlsx$/)
    const file = await read(job.file_path)
    const kept = await rows<Record<string, string | null>>(
      world.db.owner,
      `select f.*, (f.reported_at at time zone 'Asia/Shanghai')::date as corrected_on,
              (f.rechecked_at at time zone 'Asia/Shanghai')::date as rechecked_on,
              r.name as rectifier, s.name as sector_body, t.name as territory, c.name as rechecker
         from finding f left join organization r on r.id = f.rectifier_org
         left join organization s on s.id = f.sector_org
         left join organization t on t.id = f.territory_org
         left join organization c on c.id = f.rechecker_org
        where f.jur like '980121%' order by f.ended, f.next_due_on, f.id`,
    )
    assert.equal(file.rows.length, kept.length)
    for (const [at, row] of file.rows.entries()) {
      const one = kept[at]!
      const said = (text: string | null | undefined) => (text ? cleanText(text) : undefined)
      const { texts } = row
      assert.equal(texts.number, one.number)
      assert.equal(texts.text, said(one.body))
      assert.equal(texts.subjectName, one.subject_name)
      assert.equal(texts.foundBy, one.found_by)
      assert.equal(texts.rectifier, said(one.rectifier))
      assert.equal(texts.rectifierName, said(one.rectifier_name))
      assert.equal(texts.sectorParty, said(one.sector_body))
      assert.equal(texts.territory, said(one.territory))
      assert.equal(texts.rechecker, said(one.rechecker))
      assert.equal(texts.sponsor, said(one.sponsor_name))
      assert.equal(texts.measures, said(one.measures))
      assert.equal(texts.responsibility, said(one.responsibility))
      assert.equal(texts.contingency, said(one.contingency))
      assert.deepEqual(
        [row.grade, row.sector, row.foundOn, row.dueOn, row.correctedOn, row.recheckedOn],
        [one.grade, one.sector, one.found_on, one.due_on, one.corrected_on, one.rechecked_on],
      )
      assert.equal(row.closed, one.state === 'struck_off')
      assert.deepEqual(
        row.funds && [Number(row.funds.amount), row.funds.unit],
        one.funds_amount && [Number(one.funds_amount), one.funds_unit],
      )
    }
  })

  it('gives the same rows as CSV', async () => {
    const [sheet, csv] = [await ran(clerk), await ran(clerk, { type: 'csv' })]
    const [one, two] = [await read(sheet.file_path), await read(csv.file_path)]
    const said = ({ texts: { fundsAmount: _, ...texts }, foundOn, dueOn, funds }: LedgerRow) => [
      texts,
      foundOn,
      dueOn,
      funds && [Number(funds.amount), funds.unit],
    ]
    assert.deepEqual(two.rows.map(said), one.rows.map(said))
    assert.match(readFileSync(csv.file_path!, 'utf8'), /,'=1\+1,/)
  })

  it('says on the sheet whose it is, under the entry that was made before', async () => {
    const job = await ran(clerk, { query: { grade: 'major' } })
    await world.journal.sequencer.drain()
    const [entry] = await rows<{ act_id: string; leaf: Buffer }>(
      world.db.owner,
      `select act_id, leaf from journal_entry where act = 'finding.export' order by idx desc limit 1`,
    )
    const said = JSON.parse(entry!.leaf.toString()) as {
      effects: { set: Record<string, unknown> }[]
    }
    const { set } = said.effects[0]!
    assert.deepEqual([set.form, set.type, set.count], ['ledger.standard', 'xlsx', 1])
    assert.deepEqual(set.filter, { grade: 'major' })
    assert.equal((set.columns as string[]).length, 25)
    assert.notEqual(set.purpose, '月度会商（演示）')
    const [kept] = await rows<{ purpose: string; owner_org: string }>(
      world.db.owner,
      'select purpose, owner_org from finding_export order by at desc, id desc limit 1',
    )
    assert.deepEqual(kept, { purpose: '月度会商（演示）', owner_org: clerk.org })
    const { hold } = await import('../sheets/trial.ts')
    const [sheet] = (await hold(readFileSync(job.file_path!))).sheets
    assert.match(
      sheet!.rows[1]!.cells[0]!.text,
      new RegExp(`导出单位 青杨县安委办　.*共 1 条　存证号 ${entry!.act_id}$`),
    )
    assert.equal(job.link, '/findings?grade=major')
  })

  it('takes columns of one’s own, in the order given', async () => {
    const job = await ran(clerk, { form: 'own', columns: ['number', 'fundsAmount', 'status'] })
    const { hold } = await import('../sheets/trial.ts')
    const [sheet] = (await hold(readFileSync(job.file_path!))).sheets
    assert.deepEqual(
      sheet!.rows[2]!.cells.map(({ text }) => text),
      ['编号', '整改资金（万元）', '状态'],
    )
    assert.ok(sheet!.rows.some(({ cells }) => cells.some(({ text }) => text === '1250.00元')))
    assert.ok(sheet!.rows.some(({ cells }) => cells.at(-1)!.text === '已整改（待销号）'))
  })

  it('leaves personal columns out for whoever only reads, and says so', async () => {
    const reader = world.actor('countyOffice', 'reader')
    const job = await ran(reader)
    assert.match(job.say, /已略去：检查人、责任人、包联领导。/)
    const file = await read(job.file_path)
    assert.ok(file.rows.every(({ texts }) => texts.rectifierName === undefined))
  })

  it('ends with a sentence where the filter meets nothing or the role reads no ledger', async () => {
    const empty = await ran(clerk, { query: { place: '980122' } })
    assert.deepEqual([empty.state, empty.say], ['failed', '筛选后没有记录，无可导出。'])
    assert.equal(empty.file_path, null)
    const admin = await ran({ ...clerk, role: 'system_admin' })
    assert.deepEqual([admin.state, admin.say], ['failed', '导出台账应由可查阅台账的岗位办理。'])
  })

  it('never gives another county’s rows, and to a party only its own', async () => {
    const theirs = await read((await ran(other)).file_path)
    assert.deepEqual(
      theirs.rows.map(({ texts }) => texts.text),
      ['外县的问题'],
    )
    const officer = world.actor('plant', 'safety_officer')
    assert.equal((await ran(officer)).say, '筛选后没有记录，无可导出。')
    await world.db.owner.query(`update finding set party_id = $1 where body = '重大隐患一处'`, [
      world.orgs.plant,
    ])
    const own = await ran(officer)
    assert.deepEqual(
      (await read(own.file_path)).rows.map(({ texts }) => texts.text),
      ['重大隐患一处'],
    )
    const [entry] = await rows<{ party_id: string; jur: string }>(
      world.db.owner,
      'select party_id, jur from finding_export order by at desc, id desc limit 1',
    )
    assert.deepEqual(entry, { party_id: world.orgs.plant, jur: '980121001' })
  })

  it('keeps who told of a hazard from other offices', async () => {
    await register(clerk, { origin: 'tipoff', sourceNote: '王某（演示）来电', text: '来电反映' })
    const city = world.actor('cityOffice', 'committee_clerk')
    const given = { form: 'own', columns: ['sourceNote'], query: { origin: 'tipoff' } } as const
    const note = async (actor: Actor) => {
      const { hold } = await import('../sheets/trial.ts')
      const job = await ran(actor, { ...given, columns: [...given.columns] })
      return (await hold(readFileSync(job.file_path!))).sheets[0]!.rows[3]!.cells[0]!.text
    }
    assert.equal(await note(clerk), '王某（演示）来电')
    assert.equal(await note(city), '（举报来源，保密）')
  })
})

describe('a large export', () => {
  before(async () => {
    await world.db.owner.query(
      `insert into finding select jur, gen_random_uuid(), revision, owner_org, party_id, demo, salts,
          number || '-' || n, state, ended, grade, major_clause, origin, source_note, sector,
          subject_id, subject_name, title, body, found_on, found_by, registered_at, registered_org,
          registered_person, rectifier_org, rectifier_name, sector_org, sector_name, territory_org,
          territory_name, rechecker_org, rechecker_name, sponsor_name, needs_time, measures,
          responsibility, funds_amount, funds_unit, time_limit, contingency, planned,
          handed_over_at, received_at, reported_at, reported_org, reported_person, accepted_at,
          rechecked_at, rechecked_org, rechecked_person, ended_at, due_on, next_due_on + n % 7,
          next_label, next_unit, next_original_on, next_paused, extensions, extension_to,
          extension_person, returns, failures, paused, merged_into, relapse_of, taken_over, way
         from finding, generate_series(1, 1300) n where body = '以元计的资金'`,
    )
  })

  for (const sort of ['due', 'newest'] as const) {
    it(`gives each row once, in the ledger’s order by ${sort}`, async () => {
      const job = await ran(clerk, { query: { q: '', sort } })
      const numbers = (await read(job.file_path)).rows.map(({ texts }) => texts.number)
      const kept = await rows<{ number: string }>(
        world.db.owner,
        sort === 'due'
          ? `select number from finding where jur like '980121%' order by ended, next_due_on, id`
          : `select number from finding where jur like '980121%' order by found_on desc, id desc`,
      )
      assert.ok(kept.length > 1300)
      assert.deepEqual(
        numbers,
        kept.map(({ number }) => number),
      )
    })
  }

  it('reads one snapshot: what is entered meanwhile is not in it', async () => {
    const { wholeLedger } = await import('#findings/index.ts')
    const { calendarOf } = await import('#deadlines/index.ts')
    const day = { today: world.clock.today(), calendar: await calendarOf(world.db.app) }
    const query = { filter: {}, sort: 'due', day, withResult: false } as const
    let seen = 0
    let count = 0
    for await (const batch of wholeLedger(world.runner, clerk, query)) {
      if (seen === 0) await register(clerk, { text: '途中登记' })
      seen += batch.findings.length
      count = batch.count
    }
    assert.equal(seen, count)
  })

  it('stops when told to, with no file and no entry', async () => {
    const before = await exported()
    const { id } = await jobs.enqueue(clerk, exportWork, asked())
    await world.db.owner.query('update job set cancel_asked = true where id = $1', [id])
    await jobs.drain()
    const [row] = await rows<Ended>(world.db.owner, 'select * from job where id = $1', [id])
    assert.deepEqual([row!.state, row!.file_path], ['cancelled', null])
    assert.equal(await exported(), before)
    assert.deepEqual(faults, [])
  })

  it('stops between two batches: nothing is entered, and the reading transaction ends', async () => {
    const before = await exported()
    const stopped = new Error('stopped')
    const steps: number[] = []
    const out = new Writable({ write: (_piece, _encoding, done) => done() })
    const job: JobRun = {
      id: world.runner.newId(),
      actor: clerk,
      runner: world.runner,
      dataDir: '',
      signal: new AbortController().signal,
      progress: async (_stage, done) => {
        steps.push(done)
        if (done > 0) throw stopped
      },
      file: async () => out,
    }
    await assert.rejects(exportWork.run(job, asked()), (error) => error === stopped)
    assert.deepEqual(steps, [0, 500])
    assert.equal(await exported(), before)
    const [open] = await rows<{ n: bigint }>(
      world.db.owner,
      `select count(*) as n from pg_stat_activity where datname = current_database()
        and state like 'idle in transaction%'`,
    )
    assert.equal(open!.n, 0n)
  })

  it('run again after a crash enters the same export once', async () => {
    const before = await exported()
    const { id } = await jobs.enqueue(clerk, exportWork, asked({ query: { grade: 'major' } }))
    await jobs.drain()
    await world.db.owner.query(`update job set state = 'running' where id = $1`, [id])
    await world.db.owner.query(`update job set state = 'waiting' where id = $1`, [id])
    await jobs.drain()
    assert.equal(await exported(), before + 1)
  })
})

describe('finding.export', () => {
  const given = async (actor: Actor, count = 1) => ({
    layout: {
      key: 'own',
      basis: { pack: 'bihuan-house-rules', version: '', article: 'export' },
      columns: [{ field: 'number' }],
    },
    type: 'print' as const,
    query: { q: '周某' },
    count,
    purpose: '归档',
    body: await bodyOf(world.db.app, actor),
  })

  it('is refused to roles that read no ledger, and for nothing', async () => {
    for (const role of ['system_admin', 'security_admin', 'audit_admin']) {
      const actor = { ...clerk, role }
      const outcome = await perform(world.runner, exportFindings, await given(actor), {
        actor,
        key: role,
      })
      assert.ok(isRefusal(outcome))
      assert.equal(outcome.clause, 'bihuan-house-rules#export')
    }
    const none = await perform(world.runner, exportFindings, await given(clerk, 0), {
      actor: clerk,
      key: 'none',
    })
    assert.ok(isRefusal(none))
  })

  it('seals the words that were searched for', async () => {
    const outcome = await perform(world.runner, exportFindings, await given(clerk), {
      actor: clerk,
      key: 'sealed',
    })
    assert.ok('done' in outcome)
    await world.journal.sequencer.drain()
    const [entry] = await rows<{ leaf: Buffer }>(
      world.db.owner,
      'select leaf from journal_entry where act_id = $1',
      [outcome.actId],
    )
    assert.ok(!entry!.leaf.toString().includes('周某'))
    assert.ok(!entry!.leaf.toString().includes('归档'))
  })
})

async function exported(): Promise<number> {
  const [row] = await rows<{ n: bigint }>(
    world.db.owner,
    'select count(*) as n from finding_export',
  )
  return Number(row!.n)
}
