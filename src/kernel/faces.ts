import * as z from 'zod'

/**
 * A face is one call of the product's HTTP interface, described once: the server serves it, the
 * browser calls it, and `/api/openapi.json` is made from it. Every object in it is strict, so
 * that unknown fields are refused.
 */
export type Face<
  P extends string = string,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  A extends z.ZodType = z.ZodType,
> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: P
  readonly query: Q
  readonly body: B
  readonly answer: A
  /** What the call is for, in a few words; stands in the OpenAPI document. */
  readonly summary?: string
}

type Params<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [K in Name]: string } & Params<Rest>
  : unknown

/** What a handler is given: path parameters, checked query and checked body. */
export type Given<F> =
  F extends Face<infer P, infer Q, infer B, z.ZodType>
    ? { readonly params: Params<P>; readonly query: z.output<Q>; readonly body: z.output<B> }
    : never

/** What a caller gives. */
export type Asked<F> =
  F extends Face<infer P, infer Q, infer B, z.ZodType>
    ? { readonly params: Params<P>; readonly query: z.input<Q>; readonly body: z.input<B> }
    : never

/** What a face answers. */
export type Answer<F> = F extends Face<string, z.ZodType, z.ZodType, infer A> ? z.output<A> : never

/** No query, or no body: an empty strict object. */
export const none = z.strictObject({})

/** Declares a face, keeping the literal type of its path. */
export function face<
  const P extends string,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType,
>(declared: Face<P, Q, B, A>): Face<P, Q, B, A> {
  return declared
}

/** A UUID as it stands in addresses and bodies. */
export const idSchema = z.uuid({ error: '编号格式不正确' })

/** Whether a text in an address can be the id of a row at all. */
export function isId(text: string): boolean {
  return idSchema.safeParse(text).success
}

/** A legal date, `2026-08-25`. */
export const dateSchema = z.iso.date({ error: '日期应写作 2026-08-25 的格式' })

/** Text that people write: trimmed, at least one character, at most `most`. */
export function textSchema(most: number) {
  return z
    .string({ error: '请填写文字' })
    .trim()
    .min(1, { error: '不能为空' })
    .max(most, { error: `最多${most}字` })
    .refine((text) => !text.includes('\0') && text.isWellFormed(), { error: '含有不能保存的字符' })
}
