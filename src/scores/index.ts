export { bandOf, judgeAnswers, scoreSheet } from './rules.ts'
export * from './words.ts'
