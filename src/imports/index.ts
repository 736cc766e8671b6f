export {
  bringLedger,
  openOffice,
  readLedger,
  type LedgerBrought,
  type LedgerOffice,
} from './findings-bring.ts'
export { readAs } from './kinds.ts'
export { bringList, type ListBrought } from './list-bring.ts'
export type { WorkbookReport } from './reading.ts'
export {
  ImportRefused,
  noRows,
  type ImportProblem,
  type ImportReport,
  type RowCounts,
  type SheetReport,
} from './report.ts'
export { importFolder, importRoutes } from './routes.ts'
export { sweepDrafts } from './sweep.ts'
export { MARK_WORK, READ_WORK, TAKE_WORK } from './works.ts'
export type { ImportKind } from './words.ts'
