import * as z from 'zod'
import { attachmentShape } from '#files/words.ts'
import { registerSchema } from '#findings/words.ts'
import { dateSchema, face, idSchema, none, textSchema } from '#kernel/faces.ts'
import { besideSchema, sampled, sheetDetail, sheetRow } from './shapes.ts'
import { SHEET_STATES } from './vocabulary.ts'

const seen = { revision: z.int().min(1) }
const place = z.string().regex(/^[0-9A-Z]{2,12}$/, { error: '请选择被检查地区' })
const packId = z.string().min(1).max(100)

export const sheetSaid = z.strictObject({
  id: z.string(),
  number: z.string(),
  revision: z.int(),
  say: z.string(),
})
export type SheetSaid = z.output<typeof sheetSaid>

/** What a sheet is opened with, by an office or by what follows from another module's act. */
export const openSheetBody = z.strictObject({
  pack: packId,
  /** Null: the version that holds now. */
  packVersion: z.string().max(100).nullable().default(null),
  place,
  subjectOrg: idSchema.nullable(),
  subjectName: textSchema(100),
  /** The body that scores, and the office that receives the sheet. */
  ownerOrg: idSchema,
  officeOrg: idSchema,
  members: z
    .array(idSchema)
    .max(30, { error: '评分人员最多30人' })
    .refine((all) => new Set(all).size === all.length, { error: '同一人员只能选一次' }),
  dueOn: dateSchema,
  /** What it comes from, as a group of a campaign, and what its sheets are compared within. */
  source: z
    .strictObject({
      kind: z.string().min(1).max(40),
      id: idSchema,
      of: idSchema.nullable().default(null),
    })
    .nullable()
    .default(null),
})
export type OpenSheet = z.output<typeof openSheetBody>

const deduction = z.strictObject({
  criterion: z.string().min(1).max(20),
  clause: z.int().min(1),
  times: z.int().min(1).max(1_000),
  reason: textSchema(1000),
  named: z.array(textSchema(100)).max(100).default([]),
  /** Evidence that the deduction has already and keeps. */
  kept: z.array(idSchema).max(50).default([]),
  evidence: z.array(attachmentShape).max(20, { error: '一次最多附20个文件' }).default([]),
})

export const scoreItemBody = z.strictObject({
  ...seen,
  /** False takes the item back to 未评. */
  scored: z.boolean().default(true),
  /** 完成情况, for every item, also where nothing is taken off. */
  done: textSchema(2000),
  deductions: z
    .array(deduction)
    .max(100)
    .refine(
      (all) => new Set(all.map((one) => `${one.criterion} ${one.clause}`)).size === all.length,
      { error: '同一扣分情形只填一次' },
    ),
  notApplicable: z.array(z.string().min(1).max(20)).max(50).default([]),
  reason: textSchema(500).nullable().default(null),
})
export type ScoreItem = z.output<typeof scoreItemBody>

function act<const P extends string, B extends z.ZodType>(path: P, body: B, summary: string) {
  return face({ method: 'POST', path, query: none, body, answer: sheetSaid, summary })
}

export const listSheets = face({
  method: 'GET',
  path: '/api/score-sheets',
  query: z.strictObject({
    state: z.enum(SHEET_STATES).optional(),
    pack: packId.optional(),
    of: idSchema.optional(),
    after: z.string().max(200).optional(),
    before: z.string().max(200).optional(),
  }),
  body: none,
  answer: z.strictObject({
    rows: z.array(sheetRow),
    next: z.string().nullable(),
    previous: z.string().nullable(),
  }),
  summary: '打分表',
})
const packRow = z.strictObject({
  id: z.string(),
  title: z.string(),
  version: z.string(),
  /** The version that holds now. */
  current: z.boolean(),
  enteredAt: z.string(),
})
export const listSheetPacks = face({
  method: 'GET',
  path: '/api/score-packs',
  query: none,
  body: none,
  answer: z.strictObject({ packs: z.array(packRow) }),
  summary: '有打分表的文件及其版本',
})
export const openSheet = act('/api/score-sheets', openSheetBody, '发起打分表')
export const getSheet = face({
  method: 'GET',
  path: '/api/score-sheets/{id}',
  query: none,
  body: none,
  answer: sheetDetail,
  summary: '一份打分表',
})
export const downloadSheet = face({
  method: 'GET',
  path: '/api/score-sheets/{id}/workbook',
  query: none,
  body: none,
  answer: z.unknown(),
  summary: '打分表的Excel文件',
})
export const fillSheet = act(
  '/api/score-sheets/{id}/frame',
  z.strictObject({
    ...seen,
    sample: z
      .array(sampled)
      .max(200)
      .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, {
        error: '同一企业只登记一次',
      }),
    beside: besideSchema,
  }),
  '登记抽查企业',
)
export const shareItems = act(
  '/api/score-sheets/{id}/shares',
  z.strictObject({
    items: z.array(z.int().min(1)).min(1, { error: '请选择考评细则' }).max(500),
    /** Null gives the items back to everybody. */
    person: idSchema.nullable(),
  }),
  '评分分工',
)
export const submitSheet = act(
  '/api/score-sheets/{id}/submission',
  z.strictObject({ ...seen, note: textSchema(1000).nullable() }),
  '提交打分表',
)
export const confirmSheet = act(
  '/api/score-sheets/{id}/confirmation',
  z.strictObject({ ...seen, note: textSchema(1000).nullable() }),
  '确认打分表',
)
export const sendBackSheet = act(
  '/api/score-sheets/{id}/return',
  z.strictObject({ ...seen, note: textSchema(1000) }),
  '退回打分表',
)
export const voidSheet = act(
  '/api/score-sheets/{id}/void',
  z.strictObject({ ...seen, note: textSchema(1000) }),
  '作废打分表',
)
export const reviewSheet = act(
  '/api/score-sheets/{id}/reviews',
  z.strictObject({ criterion: z.string().max(20).nullable(), note: textSchema(1000) }),
  '复核打分尺度',
)
export const scoreItem = act('/api/score-items/{id}/score', scoreItemBody, '评分')
export const findFromItem = act(
  '/api/score-items/{id}/findings',
  z.strictObject({ criterion: z.string().min(1).max(20), finding: registerSchema }),
  '由扣分登记问题',
)
