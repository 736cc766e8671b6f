import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { writeXlsx } from 'hucre'
import { rows } from '#kernel/index.ts'
import { verifyDeployment } from '#journal/index.ts'
import { creditCodeHolds } from '#enterprises/rules.ts'
import { LEDGERS } from '#app/index.ts'
import { served, type Caller, type Served } from '../../test/served.ts'
import { importing, type Importing } from './trial.ts'
import type { DraftRow } from './words.ts'

let it: Served
let by: Importing
let clerk: Caller
let city: Caller
const ids = new Map<string, string>()

const TOWN = '980121001'
const COUNTY = '980121'
const OTHER = '980122'

/** A code that holds, of invented numbers. */
function codeOf(n: number): string {
  const body = `91${COUNTY}MA${String(n).padStart(7, '0')}`
  return [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].map((sign) => body + sign).find(creditCodeHolds)!
}

before(async () => {
  it = await served()
  by = importing(it)
  clerk = await it.as('qy.anwei')
  city = await it.as('anwei')
  await register('甲化工', '甲化工有限公司（演示）', TOWN, codeOf(1))
  await register('乙纺织', '乙纺织厂（演示）', COUNTY, null)
  await register('丙一', '丙五金店（演示）', TOWN, codeOf(3))
  await register('丙二', '丙五金店（演示）', COUNTY, codeOf(4))
  await register('丁仓储', '丁仓储（北桥）有限公司（演示）', TOWN, null)
  await register('平岗石材', '平岗石材有限公司（演示）', OTHER, codeOf(6))
})
after(() => it.close())

async function register(key: string, name: string, jur: string, creditCode: string | null) {
  const body = { jur, kind: 'enterprise', name, creditCode, sector: 'industry_trade' }
  const reply = await city.post('/api/subjects', body)
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  ids.set(key, (reply.body as { id: string }).id)
}

const sheet = (lines: readonly (readonly (string | null)[])[]) =>
  writeXlsx({ sheets: [{ name: '台账', rows: lines.map((line) => [...line]) }] })

const TITLES = ['企业名称', '统一社会信用代码', '存在问题', '检查日期', '地区']
const DAY = '2026-02-20'
const row = (
  name: string | null,
  code: string | null,
  nth: number,
  place: string | null = null,
) => [name, code, `第${nth}处消防通道堵塞（演示）`, DAY, place]

/** What is said of the enterprise in a row: severity, cell, and the keys of those offered. */
function saidOf({ problems }: DraftRow): string[] {
  const keyOf = (id: string) => [...ids].find(([, one]) => one === id)?.[0] ?? '?'
  return problems
    .filter(({ field }) => field === 'subjectName' || field === 'creditCode' || field === 'name')
    .map(({ severity, cell, candidates = [] }) =>
      [severity, cell, ...candidates.map(({ id }) => keyOf(id))].join(' '),
    )
}

async function said(who: Caller, lines: readonly (readonly (string | null)[])[]) {
  const id = await by.uploaded(who, 'findings', '台账.xlsx', await sheet([TITLES, ...lines]))
  const all = (await by.rows(who, id)).filter(({ row: nth }) => nth > 1)
  return { id, all, said: all.map(saidOf) }
}

test('an enterprise is taken by code or by a name that stands there once; anything else is offered', async () => {
  const { said: seen, all } = await said(clerk, [
    row('甲化工有限公司（演示）', codeOf(1), 1),
    row('甲化工有限公司', null, 2),
    row(null, codeOf(1), 3),
    row('甲化工', null, 4),
    row('甲化工', codeOf(1), 5),
    row('丁仓储(北桥)有限公司（演示）', null, 6),
    row('丙五金店（演示）', null, 7),
    row('丙五金店（演示）', codeOf(4), 8),
    row('无此单位（演示）', null, 9),
    row('甲化工有限公司（演示）、乙纺织厂（演示）', null, 10),
    row('乙纺织厂(演示)', null, 11),
  ])
  assert.deepEqual(seen, [
    ['note A2'],
    ['note A3'],
    ['note B4'],
    ['warning A5 甲化工'],
    ['note A6'],
    ['warning A7 丁仓储'],
    ['warning A8 丙二 丙一'],
    ['note A9'],
    ['note A10'],
    ['warning A11 甲化工 乙纺织'],
    ['warning A12 乙纺织'],
  ])
  const [two] = all[6]!.problems.filter(({ field }) => field === 'subjectName')
  assert.match(two!.message, /档案中有 2 家/)
  const names = two!.candidates!.map(({ name }) => name)
  assert.equal(new Set(names).size, 2, names.join())
})

test('a code that belongs to another name is a conflict by its cell, and nothing is taken', async () => {
  const { said: seen, all } = await said(clerk, [
    row('乙纺织厂（演示）', codeOf(1), 1),
    row('甲化工有限公司（演示）', codeOf(9), 2),
    row('乙纺织厂（演示）', '没有', 3),
  ])
  assert.deepEqual(seen, [
    ['warning B2 甲化工 乙纺织'],
    ['warning B3 甲化工'],
    ['warning B4', 'note A4'],
  ])
  assert.match(all[0]!.problems[0]!.message, /属于“甲化工有限公司（演示）”.*A2 的企业名称“乙纺织厂/)
})

