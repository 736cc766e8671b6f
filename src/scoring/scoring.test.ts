import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { verifyDeployment } from '#journal/index.ts'
import { itself, newId, perform } from '#kernel/index.ts'
import { demoId } from '#places/index.ts'
import {
  answerOf,
  follow,
  no,
  served,
  type Caller,
  type ReplyOf,
  type Served,
} from '../../test/served.ts'
import { LEDGERS } from '../app/index.ts'
import { opening } from './index.ts'
import { itemsOf, type PackSheet } from './rules.ts'
import type { SheetDetail, SheetRow, SheetSaid } from './words.ts'

/** 青杨县 scores 平岗县 for the city's office; a named member comes from the city. */
let product: Served
let office: Caller
let scorer: Caller
let member: Caller
let inspected: Caller
before(async () => {
  product = await served()
  office = await product.as('anwei')
  scorer = await product.as('qy.anwei')
  member = await product.as('zhifa')
  inspected = await product.as('pg.anwei')
})
after(() => product.close())

const PACK = 'xinyang-cross-inspection-2023'
const done = <T = SheetSaid>(reply: ReplyOf<T>) => answerOf(reply)
const wanted = {
  pack: PACK,
  place: '980122',
  subjectOrg: demoId('pg.gov'),
  subjectName: '平岗县（演示）',
  ownerOrg: demoId('qy.anweiban'),
  officeOrg: demoId('yc.anweiban'),
  members: [demoId('person zhifa')],
  dueOn: '2026-03-20',
}
const open = (by: Caller, more = {}) => by.post('/api/score-sheets', { ...wanted, ...more })
let id: string
const detail = async (by: Caller = scorer) =>
  done<SheetDetail>(await by.get(`/api/score-sheets/${id}`))
const itemOf = async (item: number, by: Caller = scorer) =>
  (await detail(by)).items.find((one) => one.item === item)!
const taken = (criterion: string, more = {}) => ({
  criterion,
  clause: 1,
  times: 1,
  reason: '资料中没有写明（演示）',
  ...more,
})
const score = async (by: Caller, item: number, deductions: object[] = [], more = {}) => {
  const { id: row, revision } = await itemOf(item)
  return by.post(`/api/score-items/${row}/score`, {
    revision,
    done: '查阅了资料（演示）',
    deductions,
    ...more,
  })
}
type Desk = { groups: { rows: { label: string; number: string | null }[] }[] }
const desk = async (by: Caller) => {
  await follow(product)
  const { groups } = done<Desk>(await by.get('/api/desk'))
  return groups.flatMap(({ rows }) => rows.map(({ label }) => label))
}

test('a sheet is opened by the office that receives it, over places and people that may', async () => {
  assert.match(no(await open(await product.as('chayue'))), /经办岗位发起/)
  assert.match(no(await open(scorer)), /接收打分表的单位发起/)
  assert.match(no(await open(office, { place: '9802' })), /被检查地区/)
  assert.match(no(await open(office, { pack: 'cn-work-safety-law-2021' })), /没有打分表/)
  assert.match(no(await open(office, { members: [newId()] })), /没有现任岗位/)
  assert.match(no(await open(office, { members: [demoId('person pg.anwei')] })), /应当回避/)
  assert.match(no(await open(office, { dueOn: '2026-03-01' })), /不得早于今日/)
  assert.equal((await open(office, { ranking: true })).status, 400, 'an unknown field')
  const opened = done(await open(office))
  assert.equal(opened.number.endsWith('〔2026〕1号'), true, 'refused ones took no number')
  id = opened.id
  assert.deepEqual((await desk(scorer)).includes('提交打分表'), true)
})

test('scorers of another county see it by their tie; the inspected county not before it is confirmed', async () => {
  const seen = await detail()
  assert.equal(seen.items.length, 48)
  assert.ok(seen.items.every(({ state, score: own }) => state === 'not_scored' && own === null))
  assert.equal(seen.keeper?.org, demoId('pg.anweiban'))
  assert.equal((await detail(member)).id, id)
  assert.equal((await detail(office)).id, id)
  for (const login of ['pg.anwei', 'pg.yingji', 'dl.anwei', 'qiye', 'leader']) {
    const other = await product.as(login)
    assert.equal((await other.get(`/api/score-sheets/${id}`)).status, 404, login)
    const list = done<{ rows: SheetRow[] }>(await other.get('/api/score-sheets'))
    assert.deepEqual(list.rows, [], login)
  }
  assert.equal((await office.get(`/api/score-sheets/${newId()}`)).status, 404)
  assert.equal((await office.get('/api/score-sheets/none')).status, 404)
})

