import * as z from 'zod'
import { face, idSchema, none } from '#kernel/faces.ts'
import { figuresSchema, sheetRow } from './shapes.ts'
import { SHEET_STATES } from './vocabulary.ts'

const packId = z.string().min(1).max(100)

const compared = z.strictObject({
  key: z.string(),
  label: z.string(),
  now: z.string().nullable(),
  other: z.string().nullable(),
  difference: z.string().nullable(),
})
export const rejudgeSheet = face({
  method: 'GET',
  path: '/api/score-sheets/{id}/rejudgement',
  query: z.strictObject({ version: z.string().min(1).max(100) }),
  body: none,
  answer: z.strictObject({
    number: z.string(),
    now: z.strictObject({ title: z.string(), version: z.string(), score: z.string() }),
    other: z.strictObject({ title: z.string(), version: z.string(), score: z.string().nullable() }),
    levels: z.array(compared),
    items: z.array(compared),
    leftOut: z.array(z.string()),
    problems: z.array(z.string()),
  }),
  summary: '按其他版本重新评判',
})

const mean = z.strictObject({
  of: z.int(),
  mean: z.string().nullable(),
  least: z.string().nullable(),
  most: z.string().nullable(),
})
const set = z.strictObject({ pack: packId, of: idSchema.optional() })
export const summarizeSheets = face({
  method: 'GET',
  path: '/api/score-summary',
  query: set.extend({ ranked: z.enum(['1']).optional() }),
  body: none,
  answer: z.strictObject({
    rows: z.array(sheetRow),
    levels: z.array(z.strictObject({ level: z.string(), heading: z.string(), points: z.string() })),
    categories: z.array(
      z.strictObject({ id: z.int(), level: z.string(), label: z.string(), points: z.string() }),
    ),
    summary: z.strictObject({
      sheets: z.int(),
      incomplete: z.array(z.string()),
      total: mean,
      levels: z.record(z.string(), mean),
      categories: z.array(mean.extend({ id: z.int() })),
      ties: z.array(z.strictObject({ score: z.string(), sheets: z.array(z.string()) })),
    }),
    /** Only where the office asks for it. */
    ranking: z.array(z.strictObject({ id: z.string(), place: z.int() })).nullable(),
  }),
  summary: '打分汇总',
})

export const reviewRow = z.strictObject({
  id: z.string(),
  sheet: z.string(),
  criterion: z.string().nullable(),
  note: z.string().nullable(),
  at: z.string(),
  byName: z.string(),
})
export const measureSheets = face({
  method: 'GET',
  path: '/api/score-ruler',
  query: set,
  body: none,
  answer: z.strictObject({
    rows: z.array(
      z.strictObject({
        id: z.string(),
        number: z.string(),
        ownerName: z.string(),
        placeName: z.string(),
        subjectName: z.string(),
        figures: figuresSchema,
      }),
    ),
    criteria: z.array(
      z.strictObject({
        key: z.string(),
        number: z.int(),
        item: z.int(),
        label: z.string(),
        scored: z.int(),
        deducted: z.array(z.string()),
        mean: z.string().nullable(),
        stricter: z.array(z.string()),
        milder: z.array(z.string()),
      }),
    ),
    sheets: z.array(
      z.strictObject({
        id: z.string(),
        complete: z.boolean(),
        taken: z.string(),
        deviation: z.string().nullable(),
        outlier: z.boolean(),
      }),
    ),
    compared: z.boolean(),
    mean: z.string().nullable(),
    standardDeviation: z.string().nullable(),
    rule: z.strictObject({
      least: z.int(),
      sharePercent: z.int(),
      deviationPercent: z.int(),
      clause: z.string(),
    }),
    reviews: z.array(reviewRow),
    /** Whether more than one version of the sheet is in the set: each is compared by itself. */
    versions: z.int(),
  }),
  summary: '打分尺度对比',
})

/** The items that a finding was registered from; for the finding's page. */
export const sheetsOfFinding = face({
  method: 'GET',
  path: '/api/score-items/of-finding/{id}',
  query: none,
  body: none,
  answer: z.strictObject({
    rows: z.array(
      z.strictObject({
        sheet: z.string(),
        number: z.string(),
        state: z.enum(SHEET_STATES),
        item: z.int(),
        label: z.string(),
        criterion: z.string(),
        criterionNumber: z.int().nullable(),
        /** Whether the caller may open the sheet. */
        open: z.boolean(),
      }),
    ),
  }),
  summary: '问题来自的打分表',
})
