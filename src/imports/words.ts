import * as z from 'zod'
import { face, idSchema, none, textSchema } from '#kernel/faces.ts'
import { DRAFT_STATES, IMPORT_KINDS, ROW_CLASSES, SEVERITIES } from './vocabulary.ts'

export * from './vocabulary.ts'

const count = z.int()

/** What became of the rows of a sheet; all but `total` add up to it. */
export const countsSchema = z.strictObject({
  total: count,
  data: count,
  refused: count,
  headings: count,
  subtotals: count,
  notes: count,
  examples: count,
  empty: count,
  repeated: count,
  /** Rows that were brought in before. */
  brought: count,
  /** Rows that somebody left out with a reason. */
  leftOut: count,
})
export type Counts = z.output<typeof countsSchema>

const candidate = z.strictObject({ id: z.string(), name: z.string() })
export const problemSchema = z.strictObject({
  sheet: z.string(),
  cell: z.string().nullable(),
  severity: z.enum(SEVERITIES),
  field: z.string().nullable(),
  message: z.string(),
  candidates: z.array(candidate).optional(),
})
export type Problem = z.output<typeof problemSchema>

const columnSchema = z.strictObject({
  col: count,
  address: z.string(),
  title: z.string(),
  field: z.string().nullable(),
})

/** A sheet of a draft: where its header stands, its columns, its first rows and its counts. */
export const sheetSchema = z.strictObject({
  name: z.string(),
  use: z.boolean(),
  headerRows: z.array(count),
  columns: z.array(columnSchema),
  preview: z.array(
    z.strictObject({
      row: count,
      cells: z.array(z.strictObject({ col: count, text: z.string() })),
    }),
  ),
  counts: countsSchema,
})
export type DraftSheet = z.output<typeof sheetSchema>

/** 导入草稿 as the wizard shows it. */
export const draftSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(IMPORT_KINDS),
  state: z.enum(DRAFT_STATES),
  revision: count,
  fileName: z.string(),
  fileSize: count,
  fileHash: z.string(),
  format: z.enum(['xlsx', 'xls', 'spreadsheetml', 'csv']).nullable(),
  encoding: z.string().nullable(),
  epoch: count.nullable(),
  office: z.string(),
  placeName: z.string(),
  say: z.string().nullable(),
  job: z.string().nullable(),
  /** The fields that a column may be given, in the order of the form. */
  fields: z.array(z.strictObject({ field: z.string(), name: z.string() })),
  main: z.string(),
  sheets: z.array(sheetSchema),
  counts: countsSchema,
  /** How many rows have something to be said of, by its gravest. */
  doubts: z.strictObject({ error: count, warning: count, note: count }),
  outcomes: z.strictObject({ taken: count, repeated: count, failed: count }),
  /** What concerns the file, a sheet or a column. */
  problems: z.array(problemSchema),
  /** When the same file was brought in before. */
  sameFile: z.strictObject({ at: z.string(), fileName: z.string(), taken: count }).nullable(),
  /** How many rows have a code that fails its check. */
  doubtfulCodes: count,
  createdAt: z.string(),
  agreedAt: z.string().nullable(),
  takenAt: z.string().nullable(),
  expiresAt: z.string(),
})
export type DraftView = z.output<typeof draftSchema>

/** One row of a draft. */
export const rowSchema = z.strictObject({
  sheet: count,
  sheetName: z.string(),
  row: count,
  class: z.enum(ROW_CLASSES),
  said: z.string(),
  /** The cells of the mapped columns, as they stand or were settled. */
  cells: z.array(
    z.strictObject({
      field: z.string(),
      address: z.string(),
      text: z.string(),
      /** What was settled by hand instead, by text or by name. */
      settled: z.string().nullable(),
    }),
  ),
  problems: z.array(problemSchema),
  severity: z.enum(SEVERITIES).nullable(),
  broughtAt: z.string().nullable(),
  broughtId: z.string().nullable(),
  broughtChanged: z.boolean(),
  leftOut: z.string().nullable(),
  outcome: z.enum(['taken', 'repeated', 'failed']).nullable(),
  outcomeSay: z.string().nullable(),
  outcomeId: z.string().nullable(),
})
export type DraftRow = z.output<typeof rowSchema>

/** The rows that a page shows: a class of rows, those in doubt, brought before, or left out. */
export const ROW_FILTERS = [...ROW_CLASSES, 'doubtful', 'brought', 'leftOut', 'failed'] as const
export type RowFilter = (typeof ROW_FILTERS)[number]

