// Words of the law packs: ranks, marks, the steps of a finding's way, what a resolution answers,
// and the faces of the law browser.
import * as z from 'zod'
import { dateSchema, face, none } from '#kernel/faces.ts'

/** Ranks of instruments, highest first; `house` is our own default where no instrument speaks. */
export const ranks = [
  '法律',
  '行政法规',
  '地方性法规',
  '部门规章',
  '地方政府规章',
  '规范性文件',
  '通知',
  'house',
] as const
export type Rank = (typeof ranks)[number]

/**
 * Where a value comes from: `source` one of the four source documents, `national` a national text
 * that was read, `secondary` a page about the text, `assumption` ours, to be confirmed.
 */
export const marks = ['source', 'national', 'secondary', 'assumption'] as const
export type Mark = (typeof marks)[number]

/** The two grades of a hazard: 一般, 重大. */
export const grades = ['ordinary', 'major'] as const
export type Grade = (typeof grades)[number]

/** Who found it: government, the enterprise itself, a tip-off, an audit, another system. */
export const origins = ['government', 'enterprise_self', 'tipoff', 'audit', 'external'] as const
export type Origin = (typeof origins)[number]

/** Units of a period. Hours and days run through holidays, working days do not. */
export const clockUnits = ['hours', 'days', 'workingDays', 'months'] as const
export type ClockUnit = (typeof clockUnits)[number]

/** How values of one key meet: by rank, the stricter of all, or a limit that none may pass. */
export const combines = ['rank', 'max', 'cap'] as const
export type Combine = (typeof combines)[number]

/**
 * The steps of a finding's way and their words, mildest first, which is the order in which one is
 * stricter than another: 交办, 属地初验, 复查, 销号审批, 五落实, 立行立改, 复查人, 上报.
 */
export const stepWords = {
  handOver: ['no', 'required'],
  firstAcceptance: ['no', 'required'],
  recheck: ['no', 'required'],
  strikeOffApproval: ['no', 'required'],
  fiveImplementations: ['no', 'when_time_needed', 'required'],
  onSpot: ['allowed', 'no'],
  rechecker: ['other_person', 'other_unit'],
  reportUp: ['no', 'required'],
} as const
export type StepField = keyof typeof stepWords
export const stepFields = Object.keys(stepWords) as StepField[]

/** Which steps one finding goes through. */
export type StepRules = { readonly [F in StepField]: (typeof stepWords)[F][number] }

/** Facts of a finding that a column of a ledger form may show. */
export const formFields = [
  'serial',
  'number',
  'title',
  'text',
  'grade',
  'majorClause',
  'sector',
  'place',
  'subjectName',
  'origin',
  'sourceNote',
  'foundOn',
  'foundBy',
  'registeredOn',
  'office',
  'rectifier',
  'rectifierName',
  'sectorParty',
  'sectorName',
  'territory',
  'territoryName',
  'sponsor',
  'dueOn',
  'status',
  'nextLabel',
  'nextDueOn',
  'measures',
  'responsibility',
  'fundsAmount',
  'timeLimit',
  'contingency',
  'five',
  'result',
  'correctedOn',
  'rechecker',
  'recheckerName',
  'recheckedOn',
  'endedOn',
  'extensions',
] as const
export type FormField = (typeof formFields)[number]

/** Conditions that a column of a statistical form may count by, beside place and period. */
export const formConditions = [
  'grade',
  'origin',
  'state',
  'counted',
  'due',
  'has',
  'found',
  'ended',
  'stopped',
] as const
export type FormCondition = (typeof formConditions)[number]

const lawValue = z.union([z.string(), z.int(), z.boolean(), z.array(z.string()).readonly()])
export type LawValue = z.output<typeof lawValue>

const citation = {
  pack: z.string(),
  version: z.string(),
  article: z.string(),
  /** `pack#article` */
  ref: z.string(),
  mark: z.enum(marks),
}

