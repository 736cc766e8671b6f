import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { SECRET, startGateway, type Gateway } from '../../test/gateway.ts'
import { requestSign } from './adapter-dingtalk.ts'
import type { Channel } from './vocabulary.ts'
import { channelsOf, openChannels } from './settings.ts'

let gateway: Gateway
before(async () => {
  gateway = await startGateway(requestSign)
})
after(() => gateway.close())
beforeEach(() => {
  gateway.mode = 'good'
  gateway.arrived.length = 0
  gateway.unknown.clear()
})

const now = () => '2026-03-02T02:00:00.000Z'
const told = { id: 'm-1', phone: '13800000001', text: '【催办】任务〔2026〕3号，03-12前反馈' }
function adapterOf(channel: Channel) {
  return channelsOf(gateway.settings([channel]), now).adapters[0]!
}
const handed = (providerId: string) => ({ handed: true, providerId })
const no = (reason: string, again: string) => ({ handed: false, reason, again })

test('the SMS gateway: signed fields, its code for good, busy, wrong number and refusal', async () => {
  const sms = adapterOf('sms')
  assert.deepEqual(await sms.send(told), handed('sms-1'))
  assert.deepEqual(gateway.arrived, [
    { channel: 'sms', phone: told.phone, text: `【闭环演示】${told.text}` },
  ])
  gateway.mode = 'busy'
  assert.deepEqual(await sms.send(told), no('busy', 'later'))
  gateway.mode = 'refuses'
  assert.deepEqual(await sms.send(told), no('refused', 'never'))
  gateway.mode = 'good'
  gateway.unknown.add(told.phone)
  assert.deepEqual(await sms.send(told), no('bad_phone', 'never'))
  gateway.mode = 'down'
  assert.deepEqual(await sms.send(told), no('down', 'later'))
})

test('an SMS that broke off is unsure, unless the gateway drops what it already has', async () => {
  gateway.mode = 'silent'
  assert.deepEqual(await adapterOf('sms').send(told), no('unsure', 'never'))
  const settings = gateway.settings(['sms']) as { sms: object }
  const repeatable = channelsOf({ ...settings, sms: { ...settings.sms, repeatable: true } }, now)
  assert.deepEqual(await repeatable.adapters[0]!.send(told), no('down', 'later'))
})

test('a gateway that is not there is down', async () => {
  const gone = await startGateway(requestSign)
  await gone.close()
  const sms = channelsOf(gone.settings(['sms']), now).adapters[0]!
  assert.deepEqual(await sms.send(told), no('down', 'later'))
})

test('government WeChat: account by number, a token that ended is asked anew, once a text', async () => {
  const wecom = adapterOf('wecom')
  assert.deepEqual(await wecom.send(told), handed('w1'))
  gateway.mode = 'token_over'
  const asked = gateway.requests
  assert.deepEqual(await wecom.send({ ...told, text: '又一条' }), handed('w2'))
  assert.equal(gateway.requests - asked, 4, 'found out, token, account, message')
  await wecom.send(told)
  assert.equal(gateway.arrived.length, 2)
  gateway.mode = 'busy'
  assert.deepEqual(await wecom.send(told), no('busy', 'later'))
  gateway.mode = 'good'
  gateway.unknown.add(told.phone)
  assert.deepEqual(await wecom.send(told), no('no_account', 'never'))
  gateway.mode = 'silent'
  assert.deepEqual(await wecom.send(told), no('down', 'later'))
})

test('DingTalk for government: signed requests, and one notice a business number', async () => {
  const dingtalk = adapterOf('dingtalk')
  assert.deepEqual(await dingtalk.send(told), handed('d1'))
  await dingtalk.send(told)
  assert.equal(gateway.arrived.length, 1)
  gateway.unknown.add(told.phone)
  assert.deepEqual(await dingtalk.send({ ...told, id: 'm-2' }), no('no_account', 'never'))
  const settings = gateway.settings(['dingtalk']) as { dingtalk: object }
  const wrong = channelsOf({ dingtalk: { ...settings.dingtalk, secret: 'wrong' } }, now)
  assert.equal((await wrong.adapters[0]!.send(told)).handed, false)
})

test('the signature of a request is over method, time, nonce, path and sorted fields', () => {
  const parts = {
    timestamp: '2026-03-02T10:00:00.000+08:00',
    nonce: '1',
    path: '/p',
    sorted: [
      ['a', '1'],
      ['b', '2'],
    ] as const,
  }
  assert.equal(requestSign('key', parts), 'ZCV3teHqwJUeGb1HyaGflGVroUb86UCvceJ0HvDVyjE=')
})

test('settings that are wrong send nothing and are told without a value of theirs', () => {
  assert.throws(() => channelsOf({ sms: { url: 'ftp://x', secret: SECRET } }, now))
  const none = openChannels('/nonexistent', now)
  assert.deepEqual([none.adapters.length, none.fault], [0, null])
  process.env.BIHUAN_MESSAGES = '/nonexistent/messages.json'
  assert.match(openChannels('/nonexistent', now).fault ?? '', /无法读取（ENOENT）/)
  delete process.env.BIHUAN_MESSAGES
  const { wecom } = gateway.settings(['wecom']) as { wecom: object }
  const missing = { wecom: { ...wecom, secret: { env: 'BIHUAN_NO_SUCH_SECRET' } } }
  assert.throws(() => channelsOf(missing, now), /密钥未找到/)
})
