import { dayKind, type Calendar } from './calendar.ts'
import { firstUncovered, leftAmount, stepsBetween } from './clocks.ts'
import type { Amount, Calculation, Deadline, DeadlineView } from './words.ts'
import type { DeskGroup, Period, periodUnits } from './words.ts'

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

/** How a deadline's date came about, part by part (计算过程). */
export function calculation(row: Deadline, today: string, calendar: Calendar): Calculation {
  const steps = (from: string, to: string) =>
    row.unit === 'workingDays' ? stepsBetween(calendar, from, to) : []
  const first = row.changes[0]?.kind === 'recounted' ? row.changes[0].to : row.originalDueOn
  return {
    deadline: viewDeadline(row, today, calendar),
    clock: row.clock && clockAmount(row.clock),
    parts: [
      {
        kind: 'started',
        from: row.startedOn,
        to: row.originalDueOn,
        left: null,
        basis: row.basis,
        steps: row.clock === null ? [] : steps(row.startedOn, first),
      },
      ...row.changes.map(({ kind, on, to, left, basis }) => ({
        kind,
        from: on,
        to,
        left: left === null ? null : { count: left, unit: row.unit },
        basis,
        steps: kind === 'resumed' ? steps(on, to) : [],
      })),
    ],
  }
}

function clockAmount(clock: Period): { count: number; unit: (typeof periodUnits)[number] } {
  if ('hours' in clock) return { count: clock.hours, unit: 'hours' }
  if ('days' in clock) return { count: clock.days, unit: 'days' }
  if ('months' in clock) return { count: clock.months, unit: 'months' }
  return { count: clock.workingDays, unit: 'workingDays' }
}

/** Which group of the desk a running deadline lies in; `soonUntil` is the third working day. */
export function deskGroup(
  row: Pick<Deadline, 'state' | 'dueOn'>,
  today: string,
  soonUntil: string,
): DeskGroup {
  if (row.state === 'paused') return 'paused'
  if (row.dueOn < today) return 'overdue'
  if (row.dueOn === today) return 'today'
  return row.dueOn <= soonUntil ? 'soon' : 'later'
}
