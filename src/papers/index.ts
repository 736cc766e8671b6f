export { paperCommands, type PaperCommands } from './commands.ts'
export { routes } from './routes.ts'
export { PAPER_LEDGERS } from './tables.ts'
