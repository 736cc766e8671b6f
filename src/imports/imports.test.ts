import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import exceljs from 'exceljs'
import { writeXlsx } from 'hucre'
import { rows } from '#kernel/index.ts'
import { verifyDeployment } from '#journal/index.ts'
import { LEDGERS } from '#app/index.ts'
import { registration } from '../../test/world.ts'
import { served, type Caller, type Served } from '../../test/served.ts'
import { packedBytes, readZip } from '../files/archive/index.ts'
import { hold } from '../sheets/trial.ts'
import { adds } from './rules.ts'
import { sweepDrafts } from './sweep.ts'
import { importing, messyLedger, type Importing } from './trial.ts'

let it: Served
/** The same bytes each time: a workbook that is made anew says when. */
const ledger = await messyLedger()
let clerk: Caller
let by: Importing
before(async () => {
  it = await served()
  by = importing(it)
  clerk = await it.as('qy.anwei')
})
after(() => it.close())

const taken = async () =>
  rows<{ title: string; state: string; next_due_on: string | null }>(
    it.db.owner,
    'select title, state, next_due_on from finding where taken_over order by number',
  )

test('a ledger is uploaded, read, agreed to and found in the ledger; before that nothing is written', async () => {
  const id = await by.uploaded(clerk, 'findings', '台账.xlsx', ledger)
  const draft = await by.draft(clerk, id)
  assert.equal(draft.state, 'ready')
  assert.deepEqual(draft.sheets[0]!.headerRows, [3, 4, 5])
  for (const { counts } of draft.sheets) assert.ok(adds(counts), JSON.stringify(counts))
  assert.deepEqual(
    [draft.counts.total, draft.counts.data, draft.counts.refused, draft.counts.examples],
    [22, 3, 3, 1],
  )
  assert.deepEqual(await taken(), [])
  const refused = await by.rows(clerk, id, 'refused')
  assert.deepEqual(
    refused.map(({ row, problems }) => [row, problems.find((p) => p.severity === 'error')?.cell]),
    [
      [14, 'F14'],
      [15, 'F15'],
      [17, 'L17'],
    ],
  )
  const agreed = await clerk.post(`/api/imports/${id}/agreement`, {
    revision: draft.revision,
    keepCodesBecause: null,
  })
  assert.equal(agreed.status, 200, JSON.stringify(agreed.body))
  await it.product.jobs.drain()
  const after = await by.draft(clerk, id)
  assert.deepEqual([after.state, after.outcomes.taken], ['taken', 3])
  assert.equal((await taken()).length, 3)
  const report = await verifyDeployment({
    pool: it.db.owner,
    ledgers: LEDGERS.values(),
    keysDir: `${it.product.dataDir}/keys`,
  })
  assert.deepEqual(report.problems, [])
})

test('the same file again is recognized, and its rows bring nothing', async () => {
  const id = await by.uploaded(clerk, 'findings', '台账（再次上报）.xlsx', ledger)
  const draft = await by.draft(clerk, id)
  assert.deepEqual([draft.sameFile?.fileName, draft.sameFile?.taken], ['台账.xlsx', 3])
  assert.deepEqual([draft.counts.data, draft.counts.brought], [0, 3])
  for (const { counts } of draft.sheets) assert.ok(adds(counts), JSON.stringify(counts))
  const brought = await by.rows(clerk, id, 'brought')
  assert.deepEqual(
    brought.map(({ row, broughtChanged }) => [row, broughtChanged]),
    [
      [8, false],
      [9, false],
      [10, false],
    ],
  )
  assert.ok(brought.every(({ broughtAt, broughtId }) => broughtAt && broughtId))
  const agreed = await clerk.post(`/api/imports/${id}/agreement`, {
    revision: draft.revision,
    keepCodesBecause: null,
  })
  assert.equal(agreed.status, 409)
  assert.match((agreed.body as { refused: string }).refused, /没有可以接收的行/)
})

