// Faces of what is printed: the ledger on A3, the page for leaders, statistical forms.
import * as z from 'zod'
import { dateSchema, face, none, textSchema } from '#kernel/faces.ts'
import { filterSchema, rowSchema } from '#findings/words.ts'

const written = z.record(z.string(), z.string())

/** Whose paper it is, and when its figures were taken. */
const head = {
  title: z.string(),
  unit: z.string(),
  person: z.string(),
  at: z.string(),
  signs: z.array(z.string()),
  /** Where the form stands; null for our own page. */
  ref: z.string().nullable(),
}

export const readPrint = face({
  method: 'GET',
  path: '/api/findings/print',
  query: filterSchema.extend({ sort: z.enum(['due', 'newest']).default('due') }),
  body: none,
  answer: z.strictObject({
    ...head,
    form: z.string(),
    columns: z.array(
      z.strictObject({
        field: z.string(),
        title: z.string(),
        width: z.int(),
        kind: z.enum(['text', 'number', 'day']),
      }),
    ),
    /** None where there are more than are printed. */
    rows: z.array(
      z.strictObject({
        values: z.array(z.string().nullable()),
        major: z.boolean(),
        closed: z.boolean(),
        funds: z.strictObject({ amount: z.string(), unit: z.string() }).nullable(),
      }),
    ),
    count: z.int(),
    most: z.int(),
  }),
  summary: '打印台账',
})
export type PrintedLedger = z.output<typeof readPrint.answer>

const placed = z.strictObject({ place: z.string().max(12).optional() })

/** A figure that opens its records: the number of records equals the number. */
const figure = z.strictObject({
  key: z.string(),
  label: z.string(),
  count: z.int(),
  query: written,
})

export const readBrief = face({
  method: 'GET',
  path: '/api/findings/brief',
  query: placed,
  body: none,
  answer: z.strictObject({
    ...head,
    placeName: z.string(),
    month: z.string(),
    figures: z.array(figure),
    /** 销号率: struck off of all that count. */
    rate: z.strictObject({ done: figure, of: figure }),
    late: z.array(rowSchema),
  }),
  summary: '领导参阅',
})
export type Brief = z.output<typeof readBrief.answer>

const formQuery = placed.extend({
  form: z.string().max(60).optional(),
  /** Any day of the period. */
  on: dateSchema.optional(),
})

const cell = z.strictObject({
  text: z.string(),
  /** The records behind a count. */
  query: written.nullable(),
})

export const readStatistics = face({
  method: 'GET',
  path: '/api/findings/statistics',
  query: formQuery,
  body: none,
  answer: z.strictObject({
    ...head,
    form: z.string(),
    forms: z.array(z.strictObject({ key: z.string(), title: z.string() })),
    placeName: z.string(),
    period: z.strictObject({ label: z.string(), from: z.string(), to: z.string() }),
    rowTitle: z.string(),
    columns: z.array(
      z.strictObject({
        key: z.string(),
        title: z.string(),
        group: z.string().nullable(),
        width: z.int(),
        /** Why it cannot be filled yet. */
        unfilled: z.string().nullable(),
      }),
    ),
    rows: z.array(z.strictObject({ key: z.string(), label: z.string(), cells: z.array(cell) })),
  }),
  summary: '统计表',
})
export type Statistics = z.output<typeof readStatistics.answer>

export const exportStatistics = face({
  method: 'POST',
  path: '/api/findings/statistics/exports',
  query: none,
  body: formQuery.extend({ purpose: textSchema(100) }),
  answer: z.strictObject({ job: z.string() }),
  summary: '导出统计表',
})

/** 打印: enters what goes onto paper before it does. */
export const enterPrint = face({
  method: 'POST',
  path: '/api/findings/prints',
  query: none,
  body: z.strictObject({
    form: z.string().max(60),
    query: written.refine((query) => filterSchema.safeParse(query).success, {
      error: '筛选条件有误',
    }),
    purpose: textSchema(100),
  }),
  answer: z.strictObject({ act: z.string(), at: z.string(), count: z.int() }),
  summary: '打印存证',
})
