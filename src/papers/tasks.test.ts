import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId, rows } from '#kernel/index.ts'
import { verifyDeployment } from '#journal/index.ts'
import { demoId } from '#places/index.ts'
import { answerOf, no, served, type Caller, type Reply, type Served } from '../../test/served.ts'
import { LEDGERS } from '../app/index.ts'
import { leaveTasks } from './index.ts'
import { bulkRefusal } from './rules.ts'
import type { ChosenTask, PaperMoved, TaskDetail, TaskRow } from './words.ts'

const START = '2026-03-02T02:00:00Z'
let product: Served
let office: Caller
let county: Caller
before(async () => {
  product = await served(START)
  office = await product.as('anwei')
  county = await product.as('qy.yingji')
})
after(() => product.close())

const task = { title: '报送防范情况', content: '报送排查数量。', dueOn: '2026-03-12' }

const done = (reply: Reply) => answerOf<PaperMoved>(reply)
type Drafted = { tasks: PaperMoved[]; failed: { org: string; say: string }[] }
type To = { org: string; part?: 'lead' | 'assist' }
const draft = async (to: readonly To[], more = {}, by = office) =>
  answerOf<Drafted>(
    await by.post('/api/tasks', {
      ...task,
      to: to.map((one) => ({ ...one, org: demoId(one.org) })),
      ...more,
    }),
  )
const on = (moved: PaperMoved, act: string, body: object = {}, by = office) =>
  by.post(`/api/tasks/${moved.id}/${act}`, { revision: moved.revision, ...body })
const detail = async (id: string, by = office) =>
  answerOf<TaskDetail>(await by.get(`/api/tasks/${id}`))
async function received(): Promise<PaperMoved> {
  const { tasks } = await draft([{ org: 'qy.yingji' }])
  return done(await on(done(await on(tasks[0]!, 'dispatch')), 'receipt', {}, county))
}

test('a batch leaves after the time of the house, and is recalled before without a trace', async () => {
  const bodies = ['qy.yingji', 'qy.zhen', 'yc.zhujian'].map((org) => ({ org }))
  const { tasks } = await draft(bodies)
  const batch = newId()
  for (const one of tasks) {
    assert.equal(done(await on(one, 'dispatch', { batch })).state, 'leaving')
  }
  const { id } = tasks[0]!
  assert.equal((await county.get(`/api/tasks/${id}`)).status, 404)
  const listed = answerOf<{ rows: TaskRow[] }>(await county.get('/api/tasks'))
  assert.ok(!listed.rows.some((row) => row.id === id))
  const clocks = 'select id from deadline where subject_id = $1'
  assert.deepEqual(await rows(product.db.owner, clocks, [id]), [], 'nothing on a desk')
  const waiting = answerOf<{ rows: { id: string; count: number; leavesAt: string }[] }>(
    await office.get('/api/tasks/batches'),
  )
  assert.equal(waiting.rows[0]?.id, batch)
  assert.equal(waiting.rows[0]?.count, 3)
  assert.equal(Date.parse(waiting.rows[0]?.leavesAt ?? '') - Date.parse(START), 5 * 60_000)
  assert.equal(await leaveTasks(product.product.runner), 0, 'not yet')
  const leaving = await detail(id)
  assert.match(no(await on({ ...tasks[0]!, ...leaving }, 'withdrawal')), /尚未发出，请先收回/)
  for (const login of ['qy.anwei', 'qiye', 'chayue']) {
    const by = await product.as(login)
    assert.equal((await by.post(`/api/tasks/batches/${batch}/recall`, {})).status, 404, login)
  }
  const back = answerOf<{ recalled: number; say: string }>(
    await office.post(`/api/tasks/batches/${batch}/recall`, {}),
  )
  assert.equal(back.say, '已收回3项。')
  assert.equal((await office.post(`/api/tasks/batches/${batch}/recall`, {})).status, 404)
  const again = newId()
  for (const one of tasks) {
    const at = await detail(one.id)
    assert.equal(at.state, 'draft')
    done(await on({ ...one, revision: at.revision }, 'dispatch', { batch: again }))
  }
  product.clock.set('2026-03-02T02:05:00Z')
  assert.equal(await leaveTasks(product.product.runner), 3)
  assert.equal(await leaveTasks(product.product.runner), 0)
  const seen = await detail(id, county)
  assert.equal(seen.state, 'sent')
  assert.deepEqual(
    seen.steps.map(({ act }) => act),
    ['leave', 'send'],
    'the recall is no business of the receiver',
  )
  assert.equal(seen.deadlines.length, 2)
  const late = answerOf<{ recalled: number; left: number; say: string }>(
    await office.post(`/api/tasks/batches/${again}/recall`, {}),
  )
  assert.deepEqual([late.recalled, late.left], [0, 3])
  assert.match(late.say, /3项已经发出/)
})

