import * as z from 'zod'
import { face, idSchema, none, textSchema } from '#kernel/faces.ts'

/** What a finding can be about. */
export const SUBJECT_KINDS = [
  'enterprise',
  'sole_trader',
  'public_body',
  'construction_project',
  'self_built_house',
  'vehicle',
  'vessel',
  'special_equipment',
  'public_area',
] as const
export type SubjectKind = (typeof SUBJECT_KINDS)[number]

const jur = z.string().regex(/^[0-9A-Z]{2,16}$/, { error: '地区代码格式不正确' })
const sector = z.string().regex(/^[a-z_]{2,40}$/, { error: '行业领域代码格式不正确' })
const kind = z.enum(SUBJECT_KINDS, { error: '请选择对象类别' })

export const subjectSchema = z.strictObject({
  id: z.string(),
  jur: z.string(),
  placeName: z.string(),
  kind: z.enum(SUBJECT_KINDS),
  name: z.string().nullable(),
  creditCode: z.string().nullable(),
  identifier: z.string().nullable(),
  org: z.string().nullable(),
  orgName: z.string().nullable(),
  sector: z.string(),
  address: z.string().nullable(),
  revision: z.number(),
  demo: z.boolean(),
})
export type SubjectView = z.output<typeof subjectSchema>

export const listSubjects = face({
  method: 'GET',
  path: '/api/subjects',
  query: z.strictObject({
    q: z
      .string()
      .trim()
      .max(60)
      .refine((text) => !text.includes('\0'), { error: '含有不能使用的字符' })
      .optional(),
    kind: kind.optional(),
    place: jur.optional(),
    sector: sector.optional(),
    org: idSchema.optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  body: none,
  answer: z.strictObject({ items: z.array(subjectSchema), next: z.string().nullable() }),
  summary: 'Subjects by place, kind, sector, owner, name or pinyin initials',
})

/** Somebody answerable: the owner, or the body of the territory where nobody owns the subject. */
const answerable = z.strictObject({
  org: z.string(),
  name: z.string(),
  as: z.enum(['owner', 'territory']),
})
export type Answerable = z.output<typeof answerable>

export const getSubject = face({
  method: 'GET',
  path: '/api/subjects/{id}',
  query: none,
  body: none,
  answer: z.strictObject({ ...subjectSchema.shape, answerable: answerable.nullable() }),
  summary: 'One subject, and which body answers for it',
})

export const registrationSchema = z.strictObject({
  jur,
  kind,
  name: textSchema(100),
  creditCode: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[0-9A-Z]{8,30}$/, { error: '代码由数字和大写字母组成' })
    .nullish(),
  /** 车牌号、船名船号、设备代码 and the like. */
  identifier: textSchema(60).nullish(),
  org: idSchema.nullish(),
  sector,
  address: textSchema(200).nullish(),
  /** Why a code that fails its check is kept all the same. */
  keepCodeBecause: textSchema(200).nullish(),
})
export type Registration = z.output<typeof registrationSchema>

export const registerSubject = face({
  method: 'POST',
  path: '/api/subjects',
  query: none,
  body: registrationSchema,
  answer: z.strictObject({ id: z.string(), jur: z.string() }),
  summary: 'Register a subject',
})
