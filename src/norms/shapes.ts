import * as z from 'zod'
import { paperDeadline, stepView } from '#papers/words.ts'
import { CLEAN_RESULTS, NORM_KINDS, NORM_STATES, OPINIONS } from './vocabulary.ts'

/** What rules and buttons need to know of a document. */
export const normFacts = {
  id: z.string(),
  jur: z.string(),
  revision: z.int(),
  state: z.enum(NORM_STATES),
  ownerOrg: z.string(),
  reviewOrg: z.string(),
  /** Whether the person who looks drafted it. */
  mine: z.boolean(),
  filedOn: z.string().nullable(),
  publishedOn: z.string().nullable(),
  names: z.record(z.string(), z.string()),
}
export type NormFacts = z.output<z.ZodObject<typeof normFacts>>

export const normRow = z.strictObject({
  id: z.string(),
  number: z.string().nullable(),
  state: z.enum(NORM_STATES),
  kind: z.enum(NORM_KINDS),
  title: z.string(),
  ownerName: z.string(),
  issuedOn: z.string().nullable(),
  validFrom: z.string().nullable(),
  validUntil: z.string().nullable(),
  filedOn: z.string().nullable(),
  publishedOn: z.string().nullable(),
  cleaned: z.enum(CLEAN_RESULTS).nullable(),
  cleanedOn: z.string().nullable(),
  cleanReason: z.string().nullable(),
})
export type NormRow = z.output<typeof normRow>

export const normDetail = z.strictObject({
  ...normFacts,
  ...normRow.omit({ id: true, state: true, filedOn: true, publishedOn: true }).shape,
  authority: z.string(),
  summary: z.string(),
  reviewName: z.string(),
  drafterName: z.string().nullable(),
  opinion: z.enum(OPINIONS).nullable(),
  opinionText: z.string().nullable(),
  reviewerName: z.string().nullable(),
  deliberatedOn: z.string().nullable(),
  deliberation: z.string().nullable(),
  filedTo: z.string().nullable(),
  filingNumber: z.string().nullable(),
  publishedAt: z.string().nullable(),
  steps: z.array(stepView),
  deadlines: z.array(paperDeadline),
})
export type NormDetail = z.output<typeof normDetail>

/** Who looks: what the rules need to know of the actor. */
export type NormViewer = { readonly org: string; readonly role: string }
