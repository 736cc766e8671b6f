export { tellApart } from './commands.ts'
export { routes } from './routes.ts'
export { DUPLICATE_VERDICT } from './tables.ts'
