import { refuse, type Refusal } from '#kernel/refusal.ts'
import type { FormField } from '#law/words.ts'

export const CLAUSES = {
  export: 'bihuan-house-rules#export',
  personal: 'bihuan-house-rules#15',
} as const

/** A sheet of the common kind holds 1,048,576 rows; some are the header's. */
export const MOST_ROWS = 1_000_000

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
