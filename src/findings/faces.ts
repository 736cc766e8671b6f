import * as z from 'zod'
import { fileQuery } from '#documents/words.ts'
import { attachmentShape } from '#files/words.ts'
import { dateSchema, face, idSchema, none, textSchema } from '#kernel/faces.ts'
import {
  registerSchema,
  handOverSchema,
  noteOnly,
  reasoned,
  planSchema,
  fillReceiveSchema,
  fillReportSchema,
  reportSchema,
  seen,
  attachments,
  opinion,
  decisionBody,
} from './bodies.ts'
import {
  movedSchema,
  listQuerySchema,
  rowSchema,
  filterSchema,
  detailSchema,
  proposalSchema,
  stepSchema,
} from './shapes.ts'
import { GRADES, STATES } from './vocabulary.ts'

function act<const P extends string, B extends z.ZodType>(path: P, body: B, summary: string) {
  return face({ method: 'POST', path, query: none, body, answer: movedSchema, summary })
}

export const listFindings = face({
  method: 'GET',
  path: '/api/findings',
  query: listQuerySchema,
  body: none,
  answer: z.strictObject({
    rows: z.array(rowSchema),
    next: z.string().nullable(),
    previous: z.string().nullable(),
    /** The words are too common: further rows may have them, narrower conditions find them. */
    cut: z.boolean(),
  }),
  summary: '问题隐患台账',
})

export const countFindings = face({
  method: 'GET',
  path: '/api/findings/count',
  query: filterSchema,
  body: none,
  answer: z.strictObject({
    count: z.int(),
    /** There are at least so many: the words are too common to count all. */
    more: z.boolean(),
    at: z.string(),
  }),
  summary: '台账条数',
})

export const rollUpFindings = face({
  method: 'GET',
  path: '/api/findings/rollup',
  query: z.strictObject({ place: z.string().max(12).optional() }),
  body: none,
  answer: z.strictObject({
    cells: z.array(
      z.strictObject({
        place: z.string(),
        placeName: z.string(),
        grade: z.enum(GRADES),
        state: z.enum(STATES),
        count: z.int(),
      }),
    ),
    at: z.string(),
  }),
  summary: '地区、级别、状态汇总',
})

export const getFinding = face({
  method: 'GET',
  path: '/api/findings/{id}',
  query: none,
  body: none,
  answer: detailSchema,
  summary: '一条隐患',
})

export const findingTimeline = face({
  method: 'GET',
  path: '/api/findings/{id}/timeline',
  query: none,
  body: none,
  answer: z.strictObject({ steps: z.array(stepSchema) }),
  summary: '办理记录',
})

export const findingDocument = face({
  method: 'GET',
  path: '/api/findings/{id}/documents/{document}',
  query: fileQuery,
  body: none,
  answer: z.unknown(),
  summary: '文书的Word或者PDF文件',
})

/** One list for several findings of an inspection; their ids joined by commas. */
export const findingsFeedback = face({
  method: 'GET',
  path: '/api/finding-papers/feedback',
  query: fileQuery.extend({ ids: z.string().min(1).max(5000) }),
  body: none,
  answer: z.unknown(),
  summary: '问题隐患反馈交办清单的Word或者PDF文件',
})

export const proposeParties = face({
  method: 'GET',
  path: '/api/findings/{id}/parties',
  query: none,
  body: none,
  answer: proposalSchema,
  summary: '拟定责任单位',
})

