export { exportRoutes } from './routes.ts'
export { FINDING_EXPORT } from './tables.ts'
export { exportWork } from './work.ts'
export { statisticsWork } from './work-statistics.ts'
