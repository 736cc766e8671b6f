import * as z from 'zod'
import { amount, deadlineView } from '#deadlines/words.ts'
import { evidenceView } from '#files/words.ts'
import { PARTS } from '#grids/words.ts'
import { dateSchema, idSchema } from '#kernel/faces.ts'
import { MONEY_UNITS, waySchema } from './bodies.ts'
import { AGES, GRADES, ORIGINS, PLAN_PARTS, SECTORS, STATES } from './vocabulary.ts'

/** What every act answers: where the finding now stands, and the receipt's number. */
export const movedSchema = z.strictObject({
  id: z.string(),
  number: z.string(),
  state: z.enum(STATES),
  revision: z.int(),
  say: z.string(),
})
export type Moved = z.output<typeof movedSchema>

/** 问题隐患台账 row. */
export const rowSchema = z.strictObject({
  id: z.string(),
  number: z.string(),
  revision: z.int(),
  title: z.string(),
  grade: z.enum(GRADES),
  state: z.enum(STATES),
  side: z.array(z.string()),
  jur: z.string(),
  placeName: z.string(),
  sector: z.enum(SECTORS),
  subjectName: z.string(),
  rectifierName: z.string().nullable(),
  recheckerName: z.string().nullable(),
  nextDueOn: z.string().nullable(),
  nextLabel: z.string().nullable(),
  originalDueOn: z.string().nullable(),
  /** What is left until the nearest date; negative when overdue; null when nothing runs. */
  left: amount.nullable(),
  endedOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  five: z.int(),
  foundOn: z.string().nullable(),
  takenOver: z.boolean(),
})
export type FindingRow = z.output<typeof rowSchema>

const csv = <T extends readonly [string, ...string[]]>(values: T) =>
  z
    .string()
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .pipe(z.array(z.enum(values)))
    .optional()

/** The filter of the ledger; it stands in the page's address under the same names. */
export const filterSchema = z.strictObject({
  place: z.string().max(12).optional(),
  sector: csv(SECTORS),
  grade: csv(GRADES),
  state: csv(STATES),
  origin: csv(ORIGINS),
  /** Only what lies in the place itself, in none of those below it. */
  reach: z.enum(['own']).optional(),
  /** What figures count: all but void and merged; `own` also leaves out what was taken over. */
  counted: z.enum(['all', 'own']).optional(),
  /** Only those whose plan says something of these. */
  has: csv(PLAN_PARTS),
  due: z.enum(['overdue', 'today', 'soon', 'open', 'ended']).optional(),
  /** How long what is not ended has been known. */
  age: z.enum(AGES).optional(),
  foundFrom: dateSchema.optional(),
  foundTo: dateSchema.optional(),
  /** Days of the legal zone on which it ended, both included. */
  endedFrom: dateSchema.optional(),
  endedTo: dateSchema.optional(),
  /** Days on which it was last handed over, both included. */
  handedFrom: dateSchema.optional(),
  handedTo: dateSchema.optional(),
  /** Days on which it was ordered to stop production for it, both included. */
  stoppedFrom: dateSchema.optional(),
  stoppedTo: dateSchema.optional(),
  org: idSchema.optional(),
  role: z.enum(['rectifier', 'sector', 'territory', 'rechecker', 'office']).optional(),
  /** 条: the supervising department, or those that have none. */
  line: z.union([idSchema, z.literal('none')]).optional(),
  subject: idSchema.optional(),
  fundsUnit: z.enum(MONEY_UNITS).optional(),
  spentUnit: z.enum(MONEY_UNITS).optional(),
  mark: z.string().max(40).optional(),
  q: z.string().trim().max(60).optional(),
})
export type FindingFilter = z.output<typeof filterSchema>

export const listQuerySchema = filterSchema.extend({
  sort: z.enum(['due', 'newest']).default('due'),
  after: z.string().max(200).optional(),
  before: z.string().max(200).optional(),
  size: z.coerce.number().int().min(1).max(100).default(50),
})

export const stepSchema = z.strictObject({
  id: z.string(),
  act: z.string(),
  at: z.string(),
  org: z.string().nullable(),
  orgName: z.string().nullable(),
  person: z.string().nullable(),
  personName: z.string().nullable(),
  note: z.string().nullable(),
  facts: z.record(z.string(), z.string()),
  /** Index in the journal, or null while the entry waits to be sequenced. */
  index: z.number().nullable(),
})
export type Step = z.output<typeof stepSchema>

export const taskSchema = z.strictObject({
  id: z.string(),
  revision: z.int(),
  org: z.string(),
  orgName: z.string(),
  content: z.string(),
  dueOn: z.string().nullable(),
  state: z.enum(['open', 'done', 'cancelled']),
})

const named = z.strictObject({ org: z.string(), orgName: z.string(), name: z.string().nullable() })

