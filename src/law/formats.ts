// The files of a pack, one schema each. Every object is strict: an unknown field is a problem.
import * as z from 'zod'
import {
  clockUnits,
  combines,
  grades,
  inconsistencyClasses,
  marks,
  ranks,
  stepWords,
} from './words.ts'

const text = z.string().min(1).max(800)
const key = z.string().regex(/^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)*$/, '键只能由字母开头的词和点组成')
const packId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '标识只能由小写字母、数字和连字符组成')
const date = z.iso.date({ error: '日期应写作 2026-08-25 的格式' })
const decimal = z
  .union([z.number().nonnegative(), z.string().regex(/^\d+(\.\d+)?$/)])
  .transform((value) => String(value))
const article = z
  .union([z.int().positive(), z.string().min(1).max(60)])
  .transform((value) => String(value))
const cited = { article, mark: z.enum(marks), note: text.optional() }
const period = { from: date.optional(), to: date.optional() }

/** Facts a value asks for: each named fact must be one of the listed words. */
const when = z.record(z.string(), z.array(z.string()).min(1))

const series = z.strictObject({ prefix: z.string(), from: z.int(), to: z.int(), label: text })

/** pack.yaml: what the instrument is, where and when it holds, and which articles it has. */
export const packHead = z.strictObject({
  id: packId,
  title: text,
  short: text.optional(),
  number: text.optional(),
  issuer: text,
  place: z.string().regex(/^[0-9][0-9A-Z]*$/, '地域应写代码，全国写 "0"'),
  rank: z.enum(ranks),
  issued: date.optional(),
  effective: z.strictObject({ from: date, to: date.optional(), note: text.optional() }),
  repeals: z
    .array(z.strictObject({ pack: packId.optional(), title: text, note: text.optional() }))
    .default([]),
  mark: z.enum(marks),
  note: text.optional(),
  demo: z.boolean().default(false),
  articles: z.strictObject({
    count: z.int().positive().optional(),
    countMark: z.enum(marks).optional(),
    titles: z.record(z.string(), text).default({}),
    named: z.record(z.string(), text).default({}),
    series: z.array(series).default([]),
    replaced: z.record(z.string(), text).default({}),
  }),
})

const clock = z
  .strictObject({
    key,
    event: text,
    hours: z.int().nonnegative().optional(),
    days: z.int().nonnegative().optional(),
    workingDays: z.int().nonnegative().optional(),
    months: z.int().positive().optional(),
    label: text,
    when: when.optional(),
    combine: z.enum(combines).default('rank'),
    ...period,
    ...cited,
  })
  .refine((entry) => clockUnits.filter((unit) => entry[unit] !== undefined).length === 1, {
    error: '时限须且只须写一种单位：hours、days、workingDays 或 months',
  })

/** clocks.yaml: periods, each from an event. */
export const clocksFile = z.strictObject({ clocks: z.array(clock).min(1) })

const value = z.strictObject({
  key,
  value: z.union([z.string(), z.int(), z.boolean(), z.array(z.string())]),
  unit: text.optional(),
  label: text,
  when: when.optional(),
  combine: z.enum(combines).default('rank'),
  stricter: z.enum(['more', 'less']).default('more'),
  ...period,
  ...cited,
})

/** values.yaml: limits, thresholds and switches. */
export const valuesFile = z.strictObject({ values: z.array(value).min(1) })

const steps = z.strictObject({
  when: when.optional(),
  set: z
    .strictObject({
      handOver: z.enum(stepWords.handOver),
      firstAcceptance: z.enum(stepWords.firstAcceptance),
      recheck: z.enum(stepWords.recheck),
      strikeOffApproval: z.enum(stepWords.strikeOffApproval),
      fiveImplementations: z.enum(stepWords.fiveImplementations),
      onSpot: z.enum(stepWords.onSpot),
      rechecker: z.enum(stepWords.rechecker),
      reportUp: z.enum(stepWords.reportUp),
    })
    .partial(),
  label: text,
  combine: z.enum(combines).default('rank'),
  ...period,
  ...cited,
})

/** steps.yaml: which steps a finding goes through, by grade and origin. */
export const stepsFile = z.strictObject({ steps: z.array(steps).min(1) })

/** grading.yaml: what makes a hazard ordinary or major, and where its criteria stand. */
export const gradingFile = z.strictObject({
  grades: z
    .array(z.strictObject({ grade: z.enum(grades), label: text, definition: text, ...cited }))
    .default([]),
  sources: z
    .array(
      z.strictObject({
        id: packId,
        sector: text,
        title: text,
        number: text.optional(),
        from: date.optional(),
        count: z.int().positive().optional(),
        parts: z.array(z.strictObject({ label: text, count: z.int().positive() })).default([]),
        ...cited,
      }),
    )
    .default([]),
  criteria: z
    .array(
      z.strictObject({
        key: z.string().min(1),
        source: packId,
        sector: text,
        label: text,
        ...cited,
      }),
    )
    .default([]),
})

/** grounds.yaml: triggers, measures, vetoes, exemptions, anchors of the text. */
export const groundsFile = z.strictObject({
  grounds: z
    .array(
      z.strictObject({
        key,
        kind: z.enum([
          'duty',
          'power',
          'trigger',
          'measure',
          'aggravating',
          'mitigating',
          'exemption',
          'lifelong',
          'veto',
          'authority',
          'penalty',
          'procedure',
        ]),
        label: text,
        needs: z.array(text).default([]),
        all: z.boolean().optional(),
        measures: z.array(text).default([]),
        who: text.optional(),
        ...period,
        ...cited,
      }),
    )
    .min(1),
})

export const dutyPeriods = [
  'month',
  'quarter',
  'half_year',
  'year',
  'two_years',
  'campaign',
  'standing',
] as const

