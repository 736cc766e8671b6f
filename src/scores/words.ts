import * as z from 'zod'
import { textSchema } from '#kernel/faces.ts'
import type { clauseUnits } from '#law/words.ts'

/** What a deduction clause counts. */
export type Unit = (typeof clauseUnits)[number]

export type Clause = {
  readonly points: string
  readonly unit: Unit
  readonly label: string
}
export type Criterion = {
  readonly key: string
  readonly number: number
  /** Whether the sheet says that the criterion may not concern the unit that is checked. */
  readonly notApplicable: boolean
  readonly clauses: readonly Clause[]
}
export type Item = {
  readonly id: number
  readonly points: string
  readonly label: string
  readonly cap?: { readonly points: string; readonly mark: string } | undefined
  readonly floor?: { readonly points: string; readonly mark: string } | undefined
  readonly criteria: readonly Criterion[]
}
export type Category = {
  readonly id: number
  readonly level: string
  readonly label: string
  readonly points: string
  readonly weight?: string | undefined
  readonly items: readonly Item[]
}
export type Band = {
  readonly label: string
  readonly from: string
  readonly to?: string | undefined
  readonly below?: string | undefined
}
export type Adjustment = {
  readonly key: string
  readonly kind: 'bonus' | 'penalty'
  readonly label: string
  readonly points: string
  readonly most?: number | undefined
}

/** A score sheet as a pack holds it (`scoring.yaml`); all figures are decimals as text. */
export type Sheet = {
  readonly sheet: {
    readonly points: string
    readonly step: string
    readonly levels: readonly {
      readonly level: string
      readonly points: string
      readonly heading: string
    }[]
    readonly result?: 'points' | 'percent' | undefined
    readonly coefficients?:
      | readonly { readonly key: string; readonly label: string; readonly value: string }[]
      | undefined
    readonly adjustments?: readonly Adjustment[] | undefined
    readonly bands?: readonly Band[] | undefined
  }
  readonly categories: readonly Category[]
}

const reason = textSchema(1000)

/** What was found when a sheet was filled in: everything that is not named was found in order. */
export const answersSchema = z.strictObject({
  /** The id of the pack whose sheet is answered. */
  sheet: z.string().min(1).max(100),
  /** How many enterprises were looked at; without it no deduction per enterprise is bounded. */
  enterprises: z.int().min(0).max(10_000).optional(),
  deductions: z
    .array(
      z.strictObject({
        criterion: z.string().min(1).max(20),
        /** Counted from 1 within the criterion. */
        clause: z.int().min(1).default(1),
        times: z.int().min(1).max(10_000).default(1),
        reason,
      }),
    )
    .max(2_000)
    .default([]),
  /** Criteria that do not concern the unit that was checked. */
  notApplicable: z.array(z.string().min(1).max(20)).max(1_000).default([]),
  /** Items that nobody has scored yet: not zero and not full. */
  notScored: z.array(z.int().min(1)).max(1_000).default([]),
  coefficient: z.string().max(60).optional(),
  adjustments: z
    .array(
      z.strictObject({
        key: z.string().max(60),
        times: z.int().min(1).max(1_000).default(1),
        reason,
      }),
    )
    .max(200)
    .default([]),
})
export type Answers = z.output<typeof answersSchema>

/** What is wrong with answers: where, and what to do. */
export type AnswerProblem = { readonly at: string; readonly message: string }

export type ScoredDeduction = {
  readonly criterion: string
  readonly clause: number
  readonly times: number
  /** Before the item's cap. */
  readonly points: string
  readonly reason: string
}
export type ScoredItem = {
  readonly id: number
  readonly points: string
  /** Null where the item has not been scored, or does not count because it does not apply. */
  readonly score: string | null
  /** Whether the cap took something back from the deductions. */
  readonly capped: boolean
  readonly state: 'scored' | 'not_scored' | 'not_applicable'
  readonly deductions: readonly ScoredDeduction[]
}
export type ScoredCategory = {
  readonly id: number
  readonly points: string
  readonly score: string | null
}

/** A score, bound to its sheet and version; every figure is a decimal as text. */
export type Score = {
  readonly sheet: string
  readonly version: string
  readonly points: string
  readonly score: string
  /** The score's share of the points of the items that apply and have been scored. */
  readonly percent: string | null
  /** By level, the sum of its categories. */
  readonly levels: { readonly [level: string]: string }
  readonly categories: readonly ScoredCategory[]
  readonly items: readonly ScoredItem[]
  /** Whether every item that applies has been scored. */
  readonly complete: boolean
  readonly coefficient: { readonly key: string; readonly value: string } | null
  readonly adjustments: readonly {
    readonly key: string
    readonly kind: 'bonus' | 'penalty'
    readonly times: number
    readonly points: string
    readonly reason: string
  }[]
  /** The score or, where the sheet says so, the percentage, with coefficient and adjustments. */
  readonly result: string | null
  /** The grade of the result; null where the sheet has no grades or none covers it. */
  readonly band: string | null
}
