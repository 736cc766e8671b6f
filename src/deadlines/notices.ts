import { firstRow, rows, type Queryable } from '#kernel/index.ts'
import { makeCalendar, type Calendar } from './calendar.ts'
import { FIXED_DAYS } from './seeds.ts'
import type { CalendarDay, CalendarNotice } from './words.ts'

/** A year of the calendar as it is kept, with where it came from. */
export type CalendarYear = CalendarNotice & {
  readonly covered: boolean
  readonly source: 'seed' | 'import'
}

/** Reads the whole calendar from its tables: some 700 days. */
export async function readCalendar(on: Queryable): Promise<Calendar> {
  const years = await rows<{ year: number }>(on, 'select year from calendar_year where covered')
  const days = await rows<CalendarDay>(on, 'select day, kind, name from calendar_day')
  return makeCalendar(
    years.map(({ year }) => year),
    days,
    FIXED_DAYS,
  )
}

/** One year as entered, or undefined where no notice is in. */
export async function findYear(on: Queryable, year: number): Promise<CalendarYear | undefined> {
  const head = await firstRow<Omit<CalendarYear, 'days'>>(
    on,
    'select year, covered, source, notice from calendar_year where year = $1',
    [year],
  )
  if (!head) return undefined
  const days = await rows<CalendarDay>(
    on,
    'select day, kind, name from calendar_day where notice_year = $1 order by day',
    [year],
  )
  return { ...head, days }
}

/**
 * Enters a year's notice, or enters it anew: a day that the new notice no longer names becomes
 * ordinary and stays on record as such.
 */
export async function saveNotice(
  on: Queryable,
  notice: CalendarNotice,
  source: 'seed' | 'import',
): Promise<void> {
  await on.query(
    `insert into calendar_year (year, covered, source, notice) values ($1, true, $2, $3)
      on conflict (year) do update set covered = true, source = $2, notice = $3`,
    [notice.year, source, notice.notice],
  )
  await on.query(
    `update calendar_day set kind = 'ordinary' where notice_year = $1 and day <> all ($2::date[])`,
    [notice.year, notice.days.map(({ day }) => day)],
  )
  await on.query(
    `insert into calendar_day (day, kind, name, notice_year)
      select day, kind, name, $1 from unnest($2::date[], $3::text[], $4::text[]) as n (day, kind, name)
      on conflict (day) do update set kind = excluded.kind, name = excluded.name, notice_year = $1`,
    [
      notice.year,
      notice.days.map(({ day }) => day),
      notice.days.map(({ kind }) => kind),
      notice.days.map(({ name }) => name),
    ],
  )
}

/** Enters the seeds' years that are not in yet; what an office imported is left alone. */
export async function seedYears(on: Queryable, notices: readonly CalendarNotice[]): Promise<void> {
  const known = await rows<{ year: number }>(on, 'select year from calendar_year')
  const years = new Set(known.map(({ year }) => year))
  for (const notice of notices) if (!years.has(notice.year)) await saveNotice(on, notice, 'seed')
}

const KEPT_MS = 60_000
const kept = new WeakMap<object, { readonly at: number; readonly calendar: Promise<Calendar> }>()

/**
 * The calendar of a database, kept in memory for a minute: an import elsewhere is seen within
 * that time, one of this process at once.
 */
export async function calendarOf(pool: Queryable): Promise<Calendar> {
  const before = kept.get(pool)
  if (before && performance.now() - before.at < KEPT_MS) return before.calendar
  const calendar = readCalendar(pool)
  kept.set(pool, { at: performance.now(), calendar })
  calendar.catch(() => kept.delete(pool))
  return calendar
}

/** Forgets the calendar kept for a pool, after an import. */
export function forgetCalendar(pool: Queryable): void {
  kept.delete(pool)
}