const judged = z.strictObject({
  ...citation,
  value: lawValue,
  unit: z.string().nullable(),
  label: z.string(),
  why: z.string(),
})
/** A rule that took part in a resolution, with its value and why it won or lost (Chinese). */
export type Judged = Readonly<z.output<typeof judged>>

const period = z.union([
  z.strictObject({ hours: z.int() }),
  z.strictObject({ days: z.int() }),
  z.strictObject({ workingDays: z.int() }),
  z.strictObject({ months: z.int() }),
])
/** A period of exactly one unit, as the deadline engine takes it. */
export type Period = Readonly<z.output<typeof period>>

const resolution = z.strictObject({
  key: z.string(),
  value: lawValue,
  unit: z.string().nullable(),
  /** For a clock: the event it runs from, and the period. */
  event: z.string().nullable(),
  period: period.nullable(),
  label: z.string(),
  winner: judged,
  losers: z.array(judged).readonly(),
})
/** What holds for one key: the value, who won and who lost, each with its reason. */
export type Resolution = Readonly<z.output<typeof resolution>>

/** A problem found by `law check`: `class` says whose an inconsistency is (errata 13). */
export type LawProblem = {
  readonly file: string
  readonly line: number
  readonly pack: string
  readonly severity: 'error' | 'warning' | 'note'
  readonly class?: InconsistencyClass
  /** The entry of the instrument's own list of inconsistencies. */
  readonly entry?: number
  readonly message: string
}

/** In the document itself; made by reading its text out of pages; a rule it leaves unsaid. */
export const inconsistencyClasses = ['document', 'extraction', 'unsaid'] as const
export type InconsistencyClass = (typeof inconsistencyClasses)[number]

/** What a deduction clause counts. `once` is taken at most one time. */
export const clauseUnits = [
  'once',
  'per_occurrence_found',
  'per_enterprise_found',
  'per_person_found',
  'per_missing_occurrence',
  'per_missing_person',
  'per_place_found',
  'per_missing_topic',
] as const

/** Who owes what in a campaign: the units that lead a sector, or the counties whose groups inspect. */
export const campaignParts = ['members', 'groups'] as const

/** The parts in a group of a campaign, in the order in which they are named. */
export const memberParts = ['leader', 'deputy', 'member'] as const

/** By what a campaign reaches enterprises: its groups look and score, or licensed bodies inspect. */
export const regimeKinds = ['groups_score_enterprises', 'licensed_inspections'] as const
export type RegimeKind = (typeof regimeKinds)[number]

const regimeSide = z.strictObject({ says: z.string(), clause: z.string() }).nullable()
const regimeView = z.strictObject({
  kind: z.enum(regimeKinds),
  label: z.string(),
  /** What the law says on the date asked for, with the title of the clause. */
  now: z.strictObject({ kind: z.enum(regimeKinds), title: z.string() }).nullable(),
  /** The pack of the other kind that it is compared with. */
  otherTitle: z.string().nullable(),
  points: z.array(z.strictObject({ about: z.string(), here: regimeSide, there: regimeSide })),
})
/** A campaign's rules toward enterprises beside those of a campaign of the other kind. */
export type RegimeView = z.output<typeof regimeView>

const placeCode = z.string().regex(/^[0-9][0-9A-Z]{0,11}$/, '地域代码不正确')
const packSummary = z.strictObject({
  id: z.string(),
  version: z.string(),
  title: z.string(),
  short: z.string().nullable(),
  number: z.string().nullable(),
  issuer: z.string(),
  place: z.string(),
  rank: z.enum(ranks),
  issued: z.string().nullable(),
  from: z.string(),
  to: z.string().nullable(),
  mark: z.enum(marks),
  demo: z.boolean(),
  /** Whether it is in force on the date asked for. */
  inForce: z.boolean(),
  counts: z.record(z.string(), z.int()),
})
export type PackSummary = z.output<typeof packSummary>

