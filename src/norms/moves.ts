import type { NormAct, NormState } from './vocabulary.ts'

/** Who drafts, issues and cleans up for a body. */
export const DRAFTERS = [
  'committee_clerk',
  'committee_head',
  'regulator_clerk',
  'section_head',
] as const
const REVIEWERS = ['legal_reviewer'] as const
/** Who reads the register. */
export const READERS = [...DRAFTERS, ...REVIEWERS, 'leader', 'archivist'] as const

type Move = {
  /** The verb on the button. */
  readonly label: string
  readonly from: readonly NormState[]
  readonly to: NormState | null
  /** Whose act it is: the body that makes the document, or the one that reviews it. */
  readonly by: 'maker' | 'reviewer'
  /** Roles that may ever do it. */
  readonly roles: readonly string[]
}

const maker = { by: 'maker', roles: DRAFTERS } as const

/** The one table of moves; a review or a clean-up says itself where it leads. */
export const NORM_MOVES = {
  register: { label: '登记草案', from: [], to: 'draft', ...maker },
  revise: { label: '修改草案', from: ['draft', 'returned'], to: null, ...maker },
  submit: { label: '送合法性审核', from: ['draft', 'returned'], to: 'reviewing', ...maker },
  review: { label: '合法性审核', from: ['reviewing'], to: null, by: 'reviewer', roles: REVIEWERS },
  deliberate: { label: '登记集体审议', from: ['passed'], to: 'decided', ...maker },
  issue: { label: '签发', from: ['decided'], to: 'in_force', ...maker },
  file: { label: '登记备案', from: ['in_force'], to: null, ...maker },
  publish: { label: '登记公布', from: ['in_force'], to: null, ...maker },
  clean: { label: '清理', from: ['in_force'], to: null, ...maker },
  void: { label: '作废', from: ['draft', 'returned', 'passed', 'decided'], to: 'void', ...maker },
} as const satisfies Record<NormAct, Move>

/** Where an opinion leads. */
export const AFTER_REVIEW = { lawful: 'passed', amend: 'returned', reject: 'rejected' } as const
/** Where a clean-up leads. */
export const AFTER_CLEAN = {
  keep: 'in_force',
  amend: 'in_force',
  repeal: 'repealed',
  lapse: 'lapsed',
} as const