test('an item is scored by the scorers alone, as the sheet says; the page sums it', async () => {
  const { id: row, revision } = await itemOf(1)
  const body = { revision, done: '查阅了资料（演示）', deductions: [taken('C02')] }
  const path = `/api/score-items/${row}/score`
  assert.match(no(await office.post(path, body)), /评分应由/)
  assert.equal((await inspected.post(path, body)).status, 404)
  assert.equal((await scorer.post(path, { ...body, done: ' ' })).status, 400)
  assert.match(no(await score(scorer, 1, [taken('C03')])), /没有评分标准C03/)
  assert.match(no(await score(scorer, 2, [taken('C04')])), /逐一写明企业/)
  const said = done(await scorer.post(path, body))
  assert.equal(said.say, '第1项得2分。')
  const { figures, items } = await detail()
  assert.deepEqual([figures.score, figures.scored], ['2', 1])
  assert.deepEqual(items[0]!.history, [], 'nothing stood there before')
})

test('two people score two items at once; on one item the second is told who and what', async () => {
  const [three, five] = [await itemOf(3), await itemOf(5)]
  const at = (row: { id: string; revision: number }, by: Caller, reason: string) =>
    by.post(`/api/score-items/${row.id}/score`, {
      revision: row.revision,
      done: reason,
      deductions: [],
    })
  const both = await Promise.all([at(three, scorer, '甲评'), at(five, member, '乙评')])
  assert.deepEqual(
    both.map(({ status }) => status),
    [200, 200],
  )
  const four = await itemOf(4)
  const same = await Promise.all([at(four, scorer, '甲评'), at(four, member, '乙评')])
  assert.deepEqual(
    same.map(({ status }) => status).toSorted((one, other) => one - other),
    [200, 409],
  )
  const late = same.find(({ status }) => status === 409)!
  const [change] = (late.body as { changes: { act: string; by: string }[] }).changes
  assert.match(change?.act ?? '', /第4项评为得5分/)
  assert.ok(['林晓禾', '乔木森'].some((name) => change?.by.includes(name)))
})

test('items are shared out among scorers; it keeps nobody else from scoring', async () => {
  const path = `/api/score-sheets/${id}/shares`
  const share = (person: string | null, items = [6, 7]) => ({ person, items })
  assert.match(no(await office.post(path, share(demoId('person zhifa')))), /评分分工应由/)
  assert.equal((await inspected.post(path, share(null))).status, 404)
  assert.match(no(await scorer.post(path, share(demoId('person pg.anwei')))), /分工对象应为/)
  assert.match(no(await scorer.post(path, share(demoId('person zhifa'), [99]))), /没有第99项/)
  done(await scorer.post(path, share(demoId('person zhifa'))))
  assert.equal((await itemOf(6)).assigneeName, '乔木森（演示）')
  done(await score(scorer, 6))
})

test('what is missing is named before it is handed in; the sample has three key sectors', async () => {
  const submit = async (by: Caller) => {
    const { revision } = await detail()
    return by.post(`/api/score-sheets/${id}/submission`, { revision, note: null })
  }
  assert.match(no(await submit(scorer)), /未评43项：第2、7至48项。.*还缺3个/)
  const { scoring } = await detail()
  for (const { id: item } of itemsOf(scoring as PackSheet)) {
    if ((await itemOf(item)).state === 'not_scored') done(await score(member, item))
  }
  const sample = (['chemicals', 'construction', 'industry_trade'] as const).map((sector, at) => ({
    sector,
    name: `企业${at + 1}（演示）`,
    subject: null,
  }))
  const frame = async (by: Caller, some: object[]) =>
    by.post(`/api/score-sheets/${id}/frame`, {
      revision: (await detail()).revision,
      sample: some,
      beside: { coefficient: null, adjustments: [] },
    })
  assert.match(no(await frame(office, sample)), /登记抽查企业应由/)
  assert.equal(
    (
      await inspected.post(`/api/score-sheets/${id}/frame`, {
        revision: 1,
        sample,
        beside: { coefficient: null, adjustments: [] },
      })
    ).status,
    404,
  )
  done(await frame(scorer, sample.slice(0, 2)))
  assert.match(no(await submit(scorer)), /还缺1个/)
  done(await frame(scorer, sample))
  const named = taken('C04', { times: 2, named: ['企业1（演示）', '企业2（演示）'] })
  done(await score(scorer, 2, [named]))
  assert.match(no(await submit(office)), /提交打分表应由/)
  assert.equal(
    (await inspected.post(`/api/score-sheets/${id}/submission`, { revision: 1, note: null }))
      .status,
    404,
  )
  const said = done(await submit(member))
  assert.match(said.say, /97分/)
  assert.equal((await desk(scorer)).includes('提交打分表'), false)
  assert.equal((await desk(office)).includes('确认打分表'), true)
  assert.match(no(await score(scorer, 9)), /由.*退回/)
})

