export * from './notice-words.ts'
