export { registerSubject } from './commands.ts'
export { namedSubjects, takenCodes, type NamedSubject } from './names.ts'
export {
  answerableFor,
  findSubjectFor,
  listSubjectsFor,
  subjectWords,
  type SubjectQuery,
} from './queries.ts'
export { routes } from './routes.ts'
export { searchableSubjects, searchedOfSubject } from './search.ts'
export { takeOverSubject, type TakenSubject } from './take-over.ts'
export { SUBJECT, type SubjectRow } from './tables.ts'
export type { Answerable, SubjectKind, SubjectView } from './words.ts'