test('the office sends back with a reason; what changes then needs its own, and the old score stays', async () => {
  const path = `/api/score-sheets/${id}/return`
  const { revision } = await detail()
  const body = { revision, note: '第9项扣分依据不足（演示）' }
  assert.match(no(await scorer.post(path, body)), /退回/)
  assert.equal((await inspected.post(path, body)).status, 404)
  assert.equal((await office.post(path, { ...body, revision: 1 })).status, 409)
  done(await office.post(path, body))
  assert.equal((await desk(scorer)).includes('提交打分表'), true)
  assert.match(no(await score(scorer, 9, [taken('C15', { named: ['冷库机房'] })])), /应写明理由/)
  const named = taken('C15', { named: ['冷库机房'], reason: '机房漏查一处（演示）' })
  done(await score(scorer, 9, [named], { reason: '补充现场证据（演示）' }))
  const { history, score: own } = await itemOf(9)
  assert.equal(own, '0')
  assert.deepEqual(
    history.map((one) => [one.score, one.scoredName, one.changedName, one.reason]),
    [['2', '乔木森（演示）', '林晓禾（演示）', '补充现场证据（演示）']],
  )
  const again = await detail()
  done(
    await scorer.post(`/api/score-sheets/${id}/submission`, {
      revision: again.revision,
      note: null,
    }),
  )
})

test('confirmed, the inspected county reads it; it may not act on it', async () => {
  const path = `/api/score-sheets/${id}/confirmation`
  const { revision } = await detail()
  assert.match(no(await scorer.post(path, { revision, note: null })), /确认/)
  assert.equal((await inspected.post(path, { revision, note: null })).status, 404)
  done(await office.post(path, { revision, note: null }))
  const read = await detail(inspected)
  assert.equal(read.state, 'confirmed')
  assert.deepEqual(
    read.moves.map(({ act, score: own }) => [act, own]),
    [
      ['submit', '97'],
      ['send_back', '97'],
      ['submit', '95'],
      ['confirm', '95'],
    ],
  )
  assert.match(
    no(
      await inspected.post(`/api/score-sheets/${id}/void`, {
        revision: revision + 1,
        note: '不服',
      }),
    ),
    /作废/,
  )
  const file = await inspected.get(`/api/score-sheets/${id}/workbook`)
  assert.equal(file.status, 200)
  assert.match(String(file.headers['content-type']), /spreadsheetml/)
})

test('a deduction becomes a finding in one step; each leads to the other', async () => {
  const { id: row } = await itemOf(9)
  const path = `/api/score-items/${row}/findings`
  const finding = {
    place: '980122',
    subject: null,
    subjectName: '冷库（演示）',
    sector: 'industry_trade',
    grade: 'ordinary',
    majorClause: null,
    origin: 'government',
    office: demoId('pg.anweiban'),
    sourceNote: '打分表（演示）',
    title: '冷库机房漏查',
    text: '机房漏查一处（演示）',
    foundOn: '2026-03-02',
    foundBy: '检查组（演示）',
    evidence: [],
  }
  assert.match(no(await scorer.post(path, { criterion: 'C16', finding })), /没有扣分/)
  assert.match(no(await inspected.post(path, { criterion: 'C15', finding })), /登记问题应由/)
  assert.equal(
    (await (await product.as('dl.anwei')).post(path, { criterion: 'C15', finding })).status,
    404,
  )
  const made = done(await scorer.post(path, { criterion: 'C15', finding }))
  const { findings } = await itemOf(9)
  assert.deepEqual(
    findings.map((one) => [one.number, one.criterion, one.state, one.open]),
    [[made.number, 'C15', 'registered', false]],
    'the scoring county reads number and state, and does not open it',
  )
  const page = done<{ source: object }>(await inspected.get(`/api/findings/${made.id}`))
  assert.deepEqual(page.source, { kind: 'score_item', id: row, part: 'C15' })
  const back = `/api/score-items/of-finding/${made.id}`
  const { rows } = done<{ rows: { sheet: string; criterionNumber: number; open: boolean }[] }>(
    await inspected.get(back),
  )
  assert.deepEqual(
    rows.map((one) => [one.sheet, one.criterionNumber, one.open]),
    [[id, 15, true]],
  )
  assert.deepEqual(
    done<{ rows: unknown[] }>(await (await product.as('dl.anwei')).get(back)).rows,
    [],
  )
})

