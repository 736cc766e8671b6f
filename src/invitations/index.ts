export { linkRoutes, type SendCode } from './routes.ts'
export { making } from './commands.ts'
export { INVITATION_LEDGERS } from './tables.ts'
