export * from './rules.ts'
export { isRfc3797, runRfc3797 } from './rfc3797.ts'
export {
  commit,
  completion,
  lockDraw,
  prepareDraw,
  reveal,
  voidDraw,
  type Preparing,
} from './commands.ts'
export { completedPaper, drawViewOf, findDraw } from './queries.ts'
export { routes } from './routes.ts'
export { DRAW, type DrawRecord } from './tables.ts'
export { drawView, type DrawMoved, type DrawView } from './words.ts'
