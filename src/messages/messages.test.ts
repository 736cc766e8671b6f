import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { rows } from '#kernel/index.ts'
import { verifyDeployment } from '#journal/index.ts'
import { demoId, demoPeople } from '#places/index.ts'
import { LEDGERS } from '../app/index.ts'
import { RECEIPT_SECRET, SECRET, startGateway, type Gateway } from '../../test/gateway.ts'
import {
  answerOf,
  follow,
  served,
  type Caller,
  type ReplyOf,
  type Served,
} from '../../test/served.ts'
import { requestSign } from './adapter-dingtalk.ts'
import { receiptSign } from './adapter-sms.ts'
import { openMessages } from './open.ts'
import { settleCalls } from './unreached.ts'
import type { MessageRow } from './words.ts'

/** A Monday morning at ten. */
const START = '2026-03-02T10:00:00+08:00'
const PHONE = '13800000001'

let gateway: Gateway
let product: Served
let office: Caller
let bureau: Caller

before(async () => {
  gateway = await startGateway(requestSign)
  product = await served(START, undefined, gateway.settings())
  office = await product.as('anwei')
  bureau = await product.as('qy.yingji')
})
after(async () => {
  await product.close()
  await gateway.close()
})
beforeEach(async () => {
  gateway.mode = 'good'
  gateway.unknown.clear()
  gateway.arrived.length = 0
  product.clock.set(START)
  office = await product.as('anwei', 'anew')
  bureau = await product.as('qy.yingji', 'anew')
  const { owner } = product.db
  await owner.query('delete from message')
  await owner.query('delete from message_digest')
  await owner.query('update person set phone = null')
  await phone('qy.yingji', PHONE)
})

const personOf = (login: string) => demoPeople().find((one) => one.login === login)!.id
const phone = (login: string, number: string | null) =>
  product.db.owner.query('update person set phone = $2 where id = $1', [personOf(login), number])
const at = (time: string) => product.clock.set(`2026-03-${time}:00+08:00`)

type Moved = { readonly id: string; readonly revision: number }
const done = <T = Moved>(reply: ReplyOf<T>) => answerOf(reply)

/** A task that is sent to a body; answers how it stands. */
async function sent(org = 'qy.yingji', title = '报送防范情况'): Promise<Moved> {
  const { tasks } = done<{ tasks: Moved[] }>(
    await office.post('/api/tasks', {
      title,
      content: '不应出现在消息中的内容。',
      dueOn: '2026-03-20',
      to: [{ org: demoId(org) }],
    }),
  )
  return on(tasks[0]!, 'dispatch')
}
const on = async (task: Moved, act: string, body: object = {}, by = office) =>
  done(await by.post(`/api/tasks/${task.id}/${act}`, { revision: task.revision, ...body }))

async function deliver(): Promise<void> {
  await follow(product)
  await product.product.messages.deliver()
}
const states = async (where = 'true') =>
  (
    await rows<{ line: string }>(
      product.db.owner,
      `select concat_ws(' ', event, state, reason) as line from message where ${where}
        order by at, event, id`,
    )
  ).map(({ line }) => line)

test('a task waits for the digest, which comes once, in the morning, and names no content', async () => {
  await product.db.owner.query('insert into message_digest select id, $1 from person', [
    '2026-03-02',
  ])
  const task = await sent()
  await deliver()
  assert.deepEqual(gateway.arrived, [])
  assert.deepEqual(await states(`person_id = '${personOf('qy.yingji')}'`), ['task.sent waiting'])
  at('03T07:59')
  await deliver()
  assert.deepEqual(gateway.arrived, [], 'the quiet hours')
  at('03T08:05')
  await deliver()
  await deliver()
  assert.equal(gateway.arrived.length, 1)
  const [{ phone: to, text } = { phone: '', text: '' }] = gateway.arrived
  assert.equal(to, PHONE)
  assert.match(text, /^【闭环演示】【待办摘要】.*任务〔2026〕\d+号“报送防范情况”/)
  assert.doesNotMatch(text, /不应出现/)
  assert.deepEqual(await states(), ['task.sent sent', 'digest sent'])
  assert.ok(task.id)
})

test('a reminder goes at once, but not in the evening and not twice', async () => {
  const task = await sent()
  await product.db.owner.query('insert into message_digest select id, $1 from person', [
    '2026-03-02',
  ])
  const reminded = await on(task, 'reminder', { note: '请抓紧' })
  await deliver()
  await deliver()
  assert.equal(gateway.arrived.length, 1)
  assert.match(
    gateway.arrived[0]!.text,
    /【催办】任务〔2026〕\d+号“报送防范情况”，03-\d\d前答复催办。https:\/\/bihuan.example.org\/tasks\//,
  )
  at('02T21:30')
  office = await product.as('anwei', 'anew')
  await on(reminded, 'reminder')
  await deliver()
  assert.equal(gateway.arrived.length, 1)
  at('03T08:01')
  await deliver()
  assert.equal(gateway.arrived.length, 2)
})

