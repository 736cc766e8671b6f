import * as z from 'zod'
import { SECTORS } from '#findings/words.ts'
import { evidenceView } from '#files/words.ts'
import { dateSchema, idSchema, textSchema } from '#kernel/faces.ts'
import { paperDeadline, stepView } from '#papers/words.ts'
import * as words from './vocabulary.ts'

/** One problem of a feedback form: the printed fields, and those that closing needs. */
export const feedbackLine = z.strictObject({
  problem: textSchema(2000),
  subjectName: textSchema(100),
  /** The criterion of the score sheet that it fails, as the sheet keys it. */
  criterion: z.string().max(20).nullable(),
  rectifier: idSchema.nullable(),
  rectifierName: z.string().max(200).nullable(),
  rectifierPerson: z.string().max(60).nullable(),
  rechecker: idSchema.nullable(),
  recheckerName: z.string().max(200).nullable(),
  grade: z.enum(['ordinary', 'major']),
  majorClause: z.string().max(200).nullable(),
  sector: z.enum(SECTORS, { error: '请选择行业领域' }),
  dueOn: dateSchema,
  measures: textSchema(1000).nullable(),
})
export type FeedbackLine = z.output<typeof feedbackLine>

/** How and by whom one side signed. */
export const signatureSchema = z.strictObject({
  way: z.enum(words.SIGNING_WAYS),
  names: z.array(textSchema(60)).min(1, { error: '请填写签字人' }).max(20),
  at: z.string(),
})
export type Signature = z.output<typeof signatureSchema>

/** A problem of the form with the finding that it became. */
export const lineView = feedbackLine.extend({
  finding: z
    .strictObject({
      id: z.string(),
      number: z.string(),
      state: z.string(),
      closedAt: z.string().nullable(),
    })
    .nullable(),
})
export type LineView = z.output<typeof lineView>

const feedback = {
  id: z.string(),
  revision: z.int(),
  number: z.string(),
  title: z.string(),
  state: z.enum(words.FEEDBACK_STATES),
  campaign: z.string(),
  groupNo: z.int(),
  givenOn: z.string(),
  lines: z.array(lineView),
  groupSigned: signatureSchema.nullable(),
  hostSigned: signatureSchema.nullable(),
  hostNote: z.string().nullable(),
  signedAt: z.string().nullable(),
  org: z.string(),
  orgName: z.string(),
  host: z.string(),
  hostName: z.string(),
  ownerOrg: z.string(),
  evidence: z.array(evidenceView),
  steps: z.array(stepView),
  deadlines: z.array(paperDeadline),
}
export const feedbackDetail = z.strictObject({ ...feedback, group: z.string() })
export type FeedbackDetail = z.output<typeof feedbackDetail>
/** The inspected side's copy. */
export const noticeDetail = z.strictObject({ ...feedback, hostRow: z.string().nullable() })
export type NoticeDetail = z.output<typeof noticeDetail>

export const feedbackRow = z.strictObject({
  id: z.string(),
  number: z.string(),
  state: z.enum(words.FEEDBACK_STATES),
  givenOn: z.string(),
  groupNo: z.int(),
  orgName: z.string(),
  hostName: z.string(),
  lines: z.int(),
})
export type FeedbackRow = z.output<typeof feedbackRow>
