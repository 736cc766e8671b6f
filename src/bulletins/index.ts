export { proposing } from './notice-commands.ts'
export { issuing } from './notice-issue.ts'
export { noticeRoutes } from './notice-routes.ts'
export { NOTICE } from './tables.ts'
