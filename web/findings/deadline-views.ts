import type { DeadlineView } from '#deadlines/words.ts'
import type { FindingRow } from '#findings/words.ts'
import { bareDeadline } from '../deadlines/bare-deadline.ts'
import { legalToday } from '../parts/dates.ts'

/** The nearest deadline of a row, or when it ended; null where nothing is due. */
export function viewOfRow(row: FindingRow): DeadlineView | null {
  const ended = row.endedOn !== null
  const dueOn = ended ? row.dueOn : row.nextDueOn
  if (!dueOn) return null
  return {
    ...bareDeadline,
    state: ended ? 'met' : 'open',
    today: legalToday(),
    startedOn: dueOn,
    dueOn,
    originalDueOn: row.originalDueOn ?? dueOn,
    movedBy: row.originalDueOn && row.originalDueOn !== dueOn ? 'extended' : null,
    left: row.left ?? { count: 0, unit: 'workingDays' },
    doneOn: row.endedOn,
  }
}
