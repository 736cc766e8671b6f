import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Effect } from '#kernel/ledger.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { makeCalendar } from './calendar.ts'
import * as rules from './rules.ts'
import { seedCalendar, seedNotices } from './seeds.ts'
import { countdown, stepText } from './texts.ts'
import type { Deadline, Period } from './words.ts'

const calendar = await seedCalendar()

const dueDates: readonly (readonly [string, Period, string, string])[] = [
  ['2026-09-28', { workingDays: 10 }, '2026-10-16', 'National Day skipped, 10-10 worked'],
  ['2026-11-20', { workingDays: 1 }, '2026-11-23', 'a Friday: the next Monday'],
  ['2026-11-21', { workingDays: 1 }, '2026-11-23', 'started on a Saturday'],
  ['2023-04-21', { workingDays: 1 }, '2023-04-23', '2023: Sunday 04-23 is worked'],
  ['2023-09-28', { workingDays: 2 }, '2023-10-08', '2023: 10-07 and 10-08 are worked'],
  ['2024-02-08', { workingDays: 3 }, '2024-02-19', '2024: 02-09 worked, 02-18 is a worked Sunday'],
  ['2025-09-30', { workingDays: 3 }, '2025-10-11', '2025: eight days off, 10-11 worked'],
  ['2026-02-13', { workingDays: 1 }, '2026-02-14', '2026: Saturday 02-14 is worked'],
  ['2026-02-14', { workingDays: 5 }, '2026-02-28', '2026: Spring Festival, 02-28 worked'],
  ['2024-02-28', { days: 1 }, '2024-02-29', 'leap day'],
  ['2024-02-29', { months: 12 }, '2025-02-28', 'a year from a leap day'],
  ['2024-01-31', { months: 1 }, '2024-02-29', 'a shorter month'],
  ['2026-09-24', { days: 15 }, '2026-10-09', 'plain days know no holidays'],
  ['2026-09-24', { hours: 24 }, '2026-09-25', 'hours are kept to the day'],
  ['2026-09-24', { hours: 30 }, '2026-09-26', 'a day begun is a day'],
  ['2026-09-24', { workingDays: 0 }, '2026-09-24', 'at once'],
]

test('due dates', () => {
  for (const [start, clock, due, why] of dueDates) {
    const counted = rules.dueOn({ start, clock, calendar })
    assert.equal(counted.dueOn, due, why)
    assert.equal(counted.provisional, false, why)
  }
})

test('a last day of rest moves to the next working day only where the rule says so', () => {
  const count = { start: '2026-09-21', clock: { days: 10 }, calendar }
  assert.equal(rules.dueOn(count).dueOn, '2026-10-01')
  const moved = rules.dueOn({ ...count, moveToWorkday: true })
  assert.equal(moved.dueOn, '2026-10-08')
  assert.deepEqual(moved.steps.map(stepText), ['2026-10-01 为休息日，顺延至 2026-10-08'])
})

test('the calculation names what was skipped and which make-up day counts', () => {
  const { steps } = rules.dueOn({ start: '2026-09-28', clock: { workingDays: 10 }, calendar })
  assert.deepEqual(steps.map(stepText), [
    '2026-10-01 至 2026-10-07 国庆节，不计入',
    '2026-10-10 周六，调休上班，计入',
    '2026-10-11 周末，不计入',
  ])
})

test('a count that runs into a year without a notice is provisional', () => {
  const far = rules.dueOn({ start: '2026-12-28', clock: { workingDays: 5 }, calendar })
  assert.deepEqual([far.dueOn, far.provisional], ['2027-01-05', true])
  assert.equal(
    rules.dueOn({ start: '2026-12-28', clock: { workingDays: 3 }, calendar }).provisional,
    false,
  )
  assert.equal(
    rules.dueOn({ start: '2026-12-28', clock: { days: 30 }, calendar }).provisional,
    false,
  )
  assert.equal(
    rules.dueOn({ start: '2006-12-01', clock: { workingDays: 2 }, calendar }).provisional,
    true,
  )
})

const start = {
  id: '01900000-0000-7000-8000-000000000001',
  jur: '980121',
  owner: { org: null, party: null, demo: true },
  subject: { kind: 'finding', id: '01900000-0000-7000-8000-000000000002' },
  kind: 'rectify',
  label: '整改',
  route: '/findings/x',
  basis: 'cn-work-safety-law-2021#41',
  calendar,
}

