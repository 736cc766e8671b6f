import type { SheetFormat } from '#sheets/words.ts'
import type { DraftState, ImportKind, RowClassName, RowFilter, Severity } from './words.ts'

/** What is brought in, as it stands on the screen. */
export const KIND_TEXTS = {
  findings: '问题隐患台账',
  enterprises: '企业名录',
  organizations: '机构名录',
  people: '人员名录',
} as const satisfies Record<ImportKind, string>

/** What one record of a kind is counted in. */
export const KIND_UNITS = {
  findings: '条',
  enterprises: '家',
  organizations: '个',
  people: '人',
} as const satisfies Record<ImportKind, string>

/** Where the records of a kind are found once they are in. */
export const KIND_ROUTES = {
  findings: '/findings',
  enterprises: '/subjects',
  organizations: '/admin/organizations',
  people: '/admin/people',
} as const satisfies Record<ImportKind, string>

/** 状态 of a draft. */
export const DRAFT_STATE_TEXTS = {
  reading: '进行中',
  refused: '被拒',
  ready: '草稿',
  taking: '进行中',
  taken: '已完成',
  dropped: '已作废',
} as const satisfies Record<DraftState, string>

const ROW_FILTER_TEXTS = {
  data: '可接收',
  refused: '不接收',
  headings: '标题表头',
  subtotals: '小计合计',
  notes: '说明',
  examples: '示例',
  empty: '空行',
  repeated: '表内重复',
  doubtful: '须核对',
  brought: '以前导入过',
  leftOut: '不导入',
  failed: '未能接收',
} as const satisfies Record<RowFilter, string>

/** What a group of rows is called, before and after they were taken over. */
export function rowText(filter: RowFilter, taken: boolean): string {
  return filter === 'data' && taken ? '已接收' : ROW_FILTER_TEXTS[filter]
}

export const ROW_CLASS_TEXTS = {
  data: '可接收',
  refused: '不接收',
  headings: '标题表头',
  subtotals: '小计合计',
  notes: '说明',
  examples: '示例',
  empty: '空行',
  repeated: '表内重复',
} as const satisfies Record<RowClassName, string>

export const SEVERITY_TEXTS = {
  error: '须更正',
  warning: '须核对',
  note: '提示',
} as const satisfies Record<Severity, string>

/** The steps of the wizard, in their order. */
export const STEPS = ['file', 'header', 'rows', 'agree', 'result'] as const
export type StepName = (typeof STEPS)[number]

export const STEP_TEXTS = {
  file: '选择文件',
  header: '核对表头',
  rows: '核对内容',
  agree: '确认',
  result: '结果',
} as const satisfies Record<StepName, string>

/** What a file turned out to be. */
export const FORMAT_TEXTS = {
  xlsx: 'Excel 工作簿（.xlsx）',
  xls: 'Excel 97-2003 工作簿（.xls）',
  spreadsheetml: 'XML 电子表格',
  csv: 'CSV 文本',
} as const satisfies Record<SheetFormat, string>
