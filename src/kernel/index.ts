export { canonicalJson, type Json } from './canonical.ts'
export { fixedClock, LEGAL_ZONE, legalDate, systemClock, type Clock } from './clock.ts'
export {
  entryOf,
  KeyReused,
  perform,
  type Actor,
  type Basis,
  type Circumstances,
  type Command,
  type Decision,
  type EntryBody,
  type Event,
  type JournalSink,
  type Outcome,
  type Runner,
  type SqlPart,
  type Stale,
} from './command.ts'
export {
  assertScoped,
  Database,
  firstRow,
  hotRow,
  hotRows,
  params,
  rows,
  type Connection,
  type Queryable,
} from './database.ts'
export * from './faces.ts'
export { newId, randomOf, type NewId } from './ids.ts'
export { itself, NOBODY } from './itself.ts'
export {
  ledger,
  SQL_TYPES,
  type Effect,
  type Field,
  type FieldKind,
  type Ledger,
} from './ledger.ts'
export { MARK, openMark } from './mark.ts'
export { migrate, migrations, statements } from './migrate.ts'
export { isRefusal, refuse, type Refusal } from './refusal.ts'
export { actingFact, actingName, withActing } from './standing.ts'
export {
  covers,
  matterScope,
  nextCode,
  partyScope,
  scoped,
  scopeOf,
  sees,
  subtree,
  within,
  type Range,
  type Scope,
} from './scope.ts'
export {
  notFound,
  problem,
  serve,
  serveOpen,
  type Call,
  type Download,
  type Problem,
  type Route,
} from './serve.ts'
export { actsOf, boundTo, readOwn, serveAct, type Signed } from './serve-acts.ts'
export { prepare } from './write.ts'
export { insertMany, type Statement } from './write-many.ts'
