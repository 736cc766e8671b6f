import * as z from 'zod'
import { face, idSchema, none, textSchema } from '#kernel/faces.ts'
import { CEREMONIES, hexSchema, KINDS, SEATS } from './paper.ts'

/** 待承诺, 待揭示, 待抽取, 已抽取, 已作废. */
export const DRAW_STATES = ['prepared', 'committed', 'revealed', 'complete', 'void'] as const
export type DrawState = (typeof DRAW_STATES)[number]

/** One seat of the ceremony: who took it, what they bound themselves to, what they showed. */
export const seatSchema = z.strictObject({
  seat: z.enum(SEATS),
  person: z.string().nullable(),
  org: z.string().nullable(),
  commitment: z.string().nullable(),
  reveal: z.string().nullable(),
})
export type SeatTaken = z.output<typeof seatSchema>

/** What rules and buttons need to know of a draw. */
const drawFacts = {
  id: z.string(),
  jur: z.string(),
  revision: z.int(),
  state: z.enum(DRAW_STATES),
  ownerOrg: z.string(),
  ceremony: z.enum(CEREMONIES),
  frozenHash: z.string(),
  publicValue: z.string().nullable(),
  seats: z.array(seatSchema),
}
export const drawFactsSchema = z.strictObject(drawFacts)
export type DrawFacts = z.output<typeof drawFactsSchema>

export const drawView = z.strictObject({
  ...drawFacts,
  number: z.string(),
  kind: z.enum(KINDS),
  title: z.string(),
  about: z.strictObject({ kind: z.string(), id: z.string() }),
  round: z.int(),
  previousHash: z.string().nullable(),
  reason: z.string().nullable(),
  voidReason: z.string().nullable(),
  publicSource: z.string(),
  fileHash: z.string().nullable(),
  units: z.int(),
  excluded: z.int(),
  size: z.int(),
  substitutes: z.int(),
  officeName: z.string(),
  preparedAt: z.string(),
  completedAt: z.string().nullable(),
  /** Names of persons and bodies in the seats, by id. */
  names: z.record(z.string(), z.string()),
})
export type DrawView = z.output<typeof drawView>

const movedSchema = z.strictObject({
  id: z.string(),
  state: z.enum(DRAW_STATES),
  revision: z.int(),
  say: z.string(),
})
export type DrawMoved = z.output<typeof movedSchema>

const seen = { revision: z.int().min(1) }

export const getDraw = face({
  method: 'GET',
  path: '/api/draws/{id}',
  query: none,
  body: none,
  answer: drawView,
  summary: '一次抽取',
})

export const commitDraw = face({
  method: 'POST',
  path: '/api/draws/{id}/commitment',
  query: none,
  body: z.strictObject({ ...seen, seat: z.enum(SEATS), hash: hexSchema }),
  answer: movedSchema,
  summary: '提交承诺',
})

export const revealDraw = face({
  method: 'POST',
  path: '/api/draws/{id}/reveal',
  query: none,
  body: z.strictObject({
    ...seen,
    seat: z.enum(SEATS),
    value: hexSchema,
    publicValue: textSchema(200),
  }),
  answer: movedSchema,
  summary: '揭示数值',
})

export const completeDraw = face({
  method: 'POST',
  path: '/api/draws/{id}/completion',
  query: none,
  body: z.strictObject(seen),
  answer: movedSchema,
  summary: '抽取',
})

export const readFrame = face({
  method: 'GET',
  path: '/api/draws/{id}/frame',
  query: none,
  body: none,
  answer: z.unknown(),
  summary: '已封存的抽取范围',
})

export const readDrawFile = face({
  method: 'GET',
  path: '/api/draws/{id}/file',
  query: none,
  body: none,
  answer: z.unknown(),
  summary: '公布的抽取文件',
})

export const readChecker = face({
  method: 'GET',
  path: '/api/draw-checker',
  query: none,
  body: none,
  answer: z.unknown(),
  summary: '离线核验程序（Python 标准库）',
})

export function isDrawId(text: string): boolean {
  return idSchema.safeParse(text).success
}
