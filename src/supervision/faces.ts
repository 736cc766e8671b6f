import * as z from 'zod'
import { fileQuery } from '#documents/words.ts'
import { dateSchema, face, idSchema, none, textSchema } from '#kernel/faces.ts'
import {
  countsSchema,
  doneSchema,
  overviewSchema,
  reminderSchema,
  supervisionSchema,
  transferSchema,
} from './shapes.ts'
import { LISTING_LEVELS, RECEIVERS, RUNGS, STANDINGS, SUSPENSION_KINDS } from './vocabulary.ts'
import { TRANSFER_KINDS } from './vocabulary.ts'

const seen = { revision: z.int().min(1) }
const count = z.int().min(0).max(100_000)

function act<const P extends string, B extends z.ZodType>(path: P, body: B, summary: string) {
  return face({ method: 'POST', path, query: none, body, answer: doneSchema, summary })
}
function read<const P extends string, A extends z.ZodType>(path: P, answer: A, summary: string) {
  return face({ method: 'GET', path, query: none, body: none, answer, summary })
}

export const noteSchema = z.strictObject({ ...seen, note: textSchema(2000) })
export const plainSchema = z.strictObject({ ...seen, note: textSchema(2000).nullable() })
export const judgedSchema = z.strictObject({
  ...seen,
  passed: z.boolean(),
  note: textSchema(2000),
})

/** When and where a body is interviewed, by whom and who attends. */
const interviewShape = z.strictObject({
  on: dateSchema,
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u, { error: '时间应写作 09:30 的格式' }),
  place: textSchema(200),
  by: textSchema(200),
  with: textSchema(500),
})

export const letterBody = z.strictObject({
  ...seen,
  toOrg: idSchema,
  text: textSchema(4000),
  dueOn: dateSchema.nullable(),
  /** Of an interview alone. */
  interview: interviewShape.nullable().default(null),
})
export const directLetterBody = letterBody.extend({ rung: z.enum(RUNGS) })

export const readSupervision = read(
  '/api/findings/{id}/supervision',
  supervisionSchema,
  '一条隐患的督办',
)
export const supervisionPaper = face({
  method: 'GET',
  path: '/api/supervision-papers/{form}/{id}',
  query: fileQuery,
  body: none,
  answer: z.unknown(),
  summary: '督办文书的Word或者PDF文件',
})
export const readOverview = read('/api/supervision', overviewSchema, '督导督查')
export const readReminders = read(
  '/api/reminders',
  z.strictObject({ rows: z.array(reminderSchema) }),
  '到期提醒',
)

export const issueLetter = act(
  '/api/supervision-proposals/{id}/letter',
  letterBody,
  '采纳建议并签发',
)
export const declineProposal = act(
  '/api/supervision-proposals/{id}/refusal',
  noteSchema,
  '不予采纳',
)
export const writeLetter = act('/api/findings/{id}/letters', directLetterBody, '签发督办函')
export const acknowledgeLetter = act('/api/letters/{id}/receipt', plainSchema, '签收督办函')
export const answerLetter = act('/api/letters/{id}/answer', noteSchema, '答复督办函')
export const checkLetter = act('/api/letters/{id}/check', judgedSchema, '核对答复')

export const listBody = z.strictObject({
  ...seen,
  level: z.enum(LISTING_LEVELS),
  recheckOrg: idSchema.nullable(),
  dueOn: dateSchema.nullable(),
  note: textSchema(2000),
})
export const listHazard = act('/api/findings/{id}/listing', listBody, '挂牌督办')
export const publishListing = act('/api/listings/{id}/publication', plainSchema, '公布挂牌')
export const askListingExtension = act(
  '/api/listings/{id}/extension',
  noteSchema.extend({ dueOn: dateSchema }),
  '申请挂牌延期',
)
export const decideListingExtension = act(
  '/api/listings/{id}/extension-decision',
  judgedSchema,
  '审批挂牌延期',
)
export const applyDelisting = act('/api/listings/{id}/application', noteSchema, '申请摘牌')
export const opineListing = act(
  '/api/listings/{id}/opinion',
  noteSchema.extend({ expert: textSchema(80) }),
  '专家意见',
)
export const recheckListing = act('/api/listings/{id}/recheck', judgedSchema, '摘牌复查')
export const delistHazard = act('/api/listings/{id}/delisting', noteSchema, '摘牌')
export const publishDelisting = act(
  '/api/listings/{id}/delisting-publication',
  plainSchema,
  '公布摘牌',
)

export const transferBody = z.strictObject({
  kind: z.enum(TRANSFER_KINDS),
  receiver: z.enum(RECEIVERS),
  toOrg: idSchema.nullable(),
  toName: textSchema(80),
  number: textSchema(60),
  handedOn: dateSchema,
})
export const handTransfer = act('/api/transfers', transferBody, '移交移送')
export const handFinding = act(
  '/api/findings/{id}/transfers',
  transferBody.extend(seen),
  '移交移送一条隐患',
)
export const receiptOfTransfer = act(
  '/api/transfers/{id}/receipt',
  z.strictObject({
    ...seen,
    accepted: z.boolean(),
    number: textSchema(60).nullable(),
    on: dateSchema,
    note: textSchema(500).nullable(),
  }),
  '登记回执',
)
export const processTransfer = act(
  '/api/transfers/{id}/progress',
  z.strictObject({ ...seen, on: dateSchema }),
  '登记办理',
)
export const feedBackTransfer = act(
  '/api/transfers/{id}/feedback',
  z.strictObject({
    ...seen,
    on: dateSchema,
    punished: count,
    circulated: count,
    admonished: count,
  }),
  '登记反馈',
)

/** The filter of the ledger of transfers; counts and list take the same one. */
export const transferFilter = z.strictObject({
  kind: z.enum(TRANSFER_KINDS).optional(),
  receiver: z.enum(RECEIVERS).optional(),
  standing: z.enum(STANDINGS).optional(),
  late: z.enum(['true']).optional(),
  from: dateSchema.optional(),
  to: dateSchema.optional(),
})
export type TransferFilter = z.output<typeof transferFilter>

export const listTransfers = face({
  method: 'GET',
  path: '/api/transfers',
  query: transferFilter.extend({
    after: z.string().max(200).optional(),
    before: z.string().max(200).optional(),
    size: z.coerce.number().int().min(1).max(100).default(50),
  }),
  body: none,
  answer: z.strictObject({
    rows: z.array(transferSchema),
    next: z.string().nullable(),
    previous: z.string().nullable(),
  }),
  summary: '移交移送台账',
})
export const countTransfers = face({
  method: 'GET',
  path: '/api/transfers/counts',
  query: transferFilter,
  body: none,
  answer: countsSchema,
  summary: '移交移送统计',
})

export const orderBody = z.strictObject({
  ...seen,
  kind: z.enum(SUSPENSION_KINDS),
  scope: textSchema(400),
  recheckOrg: idSchema.nullable(),
})
export const orderSuspension = act('/api/findings/{id}/suspensions', orderBody, '责令停止或者关闭')
export const askResume = act('/api/suspensions/{id}/application', noteSchema, '申请恢复')
export const decideResume = act('/api/suspensions/{id}/recheck', judgedSchema, '恢复前复查')
export const visitBody = z.strictObject({
  ...seen,
  items: z.array(textSchema(60)).max(40),
  note: textSchema(2000),
})
export const verifyClosure = act('/api/suspensions/{id}/verification', visitBody, '现场核查')
export const confirmClosure = act('/api/suspensions/{id}/confirmation', visitBody, '二次核查')
