import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { writeXlsx } from 'hucre'
import { rows } from '#kernel/index.ts'
import { verifyDeployment } from '#journal/index.ts'
import { smallWorld, type World } from '../../test/world.ts'
import { readLedger } from './findings-bring.ts'
import { bringLedger, openOffice } from './findings-bring.ts'
import { LEDGERS } from '#app/index.ts'
import { messyLedger } from './trial.ts'

let world: World
before(async () => {
  world = await smallWorld()
})
after(() => world.close())

const ground = () => ({ ...world.runner, journal: world.journal })
const TODAY = '2026-03-02'
const OFFICE = { office: '青杨县安委办', place: '980121', demo: true }

function total(counts: object): number {
  const { total: _total, ...parts } = counts as Record<string, number>
  return Object.values(parts).reduce((sum, one) => sum + one, 0)
}

test('every row of a messy ledger is counted once, and every oddity has its cell and sentence', async () => {
  const report = await readLedger({ name: '台账.xlsx', bytes: await messyLedger() }, TODAY)
  const [ledger, notes] = report.sheets
  assert.deepEqual(ledger!.headerRows, [3, 4, 5])
  assert.deepEqual(ledger!.rows, {
    total: 20,
    data: 3,
    refused: 3,
    headings: 6,
    subtotals: 1,
    notes: 4,
    empty: 2,
    repeated: 1,
  })
  assert.deepEqual(notes!.rows, { ...ZERO, total: 2, notes: 2 })
  for (const { rows: counts } of report.sheets) assert.equal(total(counts), counts.total)
  assert.deepEqual(
    ledger!.columns.map(({ address, field }) => `${address} ${field}`),
    COLUMNS,
  )
  const said = report.problems.map(({ cell, severity, field }) => `${cell} ${severity} ${field}`)
  for (const one of ODDITIES)
    assert.ok(said.includes(one), `${one} is not said: ${said.join('; ')}`)
  assert.equal(report.ok, false)
})

const ZERO = {
  total: 0,
  data: 0,
  refused: 0,
  headings: 0,
  subtotals: 0,
  notes: 0,
  empty: 0,
  repeated: 0,
}

const COLUMNS = [
  'A5 serial',
  'B5 subjectName',
  'C5 sector',
  'D5 text',
  'E5 grade',
  'F5 foundOn',
  'G5 rectifier',
  'H5 rectifierName',
  'I5 dueOn',
  'J5 correctedOn',
  'K5 recheckedOn',
  'L5 fundsAmount',
  'M5 status',
  'N5 note',
]

const ODDITIES = [
  'A6 note null',
  'I8 warning dueOn',
  'K8 warning recheckedOn',
  'I9 warning dueOn',
  'F10 note foundOn',
  'F10 warning foundOn',
  'M10 warning status',
  'A11 note null',
  'F14 error foundOn',
  'E14 warning grade',
  'F15 error foundOn',
  'D16 note null',
  'L17 error fundsAmount',
]