test('the adapter is down for a day: then one digest with what is still true', async () => {
  const [first, second, third] = [await sent(), await sent(), await sent()]
  gateway.mode = 'down'
  await deliver()
  await on(second, 'reminder')
  const reminded = await on(third, 'reminder')
  for (const time of ['02T11:00', '02T15:00', '03T09:00', '03T16:00']) {
    at(time)
    await deliver()
  }
  assert.deepEqual(gateway.arrived, [])
  office = await product.as('anwei', 'anew')
  await on(first, 'withdrawal')
  await on(reminded, 'withdrawal')
  gateway.mode = 'good'
  at('04T09:00')
  await deliver()
  await deliver()
  assert.equal(gateway.arrived.length, 1, JSON.stringify(gateway.arrived))
  const about = await states(`weight <> 'digest'`)
  assert.ok(about.includes('task.sent dropped obsolete'), about.join())
  assert.ok(about.includes('task.reminded dropped obsolete'), about.join())
  assert.equal(about.filter((line) => line.endsWith(' sent')).length, 2, about.join())
  assert.deepEqual(await states(`state = 'waiting'`), [])
  assert.deepEqual(await states(`weight = 'digest' and state = 'dropped'`), [
    'digest dropped superseded',
    'digest dropped superseded',
  ])
})

test('without a telephone the issuer is asked to call; an answered call settles it', async () => {
  await phone('qy.yingji', null)
  const task = await sent()
  await deliver()
  assert.ok((await states()).includes('task.sent failed no_phone'))
  const desk = async () =>
    done<{ groups: { rows: { label: string; title: string; route: string }[] }[] }>(
      await office.get('/api/desk'),
    ).groups.flatMap((group) => group.rows.filter(({ label }) => label === '电话告知'))
  const [call] = (await desk()).filter(({ route }) => route === `/tasks/${task.id}`)
  assert.equal(call?.title, '未送达（无手机号）：报送防范情况')
  await deliver()
  assert.equal((await desk()).filter(({ route }) => route === `/tasks/${task.id}`).length, 1)
  const record = {
    kind: 'office_task',
    id: task.id,
    calledOrg: demoId('qy.yingji'),
    calledName: '许某（演示）',
    calledAt: START,
    outcome: 'answered',
    answeredName: '值班员（演示）',
    said: '已知悉，20日前反馈。',
  }
  const early = await office.post('/api/calls', {
    ...record,
    calledAt: '2026-03-02T12:00:00+08:00',
  })
  assert.match((early.body as { refused: string }).refused, /晚于现在/)
  const bare = await office.post('/api/calls', { ...record, answeredName: null, said: null })
  assert.equal(bare.status, 400)
  assert.equal((await bureau.post('/api/calls', record)).status, 200, 'the other side may too')
  const stranger = await product.as('pg.anwei', 'anew')
  assert.equal((await stranger.post('/api/calls', record)).status, 404)
  const leader = await product.as('leader', 'anew')
  assert.equal((await leader.post('/api/calls', record)).status, 404)
  const kept = done(await office.post('/api/calls', record))
  assert.equal((await desk()).filter(({ route }) => route === `/tasks/${task.id}`).length, 0)
  const list = done<{ rows: { outcome: string; index: number | null }[]; answered: number }>(
    await office.get(`/api/calls?kind=office_task&id=${task.id}`),
  )
  assert.equal(list.answered, 2)
  const stale = await office.post(`/api/calls/${kept.id}/voiding`, { revision: 7, reason: '误记' })
  assert.equal(stale.status, 409)
  const theirs = await bureau.post(`/api/calls/${kept.id}/voiding`, { revision: 1, reason: '误记' })
  assert.match((theirs.body as { refused: string }).refused, /应由登记单位.*安委办办理/)
  done(await office.post(`/api/calls/${kept.id}/voiding`, { revision: 1, reason: '误记' }))
  const again = done<{ answered: number }>(
    await office.get(`/api/calls?kind=office_task&id=${task.id}`),
  )
  assert.equal(again.answered, 1)
})

test('what was done meanwhile takes the call from the desk in the night', async () => {
  await phone('qy.yingji', null)
  const task = await sent()
  await deliver()
  const received = await on(task, 'receipt', {}, bureau)
  await on(received, 'answer', { answer: '已报' }, bureau)
  assert.equal(await settleCalls(product.product.runner), 1)
  const open = await rows(
    product.db.owner,
    `select 1 as one from deadline
      where subject_id = $1 and state = 'open' and kind = 'message_call'`,
    [task.id],
  )
  assert.equal(open.length, 0)
})

