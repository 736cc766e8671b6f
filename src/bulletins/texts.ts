export * from './notice-texts.ts'
