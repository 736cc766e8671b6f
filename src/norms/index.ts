export { normCommands, type NormCommands } from './commands.ts'
export { normRoutes } from './routes.ts'
export { NORM_LEDGERS } from './tables.ts'
export { watchNorms } from './watch.ts'
