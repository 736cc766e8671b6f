// The larger files of a pack: a score sheet, a campaign, and what a reader found inconsistent.
import * as z from 'zod'
import { cited, date, decimal, key, text } from './pieces.ts'
import {
  campaignParts,
  clauseUnits,
  inconsistencyClasses,
  marks,
  memberParts,
  regimeKinds,
} from './words.ts'

const clause = z.strictObject({
  points: decimal,
  unit: z.enum(clauseUnits).default('once'),
  label: text,
  /** For a count of missing occurrences: where the window in which they are due is said. */
  window: text.optional(),
})
const criterion = z.strictObject({
  /** `C`, the printed number in two figures at least, and a letter where it is printed twice. */
  key: z.string().regex(/^C\d{2,3}[a-z]?$/),
  number: z.int().positive(),
  notApplicable: z.boolean().default(false),
  /** The category in whose row the criterion is printed, where that is not its own. */
  printedIn: z.int().positive().optional(),
  note: text.optional(),
  clauses: z.array(clause).min(1),
})
const item = z.strictObject({
  id: z.int().positive(),
  points: decimal,
  label: text,
  /** The most that may be taken from the item. */
  cap: z.strictObject({ points: decimal, mark: z.enum(marks) }).optional(),
  /** The least that remains of the item, however much is found; nothing where it is not said. */
  floor: z.strictObject({ points: decimal, mark: z.enum(marks) }).optional(),
  criteria: z.array(criterion).default([]),
})
const category = z.strictObject({
  id: z.int().positive(),
  level: key,
  label: text,
  points: decimal,
  /** By what the category counts in the whole; 1 where nothing is said. */
  weight: decimal.optional(),
  /** What the paper prints, where it differs: label, points, or a heading that came apart. */
  printed: z
    .strictObject({
      label: text.optional(),
      points: z.array(decimal).default([]),
      heading: z.enum(['split', 'lost']).optional(),
    })
    .optional(),
  items: z.array(item).min(1),
})

const adjustment = z.strictObject({
  key,
  kind: z.enum(['bonus', 'penalty']),
  label: text,
  points: decimal,
  /** How often it counts at most; once where nothing is said. */
  most: z.int().positive().optional(),
})

/** A grade from `from` up to `to` inclusive, or to before `below`; without either, upward. */
const band = z.strictObject({
  label: text,
  from: decimal,
  to: decimal.optional(),
  below: decimal.optional(),
})

/** scoring.yaml: a score sheet, category → item → criterion → deduction clause. */
export const scoringFile = z.strictObject({
  sheet: z.strictObject({
    title: text,
    points: decimal,
    step: decimal,
    levels: z.array(
      z.strictObject({
        level: key,
        points: decimal,
        /** How many works the body of the instrument counts for the level. */
        works: z.int().positive().optional(),
        heading: text,
        /** The heading as printed, where it differs; null where the paper has none. */
        printed: text.nullable().optional(),
      }),
    ),
    sampling: z.strictObject({ industries: z.int(), enterprisesEach: z.int() }).optional(),
    /** What the sheet comes to: its points, or the share of the applicable items' points. */
    result: z.enum(['points', 'percent']).optional(),
    /** One of them multiplies the result, as for a class of enterprises. */
    coefficients: z.array(z.strictObject({ key, label: text, value: decimal })).optional(),
    /** Rows outside the sum, added or taken after everything else. */
    adjustments: z.array(adjustment).optional(),
    /** Grades by the result; a stretch that no band covers has no grade. */
    bands: z.array(band).optional(),
    columns: z.array(text),
    header: z.array(text),
    footer: text,
    ...cited,
  }),
  categories: z.array(category).min(1),
})

const milestone = z.strictObject({
  key,
  on: date.optional(),
  from: date.optional(),
  to: date.optional(),
  event: text.optional(),
  what: text,
  by: text,
  receiver: text.optional(),
  /** Whether the member units or the groups are meant by `by`, where one of them is. */
  part: z.enum(campaignParts).optional(),
  /** Whether what is handed over needs the body's seal. */
  seal: z.boolean().default(false),
  ...cited,
})
const group = z.strictObject({
  group: z.int().positive(),
  inspector: text,
  inspected: text,
  inspectorCode: z.string().nullable(),
  inspectedCode: z.string().nullable(),
})

/**
 * Under which rules a campaign stands toward enterprises. `points` says it aspect by aspect in our
 * words, each with the clause it rests on; packs of two times are compared by `aspect`.
 */
const regime = z.strictObject({
  kind: z.enum(regimeKinds),
  label: text,
  points: z.array(z.strictObject({ aspect: key, about: text, says: text, ref: text })).min(1),
  ...cited,
})

/** campaign.yaml: groups, milestones, industries and forms of one campaign. */
export const campaignFile = z.strictObject({
  campaign: z.strictObject({ title: text, from: date, to: date, ...cited }),
  regime: regime.optional(),
  milestones: z.array(milestone).default([]),
  groups: z.array(group).default([]),
  composition: z
    .array(
      z.strictObject({
        role: text,
        who: text,
        /** The part in a group; without it the role belongs to the leading group. */
        part: z.enum(memberParts).optional(),
        least: z.int(),
        most: z.int().optional(),
        ...cited,
      }),
    )
    .default([]),
  industries: z.array(z.strictObject({ name: text, lead: text.nullable(), ...cited })).default([]),
  fallback: z.strictObject({ rule: text, ...cited }).optional(),
  methods: z.array(text).default([]),
  summaryParts: z.array(text).default([]),
  rules: z.array(z.strictObject({ key, label: text, ...cited })).default([]),
  form: z
    .strictObject({
      title: text,
      fields: z.array(text),
      copies: z.int(),
      holders: z.array(text),
      /** What closing a problem needs and the printed form has no field for. */
      missing: z.array(text),
      ...cited,
    })
    .optional(),
})

/**
 * inconsistencies.yaml: where the instrument disagrees with itself or leaves a rule unsaid.
 * `found` names the computation of `law check` that must find it, `at` the places it must be
 * found at; without `found` it stands on a reader's word. Class null: looked at, and consistent.
 */
export const inconsistenciesFile = z.strictObject({
  inconsistencies: z
    .array(
      z.strictObject({
        entry: z.int().positive(),
        class: z.enum(inconsistencyClasses).nullable(),
        about: text,
        found: z.string().optional(),
        at: z.array(z.string()).default([]),
        ...cited,
      }),
    )
    .min(1),
})
