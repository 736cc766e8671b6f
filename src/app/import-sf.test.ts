import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { rows } from '#kernel/index.ts'
import { verifyDeployment } from '#journal/index.ts'
import { smallWorld, type World } from '../../test/world.ts'
import { readViolation } from './import-sf-files.ts'
import { importInspections, readInspections } from './import-sf.ts'
import { LEDGERS } from './product.ts'

const shared = process.env.BIHUAN_SHARED ?? join(import.meta.dirname, '../../../shared')
const REAL = join(shared, 'data/sf-inspections')
const silent = () => undefined

let world: World
let dir: string
before(async () => {
  world = await smallWorld()
  dir = mkdtempSync(join(tmpdir(), 'bihuan-import-'))
  write('businesses.csv', [
    '"business_id","name","address","city","state","postal_code","latitude","longitude","phone_number"',
    '1,"Caf\xe9 Demo","1 Demo St","Demo City","CA","90000","","",""',
    '2,"Second Demo","","Demo City","CA","","","",""',
  ])
  write('inspections.csv', [
    '"business_id","score","date","type"',
    '1,"94","20171211","routine"',
    '9,"94","20171211","routine"',
  ])
  write('violations.csv', [
    '"business_id","date","description"',
    '1,"20171211","No soap  [ date violation corrected: 12/12/2017 ]"',
    '1,"20171211","No soap"',
    '1,"20171211","No soap"',
    '2,"20171211","Early [ date violation corrected: 1/2/2017 ]"',
    '2,"20171211","Odd [ date violation corrected: 12:15:17 PM ]"',
    '9,"20171211","Nobody\'s"',
  ])
})
after(async () => {
  rmSync(dir, { recursive: true, force: true })
  await world.close()
})

function write(name: string, lines: readonly string[]): void {
  writeFileSync(join(dir, name), `${lines.join('\n')}\n`, 'latin1')
}

test('the day of correction is read from the description, and what is odd is marked', () => {
  const cases: [string, string, string | null, string[]][] = [
    ['20171211', 'A', null, []],
    ['20171211', 'A [ date violation corrected: 12/11/2017 ]', '2017-12-11', []],
    ['20171211', 'A [ date violation corrected: 1/2/2018 ]', '2018-01-02', []],
    [
      '20171211',
      'A [ date violation corrected: 12/10/2017 ]',
      '2017-12-10',
      ['corrected_before_found'],
    ],
    [
      '20171211',
      'A [ date violation corrected: 12:15:17 PM ]',
      null,
      ['malformed_correction_date'],
    ],
    ['20171211', 'A [ date violation corrected: 2/30/2017 ]', null, ['malformed_correction_date']],
    ['20171311', 'A', null, ['malformed_found_date']],
    ['20171211', 'A [ see note ]', null, []],
  ]
  for (const [date, description, correctedOn, marks] of cases) {
    const read = readViolation({ row: 2, cells: { business_id: '1', date, description } })
    assert.equal(read.correctedOn, correctedOn, description)
    assert.deepEqual(
      read.marks.map((mark) => mark.code),
      marks,
      description,
    )
    assert.equal(read.text, description)
  }
})

test('a dry run reports rows, columns and problems by cell', async () => {
  const report = await readInspections(dir)
  assert.equal(report.ok, false)
  assert.deepEqual(
    report.sheets.map(({ name, rows: { total, data, refused } }) => [name, total, data, refused]),
    [
      ['businesses.csv', 2, 2, 0],
      ['inspections.csv', 2, 1, 1],
      ['violations.csv', 6, 5, 1],
    ],
  )
  assert.deepEqual(
    report.problems
      .filter((one) => one.sheet === 'violations.csv')
      .map((one) => [one.cell, one.severity]),
    [
      ['C5', 'warning'],
      ['C6', 'warning'],
      ['A7', 'error'],
      [null, 'note'],
    ],
  )
})

test('an import brings each row once, however often it is run', async () => {
  const product = { db: world.db, runner: world.runner, journal: world.journal }
  const first = await importInspections(product, dir, silent)
  assert.deepEqual(
    [first.subjects, first.findings],
    [
      { taken: 2, repeated: 0 },
      { taken: 5, repeated: 0 },
    ],
  )
  const again = await importInspections(product, dir, silent)
  assert.deepEqual(
    [again.subjects, again.findings, again.changed],
    [{ taken: 0, repeated: 2 }, { taken: 0, repeated: 5 }, []],
  )
  const found = await rows(
    world.db.owner,
    `select f.state, f.title, s.name, s.address from finding f
       join subject s on s.jur = f.jur and s.id = f.subject_id order by f.title, f.state, s.name`,
  )
  const cafe = { name: 'Café Demo', address: '1 Demo St, Demo City, CA, 90000' }
  const second = { name: 'Second Demo', address: 'Demo City, CA' }
  assert.deepEqual(found, [
    { state: 'struck_off', title: 'Early', ...second },
    { state: 'rectifying', title: 'No soap', ...cafe },
    { state: 'rectifying', title: 'No soap', ...cafe },
    { state: 'struck_off', title: 'No soap', ...cafe },
    { state: 'rectifying', title: 'Odd', ...second },
  ])
  const { db, keysDir } = world
  const report = await verifyDeployment({ pool: db.owner, ledgers: LEDGERS.values(), keysDir })
  assert.deepEqual(report.problems, [])
  assert.equal(report.size, 7)
})

test('a folder without the files, or with other columns, is refused with a sentence', async () => {
  await assert.rejects(readInspections(join(dir, 'nowhere')), /找不到文件/)
  write('inspections.csv', ['"a","b"', '1,2'])
  await assert.rejects(readInspections(dir), /表头应为/)
})

test('the 39,006 violations of San Francisco are all read', { skip: skipped() }, async () => {
  const report = await readInspections(REAL)
  assert.deepEqual(
    report.sheets.map((sheet) => sheet.rows.data),
    [6399, 14_233, 39_006],
  )
  const marked = (code: string) =>
    report.problems.filter((problem) => problem.message.includes(code)).length
  assert.equal(marked('malformed_correction_date'), 12)
  assert.equal(marked('corrected_before_found'), 141)
  assert.equal(report.ok, true)
})

function skipped(): string | false {
  return existsSync(REAL) ? false : `the data of others is not here: ${REAL}`
}
