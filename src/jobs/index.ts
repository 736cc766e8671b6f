export { openJobs, type Jobs } from './jobs.ts'
export { JobRefused, type JobResult, type JobRun, type JobWork } from './run.ts'
export type { Nightly } from './queue.ts'
export { jobRoutes } from './routes.ts'
