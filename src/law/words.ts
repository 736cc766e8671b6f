// Words of the law packs: ranks, marks, the steps of a finding's way, and what a resolution answers.

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

export type LawValue = string | number | boolean | readonly string[]

/** A rule's place: `ref` is `pack#article`, `version` the content hash that an act cites. */
export type Citation = {
  readonly pack: string
  readonly version: string
  readonly article: string
  readonly ref: string
  readonly mark: Mark
}

/** A rule that took part in a resolution, with its value and why it won or lost (Chinese). */
export type Judged = Citation & {
  readonly value: LawValue
  readonly unit: string | null
  readonly label: string
  readonly why: string
}

/** What holds for one key: the value, who won and who lost, each with its reason. */
export type Resolution = {
  readonly key: string
  readonly value: LawValue
  readonly unit: string | null
  /** For a clock: the event it runs from. */
  readonly event: string | null
  readonly label: string
  readonly winner: Judged
  readonly losers: readonly Judged[]
}

/** A problem found by `law check`: `class` says whose an inconsistency is (errata 13). */
export type LawProblem = {
  readonly file: string
  readonly line: number
  readonly pack: string
  readonly severity: 'error' | 'warning' | 'note'
  readonly class?: InconsistencyClass
  readonly message: string
}

/** In the document itself; made by reading its text out of pages; a rule it leaves unsaid. */
export const inconsistencyClasses = ['document', 'extraction', 'unsaid'] as const
export type InconsistencyClass = (typeof inconsistencyClasses)[number]
