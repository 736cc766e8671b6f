import * as z from 'zod'
import { AGES, MONEY_UNITS, STATES } from '#findings/words.ts'
import { face, none } from '#kernel/faces.ts'

/** A number of records, and the ledger's filter, as an address has it, that opens exactly these. */
export const numberSchema = z.strictObject({ count: z.int(), opens: z.string() })
export type FigureNumber = z.output<typeof numberSchema>

const measures = {
  /** 计入统计: all but void and merged. */
  counted: numberSchema,
  open: numberSchema,
  overdue: numberSchema,
  struckOff: numberSchema,
  major: numberSchema,
  /** 销号率: of what was worked here, how much is struck off. */
  rate: z.strictObject({ part: numberSchema, of: numberSchema }),
}
const measuresSchema = z.strictObject(measures)
export type Measures = z.output<typeof measuresSchema>

/** One row of a breakdown; `own` is what lies in the place itself, in none below it. */
export const figureRowSchema = z.strictObject({
  key: z.string(),
  name: z.string(),
  own: z.boolean(),
  ...measures,
})
export type FigureRow = z.output<typeof figureRowSchema>

const moneySchema = z.strictObject({ ...numberSchema.shape, amount: z.string() })

/** Found and struck off in one week or month; both days included. */
const spanSchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  found: numberSchema,
  struckOff: numberSchema,
})
export type Span = z.output<typeof spanSchema>

export const figuresSchema = z.strictObject({
  place: z.string(),
  placeName: z.string(),
  /** The place above, where the reader may see it. */
  above: z.strictObject({ place: z.string(), name: z.string() }).nullable(),
  at: z.string(),
  today: z.string(),
  total: measuresSchema,
  places: z.array(figureRowSchema),
  sectors: z.array(figureRowSchema),
  origins: z.array(figureRowSchema),
  grades: z.array(figureRowSchema),
  /** 条: supervising departments, most open first; null above a city, where they are too many. */
  lines: z.array(figureRowSchema).nullable(),
  /** How many departments more there are than `lines` names. */
  linesLeft: z.int(),
  states: z.array(
    z.strictObject({ state: z.enum(STATES), ordinary: numberSchema, major: numberSchema }),
  ),
  ages: z.array(z.strictObject({ age: z.enum(AGES), ordinary: numberSchema, major: numberSchema })),
  /** Amounts of one unit each, never summed across units. */
  money: z.array(
    z.strictObject({ unit: z.enum(MONEY_UNITS), planned: moneySchema, spent: moneySchema }),
  ),
  weeks: z.array(spanSchema),
  months: z.array(spanSchema),
})
export type Figures = z.output<typeof figuresSchema>

export const readFigures = face({
  method: 'GET',
  path: '/api/figures',
  query: z.strictObject({
    place: z
      .string()
      .regex(/^(0|[0-9A-Z]{2,12})$/, { error: '请选择地区' })
      .optional(),
  }),
  body: none,
  answer: figuresSchema,
  summary: '统计',
})

/** One cell whose kept figure is not what a recount of the ledger gives. */
const differenceSchema = z.strictObject({
  level: z.enum(['county', 'province']),
  figure: z.string(),
  place: z.string(),
  key: z.string(),
  part: z.string(),
  grade: z.string(),
  taken: z.boolean(),
  kept: z.string(),
  counted: z.string(),
  keptAmount: z.string(),
  countedAmount: z.string(),
})

const checkSchema = z.strictObject({
  at: z.string(),
  cells: z.int(),
  differing: z.int(),
  differences: z.array(differenceSchema),
})
export type FigureCheckView = z.output<typeof checkSchema>

export const readFigureChecks = face({
  method: 'GET',
  path: '/api/figures/checks',
  query: none,
  body: none,
  answer: z.strictObject({ checks: z.array(checkSchema) }),
  summary: '统计核对',
})