test('a wrong date is settled, a name chosen for every row, a row left out; then they come in so', async () => {
  const sheet = await writeXlsx({
    sheets: [
      {
        name: '台账',
        rows: [
          ['存在问题', '检查日期', '责任单位', '整改期限'],
          ['配电箱未接地', '2026-02-30', '青杨应急', '2026-04-01'],
          ['缺少警示标志', '2026-02-20', '青杨应急', '2026-04-01'],
          ['灭火器过期', '2026-02-21', '', '2026-04-02'],
        ],
      },
    ],
  })
  const id = await by.uploaded(clerk, 'findings', '更正.xlsx', sheet)
  const [wrong, named, out] = await by
    .rows(clerk, id)
    .then((all) => all.filter(({ row }) => row > 1))
  assert.deepEqual([wrong!.class, named!.class], ['refused', 'data'])
  const say = named!.problems.find(({ field }) => field === 'rectifier')!
  assert.equal(say.cell, 'C3')
  const [bureau] = say.candidates!
  assert.match(bureau!.name, /青杨县应急/)
  const settle = (row: number, field: string, more: object) =>
    clerk.post(`/api/imports/${id}/cells`, {
      sheet: 0,
      row,
      field,
      text: null,
      choice: null,
      ...more,
    })
  assert.equal((await settle(2, 'foundOn', { text: '2026-02-28' })).status, 200)
  const chosen = await settle(3, 'rectifier', { choice: bureau, same: true })
  assert.deepEqual((chosen.body as { rows: number }).rows, 2)
  const foreign = { id: '00000000-0000-7000-8000-000000000001', name: '别处' }
  assert.equal((await settle(3, 'rectifier', { choice: foreign })).status, 409)
  const omitted = await clerk.post(`/api/imports/${id}/omissions`, {
    sheet: 0,
    row: out!.row,
    reason: '已在另一台账',
  })
  assert.equal(omitted.status, 200)
  const draft = await by.draft(clerk, id)
  assert.deepEqual([draft.counts.data, draft.counts.refused, draft.counts.leftOut], [2, 0, 1])
  assert.ok(adds(draft.counts))
  const agreed = await clerk.post(`/api/imports/${id}/agreement`, {
    revision: draft.revision,
    keepCodesBecause: null,
  })
  assert.equal(agreed.status, 200)
  await it.product.jobs.drain()
  const found = await rows(
    it.db.owner,
    `select f.title, f.found_on, f.next_due_on, d.owner_org = f.rectifier_org as theirs,
        d.due_on, d.state
       from finding f join deadline d on d.subject_id = f.id
      where f.source_note like '《更正.xlsx》%' order by f.number`,
  )
  const due = { next_due_on: '2026-04-01', due_on: '2026-04-01', theirs: true, state: 'open' }
  assert.deepEqual(found, [
    { title: '配电箱未接地', found_on: '2026-02-28', ...due },
    { title: '缺少警示标志', found_on: '2026-02-20', ...due },
  ])
  const desk = await (await it.as('qy.yingji')).get('/api/desk')
  const told = JSON.stringify(desk.body)
  assert.match(told, /配电箱未接地/)
})

test('our own ledger brought back by its numbers adds nothing, registered here or taken over', async () => {
  const made = await clerk.post('/api/findings', registration({ place: '980121001' }))
  assert.equal(made.status, 200, JSON.stringify(made.body))
  const all = await rows<{ id: string; number: string; body: string }>(
    it.db.owner,
    `select id, number, body from finding where jur like '980121%' order by number`,
  )
  const kinds = await rows(it.db.owner, 'select distinct taken_over from finding')
  assert.equal(kinds.length, 2, 'both a registered and a taken-over finding are there')
  const sheet = await writeXlsx({
    sheets: [
      {
        name: '导出',
        rows: [
          ['编号', '存在问题', '地区'],
          ...all.map(({ number, body }, nth) => [number, nth === 0 ? '另一说法' : body, null]),
        ],
      },
    ],
  })
  const id = await by.uploaded(clerk, 'findings', '导出.xlsx', sheet)
  const draft = await by.draft(clerk, id)
  assert.deepEqual([draft.counts.data, draft.counts.brought], [0, all.length])
  const brought = await by.rows(clerk, id, 'brought')
  assert.deepEqual(
    brought.map(({ broughtId, broughtChanged }) => [broughtId, broughtChanged]),
    all.map((one, nth) => [one.id, nth === 0]),
  )
  const now = await rows(it.db.owner, `select id from finding where jur like '980121%'`)
  assert.equal(now.length, all.length)
})

