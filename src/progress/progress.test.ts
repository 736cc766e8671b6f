import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { verifyDeployment } from '#journal/index.ts'
import { demoId } from '#places/index.ts'
import { answerOf, no, served, type Caller, type ReplyOf, type Served } from '../../test/served.ts'
import { LEDGERS } from '../app/index.ts'
import { openDue } from './index.ts'
import type {
  AnswerDetail,
  FactRecord,
  ProgressMoved,
  RoundDetail,
  RoundRow,
  SeriesRow,
} from './words.ts'

let product: Served
let office: Caller
let county: Caller
let other: Caller
before(async () => {
  product = await served()
  office = await product.as('anwei')
  county = await product.as('qy.anwei')
  other = await product.as('pg.anwei')
})
after(() => product.close())

const done = <T = ProgressMoved>(reply: ReplyOf<T>) => answerOf(reply)
type Board = { series: SeriesRow[]; rounds: RoundRow[]; asked: AnswerDetail[] }
const board = async (by: Caller) => done<Board>(await by.get('/api/progress'))
const asked = {
  title: '岁末年初调度（演示）',
  basis: '工作安排（演示）',
  rhythm: 'weekly',
  firstOn: '2026-03-02',
  answerDays: 2,
  bodies: ['qy.anweiban', 'pg.anweiban'].map(demoId),
  facts: ['found', 'open', 'overdue', 'tasks_open'],
  questions: ['需要上级协调什么？'],
}
const start = (by: Caller, more = {}) => by.post('/api/progress/series', { ...asked, ...more })

/** A hazard of the first county, found yesterday. */
async function found(): Promise<void> {
  done<unknown>(
    await county.post('/api/findings', {
      place: '980121',
      subject: null,
      subjectName: '演示厂',
      sector: 'industry_trade',
      grade: 'ordinary',
      majorClause: null,
      origin: 'government',
      office: null,
      sourceNote: null,
      title: '通道堵塞（演示）',
      text: '疏散通道堆放物料。',
      foundOn: '2026-03-01',
      foundBy: '检查组（演示）',
    }),
  )
}

let round: ProgressMoved
let mine: AnswerDetail

test('a call is refused where the records already answer, and to whom it does not belong', async () => {
  assert.match(no(await start(office, { questions: ['本周发现隐患多少处'] })), /请选用数字/)
  assert.match(no(await start(await product.as('chayue'))), /本岗位/)
  assert.match(no(await start(county, { bodies: [demoId('pg.anweiban')] })), /不在本级管辖范围内/)
  assert.match(no(await start(office, { firstOn: '2026-02-01' })), /不得早于/)
  assert.match(no(await start(office, { bodies: [] })), /请选择调度对象/)
  assert.equal((await start(office, { ranking: true })).status, 400, 'an unknown field')
})

test('a round asks each body what the records say, as of that moment', async () => {
  await found()
  const series = done(await start(office))
  const path = `/api/progress/series/${series.id}/rounds`
  assert.equal((await county.post(path, { revision: 1 })).status, 404, 'another office')
  assert.equal((await office.post(path, { revision: 7 })).status, 409)
  round = done(await office.post(path, { revision: 1 }))
  assert.match(no(await office.post(path, { revision: 2 })), /本期调度已经开始/)
  mine = (await board(county)).asked[0]!
  const value = (fact: string) => mine.figures.find((one) => one.fact === fact)?.value
  assert.equal(value('found'), 1)
  assert.equal(value('open'), 1)
  assert.equal(value('overdue'), 0)
  const theirs = (await board(other)).asked[0]!
  assert.equal(theirs.figures[0]?.value, 0, 'of its own place only')
  type Behind = { value: number; records: FactRecord[] }
  const behind = done<Behind>(await county.get(`/api/progress/answers/${mine.id}/facts/found`))
  assert.equal(behind.records.length, behind.value)
  assert.match(behind.records[0]!.title, /通道堵塞/)
  assert.equal((await other.get(`/api/progress/answers/${mine.id}`)).status, 404)
  const desk = done<{ groups: { rows: { label: string }[] }[] }>(await county.get('/api/desk'))
  assert.ok(desk.groups.some(({ rows }) => rows.some(({ label }) => label === '答复调度')))
})

test('a body confirms or explains, and answers every question', async () => {
  const path = `/api/progress/answers/${mine.id}/answer`
  const said = { revision: 1, explained: [{ fact: 'open', text: '正在整改。' }], answers: ['无'] }
  assert.match(no(await county.post(path, { ...said, answers: [] })), /请答复第1个问题/)
  assert.match(no(await office.post(path, said)), /应由/)
  assert.equal((await other.post(path, said)).status, 404)
  done(await county.post(path, said))
  const again = done(await county.post(path, { ...said, revision: 2, answers: ['拟请协调设备'] }))
  assert.equal(again.revision, 3, 'until the round ends it may be said anew')
})

test('the office rings up the silent one; closing names it and freezes the figures', async () => {
  const detail = done<RoundDetail>(await office.get(`/api/progress/rounds/${round.id}`))
  const silent = detail.answers.find(({ state }) => state === 'asked')!
  const phone = { revision: silent.revision, text: '值班人员接听，称下午报送。' }
  const path = `/api/progress/answers/${silent.id}/phone`
  assert.match(no(await other.post(path, phone)), /应由/)
  done(await office.post(path, phone))
  const close = { revision: 1, opinion: '请补报。' }
  assert.equal((await county.post(`/api/progress/rounds/${round.id}/closing`, close)).status, 404)
  const closed = done(await office.post(`/api/progress/rounds/${round.id}/closing`, close))
  assert.match(closed.say, /1个单位未反馈/)
  const before = done<RoundDetail>(await office.get(`/api/progress/rounds/${round.id}`))
  const states = before.answers.map(({ state }) => state).toSorted((a, b) => a.localeCompare(b))
  assert.deepEqual(states, ['answered', 'silent'])
  await found()
  const after = done<RoundDetail>(await office.get(`/api/progress/rounds/${round.id}`))
  assert.deepEqual(after.answers, before.answers, 'what was closed stands')
  const theirs = (await board(other)).asked[0]!
  const late = { revision: theirs.revision, explained: [], answers: ['无'] }
  assert.match(no(await other.post(`/api/progress/answers/${theirs.id}/answer`, late)), /已经结束/)
})

test('the nightly work opens the next round on its day, once, and not after it was stopped', async () => {
  assert.equal(await openDue(product.product.runner), 0, 'not yet')
  product.clock.set('2026-03-09T01:00:00Z')
  assert.equal(await openDue(product.product.runner), 1)
  assert.equal(await openDue(product.product.runner), 0)
  office = await product.as('anwei', 'anew')
  const { rounds, series } = await board(office)
  assert.equal(rounds.length, 2)
  assert.equal(series[0]?.nextOn, '2026-03-16')
  const stop = { revision: series[0]?.revision, reason: '工作结束。' }
  done(await office.post(`/api/progress/series/${series[0]?.id}/stop`, stop))
  product.clock.set('2026-03-17T01:00:00Z')
  assert.equal(await openDue(product.product.runner), 0)
})

test('the journal holds what the ledgers hold', async () => {
  const { journal, db } = product.product
  while ((await journal.sequencer.run()) > 0);
  const report = await verifyDeployment({
    pool: db.owner,
    ledgers: LEDGERS.values(),
    keysDir: `${product.product.dataDir}/keys`,
  })
  assert.deepEqual(report.problems, [])
})
