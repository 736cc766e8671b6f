import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId, rows } from '#kernel/index.ts'
import { verifyDeployment } from '#journal/index.ts'
import { demoId } from '#places/index.ts'
import { answerOf, no, served, type Caller, type Reply, type Served } from '../../test/served.ts'
import { LEDGERS } from '../app/index.ts'
import type { IncomingDetail, PaperMoved, TaskDetail, TaskRow } from './words.ts'

let product: Served
let office: Caller
let leader: Caller
before(async () => {
  product = await served()
  office = await product.as('anwei')
  leader = await product.as('leader')
})
after(() => product.close())

const incoming = {
  title: '关于开展岁末年初安全防范工作的通知',
  kind: 'notice',
  fromName: '云岭省安全生产委员会办公室（演示）',
  documentNumber: '云岭安办〔2026〕12号',
  receivedOn: '2026-03-02',
  dueOn: '2026-03-20',
  declaredUnclassified: true,
}
const task = { title: '报送防范情况', content: '报送排查数量和整改情况。', dueOn: '2026-03-12' }

/** What a call answered, in a type that names it once; anything but success fails the test. */

const done = (reply: Reply) => answerOf<PaperMoved>(reply)

const register = async (by = office, more = {}) =>
  done(await by.post('/api/incoming', { ...incoming, ...more }))
async function draft(orgs: readonly string[], more = {}, by = office) {
  const to = orgs.map((key) => ({ org: demoId(key) }))
  return answerOf<{ tasks: PaperMoved[]; failed: { org: string; say: string }[]; say: string }>(
    await by.post('/api/tasks', { ...task, to, ...more }),
  )
}
const on = (moved: PaperMoved, act: string, body: object = {}, by = office) =>
  by.post(`/api/tasks/${moved.id}/${act}`, { revision: moved.revision, ...body })

/** Bodies of the city and of its first county to which tasks go in these tests. */
const BODIES = ['yc.yingji', 'yc.zhujian', 'yc.jiaotong', 'qy.yingji', 'qy.zhen']

test('a notice is registered, put to the leader, instructed, becomes tasks, and is finished', async () => {
  const paper = await register()
  assert.match(paper.number, /^收文〔2026〕\d+号$/)
  const to = demoId('yc.gov')
  const proposed = done(
    await office.post(`/api/incoming/${paper.id}/proposal`, {
      revision: paper.revision,
      proposal: '拟请有关单位于3月12日前报送。',
      leaderOrg: to,
    }),
  )
  const desk = answerOf<{ groups: { rows: { label: string; route: string }[] }[] }>(
    await leader.get('/api/desk'),
  )
  const asked = desk.groups.flatMap((group) => group.rows)
  assert.ok(asked.some((row) => row.label === '批示' && row.route === `/incoming/${paper.id}`))
  const instructed = done(
    await leader.post(`/api/incoming/${paper.id}/instruction`, {
      revision: proposed.revision,
      instruction: '同意。逐项落实。',
    }),
  )
  const { tasks } = await draft(['yc.yingji', 'qy.yingji'], { incoming: paper.id })
  assert.equal(tasks.length, 2)
  const early = await office.post(`/api/incoming/${paper.id}/completion`, {
    revision: instructed.revision,
  })
  assert.equal(no(early), '还有2项任务未办完，全部完成后办结。')
  for (const one of tasks) done(await on(one, 'withdrawal'))
  const finished = await office.post(`/api/incoming/${paper.id}/completion`, {
    revision: instructed.revision,
  })
  assert.equal(done(finished).state, 'finished')
  const late = await office.post('/api/tasks', {
    ...task,
    incoming: paper.id,
    to: [{ org: demoId('yc.yingji') }],
  })
  assert.match(
    answerOf<{ failed: { say: string }[] }>(late).failed[0]!.say,
    /收文.*已经结束，不能再拟任务/,
  )
  const detail = answerOf<IncomingDetail>(await office.get(`/api/incoming/${paper.id}`))
  assert.deepEqual(
    detail.steps.map(({ act }) => act),
    ['finish', 'instruct', 'propose', 'register'],
  )
  assert.ok(detail.deadlines.every(({ state }) => state !== 'open'))
})

