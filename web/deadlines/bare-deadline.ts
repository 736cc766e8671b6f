import type { DeadlineView } from '#deadlines/words.ts'
import { legalToday } from '../parts/dates.ts'

/** What a row of a list does not know of a deadline whose date it shows. */
export const bareDeadline = {
  id: '',
  jur: '',
  subject: { kind: '', id: '' },
  kind: '',
  label: '',
  title: null,
  number: null,
  route: '',
  basis: '',
  movedBy: null,
  dueDay: 'workday',
  provisionalYear: null,
  ownerOrg: null,
  ownerPost: null,
  ownerRole: null,
} as const

/** A running date of a row, for the two lines that show it. */
export function runningDate(dueOn: string, left: DeadlineView['left']): DeadlineView {
  return {
    ...bareDeadline,
    state: 'open',
    today: legalToday(),
    startedOn: dueOn,
    dueOn,
    originalDueOn: dueOn,
    left,
    doneOn: null,
  }
}
