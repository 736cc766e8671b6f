import type { Effect } from '#kernel/ledger.ts'
import { refuse, type Refusal } from '#kernel/refusal.ts'
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
import type { Amount, Change, Deadline, DeadlineView, Period, Step, Unit } from './words.ts'

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

/** What is needed to start a deadline. Either a clock or a fixed date. */
export type Start = {
  readonly id: string
  readonly jur: string
  readonly owner: {
    readonly org: string | null
    readonly party: string | null
    readonly demo: boolean
  }
  readonly subject: { readonly kind: string; readonly id: string }
  readonly kind: string
  readonly label: string
  readonly title?: string | null
  readonly number?: string | null
  readonly route: string
  readonly basis: string
  readonly startedOn: string
  readonly ownerPost?: string | null
  readonly ownerRole?: string | null
  readonly waitedByOrg?: string | null
} & (
  | { readonly clock: Period; readonly calendar: Calendar; readonly moveToWorkday?: boolean }
  | { readonly dueOn: string; readonly unit?: Unit }
)

/** The effect that creates a deadline; its first due date stays visible for ever. */
export function startDeadline(start: Start): Effect {
  const due =
    'clock' in start
      ? dueOn({ ...start, start: start.startedOn })
      : { dueOn: start.dueOn, unit: start.unit ?? 'workingDays', provisional: false }
  return {
    kind: 'deadline',
    jur: start.jur,
    id: start.id,
    revision: 1,
    owner: start.owner,
    set: {
      subjectKind: start.subject.kind,
      subjectId: start.subject.id,
      kind: start.kind,
      label: start.label,
      title: start.title ?? null,
      number: start.number ?? null,
      route: start.route,
      clock: 'clock' in start ? start.clock : null,
      basis: start.basis,
      startedOn: start.startedOn,
      dueOn: due.dueOn,
      originalDueOn: due.dueOn,
      unit: due.unit,
      ownerPost: start.ownerPost ?? null,
      ownerRole: start.ownerRole ?? null,
      waitedByOrg: start.waitedByOrg ?? null,
      state: 'open',
      pausedOn: null,
      left: null,
      doneOn: null,
      provisional: due.provisional,
      changes: [],
    },
  }
}

/** The effect of what was due having been done. A deadline that already ended is a fault. */
export function meetDeadline(row: Deadline, on: string): Effect {
  return ending(row, 'met', on)
}

/** The effect of a deadline falling away, because another way was taken. */
export function cancelDeadline(row: Deadline, on: string): Effect {
  return ending(row, 'cancelled', on)
}

function ending(row: Deadline, state: 'met' | 'cancelled', on: string): Effect {
  if (row.state !== 'open' && row.state !== 'paused') {
    throw new Error(`deadline ${row.id} has already ended: ${row.state}`)
  }
  return change(row, { state, doneOn: on })
}

const CLOCK_RULE = 'bihuan-house-rules#deadlines'

/** Stops the clock, keeping what is left. Refuses what does not run or is already over. */
export function pauseDeadline(
  row: Deadline,
  { on, calendar, basis = null }: { on: string; calendar: Calendar; basis?: string | null },
): Effect | Refusal {
  if (row.state !== 'open') return refuse('只有正在计时的期限才能暂停。', CLOCK_RULE)
  if (row.dueOn < on) return refuse('该期限已经逾期，逾期后不再暂停计时。', CLOCK_RULE)
  const left = count(calendar, row.unit, on, row.dueOn)
  return change(row, {
    state: 'paused',
    pausedOn: on,
    left,
    changes: [...row.changes, { kind: 'paused', on, from: row.dueOn, to: row.dueOn, left, basis }],
  })
}

/** Lets the clock run on: what was left when it stopped is counted from `on`. */
export function resumeDeadline(
  row: Deadline,
  { on, calendar, basis = null }: { on: string; calendar: Calendar; basis?: string | null },
): Effect | Refusal {
  if (row.state !== 'paused' || row.left === null) {
    return refuse('该期限没有暂停，无需恢复计时。', CLOCK_RULE)
  }
  const { left } = row
  const due = dueOn({ start: on, clock: remaining(row.unit, left), calendar })
  return change(row, {
    state: 'open',
    pausedOn: null,
    left: null,
    dueOn: due.dueOn,
    provisional: due.provisional,
    changes: [...row.changes, { kind: 'resumed', on, from: row.dueOn, to: due.dueOn, left, basis }],
  })
}

