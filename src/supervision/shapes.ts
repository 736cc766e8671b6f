import * as z from 'zod'
import { amount, deadlineView } from '#deadlines/words.ts'
import {
  GROUNDS,
  LETTER_STATES,
  LISTING_LEVELS,
  LISTING_STATES,
  PROPOSAL_STATES,
  RECEIVERS,
  RUNGS,
  STANDINGS,
  SUSPENSION_KINDS,
  SUSPENSION_STATES,
  TRANSFER_KINDS,
  TRANSFER_STATES,
} from './vocabulary.ts'

/** What every act answers. `finding` is null for a transfer that stands by itself. */
export const doneSchema = z.strictObject({
  id: z.string(),
  finding: z.string().nullable(),
  number: z.string(),
  state: z.string(),
  revision: z.int(),
  say: z.string(),
})
export type Done = z.output<typeof doneSchema>

const date = z.string().nullable()
const text = z.string().nullable()

/** Whose row it is, and of which finding. */
const about = {
  id: z.string(),
  jur: z.string(),
  revision: z.int(),
  ownerOrg: z.string(),
  ownerName: z.string(),
  finding: z.string(),
  findingNumber: z.string(),
  findingTitle: z.string(),
}

export const proposalSchemaOfLadder = z.strictObject({
  ...about,
  rung: z.enum(RUNGS),
  ground: z.enum(GROUNDS),
  clause: z.string(),
  lateOrg: z.string(),
  lateName: z.string(),
  toOrg: text,
  toName: text,
  /** The evidence: which deadline, its date, how long over, how often missed. */
  facts: z.record(z.string(), z.string()),
  state: z.enum(PROPOSAL_STATES),
  proposedOn: z.string(),
  reason: text,
})
export type ProposalView = z.output<typeof proposalSchemaOfLadder>

export const letterSchema = z.strictObject({
  ...about,
  rung: z.enum(RUNGS),
  number: z.string(),
  toOrg: z.string(),
  toName: z.string(),
  text,
  /** What the letter rests on. */
  clause: z.string(),
  /** The clause of the threshold that made the rules propose it; null when nothing proposed it. */
  threshold: text,
  issuedOn: z.string(),
  dueOn: z.string(),
  overdue: z.boolean(),
  /** What is left until the date, negative when over; null where no clock runs. */
  left: amount.nullable(),
  state: z.enum(LETTER_STATES),
  acknowledgedOn: date,
  answeredOn: date,
  answer: text,
  closedOn: date,
  closing: text,
  /** Of an interview: when, where, by whom, and who attends. */
  meetOn: date,
  meetAt: text,
  meetPlace: text,
  meetBy: text,
  meetWith: text,
})
export type LetterView = z.output<typeof letterSchema>

/** What was published, as it was. */
export const publishedSchema = z.record(z.string(), z.string())

export const listingSchema = z.strictObject({
  ...about,
  level: z.enum(LISTING_LEVELS),
  number: z.string(),
  rectifierOrg: z.string(),
  rectifierName: z.string(),
  recheckOrg: z.string(),
  recheckName: z.string(),
  reason: text,
  listedOn: z.string(),
  listedPerson: z.string(),
  dueOn: z.string(),
  originalDueOn: z.string(),
  overdue: z.boolean(),
  /** What is left until the date, negative when over; null where no clock runs. */
  left: amount.nullable(),
  state: z.enum(LISTING_STATES),
  publishedOn: date,
  published: publishedSchema.nullable(),
  appliedOn: date,
  application: text,
  recheckedOn: date,
  recheckNote: text,
  opinionOn: date,
  opinion: text,
  expert: text,
  extensions: z.int(),
  extensionTo: date,
  extensionPerson: text,
  extensionReason: text,
  delistedOn: date,
  delistingNumber: text,
  delisting: text,
  delistingPublishedOn: date,
  delistingPublished: publishedSchema.nullable(),
})
export type ListingView = z.output<typeof listingSchema>

