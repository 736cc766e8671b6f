export * from './notice-texts.ts'
export * from './figures-texts.ts'
