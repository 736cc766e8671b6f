import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { rows } from '#kernel/index.ts'
import { demoId } from '#places/index.ts'
import { answerOf, served, type Caller, type Served } from '../../test/served.ts'
import { calendarAt } from './feed.ts'
import { calendarText } from './ical.ts'

let product: Served
let office: Caller
let bureau: Caller
before(async () => {
  product = await served('2026-03-02T10:00:00+08:00')
  office = await product.as('anwei')
  bureau = await product.as('qy.yingji')
})
after(() => product.close())

type Event = Readonly<Record<string, string>>

/**
 * Reads a calendar as RFC 5545 has it, by itself: lines end with CRLF and have at most 75 octets,
 * what begins with a space continues, text is unescaped. Answers the events by their properties.
 */
function parse(text: string): { calendar: Event; events: Event[] } {
  assert.ok(text.endsWith('\r\n'))
  assert.ok(!text.replaceAll('\r\n', '').match(/[\r\n]/), 'no bare line ends')
  for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line)
  const lines = text.replaceAll('\r\n ', '').split('\r\n').slice(0, -1)
  const stack: string[] = []
  const calendar: Record<string, string> = {}
  const events: Record<string, string>[] = []
  for (const line of lines) {
    const colon = /^((?:[^":]|"[^"]*")+):/.exec(line)
    assert.ok(colon, line)
    const name = colon[1]!
    const value = line.slice(colon[0].length)
    if (name === 'BEGIN') {
      stack.push(value)
      if (value === 'VEVENT') events.push({})
    } else if (name === 'END') assert.equal(stack.pop(), value)
    else {
      const inside = stack.at(-1)
      const into = inside === 'VCALENDAR' ? calendar : inside === 'VEVENT' ? events.at(-1)! : {}
      assert.ok(!(name in into), `twice ${name}`)
      into[name] = value.replace(/\\([\\;,nN])/g, (_, sign: string) =>
        sign.toLowerCase() === 'n' ? '\n' : sign,
      )
    }
  }
  assert.deepEqual(stack, [])
  assert.equal(calendar.VERSION, '2.0')
  assert.ok(calendar.PRODID)
  for (const event of events) assert.ok(event.UID && event.DTSTAMP && event['DTSTART;VALUE=DATE'])
  assert.equal(new Set(events.map(({ UID }) => UID)).size, events.length)
  return { calendar, events }
}

test('folding cuts no character, escaping comes back as it was', () => {
  const summary = `反馈：${'很长的标题，'.repeat(20)};带\\反斜线\n和换行😀`
  const event = {
    uid: 'x@bihuan',
    sequence: 3,
    on: '2026-12-31',
    changedOn: '2026-03-02',
    summary,
    description: '',
    url: null,
    isTentative: true,
  }
  const { events } = parse(calendarText('期限', [event]))
  assert.equal(events[0]!.SUMMARY, summary)
  assert.equal(events[0]!['DTEND;VALUE=DATE'], '20270101')
  assert.equal(events[0]!.STATUS, 'TENTATIVE')
})

const calendar = (path: string, headers: Record<string, string> = {}) =>
  product.app.inject({ method: 'GET', url: path, headers })

test('the calendar shows one’s own deadlines without a cookie, and changes with them', async () => {
  const { tasks } = answerOf<{ tasks: { id: string; revision: number }[] }>(
    await office.post('/api/tasks', {
      title: '报送防范情况, 含附件;',
      content: '内容',
      dueOn: '2026-03-20',
      to: [{ org: demoId('qy.yingji') }],
    }),
  )
  const task = tasks[0]!
  const sent = answerOf<{ revision: number }>(
    await office.post(`/api/tasks/${task.id}/dispatch`, { revision: task.revision }),
  )
  const { path, id } = answerOf<{ path: string; id: string }>(
    await bureau.post('/api/calendar-feeds', {}),
  )
  const first = await calendar(path)
  assert.equal(first.statusCode, 200)
  assert.match(String(first.headers['content-type']), /^text\/calendar/)
  const { events } = parse(first.body)
  const answer = events.find(({ SUMMARY }) => SUMMARY!.startsWith('反馈：任务'))!
  assert.match(answer.SUMMARY!, /报送防范情况, 含附件;$/)
  assert.equal(answer['DTSTART;VALUE=DATE'], '20260320')
  assert.equal(answer.SEQUENCE, '0')
  assert.match(answer.URL!, new RegExp(`/tasks/${task.id}$`))
  assert.ok(!first.body.includes('内容'))
  const etag = String(first.headers.etag)
  assert.equal((await calendar(path, { 'if-none-match': etag })).statusCode, 304)
  await product.db.owner.query(
    `update deadline set due_on = '2026-03-25', revision = revision + 1 where kind = 'answer'`,
  )
  const moved = parse((await calendar(path, { 'if-none-match': etag })).body).events
  const same = moved.find(({ UID }) => UID === answer.UID)!
  assert.deepEqual([same.SEQUENCE, same['DTSTART;VALUE=DATE']], ['1', '20260325'])
  await product.db.owner.query(
    `update deadline set due_on = '2026-03-20', revision = revision - 1 where kind = 'answer'`,
  )
  answerOf(await office.post(`/api/tasks/${task.id}/withdrawal`, { revision: sent.revision }))
  const after = parse((await calendar(path)).body).events
  assert.ok(!after.some(({ UID }) => UID === answer.UID))
  answerOf(await bureau.post(`/api/calendar-feeds/${id}/revocation`, {}))
  const revoked = await calendar(path)
  assert.equal(revoked.statusCode, 410)
  assert.match(revoked.body, /重新生成订阅地址/)
  assert.equal((await bureau.post(`/api/calendar-feeds/${id}/revocation`, {})).status, 409)
  assert.equal((await calendar(`/api/calendar-feeds/${'a'.repeat(43)}.ics`)).statusCode, 404)
  const kept = await rows<{ text: string }>(
    product.db.owner,
    `select coalesce(answer::text, '') as text from idempotency
      union all select convert_from(leaf, 'utf8') from journal_pending`,
  )
  const token = /([\w-]{43})\.ics$/.exec(path)![1]!
  assert.ok(
    kept.every(({ text }) => !text.includes(token)),
    'the token is kept nowhere',
  )
})

test('an address is one’s own: others cannot stop it; another county sees its own deadlines', async () => {
  const { id } = answerOf<{ id: string }>(await bureau.post('/api/calendar-feeds', {}))
  const stranger = await product.as('pg.anwei')
  assert.equal((await stranger.post(`/api/calendar-feeds/${id}/revocation`, {})).status, 404)
  const { path } = answerOf<{ path: string }>(await stranger.post('/api/calendar-feeds', {}))
  assert.deepEqual(parse((await calendar(path)).body).events, [])
  const one = await stranger.post('/api/calendar-feeds', {}, { 'idempotency-key': 'same-key-1234' })
  assert.equal(one.status, 200)
  const two = await stranger.post('/api/calendar-feeds', {}, { 'idempotency-key': 'same-key-1234' })
  assert.equal(two.status, 409)
  let last = 200
  for (let turn = 0; turn < 60 && last !== 429; turn += 1) last = (await calendar(path)).statusCode
  assert.equal(last, 429, 'asked too often')
})

test('where the account was switched off the calendar is over', async () => {
  const other = await product.as('qy.zhen')
  const { path } = answerOf<{ path: string }>(await other.post('/api/calendar-feeds', {}))
  await product.db.owner.query(
    `update account set disabled_at = now() where person_id =
       (select person_id from calendar_feed order by created_at desc, id desc limit 1)`,
  )
  const found = await calendarAt(product.product.runner, path.split('/').at(-1)!, null)
  assert.equal(found.kind, 'revoked')
})
