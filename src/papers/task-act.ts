/** What the decisions on tasks share: whether the act is open, the clocks of whoever answers. */
import type { Circumstances } from '#kernel/index.ts'
import { CLAUSES, taskRefusal } from './rules.ts'
import { viewerOf, type SeenTask } from './seen.ts'
import type { Versioned } from './decide.ts'
import type { TaskAct } from './words.ts'

/** `08-25` this year, `2027-01-04` another. */
export const short = (date: string, today: string) =>
  date.slice(0, 4) === today.slice(0, 4) ? date.slice(5) : date

/** Why the act is not open to the actor now, or that the version is stale. */
export function taskStopped(act: TaskAct, seen: SeenTask, body: Versioned, at: Circumstances) {
  if (body.revision !== seen.record.revision) return { stale: { revision: seen.record.revision } }
  const returnsMost = seen.law.number('task.return.most').value
  return taskRefusal(act, seen.facts, viewerOf(at), { returnsMost })
}

/** What has the body told to which something was sent. */
export function told(event: string, seen: SeenTask, to: string) {
  return { event, jur: seen.record.jur, payload: { to } }
}

/** The clocks of receipt and answer on the desk of the body that answers. */
export function answering(seen: SeenTask, org: string, dueOn: string) {
  const receive = seen.law.clock('task.receive')
  const party = seen.record.party_id
  return {
    start: [
      { kind: 'receive', label: '签收', org, party, due: receive },
      { kind: 'answer', label: '反馈', org, party, due: { dueOn, ref: CLAUSES.answers } },
    ],
    basis: [receive.basis],
  }
}
