// The door of the law packs.
export type { Conflict, Pack, PackContent, PackHead } from './formats.ts'
export { type LawCheck, lawCheck } from './check.ts'
export { packsFrom, readLaw, versionOf } from './load.ts'
export { lawRoutes, type LawSurroundings } from './routes.ts'
export * from './rules.ts'
export { approveRelease, enterDraft, recordCheck } from './release.ts'
export { loadLaw, lawConflicts, packVersions, releasedPacks } from './tables.ts'
export * from './words.ts'