export const transferSchema = z.strictObject({
  id: z.string(),
  jur: z.string(),
  revision: z.int(),
  ownerOrg: z.string(),
  ownerName: z.string(),
  finding: text,
  kind: z.enum(TRANSFER_KINDS),
  receiver: z.enum(RECEIVERS),
  toOrg: text,
  toName: z.string(),
  number: z.string(),
  handedOn: z.string(),
  dueOn: z.string(),
  overdue: z.boolean(),
  state: z.enum(TRANSFER_STATES),
  receiptOn: date,
  receiptNumber: text,
  returnReason: text,
  processOn: date,
  fedBackOn: date,
  /** Person-times of each measure; they may overlap and are never added. */
  punished: z.int().nullable(),
  circulated: z.int().nullable(),
  admonished: z.int().nullable(),
})
export type TransferView = z.output<typeof transferSchema>

export const suspensionSchema = z.strictObject({
  ...about,
  kind: z.enum(SUSPENSION_KINDS),
  number: z.string(),
  scope: text,
  rectifierOrg: z.string(),
  rectifierName: z.string(),
  recheckOrg: z.string(),
  recheckName: z.string(),
  clause: z.string(),
  orderedOn: z.string(),
  state: z.enum(SUSPENSION_STATES),
  appliedOn: date,
  application: text,
  recheckedOn: date,
  recheckNote: text,
  verifiedOn: date,
  verifiedPerson: text,
  verifiedNote: text,
  confirmedOn: date,
  confirmedNote: text,
})
export type SuspensionView = z.output<typeof suspensionSchema>

/** A body that may be chosen, and why it may not be addressed, where it may not. */
export const addresseeSchema = z.strictObject({
  org: z.string(),
  name: z.string(),
  refused: text,
  clause: text,
})
export type AddresseeView = z.output<typeof addresseeSchema>

/** What the packs say for the rules of the screen. */
export const limitsSchema = z.strictObject({
  opinionRequired: z.boolean(),
  opinionClause: z.string(),
  needsClause: z.string(),
  resumeClause: z.string(),
  closureClause: z.string(),
  checklist: z.array(z.string()),
  extensionAskBy: z.string().nullable(),
  extensionClause: z.string(),
  longestDueOn: z.string(),
})
export type SupervisionLimits = z.output<typeof limitsSchema>

/** 督办 of one finding: everything that its panel shows. */
export const supervisionSchema = z.strictObject({
  finding: z.strictObject({
    id: z.string(),
    number: z.string(),
    revision: z.int(),
    grade: z.enum(['ordinary', 'major']),
    ended: z.boolean(),
    ownerOrg: z.string(),
    rectifierOrg: text,
    recheckerOrg: text,
  }),
  /** The acting body, as rules about addressing and levels see it. */
  ownLevel: text,
  ownKind: z.string(),
  proposals: z.array(proposalSchemaOfLadder),
  letters: z.array(letterSchema),
  listings: z.array(listingSchema),
  transfers: z.array(transferSchema),
  suspensions: z.array(suspensionSchema),
  addressees: z.array(addresseeSchema),
  limits: limitsSchema,
})
export type Supervision = z.output<typeof supervisionSchema>

export const countsSchema = z.strictObject({
  total: z.int(),
  receivers: z.array(z.strictObject({ receiver: z.enum(RECEIVERS), count: z.int() })),
  standings: z.array(z.strictObject({ standing: z.enum(STANDINGS), count: z.int() })),
  /** Person-times by measure; never added to each other. */
  punished: z.int(),
  circulated: z.int(),
  admonished: z.int(),
})
export type TransferCounts = z.output<typeof countsSchema>

const section = <S extends z.ZodType>(row: S) =>
  z.strictObject({ count: z.int(), rows: z.array(row) })

/** 督导督查: what waits, all of the scope. */
export const overviewSchema = z.strictObject({
  today: z.string(),
  proposals: section(proposalSchemaOfLadder),
  letters: section(letterSchema),
  listings: section(listingSchema),
  suspensions: section(suspensionSchema),
  transfers: countsSchema,
})
export type Overview = z.output<typeof overviewSchema>

/** 到期提醒 on the desk. */
export const reminderSchema = z.strictObject({
  deadline: deadlineView,
  threshold: z.int(),
  basis: z.string(),
  at: z.string(),
})
export type ReminderView = z.output<typeof reminderSchema>

/** Who looks: what the rules need to know of the actor. */
export type Viewer = {
  readonly person: string
  readonly org: string
  readonly role: string
}
