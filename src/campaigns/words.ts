export * from './vocabulary.ts'
export * from './shapes.ts'
export * from './faces.ts'