/** Moves the date on, after an application was approved. The original date is kept beside it. */
export function extendDeadline(
  row: Deadline,
  { to, on, basis = null }: { to: string; on: string; basis?: string | null },
): Effect | Refusal {
  if (row.state !== 'open') return refuse('只有正在计时的期限才能延期。', CLOCK_RULE)
  if (to <= row.dueOn) return refuse(`延期后的日期应晚于现期限 ${row.dueOn}。`, CLOCK_RULE)
  return change(row, {
    dueOn: to,
    provisional: false,
    changes: [...row.changes, { kind: 'extended', on, from: row.dueOn, to, left: null, basis }],
  })
}

/** Hands a running deadline to another post of the same body, for a change of duties. */
export function assignDeadline(
  row: Deadline,
  to: { readonly ownerPost: string | null; readonly ownerRole: string | null },
): Effect {
  return change(row, { ...to })
}

/**
 * Counts a provisional date again once the year's notice is in: from the start, or from the day
 * the clock ran on. Null where nothing changes.
 */
export function recountDeadline(
  row: Deadline,
  { on, calendar }: { on: string; calendar: Calendar },
): Effect | null {
  if (row.state !== 'open' || !row.provisional) return null
  const resumed = row.changes.findLast(({ kind }) => kind === 'resumed')
  const clock = resumed ? remaining(row.unit, resumed.left ?? 0) : row.clock
  if (clock === null) return null
  const due = dueOn({ start: resumed?.on ?? row.startedOn, clock, calendar })
  if (due.provisional && due.dueOn === row.dueOn) return null
  const step: Change = {
    kind: 'recounted',
    on,
    from: row.dueOn,
    to: due.dueOn,
    left: null,
    basis: null,
  }
  return change(row, {
    dueOn: due.dueOn,
    provisional: due.provisional,
    changes: [...row.changes, step],
  })
}

function change(row: Deadline, set: Effect['set']): Effect {
  return { kind: 'deadline', jur: row.jur, id: row.id, revision: row.revision + 1, set }
}

function remaining(unit: Unit, left: number): Period {
  return unit === 'workingDays' ? { workingDays: left } : { days: left }
}

function count(calendar: Calendar, unit: Unit, from: string, to: string): number {
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

/** A deadline as the screen is told it on the legal date `today`. */
export function viewDeadline(row: Deadline, today: string, calendar: Calendar): DeadlineView {
  const movedBy = row.changes.findLast(({ kind }) => kind !== 'paused')?.kind ?? null
  return {
    id: row.id,
    jur: row.jur,
    subject: { kind: row.subjectKind, id: row.subjectId },
    kind: row.kind,
    label: row.label,
    title: row.title,
    number: row.number,
    route: row.route,
    basis: row.basis,
    state: row.state,
    today,
    startedOn: row.startedOn,
    dueOn: row.dueOn,
    originalDueOn: row.originalDueOn,
    movedBy: row.dueOn === row.originalDueOn || movedBy === 'paused' ? null : movedBy,
    dueDay: dayKind(calendar, row.dueOn),
    left: leftOf(row, today, calendar),
    provisionalYear: row.provisional ? firstUncovered(calendar, row.startedOn, row.dueOn) : null,
    doneOn: row.doneOn,
    ownerOrg: row.ownerOrg,
    ownerPost: row.ownerPost,
    ownerRole: row.ownerRole,
  }
}

function leftOf(row: Deadline, today: string, calendar: Calendar): Amount {
  if (row.state === 'paused') return { count: row.left ?? 0, unit: row.unit }
  return leftAmount(calendar, row.unit, row.doneOn ?? today, row.dueOn)
}

/** Which group of the desk a running deadline lies in; `soonUntil` is the third working day. */
export function deskGroup(
  row: Pick<Deadline, 'state' | 'dueOn'>,
  today: string,
  soonUntil: string,
): 'overdue' | 'today' | 'soon' | 'later' | 'paused' {
  if (row.state === 'paused') return 'paused'
  if (row.dueOn < today) return 'overdue'
  if (row.dueOn === today) return 'today'
  return row.dueOn <= soonUntil ? 'soon' : 'later'
}
