import * as z from 'zod'
import { amount } from '#deadlines/words.ts'
import {
  WARNING_GRADES,
  WARNING_RECEIPT_STATES,
  WARNING_STATES,
  WARNING_TOPICS,
} from './vocabulary.ts'

export const warningRow = z.strictObject({
  id: z.string(),
  revision: z.int(),
  state: z.enum(WARNING_STATES),
  expired: z.boolean(),
  number: z.string(),
  title: z.string(),
  grade: z.enum(WARNING_GRADES),
  topic: z.enum(WARNING_TOPICS),
  validUntil: z.string(),
  issuedAt: z.string(),
  asked: z.int(),
  acknowledged: z.int(),
})
export type WarningRow = z.output<typeof warningRow>

/** A receipt that an adjustment of the grade has overtaken; no measures where none came. */
export const earlierReceipt = z.strictObject({
  grade: z.enum(WARNING_GRADES),
  measures: z.string().nullable(),
  at: z.string().nullable(),
})
export type EarlierReceipt = z.output<typeof earlierReceipt>

export const warningReceipt = z.strictObject({
  id: z.string(),
  revision: z.int(),
  state: z.enum(WARNING_RECEIPT_STATES),
  org: z.string(),
  orgName: z.string(),
  dueOn: z.string(),
  left: amount.nullable(),
  measures: z.string().nullable(),
  answeredAt: z.string().nullable(),
  answeredName: z.string().nullable(),
  earlier: z.array(earlierReceipt),
})
export type WarningReceipt = z.output<typeof warningReceipt>

/** One adjustment: from what to what, and why. */
export const warningChange = z.strictObject({
  from: z.enum(WARNING_GRADES),
  to: z.enum(WARNING_GRADES),
  validUntil: z.string(),
  reason: z.string(),
  at: z.string(),
})
export type WarningChange = z.output<typeof warningChange>

export const warningDetail = warningRow.extend({
  ownerOrg: z.string(),
  ownerName: z.string(),
  text: z.string(),
  changes: z.array(warningChange),
  reason: z.string().nullable(),
  liftedAt: z.string().nullable(),
  liftedName: z.string().nullable(),
  receipts: z.array(warningReceipt),
  /** Bodies that have not been told yet of how the warning stands. */
  untold: z.array(z.string()),
})
export type WarningDetail = z.output<typeof warningDetail>

/** What the addressed body sees. */
export const receivedWarning = warningReceipt.extend({
  number: z.string(),
  title: z.string(),
  grade: z.enum(WARNING_GRADES),
  topic: z.enum(WARNING_TOPICS),
  text: z.string(),
  /** Why the grade was adjusted or the warning lifted. */
  note: z.string().nullable(),
  validUntil: z.string(),
  issuedAt: z.string(),
  liftedAt: z.string().nullable(),
  expired: z.boolean(),
  ownerOrg: z.string(),
  issuerName: z.string(),
})
export type ReceivedWarning = z.output<typeof receivedWarning>

/** Who looks, in the words of the rules. */
export type WarningViewer = { readonly org: string; readonly role: string }