test('another header row and another column are settled, and the office remembers the column', async () => {
  const sheet = () =>
    writeXlsx({
      sheets: [
        {
          name: '表',
          rows: [
            ['甲栏', '检查日期'],
            ['线路老化', '2026-01-05'],
            ['私拉电线', '2026-01-06'],
          ],
        },
        {
          name: '别的',
          rows: [
            ['存在问题', '检查日期'],
            ['不要这张', '2026-01-07'],
          ],
        },
      ],
    })
  const id = await by.uploaded(clerk, 'findings', '自拟.xlsx', await sheet())
  const before = await by.draft(clerk, id)
  const layout = (sheets: object[]) =>
    clerk.post(`/api/imports/${id}/layout`, { revision: before.revision, sheets })
  const wrong = await layout([
    { name: '表', use: true, headerRows: [1], columns: { 0: 'text', 1: 'text' } },
  ])
  assert.equal(wrong.status, 409)
  const settled = await layout([
    { name: '表', use: true, headerRows: [1], columns: { 0: 'text' } },
    { name: '别的', use: false, headerRows: null, columns: {} },
  ])
  assert.equal(settled.status, 200, JSON.stringify(settled.body))
  await it.product.jobs.drain()
  const after = await by.draft(clerk, id)
  assert.deepEqual(
    after.sheets.map(({ columns, counts }) => [columns.map(({ field }) => field), counts.data]),
    [
      [['text', 'foundOn'], 2],
      [[], 0],
    ],
  )
  assert.ok(after.sheets.every(({ counts }) => adds(counts)))
  assert.equal((await layout([])).status, 409, 'the version seen before is stale')
  const again = await by.draft(
    clerk,
    await by.uploaded(clerk, 'findings', '下月.xlsx', await sheet()),
  )
  assert.equal(again.sheets[0]!.columns[0]!.field, 'text')
})

test('the marked copy is the user’s own file: remarks and colours, every other part as it was', async () => {
  const bytes = Buffer.from(await messyLedger())
  const id = await by.uploaded(clerk, 'findings', '标注.xlsx', bytes)
  const reply = await clerk.post(`/api/imports/${id}/marked-copy`, {})
  await it.product.jobs.drain()
  const { job } = reply.body as { job: string }
  const [done] = await rows<{ state: string; say: string; file_path: string; file_name: string }>(
    it.db.owner,
    'select state, say, file_path, file_name from job where id = $1',
    [job],
  )
  assert.deepEqual([done!.state, done!.file_name], ['done', '标注（标注）.xlsx'], done!.say)
  const copy = readFileSync(done!.file_path)
  const held = await hold(copy)
  const remark = (row: number) =>
    held.sheets[0]!.rows.find((one) => one.row === row)?.cells.find(({ col }) => col === 14)?.text
  assert.match(remark(3)!, /^校验说明/)
  assert.match(remark(15)!, /^不接收；.*F15 .*2023\.2\.30/)
  assert.equal(remark(7), undefined)
  const parts = (of: Buffer) =>
    new Map(
      readZip(of, { entries: 100, bytes: 1e8, ratio: 1000 }).map((entry) => [
        entry.name,
        packedBytes(of, entry).toString('base64'),
      ]),
    )
  const [was, now] = [parts(bytes), parts(copy)]
  assert.deepEqual([...now.keys()].toSorted(), [...was.keys()].toSorted())
  const differ = [...was.keys()].filter((name) => was.get(name) !== now.get(name)).toSorted()
  assert.deepEqual(
    differ,
    ['xl/styles.xml', 'xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml'].filter((name) =>
      differ.includes(name),
    ),
  )
  assert.ok(differ.includes('xl/worksheets/sheet1.xml'))
  const before = await hold(bytes)
  const plain = (sheets: typeof held.sheets) =>
    sheets.map(({ rows: lines }) =>
      lines.map(({ row, cells }) => [row, cells.filter(({ col }) => col < 14)]),
    )
  assert.deepEqual(plain(held.sheets), plain(before.sheets), 'no cell of the file has changed')
  const book = new exceljs.Workbook()
  await book.xlsx.load(copy as never)
  const cell = book.worksheets[0]!.getCell('F15')
  assert.equal((cell.fill as { fgColor?: { argb: string } }).fgColor?.argb, 'FFFDD9D6')
})