test('another county’s enterprise is neither taken nor offered', async () => {
  const other = '平岗石材有限公司（演示）'
  const own = await said(clerk, [
    row(other, null, 1),
    row('平岗石材', null, 2),
    row(other, codeOf(6), 3),
  ])
  assert.deepEqual(own.said, [['note A2'], ['note A3'], ['note A4']])
  assert.ok(
    own.all.every(({ problems }) => problems.every((one) => /档案中没有/.test(one.message))),
  )
  const above = await said(city, [
    row(other, null, 1, '青杨县'),
    row('平岗石材', null, 2, '青杨县'),
    row('甲化工有限公司（演示）', codeOf(6), 3, '青杨县'),
    row(other, null, 4),
    row(other, null, 5, '平岗县'),
  ])
  assert.deepEqual(above.said, [
    ['warning A2'],
    ['note A3'],
    ['warning B4'],
    ['note A5'],
    ['note A6'],
  ])
  const foreign = await clerk.post(`/api/imports/${own.id}/cells`, {
    sheet: 0,
    row: 3,
    field: 'subjectName',
    text: null,
    choice: { id: ids.get('平岗石材'), name: other },
    same: true,
  })
  assert.equal(foreign.status, 409)
})

test('what was chosen for a name is known in the next file, undone is forgotten; rows come in linked', async () => {
  const choose = (id: string, nth: number, choice: object | null, same: boolean) =>
    clerk.post(`/api/imports/${id}/cells`, {
      sheet: 0,
      row: nth,
      field: 'subjectName',
      text: null,
      choice,
      same,
    })
  const first = await said(clerk, [
    row('甲化工厂', null, 21),
    row('甲化工', null, 22),
    row('甲化工', null, 23),
    row('甲化工', null, 23),
    row('甲化工有限公司（演示）', null, 24),
  ])
  const offered = first.all[1]!.problems[0]!.candidates![0]!
  const settled = await choose(first.id, 3, offered, true)
  assert.equal((settled.body as { rows: number }).rows, 3)
  const draft = await by.draft(clerk, first.id)
  assert.deepEqual([draft.counts.data, draft.counts.repeated], [4, 1])
  assert.equal((await by.agree(clerk, draft, null)).status, 200)
  await it.product.jobs.drain()
  assert.deepEqual((await by.draft(clerk, first.id)).outcomes, { taken: 4, repeated: 0, failed: 0 })
  type Found = { subject_id: string | null; jur: string; subject_name: string; source_note: string }
  const found = await rows<Found>(
    it.db.owner,
    `select subject_id, jur, subject_name, source_note from finding where taken_over and body like '第2_处%'
      order by body`,
  )
  const plant = ids.get('甲化工')!
  assert.deepEqual(
    found.map(({ subject_id: subject, jur }) => [subject, jur]),
    [
      [null, COUNTY],
      [plant, TOWN],
      [plant, TOWN],
      [plant, TOWN],
    ],
  )
  assert.deepEqual(
    new Set(found.slice(1).map((one) => one.subject_name)).size,
    1,
    'under the name of the archive, whatever the file writes',
  )
  assert.match(found[1]!.source_note, /企业名称：甲化工$/)
  const next = await said(clerk, [row('甲化工', null, 31)])
  assert.deepEqual(next.said, [['note A2']])
  assert.equal(
    next.all[0]!.cells.find(({ field }) => field === 'subjectName')?.settled,
    offered.name,
  )
  assert.equal((await choose(next.id, 2, null, false)).status, 200)
  assert.deepEqual((await said(clerk, [row('甲化工', null, 32)])).said, [['warning A2 甲化工']])
  await it.product.journal.sequencer.drain()
  const keysDir = `${it.product.dataDir}/keys`
  const report = await verifyDeployment({ pool: it.db.owner, ledgers: LEDGERS.values(), keysDir })
  assert.deepEqual(report.problems, [])
})

test('a list offers what is there, refuses a code under another name, and doubles nothing', async () => {
  const file = await sheet([
    ['企业名称', '统一社会信用代码', '所属乡镇'],
    ['甲化工', null, '青杨镇'],
    ['丁仓储(北桥)有限公司（演示）', null, '青杨镇'],
    ['甲化工公司', codeOf(1), '青杨镇'],
    ['乙纺织厂（演示）', codeOf(1), null],
    ['丙五金店（演示）', codeOf(8), '青杨镇'],
    ['己食品厂（演示）', null, '青杨镇'],
    ['己食品厂(演示)', null, '青杨镇'],
  ])
  const id = await by.uploaded(clerk, 'enterprises', '名录.xlsx', file)
  const all = (await by.rows(clerk, id)).filter(({ row: nth }) => nth > 1)
  const doubts = all.map((one) => saidOf(one).filter((word) => !word.startsWith('note')))
  assert.deepEqual(doubts, [
    ['warning A2 甲化工'],
    ['warning A3 丁仓储'],
    [],
    ['error B5 甲化工'],
    [],
    [],
    [],
  ])
  const draft = await by.draft(clerk, id)
  assert.deepEqual([draft.counts.brought, draft.counts.refused], [1, 1])
  assert.equal(all[2]!.broughtId, ids.get('甲化工'))
  const settled = await clerk.post(`/api/imports/${id}/cells`, {
    sheet: 0,
    row: 2,
    field: 'name',
    text: null,
    choice: { id: ids.get('甲化工'), name: '甲化工' },
    same: true,
  })
  assert.equal(settled.status, 200)
  const now = await by.draft(clerk, id)
  assert.equal(now.counts.brought, 2)
  assert.equal((await by.agree(clerk, now, null)).status, 200)
  await it.product.jobs.drain()
  const food = await rows(it.db.owner, `select 1 from subject where name like '己食品厂%'`)
  assert.equal(food.length, 1)
  const plants = await rows(it.db.owner, `select 1 from subject where name like '甲化工%'`)
  assert.equal(plants.length, 1)
})
