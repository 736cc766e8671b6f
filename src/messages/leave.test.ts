import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId, rows } from '#kernel/index.ts'
import { demoId } from '#places/index.ts'
import { startGateway, type Gateway } from '../../test/gateway.ts'
import { answerOf, follow, served, type Caller, type Served } from '../../test/served.ts'
import { requestSign } from './adapter-dingtalk.ts'
import { copyForStandIns } from './stand-ins.ts'

/** A Monday; the leave begins on Tuesday and ends on Wednesday. */
const START = '2026-03-02T10:00:00+08:00'
const HOLDER = { phone: '13800000001', person: demoId('person qy.yingji') }
const STAND_IN = { phone: '13800000002', person: demoId('person qy.zhifa') }
const POST = demoId('post qy.yingji')

type Moved = { readonly id: string; readonly revision: number }

let gateway: Gateway
let product: Served

before(async () => {
  gateway = await startGateway(requestSign)
  product = await served(START, undefined, gateway.settings())
  const { owner } = product.db
  await owner.query('update person set phone = null')
  for (const { phone, person } of [HOLDER, STAND_IN]) {
    await owner.query('update person set phone = $2 where id = $1', [person, phone])
  }
  // From the day of the leave on, a colleague may act in the post.
  await owner.query(
    `insert into holding (id, post_id, person_id, kind, standing_in_for, from_on, released_at, demo)
      values ($1, $2, $3, 'stand_in', $4, '2026-03-03', $5, true)`,
    [newId(), POST, STAND_IN.person, HOLDER.person, START],
  )
  await owner.query(`insert into message_digest select id, '2026-03-02' from person`)
})
after(async () => {
  await product.close()
  await gateway.close()
})

const at = (time: string) => product.clock.set(`2026-03-${time}:00+08:00`)
const on = async (by: Caller, task: Moved, act: string) =>
  answerOf<Moved>(await by.post(`/api/tasks/${task.id}/${act}`, { revision: task.revision }))

/** A task of the bureau that is sent and reminded of at once. */
async function reminded(): Promise<void> {
  const office = await product.as('anwei', 'anew')
  const { tasks } = answerOf<{ tasks: Moved[] }>(
    await office.post('/api/tasks', {
      title: '报送防范情况',
      content: '按要求报送。',
      dueOn: '2026-03-20',
      to: [{ org: demoId('qy.yingji') }],
    }),
  )
  await on(office, await on(office, tasks[0]!, 'dispatch'), 'reminder')
  await follow(product)
}

/** Sends what is due; answers the telephones on which something arrived and empties the list. */
async function arrived(): Promise<string[]> {
  await product.product.messages.deliver()
  return gateway.arrived
    .splice(0)
    .map(({ phone }) => phone)
    .toSorted()
}

const reminders = async (person: string) =>
  (
    await rows<{ state: string }>(
      product.db.owner,
      `select state from message where event = 'task.reminded' and person_id = $1 order by at`,
      [person],
    )
  ).map(({ state }) => state)

const leave = (more: object = {}) =>
  product.as('qy.yingji', 'anew').then((clerk) =>
    clerk.post('/api/leaves', {
      post: POST,
      person: HOLDER.person,
      kind: 'leave',
      fromOn: '2026-03-03',
      toOn: '2026-03-04',
      standIn: STAND_IN.person,
      ...more,
    }),
  )

test('what waited over night when the leave began goes to the stand-in, too', async () => {
  const entered = answerOf<Moved>(await leave())
  at('02T21:30')
  await reminded()
  assert.deepEqual(await arrived(), [], 'the quiet hours')
  assert.deepEqual(await reminders(STAND_IN.person), [], 'the leave has not begun')
  at('03T08:05')
  assert.deepEqual(await arrived(), [HOLDER.phone, STAND_IN.phone])
  assert.deepEqual(await reminders(STAND_IN.person), ['sent'])
  assert.deepEqual(await reminders(HOLDER.person), ['sent'])
  assert.equal(await copyForStandIns(product.product.runner), 0, 'once')
  assert.ok(entered.id)
})

test('what is sent during the leave goes to both: at once, and in the digest of the day', async () => {
  at('03T10:00')
  await reminded()
  assert.deepEqual(await arrived(), [HOLDER.phone, STAND_IN.phone])
  at('04T08:05')
  assert.deepEqual(await arrived(), [HOLDER.phone, STAND_IN.phone], 'the digests')
})

test('who does not act in the post any more, and a leave that is over, copy nothing', async () => {
  const { owner } = product.db
  at('04T21:30')
  await owner.query(
    `update holding set to_on = '2026-03-03' where person_id = $1 and kind = 'stand_in'`,
    [STAND_IN.person],
  )
  await reminded()
  assert.equal(
    await copyForStandIns(product.product.runner),
    0,
    'who does not hold the post any more is told nothing',
  )
  await owner.query(`update holding set to_on = null where person_id = $1 and kind = 'stand_in'`, [
    STAND_IN.person,
  ])
  at('05T08:05')
  const before = await reminders(STAND_IN.person)
  await product.product.messages.deliver()
  assert.deepEqual(await reminders(STAND_IN.person), before, 'the leave is over')
})
