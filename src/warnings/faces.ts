import * as z from 'zod'
import { fileQuery } from '#documents/words.ts'
import { dateSchema, face, idSchema, none, textSchema } from '#kernel/faces.ts'
import { receivedWarning, warningDetail, warningRow } from './shapes.ts'
import { WARNING_GRADES, WARNING_TOPICS } from './vocabulary.ts'

const seen = { revision: z.int().min(1) }

export const warningMoved = z.strictObject({
  id: z.string(),
  revision: z.int(),
  say: z.string(),
})
export type WarningMoved = z.output<typeof warningMoved>

/** After an act on a warning every addressed body is told, each by an act of its own. */
export const warningTold = warningMoved.extend({
  failed: z.array(z.strictObject({ org: z.string(), say: z.string() })),
})
export type WarningTold = z.output<typeof warningTold>

function told<const P extends string, B extends z.ZodType>(path: P, body: B, summary: string) {
  return face({ method: 'POST', path, query: none, body, answer: warningTold, summary })
}

export const issueWarningBody = z.strictObject({
  grade: z.enum(WARNING_GRADES),
  topic: z.enum(WARNING_TOPICS),
  area: z.string().regex(/^\d{1,12}$/, { error: '请选择预警区域' }),
  text: textSchema(4000),
  validUntil: dateSchema,
  bodies: z
    .array(idSchema)
    .min(1, { error: '请选择发送单位' })
    .max(300, { error: '一次最多300个单位' })
    .refine((all) => new Set(all).size === all.length, { error: '同一单位只能选一次' }),
})
export type IssueWarning = z.output<typeof issueWarningBody>

export const listWarnings = face({
  method: 'GET',
  path: '/api/warnings',
  query: none,
  body: none,
  answer: z.strictObject({
    rows: z.array(warningRow),
    /** What was sent to this body itself, newest first. */
    received: z.array(receivedWarning),
  }),
  summary: '预警',
})
export const issueWarning = told('/api/warnings', issueWarningBody, '发布预警')
export const readWarning = face({
  method: 'GET',
  path: '/api/warnings/{id}',
  query: none,
  body: none,
  answer: warningDetail,
  summary: '一份预警',
})
export const adjustWarning = told(
  '/api/warnings/{id}/adjustment',
  z.strictObject({
    ...seen,
    grade: z.enum(WARNING_GRADES),
    validUntil: dateSchema,
    reason: textSchema(1000),
  }),
  '调整预警',
)
export const liftWarning = told(
  '/api/warnings/{id}/lifting',
  z.strictObject({ ...seen, reason: textSchema(1000) }),
  '解除预警',
)
export const readReceivedWarning = face({
  method: 'GET',
  path: '/api/warnings/receipts/{id}',
  query: none,
  body: none,
  answer: receivedWarning,
  summary: '收到的预警',
})
export const acknowledgeWarning = face({
  method: 'POST',
  path: '/api/warnings/receipts/{id}/acknowledgement',
  query: none,
  body: z.strictObject({ ...seen, measures: textSchema(4000) }),
  answer: warningMoved,
  summary: '预警回执',
})

export const warningDocument = face({
  method: 'GET',
  path: '/api/warnings/{id}/document',
  query: fileQuery,
  body: none,
  answer: z.unknown(),
  summary: '预警通知的文件',
})
