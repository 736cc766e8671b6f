import * as z from 'zod'
import { amount } from '#deadlines/words.ts'
import { evidenceView } from '#files/words.ts'
import { SECTORS, STATES } from '#findings/words.ts'
import { idSchema, textSchema } from '#kernel/faces.ts'
import { ITEM_STATES, SHEET_MOVES, SHEET_STATES } from './vocabulary.ts'

/** An enterprise that was looked at, with the key sector for which it was chosen. */
export const sampled = z.strictObject({
  sector: z.enum(SECTORS, { error: '请选择重点行业' }),
  name: textSchema(100),
  subject: idSchema.nullable(),
})
export type Sampled = z.output<typeof sampled>

/** What stands outside the items: of sheets that have a coefficient, bonus or penalty rows. */
export const besideSchema = z.strictObject({
  coefficient: z.string().max(60).nullable(),
  adjustments: z
    .array(
      z.strictObject({
        key: z.string().max(60),
        times: z.int().min(1).max(1_000),
        reason: textSchema(1000),
      }),
    )
    .max(200),
})
export type Beside = z.output<typeof besideSchema>

/** A deduction as the item keeps it. */
export const keptDeduction = z.strictObject({
  criterion: z.string(),
  /** Counted from 1 within the criterion. */
  clause: z.int(),
  times: z.int(),
  reason: z.string(),
  /** The enterprises, persons or places, where the clause counts them. */
  named: z.array(z.string()),
  /** Ids of the evidence. */
  evidence: z.array(z.string()),
})
export type KeptDeduction = z.output<typeof keptDeduction>

/** How an item stood before it was changed, who changed it, when and why. */
export const earlierScore = z.strictObject({
  state: z.enum(ITEM_STATES),
  done: z.string().nullable(),
  deductions: z.array(keptDeduction),
  notApplicable: z.array(z.string()),
  score: z.string().nullable(),
  scoredAt: z.string().nullable(),
  scoredPerson: z.string().nullable(),
  scoredName: z.string().nullable(),
  /** When it gave way, to whom, and the reason where one was asked. */
  changedAt: z.string(),
  changedPerson: z.string(),
  changedName: z.string(),
  reason: z.string().nullable(),
})
export type EarlierScore = z.output<typeof earlierScore>

/** A finding that was registered from an item. */
export const foundRow = z.strictObject({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  state: z.enum(STATES),
  criterion: z.string(),
  recheckedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  /** Whether the caller may open it. */
  open: z.boolean(),
})
export type FoundRow = z.output<typeof foundRow>

export const itemView = z.strictObject({
  id: z.string(),
  revision: z.int(),
  item: z.int(),
  state: z.enum(ITEM_STATES),
  done: z.string().nullable(),
  deductions: z.array(keptDeduction),
  notApplicable: z.array(z.string()),
  assignee: z.string().nullable(),
  assigneeName: z.string().nullable(),
  score: z.string().nullable(),
  /** The cap took something back: more was found than the item has points. */
  capped: z.boolean(),
  scoredAt: z.string().nullable(),
  scoredPerson: z.string().nullable(),
  scoredName: z.string().nullable(),
  history: z.array(earlierScore),
  evidence: z.array(evidenceView),
  findings: z.array(foundRow),
})
export type ItemView = z.output<typeof itemView>

/** What totals, levels and categories come to; decimals as text, null where nobody has scored. */
export const figuresSchema = z.strictObject({
  score: z.string(),
  points: z.string(),
  result: z.string().nullable(),
  band: z.string().nullable(),
  complete: z.boolean(),
  levels: z.record(z.string(), z.string()),
  categories: z.array(
    z.strictObject({ id: z.int(), points: z.string(), score: z.string().nullable() }),
  ),
  scored: z.int(),
  items: z.int(),
})

const rowShape = {
  id: z.string(),
  jur: z.string(),
  revision: z.int(),
  number: z.string(),
  state: z.enum(SHEET_STATES),
  /** Sent back after it was submitted, so that changes need a reason. */
  submittedBefore: z.boolean(),
  title: z.string(),
  pack: z.string(),
  packVersion: z.string(),
  placeName: z.string(),
  subjectOrg: z.string().nullable(),
  subjectName: z.string(),
  ownerOrg: z.string(),
  ownerName: z.string(),
  officeOrg: z.string(),
  officeName: z.string(),
  source: z
    .strictObject({ kind: z.string(), id: z.string(), of: z.string().nullable() })
    .nullable(),
  dueOn: z.string(),
  left: amount.nullable(),
  figures: figuresSchema,
}
export const sheetRow = z.strictObject(rowShape)
export type SheetRow = z.output<typeof sheetRow>

export const sheetMove = z.strictObject({
  act: z.enum(SHEET_MOVES),
  at: z.string(),
  person: z.string(),
  name: z.string(),
  note: z.string().nullable(),
  score: z.string().nullable(),
})
export type SheetMoved = z.output<typeof sheetMove>

export const sheetDetail = z.strictObject({
  ...rowShape,
  members: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  sample: z.array(sampled),
  beside: besideSchema,
  openedAt: z.string(),
  moves: z.array(sheetMove),
  /** The sheet as the pack holds it: levels, categories, items, criteria, columns. */
  scoring: z.unknown(),
  packTitle: z.string(),
  packMark: z.string(),
  items: z.array(itemView),
  /** The office that hands findings over in the inspected place. */
  keeper: z.strictObject({ org: z.string(), orgName: z.string() }).nullable(),
  /** What still stands in the way of handing the sheet in, in the order of its text. */
  lacking: z.array(z.string()),
})
export type SheetDetail = z.output<typeof sheetDetail>

/** Who looks, in the words of the rules. */
export type SheetViewer = { readonly person: string; readonly org: string; readonly role: string }
