import * as z from 'zod'
import { fileQuery } from '#documents/words.ts'
import { attachmentShape } from '#files/words.ts'
import { face, idSchema, none, textSchema } from '#kernel/faces.ts'
import { paperMoved, URGENCIES } from '#papers/words.ts'
import {
  archiveRow,
  arrivedRow,
  dispatchDetail,
  dispatchRow,
  numberRow,
  slipDetail,
} from './shapes.ts'
import {
  DISPATCH_KINDS,
  DISPATCH_STATES,
  OPINIONS,
  PUBLICITIES,
  RETENTIONS,
  SEAL_WAYS,
  SLIP_STATES,
  SOURCE_KINDS,
} from './vocabulary.ts'

/** Who saw which version of the row. */
const seen = { revision: z.int().min(1) }
const noted = z.strictObject({ ...seen, note: textSchema(2000).nullable().default(null) })
const reasoned = z.strictObject({ ...seen, reason: textSchema(2000) })

function act<const P extends string, B extends z.ZodType>(path: P, body: B, summary: string) {
  return face({ method: 'POST', path, query: none, body, answer: paperMoved, summary })
}

const page = <R extends z.ZodType>(row: R) =>
  z.strictObject({ rows: z.array(row), next: z.string().nullable() })

const orgs = z
  .array(idSchema)
  .max(300, { error: '一次最多300个单位' })
  .refine((given) => new Set(given).size === given.length, { error: '同一单位只能选一次' })

const written = {
  kind: z.enum(DISPATCH_KINDS),
  urgency: z.enum(URGENCIES).default('ordinary'),
  title: textSchema(200),
  text: textSchema(20_000),
  /** In whose name it goes out; the drafting body itself where it is not drafted for another. */
  issuer: idSchema.nullable().default(null),
  to: orgs.default([]),
  copies: orgs.default([]),
  toOutside: textSchema(500).nullable().default(null),
  copyOutside: textSchema(500).nullable().default(null),
  publicity: z.enum(PUBLICITIES),
  publicityReason: textSchema(500).nullable().default(null),
}
export const draftDispatchBody = z.strictObject({
  ...written,
  source: z
    .strictObject({ kind: z.enum(SOURCE_KINDS), id: idSchema })
    .nullable()
    .default(null),
  /** The question before drafting: nothing classified is written here. */
  declaredUnclassified: z.literal(true, { error: '请确认内容不涉密' }),
})
export const reviseDispatchBody = z.strictObject({ ...seen, ...written })
export type Written = Omit<z.output<typeof reviseDispatchBody>, 'revision'>

export const listDispatches = face({
  method: 'GET',
  path: '/api/outgoing',
  query: z.strictObject({
    state: z.enum(DISPATCH_STATES).optional(),
    kind: z.enum(DISPATCH_KINDS).optional(),
    source: idSchema.optional(),
    q: z.string().trim().max(60).optional(),
    after: z.string().max(200).optional(),
  }),
  body: none,
  answer: page(dispatchRow),
  summary: '发文登记簿',
})
export const readDispatch = face({
  method: 'GET',
  path: '/api/outgoing/{id}',
  query: none,
  body: none,
  answer: dispatchDetail,
  summary: '一件发文',
})
export const dispatchDocument = face({
  method: 'GET',
  path: '/api/outgoing/{id}/document',
  query: fileQuery,
  body: none,
  answer: z.unknown(),
  summary: '发文的Word或者PDF文件',
})
export const draftDispatch = act('/api/outgoing', draftDispatchBody, '拟稿')
export const reviseDispatch = act('/api/outgoing/{id}/revision', reviseDispatchBody, '改稿')
export const submitDispatch = act('/api/outgoing/{id}/submission', noted, '送核')
export const checkDispatch = act('/api/outgoing/{id}/check', noted, '核稿')
export const returnDispatch = act('/api/outgoing/{id}/return', reasoned, '核稿退回')
export const consultDispatch = act(
  '/api/outgoing/{id}/countersigning',
  z.strictObject({ ...seen, orgs: orgs.min(1, { error: '请选择会签单位' }) }),
  '送会签',
)
export const presentDispatch = act('/api/outgoing/{id}/presentation', noted, '送签')
export const declineDispatch = act('/api/outgoing/{id}/declining', reasoned, '退签')
export const signDispatch = act('/api/outgoing/{id}/signature', noted, '签发')
export const sealDispatch = act(
  '/api/outgoing/{id}/seal',
  z.strictObject({
    ...seen,
    way: z.enum(SEAL_WAYS).default('scan'),
    /** Where a file comes from that does not look like a scan of a sealed paper. */
    origin: textSchema(500).nullable().default(null),
    evidence: z.array(attachmentShape).length(1, { error: '请上传一份盖章扫描件（PDF或者图片）' }),
  }),
  '用印登记',
)
export const distributeDispatch = act('/api/outgoing/{id}/distribution', noted, '分发')
export const archiveDispatch = act(
  '/api/outgoing/{id}/archiving',
  z.strictObject({ ...seen, retention: z.enum(RETENTIONS) }),
  '归档',
)
export const withdrawDispatch = act('/api/outgoing/{id}/withdrawal', reasoned, '撤回发文')
export const voidDispatch = act('/api/outgoing/{id}/voiding', reasoned, '作废发文')