test('the look before a bulk act says which go and why others do not', async () => {
  const { tasks } = await draft([{ org: 'qy.yingji' }, { org: 'qy.zhen' }], {
    title: '批量核对（演示）',
  })
  done(await on(tasks[0]!, 'dispatch'))
  type Choice = { rows: ChosenTask[]; more: boolean; today: string }
  const look = answerOf<Choice>(
    await office.get(`/api/tasks/choice?q=${encodeURIComponent('批量核对')}`),
  )
  assert.equal(look.rows.length, 2)
  assert.equal(look.more, false)
  const viewer = { org: look.rows[0]!.ownerOrg, role: 'committee_clerk' }
  const why = look.rows.map((row) =>
    bulkRefusal('send', row, viewer, { ...row, today: look.today }),
  )
  assert.deepEqual(why.map((one) => one?.refused ?? '').toSorted(), [
    '',
    '任务现为“待签收”，不能下达。',
  ])
  const late = bulkRefusal(
    'send',
    look.rows.find(({ state }) => state === 'draft')!,
    viewer,
    {
      limits: { returnsMost: 2 },
      today: '2026-04-01',
    },
  )
  assert.match(late?.refused ?? '', /不得早于今日/)
  const ids = answerOf<Choice>(await office.get(`/api/tasks/choice?ids=${tasks[1]!.id}`))
  assert.deepEqual(
    ids.rows.map(({ id }) => id),
    [tasks[1]!.id],
  )
  const stranger = await product.as('pg.anwei')
  const none = answerOf<Choice>(await stranger.get(`/api/tasks/choice?ids=${tasks[1]!.id}`))
  assert.deepEqual(none.rows, [])
  assert.equal((await office.get('/api/tasks/choice?ids=x')).status, 400)
})

test('a body divides what it received; the answer waits for the parts or says why', async () => {
  const parent = await received()
  const more = { parent: parent.id, dueOn: '2026-03-10' }
  const late = await draft([{ org: 'qy.zhen' }], { ...more, dueOn: '2026-03-20' }, county)
  assert.match(late.failed[0]!.say, /不得晚于原任务（2026-03-12）/)
  const itself = await draft([{ org: 'qy.yingji' }], more, county)
  assert.match(itself.failed[0]!.say, /不能给本单位/)
  const other = await draft([{ org: 'qy.zhen' }], more, await product.as('qy.zhujian'))
  assert.equal(other.tasks.length, 0, 'not their task')
  const issuer = await draft([{ org: 'qy.zhen' }], more)
  assert.match(issuer.failed[0]!.say, /分办应由/)
  const { tasks } = await draft([{ org: 'qy.zhen' }, { org: 'qy.cun' }], more, county)
  assert.equal(tasks.length, 2)
  assert.deepEqual((await detail(parent.id)).subtasks, [], 'drafts are the dividing body’s own')
  const sent = done(await on(tasks[0]!, 'dispatch', {}, county))
  const shown = await detail(parent.id)
  assert.deepEqual(
    shown.subtasks.map(({ state, own }) => [state, own]),
    [['sent', false]],
  )
  assert.equal((await office.get(`/api/tasks/${sent.id}`)).status, 404, 'not its content')
  assert.equal((await detail(sent.id, county)).parent?.id, parent.id)
  assert.equal((await detail(sent.id, await product.as('qy.zhen'))).parent, null)
  const early = await on(parent, 'answer', { answer: '已报。' }, county)
  assert.match(no(early), /还有2项分办任务未办完.*说明理由/)
  done(await on(tasks[1]!, 'withdrawal', {}, county))
  const answered = done(
    await on(parent, 'answer', { answer: '已报。', unfinished: '镇上数据次日补报。' }, county),
  )
  assert.equal((await detail(answered.id)).unfinished, '镇上数据次日补报。')
  const ended = await draft([{ org: 'qy.zhen' }], more, county)
  assert.match(ended.failed[0]!.say, /现为“待验收”，签收后、反馈前可以分办/)
  const free = await received()
  const plain = done(await on(free, 'answer', { answer: '已报。', unfinished: '无' }, county))
  assert.equal((await detail(plain.id)).unfinished, null, 'nothing was open')
})

