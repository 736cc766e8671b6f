import * as z from 'zod'
import { attachmentShape } from '#files/words.ts'
import { dateSchema, face, idSchema, none, textSchema } from '#kernel/faces.ts'
import { chosenTask, incomingDetail, incomingRow, taskDetail, taskRow } from './shapes.ts'
import {
  INCOMING_STATES,
  PAPER_KINDS,
  SAID_HOWS,
  TASK_PARTS,
  TASK_STATES,
  URGENCIES,
} from './vocabulary.ts'

/** Who saw which version. */
const seen = { revision: z.int().min(1) }
const evidence = { evidence: z.array(attachmentShape).max(20).default([]) }
const note = z.strictObject({ ...seen, note: textSchema(2000).nullable().default(null) })
const reason = z.strictObject({ ...seen, reason: textSchema(2000) })

/** What every act answers: where the matter now stands. */
export const paperMoved = z.strictObject({
  id: z.string(),
  number: z.string(),
  state: z.string(),
  revision: z.int(),
  say: z.string(),
})
export type PaperMoved = z.output<typeof paperMoved>

function act<const P extends string, B extends z.ZodType>(path: P, body: B, summary: string) {
  return face({ method: 'POST', path, query: none, body, answer: paperMoved, summary })
}

const page = <R extends z.ZodType>(row: R) =>
  z.strictObject({ rows: z.array(row), next: z.string().nullable() })

export const registerIncomingBody = z.strictObject({
  title: textSchema(200),
  kind: z.enum(PAPER_KINDS),
  urgency: z.enum(URGENCIES).default('ordinary'),
  fromName: textSchema(100),
  documentNumber: textSchema(60).nullable().default(null),
  receivedOn: dateSchema,
  dueOn: dateSchema.nullable().default(null),
  summary: textSchema(4000).nullable().default(null),
  /** The question before registering: nothing classified is entered here. */
  declaredUnclassified: z.literal(true, { error: '请确认来文不涉密' }),
  ...evidence,
})

export const listIncoming = face({
  method: 'GET',
  path: '/api/incoming',
  query: z.strictObject({
    state: z.enum(INCOMING_STATES).optional(),
    kind: z.enum(PAPER_KINDS).optional(),
    q: z.string().trim().max(60).optional(),
    after: z.string().max(200).optional(),
  }),
  body: none,
  answer: page(incomingRow),
  summary: '收文登记簿',
})
export const readIncoming = face({
  method: 'GET',
  path: '/api/incoming/{id}',
  query: none,
  body: none,
  answer: incomingDetail,
  summary: '一件收文',
})
export const registerIncoming = act('/api/incoming', registerIncomingBody, '登记收文')
export const proposeIncoming = act(
  '/api/incoming/{id}/proposal',
  z.strictObject({ ...seen, proposal: textSchema(4000), leaderOrg: idSchema }),
  '拟办',
)
export const instructIncoming = act(
  '/api/incoming/{id}/instruction',
  z.strictObject({ ...seen, instruction: textSchema(4000) }),
  '批示',
)
export const finishIncoming = act('/api/incoming/{id}/completion', note, '办结')
export const voidIncoming = act('/api/incoming/{id}/voiding', reason, '作废收文')

export const taskTo = z.strictObject({
  org: idSchema,
  person: textSchema(50).nullable().default(null),
  part: z.enum(TASK_PARTS).default('lead'),
})
export type TaskTo = z.output<typeof taskTo>
const drafting = {
  title: textSchema(200),
  content: textSchema(4000),
  dueOn: dateSchema,
}
export const draftTaskBody = z.strictObject({
  ...drafting,
  incoming: idSchema.nullable(),
  /** The task that the actor's body divides; then it is the source. */
  parent: idSchema.nullable().optional(),
  /** The leader's task, for a body that assists. */
  lead: idSchema.nullable().optional(),
  to: taskTo,
})

export type DraftTask = z.output<typeof draftTaskBody>

/** Whoever assists needs one leader to assist. */
export function oneLeads(to: readonly Pick<TaskTo, 'part'>[]): boolean {
  const leads = to.filter(({ part }) => part === 'lead').length
  return leads === to.length || leads === 1
}

