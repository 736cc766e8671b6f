export * from './vocabulary.ts'
export * from './bodies.ts'
export * from './shapes.ts'
export * from './faces.ts'
