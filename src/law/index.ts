// The door of the law packs.
export { articleLabel, clauseRef, clauseTitle, parseRef, replacedBy } from './clauses.ts'
export type { Conflict, Pack, PackContent, PackHead } from './formats.ts'
export { packsFrom, readLaw, versionOf } from './load.ts'
export { type Asked, holdsOn, resolve, resolveSteps } from './resolve.ts'
export { loadLaw, lawConflicts, packVersions, releasedPacks } from './tables.ts'
export * from './words.ts'
