import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId, perform, type Actor } from '#kernel/index.ts'
import { verifyDeployment } from '#journal/index.ts'
import { demoId, postsOf } from '#places/index.ts'
import { answerOf, no, served, type Caller, type ReplyOf, type Served } from '../../test/served.ts'
import { LEDGERS } from '../app/index.ts'
import { issueWarning, tellUntold } from './index.ts'
import type {
  IssueWarning,
  ReceivedWarning,
  WarningDetail,
  WarningRow,
  WarningTold,
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

const done = <T = WarningTold>(reply: ReplyOf<T>) => answerOf(reply)
type Board = { rows: WarningRow[]; received: ReceivedWarning[] }
const board = async (by: Caller) => done<Board>(await by.get('/api/warnings'))
const wanted = {
  grade: 'yellow',
  topic: 'flood',
  area: '9801',
  text: '近期有强降雨，请检查尾矿库和低洼厂房。（演示）',
  validUntil: '2026-03-10',
  bodies: ['qy.anweiban', 'pg.anweiban'].map(demoId),
}
const issue = (by: Caller, more = {}) => by.post('/api/warnings', { ...wanted, ...more })

type Desk = { groups: { rows: { label: string; dueOn?: string }[] }[] }
const lies = async (by: Caller) =>
  done<Desk>(await by.get('/api/desk')).groups.some(({ rows }) =>
    rows.some(({ label }) => label === '预警回执'),
  )

let warning: WarningTold
let mine: ReceivedWarning
const detail = async () => done<WarningDetail>(await office.get(`/api/warnings/${warning.id}`))

test('a warning is refused to whom it does not belong, and to whom it may not go', async () => {
  assert.match(no(await issue(await product.as('chayue'))), /本岗位/)
  assert.match(no(await issue(office, { bodies: [demoId('yc.anweihui')] })), /不向.*发送预警/)
  assert.match(no(await issue(office, { bodies: [demoId('qy.yingji')] })), /不在本单位职权所及/)
  assert.match(no(await issue(county)), /预警区域应为/)
  const foreign = { area: '980121', bodies: [demoId('pg.anweiban')] }
  assert.match(no(await issue(county, foreign)), /不在本级管辖范围内/)
  assert.match(no(await issue(office, { validUntil: '2026-03-01' })), /不得早于今日/)
  assert.match(no(await issue(office, { bodies: [] })), /请选择发送单位/)
  assert.match(no(await issue(office, { area: '98019' })), /没有这个地区/)
  assert.equal((await issue(office, { urgent: true })).status, 400, 'an unknown field')
})

test('each body has it on its desk; who is silent is named; foreign ones see nothing', async () => {
  warning = done(await issue(office))
  assert.deepEqual(warning.failed, [])
  mine = (await board(county)).received[0]!
  assert.equal(mine.title, '云川市汛期黄色预警')
  assert.equal(mine.number, '预警〔2026〕1号', 'refused ones took no number')
  assert.equal(mine.dueOn, '2026-03-04', 'two working days for yellow')
  assert.equal(await lies(county), true)
  assert.equal((await other.get(`/api/warnings/receipts/${mine.id}`)).status, 404)
  assert.equal((await county.get(`/api/warnings/${warning.id}`)).status, 404)
  const file = await office.get(`/api/warnings/${warning.id}/document`)
  assert.equal(file.status, 200)
  assert.match(String(file.headers['content-type']), /wordprocessingml/)
  assert.equal((await county.get(`/api/warnings/${warning.id}/document`)).status, 404)
  const { receipts, acknowledged, asked } = await detail()
  assert.deepEqual([acknowledged, asked], [0, 2])
  assert.ok(receipts.every(({ state }) => state === 'asked'))
})

test('a body acknowledges with its measures; only itself, and not blindly', async () => {
  const path = `/api/warnings/receipts/${mine.id}/acknowledgement`
  const said = { revision: 1, measures: '已转移低洼厂房人员。' }
  assert.match(no(await office.post(path, said)), /应由/)
  assert.equal((await other.post(path, said)).status, 404)
  assert.equal((await county.post(path, { ...said, measures: ' ' })).status, 400)
  done(await county.post(path, said))
  assert.equal((await county.post(path, said)).status, 409)
  assert.equal(await lies(county), false)
  const { acknowledged, receipts } = await detail()
  assert.equal(acknowledged, 1)
  assert.equal(receipts.find(({ state }) => state === 'asked')?.org, demoId('pg.anweiban'))
})

test('an adjusted grade asks everybody again, sooner, and keeps what was said', async () => {
  const path = `/api/warnings/${warning.id}/adjustment`
  const up = { revision: 1, grade: 'red', validUntil: '2026-03-10', reason: '雨势加大。' }
  assert.equal((await county.post(path, up)).status, 404)
  assert.equal((await office.post(path, { ...up, revision: 9 })).status, 409)
  assert.match(no(await office.post(path, { ...up, grade: 'yellow' })), /均未改变/)
  const moved = done(await office.post(path, up))
  assert.deepEqual(moved.failed, [])
  const now = (await board(county)).received[0]!
  assert.deepEqual([now.state, now.grade, now.dueOn], ['asked', 'red', '2026-03-03'])
  assert.equal(now.note, '雨势加大。')
  assert.equal(now.earlier[0]?.measures, '已转移低洼厂房人员。')
  assert.equal(await lies(county), true)
  const stale = { revision: mine.revision, measures: '迟到的页面' }
  const answer = `/api/warnings/receipts/${mine.id}/acknowledgement`
  assert.equal((await county.post(answer, stale)).status, 409, 'not of the earlier grade')
  done(await county.post(answer, { ...stale, revision: now.revision, measures: '已停产撤人。' }))
  const seen = await detail()
  assert.deepEqual([seen.acknowledged, seen.changes[0]?.to], [1, 'red'])
})

/** The office's clerk for an act whose second half does not happen. */
async function clerk(): Promise<Actor> {
  const person = demoId('person anwei')
  const [post] = await postsOf(product.db.app, person, product.clock.today())
  assert.ok(post)
  const { id, org, role, scope } = post
  const account = demoId('account anwei')
  return { account, person, post: id, org, role, scope, onBehalfOf: null, demo: true }
}

test('whom an interrupted act left untold is told in the night', async () => {
  const { runner } = product.product
  assert.equal(await tellUntold(runner), 0)
  const actor = await clerk()
  const body = { ...wanted, grade: 'blue', topic: 'heat' } as IssueWarning
  const alone = await perform(runner, issueWarning, { body }, { actor, key: newId() })
  assert.ok('done' in alone)
  const path = `/api/warnings/${(alone.done as { id: string }).id}`
  const untold = async () => done<WarningDetail>(await office.get(path)).untold.length
  assert.equal(await untold(), 2)
  assert.equal(await tellUntold(runner), 1)
  assert.equal(await untold(), 0)
  done(await office.post(`${path}/lifting`, { revision: 1, reason: '误发。' }))
})

test('past its date it is expired and still to be lifted; the silent one stands as silent', async () => {
  product.clock.set('2026-03-12T02:00:00Z')
  office = await product.as('anwei', 'anew')
  county = await product.as('qy.anwei', 'anew')
  other = await product.as('pg.anwei', 'anew')
  const before = await detail()
  assert.deepEqual([before.state, before.expired], ['in_force', true])
  const path = `/api/warnings/${warning.id}/lifting`
  const lift = { revision: 2, reason: '降雨结束。' }
  assert.equal((await county.post(path, lift)).status, 404)
  done(await office.post(path, lift))
  const { state, expired, receipts } = await detail()
  assert.deepEqual([state, expired], ['lifted', false])
  const states = receipts.map((one) => one.state).toSorted((a, b) => a.localeCompare(b))
  assert.deepEqual(states, ['acknowledged', 'silent'])
  assert.equal(await lies(other), false, 'nothing is left on the desk')
  const theirs = (await board(other)).received.find(({ grade }) => grade === 'red')!
  assert.equal(theirs.note, '降雨结束。')
  const late = { revision: theirs.revision, measures: '补报' }
  const answer = `/api/warnings/receipts/${theirs.id}/acknowledgement`
  assert.match(no(await other.post(answer, late)), /未回执已记入/)
  assert.match(no(await office.post(path, { ...lift, revision: 3 })), /已经解除/)
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
