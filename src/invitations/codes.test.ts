/** The code of a link: one browser for each, void when wrong or old, asked for, and kept nowhere. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId, rows } from '#kernel/index.ts'
import { answerOf, follow, no, served, type Caller, type Served } from '../../test/served.ts'
import { openFileStore } from '../files/index.ts'
import { linkRoutes } from './index.ts'
import {
  codeFor,
  entered,
  guest,
  journalAgrees,
  madeLink,
  matterOf,
  RECEIVER,
  sentTask,
  theLink,
} from './trial.ts'
import type { LinkMade } from './words.ts'

let product: Served
let office: Caller
before(async () => {
  product = await served()
  office = await product.as('qy.anwei')
})
after(async () => {
  try {
    await journalAgrees(product)
  } finally {
    await product.close()
  }
})

test('forwarded: without a code of its own another browser opens nothing, and the office sees it', async () => {
  const task = await sentTask(office)
  const { token } = await madeLink(office, task.id)
  const receiver = guest(product)
  await entered(receiver, { office, matter: task.id, token })
  const stranger = guest(product)
  assert.deepEqual(answerOf(await stranger.post('/api/link/opening', { token })), {
    verified: false,
    way: 'telephone',
  })
  assert.equal((await stranger.get('/api/link/matter')).status, 401)
  const used = await stranger.post('/api/link/session', { token, code: '000000' })
  assert.equal(no(used), '验证码已过期或者已经用过，请重新索取。')
  assert.equal((await matterOf(receiver)).number, task.number, 'the receiver goes on')
  await entered(stranger, { office, matter: task.id, token })
  const row = await theLink(office, task.id)
  assert.equal(row.devices, 2)
  assert.ok(row.steps.some(({ act }) => act === 'other_device'))
  assert.match(no(await receiver.get('/api/link/matter')), /另一台设备/)
})

test('one code, two browsers at once: one of them opens', async () => {
  const task = await sentTask(office)
  const { token } = await madeLink(office, task.id)
  const code = await codeFor(office, task.id)
  const both = await Promise.all(
    [guest(product), guest(product)].map((by) => by.post('/api/link/session', { token, code })),
  )
  assert.deepEqual(
    both.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 409],
  )
  assert.match(no(both.find(({ status }) => status === 409)!), /已经用过/)
})

test('a code wrong five times is void, and expires after minutes', async () => {
  const task = await sentTask(office)
  const { token } = await madeLink(office, task.id)
  const code = await codeFor(office, task.id)
  const wrong = code === '123456' ? '654321' : '123456'
  const phone = guest(product)
  const told: string[] = []
  for (let turn = 0; turn < 5; turn += 1) {
    told.push(no(await phone.post('/api/link/session', { token, code: wrong })))
  }
  assert.equal(told[0], '验证码不对，还可以再填4次。')
  assert.equal(told[4], '验证码已填错多次而作废，请重新索取。')
  assert.match(no(await phone.post('/api/link/session', { token, code })), /请重新索取/)
  assert.equal((await phone.get('/api/link/matter')).status, 401)
  const fresh = await codeFor(office, task.id)
  product.clock.set('2026-03-02T02:11:00Z')
  assert.match(no(await phone.post('/api/link/session', { token, code: fresh })), /已过期/)
  product.clock.set('2026-03-02T02:00:00Z')
  assert.match(no(await phone.post('/api/link/session', { token, code: '12' })), /6位数字/)
})

test('codes a day are limited', async () => {
  const task = await sentTask(office)
  const { token } = await madeLink(office, task.id)
  const phone = guest(product)
  for (let turn = 0; turn < 10; turn += 1) answerOf(await phone.post('/api/link/code', { token }))
  assert.match(no(await phone.post('/api/link/code', { token })), /今天已索取10次/)
})

test('who waits for a code stands on the desk of the office until it is shown', async () => {
  const task = await sentTask(office)
  const { token } = await madeLink(office, task.id)
  const phone = guest(product)
  answerOf(await phone.post('/api/link/code', { token }))
  answerOf(await phone.post('/api/link/code', { token }))
  assert.deepEqual(await waiting(task.id), [], 'before the reaction')
  await follow(product)
  const [asked, ...more] = await waiting(task.id)
  assert.deepEqual([asked?.route, more.length], [`/tasks/${task.id}`, 0])
  assert.equal((await theLink(office, task.id)).asking, true)
  await codeFor(office, task.id)
  assert.deepEqual(await waiting(task.id), [])
})

type Row = { readonly label: string; readonly route: string }
async function waiting(task: string): Promise<Row[]> {
  const { groups } = answerOf<{ groups: { rows: Row[] }[] }>(await office.get('/api/desk'))
  return groups
    .flatMap(({ rows: found }) => found)
    .filter(({ label, route }) => label === '出示验证码' && route.endsWith(task))
}

test('by message: the code goes to the telephone named, is in no answer, and opens the link once', async () => {
  const task = await sentTask(office)
  const { token } = await madeLink(office, task.id)
  const sent: string[] = []
  const store = await openFileStore(product.product.dataDir)
  const routes = linkRoutes(store, async (phone, text) => {
    sent.push(phone, text)
    return sent.length < 3
  })
  const { runner } = product.product
  const ask = async (path: string) => {
    const call = { runner, actor: null, key: '', request: { link: null }, reply: {} }
    const route = routes.find(({ face }) => face.path === path)!
    return JSON.stringify(await route.handle({ body: { token } } as never, call as never))
  }
  assert.match(await ask('/api/link/opening'), /"way":"sms"/)
  const said = await ask('/api/link/code')
  const code = /验证码(\d{6})，10分钟内有效/.exec(sent[1] ?? '')?.[1] ?? ''
  assert.deepEqual([sent[0], said.includes(code), code.length], [RECEIVER.phone, false, 6])
  answerOf(await guest(product).post('/api/link/session', { token, code }))
  assert.match(await ask('/api/link/code'), /短信没有发出，请致电下达单位/)
})

test('token and code are kept nowhere: not in a table, not in the journal, not in a repeated answer', async () => {
  const task = await sentTask(office)
  const key = { 'idempotency-key': newId() }
  const body = { kind: 'office_task', matter: task.id, ...RECEIVER }
  const first = answerOf<LinkMade>(await office.post('/api/links', body, key))
  const again = answerOf<LinkMade>(await office.post('/api/links', body, key))
  assert.deepEqual([again.id, again.token], [first.id, null])
  const code = await codeFor(office, task.id)
  await product.product.journal.sequencer.drain()
  const tables = await rows<{ name: string }>(
    product.db.owner,
    'select tablename as name from pg_tables where schemaname = current_schema()',
  )
  const [journal] = await rows<{ text: string }>(
    product.db.owner,
    `select string_agg(convert_from(leaf, 'UTF8'), ' ') as text from journal_entry`,
  )
  assert.ok(journal!.text.includes(first.id) && !journal!.text.includes(first.token!))
  assert.ok(!journal!.text.includes(`"${code}"`))
  for (const { name } of tables) {
    const found = await rows<{ text: string }>(
      product.db.owner,
      `select t::text as text from ${name} t where t::text like '%' || $1 || '%'
          or t::text ~ $2`,
      [first.token, `(^|[^0-9a-f])${code}([^0-9a-f]|$)`],
    )
    const kept = /invitation|idempotency|journal/
    const leaks = found.filter(({ text }) => text.includes(first.token!) || kept.test(name))
    assert.deepEqual(leaks, [], name)
  }
})
