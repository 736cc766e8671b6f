import * as z from 'zod'
import { attachmentShape } from '#files/words.ts'
import { dateSchema, idSchema, textSchema } from '#kernel/faces.ts'
import { SAID_HOWS } from '#papers/words.ts'
import { GRADES, ORIGINS, SECTORS } from './vocabulary.ts'

/** Which steps of the way apply to one finding; resolved from the packs when it is registered. */
export const waySchema = z.strictObject({
  handOver: z.boolean(),
  firstAcceptance: z.boolean(),
  recheck: z.boolean(),
  approval: z.boolean(),
  five: z.enum(['required', 'when_time_needed', 'no']),
  onSpot: z.boolean(),
  rechecker: z.enum(['other_unit', 'other_person']),
  clauses: z.record(z.string(), z.string()),
})
export type Way = z.output<typeof waySchema>

/** One answerable party: a body, and the person named for it. */
export const partySchema = z.strictObject({ org: idSchema, name: textSchema(40) })
export type Party = z.output<typeof partySchema>

export const attachments = z
  .array(attachmentShape)
  .max(20, { error: '一次最多附20个文件' })
  .default([])
export const seen = { revision: z.int().min(1) }

/** The unit in which an amount was written; amounts of two units are never summed. */
export const MONEY_UNITS = ['元', '万元', '亿元'] as const

const sumOfMoney = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/, { error: '资金应为数字，如 3.60' })

/** 提交整改: what was done, and what it cost where the reporting unit says so. */
export const reportSchema = z
  .strictObject({
    ...seen,
    note: textSchema(2000),
    evidence: attachments,
    spentAmount: sumOfMoney.nullish(),
    spentUnit: z.enum(MONEY_UNITS).nullish(),
  })
  .refine(({ spentAmount, spentUnit }) => !spentAmount === !spentUnit, {
    path: ['spentUnit'],
    error: '资金须注明单位',
  })

const said = {
  ...seen,
  saidBy: textSchema(50),
  how: z.enum(SAID_HOWS, { error: '请选择当面或电话' }),
}

/** 代为签收: who of a shop without an account was told, and how. */
export const fillReceiveSchema = z.strictObject({ ...said, note: textSchema(1000).nullable() })

/** 代填整改: what a shop without an account said of its rectification, with a photo or slip. */
export const fillReportSchema = z.strictObject({
  ...said,
  note: textSchema(2000),
  evidence: z
    .array(attachmentShape)
    .min(1, { error: '请附现场照片或签字的纸条' })
    .max(20, { error: '一次最多附20个文件' }),
})

/** 五落实: measures, responsibility, funds, time limit, contingency. */
export const planSchema = z.strictObject({
  ...seen,
  measures: textSchema(2000),
  responsibility: textSchema(200),
  fundsAmount: sumOfMoney.nullable(),
  fundsUnit: z.enum(MONEY_UNITS).nullable(),
  timeLimit: dateSchema,
  contingency: textSchema(2000),
})

export const registerSchema = z.strictObject({
  place: z.string().regex(/^[0-9A-Z]{2,12}$/, { error: '请选择所在地' }),
  subject: idSchema.nullable(),
  subjectName: textSchema(100),
  sector: z.enum(SECTORS, { error: '请选择行业领域' }),
  grade: z.enum(GRADES, { error: '请选择级别' }),
  majorClause: textSchema(200).nullable(),
  origin: z.enum(ORIGINS),
  /** 交办单位: the office that hands it over; null for the own one. */
  office: idSchema.nullable(),
  sourceNote: textSchema(200).nullable(),
  title: textSchema(80),
  text: textSchema(4000),
  foundOn: dateSchema,
  foundBy: textSchema(40),
  evidence: attachments,
})

export const handOverSchema = z.strictObject({
  ...seen,
  rectifier: partySchema,
  sectorParty: partySchema,
  territory: partySchema,
  rechecker: partySchema,
  sponsor: textSchema(40).nullable(),
  needsTime: z.boolean(),
  dueOn: dateSchema.nullable(),
  note: textSchema(1000).nullable(),
})

export const noteOnly = z.strictObject({ ...seen, note: textSchema(1000).nullable() })
export const reasoned = z.strictObject({ ...seen, note: textSchema(1000) })
export const opinion = z.strictObject({
  ...seen,
  passed: z.boolean(),
  note: textSchema(2000),
  evidence: attachments,
})
export const decisionBody = z.strictObject({
  ...seen,
  granted: z.boolean(),
  note: textSchema(1000),
})
