import * as z from 'zod'
import { face, none, textSchema } from '#kernel/faces.ts'
import { formFields, type FormField } from '#law/words.ts'
import { filterSchema } from '#findings/words.ts'

/** 导出: a file or a print of the ledger. */
export const EXPORT_TYPES = ['xlsx', 'csv', 'print'] as const
export type ExportType = (typeof EXPORT_TYPES)[number]

/** The columns of the asker's own choice, beside the forms of the packs. */
export const OWN_COLUMNS = 'own'

/** A filter as it stands in the address. */
const written = z.record(z.string().max(20), z.string().max(200))
export type WrittenFilter = z.output<typeof written>

/** The filter of the ledger that an address writes, with its order; unknown words are refused. */
export const writtenQuery = filterSchema.extend({
  sort: z.enum(['due', 'newest']).default('due'),
})

const columns = z.array(z.enum(formFields)).max(formFields.length)

/** What is asked: which findings, in which columns, as what, and for what. */
export const exportBody = z.strictObject({
  query: written.refine((query) => writtenQuery.safeParse(query).success, {
    error: '筛选条件有误，请返回台账重新筛选',
  }),
  form: z.string().max(60),
  /** For columns of one's own; a form brings its own. */
  columns,
  type: z.enum(['xlsx', 'csv']),
  purpose: textSchema(100),
})
export type ExportAsked = z.output<typeof exportBody>

export const askExport = face({
  method: 'POST',
  path: '/api/findings/exports',
  query: none,
  body: exportBody,
  answer: z.strictObject({ job: z.string() }),
  summary: '导出台账',
})

const refused = z.strictObject({ say: z.string(), clause: z.string() }).nullable()

/** What may be exported by whom: forms of the packs, and single columns with what forbids them. */
export const readExportForms = face({
  method: 'GET',
  path: '/api/findings/export-forms',
  query: none,
  body: none,
  answer: z.strictObject({
    /** Why this post exports nothing at all. */
    why: refused,
    forms: z.array(
      z.strictObject({
        key: z.string(),
        title: z.string(),
        columns: z.int(),
        ref: z.string(),
        clause: z.string(),
      }),
    ),
    columns: z.array(z.strictObject({ field: z.enum(formFields), title: z.string(), refused })),
  }),
  summary: '可导出的表式和列',
})

/** The ledger page's columns and the facts that they stand for. */
export const LIST_FIELDS: Readonly<Record<string, readonly FormField[]>> = {
  number: ['number'],
  title: ['title'],
  grade: ['grade'],
  state: ['status'],
  due: ['nextLabel', 'nextDueOn'],
  rectifier: ['rectifier'],
  place: ['place'],
  five: ['five'],
  sector: ['sector'],
  rechecker: ['rechecker'],
  subject: ['subjectName'],
  found: ['foundOn'],
  ended: ['endedOn'],
}

export * from './reports.ts'
