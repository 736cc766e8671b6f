import * as z from 'zod'
import { attachmentShape } from '#files/words.ts'
import { dateSchema, face, idSchema, none, textSchema } from '#kernel/faces.ts'

/** 待抽取, 核查中, 已公布. Whether all looks are concluded is counted, never stored. */
export const LOOKBACK_STATES = ['drawing', 'looking', 'published'] as const
export type LookbackState = (typeof LOOKBACK_STATES)[number]

/** 待指定核查人, 待核查, 属实, 虚假整改. */
export const LOOK_STATES = ['unassigned', 'looking', 'genuine', 'false'] as const
export type LookState = (typeof LOOK_STATES)[number]

const placeSchema = z.string().regex(/^[0-9A-Z]{1,12}$/, { error: '请选择地区' })

const periodShape = { place: placeSchema, fromOn: dateSchema, toOn: dateSchema }

const exclusion = z.strictObject({ id: z.string(), number: z.string(), reason: z.string() })

/** What a round would draw from, before anything is frozen. */
export const previewSchema = z.strictObject({
  framed: z.int(),
  size: z.int(),
  sharePercent: z.int(),
  least: z.int(),
  clause: z.string(),
  excluded: z.array(exclusion),
})
export type Preview = z.output<typeof previewSchema>

/** Counts of one round's looks; every one opens its records. */
export const figuresSchema = z.strictObject({
  drawn: z.int(),
  concluded: z.int(),
  genuine: z.int(),
  false: z.int(),
})
export type Figures = z.output<typeof figuresSchema>

const rowShape = {
  id: z.string(),
  jur: z.string(),
  revision: z.int(),
  number: z.string(),
  state: z.enum(LOOKBACK_STATES),
  ownerOrg: z.string(),
  officeName: z.string(),
  place: z.string(),
  placeName: z.string(),
  fromOn: z.string(),
  toOn: z.string(),
  round: z.int(),
  framed: z.int(),
  excluded: z.int(),
  size: z.int(),
  openedAt: z.string(),
  figures: figuresSchema,
}
export const lookbackRow = z.strictObject(rowShape)
export type LookbackRow = z.output<typeof lookbackRow>

export const lookbackView = z.strictObject({
  ...rowShape,
  draw: z.string(),
  /** Earlier draws of this round that were voided, oldest first. */
  earlier: z.array(
    z.strictObject({ id: z.string(), round: z.int(), reason: z.string().nullable() }),
  ),
  sharePercent: z.int(),
  reason: z.string().nullable(),
  publishedAt: z.string().nullable(),
  publishedBy: z.string().nullable(),
  publishedNote: z.string().nullable(),
  /** As they were signed; null before. */
  published: figuresSchema.nullable(),
})
export type LookbackView = z.output<typeof lookbackView>

export const lookRow = z.strictObject({
  id: z.string(),
  jur: z.string(),
  revision: z.int(),
  state: z.enum(LOOK_STATES),
  lookback: z.string(),
  lookbackNumber: z.string(),
  finding: z.string(),
  findingNumber: z.string(),
  title: z.string(),
  placeName: z.string(),
  ownerOrg: z.string(),
  checkerPerson: z.string().nullable(),
  checkerName: z.string().nullable(),
  checkerOrgName: z.string().nullable(),
  dueOn: z.string().nullable(),
  opinion: z.string().nullable(),
  concludedAt: z.string().nullable(),
  relapse: z.strictObject({ id: z.string(), number: z.string().nullable() }).nullable(),
})
export type LookRow = z.output<typeof lookRow>

const movedSchema = z.strictObject({
  id: z.string(),
  number: z.string(),
  state: z.string(),
  revision: z.int(),
  say: z.string(),
})
export type LookMoved = z.output<typeof movedSchema>

const seen = { revision: z.int().min(1) }

export const previewLookback = face({
  method: 'GET',
  path: '/api/lookbacks/frame',
  query: z.strictObject(periodShape),
  body: none,
  answer: previewSchema,
  summary: '回头看抽取范围试算',
})
export const listLookbacks = face({
  method: 'GET',
  path: '/api/lookbacks',
  query: z.strictObject({
    state: z.enum(LOOKBACK_STATES).optional(),
    after: z.string().max(200).optional(),
    before: z.string().max(200).optional(),
  }),
  body: none,
  answer: z.strictObject({
    rows: z.array(lookbackRow),
    next: z.string().nullable(),
    previous: z.string().nullable(),
  }),
  summary: '回头看轮次',
})
export const getLookback = face({
  method: 'GET',
  path: '/api/lookbacks/{id}',
  query: none,
  body: none,
  answer: lookbackView,
  summary: '一轮回头看',
})
export const openLookback = face({
  method: 'POST',
  path: '/api/lookbacks',
  query: none,
  body: z.strictObject({
    ...periodShape,
    ceremony: z.enum(['everyday', 'three_party']),
    publicSource: textSchema(200),
    /** Needed where an earlier round of the office overlaps in place and period. */
    reason: textSchema(500).nullable(),
  }),
  answer: movedSchema,
  summary: '发起回头看',
})
export const redrawLookback = face({
  method: 'POST',
  path: '/api/lookbacks/{id}/redraw',
  query: none,
  body: z.strictObject({ ...seen, reason: textSchema(500), publicSource: textSchema(200) }),
  answer: movedSchema,
  summary: '重抽',
})
export const publishLookback = face({
  method: 'POST',
  path: '/api/lookbacks/{id}/publication',
  query: none,
  body: z.strictObject({ ...seen, note: textSchema(1000) }),
  answer: movedSchema,
  summary: '签发公布',
})
export const listLooks = face({
  method: 'GET',
  path: '/api/looks',
  query: z.strictObject({
    lookback: idSchema.optional(),
    finding: idSchema.optional(),
    state: z.enum(LOOK_STATES).optional(),
  }),
  body: none,
  answer: z.strictObject({ rows: z.array(lookRow) }),
  summary: '抽中问题的核查',
})
export const getLook = face({
  method: 'GET',
  path: '/api/looks/{id}',
  query: none,
  body: none,
  answer: z.strictObject({
    ...lookRow.shape,
    /** Bodies and persons that took part in the closing and so do not look again. */
    barredOrgs: z.array(z.string()),
    barredPersons: z.array(z.string()),
    evidence: z.array(z.strictObject({ id: z.string(), name: z.string().nullable() })),
  }),
  summary: '一件核查',
})
export const nameChecker = face({
  method: 'POST',
  path: '/api/looks/{id}/checker',
  query: none,
  body: z.strictObject({ ...seen, person: idSchema, post: idSchema }),
  answer: movedSchema,
  summary: '指定核查人',
})
export const concludeLook = face({
  method: 'POST',
  path: '/api/looks/{id}/conclusion',
  query: none,
  body: z.strictObject({
    ...seen,
    genuine: z.boolean(),
    note: textSchema(2000),
    evidence: z.array(attachmentShape).max(20, { error: '一次最多附20个文件' }).default([]),
  }),
  answer: movedSchema,
  summary: '核查结论',
})

/** What rules and buttons need to know of one look. */
export type LookFacts = {
  readonly state: LookState
  readonly ownerOrg: string
  readonly checkerPerson: string | null
  readonly barredOrgs: readonly string[]
  readonly barredPersons: readonly string[]
}
export type LookbackFacts = {
  readonly state: LookbackState
  readonly ownerOrg: string
  readonly figures: Figures
}
export type LookViewer = { readonly person: string; readonly org: string; readonly role: string }
