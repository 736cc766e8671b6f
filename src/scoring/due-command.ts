/** The date of handing in, on the desk of the scoring body, in whose own place it lies. */
import type { Circumstances, Command, Decision, Effect, Event } from '#kernel/index.ts'
import {
  cancelDeadline,
  lockDeadlines,
  meetDeadline,
  startDeadline,
  type Deadline,
} from '#deadlines/index.ts'
import { CLAUSES } from './rules.ts'
import { SHEET_DEADLINES } from './texts.ts'

/** What becomes of the date: it runs anew, the sheet was handed in, or it fell away. */
export type Due = {
  readonly sheet: string
  readonly place: string
  readonly number: string
  readonly title: string
  readonly org: string
  readonly office: string
  readonly dueOn: string
  readonly demo: boolean
  readonly becomes: 'open' | 'met' | 'cancelled'
}

/** Has the date laid or ended in the place of the scoring body, which is often not the sheet's. */
export function dueEvent(due: Due): Event {
  return { event: 'score_sheet.due', jur: due.place, payload: due }
}

/** Lays or ends the date; only reactions perform it. */
export function layingDue(): Command<Due, { readonly running: readonly Deadline[] }> {
  return {
    act: 'score_sheet.due',
    version: 1,
    async load(client, { sheet, place }) {
      const subject = { jur: place, kind: 'score_sheet', id: sheet }
      const all = await lockDeadlines(client, subject)
      return { running: all.filter(({ kind }) => kind === 'submit') }
    },
    decide({ running }, due, at): Decision {
      const ended = running.map((row) =>
        due.becomes === 'met' ? meetDeadline(row, at.today) : cancelDeadline(row, at.today),
      )
      return {
        jur: due.place,
        subject: { kind: 'score_sheet', id: due.sheet },
        effects: [...ended, ...(due.becomes === 'open' ? [begun(due, at)] : [])],
        basis: [],
        inputs: { dueOn: due.dueOn },
        decision: { becomes: due.becomes },
        answer: { id: due.sheet },
      }
    },
  }
}

function begun(due: Due, at: Circumstances): Effect {
  return startDeadline({
    id: at.newId(),
    jur: due.place,
    owner: { org: due.org, party: null, demo: due.demo },
    subject: { kind: 'score_sheet', id: due.sheet },
    kind: 'submit',
    label: SHEET_DEADLINES.submit,
    title: due.title,
    number: due.number,
    route: `/scoring/${due.sheet}`,
    basis: CLAUSES.scoring,
    startedOn: at.today,
    waitedByOrg: due.office === due.org ? null : due.office,
    dueOn: due.dueOn,
  })
}
