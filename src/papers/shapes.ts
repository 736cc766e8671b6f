import * as z from 'zod'
import { deadlineView, amount } from '#deadlines/words.ts'
import { evidenceView } from '#files/words.ts'
import { INCOMING_STATES, PAPER_KINDS, TASK_PARTS, TASK_STATES, URGENCIES } from './vocabulary.ts'

/** What rules and buttons need to know of a paper that arrived. */
export const incomingFacts = {
  id: z.string(),
  jur: z.string(),
  revision: z.int(),
  number: z.string(),
  state: z.enum(INCOMING_STATES),
  ownerOrg: z.string(),
  leaderOrg: z.string().nullable(),
  /** Tasks under it that have not ended. */
  openTasks: z.int(),
  names: z.record(z.string(), z.string()),
}
export type IncomingFacts = z.output<z.ZodObject<typeof incomingFacts>>

export const stepView = z.strictObject({
  id: z.string(),
  act: z.string(),
  at: z.string(),
  orgName: z.string().nullable(),
  personName: z.string().nullable(),
  note: z.string().nullable(),
  facts: z.record(z.string(), z.string()),
  /** Index in the journal, or null while the entry waits to be sequenced. */
  index: z.number().nullable(),
})
export type PaperStep = z.output<typeof stepView>

export const taskRow = z.strictObject({
  id: z.string(),
  revision: z.int(),
  number: z.string(),
  title: z.string(),
  state: z.enum(TASK_STATES),
  part: z.enum(TASK_PARTS),
  org: z.string(),
  orgName: z.string(),
  issuerName: z.string(),
  dueOn: z.string(),
  left: amount.nullable(),
  endedOn: z.string().nullable(),
  incoming: z.string().nullable(),
})
export type TaskRow = z.output<typeof taskRow>

export const incomingRow = z.strictObject({
  id: z.string(),
  revision: z.int(),
  number: z.string(),
  title: z.string(),
  kind: z.enum(PAPER_KINDS),
  urgency: z.enum(URGENCIES),
  state: z.enum(INCOMING_STATES),
  fromName: z.string(),
  documentNumber: z.string().nullable(),
  receivedOn: z.string(),
  dueOn: z.string().nullable(),
  left: amount.nullable(),
  tasks: z.int(),
  openTasks: z.int(),
})
export type IncomingRow = z.output<typeof incomingRow>

export const paperDeadline = deadlineView.extend({ ownerName: z.string().nullable() })

export const incomingDetail = z.strictObject({
  ...incomingFacts,
  title: z.string(),
  kind: z.enum(PAPER_KINDS),
  urgency: z.enum(URGENCIES),
  fromName: z.string(),
  documentNumber: z.string().nullable(),
  receivedOn: z.string(),
  dueOn: z.string().nullable(),
  summary: z.string().nullable(),
  proposal: z.string().nullable(),
  instruction: z.string().nullable(),
  /** The delivery within the product from which it was taken over. */
  slip: z.string().nullable(),
  tasks: z.array(taskRow),
  steps: z.array(stepView),
  deadlines: z.array(paperDeadline),
  evidence: z.array(evidenceView),
})
export type IncomingDetail = z.output<typeof incomingDetail>

/** What rules and buttons need to know of a task. */
export const taskFacts = {
  id: z.string(),
  jur: z.string(),
  revision: z.int(),
  number: z.string(),
  state: z.enum(TASK_STATES),
  ownerOrg: z.string(),
  org: z.string(),
  /** The enterprise that answers; null where a public body does. */
  party: z.string().nullable(),
  returns: z.int(),
  /** Tasks into which the answering body divided it that have not ended. */
  openSubtasks: z.int(),
  /** Who took over from the answering body, where it was abolished before sending; else null. */
  successors: z.array(z.strictObject({ org: z.string(), name: z.string() })).nullable(),
  names: z.record(z.string(), z.string()),
}
export type TaskFacts = z.output<z.ZodObject<typeof taskFacts>>

/** One task of a bulk act before it is sent: what the rules need, and what the look says. */
export const chosenTask = z.strictObject({
  ...taskFacts,
  title: z.string(),
  orgName: z.string(),
  dueOn: z.string(),
  limits: z.strictObject({ returnsMost: z.int() }),
})
export type ChosenTask = z.output<typeof chosenTask>

/** 分办任务 as the issuer of the divided task sees it: who and where it stands, not its content. */
export const subtaskView = z.strictObject({
  id: z.string(),
  number: z.string(),
  orgName: z.string(),
  state: z.enum(TASK_STATES),
  dueOn: z.string(),
  /** Whether it may be opened: by the body that divided. */
  own: z.boolean(),
})

/** Another body of the same matter; what it answered is shown to the leader and the issuer. */
export const besideView = z.strictObject({
  id: z.string(),
  orgName: z.string(),
  part: z.enum(TASK_PARTS),
  state: z.enum(TASK_STATES).nullable(),
  answer: z.string().nullable(),
})

export const taskDetail = z.strictObject({
  ...taskFacts,
  title: z.string(),
  content: z.string(),
  part: z.enum(TASK_PARTS),
  person: z.string().nullable(),
  issuerName: z.string(),
  orgName: z.string(),
  dueOn: z.string(),
  answer: z.string().nullable(),
  /** Why it was answered before the tasks divided from it were done. */
  unfinished: z.string().nullable(),
  leavesAt: z.string().nullable(),
  parent: z.strictObject({ id: z.string(), number: z.string(), title: z.string() }).nullable(),
  subtasks: z.array(subtaskView),
  beside: z.array(besideView),
  incoming: z.strictObject({ id: z.string(), number: z.string(), title: z.string() }).nullable(),
  steps: z.array(stepView),
  deadlines: z.array(paperDeadline),
  evidence: z.array(evidenceView),
  /** The packs' limits for this task today. */
  limits: z.strictObject({ returnsMost: z.int() }),
})
export type TaskDetail = z.output<typeof taskDetail>

/** Who looks: what the rules need to know of the actor. */
export type PaperViewer = { readonly org: string; readonly role: string }
