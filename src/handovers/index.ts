export { handoverCommands } from './commands.ts'
export { awayUntil } from './queries.ts'
export { routes } from './routes.ts'
export { HANDOVER_LEDGERS } from './tables.ts'
