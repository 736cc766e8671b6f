export { freshIncoming, paperCommands, type PaperCommands } from './commands.ts'
export { registerIncoming } from './decide-incoming.ts'
export { partyOf, type Source } from './decide-task.ts'
export { leaveTasks } from './leaving.ts'
export { partsOf } from './parts.ts'
export { tasksFrom } from './task-lists.ts'
export { hasAccount, incomingSeen } from './load.ts'
export { routes } from './routes.ts'
export {
  decisionOf,
  type Kept,
  type Moving,
  type OfficeSubject,
  type Seen,
  type SeenIncoming,
  type Starting,
  viewerOf,
} from './seen.ts'
export { PAPER_LEDGERS } from './tables.ts'
export { taskDetail } from './task-detail.ts'
export { lockTask, taskLimits, taskSeen } from './load.ts'