const duty = z.strictObject({
  id: z.string().regex(/^[A-Z]{2}-\d{2}$/),
  role: text,
  levels: z
    .array(z.enum(['province', 'city', 'xiongan', 'county', 'function_zone', 'township_street']))
    .min(1),
  activity: text,
  min: z.union([z.int().positive(), z.literal('all')]),
  per: z.enum(dutyPeriods),
  kind: z.enum(['count', 'deliverable', 'institution', 'structural', 'coverage']),
  evidence: text,
  combine: z.enum(combines).default('rank'),
  levelsMark: z.enum(marks).optional(),
  ...cited,
})

/** duties.yaml: what a post owes, how often, and by what it shows. */
export const dutiesFile = z.strictObject({
  duties: z.array(duty).default([]),
  continuing: z.array(z.strictObject({ role: text, duty: text, ...cited })).default([]),
  gaps: z.array(z.strictObject({ gap: text, setting: text, ...cited })).default([]),
})

/** obligations.yaml: what an instrument asks of bodies and enterprises, and what serves it. */
export const obligationsFile = z.strictObject({
  obligations: z
    .array(
      z.strictObject({ key, who: text, what: text, serves: text, per: text.optional(), ...cited }),
    )
    .min(1),
})

const clause = z.strictObject({
  points: decimal,
  unit: z.enum([
    'once',
    'per_enterprise_found',
    'per_missing_occurrence',
    'per_missing_person',
    'per_place_found',
    'per_missing_topic',
  ]),
  label: text,
})
const criterion = z.strictObject({
  key: z.string().regex(/^C\d{2}[a-z]?$/),
  number: z.int().positive(),
  notApplicable: z.boolean().default(false),
  note: text.optional(),
  clauses: z.array(clause).min(1),
})
const item = z.strictObject({
  id: z.int().positive(),
  points: decimal,
  label: text,
  cap: z.strictObject({ points: decimal, mark: z.enum(marks) }).optional(),
  criteria: z.array(criterion),
})
const category = z.strictObject({
  id: z.int().positive(),
  level: z.enum(['enterprise', 'department', 'county']),
  label: text,
  points: decimal,
  printed: z
    .strictObject({ label: text.optional(), points: z.array(decimal).default([]) })
    .optional(),
  items: z.array(item).min(1),
})

/** scoring.yaml: a score sheet, category → item → criterion → deduction clause. */
export const scoringFile = z.strictObject({
  sheet: z.strictObject({
    title: text,
    points: decimal,
    step: decimal,
    levels: z.strictObject({ enterprise: decimal, department: decimal, county: decimal }),
    works: z.strictObject({ enterprise: z.int(), department: z.int(), county: z.int() }),
    printedLevels: z.array(z.strictObject({ level: text, printed: text.nullable() })).default([]),
    sampling: z.strictObject({ industries: z.int(), enterprisesEach: z.int() }),
    columns: z.array(text),
    header: z.array(text),
    footer: text,
    ...cited,
  }),
  categories: z.array(category).min(1),
})

/** campaign.yaml: groups, milestones, industries and forms of one campaign. */
export const campaignFile = z.strictObject({
  campaign: z.strictObject({ title: text, from: date, to: date, ...cited }),
  milestones: z
    .array(
      z.strictObject({
        key,
        on: date.optional(),
        from: date.optional(),
        to: date.optional(),
        event: text.optional(),
        what: text,
        by: text,
        receiver: text.optional(),
        ...cited,
      }),
    )
    .default([]),
  groups: z
    .array(
      z.strictObject({
        group: z.int().positive(),
        inspector: text,
        inspected: text,
        inspectorCode: z.string().nullable(),
        inspectedCode: z.string().nullable(),
      }),
    )
    .default([]),
  composition: z
    .array(
      z.strictObject({ role: text, who: text, least: z.int(), most: z.int().optional(), ...cited }),
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
      missing: z.array(text),
      ...cited,
    })
    .optional(),
})

/** inconsistencies.yaml: what cannot be computed from the data, entered by a reader. */
export const inconsistenciesFile = z.strictObject({
  inconsistencies: z
    .array(
      z.strictObject({
        no: z.int().positive(),
        class: z.enum(inconsistencyClasses).nullable(),
        about: text,
        ...cited,
      }),
    )
    .min(1),
})

/** conflicts.yaml (beside the jurisdictions): where two instruments say different things. */
export const conflictsFile = z.strictObject({
  conflicts: z
    .array(
      z.strictObject({
        id: packId,
        label: text,
        key: key.optional(),
        facts: z.record(z.string(), z.string()).default({}),
        place: z.array(z.string()).min(1),
        sides: z.array(z.strictObject({ ref: z.string(), says: text })).min(2),
        periods: z
          .array(
            z.strictObject({
              from: date.optional(),
              wins: z.array(z.string()).min(1),
              why: text,
            }),
          )
          .min(1),
        mark: z.enum(marks),
        note: text.optional(),
      }),
    )
    .min(1),
})

/** Every file of a pack by name; only pack.yaml must be there. */
export const packFiles = {
  clocks: clocksFile,
  values: valuesFile,
  steps: stepsFile,
  grading: gradingFile,
  grounds: groundsFile,
  duties: dutiesFile,
  obligations: obligationsFile,
  scoring: scoringFile,
  campaign: campaignFile,
  inconsistencies: inconsistenciesFile,
} as const
export type PackPart = keyof typeof packFiles

export type PackHead = z.output<typeof packHead>
export type PackContent = { head: PackHead } & {
  [P in PackPart]?: z.output<(typeof packFiles)[P]>
}
/** A pack with its version, the hash of its content. */
export type Pack = PackContent & { readonly version: string }
export type Conflict = z.output<typeof conflictsFile>['conflicts'][number]
