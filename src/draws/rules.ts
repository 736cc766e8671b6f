export {
  canonicalText,
  CEREMONIES,
  commitmentOf,
  fileText,
  FORMAT,
  frozenHashOf,
  SEATS,
  SEATS_OF,
  type Ceremony,
  type DrawKind,
  type Frozen,
  type Paper,
  type Result,
  type Seat,
  type Unit,
} from './paper.ts'
export { hexOf, sha256Text } from './sha256.ts'
export { recognize } from './assignment.ts'
export {
  complete,
  frameProblems,
  runText,
  verifyText,
  type DrawProblem,
  type Verdict,
} from './verify.ts'
export {
  commitRefusal,
  completeRefusal,
  DRAW_CLAUSE,
  DRAWING_ROLES,
  revealRefusal,
  valueRefusal,
  type Party,
} from './ceremony.ts'
