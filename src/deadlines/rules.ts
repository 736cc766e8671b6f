import type { Effect } from '#kernel/index.ts'
import { refuse, type Refusal } from '#kernel/refusal.ts'
import { weekday, type Calendar } from './calendar.ts'
import { count, dueOn, remaining } from './clocks.ts'
import type { CalendarNotice, Change, Deadline, Period, Unit } from './words.ts'

export * from './clocks.ts'
export * from './views.ts'

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

const CLOCK_RULE = 'bihuan-house-rules#4'

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

const CALENDAR_RULE = 'bihuan-house-rules#2'

/** Refuses a notice that cannot be one: of another year, incomplete, or with impossible days. */
export function judgeNotice(notice: CalendarNotice): Refusal | null {
  const { year, days } = notice
  const holidays = new Set(days.filter(({ kind }) => kind === 'holiday').map(({ day }) => day))
  if (new Set(days.map(({ day }) => day)).size !== days.length) {
    return refuse('同一日期只能列一次，请核对通知。', CALENDAR_RULE)
  }
  const stray = days.find(({ day }) => Math.abs(Number(day.slice(0, 4)) - year) > 1)
  if (stray) return refuse(`${stray.day} 不属于 ${year} 年的安排，请核对通知。`, CALENDAR_RULE)
  const odd = days.find(({ day, kind }) => kind === 'make_up_workday' && weekday(day) <= 5)
  if (odd) return refuse(`${odd.day} 不是周六、周日，不能列为调休上班。`, CALENDAR_RULE)
  if (!holidays.has(`${year}-01-01`) || !holidays.has(`${year}-10-01`)) {
    return refuse(`${year} 年的安排应当包括元旦和国庆节，请导入完整的通知。`, CALENDAR_RULE)
  }
  return null
}
