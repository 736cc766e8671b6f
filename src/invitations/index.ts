export { linkRoutes, type SendCode } from './routes.ts'
export { making } from './commands.ts'
export { callForCode } from './waiting.ts'
export { INVITATION_LEDGERS } from './tables.ts'