const brief = draftSchema.pick({
  id: true,
  kind: true,
  state: true,
  fileName: true,
  say: true,
  createdAt: true,
  expiresAt: true,
})
export type DraftBrief = z.output<typeof brief>

export const listDrafts = face({
  method: 'GET',
  path: '/api/imports',
  query: none,
  body: none,
  answer: z.strictObject({ rows: z.array(brief), kinds: z.array(z.enum(IMPORT_KINDS)) }),
  summary: 'What this person uploaded to be brought in, newest first',
})

export const uploadDraft = face({
  method: 'POST',
  path: '/api/imports',
  query: none,
  body: z.strictObject({
    kind: z.enum(IMPORT_KINDS, { error: '请选择导入的种类' }),
    declaredUnclassified: z.literal('true', { error: '请先确认文件不含涉密信息' }),
  }),
  answer: z.strictObject({ id: z.string() }),
  summary: 'Upload a spreadsheet; it is read as a job and becomes a draft',
})

export const readDraft = face({
  method: 'GET',
  path: '/api/imports/{id}',
  query: none,
  body: none,
  answer: draftSchema,
  summary: 'A draft with its sheets, counts and doubts',
})

export const readDraftRows = face({
  method: 'GET',
  path: '/api/imports/{id}/rows',
  query: z.strictObject({
    show: z.enum(ROW_FILTERS).optional(),
    sheet: z.coerce.number().int().min(0).max(100).optional(),
    after: z
      .string()
      .regex(/^\d{1,3}\.\d{1,7}$/)
      .optional(),
    size: z.coerce.number().int().min(1).max(100).default(50),
  }),
  body: none,
  answer: z.strictObject({ rows: z.array(rowSchema), next: z.string().nullable() }),
  summary: 'Rows of a draft in the order of the file',
})

const revision = z.int().min(1)
const field = z.string().max(40)

/** 核对表头: which sheets count, where their headers stand, which field each column is. */
export const settleLayout = face({
  method: 'POST',
  path: '/api/imports/{id}/layout',
  query: none,
  body: z.strictObject({
    revision,
    sheets: z
      .array(
        z.strictObject({
          name: z.string().max(200),
          use: z.boolean(),
          headerRows: z.array(z.int().min(1).max(60)).max(6).nullable(),
          columns: z.record(z.string().regex(/^\d{1,5}$/), field.nullable()),
        }),
      )
      .max(100),
  }),
  answer: z.strictObject({ id: z.string() }),
  summary: 'Settle the header and the columns; the file is read again',
})

/** 核对内容: another value for a cell, or whom a name means; `same` for every row that says so. */
export const settleCell = face({
  method: 'POST',
  path: '/api/imports/{id}/cells',
  query: none,
  body: z.strictObject({
    sheet: z.int().min(0).max(100),
    row: z.int().min(1).max(1_048_576),
    field,
    text: z.string().trim().max(2000).nullable(),
    choice: candidate.extend({ id: z.string().max(60), name: z.string().max(200) }).nullable(),
    same: z.boolean().default(false),
  }),
  answer: z.strictObject({ rows: count, say: z.string() }),
  summary: 'Settle one cell of a draft',
})

/** 不导入: leaves a row out with a reason, or takes it back in with none. */
export const leaveOut = face({
  method: 'POST',
  path: '/api/imports/{id}/omissions',
  query: none,
  body: z.strictObject({
    sheet: z.int().min(0).max(100),
    row: z.int().min(1).max(1_048_576),
    reason: textSchema(200).nullable(),
  }),
  answer: z.strictObject({ say: z.string() }),
  summary: 'Leave a row of a draft out, or take it back in',
})

export const agreeDraft = face({
  method: 'POST',
  path: '/api/imports/{id}/agreement',
  query: none,
  body: z.strictObject({ revision, keepCodesBecause: textSchema(200).nullable() }),
  answer: z.strictObject({ id: z.string(), say: z.string() }),
  summary: 'Agree to a draft; its rows are taken over as a job',
})

export const dropDraft = face({
  method: 'POST',
  path: '/api/imports/{id}/withdrawal',
  query: none,
  body: none,
  answer: z.strictObject({ id: z.string(), say: z.string() }),
  summary: 'Give a draft up; nothing of it is brought in',
})

export const markCopy = face({
  method: 'POST',
  path: '/api/imports/{id}/marked-copy',
  query: none,
  body: none,
  answer: z.strictObject({ job: z.string() }),
  summary: "The user's own file with its errors marked, made as a job",
})

/** Whether a path names a draft at all. */
export function isDraftId(text: string): boolean {
  return idSchema.safeParse(text).success
}
