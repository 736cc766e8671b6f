import { Temporal } from 'temporal-polyfill'
import type { CalendarDay, DayKind } from './words.ts'

/**
 * The legal working-day calendar, small enough to be kept in memory: which years the State
 * Council's notice covers, and the days on which the week is not as usual. It answers the same
 * whatever zone the machine is set to.
 */
export type Calendar = {
  readonly covered: ReadonlySet<number>
  readonly days: ReadonlyMap<string, CalendarDay>
  /** Day numbers on which working and resting are exchanged, ascending, with running sums. */
  readonly exchanged: readonly { readonly day: number; readonly sum: number }[]
}

const DAY_MS = 86_400_000

/** Days since 1970-01-01. Refuses (throws) what is not a date. */
export function dayNumber(date: string): number {
  const day = Date.parse(`${date}T00:00:00Z`) / DAY_MS
  if (!Number.isInteger(day) || date.length !== 10) throw new RangeError(`not a date: ${date}`)
  return day
}

/** The date of a day number. */
export function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

/** The day of the week, 1 for Monday to 7 for Sunday. */
export function weekday(date: string): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1
}

/** Days that rest by their date, whatever a year's notice says: month and day, name, first year. */
export type FixedDays = {
  readonly from: number
  readonly days: readonly { readonly on: string; readonly name: string }[]
}

/**
 * Makes a calendar of the covered years, the exceptional days of all notices, and the days that
 * rest by their date.
 */
export function makeCalendar(
  covered: Iterable<number>,
  days: Iterable<CalendarDay>,
  fixed: FixedDays = { from: 0, days: [] },
): Calendar {
  const byDate = new Map<string, CalendarDay>()
  const years = new Set(covered)
  for (const day of fixedHolidays(years, fixed)) byDate.set(day.day, day)
  for (const day of days) if (day.kind !== 'ordinary') byDate.set(day.day, day)
  let sum = 0
  const exchanged = [...byDate.values()]
    .map(({ day, kind }) => ({ day: dayNumber(day), shift: shiftOf(day, kind) }))
    .filter(({ shift }) => shift !== 0)
    .toSorted((a, b) => a.day - b.day)
    .map(({ day, shift }) => ({ day, sum: (sum += shift) }))
  return { covered: years, days: byDate, exchanged }
}

/** How many years past the last notice a count may reach before fixed days are unknown too. */
const YEARS_AHEAD = 20

/**
 * The days that rest by date whatever a year's notice says, in the years whose notice is not out
 * yet; the rest of such a year stays open.
 */
function fixedHolidays(covered: ReadonlySet<number>, fixed: FixedDays): CalendarDay[] {
  if (covered.size === 0) return []
  const last = Math.max(...covered)
  const years = Array.from({ length: YEARS_AHEAD }, (_, ahead) => last + 1 + ahead)
  return years.flatMap((year) =>
    year < fixed.from
      ? []
      : fixed.days.map(({ on, name }) => ({
          day: `${year}-${on}`,
          kind: 'holiday' as const,
          name,
        })),
  )
}

function shiftOf(day: string, kind: DayKind): -1 | 0 | 1 {
  const rests = weekday(day) > 5
  if (kind === 'holiday') return rests ? 0 : -1
  return kind === 'make_up_workday' && rests ? 1 : 0
}

/** Whether a notice was entered for this year; without one, only weekends are known. */
export function covered(calendar: Calendar, year: number): boolean {
  return calendar.covered.has(year)
}

/** Whether people work on this date; in an uncovered year Monday to Friday are taken as such. */
export function isWorkday(calendar: Calendar, date: string): boolean {
  const kind = dayKind(calendar, date)
  return kind === 'workday' || kind === 'make_up_workday'
}

/** What sort of day it is. */
export function dayKind(
  calendar: Calendar,
  date: string,
): 'workday' | 'weekend' | 'holiday' | 'make_up_workday' {
  const day = calendar.days.get(date)
  if (day?.kind === 'holiday') return 'holiday'
  if (weekday(date) <= 5) return 'workday'
  return day?.kind === 'make_up_workday' ? 'make_up_workday' : 'weekend'
}

/** The date `count` working days after `date`, which itself is not counted; 0 answers `date`. */
export function addWorkdays(calendar: Calendar, date: string, count: number): string {
  let day = dayNumber(date)
  for (let left = count; left > 0;) {
    day += 1
    if (isWorkday(calendar, dateOf(day))) left -= 1
  }
  return dateOf(day)
}

/** The last date from which `count` working days still lie up to and with `date`. */
export function subtractWorkdays(calendar: Calendar, date: string, count: number): string {
  let day = dayNumber(date)
  for (let left = count; left > 0; day -= 1) if (isWorkday(calendar, dateOf(day))) left -= 1
  return dateOf(day)
}

/** How many working days lie after `from` up to and with `to`; negative when `to` is earlier. */
export function workdaysBetween(calendar: Calendar, from: string, to: string): number {
  const difference = workdaysUpTo(calendar, dayNumber(to)) - workdaysUpTo(calendar, dayNumber(from))
  return difference === 0 ? 0 : difference
}

/** How many days lie after `from` up to and with `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from)
}

/** The date `count` days later. */
export function addDays(date: string, count: number): string {
  return dateOf(dayNumber(date) + count)
}

/**
 * The same day of the month, `count` months later; where the month is too short, its last day
 * (民法典 Art. 202).
 */
export function addMonths(date: string, count: number): string {
  return Temporal.PlainDate.from(date).add({ months: count }).toString()
}

/** Working days from the Monday 1969-12-29 (day −3) up to and with `day`. */
function workdaysUpTo(calendar: Calendar, day: number): number {
  const since = day + 3
  const weeks = Math.floor(since / 7)
  return weeks * 5 + Math.min(since - weeks * 7 + 1, 5) + exchangedUpTo(calendar, day)
}

function exchangedUpTo(calendar: Calendar, day: number): number {
  let low = 0
  let high = calendar.exchanged.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (calendar.exchanged[middle]!.day <= day) low = middle + 1
    else high = middle
  }
  return low === 0 ? 0 : calendar.exchanged[low - 1]!.sum
}
