// Pieces that the schemas of a pack's files share.
import * as z from 'zod'
import { marks } from './words.ts'

export const text = z.string().min(1).max(800)
export const key = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)*$/, '键只能由字母开头的词和点组成')
export const packId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '标识只能由小写字母、数字和连字符组成')
export const date = z.iso.date({ error: '日期应写作 2026-08-25 的格式' })

/** A figure as text, so that 0.5 stays 0.5. */
export const decimal = z
  .union([z.number().nonnegative(), z.string().regex(/^\d+(\.\d+)?$/)])
  .transform((value) => String(value))

/** An article: `41`, `78.2` (款), `65.1(3)` (项), or a name of the article map. */
export const article = z
  .union([z.int().positive(), z.string().min(1).max(60)])
  .transform((value) => String(value))

/** What every value carries: where it stands, where it comes from, and a remark. */
export const cited = { article, mark: z.enum(marks), note: text.optional() }
