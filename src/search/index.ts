export { termsOf, termsQuery, type Searched } from './terms.ts'
export { renewed, searchable, searchableMany, type SearchKind, type SearchRecord } from './write.ts'
