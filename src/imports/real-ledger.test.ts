import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { rows } from '#kernel/index.ts'
import { verifyDeployment } from '#journal/index.ts'
import { LEDGERS } from '#app/index.ts'
import { served, type Caller, type Served } from '../../test/served.ts'
import type { Desk } from '#deadlines/words.ts'
import { adds } from './rules.ts'
import { importing, type Importing } from './trial.ts'
import { trialLedger } from './ledger/trial.ts'

let it: Served
let by: Importing
let clerk: Caller
const ledger = trialLedger()
const { odd } = ledger
before(async () => {
  it = await served('2023-08-10T02:00:00Z')
  by = importing(it)
  clerk = await it.as('qy.anwei')
})
after(() => it.close())

test('a ledger of a hundred rows: each oddity has its cell and sentence, and every row is counted once', async () => {
  assert.ok(ledger.merges > 100)
  const id = await by.uploaded(clerk, 'findings', '台账.xlsx', ledger.bytes)
  const draft = await by.draft(clerk, id)
  assert.deepEqual([draft.state, draft.sheets[0]!.headerRows], ['ready', [3, 4, 5]])
  const { counts } = draft
  assert.ok(adds(counts), JSON.stringify(counts))
  assert.deepEqual(counts, {
    total: ledger.lastRow,
    data: 98,
    refused: 1,
    headings: 7,
    subtotals: 2,
    notes: 3,
    examples: 1,
    empty: 2,
    repeated: 0,
    brought: 0,
    leftOut: 0,
  })
  const all = await by.rows(clerk, id)
  const said = (row: number, cell: string, words: RegExp) => {
    const found = all.find((one) => one.row === row)!.problems
    const there = found.filter((one) => one.cell === `${cell}${row}`)
    const text = there.map(({ message }) => message).join(' ')
    assert.match(text, words, `${cell}${row}: ${JSON.stringify(found)}`)
  }
  said(odd.numbered, 'A', /只有编号/)
  said(odd.example, 'A', /填写示例/)
  said(odd.wrongDate, 'I', /2023-02-30.*日历上不存在/)
  said(odd.noYear, 'F', /没有年份，按 2023-08-07 读取/)
  said(odd.serial, 'F', /日期序列值，按 2023-08-07/)
  said(odd.several, 'G', /填有多个责任单位，以“青杨县应急管理局（演示）”为准/)
  said(odd.short, 'G', /没有与“青杨应急局”对应的责任单位，可能是：青杨县应急管理局（演示）/)
  said(odd.dueBefore, 'I', /整改期限 2023-07-31 早于发现日期 2023-08-07/)
  said(odd.noRecheck, 'M', /已销号而没有复查日期/)
  said(odd.lateRecheck, 'K', /复查日期 2023-09-09 晚于整改期限 2023-08-31/)
  const quiet = (row: number, field: string) =>
    all.find((one) => one.row === row)!.problems.filter((one) => one.field === field)
  assert.deepEqual(quiet(odd.spaced, 'foundOn'), [])
  assert.deepEqual(quiet(odd.wide, 'foundOn'), [])
  assert.deepEqual(
    [odd.subtotal, odd.total, odd.remark].map((row) => all.find((one) => one.row === row)!.class),
    ['subtotals', 'subtotals', 'notes'],
  )
  assert.deepEqual(await rows(it.db.owner, 'select 1 from finding where taken_over'), [])
})

test('agreed to, it comes in: open ones on the desk, inconsistent ones marked; again it brings nothing', async () => {
  const id = await by.uploaded(clerk, 'findings', '台账.xlsx', ledger.bytes)
  const draft = await by.draft(clerk, id)
  const [short] = (await by.rows(clerk, id)).filter(({ row }) => row === odd.short)
  const problem = short!.problems.find(({ field }) => field === 'rectifier')!
  const settled = await clerk.post(`/api/imports/${id}/cells`, {
    sheet: 0,
    row: odd.short,
    field: 'rectifier',
    text: null,
    choice: problem.candidates![0],
    same: true,
  })
  assert.ok((settled.body as { rows: number }).rows >= 20)
  assert.equal((await by.agree(clerk, draft, null)).status, 200)
  await it.product.jobs.drain()
  const after = await by.draft(clerk, id)
  assert.deepEqual([after.state, after.outcomes], ['taken', { taken: 98, repeated: 0, failed: 0 }])
  const [sums] = await rows<Record<string, number>>(
    it.db.owner,
    `select count(*)::integer as all, count(*) filter (where not ended)::integer as open,
        count(*) filter (where rectifier_org is null)::integer as nobody,
        count(*) filter (where not ended and exists (select 1 from deadline d
          where d.subject_id = f.id and d.state = 'open' and d.due_on = f.due_on))::integer as clocks
       from finding f where taken_over`,
  )
  assert.equal(sums!.all, 98)
  assert.equal(sums!.nobody, 0)
  assert.ok(sums!.open! > 30)
  assert.equal(sums!.clocks, sums!.open)
  const marks = await rows<{ code: string; n: number }>(
    it.db.owner,
    'select code, count(*)::integer as n from mark group by code order by code',
  )
  assert.deepEqual(
    marks.map(({ code }) => code),
    ['closed_without_recheck', 'corrected_after_due', 'due_before_found', 'rechecked_after_due'],
  )
  const [nbsp] = await rows<{ title: string }>(
    it.db.owner,
    `select title from finding where source_note like $1`,
    [`《台账.xlsx》S 第 ${odd.nbsp} 行%`],
  )
  assert.equal(nbsp!.title, '安全 出口 堵塞第20处')
  const desk = (await (await it.as('qy.yingji')).get('/api/desk')).body as Desk
  const due = desk.groups.flatMap(({ rows: lines }) => lines)
  const theirs = due.filter(({ title }) => /^第\d+处隐患/.test(title ?? ''))
  assert.ok(theirs.length > 20)
  assert.ok(theirs.every(({ label, dueOn }) => label === '整改' && dueOn === '2023-08-31'))
  const again = await by.draft(clerk, await by.uploaded(clerk, 'findings', '又.xlsx', ledger.bytes))
  assert.deepEqual([again.counts.data, again.counts.brought], [0, 98])
  assert.equal(again.sameFile?.taken, 98)
  while ((await it.product.journal.sequencer.run()) > 0);
  const report = await verifyDeployment({
    pool: it.db.owner,
    ledgers: LEDGERS.values(),
    keysDir: `${it.product.dataDir}/keys`,
  })
  assert.deepEqual(report.problems, [])
})

test('two people who agree to the same rows at once bring each row once', async () => {
  const other = await it.as('qy.anwei.zr')
  const lines = [
    '编号,存在问题,检查日期',
    ...Array.from({ length: 60 }, (_, n) => `Z-${n},并发第${n}处,2023-08-01`),
  ]
  const bytes = Buffer.from(lines.join('\n'))
  const first = await by.uploaded(clerk, 'findings', '并发.csv', bytes)
  const second = await by.uploaded(other, 'findings', '并发.csv', bytes)
  const agreed = await Promise.all([
    by.agree(clerk, await by.draft(clerk, first), null),
    by.agree(other, await by.draft(other, second), null),
  ])
  assert.deepEqual(
    agreed.map(({ status }) => status),
    [200, 200],
  )
  await Promise.all([it.product.jobs.drain(), it.product.jobs.drain()])
  const found = await rows(it.db.owner, `select 1 from finding where title like '并发第%'`)
  assert.equal(found.length, 60)
})
