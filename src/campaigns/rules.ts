export * from './campaign-rules.ts'
export * from './duty-rules.ts'
export * from './group-rules.ts'