test('rate limits and time-outs: tried later where that is safe, never told twice', async () => {
  const task = await sent()
  await product.db.owner.query('insert into message_digest select id, $1 from person', [
    '2026-03-02',
  ])
  const once = await on(task, 'reminder')
  gateway.mode = 'busy'
  await deliver()
  assert.ok((await states()).includes('task.reminded waiting busy'))
  gateway.mode = 'good'
  await deliver()
  assert.equal(gateway.arrived.length, 0, 'not before its time')
  at('02T10:06')
  await deliver()
  assert.equal(gateway.arrived.length, 1)
  await on(once, 'reminder')
  gateway.mode = 'silent'
  await deliver()
  assert.ok((await states()).includes('task.reminded failed unsure'))
  gateway.mode = 'good'
  at('02T15:00')
  await deliver()
  assert.equal(gateway.arrived.length, 1)
})

test('two servers at once tell a person once', async () => {
  await product.db.owner.query('insert into message_digest select id, $1 from person', [
    '2026-03-02',
  ])
  await on(await sent(), 'reminder')
  await follow(product)
  const { runner, messages } = product.product
  const other = openMessages(runner, messages.channels, messages.find)
  await Promise.all([messages.deliver(), other.deliver()])
  assert.equal(gateway.arrived.length, 1)
})

test('a receipt is taken with the right signature only', async () => {
  const task = await sent()
  await on(task, 'reminder')
  await deliver()
  const receipt = { id: 'sms-1', delivered: true, time: '1772420000' }
  const post = (sign: string) => office.post('/api/message-receipts/sms', { ...receipt, sign })
  const wrong = await post(receiptSign(SECRET, receipt))
  assert.equal(wrong.status, 403)
  assert.match((wrong.body as { detail: string }).detail, /核对网关的回执密钥/)
  assert.equal((await post(receiptSign(RECEIPT_SECRET, receipt))).status, 200)
  assert.ok((await states(`state = 'delivered'`)).length >= 1)
})

test('who reads the list: the office its own, the system administrator without matters', async () => {
  await sent()
  await deliver()
  const list = async (login: string) => {
    const { body } = await (await product.as(login, 'anew')).get('/api/messages')
    return { body: body as { rows: MessageRow[]; refused?: string } }
  }
  const own = await list('anwei')
  assert.ok(own.body.rows.some(({ number }) => number?.startsWith('任务')))
  const admin = await list('sysadmin')
  assert.ok(admin.body.rows.length > 0)
  assert.ok(admin.body.rows.every(({ number, route }) => number === null && route === null))
  assert.deepEqual((await list('pg.anwei')).body.rows, [])
  assert.match((await list('leader')).body.refused ?? '', /由经办人员、单位负责人和系统管理员查看/)
})

test('a person chooses within what the office allows; a stale choice is told', async () => {
  const choice = { revision: 0, channels: ['sms'], digestAt: '09:30', phone: '13800000002' }
  done(await bureau.post('/api/message-settings/own', choice))
  assert.equal((await bureau.post('/api/message-settings/own', choice)).status, 409)
  const bad = await bureau.post('/api/message-settings/own', { ...choice, phone: '12345' })
  assert.equal(bad.status, 400)
  assert.match(JSON.stringify(bad.body), /请填写11位手机号/)
  const head = await product.as('qy.guzhang', 'anew')
  done(await head.post('/api/message-settings/office', { revision: 0, channels: ['wecom'] }))
  const leader = await product.as('qy.leader', 'anew')
  const no = await leader.post('/api/message-settings/office', { revision: 0, channels: ['sms'] })
  assert.match((no.body as { refused: string }).refused, /由经办人员或负责人设置/)
  const task = await sent()
  await on(task, 'reminder')
  await deliver()
  assert.ok((await states()).some((line) => line.endsWith('failed no_channel')))
  const read = done<{ allowed: string[]; choice: { digestAt: string } }>(
    await bureau.get('/api/message-settings'),
  )
  assert.deepEqual(read.allowed, ['wecom'])
  assert.equal(read.choice.digestAt, '09:30')
})

test('the journal holds no telephone and is clean', async () => {
  await product.product.journal.sequencer.drain()
  const leaves = await rows<{ text: string }>(
    product.db.owner,
    `select convert_from(leaf, 'utf8') as text from journal_entry`,
  )
  assert.ok(leaves.length > 0)
  for (const { text } of leaves) assert.doesNotMatch(text, /1380000000|值班员|a secret/)
  const report = await verifyDeployment({
    pool: product.db.owner,
    ledgers: LEDGERS.values(),
    keysDir: `${product.product.dataDir}/keys`,
  })
  assert.deepEqual(report.problems, [])
})