test('summary and ruler are told of the set; an order only to the office that asks', async () => {
  type Summary = { rows: SheetRow[]; ranking: unknown }
  const summary = async (by: Caller, more = '') =>
    done<Summary>(await by.get(`/api/score-summary?pack=${PACK}${more}`))
  assert.equal((await summary(office)).ranking, null)
  assert.deepEqual((await summary(office, '&ranked=1')).ranking, [{ id, place: 1 }])
  assert.equal((await summary(inspected, '&ranked=1')).ranking, null)
  const ruler = done<{ compared: boolean; rows: unknown[] }>(
    await office.get(`/api/score-ruler?pack=${PACK}`),
  )
  assert.deepEqual([ruler.compared, ruler.rows.length], [false, 1])
  const hers = done<{ rows: unknown[] }>(await scorer.get(`/api/score-ruler?pack=${PACK}`))
  assert.deepEqual(hers.rows, [], 'groups do not watch each other')
  const review = { criterion: 'C15', note: '已核对现场照片（演示）' }
  const path = `/api/score-sheets/${id}/reviews`
  assert.match(no(await scorer.post(path, review)), /复核/)
  assert.match(no(await office.post(path, { ...review, criterion: 'C99' })), /没有评分标准C99/)
  done(await office.post(path, review))
  const { packVersion } = await detail()
  const again = await scorer.get(`/api/score-sheets/${id}/rejudgement?version=${packVersion}`)
  const both = done<{ items: { difference: string | null }[] }>(again)
  assert.ok(both.items.every(({ difference }) => difference === '0'))
  const nothing = await office.get(`/api/score-sheets/${id}/rejudgement?version=none`)
  assert.equal(nothing.status, 404)
  assert.equal(
    (await (await product.as('dl.anwei')).get(path.replace('reviews', 'workbook'))).status,
    404,
  )
})

test('another module has sheets opened by the product, one for each source; a voided one makes room', async () => {
  const source = { kind: 'campaign_group', id: newId(), of: newId() }
  const body = { ...wanted, packVersion: null, source }
  const run = () =>
    perform(
      product.product.runner,
      opening(product.db.app),
      { body },
      {
        actor: itself(wanted.place, true),
        key: newId(),
      },
    )
  const first = await run()
  assert.ok('done' in first, JSON.stringify(first))
  const second = await run()
  assert.match('refused' in second ? second.refused : '', /该来源已有打分表/)
  const { id: other, revision } = first.done as SheetSaid
  const path = `/api/score-sheets/${other}/void`
  assert.match(no(await scorer.post(path, { revision, note: '开错（演示）' })), /作废/)
  done(await office.post(path, { revision, note: '开错（演示）' }))
  assert.ok('done' in (await run()))
  const listed = done<{ rows: SheetRow[] }>(await office.get(`/api/score-sheets?of=${source.of}`))
  assert.deepEqual(listed.rows.map(({ state }) => state).toSorted(), ['open', 'void'])
  await follow(product)
})

test('the journal holds what the ledgers hold', async () => {
  const { journal, db, dataDir } = product.product
  while ((await journal.sequencer.run()) > 0);
  const report = await verifyDeployment({
    pool: db.owner,
    ledgers: LEDGERS.values(),
    keysDir: `${dataDir}/keys`,
  })
  assert.deepEqual(report.problems, [])
})
