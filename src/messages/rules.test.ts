import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seedCalendar } from '#deadlines/index.ts'
import {
  backOff,
  callTimeRefusal,
  channelsFor,
  digestText,
  isTold,
  mobileOf,
  singleText,
  voidCallRefusal,
  weightOf,
} from './rules.ts'
import { isQuiet, nextLoud } from './timing.ts'

test('what weighs how much: 重大 at any hour, reminders at once, the rest with the digest', () => {
  const cases = [
    ['task.sent', false, 'ordinary'],
    ['task.reminded', false, 'prompt'],
    ['supervision.issued', false, 'prompt'],
    ['listing.listed', false, 'urgent'],
    ['finding.handed_over', false, 'ordinary'],
    ['finding.handed_over', true, 'urgent'],
    ['whatever', false, 'ordinary'],
  ] as const
  for (const [event, isMajor, weight] of cases) assert.equal(weightOf(event, isMajor), weight)
})

test('who is told: the post, the role, the clerks, or the whole body without clerks', () => {
  const holder = { role: 'section_head', post: 'p', org: 'o' }
  const owed = { ownerPost: null, ownerOrg: 'o', ownerRole: null }
  assert.equal(isTold(holder, { ...owed, ownerPost: 'p' }, true), true)
  assert.equal(isTold(holder, { ...owed, ownerPost: 'q' }, false), false)
  assert.equal(isTold(holder, { ...owed, ownerRole: 'section_head' }, true), true)
  assert.equal(isTold(holder, { ...owed, ownerRole: 'leader' }, true), false)
  assert.equal(isTold(holder, owed, true), false)
  assert.equal(isTold(holder, owed, false), true)
  assert.equal(isTold({ ...holder, role: 'regulator_clerk' }, owed, true), true)
  assert.equal(isTold({ ...holder, org: 'x' }, owed, false), false)
})

test('channels: the choice of a person, within what the office allows and what is set up', () => {
  const configured = ['wecom', 'sms'] as const
  assert.deepEqual(channelsFor({ chosen: null, allowed: null, configured }), ['wecom', 'sms'])
  assert.deepEqual(channelsFor({ chosen: ['sms', 'wecom'], allowed: null, configured }), [
    'sms',
    'wecom',
  ])
  assert.deepEqual(channelsFor({ chosen: ['wecom'], allowed: ['sms'], configured }), [])
  assert.deepEqual(channelsFor({ chosen: ['dingtalk'], allowed: null, configured }), [])
})

test('telephone numbers', () => {
  assert.equal(mobileOf('138 0000 0001'), '13800000001')
  assert.equal(mobileOf('+8613800000001'), '13800000001')
  assert.equal(mobileOf('12345'), null)
  assert.equal(mobileOf(null), null)
})

test('what a message says: number, short title, date, link', () => {
  const line = {
    label: '反馈',
    number: '任务〔2026〕3号',
    title: '报送岁末年初安全防范情况和重点行业领域整治进展',
    dueOn: '2026-03-12',
    route: '/tasks/1',
  }
  assert.equal(
    singleText(line, 'task.reminded', 'https://x.example.org'),
    '【催办】任务〔2026〕3号“报送岁末年初安全防范情况和重点行业领域整…”，03-12前反馈。https://x.example.org/tasks/1',
  )
  const none = { overdue: 0, today: 0, soon: 0, fresh: 0 }
  assert.equal(digestText(none, [line], null), null)
  assert.equal(
    digestText({ ...none, overdue: 2, fresh: 1 }, [{ ...line, title: null }], null),
    '【待办摘要】逾期2项、新收1项。任务〔2026〕3号，03-12前反馈',
  )
})

test('quiet: evenings, nights and rest days; the next working morning is loud', async () => {
  const calendar = await seedCalendar()
  const quiet = { from: 21, to: 8 }
  const cases = [
    ['2026-03-02T08:00:00+08:00', false, '2026-03-02T08:00:00+08:00'],
    ['2026-03-02T20:59:00+08:00', false, '2026-03-02T20:59:00+08:00'],
    ['2026-03-02T21:00:00+08:00', true, '2026-03-03T08:00:00+08:00'],
    ['2026-03-03T07:59:00+08:00', true, '2026-03-03T08:00:00+08:00'],
    // A Friday evening, a Saturday, and the eve of the National Day.
    ['2026-03-06T21:30:00+08:00', true, '2026-03-09T08:00:00+08:00'],
    ['2026-03-07T10:00:00+08:00', true, '2026-03-09T08:00:00+08:00'],
    ['2026-10-01T10:00:00+08:00', true, '2026-10-08T08:00:00+08:00'],
  ] as const
  for (const [at, wanted, loud] of cases) {
    const now = new Date(at).toISOString()
    assert.equal(isQuiet(now, quiet, calendar), wanted, at)
    assert.equal(nextLoud(now, quiet, calendar), new Date(loud).toISOString(), at)
  }
})

test('a channel that is down is tried after 5, 15, 60, then every 240 minutes', () => {
  assert.deepEqual([1, 2, 3, 4, 9].map(backOff), [5, 15, 60, 240, 240])
})

test('a call: not in the future, not entered too late, voided by who entered it, once', () => {
  const now = '2026-03-02T02:00:00Z'
  assert.equal(callTimeRefusal('2026-03-02T01:00:00Z', now, 30), null)
  assert.match(callTimeRefusal('2026-03-02T03:00:00Z', now, 30)!.refused, /晚于现在/)
  assert.match(callTimeRefusal('2026-01-02T03:00:00Z', now, 30)!.refused, /已过30天/)
  const call = { ownerOrg: 'o', state: 'recorded', orgName: '某局' }
  const viewer = { org: 'o', role: 'inspector' }
  assert.equal(voidCallRefusal(call, viewer), null)
  assert.match(
    voidCallRefusal(call, { ...viewer, role: 'leader' })!.refused,
    /由办理事项的机关登记/,
  )
  assert.match(voidCallRefusal(call, { ...viewer, org: 'x' })!.refused, /应由登记单位某局办理/)
  assert.match(voidCallRefusal({ ...call, state: 'void' }, viewer)!.refused, /已经作废/)
})
