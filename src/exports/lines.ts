import { firstRow, LEGAL_ZONE, type Queryable } from '#kernel/index.ts'
import type { WrittenCounts } from '#sheets/index.ts'
import type { ExportAsked, WrittenFilter } from './words.ts'

/** Whose a file is, and under which entry it left the ledger. */
export type Mark = {
  readonly unit: string
  readonly at: string
  readonly count: number
  /** The id of the act, by which its receipt is fetched. */
  readonly act: string
}

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: LEGAL_ZONE,
  dateStyle: 'short',
  timeStyle: 'short',
})

/** The watermark line of a file. */
export function markLine(person: string, { unit, at, count, act }: Mark): string {
  return (
    `说明：导出单位 ${unit}　导出人 ${person}　导出时间 ${clock.format(new Date(at))}　` +
    `共 ${count.toLocaleString('en-US')} 条　存证号 ${act}`
  )
}

/** Who fills in, checks and signs; the unit is known. */
export function signLine(signs: readonly string[], unit: string): string {
  return signs
    .map((sign) => (sign === '填报单位' ? `${sign}：${unit}` : `${sign}：　　　　　　`))
    .join('　　')
}

/** The name of a person, as files name who took them. */
export async function personOf(on: Queryable, id: string): Promise<string> {
  const found = await firstRow<{ name: string }>(on, 'select name from person where id = $1', [id])
  return found?.name ?? ''
}

/** What came of an export, for whoever asked. */
export function saidOf({ rows, cut }: WrittenCounts, left: readonly string[]): string {
  const parts = [`已导出 ${rows.toLocaleString('en-US')} 条，导出已存证。`]
  if (left.length > 0) parts.push(`本岗位不导出的列已略去：${left.join('、')}。`)
  if (cut > 0) parts.push(`${cut} 处文字超出单元格上限，已截断并注明。`)
  return parts.join('')
}

/** The page that shows the same findings. */
export function linkOf({ query }: Pick<ExportAsked, 'query'>): string {
  return addressOf('/findings', query)
}

/** A page with a filter in its address. */
export function addressOf(page: string, query: WrittenFilter): string {
  const text = new URLSearchParams(query).toString().replaceAll('%2C', ',')
  return text === '' ? page : `${page}?${text}`
}
