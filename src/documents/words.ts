import * as z from 'zod'
import { face, idSchema, none } from '#kernel/faces.ts'

/** The papers that are written as Word files. */
export const DOCUMENT_FORMS = [
  'notice',
  'hand_over',
  'rectify',
  'recheck',
  'strike_off',
  'extension',
  'dispatch',
  'reply',
  'meeting_sign_in',
  'meeting_minutes',
  'feedback',
  'remind',
  'supervise',
  'interview',
  'interview_minutes',
  'circulate',
  'listing',
  'delisting',
  'transfer',
  'transfer_receipt',
  'warning',
] as const
export type DocumentForm = (typeof DOCUMENT_FORMS)[number]

/** A value that a template may stand for; a list repeats what stands between its two tags. */
export type TagSpec = {
  readonly name: string
  readonly label: string
  /** A template without it says nothing; it is refused. */
  readonly needed?: true
  readonly list?: readonly TagSpec[]
}

/** In which format a paper's file is answered: Word where nothing is said. */
export const fileQuery = z.strictObject({ format: z.enum(['word', 'pdf']).optional() })
export type FileFormat = z.output<typeof fileQuery>['format']

const templateSchema = z.strictObject({
  form: z.enum(DOCUMENT_FORMS),
  label: z.string(),
  /** The office's own template, or null where the one of the product serves. */
  own: z
    .strictObject({
      id: z.string(),
      revision: z.int(),
      name: z.string(),
      at: z.string(),
      hash: z.string(),
    })
    .nullable(),
  tags: z.array(z.strictObject({ name: z.string(), label: z.string(), needed: z.boolean() })),
})
export type TemplateView = z.output<typeof templateSchema>

export const listTemplates = face({
  method: 'GET',
  path: '/api/documents/templates',
  query: none,
  body: none,
  answer: z.strictObject({ templates: z.array(templateSchema) }),
  summary: '文书模板',
})

const templateMoved = z.strictObject({
  id: z.string(),
  form: z.enum(DOCUMENT_FORMS),
  /** Values that the template does not show, by label. */
  left: z.array(z.string()),
  say: z.string(),
})

export const replaceTemplate = face({
  method: 'POST',
  path: '/api/documents/templates',
  query: none,
  body: z.strictObject({ form: z.enum(DOCUMENT_FORMS) }),
  answer: templateMoved,
  summary: '更换文书模板',
})

export const withdrawTemplate = face({
  method: 'POST',
  path: '/api/documents/templates/{id}/withdrawal',
  query: none,
  body: z.strictObject({ revision: z.int() }),
  answer: templateMoved,
  summary: '停用文书模板',
})

export const readTemplate = face({
  method: 'GET',
  path: '/api/documents/templates/{form}/file',
  query: none,
  body: none,
  answer: z.unknown(),
  summary: '文书模板文件',
})

/** The forms that go upward, of which is told how much they ask. */
export const TIMED_FORMS = ['notice', 'hand_over', 'register', 'extension'] as const
export type TimedForm = (typeof TIMED_FORMS)[number]

const timesSchema = z.strictObject({
  /** How many times the office filled the form in. */
  times: z.int(),
  /** Medians over these times; null where there are none. */
  fields: z.int().nullable(),
  known: z.int().nullable(),
  seconds: z.int().nullable(),
})
export type FormTimes = z.output<typeof timesSchema>

export const formTimes = face({
  method: 'GET',
  path: '/api/documents/forms/{form}/times',
  query: none,
  body: none,
  answer: timesSchema,
  summary: '表单用时',
})

export const recordFormTime = face({
  method: 'POST',
  path: '/api/documents/forms/{form}/times',
  query: none,
  body: z.strictObject({
    fields: z.int().min(1).max(1000),
    known: z.int().min(0).max(1000),
    seconds: z.int().min(0).max(86_400),
  }),
  answer: timesSchema,
  summary: '记录表单用时',
})

/** Whether a text in an address can be the id of a row at all. */
export function isId(text: string): boolean {
  return idSchema.safeParse(text).success
}