test('dividing and answering at once: one of the two is refused', async () => {
  const parent = await received()
  const [divided, answered] = await Promise.all([
    draft([{ org: 'qy.zhen' }], { parent: parent.id, dueOn: '2026-03-10' }, county),
    on(parent, 'answer', { answer: '已报。' }, county),
  ])
  assert.notEqual(divided.tasks.length === 1, answered.status === 200)
})

test('whoever leads sees what the assisting bodies answer, who assists learns who leads', async () => {
  const two = await office.post('/api/tasks', {
    ...task,
    to: [
      { org: demoId('qy.yingji') },
      { org: demoId('qy.zhen') },
      { org: demoId('pg.yingji'), part: 'assist' },
    ],
  })
  assert.match(no(two), /主办单位须有且只有一个/)
  const { tasks } = await draft([
    { org: 'pg.yingji', part: 'assist' },
    { org: 'qy.yingji', part: 'lead' },
  ])
  const [lead, assist] = tasks
  const pg = await product.as('pg.yingji')
  done(await on(lead!, 'dispatch'))
  assert.deepEqual((await detail(lead!.id, county)).beside, [], 'a draft is the office’s own')
  const sent = done(await on(assist!, 'dispatch'))
  const got = done(await on(sent, 'receipt', {}, pg))
  done(await on(got, 'answer', { answer: '排查3处。' }, pg))
  const led = (await detail(lead!.id, county)).beside
  assert.deepEqual(
    led.map(({ part, state, answer }) => [part, state, answer]),
    [['assist', 'answered', '排查3处。']],
  )
  const helped = (await detail(assist!.id, pg)).beside
  assert.deepEqual(
    helped.map(({ part, state, answer }) => [part, state, answer]),
    [['lead', null, null]],
  )
  assert.match(helped[0]!.orgName, /应急/)
  assert.equal((await pg.get(`/api/tasks/${lead!.id}`)).status, 404)
})

test('a body abolished between draft and sending: the successor is named and takes the draft', async () => {
  const { tasks } = await draft([{ org: 'yc.shichang' }, { org: 'yc.xiaofang' }])
  const [first, second] = tasks
  await product.db.owner.query('update organization set valid_to = $2 where id = any($1)', [
    [demoId('yc.shichang'), demoId('yc.xiaofang')],
    '2026-03-02',
  ])
  await product.db.owner.query(
    `insert into organization_succession (id, predecessor_id, successor_id, kind, on_date)
      values ($1, $2, $3, 'merged', '2026-03-02')`,
    [newId(), demoId('yc.shichang'), demoId('yc.yingji')],
  )
  assert.match(no(await on(first!, 'dispatch')), /已撤销，职责由.*应急.*承接/)
  assert.match(no(await on(second!, 'dispatch')), /没有登记承接单位/)
  assert.equal((await detail(first!.id)).successors?.length, 1)
  const wrong = await on(first!, 'redirection', { org: demoId('yc.zhujian') })
  assert.match(no(wrong), /不是承接单位/)
  const other = await on(first!, 'redirection', { org: demoId('yc.yingji') }, county)
  assert.equal(other.status, 404)
  const moved = done(await on(first!, 'redirection', { org: demoId('yc.yingji') }))
  const stale = await on(first!, 'redirection', { org: demoId('yc.yingji') })
  assert.equal(stale.status, 409)
  assert.match(no(await on(moved, 'redirection', { org: demoId('yc.yingji') })), /没有撤销/)
  done(await on(moved, 'dispatch'))
  const now = await product.as('yingji')
  assert.equal((await detail(moved.id, now)).state, 'sent')
})

test('the journal holds every act, and equals the ledgers', async () => {
  await product.product.journal.sequencer.drain()
  const report = await verifyDeployment({
    pool: product.db.owner,
    ledgers: LEDGERS.values(),
    keysDir: `${product.product.dataDir}/keys`,
  })
  assert.deepEqual(report.problems, [])
})
