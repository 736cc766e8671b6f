// Decisions of the law packs, pure: which rule holds, and what a clause is called.
export {
  articleLabel,
  articleTitle,
  clauseRef,
  clauseTitle,
  parseRef,
  replacedBy,
} from './clauses.ts'
export { regimeOn } from './regimes.ts'
export { type Asked, holdsOn, judgeConflict, resolve, resolveSteps } from './resolve.ts'