const year = z.coerce.number().int().min(2000).max(2100).optional()
export const listNumbers = face({
  method: 'GET',
  path: '/api/outgoing-numbers',
  query: z.strictObject({ year }),
  body: none,
  answer: z.strictObject({
    year: z.int(),
    series: z.array(
      z.strictObject({
        mark: z.string(),
        issuerName: z.string(),
        /** Numbers that were given and have no row: there must be none. */
        missing: z.array(z.int()),
        rows: z.array(numberRow),
      }),
    ),
  }),
  summary: '文号簿',
})
export const listArchive = face({
  method: 'GET',
  path: '/api/outgoing-archive',
  query: z.strictObject({ year }),
  body: none,
  answer: z.strictObject({ year: z.int(), officeName: z.string(), rows: z.array(archiveRow) }),
  summary: '归档目录',
})
export const archiveSheet = face({
  method: 'GET',
  path: '/api/outgoing-archive/sheet',
  query: z.strictObject({ year }),
  body: none,
  answer: z.unknown(),
  summary: '归档目录电子表格',
})

export const listArrived = face({
  method: 'GET',
  path: '/api/outgoing-slips',
  query: z.strictObject({
    state: z.enum(SLIP_STATES).optional(),
    after: z.string().max(200).optional(),
  }),
  body: none,
  answer: page(arrivedRow),
  summary: '来件签收',
})
export const readSlip = face({
  method: 'GET',
  path: '/api/outgoing-slips/{id}',
  query: none,
  body: none,
  answer: slipDetail,
  summary: '一件来件或者会签',
})
export const slipDocument = face({
  method: 'GET',
  path: '/api/outgoing-slips/{id}/document',
  query: fileQuery,
  body: none,
  answer: z.unknown(),
  summary: '来件的Word或者PDF文件',
})
export const slipScan = face({
  method: 'GET',
  path: '/api/outgoing-slips/{id}/scan',
  query: none,
  body: none,
  answer: z.unknown(),
  summary: '来件的盖章件',
})
export const answerSlip = act(
  '/api/outgoing-slips/{id}/answer',
  z.strictObject({
    ...seen,
    opinion: z.enum(OPINIONS),
    note: textSchema(2000).nullable().default(null),
  }),
  '答复会签',
)
export const receiveSlip = act('/api/outgoing-slips/{id}/receipt', noted, '签收来件')
export const registerSlip = act(
  '/api/outgoing-slips/{id}/registration',
  z.strictObject({ ...seen }),
  '登记为收文',
)
export const heedSlip = act('/api/outgoing-slips/{id}/heeding', noted, '知悉撤回')
export const recordSlip = act('/api/outgoing-slips/{id}/record', reasoned, '登记线下送达')