/** Folds effects into a row, as the runner does. */
function fold(...effects: (Effect | Refusal | null)[]): Deadline {
  let row = {}
  for (const effect of effects) {
    assert.ok(effect && !isRefusal(effect), JSON.stringify(effect))
    const { jur, id, revision, owner, set } = effect
    const whose = owner && { ownerOrg: owner.org, partyId: owner.party, demo: owner.demo }
    row = { ...row, ...whose, jur, id, revision, ...set }
  }
  return row as Deadline
}

function started(startedOn: string, clock: Period): Deadline {
  return fold(rules.startDeadline({ ...start, startedOn, clock }))
}

function worded(row: Deadline, today: string): readonly [string, string, string, string | null] {
  const { tone, first, second, note } = countdown(rules.viewDeadline(row, today, calendar))
  return [tone, first, second, note]
}

test('a running deadline is red only after breach', () => {
  const row = started('2026-09-28', { workingDays: 10 })
  const cases: readonly (readonly [string, string, string])[] = [
    ['2026-09-28', 'plain', '剩 10 个工作日'],
    ['2026-09-30', 'plain', '剩 8 个工作日'],
    ['2026-10-07', 'plain', '剩 8 个工作日'],
    ['2026-10-13', 'near', '剩 3 个工作日'],
    ['2026-10-15', 'near', '剩 1 个工作日'],
    ['2026-10-16', 'near', '今日到期'],
    ['2026-10-17', 'breach', '逾期 1 天'],
    ['2026-10-19', 'breach', '逾期 1 个工作日'],
    ['2026-10-27', 'breach', '逾期 7 个工作日'],
  ]
  for (const [today, tone, first] of cases) {
    assert.deepEqual(worded(row, today), [tone, first, '10-16 周五', null], today)
  }
})

test('calendar days, another year and make-up days are worded', () => {
  assert.deepEqual(worded(started('2026-09-24', { days: 15 }), '2026-10-04').slice(1, 3), [
    '剩 5 天',
    '10-09 周五',
  ])
  assert.equal(
    worded(started('2023-04-21', { workingDays: 1 }), '2023-04-21')[2],
    '04-23 周日，调休上班',
  )
  assert.deepEqual(worded(started('2026-12-28', { workingDays: 5 }), '2026-12-28'), [
    'plain',
    '剩 5 个工作日',
    '2027-01-05 周二',
    '暂定（2027年日历未发布）',
  ])
})

test('done in time, done late, cancelled', () => {
  const row = started('2023-08-07', { workingDays: 5 })
  assert.deepEqual(
    worded(fold(effectOf(row), rules.meetDeadline(row, '2023-08-14')), '2023-09-01'),
    ['done', '08-14 完成', '应于 08-14', null],
  )
  const late = fold(effectOf(row), rules.meetDeadline(row, '2023-08-16'))
  assert.deepEqual(worded(late, '2023-09-01').slice(0, 3), [
    'done_late',
    '08-16 完成',
    '应于 08-14，逾期 2 个工作日',
  ])
  assert.equal(late.revision, 2)
  assert.throws(() => rules.meetDeadline(late, '2023-08-17'))
  assert.throws(() => rules.cancelDeadline(late, '2023-08-17'))
  const cancelled = fold(effectOf(row), rules.cancelDeadline(row, '2023-08-10'))
  assert.equal(worded(cancelled, '2023-09-01')[0], 'cancelled')
})

function effectOf(row: Deadline): Effect {
  const { jur, id, revision, ownerOrg, partyId, demo, ...set } = row
  return {
    kind: 'deadline',
    jur,
    id,
    revision,
    owner: { org: ownerOrg, party: partyId, demo },
    set,
  }
}

test('an extension keeps the original date beside the new one', () => {
  const row = started('2023-08-01', { workingDays: 10 })
  const extended = fold(
    effectOf(row),
    rules.extendDeadline(row, { to: '2023-08-25', on: '2023-08-14' }),
  )
  assert.deepEqual(worded(extended, '2023-08-16'), [
    'plain',
    '剩 7 个工作日',
    '原 08-15，延至 08-25 周五',
    null,
  ])
  assert.ok(isRefusal(rules.extendDeadline(row, { to: '2023-08-15', on: '2023-08-14' })))
  assert.equal(rules.stepsBetween(calendar, '2023-08-01', '2023-08-15').length, 2)
})

