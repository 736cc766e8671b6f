export * from './rules.ts'
export { isRfc3797, runRfc3797 } from './rfc3797.ts'
