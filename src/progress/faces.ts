import * as z from 'zod'
import { dateSchema, face, idSchema, none, textSchema } from '#kernel/faces.ts'
import { answerDetail, factRecord, roundDetail, roundRow, seriesRow } from './shapes.ts'
import { FACTS, RHYTHMS } from './vocabulary.ts'

const seen = { revision: z.int().min(1) }

export const progressMoved = z.strictObject({
  id: z.string(),
  revision: z.int(),
  say: z.string(),
})
export type ProgressMoved = z.output<typeof progressMoved>

function act<const P extends string, B extends z.ZodType>(path: P, body: B, summary: string) {
  return face({ method: 'POST', path, query: none, body, answer: progressMoved, summary })
}

export const startSeriesBody = z.strictObject({
  title: textSchema(200),
  basis: textSchema(200),
  rhythm: z.enum(RHYTHMS),
  firstOn: dateSchema,
  answerDays: z.int().min(1).max(60),
  bodies: z
    .array(idSchema)
    .min(1, { error: '请选择调度对象' })
    .max(300, { error: '一次最多300个单位' })
    .refine((all) => new Set(all).size === all.length, { error: '同一单位只能选一次' }),
  facts: z.array(z.enum(FACTS)).max(FACTS.length).default([]),
  questions: z.array(textSchema(300)).max(20, { error: '问题最多20个' }).default([]),
})
export type StartSeries = z.output<typeof startSeriesBody>

export const listProgress = face({
  method: 'GET',
  path: '/api/progress',
  query: none,
  body: none,
  answer: z.strictObject({
    series: z.array(seriesRow),
    rounds: z.array(roundRow),
    /** What this body itself is asked, newest first. */
    asked: z.array(answerDetail),
  }),
  summary: '调度',
})
export const startSeries = act('/api/progress/series', startSeriesBody, '发起调度')
export const stopSeries = act(
  '/api/progress/series/{id}/stop',
  z.strictObject({ ...seen, reason: textSchema(500) }),
  '停止调度',
)
export const openRound = face({
  method: 'POST',
  path: '/api/progress/series/{id}/rounds',
  query: none,
  body: z.strictObject(seen),
  answer: progressMoved.extend({
    failed: z.array(z.strictObject({ org: z.string(), say: z.string() })),
  }),
  summary: '开始一轮调度',
})
export const readRound = face({
  method: 'GET',
  path: '/api/progress/rounds/{id}',
  query: none,
  body: none,
  answer: roundDetail,
  summary: '一轮调度',
})
export const closeRound = act(
  '/api/progress/rounds/{id}/closing',
  z.strictObject({ ...seen, opinion: textSchema(4000).nullable().default(null) }),
  '结束本轮调度',
)
export const readAnswer = face({
  method: 'GET',
  path: '/api/progress/answers/{id}',
  query: none,
  body: none,
  answer: answerDetail,
  summary: '一个单位的调度答复',
})
export const giveAnswer = act(
  '/api/progress/answers/{id}/answer',
  z.strictObject({
    ...seen,
    explained: z
      .array(z.strictObject({ fact: z.enum(FACTS), text: textSchema(1000) }))
      .max(FACTS.length)
      .default([]),
    answers: z.array(z.string().trim().max(2000)).max(20).default([]),
  }),
  '答复调度',
)
export const notePhone = act(
  '/api/progress/answers/{id}/phone',
  z.strictObject({ ...seen, text: textSchema(1000) }),
  '记录电话调度',
)
export const readFact = face({
  method: 'GET',
  path: '/api/progress/answers/{id}/facts/{fact}',
  query: none,
  body: none,
  answer: z.strictObject({
    orgName: z.string(),
    asOf: z.string(),
    value: z.int(),
    records: z.array(factRecord),
  }),
  summary: '调度数字所依据的记录',
})