test('another format comes back as text with its remarks; each row stays where it was', async () => {
  const text = '存在问题,检查日期\r\n线缆外露,2026-02-30\r\n\r\n"甲,乙",2026-02-20\r\n'
  const bytes = Buffer.from(new Uint8Array([0xef, 0xbb, 0xbf, ...Buffer.from(text)]))
  const id = await by.uploaded(clerk, 'findings', '台账.csv', bytes)
  await clerk.post(`/api/imports/${id}/marked-copy`, {})
  await it.product.jobs.drain()
  const [done] = await rows<{ file_path: string; file_name: string }>(
    it.db.owner,
    `select file_path, file_name from job where kind = 'import.mark' order by asked_at desc, id desc
      limit 1`,
  )
  assert.equal(done!.file_name, '台账（标注）.csv')
  const lines = readFileSync(done!.file_path, 'utf8').split('\r\n')
  assert.deepEqual(lines[0], '\ufeff存在问题,检查日期,校验说明')
  assert.match(lines[1]!, /^线缆外露,2026-02-30,不接收；B2 “2026-02-30”在日历上不存在/)
  assert.deepEqual(lines.slice(2, 4), ['', '"甲,乙",2026-02-20,可接收'])
})

test('a file that is no table is refused by name; who may not import is refused; others find nothing', async () => {
  const id = await by.uploaded(clerk, 'findings', '报告.xlsx', Buffer.from('%PDF-1.7 …'))
  const draft = await by.draft(clerk, id)
  assert.equal(draft.state, 'refused')
  assert.match(draft.say!, /PDF/)
  for (const login of ['qy.zhifa', 'qiye', 'cun', 'sysadmin', 'qy.leader']) {
    const other = await it.as(login)
    const reply = await by.upload(other, 'findings', 'a.xlsx', await messyLedger())
    assert.equal(reply.status, 409, `${login}: ${JSON.stringify(reply.body)}`)
    assert.equal((await other.get(`/api/imports/${id}`)).status, 404)
  }
  const directory = await by.upload(clerk, 'people', 'a.xlsx', await messyLedger())
  assert.match((directory.body as { refused: string }).refused, /系统管理员/)
  const colleague = await it.as('qy.anwei.zr')
  const acts = ['agreement', 'layout', 'cells', 'omissions', 'withdrawal', 'marked-copy']
  const bodies: Record<string, object> = {
    agreement: { revision: 1, keepCodesBecause: null },
    layout: { revision: 1, sheets: [] },
    cells: { sheet: 0, row: 1, field: 'text', text: 'a', choice: null },
    omissions: { sheet: 0, row: 1, reason: 'a' },
  }
  for (const act of acts) {
    const reply = await colleague.post(`/api/imports/${id}/${act}`, bodies[act] ?? {})
    assert.equal(reply.status, 404, act)
  }
  const dropped = await clerk.post(`/api/imports/${id}/withdrawal`, {})
  assert.equal(dropped.status, 200)
  await sweepDrafts(it.product.runner)
  assert.equal((await clerk.get(`/api/imports/${id}`)).status, 404)
})
