import * as z from 'zod'
import { dateSchema, face, idSchema, none, textSchema } from '#kernel/faces.ts'
import {
  DUTIES,
  ENTERPRISE_SHOWS,
  GRID_SHOWS,
  PARTS,
  PLACE_SHOWS,
  TIERS,
  type Duty,
} from './vocabulary.ts'

export * from './vocabulary.ts'

const jur = z.string().regex(/^[0-9A-Z]{2,16}$/, { error: '地区代码格式不正确' })
const cursor = z.string().max(200).optional()
const limit = z.coerce.number().int().min(1).max(200).default(50)
const q = z
  .string()
  .trim()
  .max(60)
  .refine((text) => !text.includes('\0'), { error: '含有不能使用的字符' })
  .optional()
/** Only what the actor answers for in person. */
const mine = z.enum(['yes']).optional()
const part = z.enum(PARTS, { error: '没有这种分工' })

/** One assignment, in force or ended. */
export const assignmentSchema = z.strictObject({
  id: z.string(),
  revision: z.int(),
  part,
  duty: z.enum(DUTIES).nullable(),
  subject: z.string().nullable(),
  place: z.string(),
  org: z.string(),
  orgName: z.string(),
  post: z.string().nullable(),
  postTitle: z.string().nullable(),
  person: z.string().nullable(),
  personName: z.string().nullable(),
  basis: z.string().nullable(),
  fromOn: z.string(),
  toOn: z.string().nullable(),
  endedOn: z.string().nullable(),
  endReason: z.string().nullable(),
  settled: z.boolean(),
  /** Whether it counts today: not ended, within its term, the person still holds the post. */
  live: z.boolean(),
})
export type AssignmentView = z.output<typeof assignmentSchema>

/** Who holds a seat, as a list shows it. */
const seatSchema = z.strictObject({
  id: z.string(),
  revision: z.int(),
  part,
  duty: z.enum(DUTIES).nullable(),
  org: z.string(),
  orgName: z.string(),
  personName: z.string().nullable(),
  live: z.boolean(),
})
export type Seat = z.output<typeof seatSchema>

export const enterpriseRowSchema = z.strictObject({
  id: z.string(),
  jur: z.string(),
  placeName: z.string(),
  name: z.string().nullable(),
  sector: z.string(),
  tier: z.enum(TIERS).nullable(),
  tierId: z.string().nullable(),
  tierRevision: z.int().nullable(),
  seats: z.array(seatSchema),
})
export type EnterpriseRow = z.output<typeof enterpriseRowSchema>

export const placeRowSchema = z.strictObject({
  jur: z.string(),
  name: z.string(),
  placeName: z.string(),
  level: z.enum(['county', 'township', 'village']),
  seats: z.array(seatSchema),
})
export type PlaceRow = z.output<typeof placeRowSchema>

/** A figure with its whole; both open their records by `show`. */
const shareSchema = z.strictObject({ n: z.int(), of: z.int() })
export type Share = z.output<typeof shareSchema>

export const coverageSchema = z.strictObject({
  /** 重点企业: a named contact each, full coverage. */
  keyContacts: shareSchema,
  /** Each specific enterprise: a named contact. */
  contacts: shareSchema,
  /** 重点高危企业: a city department's head and a county leader together. */
  joint: shareSchema,
  /** Every other enterprise: somebody named by the city. */
  others: shareSchema,
  places: shareSchema,
  supervisors: shareSchema,
  supervisedTwice: z.int(),
  unsupervised: z.int(),
  /** High-risk enterprises that nobody covers at all. */
  uncovered: z.int(),
  cells: shareSchema,
  dutyGaps: z.int(),
  overlaps: z.int(),
  at: z.string(),
})
export type Coverage = z.output<typeof coverageSchema>

const pageOf = <T extends z.ZodType>(row: T) =>
  z.strictObject({ items: z.array(row), next: z.string().nullable() })

export const getCoverage = face({
  method: 'GET',
  path: '/api/coverage',
  query: z.strictObject({ place: jur.optional() }),
  body: none,
  answer: coverageSchema,
  summary: '包联、网格、监管部门覆盖情况',
})

export const enterpriseFilter = z.strictObject({
  show: z.enum(ENTERPRISE_SHOWS).default('all'),
  place: jur.optional(),
  q,
  subject: idSchema.optional(),
  mine,
})
export type EnterpriseFilter = z.output<typeof enterpriseFilter>
export const listEnterprises = face({
  method: 'GET',
  path: '/api/coverage/enterprises',
  query: enterpriseFilter.extend({ cursor, limit }),
  body: none,
  answer: pageOf(enterpriseRowSchema),
  summary: '企业的包联、联系人和监管部门',
})
export const countEnterprises = face({
  method: 'GET',
  path: '/api/coverage/enterprises/count',
  query: enterpriseFilter,
  body: none,
  answer: z.strictObject({ count: z.int(), at: z.string() }),
  summary: '企业数',
})