test('what is left when the clock stops is counted on when it runs again', () => {
  const row = started('2026-09-14', { workingDays: 15 })
  const paused = fold(effectOf(row), rules.pauseDeadline(row, { on: '2026-09-18', calendar }))
  assert.deepEqual(worded(paused, '2026-09-25').slice(0, 3), [
    'paused',
    '已暂停计时',
    '剩 11 个工作日',
  ])
  const resumed = fold(
    effectOf(paused),
    rules.resumeDeadline(paused, { on: '2026-10-09', calendar }),
  )
  assert.equal(resumed.originalDueOn, row.dueOn)
  assert.equal(worded(resumed, '2026-10-12')[2], '原 10-10，恢复计时后 10-23 周五')
  assert.deepEqual(
    resumed.changes.map(({ kind }) => kind),
    ['paused', 'resumed'],
  )
})

test('the clock that stops and runs on the same day loses nothing', () => {
  const row = started('2026-09-14', { days: 30 })
  const paused = fold(effectOf(row), rules.pauseDeadline(row, { on: '2026-09-20', calendar }))
  const resumed = fold(
    effectOf(paused),
    rules.resumeDeadline(paused, { on: '2026-09-20', calendar }),
  )
  assert.equal(resumed.dueOn, row.dueOn)
})

const refusals: readonly (readonly [string, (row: Deadline) => Effect | Refusal, RegExp])[] = [
  [
    'pause after breach',
    (row) => rules.pauseDeadline(row, { on: '2026-11-02', calendar }),
    /已经逾期/,
  ],
  [
    'resume what runs',
    (row) => rules.resumeDeadline(row, { on: '2026-09-16', calendar }),
    /没有暂停/,
  ],
  [
    'extend what is paused',
    (row) =>
      rules.extendDeadline({ ...row, state: 'paused' }, { to: '2027-01-01', on: '2026-09-16' }),
    /正在计时/,
  ],
  [
    'pause twice',
    (row) => rules.pauseDeadline({ ...row, state: 'paused' }, { on: '2026-09-16', calendar }),
    /正在计时/,
  ],
]

test('refusals', () => {
  const row = started('2026-09-14', { workingDays: 15 })
  for (const [name, act, sentence] of refusals) {
    const answer = act(row)
    assert.ok(isRefusal(answer), name)
    assert.match(answer.refused, sentence, name)
    assert.match(answer.clause, /^bihuan-house-rules#/, name)
  }
})

test('a provisional date is counted again when the notice is in', async () => {
  const row = started('2026-12-28', { workingDays: 5 })
  assert.equal(rules.recountDeadline(row, { on: '2026-12-29', calendar }), null)
  const notices = await seedNotices()
  const next = makeCalendar(
    [...notices.map(({ year }) => year), 2027],
    [
      ...notices.flatMap(({ days }) => days),
      { day: '2027-01-01', kind: 'holiday', name: '元旦' },
      { day: '2027-01-04', kind: 'holiday', name: '元旦' },
    ],
  )
  const again = fold(
    effectOf(row),
    rules.recountDeadline(row, { on: '2026-12-29', calendar: next }),
  )
  assert.deepEqual(
    [again.dueOn, again.provisional, again.originalDueOn],
    ['2027-01-06', false, '2027-01-05'],
  )
})

test('a date fixed in an order is never provisional', () => {
  const row = fold(rules.startDeadline({ ...start, startedOn: '2026-11-20', dueOn: '2027-03-01' }))
  assert.deepEqual([row.provisional, row.clock, row.unit], [false, null, 'workingDays'])
})

test('the groups of the desk', () => {
  const groups = ['2026-11-20', '2026-11-22', '2026-11-25', '2026-11-26'].map((dueOn) =>
    rules.deskGroup({ state: 'open', dueOn }, '2026-11-22', '2026-11-25'),
  )
  assert.deepEqual(groups, ['overdue', 'today', 'soon', 'later'])
  assert.equal(
    rules.deskGroup({ state: 'paused', dueOn: '2026-11-01' }, '2026-11-22', '2026-11-25'),
    'paused',
  )
})
