import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import * as calendars from './calendar.ts'
import { FIXED_DAYS, seedCalendar, seedNotices } from './seeds.ts'

const calendar = await seedCalendar()

test('the day of the week and the number of a date hold in any zone', () => {
  assert.equal(calendars.dayNumber('1970-01-01'), 0)
  assert.equal(calendars.dateOf(calendars.dayNumber('2024-02-29')), '2024-02-29')
  assert.equal(calendars.weekday('1969-12-28'), 7)
  assert.equal(calendars.weekday('2026-11-22'), 7)
  assert.equal(calendars.weekday('2026-11-23'), 1)
  assert.throws(() => calendars.dayNumber('2026-13-01'))
  assert.throws(() => calendars.dayNumber('2026-1-1'))
})

const makeUpDays = {
  2023: '01-28 01-29 04-23 05-06 06-25 10-07 10-08',
  2024: '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
  2025: '01-26 02-08 04-27 09-28 10-11',
  2026: '01-04 02-14 02-28 05-09 09-20 10-10',
}

test('the make-up workdays of 2023 to 2026 are worked', () => {
  for (const [year, days] of Object.entries(makeUpDays)) {
    const found = [...calendar.days.values()]
      .filter(({ day, kind }) => kind === 'make_up_workday' && day.startsWith(year))
      .map(({ day }) => day.slice(5))
    assert.deepEqual(found, days.split(' '))
    for (const day of found) assert.ok(calendars.isWorkday(calendar, `${year}-${day}`))
  }
})

test('2007 to 2026 are covered, 2006 and 2027 are not', () => {
  assert.equal(calendars.covered(calendar, 2006), false)
  for (let year = 2007; year <= 2026; year += 1) assert.ok(calendars.covered(calendar, year))
  assert.equal(calendars.covered(calendar, 2027), false)
})

test('counting by sums equals counting day by day', () => {
  const start = calendars.dayNumber('2022-12-20')
  let sum = 0
  for (let day = start + 1; day < start + 1500; day += 1) {
    const date = calendars.dateOf(day)
    if (calendars.isWorkday(calendar, date)) sum += 1
    assert.equal(calendars.workdaysBetween(calendar, '2022-12-20', date), sum, date)
    assert.equal(calendars.workdaysBetween(calendar, date, '2022-12-20'), sum === 0 ? 0 : -sum)
  }
  assert.equal(calendars.workdaysBetween(calendar, '1965-01-01', '1965-01-08'), 5)
})

test('working days lead to a day and back', () => {
  for (let count = 1; count <= 260; count += 7) {
    const end = calendars.addWorkdays(calendar, '2025-12-24', count)
    assert.ok(calendars.isWorkday(calendar, end))
    assert.equal(calendars.workdaysBetween(calendar, '2025-12-24', end), count)
  }
})

test('months end on the same day of the month, or on its last', () => {
  assert.equal(calendars.addMonths('2024-01-31', 1), '2024-02-29')
  assert.equal(calendars.addMonths('2023-01-31', 1), '2023-02-28')
  assert.equal(calendars.addMonths('2024-02-29', 12), '2025-02-28')
  assert.equal(calendars.addMonths('2026-11-22', 3), '2027-02-22')
})

test('a day that an amended notice took back is ordinary', () => {
  const amended = calendars.makeCalendar(
    [2026],
    [
      { day: '2026-10-08', kind: 'ordinary', name: '国庆节' },
      { day: '2026-10-10', kind: 'ordinary', name: '国庆节' },
    ],
  )
  assert.equal(calendars.dayKind(amended, '2026-10-08'), 'workday')
  assert.equal(calendars.dayKind(amended, '2026-10-10'), 'weekend')
})

test('the seeds are what chinese-days says', async () => {
  const require = createRequire(import.meta.url)
  for (const { year, days } of await seedNotices()) {
    const theirs = require(`chinese-days/dist/years/${year}.json`) as Record<string, object>
    const holidays = days.filter(({ kind }) => kind === 'holiday').map(({ day }) => day)
    const workdays = days.filter(({ kind }) => kind === 'make_up_workday').map(({ day }) => day)
    assert.deepEqual(holidays, Object.keys(theirs['holidays']!).toSorted())
    assert.deepEqual(workdays, Object.keys(theirs['workdays']!).toSorted())
  }
})

const shared =
  process.env['BIHUAN_SHARED'] ?? fileURLToPath(new URL('../../../shared', import.meta.url))
const others = `${shared}/data/calendar`
const skip = existsSync(others) ? false : `no calendars of others at ${others}`

test('every day of 2007 to 2026 agrees with an independent calendar', { skip }, () => {
  const work = new Map<string, boolean>()
  for (let year = 2007; year <= 2026; year += 1) {
    const { days } = JSON.parse(readFileSync(`${others}/${year}.json`, 'utf8')) as {
      days: { date: string; isOffDay: boolean }[]
    }
    for (const { date, isOffDay } of days) work.set(date, !isOffDay)
  }
  const last = calendars.dayNumber('2026-12-31')
  for (let day = calendars.dayNumber('2007-01-01'); day <= last; day += 1) {
    const date = calendars.dateOf(day)
    const theirs = work.get(date) ?? calendars.weekday(date) <= 5
    assert.equal(calendars.isWorkday(calendar, date), theirs, date)
  }
})

test('days that rest by date rest also before the notice of their year is out', () => {
  const known = calendars.makeCalendar([2026], [], FIXED_DAYS)
  for (const date of ['2027-01-01', '2027-05-01', '2027-10-01', '2031-10-02']) {
    assert.equal(calendars.isWorkday(known, date), false, date)
  }
  assert.equal(calendars.isWorkday(known, '2027-01-04'), true)
  assert.equal(calendars.covered(known, 2027), false, 'the year stays uncovered all the same')
})
