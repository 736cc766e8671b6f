import * as z from 'zod'
import { dateSchema, face, idSchema, none, textSchema } from '#kernel/faces.ts'
import { STATES } from '#findings/words.ts'

const jur = z.string().regex(/^[0-9A-Z]{2,16}$/, { error: '地区代码格式不正确' })
const words = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine((text) => !text.includes('\0'), { error: '含有不能使用的字符' })

/** A finding as it stands beside another that looks like it. */
export const alikeSchema = z.strictObject({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  text: z.string(),
  subjectName: z.string(),
  placeName: z.string(),
  state: z.enum(STATES),
  foundOn: z.string().nullable(),
  registeredName: z.string().nullable(),
})
export type Alike = z.output<typeof alikeSchema>

/** How two were compared: the threshold in percent, the days between them, and whose rule it is. */
const rulesSchema = z.strictObject({
  threshold: z.number(),
  windowDays: z.number(),
  clause: z.string(),
})
export type ComparedBy = z.output<typeof rulesSchema>

export const findCandidates = face({
  method: 'GET',
  path: '/api/duplicates/candidates',
  query: z.strictObject({
    place: jur,
    subject: idSchema.optional(),
    subjectName: words(100),
    title: words(80),
    text: words(4000).default(''),
    foundOn: dateSchema,
  }),
  body: none,
  answer: z.strictObject({
    items: z.array(alikeSchema.extend({ similarity: z.int() })),
    by: rulesSchema,
  }),
  summary: '登记前比对：同一对象已登记的相近问题',
})
export type CandidateQuery = z.output<(typeof findCandidates)['query']>

export const pairSchema = z.strictObject({
  similarity: z.int(),
  first: alikeSchema,
  second: alikeSchema,
})
export type Pair = z.output<typeof pairSchema>

export const listPairs = face({
  method: 'GET',
  path: '/api/duplicates',
  query: z.strictObject({ place: jur.optional() }),
  body: none,
  answer: z.strictObject({
    pairs: z.array(pairSchema),
    /** Whether more were open than could be compared; then only the latest were. */
    partial: z.boolean(),
    by: rulesSchema,
    at: z.string(),
  }),
  summary: '疑似重复：不同单位就同一对象登记的相近问题',
})

export const distinctBody = z.strictObject({
  first: idSchema,
  second: idSchema,
  note: textSchema(200),
})
export type Distinct = z.output<typeof distinctBody>
export const tellApart = face({
  method: 'POST',
  path: '/api/duplicates/verdicts',
  query: none,
  body: distinctBody,
  answer: z.strictObject({ id: z.string(), say: z.string() }),
  summary: '认定不重复',
})