const level = z.enum(['county', 'township', 'village']).optional()
export const placeFilter = z.strictObject({
  show: z.enum(PLACE_SHOWS).default('all'),
  level,
  place: jur.optional(),
  mine,
})
export type PlaceFilter = z.output<typeof placeFilter>
export const listSponsoredPlaces = face({
  method: 'GET',
  path: '/api/coverage/places',
  query: placeFilter.extend({ cursor, limit }),
  body: none,
  answer: pageOf(placeRowSchema),
  summary: '地区的包联领导',
})
export const countSponsoredPlaces = face({
  method: 'GET',
  path: '/api/coverage/places/count',
  query: placeFilter,
  body: none,
  answer: z.strictObject({ count: z.int(), at: z.string() }),
  summary: '地区数',
})
export const gridFilter = z.strictObject({
  show: z.enum(GRID_SHOWS).default('all'),
  level,
  place: jur.optional(),
  mine,
})
export type GridFilter = z.output<typeof gridFilter>
export const listGrid = face({
  method: 'GET',
  path: '/api/grid',
  query: gridFilter.extend({ cursor, limit }),
  body: none,
  answer: pageOf(placeRowSchema),
  summary: '网格：区域、人员、责任',
})

export const countGrid = face({
  method: 'GET',
  path: '/api/grid/count',
  query: gridFilter,
  body: none,
  answer: z.strictObject({ count: z.int(), at: z.string() }),
  summary: '网格数',
})

export const listAssignments = face({
  method: 'GET',
  path: '/api/assignments',
  query: z.strictObject({ subject: idSchema.optional(), place: jur.optional() }),
  body: none,
  answer: z.strictObject({ items: z.array(assignmentSchema) }),
  summary: '一个企业或者地区的分工，现行的和历次的',
})

const term = {
  fromOn: dateSchema,
  toOn: dateSchema.nullable(),
  /** 依据: a document or meeting that decided it. */
  basis: textSchema(200).nullable(),
}
const saidSchema = z.strictObject({ id: z.string(), say: z.string() })

export const assignBody = z.strictObject({
  part: part.exclude(['supervisor'], { error: '监管部门另行办理' }),
  place: jur.nullable(),
  subject: idSchema.nullable(),
  post: idSchema,
  person: idSchema,
  duties: z
    .array(z.enum(DUTIES))
    .max(DUTIES.length)
    .refine((given) => new Set(given).size === given.length, { error: '责任重复' })
    .default([]),
  ...term,
  /** The assignment that this one replaces, as the actor saw it; null where there was none. */
  replaces: idSchema.nullable(),
})
export type Assign = z.output<typeof assignBody>
export type AssignPart = Assign['part']
export type GridDuties = readonly Duty[]

export const assign = face({
  method: 'POST',
  path: '/api/assignments',
  query: none,
  body: assignBody,
  answer: saidSchema,
  summary: '明确包联领导、联系人、网格人员',
})
export const endBody = z.strictObject({ revision: z.int().min(1), reason: textSchema(200) })
export type End = z.output<typeof endBody>
export const endAssignment = face({
  method: 'POST',
  path: '/api/assignments/{id}/end',
  query: none,
  body: endBody,
  answer: saidSchema,
  summary: '解除分工',
})

export const superviseBody = z.strictObject({
  subject: idSchema,
  org: idSchema,
  basis: textSchema(200).nullable(),
})
export type Supervise = z.output<typeof superviseBody>
export const declareSupervisor = face({
  method: 'POST',
  path: '/api/supervisors',
  query: none,
  body: superviseBody,
  answer: saidSchema,
  summary: '登记监管部门',
})
export const settleBody = superviseBody.extend({
  basis: textSchema(200),
  /** The declarations that the actor saw; another one meanwhile is shown first. */
  seen: z.array(idSchema).max(50),
})
export type Settle = z.output<typeof settleBody>
export const settleSupervisor = face({
  method: 'POST',
  path: '/api/supervisors/settlement',
  query: none,
  body: settleBody,
  answer: saidSchema,
  summary: '明确唯一的监管部门',
})

export const tierBody = z.strictObject({
  subject: idSchema,
  tier: z.enum(TIERS, { error: '请选择类别' }),
  basis: textSchema(200),
  /** The listing that the actor saw; null where there was none. */
  replaces: idSchema.nullable(),
})
export type ListKey = z.output<typeof tierBody>
export const listKey = face({
  method: 'POST',
  path: '/api/key-enterprises',
  query: none,
  body: tierBody,
  answer: saidSchema,
  summary: '列入重点、高危企业',
})
export const delistKey = face({
  method: 'POST',
  path: '/api/key-enterprises/{id}/end',
  query: none,
  body: endBody,
  answer: saidSchema,
  summary: '移出重点、高危企业',
})
