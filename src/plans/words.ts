import * as z from 'zod'
import { dateSchema } from '#kernel/faces.ts'

const id = z.string().trim().min(1).max(60)
const name = z.string().trim().min(1).max(120)
const code = z.string().regex(/^[0-9][0-9A-Z]{0,11}$/, '地域代码不正确')

/**
 * What a campaign plans to inspect and what has happened: `on` is the day whose caps hold, `place`
 * the codes from the nation down, `done` visits of a department already made in the campaign,
 * `used` inspections of an enterprise already counted against its cap this year.
 */
export const visitPlanSchema = z.strictObject({
  on: dateSchema,
  place: z.array(code).min(1).max(8),
  /** The pack whose quota is asked about, in force or not; without it, the quota that holds. */
  campaign: z.string().max(100).optional(),
  departments: z
    .array(
      z.strictObject({
        id,
        name,
        /** Whether the quota of visits holds for it: departments of provinces and cities. */
        quota: z.boolean().default(true),
        done: z.int().min(0).max(100_000).default(0),
      }),
    )
    .min(1)
    .max(500),
  enterprises: z
    .array(
      z.strictObject({
        id,
        name,
        /** Facts on which its cap depends, such as sector and standard. */
        facts: z.record(z.string().max(40), z.string().max(40)).default({}),
        highRisk: z.boolean().default(false),
        used: z.int().min(0).max(10_000).default(0),
        /** Departments that are competent for it; all where nobody is named. */
        competent: z.array(id).max(500).default([]),
      }),
    )
    .min(1)
    .max(20_000),
  visits: z
    .array(z.strictObject({ department: id, enterprise: id, times: z.int().min(1).max(400) }))
    .max(100_000),
})
export type VisitPlan = z.output<typeof visitPlanSchema>

/** A figure of the law with the clause it stands in. */
export type Limit = { readonly most: number; readonly ref: string }
export type Quota = { readonly least: number; readonly ref: string }

/** The law of a plan's day: the quota of visits, full coverage, and each enterprise's cap. */
export type VisitLaw = {
  readonly quota: Quota | null
  readonly coverage: { readonly ref: string } | null
  /** By enterprise; null where no instrument gives a cap. */
  readonly caps: ReadonlyMap<string, Limit | null>
}

/** What the planner says of one point, with every clause it rests on. */
export type PlanLine = {
  readonly kind:
    | 'cap_wins'
    | 'cap_used_up'
    | 'joint_check'
    | 'quota_short'
    | 'quota_by_joining'
    | 'not_covered'
    | 'no_cap'
  readonly department: string | null
  readonly enterprise: string | null
  readonly message: string
  readonly refs: readonly string[]
}

/** One inspection that may be opened: who comes; several come together as a joint check. */
export type Slot = { readonly enterprise: string; readonly departments: readonly string[] }

export type PlannedEnterprise = {
  readonly id: string
  readonly cap: number | null
  readonly used: number
  /** Visits asked for by all departments together. */
  readonly asked: number
  /** Inspections that may be opened. */
  readonly opened: number
  readonly clash: boolean
}

export type PlannedDepartment = {
  readonly id: string
  readonly quota: number | null
  readonly done: number
  readonly asked: number
  /** Visits that remain of what was asked for, joint checks included. */
  readonly granted: number
  /** Visits gained by joining others' checks or by inspections that are still open. */
  readonly gained: number
  readonly short: number
}

/** The outcome: the inspections that may be opened, by enterprise and by department, and why. */
export type PlanClash = {
  readonly ok: boolean
  readonly slots: readonly Slot[]
  readonly enterprises: readonly PlannedEnterprise[]
  readonly departments: readonly PlannedDepartment[]
  readonly lines: readonly PlanLine[]
}

/** Something in a plan that names what is not there. */
export type PlanProblem = { readonly at: string; readonly message: string }
