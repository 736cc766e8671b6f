import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId, rows } from '#kernel/index.ts'
import { verifyDeployment } from '#journal/index.ts'
import { demoId } from '#places/index.ts'
import { answerOf, no, served, type Caller, type ReplyOf, type Served } from '../../test/served.ts'
import { LEDGERS } from '../app/index.ts'
import type { HandoverMoved, ListDetail, readHandovers, readPresence } from './words.ts'
import type * as z from 'zod'

let product: Served
let clerk: Caller
let head: Caller
let stranger: Caller
before(async () => {
  product = await served()
  clerk = await product.as('qy.yingji')
  head = await product.as('qy.guzhang')
  stranger = await product.as('pg.yingji')
})
after(() => product.close())

const POST = demoId('post qy.yingji')
const PERSON = demoId('person qy.yingji')
const days = { kind: 'leave', fromOn: '2026-03-02', toOn: '2026-03-06' }

/** What a call answered, in a type that names it once; anything but success fails the test. */
const done = <T = HandoverMoved>(reply: ReplyOf<T>) => answerOf(reply)
const leave = (by: Caller, more = {}) =>
  by.post('/api/leaves', { post: POST, person: PERSON, ...days, ...more })
const presence = async (by: Caller) =>
  done<z.output<typeof readPresence.answer>>(await by.get('/api/presence'))
const board = async (by: Caller) =>
  done<z.output<typeof readHandovers.answer>>(await by.get('/api/handovers'))

/** Holds a post for a person from a day on, entered and released. */
async function hold(post: string, person: string, kind: string, standingInFor: string | null) {
  await product.db.owner.query(
    `insert into holding (id, post_id, person_id, kind, standing_in_for, from_on, released_at, demo)
      values ($1, $2, $3, $4, $5, '2026-01-01', '2026-01-01', true)`,
    [newId(), post, person, kind, standingInFor],
  )
}

/** A task that lies on the clerk's desk. */
async function givenTask(): Promise<void> {
  const office = await product.as('anwei', 'anew')
  const drafted = done<{ tasks: HandoverMoved[] }>(
    await office.post('/api/tasks', {
      title: '报送情况（演示）',
      content: '按要求报送。',
      dueOn: '2026-03-12',
      to: [{ org: demoId('qy.yingji') }],
    }),
  )
  const [one] = drafted.tasks
  done(await office.post(`/api/tasks/${one!.id}/dispatch`, { revision: one!.revision }))
}

test('leave: entered by oneself or the head, the stand-in holds the post, no other county', async () => {
  assert.equal((await leave(stranger)).status, 404, 'another county: as if it did not exist')
  const inspector = await product.as('qy.zhifa')
  assert.match(no(await leave(inspector)), /本人或者本单位负责人/)
  const other = demoId('person qy.zhifa')
  assert.match(no(await leave(clerk, { standIn: other })), /AB角/)
  await hold(POST, other, 'stand_in', PERSON)
  const entered = done(await leave(clerk, { standIn: other }))
  assert.match(no(await leave(head)), /重叠/)
  const seen = await presence(await product.as('qy.zhifa', 'anew'))
  assert.deepEqual(
    seen.standingIn.map(({ id, toOn }) => [id, toOn]),
    [[entered.id, '2026-03-06']],
  )
  const end = { revision: entered.revision, on: '2026-03-04' }
  assert.equal((await stranger.post(`/api/leaves/${entered.id}/end`, end)).status, 404)
  const stale = await clerk.post(`/api/leaves/${entered.id}/end`, { ...end, revision: 9 })
  assert.equal(stale.status, 409)
  const ended = done(await clerk.post(`/api/leaves/${entered.id}/end`, end))
  assert.match(
    no(await clerk.post(`/api/leaves/${entered.id}/end`, { ...end, revision: 2 })),
    /已销假/,
  )
  assert.equal(ended.revision, 2)
})

