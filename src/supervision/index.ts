export { supervisionCommands, type SupervisionCommands } from './commands.ts'
export { routes } from './routes.ts'
export { proposeAll, remindAll } from './sweep.ts'
export { SUPERVISION_LEDGERS } from './tables.ts'
