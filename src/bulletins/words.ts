export * from './notice-words.ts'
export * from './figures-words.ts'
export * from './map-words.ts'
