import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { writeXlsx } from 'hucre'
import { rows } from '#kernel/index.ts'
import { stepLabel } from '#findings/texts.ts'
import type { Step } from '#findings/words.ts'
import { served, type Caller, type Served } from '../../test/served.ts'
import { gradeOf, sectorOf } from './findings-fields.ts'
import { marksOf } from './findings-marks.ts'
import { importing, type Importing } from './trial.ts'

let it: Served
let by: Importing
let clerk: Caller
before(async () => {
  it = await served('2026-03-02T02:00:00Z')
  by = importing(it)
  clerk = await it.as('qy.anwei')
})
after(() => it.close())

const LINES = [
  ['序号', '企业名称', '存在问题', '隐患级别', '检查时间', '整改时限', '整改完成日期'],
  [null, '(全称)', '(具体描述)', '(重大/一般)', '(年/月/日)', '(年/月/日)', null],
  ['二、非煤矿山'],
  ['1', '平岗石料公司（演示）', '边坡未监测', '一般', '2026-01-05', '2026-02-01', '2026-02-10'],
  ['2', '平岗石料公司（演示）', '皮带机无防护罩', '重大/一般', '2026-01-05', '2026-02-01', null],
]

test('hints, a grade of two, completion without closing and an inferred sector are each said', async () => {
  const bytes = await writeXlsx({ sheets: [{ name: '台账', rows: LINES }] })
  const id = await by.uploaded(clerk, 'findings', '提示.xlsx', bytes)
  const draft = await by.draft(clerk, id)
  assert.deepEqual([draft.counts.data, draft.counts.refused, draft.counts.notes], [1, 1, 1])
  const all = await by.rows(clerk, id)
  const said = (row: number) =>
    all.find((one) => one.row === row)!.problems.map((one) => `${one.cell} ${one.message}`)
  assert.match(said(2).join(), /填写提示/)
  assert.ok(
    said(4).includes('C4 行业未填，按第3行标题“二、非煤矿山”取“非煤矿山”，请核对。'),
    said(4).join(),
  )
  assert.match(said(4).join(), /G4 有整改完成日期 2026-02-10 而没有销号情况，按整改中/)
  assert.match(said(4).join(), /G4 整改完成日期 2026-02-10 晚于整改期限 2026-02-01/)
  assert.match(said(5).join(), /D5 级别“重大\/一般”同时写有重大和一般/)

  assert.equal((await by.agree(clerk, draft, null)).status, 200)
  await it.product.jobs.drain()
  const [taken] = await rows<Record<string, string>>(
    it.db.owner,
    `select f.id, f.number, f.state, f.sector, f.source_note,
        (select string_agg(code, ' ' order by code) from mark where subject_id = f.id) as marks,
        (select coalesce(short_name, name) from organization where id = f.registered_org) as office
       from finding f where taken_over`,
  )
  assert.deepEqual([taken!.state, taken!.sector], ['rectifying', 'mining'])
  assert.equal(taken!.marks, 'corrected_after_due corrected_without_closing')
  assert.match(taken!.source_note!, /整改完成日期：2026-02-10/)
  assert.equal(taken!.office, '青杨县安委办')
  assert.match(taken!.number!, /^青杨县安委办〔2026〕\d{4}号$/)
  const timeline = await clerk.get(`/api/findings/${taken!.id}/timeline`)
  const [step] = (timeline.body as { steps: Step[] }).steps
  assert.equal(stepLabel(step!.act), '接收历史台账')
  assert.deepEqual([step!.orgName, step!.personName !== null], ['青杨县安委办', true])
})

test('a grade is read only from a text that names one', () => {
  const cases = [
    ['重大', 'major'],
    ['重大隐患', 'major'],
    ['是', 'major'],
    ['一般', 'ordinary'],
    ['一般（非重大）', 'ordinary'],
    ['不属于重大隐患', 'ordinary'],
    ['否', 'ordinary'],
    ['（重大/一般）', 'both'],
    ['一般/重大', 'both'],
    ['较大', null],
  ] as const
  for (const [text, grade] of cases) assert.equal(gradeOf(text), grade, text)
})

test('completion is doubted where nothing closes the row, and marked where it came too late', () => {
  const days = {
    foundOn: '2026-01-05',
    dueOn: '2026-02-01',
    recheckedOn: null,
    today: '2026-03-02',
  }
  const codes = (correctedOn: string | null, closed: boolean) =>
    marksOf({ ...days, correctedOn, closed }).map(({ code }) => code)
  assert.deepEqual(codes('2026-02-01', false), ['corrected_without_closing'])
  assert.deepEqual(codes('2026-02-02', true), ['corrected_after_due', 'closed_without_recheck'])
  assert.deepEqual(codes(null, false), [])
})

test('a sector that a text leaves open is asked, with what it may mean', () => {
  const cases = [
    ['非煤矿山', 'mining', ''],
    ['非煤矿山（露天）', 'mining', ''],
    ['尾矿库', 'mining', ''],
    ['矿山', 'mining', '非煤矿山、煤矿（列入其他）'],
    ['煤矿', 'other', '煤矿（列入其他）、非煤矿山'],
    ['危化品运输', 'chemicals', '危险化学品、交通运输'],
    ['消防', 'fire', ''],
    ['化工', 'chemicals', ''],
  ] as const
  for (const [text, sector, may] of cases) {
    const read = sectorOf(text)
    assert.deepEqual(
      [read?.sector, read?.may.map(({ name }) => name).join('、')],
      [sector, may],
      text,
    )
  }
  assert.equal(sectorOf('其它门类'), null)
})

test('an open sector comes in as what was chosen for it, in every row of that spelling and in the next file', async () => {
  const file = (n: number) =>
    writeXlsx({
      sheets: [
        {
          name: '台账',
          rows: [
            ['序号', '领域', '存在问题', '检查时间'],
            ...Array.from({ length: 3 }, (_, at) => [
              at + 1,
              '矿山',
              `顶板未支护${n}-${at}`,
              '2026-01-05',
            ]),
          ],
        },
      ],
    })
  const id = await by.uploaded(clerk, 'findings', '矿山.xlsx', await file(1))
  const [first, ...more] = await by.rows(clerk, id, 'doubtful')
  assert.equal(more.length, 2)
  const doubt = first!.problems.find(({ field }) => field === 'sector')!
  assert.deepEqual(
    [doubt.cell, doubt.candidates?.map(({ name }) => name)],
    ['B2', ['非煤矿山', '煤矿（列入其他）']],
  )
  const settled = await clerk.post(`/api/imports/${id}/cells`, {
    sheet: 0,
    row: 2,
    field: 'sector',
    text: null,
    choice: doubt.candidates![1],
    same: true,
  })
  assert.deepEqual([settled.status, (settled.body as { rows: number }).rows], [200, 3])
  assert.deepEqual(await by.rows(clerk, id, 'doubtful'), [])
  assert.equal((await by.agree(clerk, await by.draft(clerk, id), null)).status, 200)
  await it.product.jobs.drain()
  const taken = await rows<{ sector: string }>(
    it.db.owner,
    `select sector from finding where body like '顶板未支护1-%'`,
  )
  assert.deepEqual(
    taken.map(({ sector }) => sector),
    ['other', 'other', 'other'],
  )
  const next = await by.uploaded(clerk, 'findings', '矿山二.xlsx', await file(2))
  assert.deepEqual(await by.rows(clerk, next, 'doubtful'), [])
})
