export { readSheets } from './reader.ts'
export { SheetRefused } from './refused.ts'
export * from './words.ts'
export * from './texts.ts'