export const registerFinding = act('/api/findings', registerSchema, '登记隐患')
export const handOverFinding = act('/api/findings/{id}/handover', handOverSchema, '交办')
export const reassignFinding = act('/api/findings/{id}/reassignment', handOverSchema, '改派')
export const receiveFinding = act('/api/findings/{id}/receipt', noteOnly, '签收')
export const fillReceipt = act('/api/findings/{id}/filled-receipt', fillReceiveSchema, '代为签收')
export const returnFinding = act('/api/findings/{id}/return', reasoned, '退办')
export const planFinding = act('/api/findings/{id}/plan', planSchema, '填报五落实')
export const addTask = act(
  '/api/findings/{id}/tasks',
  z.strictObject({
    ...seen,
    org: idSchema,
    content: textSchema(500),
    dueOn: dateSchema.nullable(),
  }),
  '分派子任务',
)
export const finishTask = act(
  '/api/findings/{id}/tasks/{task}/completion',
  z.strictObject({ ...seen, note: textSchema(1000) }),
  '完成子任务',
)
export const reportFinding = act('/api/findings/{id}/report', reportSchema, '提交整改')
export const fillReport = act('/api/findings/{id}/filled-report', fillReportSchema, '代填整改')
export const acceptFinding = act('/api/findings/{id}/acceptance', opinion, '属地初验')
export const recheckFinding = act('/api/findings/{id}/recheck', opinion, '复查')
export const requestClosure = act('/api/findings/{id}/closure-request', noteOnly, '申请销号')
export const decideClosure = act('/api/findings/{id}/closure-decision', decisionBody, '销号审批')
export const strikeOffFinding = act('/api/findings/{id}/closure', noteOnly, '销号')
export const closeOnSpot = act(
  '/api/findings/{id}/spot-closure',
  z.strictObject({ ...seen, note: textSchema(1000), evidence: attachments }),
  '立行立改销号',
)
export const requestExtension = act(
  '/api/findings/{id}/extension',
  z.strictObject({ ...seen, dueOn: dateSchema, note: textSchema(1000) }),
  '申请延期',
)
export const decideExtension = act(
  '/api/findings/{id}/extension-decision',
  decisionBody,
  '审批延期',
)
export const remindFinding = act('/api/findings/{id}/reminder', reasoned, '催办')
export const attachEvidence = act(
  '/api/findings/{id}/evidence',
  z.strictObject({
    ...seen,
    note: textSchema(1000).nullable(),
    evidence: z.array(attachmentShape).min(1, { error: '请先上传文件' }).max(20),
  }),
  '补充证据',
)
export const pauseFinding = act('/api/findings/{id}/pause', reasoned, '暂停计时')
export const resumeFinding = act('/api/findings/{id}/resumption', reasoned, '恢复计时')
export const regradeFinding = act(
  '/api/findings/{id}/grade',
  z.strictObject({
    ...seen,
    grade: z.enum(GRADES),
    majorClause: textSchema(200).nullable(),
    note: textSchema(1000),
  }),
  '调整级别',
)
export const correctFinding = act(
  '/api/findings/{id}/correction',
  z.strictObject({ ...seen, step: idSchema, note: textSchema(1000) }),
  '更正说明',
)
export const voidFinding = act('/api/findings/{id}/void', reasoned, '作废')
export const mergeFinding = act(
  '/api/findings/{id}/merger',
  z.strictObject({ ...seen, into: idSchema, note: textSchema(1000) }),
  '并入',
)
export const relapseFinding = act(
  '/api/findings/{id}/relapse',
  z.strictObject({ ...seen, foundOn: dateSchema, text: textSchema(4000) }),
  '复发重开',
)

export const bulkFindings = face({
  method: 'POST',
  path: '/api/findings/bulk',
  query: none,
  body: z.discriminatedUnion('act', [
    z.strictObject({
      act: z.literal('remind'),
      ids: z.array(idSchema).min(1).max(200),
      note: textSchema(1000),
    }),
    z.strictObject({
      act: z.literal('hand_over'),
      ids: z.array(idSchema).min(1).max(200),
      handOver: handOverSchema.omit({ revision: true }),
    }),
    z.strictObject({
      act: z.literal('request_extension'),
      ids: z.array(idSchema).min(1).max(200),
      dueOn: dateSchema,
      note: textSchema(1000),
    }),
  ]),
  answer: z.strictObject({
    results: z.array(
      z.strictObject({
        id: z.string(),
        ok: z.boolean(),
        say: z.string(),
        clause: z.string().nullable(),
      }),
    ),
  }),
  summary: '批量办理',
})

const viewSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  query: z.string(),
  shared: z.boolean(),
  mine: z.boolean(),
})

export const listViews = face({
  method: 'GET',
  path: '/api/findings/views',
  query: none,
  body: none,
  answer: z.strictObject({ views: z.array(viewSchema) }),
  summary: '已存视图',
})

export const saveView = face({
  method: 'POST',
  path: '/api/findings/views',
  query: none,
  body: z.strictObject({
    name: textSchema(20),
    query: z.string().max(1000),
    shared: z.boolean(),
  }),
  answer: viewSchema,
  summary: '保存当前视图',
})

/** Whether a text in an address can be the id of a finding at all. */
export function isFindingId(text: string): boolean {
  return idSchema.safeParse(text).success
}