/** 拟定责任单位: what the directory knows of each answerable party; null where it knows none. */
export const proposalSchema = z.strictObject({
  rectifier: named.nullable(),
  sectorParty: named.nullable(),
  territory: named.nullable(),
  rechecker: named.nullable(),
  /** 包联领导 as assigned to the enterprise or, failing that, to the nearest place. */
  sponsor: z.strictObject({ name: z.string(), part: z.enum(PARTS) }).nullable(),
  /** Until when it is to be put right when it is handed over today. */
  dueOn: z.string(),
})
export type PartyProposal = z.output<typeof proposalSchema>

/** Whose post names the person who answers for a body, the likeliest first. */
export const ANSWERING_ROLES = [
  'safety_officer',
  'regulator_clerk',
  'committee_clerk',
  'village_contact',
  'section_head',
  'committee_head',
  'leader',
  'inspector',
] as const

/** A piece of evidence, with the names of who uploaded it. */
export const findingEvidence = evidenceView.extend({
  byName: z.string().nullable(),
  orgName: z.string().nullable(),
})
export type FindingEvidence = z.output<typeof findingEvidence>

/** A deadline of the finding, with the names that the screen shows. */
export const findingDeadline = deadlineView.extend({
  ownerName: z.string().nullable(),
  basisTitle: z.string(),
})

/** What rules and buttons need to know of a finding. */
export const findingFacts = {
  id: z.string(),
  jur: z.string(),
  number: z.string(),
  revision: z.int(),
  state: z.enum(STATES),
  grade: z.enum(GRADES),
  origin: z.enum(ORIGINS),
  sector: z.enum(SECTORS),
  ownerOrg: z.string(),
  partyId: z.string().nullable(),
  rectifierOrg: z.string().nullable(),
  sectorOrg: z.string().nullable(),
  territoryOrg: z.string().nullable(),
  recheckerOrg: z.string().nullable(),
  reportedOrg: z.string().nullable(),
  reportedPerson: z.string().nullable(),
  registeredPerson: z.string().nullable(),
  recheckedPerson: z.string().nullable(),
  needsTime: z.boolean(),
  planned: z.boolean(),
  extensions: z.int(),
  extensionPending: z.boolean(),
  paused: z.boolean(),
  extensionPerson: z.string().nullable(),
  returns: z.int(),
  openTasks: z.int(),
  /** Units that assist in the rectification. */
  taskOrgs: z.array(z.string()),
  /** Names of the bodies that take part, by id. */
  names: z.record(z.string(), z.string()),
  takenOver: z.boolean(),
  /** 挂牌督办 that has not been lifted. */
  listed: z.boolean(),
  dueOn: z.string().nullable(),
  way: waySchema,
}
export const factsSchema = z.strictObject(findingFacts)
export type FindingFacts = z.output<typeof factsSchema>

export const detailSchema = z.strictObject({
  ...findingFacts,
  side: z.array(z.string()),
  title: z.string(),
  text: z.string(),
  majorClause: z.string().nullable(),
  sourceNote: z.string().nullable(),
  subject: z.string().nullable(),
  subjectName: z.string(),
  placeName: z.string(),
  placePath: z.string(),
  foundOn: z.string().nullable(),
  foundBy: z.string().nullable(),
  officeName: z.string(),
  rectifier: named.nullable(),
  sectorParty: named.nullable(),
  territory: named.nullable(),
  rechecker: named.nullable(),
  sponsor: z.string().nullable(),
  plan: z
    .strictObject({
      measures: z.string().nullable(),
      responsibility: z.string().nullable(),
      fundsAmount: z.string().nullable(),
      fundsUnit: z.string().nullable(),
      spentAmount: z.string().nullable(),
      spentUnit: z.string().nullable(),
      timeLimit: z.string().nullable(),
      contingency: z.string().nullable(),
    })
    .nullable(),
  mergedInto: z.strictObject({ id: z.string(), number: z.string() }).nullable(),
  relapseOf: z.strictObject({ id: z.string(), number: z.string() }).nullable(),
  /** The record that it was registered from, as an item of a score sheet and its criterion. */
  source: z
    .strictObject({ kind: z.string(), id: z.string(), part: z.string().nullable() })
    .nullable(),
  stages: z.array(
    z.strictObject({
      key: z.enum(['found', 'handed_over', 'rectified', 'rechecked', 'struck_off']),
      state: z.enum(['done', 'now', 'ahead', 'skipped']),
      on: z.string().nullable(),
      by: z.string().nullable(),
    }),
  ),
  deadlines: z.array(findingDeadline),
  tasks: z.array(taskSchema),
  evidence: z.array(findingEvidence),
  marks: z.array(
    z.strictObject({ code: z.string(), clause: z.string(), note: z.string().nullable() }),
  ),
  /** Titles of every clause named in `way` and in the deadlines. */
  clauseTitles: z.record(z.string(), z.string()),
  /** The packs' limits for this finding today. */
  limits: z.strictObject({ extensionsMost: z.int(), returnsMost: z.int() }),
})
export type FindingDetail = z.output<typeof detailSchema>

/** Who looks: what the rules need to know of the actor. */
export type Viewer = {
  readonly person: string
  readonly org: string
  readonly role: string
  readonly party: string | null
}
