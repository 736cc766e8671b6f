import * as z from 'zod'
import { amount } from '#deadlines/words.ts'
import { ANSWER_STATES, FACTS, RHYTHMS, ROUND_STATES, SERIES_STATES } from './vocabulary.ts'

export const seriesRow = z.strictObject({
  id: z.string(),
  revision: z.int(),
  state: z.enum(SERIES_STATES),
  title: z.string(),
  basis: z.string(),
  rhythm: z.enum(RHYTHMS),
  answerDays: z.int(),
  bodies: z.int(),
  facts: z.array(z.enum(FACTS)),
  questions: z.array(z.string()),
  nextOn: z.string().nullable(),
})
export type SeriesRow = z.output<typeof seriesRow>

export const roundRow = z.strictObject({
  id: z.string(),
  revision: z.int(),
  state: z.enum(ROUND_STATES),
  number: z.string(),
  title: z.string(),
  fromOn: z.string(),
  toOn: z.string(),
  dueOn: z.string(),
  asked: z.int(),
  answered: z.int(),
})
export type RoundRow = z.output<typeof roundRow>

export const figure = z.strictObject({
  fact: z.enum(FACTS),
  value: z.int(),
})
export type Figure = z.output<typeof figure>

/** What a body says: one line for each figure it explains, one for each question. */
export const said = z.strictObject({
  explained: z.array(z.strictObject({ fact: z.enum(FACTS), text: z.string() })),
  answers: z.array(z.string()),
})
export type Said = z.output<typeof said>

export const answerView = z.strictObject({
  id: z.string(),
  revision: z.int(),
  state: z.enum(ANSWER_STATES),
  org: z.string(),
  orgName: z.string(),
  figures: z.array(figure),
  said: said.nullable(),
  answeredAt: z.string().nullable(),
  answeredName: z.string().nullable(),
  phone: z.string().nullable(),
  phoneAt: z.string().nullable(),
})
export type AnswerView = z.output<typeof answerView>

export const roundDetail = roundRow.extend({
  series: z.string(),
  ownerOrg: z.string(),
  ownerName: z.string(),
  asOf: z.string(),
  facts: z.array(z.enum(FACTS)),
  questions: z.array(z.string()),
  opinion: z.string().nullable(),
  closedAt: z.string().nullable(),
  closedName: z.string().nullable(),
  left: amount.nullable(),
  answers: z.array(answerView),
})
export type RoundDetail = z.output<typeof roundDetail>

/** What the body that is asked sees: its own part of a round. */
export const answerDetail = answerView.extend({
  title: z.string(),
  issuerName: z.string(),
  ownerOrg: z.string(),
  fromOn: z.string(),
  toOn: z.string(),
  dueOn: z.string(),
  asOf: z.string(),
  left: amount.nullable(),
  questions: z.array(z.string()),
})
export type AnswerDetail = z.output<typeof answerDetail>

/** A record behind a figure, as it stood then. */
export const factRecord = z.strictObject({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  route: z.string(),
})
export type FactRecord = z.output<typeof factRecord>

/** Who looks, in the words of the rules. */
export type ProgressViewer = { readonly org: string; readonly role: string }