test('a task: seen by its body once it is sent, received, answered, sent back, accepted', async () => {
  const { tasks } = await draft(['qy.yingji'])
  const [drafted] = tasks
  const bureau = await product.as('qy.yingji')
  assert.equal((await bureau.get(`/api/tasks/${drafted!.id}`)).status, 404, 'a draft is not seen')
  const sent = done(await on(drafted!, 'dispatch'))
  const seen = answerOf<TaskDetail>(await bureau.get(`/api/tasks/${drafted!.id}`))
  assert.equal(seen.state, 'sent')
  const clocks = seen.deadlines.map(({ kind, state }) => `${kind} ${state}`)
  assert.deepEqual(new Set(clocks), new Set(['answer open', 'receive open']))
  assert.match(no(await on(sent, 'answer', { answer: '已报' }, bureau)), /现为“待签收”/)
  const received = done(await on(sent, 'receipt', {}, bureau))
  assert.match(no(await on(received, 'withdrawal')), /已经签收，不能撤回/)
  const answered = done(await on(received, 'answer', { answer: '排查12处。' }, bureau))
  assert.match(no(await on(answered, 'acceptance', {}, bureau)), /本岗位不办理|应由.*安委/)
  const back = done(await on(answered, 'sending-back', { reason: '请写明整改数量。' }))
  const again = done(await on(back, 'answer', { answer: '排查12处，整改9处。' }, bureau))
  assert.equal(done(await on(again, 'acceptance')).state, 'accepted')
  const ended = answerOf<TaskDetail>(await bureau.get(`/api/tasks/${drafted!.id}`))
  assert.ok(ended.deadlines.every(({ state }) => state === 'met' || state === 'cancelled'))
})

test('a task is returned and re-assigned, and returned no more than the packs allow', async () => {
  const { tasks } = await draft(['qy.yingji'])
  const bureau = await product.as('qy.yingji')
  let at = done(await on(tasks[0]!, 'dispatch'))
  for (let turn = 0; turn < 2; turn += 1) {
    at = done(await on(at, 'return', { reason: '不属于本局职责。' }, bureau))
    const to = { org: demoId('qy.yingji'), dueOn: '2026-03-16' }
    at = done(await on(at, 'reassignment', to))
  }
  assert.match(no(await on(at, 'return', { reason: '仍不属于。' }, bureau)), /已退办2次/)
  const other = { org: demoId('qy.zhen'), dueOn: '2026-03-16' }
  assert.match(no(await on(at, 'reassignment', other)), /现为“待签收”，不能改派/)
})

test('one notice to many: repeated submission drafts nothing twice, what cannot be is named', async () => {
  const key = newId()
  const to = [...BODIES.map((name) => ({ org: demoId(name) })), { org: demoId('yc.anjian') }]
  const send = () => office.post('/api/tasks', { ...task, to }, { 'idempotency-key': key })
  type Drafted = { tasks: PaperMoved[]; failed: { org: string }[] }
  const first = answerOf<Drafted>(await send())
  const second = answerOf<Drafted>(await send())
  assert.equal(first.tasks.length, BODIES.length)
  assert.deepEqual(second.tasks, first.tasks)
  assert.deepEqual(
    first.failed.map(({ org }) => org),
    [demoId('yc.anjian')],
    'an abolished body',
  )
  const county = await product.as('qy.anwei')
  const wide = await draft(['pg.yingji'], {}, county)
  assert.equal(wide.failed[0]?.say, '该单位不在本级管辖范围内，或已撤销。')
})

test('clerks who draft and register at once get numbers without gap or double', async () => {
  const county = await product.as('qy.anwei')
  const papers = await Promise.all(Array.from({ length: 8 }, () => register(county)))
  const numbers = papers
    .map(({ number }) => Number(/(\d+)号$/.exec(number)?.[1]))
    .toSorted((a, b) => a - b)
  assert.deepEqual(
    numbers,
    numbers.map((_, index) => numbers[0]! + index),
  )
})

test('two at once: one receives, the other is told', async () => {
  const { tasks } = await draft(['qy.yingji'])
  const bureau = await product.as('qy.yingji')
  const sent = done(await on(tasks[0]!, 'dispatch'))
  const both = await Promise.all([
    on(sent, 'receipt', {}, bureau),
    on(sent, 'return', { reason: '不属于本局职责。' }, bureau),
  ])
  assert.deepEqual(
    both.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 409],
  )
})

