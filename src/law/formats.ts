// The files of a pack, one schema each. Every object is strict: an unknown field is a problem.
import * as z from 'zod'
import { formsFile } from './forms.ts'
import { cited, date, key, packId, text } from './pieces.ts'
import { campaignFile, inconsistenciesFile, scoringFile } from './sheets.ts'
import { clockUnits, combines, grades, marks, ranks, stepWords } from './words.ts'

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
  /** Values of other packs that give way to this one while it is in force, whatever their rank. */
  supersedes: z.array(z.strictObject({ ref: z.string(), key })).default([]),
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
              /** Where and for which facts, if not for those of the conflict. */
              place: z.array(z.string()).optional(),
              facts: z.record(z.string(), z.string()).optional(),
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
  forms: formsFile,
} as const
export type PackPart = keyof typeof packFiles

export type PackHead = z.output<typeof packHead>
export type PackContent = { head: PackHead } & {
  [P in PackPart]?: z.output<(typeof packFiles)[P]>
}
/** A pack with its version, the hash of its content. */
export type Pack = PackContent & { readonly version: string }
export type Conflict = z.output<typeof conflictsFile>['conflicts'][number]
