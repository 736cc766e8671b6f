export { answering, asking, closing, ending, noting, opening } from './commands.ts'
export { routes } from './routes.ts'
export { ROUND_LEDGERS } from './tables.ts'
