export { takeOver, type TakenOver } from './decide-new.ts'
export { countingPlace, foldFigures } from './counted.ts'
export { derived, searchWords } from './derived.ts'
export { lawOfDay } from './law-day.ts'
export { findFinding } from './detail.ts'
export { lockFinding } from './load.ts'
export { ownerOf, type LawOfDay, type Seen } from './seen.ts'
export { routes } from './routes.ts'
export { findingCommands, type FindingCommands } from './commands.ts'
export { FINDING_LEDGERS } from './tables.ts'
export { markRelapsed, noteMerged, takeUp } from './follow.ts'
export { changesSince } from './routes.ts'
export { judgeAgain } from './replay.ts'
export { takeOverBatch, takenIds, type SourceRecord, type TakeOverGround } from './take-over.ts'
export {
  takeOverFindings,
  type FindingRecord as TakenFinding,
  type TakingOffice,
} from './take-over-findings.ts'
export { checkFigures, type FigureCheck, type FigureDifference } from './recount.ts'
export { countPage } from './count.ts'
export { filterSql, type Day } from './filter.ts'
export { listPage, sideFacts } from './list.ts'
export { wholeLedger, type WholeBatch, type WholeRecord } from './whole.ts'
