import { NORM_MOVES } from '#norms/rules.ts'
import type { NormDetail } from '#norms/words.ts'

export const NORM_VERBS = [
  'submit',
  'review',
  'deliberate',
  'issue',
  'file',
  'publish',
  'clean',
  'revise',
  'void',
] as const
export type NormVerb = (typeof NORM_VERBS)[number]

export type Props = { readonly norm: NormDetail; readonly onClose: () => void }

/** What an unfinished form of one act is kept under. */
export const draftOf = ({ id, title }: NormDetail, verb: NormVerb) => ({
  key: `norm.${verb}.${id}`,
  title: `${NORM_MOVES[verb].label}：${title}`,
  route: `/norms/${id}`,
})