test('what lies on a desk without anybody is shown to its body and to who waits for it', async () => {
  await givenTask()
  const office = await product.as('anwei', 'anew')
  const about = async (by: Caller) =>
    (await presence(by)).unowned.filter(({ ownerName }) => ownerName?.includes('青杨县应急'))
  assert.deepEqual(await about(office), [])
  const org = demoId('qy.yingji')
  const held = await rows<{ id: string; title: string; person: string }>(
    product.db.owner,
    `select p.id, p.title, h.person_id as person from post p join holding h on h.post_id = p.id
      where p.org_id = $1`,
    [org],
  )
  const away: HandoverMoved[] = []
  for (const { id, person } of held) {
    const days = { fromOn: '2026-03-05', toOn: '2026-03-10' }
    const reply = await head.post('/api/leaves', { post: id, person, kind: 'training', ...days })
    if (reply.status === 200) away.push(done(reply))
  }
  assert.deepEqual(await about(office), [], 'the leave has not begun')
  product.clock.set('2026-03-05T02:00:00Z')
  const later = await product.as('anwei', 'anew')
  const found = await about(later)
  assert.ok(found.length > 0, 'everybody is away')
  head = await product.as('qy.guzhang', 'anew')
  stranger = await product.as('pg.yingji', 'anew')
  assert.ok((await about(head)).length > 0)
  assert.equal((await presence(stranger)).unowned.length, 0)
  for (const { id, revision } of away) {
    done(await head.post(`/api/leaves/${id}/voiding`, { revision, reason: '培训取消。' }))
  }
  assert.deepEqual(await about(later), [])
  await product.db.owner.query(
    `update account set disabled_at = '2026-03-01' where person_id = any($1::uuid[])`,
    [held.map(({ person }) => person)],
  )
  assert.ok((await about(later)).length > 0, 'nobody can sign in')
  await product.db.owner.query(
    'update account set disabled_at = null where person_id = any($1::uuid[])',
    [held.map(({ person }) => person)],
  )
})

test('a hand-over list comes from the records, is taken by the next holder, once', async () => {
  await givenTask()
  const by = await product.as('qy.yingji', 'anew')
  const body = { post: POST, person: PERSON, notes: '保险柜钥匙一把（演示）。' }
  assert.equal((await stranger.post('/api/handovers', body)).status, 404)
  const drawn = done(await by.post('/api/handovers', body))
  assert.match(no(await by.post('/api/handovers', body)), /待接收/)
  const detail = done<ListDetail>(await by.get(`/api/handovers/${drawn.id}`))
  assert.ok(detail.items.some(({ title, side }) => side === 'own' && title?.includes('报送情况')))
  assert.ok(detail.items.every(({ now }) => now === 'open'))
  assert.equal((await stranger.get(`/api/handovers/${drawn.id}`)).status, 404)
  const take = { revision: 1, remark: '已逐项核对。' }
  assert.match(no(await by.post(`/api/handovers/${drawn.id}/taking`, take)), /不能自接/)
  const chief = await product.as('qy.guzhang', 'anew')
  assert.match(no(await chief.post(`/api/handovers/${drawn.id}/taking`, take)), /岗位接收/)
  const next = await product.as('qy.zhifa', 'anew')
  done(await next.post('/api/session/post', { post: POST }))
  const taken = done(await next.post(`/api/handovers/${drawn.id}/taking`, take))
  assert.equal(taken.revision, 2)
  const again = await next.post(`/api/handovers/${drawn.id}/taking`, { revision: 2 })
  assert.match(no(again), /已接收/)
  while ((await product.product.journal.sequencer.run()) > 0);
  const after = done<ListDetail>(await next.get(`/api/handovers/${drawn.id}`))
  assert.equal(after.state, 'taken')
  assert.deepEqual(
    after.entries.map(({ act }) => act),
    ['handover.draw', 'handover.take'],
  )
  assert.equal(after.items.length, detail.items.length, 'the list stands as it was drawn')
})

test('a holding that ended without a list is owed, until one is drawn up by the head', async () => {
  const person = demoId('person qy.zhujian')
  await product.db.owner.query(
    `update holding set to_on = '2026-03-04' where person_id = $1 and kind = 'regular'`,
    [person],
  )
  await hold(demoId('post qy.zhujian'), demoId('person qy.jiaotong'), 'acting', null)
  const acting = await product.as('qy.jiaotong', 'anew')
  done(await acting.post('/api/session/post', { post: demoId('post qy.zhujian') }))
  assert.deepEqual(
    (await board(acting)).owed.map((one) => one.person),
    [person],
  )
  const reply = await acting.post('/api/handovers', { post: demoId('post qy.zhujian'), person })
  assert.match(no(reply), /本人或者本单位负责人/)
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
