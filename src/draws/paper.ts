import * as z from 'zod'
import { canonicalJson, type Json } from '#kernel/canonical.ts'
import { sha256Text } from './sha256.ts'

/** The form of a draw's file. A change of the procedure is another form, never the same name. */
export const FORMAT = 'bihuan-draw-1'
export const KINDS = ['selection', 'cycle', 'permutation'] as const
export type DrawKind = (typeof KINDS)[number]

/** 日常抽取: a clerk, a witness and a public value. 三方抽取: a delegate of a third body besides. */
export const CEREMONIES = ['everyday', 'three_party'] as const
export type Ceremony = (typeof CEREMONIES)[number]
export const SEATS = ['clerk', 'witness', 'delegate'] as const
export type Seat = (typeof SEATS)[number]

/** Who takes part in a ceremony, in the order in which the reveals enter. */
export const SEATS_OF = {
  everyday: ['clerk', 'witness'],
  three_party: ['clerk', 'witness', 'delegate'],
} as const satisfies Record<Ceremony, readonly Seat[]>

const MOST_UNITS = 2_000_000

/** No control characters and no halves of characters: every language orders and encodes it alike. */
const plain = (most: number) =>
  z.string().min(1).max(most).refine(isPlain, { error: '含有不能使用的字符' })

function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x20 || code === 0x7f || (code >= 0xd800 && code < 0xe000)) return false
  }
  return true
}

const unitId = plain(64)
const whole = (most: number) => z.int().min(0).max(most)
export const hexSchema = z.string().regex(/^[0-9a-f]{64}$/, { error: '应为64位小写十六进制' })

const unitSchema = z.strictObject({
  id: unitId,
  name: plain(200),
  weight: z.int().min(1).max(1_000_000),
})
export type Unit = z.output<typeof unitSchema>

/** Everything that is settled before anybody knows the chance; its hash is journalled. */
export const frozenSchema = z.strictObject({
  format: z.literal(FORMAT),
  kind: z.enum(KINDS),
  number: plain(100),
  title: plain(200),
  office: plain(100),
  place: plain(16),
  /** 1, or one more for each redraw; a redraw names its reason and the frame it replaces. */
  round: z.int().min(1).max(1000),
  previous: hexSchema.nullable(),
  reason: plain(500).nullable(),
  frozenAt: plain(40),
  rule: plain(200),
  ceremony: z.enum(CEREMONIES),
  /** 公共数值, named beforehand: where it will be read. */
  publicSource: plain(200),
  size: whole(MOST_UNITS),
  substitutes: whole(MOST_UNITS),
  units: z.array(unitSchema).max(MOST_UNITS),
  excluded: z.array(z.strictObject({ id: unitId, name: plain(200), reason: plain(200) })),
  /** Of an assignment: the first does not inspect the second. */
  forbidden: z.array(z.tuple([unitId, unitId])),
})
export type Frozen = z.output<typeof frozenSchema>

/** `chance` is the position of that word: it ties the result to all values, also where none matters. */
const resultSchema = z.union([
  z.strictObject({ chance: hexSchema, drawn: z.array(unitId), substitutes: z.array(unitId) }),
  z.strictObject({
    chance: hexSchema,
    assignment: z.array(z.tuple([unitId, unitId])),
    attempt: whole(1_000_000),
  }),
])
export type Result = z.output<typeof resultSchema>

/** One draw, whole: what was frozen, who bound themselves to what, and what came of it. */
export const paperSchema = z.strictObject({
  frozen: frozenSchema,
  frozenHash: hexSchema,
  commitments: z.array(z.strictObject({ seat: z.enum(SEATS), hash: hexSchema })),
  reveals: z.array(z.strictObject({ seat: z.enum(SEATS), value: hexSchema })),
  publicValue: plain(200),
  result: resultSchema.optional(),
})
export type Paper = z.output<typeof paperSchema>

/** The one text of a value, as it is hashed and published. */
export function canonicalText(value: Frozen | Paper): string {
  return canonicalJson(value as unknown as Json)
}

/** The published file: its canonical text and one line end. */
export function fileText(paper: Paper): string {
  return `${canonicalText(paper)}\n`
}

export function frozenHashOf(frozen: Frozen): string {
  return sha256Text(canonicalText(frozen))
}

/** What a party publishes before it shows its value: bound to this frame and to its seat. */
export function commitmentOf(frozenHash: string, seat: Seat, value: string): string {
  return sha256Text(`${frozenHash}\n${seat}\n${value}`)
}
