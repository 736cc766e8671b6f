import { refuse, type Refusal } from '#kernel/refusal.ts'
import type { FormField } from '#law/words.ts'

export const CLAUSES = {
  export: 'bihuan-house-rules#export',
  personal: 'bihuan-house-rules#15',
} as const

/** A sheet of the common kind holds 1,048,576 rows; some are the header's. */
export const MOST_ROWS = 1_000_000

/** What a browser lays out on paper in a moment; more goes into a file. */
export const MOST_PRINTED = 1000

/** How many of the latest fit on a leader's page. */
export const MOST_LATE = 8

/** Facts about persons, and notes that may name who told of a hazard. */
const PERSONAL: ReadonlySet<FormField> = new Set<FormField>([
  'foundBy',
  'rectifierName',
  'sectorName',
  'territoryName',
  'recheckerName',
  'sponsor',
  'sourceNote',
])

/** What the asker's role may do, as the table of rights says. */
export type Rights = { readonly read: boolean; readonly act: boolean }

/** Why this role takes nothing out of the ledger; undefined where it may. */
export function exportRefusal({ read }: Rights): Refusal | undefined {
  if (read) return undefined
  return refuse('导出台账应由可查阅台账的岗位办理。', CLAUSES.export)
}

/** Why a column is not for this role; undefined where it is. */
export function columnRefusal(field: FormField, { act }: Rights): Refusal | undefined {
  if (act || !PERSONAL.has(field)) return undefined
  return refuse('载有个人姓名或来源说明的列，由办理隐患的岗位导出。', CLAUSES.personal)
}

/** Why so many findings do not go into one file; undefined where they do. */
export function countRefusal(count: number): Refusal | undefined {
  if (count === 0) return refuse('筛选后没有记录，无可导出。', CLAUSES.export)
  if (count <= MOST_ROWS) return undefined
  return refuse('一个文件最多导出1,000,000条，请按地区或时间分次导出。', CLAUSES.export)
}

/** The period that a day lies in: its first and last day, and what it is called. */
export function periodOf(
  kind: 'month' | 'quarter' | 'year',
  day: string,
): { readonly from: string; readonly to: string; readonly label: string } {
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7))
  const [first, last, label] = {
    month: [month, month, `${year}年${month}月`],
    quarter: quarterOf(year, month),
    year: [1, 12, `${year}年`],
  }[kind] as [number, number, string]
  const two = (number: number) => String(number).padStart(2, '0')
  const from = `${year}-${two(first)}-01`
  const end = new Date(Date.UTC(year, last, 0)).getUTCDate()
  return { from, to: `${year}-${two(last)}-${two(end)}`, label }
}

/** Nothing in the ledger is older: work safety law and its statistics are of this century. */
export const EARLIEST_DAY = '2000-01-01'

/** Why no figures can be of a period: before any ledger, or not begun. */
export function periodError(
  { from, label }: { readonly from: string; readonly label: string },
  on: string | undefined,
  today: string,
): string | undefined {
  if (on !== undefined && on < EARLIEST_DAY) {
    return `所属时期应当不早于${EARLIEST_DAY}，请重新选择日期。`
  }
  if (from > today) return `${label}尚未开始，请选择不晚于今日（${today}）的日期。`
  return undefined
}

function quarterOf(year: number, month: number): [number, number, string] {
  const quarter = Math.ceil(month / 3)
  return [quarter * 3 - 2, quarter * 3, `${year}年第${'一二三四'[quarter - 1]}季度`]
}

/** A share with its fraction; nothing where there is nothing to divide by. */
export function shareOf(of: number, within: number): string {
  if (within === 0) return '—'
  const share = Math.round((of * 1000) / within) / 10
  return `${share.toFixed(1)}%（${of}/${within}）`
}
