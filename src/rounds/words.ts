import * as z from 'zod'
import { dateSchema, face, idSchema, none, textSchema } from '#kernel/faces.ts'

export const FACT_KEYS = ['found', 'struckOff', 'overdue', 'tasksOpen', 'tasksOverdue'] as const
export type Fact = (typeof FACT_KEYS)[number]

const items = z.strictObject({
  facts: z.array(z.enum(FACT_KEYS)).max(FACT_KEYS.length),
  questions: z.array(textSchema(200)).max(20, { error: '一次最多提20个问题' }),
})
export type Items = z.output<typeof items>

/** A figure that is held; without an explanation it is confirmed. */
const factAnswer = z.strictObject({
  fact: z.enum(FACT_KEYS),
  count: z.int().min(0),
  explanation: textSchema(1000).nullable(),
})
const answer = z.strictObject({
  facts: z.array(factAnswer),
  words: z.array(textSchema(2000)),
})
export type Answered = z.output<typeof answer>

const phone = z.strictObject({ who: z.string(), at: z.string(), said: z.string() })
export type Phone = z.output<typeof phone>

const figure = z.strictObject({
  fact: z.enum(FACT_KEYS),
  count: z.int(),
  records: z.array(z.string()),
})
export type Figure = z.output<typeof figure>

const unit = z.strictObject({
  reply: z.string(),
  revision: z.int(),
  org: z.string(),
  orgName: z.string(),
  place: z.string(),
  silent: z.boolean(),
  answeredAt: z.string().nullable(),
  answer: answer.nullable(),
  calls: z.array(phone),
  figures: z.array(figure),
})
export type Unit = z.output<typeof unit>

const common = {
  id: z.string(),
  revision: z.int(),
  number: z.string(),
  title: z.string().nullable(),
  fromOn: z.string(),
  toOn: z.string(),
  dueOn: z.string(),
}
const roundRow = z.strictObject({
  ...common,
  state: z.enum(['open', 'closed']),
  bodies: z.int(),
  silent: z.int(),
})
export type RoundRow = z.output<typeof roundRow>
const replyRow = z.strictObject({ ...common, state: z.enum(['waiting', 'answered', 'closed']) })
export type ReplyRow = z.output<typeof replyRow>

const view = z.strictObject({
  round: z
    .strictObject({
      ...roundRow.shape,
      items,
      closedAt: z.string().nullable(),
      units: z.array(unit),
    })
    .nullable(),
  reply: z
    .strictObject({
      ...replyRow.shape,
      items,
      answer: answer.nullable(),
      figures: z.array(figure),
    })
    .nullable(),
})
export type View = z.output<typeof view>

const moved = z.strictObject({ id: z.string(), revision: z.int(), say: z.string() })
export type RoundMoved = z.output<typeof moved>
const seen = { revision: z.int().min(1) }

export const listRounds = face({
  method: 'GET',
  path: '/api/rounds',
  query: none,
  body: none,
  answer: z.strictObject({ rows: z.array(roundRow), replies: z.array(replyRow) }),
  summary: '调度',
})
export const listRoundBodies = face({
  method: 'GET',
  path: '/api/round-bodies',
  query: none,
  body: none,
  answer: z.strictObject({
    rows: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  }),
  summary: '可调度的单位',
})
export const getRound = face({
  method: 'GET',
  path: '/api/rounds/{id}',
  query: none,
  body: none,
  answer: view,
  summary: '一轮调度或者本单位的答复',
})
export const openRound = face({
  method: 'POST',
  path: '/api/rounds',
  query: none,
  body: z.strictObject({
    title: textSchema(200),
    fromOn: dateSchema,
    toOn: dateSchema,
    dueOn: dateSchema,
    bodies: z
      .array(idSchema)
      .min(1, { error: '请选择被调度单位' })
      .max(300, { error: '一轮最多调度300个单位' }),
    items,
  }),
  answer: moved,
  summary: '发起调度',
})
export const answerRound = face({
  method: 'POST',
  path: '/api/rounds/{id}/answer',
  query: none,
  body: z.strictObject({ ...seen, answer }),
  answer: moved,
  summary: '答复调度',
})
export const noteCall = face({
  method: 'POST',
  path: '/api/rounds/{id}/calls',
  query: none,
  body: z.strictObject({ ...seen, who: textSchema(60), said: textSchema(500) }),
  answer: moved,
  summary: '记录电话',
})
export const closeRound = face({
  method: 'POST',
  path: '/api/rounds/{id}/closing',
  query: none,
  body: z.strictObject(seen),
  answer: moved,
  summary: '办结调度',
})

export function isId(text: string): boolean {
  return idSchema.safeParse(text).success
}
