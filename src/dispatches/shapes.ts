import * as z from 'zod'
import { evidenceView } from '#files/words.ts'
import { paperDeadline, stepView } from '#papers/words.ts'
import { URGENCIES } from '#papers/words.ts'
import {
  DISPATCH_KINDS,
  DISPATCH_STATES,
  PUBLICITIES,
  RETENTIONS,
  SEAL_WAYS,
  SLIP_PARTS,
  SLIP_STATES,
  SOURCE_KINDS,
} from './vocabulary.ts'

const text = z.string().nullable()

/** What rules and buttons need to know of a paper that is sent. */
export const dispatchFacts = {
  id: z.string(),
  jur: z.string(),
  revision: z.int(),
  number: text,
  state: z.enum(DISPATCH_STATES),
  kind: z.enum(DISPATCH_KINDS),
  ownerOrg: z.string(),
  issuerOrg: z.string(),
  drafter: z.string(),
  version: z.int(),
  checkedVersion: z.int().nullable(),
  returns: z.int(),
  /** The role whose holder signs for the issuing body; null where it has no such post. */
  signerRole: text,
  /** Who holds that post today, acting holders and stand-ins too. */
  signers: z.array(z.string()),
  /** Bodies that were asked to countersign and have not answered. */
  waiting: z.array(z.string()),
  /** Main addressees, within the product and outside. */
  addressees: z.int(),
  names: z.record(z.string(), z.string()),
}
export type DispatchFacts = z.output<z.ZodObject<typeof dispatchFacts>>

export const dispatchRow = z.strictObject({
  id: z.string(),
  revision: z.int(),
  number: text,
  title: z.string(),
  kind: z.enum(DISPATCH_KINDS),
  urgency: z.enum(URGENCIES),
  state: z.enum(DISPATCH_STATES),
  issuerName: z.string(),
  drafterName: z.string(),
  draftedOn: z.string(),
  signedOn: text,
  /** Deliveries, and those that were received. */
  slips: z.int(),
  received: z.int(),
})
export type DispatchRow = z.output<typeof dispatchRow>

export const slipRow = z.strictObject({
  id: z.string(),
  part: z.enum(SLIP_PARTS),
  state: z.enum(SLIP_STATES),
  /** Null where the body is outside the product. */
  org: text,
  name: z.string(),
  dueOn: text,
  overdue: z.boolean(),
  opinion: text,
  sentAt: z.string(),
  answeredAt: text,
  answeredName: text,
  version: z.int(),
  revision: z.int(),
  incoming: text,
})
export type SlipRow = z.output<typeof slipRow>

const named = z.strictObject({ org: z.string(), name: z.string() })

export const dispatchDetail = z.strictObject({
  ...dispatchFacts,
  title: z.string(),
  text: z.string(),
  urgency: z.enum(URGENCIES),
  issuerName: z.string(),
  ownerName: z.string(),
  drafterName: z.string(),
  draftedOn: z.string(),
  checkerName: text,
  signerName: text,
  signedOn: text,
  to: z.array(named),
  copies: z.array(named),
  toOutside: text,
  copyOutside: text,
  publicity: z.enum(PUBLICITIES),
  publicityReason: text,
  source: z
    .strictObject({ kind: z.enum(SOURCE_KINDS), id: z.string(), number: z.string(), title: text })
    .nullable(),
  documentHash: text,
  sealWay: z.enum(SEAL_WAYS).nullable(),
  sealedHash: text,
  sealedName: text,
  retention: z.enum(RETENTIONS).nullable(),
  archive: text,
  endReason: text,
  versions: z.array(
    z.strictObject({
      version: z.int(),
      title: z.string(),
      text: z.string(),
      at: z.string(),
      personName: text,
    }),
  ),
  slips: z.array(slipRow),
  steps: z.array(stepView),
  deadlines: z.array(paperDeadline),
  evidence: z.array(evidenceView),
  limits: z.strictObject({ returnsMost: z.int() }),
})
export type DispatchDetail = z.output<typeof dispatchDetail>

/** What rules need to know of what lies with another body. */
export const slipFacts = {
  id: z.string(),
  jur: z.string(),
  revision: z.int(),
  part: z.enum(SLIP_PARTS),
  state: z.enum(SLIP_STATES),
  kind: z.enum(DISPATCH_KINDS),
  ownerOrg: z.string(),
  org: text,
  incoming: text,
  heeded: z.boolean(),
  names: z.record(z.string(), z.string()),
}
export type SlipFacts = z.output<z.ZodObject<typeof slipFacts>>

export const slipDetail = z.strictObject({
  ...slipFacts,
  dispatch: z.string(),
  /** Whether the reader may open the paper itself: the office that sends it. */
  own: z.boolean(),
  number: text,
  title: z.string(),
  text: z.string(),
  urgency: z.enum(URGENCIES),
  issuerName: z.string(),
  signedOn: text,
  sentAt: z.string(),
  dueOn: text,
  opinion: text,
  answeredAt: text,
  documentHash: text,
  sealedHash: text,
  sealedName: text,
  incomingNumber: text,
  steps: z.array(stepView),
  deadlines: z.array(paperDeadline),
})
export type SlipDetail = z.output<typeof slipDetail>

/** One paper that came to the acting body through the product. */
export const arrivedRow = z.strictObject({
  id: z.string(),
  part: z.enum(SLIP_PARTS),
  state: z.enum(SLIP_STATES),
  number: text,
  title: z.string(),
  kind: z.enum(DISPATCH_KINDS),
  issuerName: z.string(),
  sentOn: z.string(),
  dueOn: text,
  overdue: z.boolean(),
  incoming: text,
})
export type ArrivedRow = z.output<typeof arrivedRow>

/** One number of the register; nothing is ever taken out of it. */
export const numberRow = z.strictObject({
  id: z.string(),
  number: z.string(),
  value: z.int(),
  title: z.string(),
  kind: z.enum(DISPATCH_KINDS),
  state: z.enum(DISPATCH_STATES),
  signedOn: z.string(),
  signerName: text,
  reason: text,
})
export type NumberRow = z.output<typeof numberRow>

/** One line of the catalogue of the archive. */
export const archiveRow = z.strictObject({
  id: z.string(),
  piece: z.string(),
  number: z.string(),
  title: z.string(),
  issuerName: z.string(),
  signedOn: z.string(),
  retention: z.enum(RETENTIONS),
  archivedOn: z.string(),
})
export type ArchiveRow = z.output<typeof archiveRow>

/** Who looks, for the rules. */
export type DispatchViewer = {
  readonly org: string
  readonly role: string
  readonly person: string
}