/** One value, ground, duty or criterion of a pack, as a line of the law browser. */
const packLine = z.strictObject({
  part: z.string(),
  key: z.string(),
  label: z.string(),
  value: lawValue.nullable(),
  unit: z.string().nullable(),
  event: z.string().nullable(),
  when: z.record(z.string(), z.array(z.string())),
  article: z.string(),
  clause: z.string(),
  mark: z.enum(marks),
  note: z.string().nullable(),
})
export type PackLine = z.output<typeof packLine>

export const listPacks = face({
  method: 'GET',
  path: '/api/law/packs',
  summary: 'law packs, with those in force on a date at a place',
  query: z.strictObject({ on: dateSchema.optional(), place: placeCode.optional() }),
  body: none,
  answer: z.strictObject({ on: z.string(), packs: z.array(packSummary) }),
})

export const getPack = face({
  method: 'GET',
  path: '/api/law/packs/{id}',
  summary: 'one pack: its articles, values, versions and known inconsistencies',
  query: z.strictObject({ on: dateSchema.optional(), version: z.string().optional() }),
  body: none,
  answer: z.strictObject({
    pack: packSummary,
    note: z.string().nullable(),
    effectiveNote: z.string().nullable(),
    repeals: z.array(z.strictObject({ pack: z.string().nullable(), title: z.string() })),
    articles: z.array(
      z.strictObject({ article: z.string(), label: z.string(), title: z.string().nullable() }),
    ),
    lines: z.array(packLine),
    regime: regimeView.nullable(),
    inconsistencies: z.array(
      z.strictObject({
        entry: z.int(),
        class: z.enum(inconsistencyClasses).nullable(),
        about: z.string(),
        article: z.string(),
      }),
    ),
    versions: z.array(
      z.strictObject({
        version: z.string(),
        enteredAt: z.string(),
        releasedAt: z.string().nullable(),
        seed: z.boolean(),
      }),
    ),
  }),
})

export const listValues = face({
  method: 'GET',
  path: '/api/law/values',
  summary: 'what holds on a date at a place, with winner and losers; one key or all',
  query: z.strictObject({
    key: z.string().max(80).optional(),
    on: dateSchema.optional(),
    place: placeCode.optional(),
    grade: z.enum(grades).optional(),
    origin: z.enum(origins).optional(),
  }),
  body: none,
  answer: z.strictObject({
    on: z.string(),
    lineage: z.array(z.string()),
    values: z.array(resolution),
  }),
})

export const listConflicts = face({
  method: 'GET',
  path: '/api/law/conflicts',
  summary: 'where instruments differ: both sides, and which wins on a date and why',
  query: z.strictObject({ on: dateSchema.optional(), place: placeCode.optional() }),
  body: none,
  answer: z.strictObject({
    on: z.string(),
    conflicts: z.array(
      z.strictObject({
        id: z.string(),
        label: z.string(),
        place: z.array(z.string()),
        mark: z.enum(marks),
        sides: z.array(
          z.strictObject({
            ref: z.string(),
            title: z.string(),
            says: z.string(),
            inForce: z.boolean(),
            wins: z.boolean(),
          }),
        ),
        why: z.string().nullable(),
        periods: z.array(
          z.strictObject({
            from: z.string().nullable(),
            wins: z.array(z.string()),
            why: z.string(),
          }),
        ),
        note: z.string().nullable(),
      }),
    ),
  }),
})

export const getClause = face({
  method: 'GET',
  path: '/api/law/clauses/{ref}',
  summary: 'what a clause is called, and where it stands',
  query: none,
  body: none,
  answer: z.strictObject({
    ref: z.string(),
    title: z.string(),
    pack: z.string(),
    article: z.string(),
    packTitle: z.string(),
    articleTitle: z.string().nullable(),
    number: z.string().nullable(),
    rank: z.enum(ranks),
    from: z.string(),
    to: z.string().nullable(),
  }),
})
