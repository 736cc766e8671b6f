/** 导入的种类: what a spreadsheet may bring in. */
export const IMPORT_KINDS = ['findings', 'enterprises', 'organizations', 'people'] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]

/** What a row of a sheet is, each row exactly one. */
export const ROW_CLASSES = [
  'data',
  'refused',
  'headings',
  'subtotals',
  'notes',
  'examples',
  'empty',
  'repeated',
] as const
export type RowClassName = (typeof ROW_CLASSES)[number]

/** 导入草稿: from the file's reading to what was taken over, or to its end without anything. */
export const DRAFT_STATES = ['reading', 'refused', 'ready', 'taking', 'taken', 'dropped'] as const
export type DraftState = (typeof DRAFT_STATES)[number]

export const SEVERITIES = ['error', 'warning', 'note'] as const
export type Severity = (typeof SEVERITIES)[number]