test('finishing a paper and drafting a task under it at once: one of the two is refused', async () => {
  const paper = await register()
  const proposal = { revision: paper.revision, proposal: '拟办', leaderOrg: demoId('yc.gov') }
  const proposed = done(await office.post(`/api/incoming/${paper.id}/proposal`, proposal))
  const instruction = { revision: proposed.revision, instruction: '落实。' }
  const at = done(await leader.post(`/api/incoming/${paper.id}/instruction`, instruction))
  const [finished, drafted] = await Promise.all([
    office.post(`/api/incoming/${paper.id}/completion`, { revision: at.revision }),
    draft(['yc.yingji'], { incoming: paper.id }),
  ])
  assert.notEqual(finished.status === 200, drafted.tasks.length === 1)
})

test('who may: the office registers, its leader instructs, strangers see nothing', async () => {
  const enterprise = await product.as('qiye')
  const reader = await product.as('chayue')
  for (const by of [enterprise, reader]) {
    assert.match(no(await by.post('/api/incoming', incoming)), /本岗位不办理|404/)
    const drafted = await by.post('/api/tasks', { ...task, to: [{ org: demoId('qy.yingji') }] })
    assert.equal(answerOf<{ tasks: unknown[] }>(drafted).tasks.length, 0)
  }
  const paper = await register()
  const { tasks } = await draft(['qy.yingji'])
  const sent = done(await on(tasks[0]!, 'dispatch'))
  for (const login of ['pg.anwei', 'qiye', 'qy.zhen', 'chayue', 'qy.anwei']) {
    const by = await product.as(login)
    assert.equal((await by.get(`/api/incoming/${paper.id}`)).status, 404, login)
    assert.equal((await by.get(`/api/tasks/${sent.id}`)).status, 404, login)
    assert.equal((await on(sent, 'receipt', {}, by)).status, 404, login)
    const list = answerOf<{ rows: TaskRow[] }>(await by.get('/api/tasks'))
    assert.ok(!list.rows.some(({ id }) => id === sent.id), login)
  }
  const early = await leader.post(`/api/incoming/${paper.id}/instruction`, {
    revision: paper.revision,
    instruction: '先行。',
  })
  assert.equal(early.status, 404, 'not yet put to the leader')
})

test('bad input gets a sentence and leaves nothing', async () => {
  const cases: readonly [object, RegExp][] = [
    [{ declaredUnclassified: false }, /不涉密/],
    [{ receivedOn: '2026-03-03' }, /不得晚于今日/],
    [{ dueOn: '2026-03-01' }, /不得早于收文日期/],
    [{ title: '' }, /不能为空/],
    [{ unknown: 1 }, /没有这个栏目/],
  ]
  const before = await rows(product.db.owner, 'select id from incoming')
  for (const [more, sentence] of cases) {
    assert.match(no(await office.post('/api/incoming', { ...incoming, ...more })), sentence)
  }
  assert.equal((await rows(product.db.owner, 'select id from incoming')).length, before.length)
  const past = await office.post('/api/tasks', {
    ...task,
    dueOn: '2026-03-01',
    to: [{ org: demoId('yc.yingji') }],
  })
  assert.match(answerOf<{ failed: { say: string }[] }>(past).failed[0]!.say, /不得早于今日/)
  const twice = await office.post('/api/tasks', {
    ...task,
    to: [{ org: demoId('yc.yingji') }, { org: demoId('yc.yingji') }],
  })
  assert.match(no(twice), /同一单位只能选一次/)
})

test('lists page through everything once, the nearest date first', async () => {
  const county = await product.as('qy.anwei')
  for (let day = 0; day < 3; day += 1) {
    await draft(['qy.yingji', 'qy.zhen'], { dueOn: `2026-04-0${day + 1}` }, county)
  }
  const list = answerOf<{ rows: TaskRow[]; next: string | null }>(
    await county.get('/api/tasks?side=issued'),
  )
  const dates = list.rows.map(({ dueOn }) => dueOn)
  assert.deepEqual(dates, dates.toSorted())
  assert.equal(new Set(list.rows.map(({ id }) => id)).size, list.rows.length)
  const found = answerOf<{ rows: TaskRow[] }>(await county.get('/api/tasks?q=100%25'))
  assert.deepEqual(found.rows, [], 'signs are taken literally')
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
