import {
  addDays,
  addMonths,
  addWorkdays,
  dateOf,
  dayKind,
  dayNumber,
  daysBetween,
} from './calendar.ts'
import { covered, isWorkday, workdaysBetween, type Calendar } from './calendar.ts'
import type { Amount, Period, Step, Unit } from './words.ts'

/** When something is due, how that was counted, and whether the calendar reached so far. */
export type Due = {
  readonly dueOn: string
  readonly unit: Unit
  readonly provisional: boolean
  readonly steps: readonly Step[]
}

/** What a due date is counted from. */
export type Count = {
  readonly start: string
  readonly clock: Period
  readonly calendar: Calendar
  /** Moves a last day that is a day of rest to the next working day (民法典 Art. 203). */
  readonly moveToWorkday?: boolean
}

/**
 * Counts a due date. The day of the start is not counted; working days leave out weekends and
 * holidays and count make-up days; months end on the same day of the month or on its last. It is
 * provisional where the count needs a year whose notice is not out.
 */
export function dueOn({ start, clock, calendar, moveToWorkday = false }: Count): Due {
  if ('workingDays' in clock) {
    const end = addWorkdays(calendar, start, clock.workingDays)
    return {
      dueOn: end,
      unit: 'workingDays',
      provisional: firstUncovered(calendar, start, end) !== null,
      steps: stepsBetween(calendar, start, end),
    }
  }
  const end = 'months' in clock ? addMonths(start, clock.months) : addDays(start, daysOf(clock))
  if (!moveToWorkday || isWorkday(calendar, end)) {
    const provisional = moveToWorkday && !covered(calendar, yearOf(end))
    return { dueOn: end, unit: 'days', provisional, steps: [] }
  }
  const next = addWorkdays(calendar, end, 1)
  return {
    dueOn: next,
    unit: 'days',
    provisional: firstUncovered(calendar, addDays(end, -1), next) !== null,
    steps: [{ kind: 'moved_to_workday', from: end, to: next, name: null }],
  }
}

function daysOf(clock: { readonly days: number } | { readonly hours: number }): number {
  return 'days' in clock ? clock.days : Math.ceil(clock.hours / 24)
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4))
}

/** The first year without a notice that the days after `from` up to `to` touch, or null. */
export function firstUncovered(calendar: Calendar, from: string, to: string): number | null {
  const last = yearOf(to)
  for (let year = yearOf(addDays(from, 1)); year <= last; year += 1) {
    if (!covered(calendar, year)) return year
  }
  return null
}

/** The stretches after `start` up to `end` that were skipped, and the make-up days counted. */
export function stepsBetween(calendar: Calendar, start: string, end: string): Step[] {
  const steps: Step[] = []
  for (let day = dayNumber(start) + 1; day <= dayNumber(end); day += 1) {
    const date = dateOf(day)
    const kind = dayKind(calendar, date)
    if (kind === 'workday') continue
    const name = kind === 'weekend' ? null : (calendar.days.get(date)?.name ?? null)
    const last = steps.at(-1)
    const goesOn = last?.kind === kind && last.name === name && last.to === dateOf(day - 1)
    if (last && goesOn) steps[steps.length - 1] = { ...last, to: date }
    else steps.push({ kind, from: date, to: date, name })
  }
  return steps
}

/** The period that is left, in the unit in which it was counted. */
export function remaining(unit: Unit, left: number): Period {
  return unit === 'workingDays' ? { workingDays: left } : { days: left }
}

/** Days or working days after `from` up to and with `to`. */
export function count(calendar: Calendar, unit: Unit, from: string, to: string): number {
  return unit === 'workingDays' ? workdaysBetween(calendar, from, to) : daysBetween(from, to)
}

/**
 * What is left from `from` to the due date. Where no working day lies between but the date is
 * another (a weekend), it is told in days, so that nothing overdue reads as due today.
 */
export function leftAmount(calendar: Calendar, unit: Unit, from: string, due: string): Amount {
  const counted = count(calendar, unit, from, due)
  if (counted === 0 && from !== due) return { count: daysBetween(from, due), unit: 'days' }
  return { count: counted, unit }
}