/** One notice to many: one draft for each body, looked over before it is sent. */
export const draftTasks = face({
  method: 'POST',
  path: '/api/tasks',
  query: none,
  body: z.strictObject({
    ...drafting,
    incoming: idSchema.nullable().default(null),
    parent: idSchema.nullable().default(null),
    to: z
      .array(taskTo)
      .min(1, { error: '请选择承办单位' })
      .max(300, { error: '一次最多300个单位' })
      .refine((to) => new Set(to.map(({ org }) => org)).size === to.length, {
        error: '同一单位只能选一次',
      })
      .refine((to) => oneLeads(to), { error: '有协办单位的，主办单位须有且只有一个' }),
  }),
  answer: z.strictObject({
    tasks: z.array(paperMoved),
    failed: z.array(z.strictObject({ org: z.string(), say: z.string() })),
    say: z.string(),
  }),
  summary: '拟任务（一件多办）',
})
const commaList = z.string().transform((text) => text.split(',').filter((part) => part !== ''))
const taskFilter = {
  state: commaList.pipe(z.array(z.enum(TASK_STATES))).optional(),
  side: z.enum(['issued', 'mine']).optional(),
  incoming: idSchema.optional(),
  due: z.enum(['overdue', 'open']).optional(),
  q: z.string().trim().max(60).optional(),
}

/** How many tasks one bulk act takes. */
export const BULK_MOST = 500

/** The tasks of a bulk act with what the rules need: those named, or all that the filter meets. */
export const chooseTasks = face({
  method: 'GET',
  path: '/api/tasks/choice',
  query: z.strictObject({
    ...taskFilter,
    ids: commaList.pipe(z.array(idSchema).max(200)).optional(),
  }),
  body: none,
  answer: z.strictObject({
    rows: z.array(chosenTask),
    more: z.boolean(),
    today: z.string(),
  }),
  summary: '批量办理前的核对',
})
/** Batches of the acting body that have not left yet. */
export const listBatches = face({
  method: 'GET',
  path: '/api/tasks/batches',
  query: none,
  body: none,
  answer: z.strictObject({
    rows: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        count: z.int(),
        leavesAt: z.string(),
      }),
    ),
  }),
  summary: '待发出的批次',
})
export const recallBatch = face({
  method: 'POST',
  path: '/api/tasks/batches/{id}/recall',
  query: none,
  body: z.strictObject({}),
  answer: z.strictObject({ recalled: z.int(), left: z.int(), say: z.string() }),
  summary: '收回一批任务',
})

export const listTasks = face({
  method: 'GET',
  path: '/api/tasks',
  query: z.strictObject({
    ...taskFilter,
    after: z.string().max(200).optional(),
  }),
  body: none,
  answer: page(taskRow),
  summary: '任务清单',
})
export const readTask = face({
  method: 'GET',
  path: '/api/tasks/{id}',
  query: none,
  body: none,
  answer: taskDetail,
  summary: '一项任务',
})
export const sendTask = act(
  '/api/tasks/{id}/dispatch',
  z.strictObject({
    ...seen,
    note: textSchema(2000).nullable().default(null),
    /** The batch it leaves with, a little later; alone it leaves at once. */
    batch: idSchema.nullable().default(null),
  }),
  '下达任务',
)
export const recallTask = act('/api/tasks/{id}/recall', note, '收回任务')
/** Before sending: the body that took over from an abolished one gets the draft. */
export const redirectTask = act(
  '/api/tasks/{id}/redirection',
  z.strictObject({ ...seen, org: idSchema }),
  '改由承接单位办理',
)
export const withdrawTask = act('/api/tasks/{id}/withdrawal', note, '撤回任务')
export const receiveTask = act('/api/tasks/{id}/receipt', note, '签收任务')
export const returnTask = act('/api/tasks/{id}/return', reason, '退办任务')
export const reassignTask = act(
  '/api/tasks/{id}/reassignment',
  z.strictObject({
    ...seen,
    org: idSchema,
    person: textSchema(50).nullable().default(null),
    dueOn: dateSchema,
    note: textSchema(2000).nullable().default(null),
  }),
  '改派任务',
)
export const answerTask = act(
  '/api/tasks/{id}/answer',
  z.strictObject({
    ...seen,
    answer: textSchema(4000),
    /** Why it is answered while tasks divided from it are open. */
    unfinished: textSchema(2000).nullable().default(null),
    ...evidence,
  }),
  '反馈任务',
)
/** 代填: what a shop without an account said, written down by the village contact. */
export const fillTask = act(
  '/api/tasks/{id}/filling',
  z.strictObject({
    ...seen,
    answer: textSchema(4000),
    saidBy: textSchema(50),
    how: z.enum(SAID_HOWS, { error: '请选择当面或电话' }),
    evidence: z
      .array(attachmentShape)
      .min(1, { error: '请附现场照片或签字的纸条' })
      .max(20, { error: '一次最多附20个文件' }),
  }),
  '代填反馈',
)
export const acceptTask = act('/api/tasks/{id}/acceptance', note, '验收任务')
export const sendBackTask = act('/api/tasks/{id}/sending-back', reason, '退回补充')
export const remindTask = act('/api/tasks/{id}/reminder', note, '催办任务')
export const voidTask = act('/api/tasks/{id}/voiding', reason, '作废任务')
