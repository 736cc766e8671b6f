// The door of the plans: pure; no table yet.
export { visitLawOf } from './law.ts'
export { judgePlan, planVisits } from './rules.ts'
export * from './words.ts'
