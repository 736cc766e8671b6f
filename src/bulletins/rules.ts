export * from './notice-rules.ts'
