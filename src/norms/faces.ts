import * as z from 'zod'
import { dateSchema, face, idSchema, none, textSchema } from '#kernel/faces.ts'
import { paperMoved } from '#papers/words.ts'
import { normDetail, normRow } from './shapes.ts'
import { CLEAN_RESULTS, NORM_KINDS, NORM_STATES, OPINIONS } from './vocabulary.ts'

const seen = { revision: z.int().min(1) }
const optional = (most: number) => textSchema(most).nullable().default(null)
const optionalDay = dateSchema.nullable().default(null)

function act<const P extends string, B extends z.ZodType>(path: P, body: B, summary: string) {
  return face({ method: 'POST', path, query: none, body, answer: paperMoved, summary })
}

const draftBody = {
  kind: z.enum(NORM_KINDS),
  title: textSchema(200),
  /** What the document rests on. */
  authority: textSchema(1000),
  summary: textSchema(4000),
  reviewOrg: idSchema,
}

const asked = {
  state: z.enum(NORM_STATES).optional(),
  kind: z.enum(NORM_KINDS).optional(),
  q: z.string().trim().max(60).optional(),
}

export const listNorms = face({
  method: 'GET',
  path: '/api/norms',
  query: z.strictObject({ ...asked, after: z.string().max(200).optional() }),
  body: none,
  answer: z.strictObject({ rows: z.array(normRow), next: z.string().nullable() }),
  summary: '规范性文件清单',
})
export const normSheet = face({
  method: 'GET',
  path: '/api/norms/sheet',
  query: none,
  body: none,
  answer: z.unknown(),
  summary: '规范性文件清理结果电子表格',
})
/** What this body ever issued, with what the last clean-up found. */
export const readCleaning = face({
  method: 'GET',
  path: '/api/norms/clean-up',
  query: none,
  body: none,
  answer: z.strictObject({ officeName: z.string(), rows: z.array(normRow) }),
  summary: '规范性文件清理结果',
})
export const readReviewers = face({
  method: 'GET',
  path: '/api/norms/reviewers',
  query: none,
  body: none,
  answer: z.strictObject({ rows: z.array(z.strictObject({ id: z.string(), name: z.string() })) }),
  summary: '可作合法性审核的本级单位',
})
export const readNorm = face({
  method: 'GET',
  path: '/api/norms/{id}',
  query: none,
  body: none,
  answer: normDetail,
  summary: '一件规范性文件',
})
export const registerNorm = act('/api/norms', z.strictObject(draftBody), '登记规范性文件草案')
export const reviseNorm = act(
  '/api/norms/{id}/revision',
  z.strictObject({ ...seen, ...draftBody }),
  '修改规范性文件草案',
)
export const submitNorm = act(
  '/api/norms/{id}/submission',
  z.strictObject({ ...seen, note: optional(2000) }),
  '送合法性审核',
)
export const reviewNorm = act(
  '/api/norms/{id}/opinion',
  z.strictObject({ ...seen, opinion: z.enum(OPINIONS), text: textSchema(4000) }),
  '出具合法性审核意见',
)
export const deliberateNorm = act(
  '/api/norms/{id}/deliberation',
  z.strictObject({ ...seen, on: dateSchema, meeting: textSchema(200), note: optional(2000) }),
  '登记集体审议',
)
export const issueNorm = act(
  '/api/norms/{id}/issue',
  z.strictObject({
    ...seen,
    /** What stands before the year in the number. */
    mark: textSchema(30),
    issuedOn: dateSchema,
    validFrom: dateSchema,
    validUntil: optionalDay,
  }),
  '签发规范性文件',
)
export const fileNorm = act(
  '/api/norms/{id}/filing',
  z.strictObject({ ...seen, on: dateSchema, to: textSchema(100), number: optional(60) }),
  '登记规范性文件备案',
)
export const publishNorm = act(
  '/api/norms/{id}/publication',
  z.strictObject({ ...seen, on: dateSchema, where: textSchema(200) }),
  '登记规范性文件公布',
)
export const cleanNorm = act(
  '/api/norms/{id}/clean-up',
  z.strictObject({
    ...seen,
    result: z.enum(CLEAN_RESULTS),
    on: dateSchema,
    reason: textSchema(2000),
    /** 继续有效: until when from now on. */
    validUntil: optionalDay,
    /** 修改: by when. */
    dueOn: optionalDay,
  }),
  '登记规范性文件清理结果',
)
export const voidNorm = act(
  '/api/norms/{id}/void',
  z.strictObject({ ...seen, reason: textSchema(2000) }),
  '作废规范性文件草案',
)