test('good rows come in with parties, dates, amounts and marks; the same file again brings nothing', async () => {
  const file = { name: '台账.xlsx', bytes: await messyLedger() }
  const office = await openOffice(world.db.owner, OFFICE)
  const first = await bringLedger(ground(), office, file)
  assert.deepEqual(first.findings, { taken: 3, repeated: 0 })
  const found = await rows<Record<string, unknown>>(
    world.db.owner,
    `select title, state, grade, sector, subject_name, found_on, due_on, funds_amount, funds_unit,
        rectifier_org, rectifier_name, (select array_agg(code order by code) from mark
          where subject_id = finding.id) as marks
       from finding where taken_over order by number`,
  )
  const plain = { subject_name: '青杨冷链食品公司（演示）', found_on: '2023-08-07' }
  assert.deepEqual(found, [
    {
      ...plain,
      title: '安全出口 被杂物堵塞',
      state: 'struck_off',
      grade: 'ordinary',
      sector: 'fire',
      due_on: '2023-08-20',
      funds_amount: '3.6',
      funds_unit: '万元',
      rectifier_org: world.orgs.plant,
      rectifier_name: '甲（演示）',
      marks: ['rechecked_after_due'],
    },
    {
      ...plain,
      title: '疏散指示标志损坏',
      state: 'rectifying',
      grade: 'major',
      sector: 'fire',
      due_on: '2026-04-14',
      funds_amount: null,
      funds_unit: null,
      rectifier_org: world.orgs.countyBureau,
      rectifier_name: '乙（演示）',
      marks: ['due_before_found', 'due_not_running'],
    },
    {
      ...plain,
      title: '燃气管道锈蚀',
      state: 'struck_off',
      grade: 'ordinary',
      sector: 'gas',
      due_on: '2023-09-10',
      funds_amount: '1.2',
      funds_unit: '万元',
      rectifier_org: null,
      rectifier_name: '丙（演示）',
      marks: ['closed_without_recheck'],
    },
  ])
  assert.ok(
    first.problems.some(({ cell, message }) => cell === 'G10' && message.includes('青杨县应急局')),
    'a name without an exact match offers its candidates',
  )
  const again = await bringLedger(ground(), office, { ...file, name: '台账（新）.xlsx' })
  assert.deepEqual([again.findings, again.changed], [{ taken: 0, repeated: 3 }, []])
  const report = await verifyDeployment({
    pool: world.db.owner,
    ledgers: LEDGERS.values(),
    keysDir: world.keysDir,
  })
  assert.deepEqual(report.problems, [])
})

test('a row that went on since is recognized and named, and a new one comes in', async () => {
  const sheet = (status: string, more: readonly string[][] = []) =>
    writeXlsx({
      sheets: [
        {
          name: 'S',
          rows: [
            ['编号', '存在问题', '检查日期', '状态'],
            ['Q-1', '配电箱未接地', '2025-11-03', status],
            ...more.map((row) => [...row]),
          ],
        },
      ],
    })
  const office = await openOffice(world.db.owner, OFFICE)
  const bring = async (bytes: Promise<Uint8Array>) => {
    const came = await bringLedger(ground(), office, { name: 'a.xlsx', bytes: await bytes })
    return [came.findings, came.changed]
  }
  assert.deepEqual(await bring(sheet('整改中')), [{ taken: 1, repeated: 0 }, []])
  assert.deepEqual(
    await bring(sheet('已销号', [['Q-2', '缺少警示标志', '2025-11-03', '整改中']])),
    [{ taken: 1, repeated: 1 }, ['S 第 2 行']],
  )
})

test('rows that carry our own numbers are there already, also from the command line', async () => {
  const own = await rows<{ number: string; body: string }>(
    world.db.owner,
    'select number, body from finding order by number',
  )
  const lines = own.map(({ number, body }) => [number, body])
  const bytes = await writeXlsx({ sheets: [{ name: 'S', rows: [['编号', '存在问题'], ...lines] }] })
  const office = await openOffice(world.db.owner, OFFICE)
  const came = await bringLedger(ground(), office, { name: '导出.xlsx', bytes })
  assert.deepEqual([came.findings, came.changed], [{ taken: 0, repeated: own.length }, []])
})

test('an office that is not there is refused with the names that come near', async () => {
  await assert.rejects(
    openOffice(world.db.owner, { office: '青杨安委办', place: '980121', demo: true }),
    /青杨县安委办/,
  )
  await assert.rejects(
    openOffice(world.db.owner, { office: '青杨县安委办', place: '77', demo: true }),
    /没有代码为 77/,
  )
})

test('a trial writes nothing', async () => {
  const count = async () =>
    (await rows<{ n: bigint }>(world.db.owner, 'select count(*) as n from taken_over'))[0]!.n
  const before = await count()
  const office = await openOffice(world.db.owner, OFFICE)
  await readLedger({ name: '台账.xlsx', bytes: await messyLedger() }, TODAY, office)
  assert.equal(await count(), before)
})
