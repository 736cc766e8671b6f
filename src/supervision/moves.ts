import type {
  LetterAct,
  LetterState,
  ListingAct,
  ListingState,
  Rung,
  SuspensionAct,
  SuspensionState,
  TransferAct,
  TransferState,
} from './words.ts'

/** Whose act it is, beside the row. */
export type Relation = 'owner' | 'addressee' | 'rectifier' | 'rechecker' | 'either' | 'anyone'

export type Move<State, Act = string> = {
  readonly act?: Act
  readonly from: readonly State[]
  readonly to: State | null
  readonly by: Relation
  readonly roles: readonly string[]
}

const CLERKS = ['committee_clerk', 'committee_head', 'regulator_clerk', 'section_head'] as const
const HEADS = ['committee_head', 'section_head', 'leader'] as const
const CHECKERS = [...CLERKS, 'inspector'] as const
const ANSWERING = [...CHECKERS, 'safety_officer', 'village_contact', 'leader'] as const
const SENDERS = [...CLERKS, 'auditor'] as const

/** Who signs which rung: a reminder a clerk may, everything above it a head, the top two a leader too. */
export const SIGNERS = {
  remind: CLERKS,
  supervise: ['committee_head', 'section_head'],
  interview: HEADS,
  circulate: HEADS,
} as const satisfies Record<Rung, readonly string[]>

export const LETTER_MOVES = {
  issue: { from: [], to: 'issued', by: 'anyone', roles: [...CLERKS, 'leader'] },
  decline: { from: [], to: null, by: 'anyone', roles: [...CLERKS, 'leader'] },
  acknowledge: { from: ['issued'], to: 'acknowledged', by: 'addressee', roles: ANSWERING },
  answer: { from: ['acknowledged'], to: 'answered', by: 'addressee', roles: ANSWERING },
  send_back: { from: ['answered'], to: 'acknowledged', by: 'owner', roles: [...CLERKS, 'leader'] },
  close: { from: ['answered'], to: 'closed', by: 'owner', roles: [...CLERKS, 'leader'] },
} as const satisfies Record<LetterAct, Move<LetterState>>

const STANDING = ['listed', 'recheck_failed'] as const

export const LISTING_MOVES = {
  list: { from: [], to: 'listed', by: 'anyone', roles: HEADS },
  publish: {
    from: ['listed', 'applied', 'recheck_failed', 'passed'],
    to: null,
    by: 'owner',
    roles: HEADS,
  },
  ask_extension: { from: STANDING, to: null, by: 'rectifier', roles: ANSWERING },
  grant_extension: { from: STANDING, to: null, by: 'owner', roles: HEADS },
  refuse_extension: { from: STANDING, to: null, by: 'owner', roles: HEADS },
  apply: { from: STANDING, to: 'applied', by: 'rectifier', roles: ANSWERING },
  recheck_pass: { from: ['applied'], to: 'passed', by: 'rechecker', roles: CHECKERS },
  recheck_fail: { from: ['applied'], to: 'recheck_failed', by: 'rechecker', roles: CHECKERS },
  opine: { from: ['applied', 'passed'], to: null, by: 'owner', roles: CLERKS },
  delist: { from: ['passed'], to: 'delisted', by: 'owner', roles: HEADS },
  publish_delisting: { from: ['delisted'], to: null, by: 'owner', roles: HEADS },
} as const satisfies Record<ListingAct, Move<ListingState>>

export const TRANSFER_MOVES = {
  hand: { from: [], to: 'handed', by: 'anyone', roles: SENDERS },
  accept: { from: ['handed'], to: 'received', by: 'either', roles: SENDERS },
  turn_back: { from: ['handed'], to: 'returned', by: 'either', roles: SENDERS },
  process: { from: ['handed', 'received'], to: 'in_process', by: 'either', roles: SENDERS },
  feed_back: {
    from: ['handed', 'received', 'in_process'],
    to: 'fed_back',
    by: 'either',
    roles: SENDERS,
  },
} as const satisfies Record<TransferAct, Move<TransferState>>

const REGULATORS = ['regulator_clerk', 'section_head', 'inspector', 'leader'] as const

export const SUSPENSION_MOVES = {
  order: { from: [], to: 'ordered', by: 'anyone', roles: REGULATORS },
  ask_resume: { from: ['ordered'], to: 'applied', by: 'rectifier', roles: ANSWERING },
  allow_resume: { from: ['applied'], to: 'resumed', by: 'rechecker', roles: CHECKERS },
  refuse_resume: { from: ['applied'], to: 'ordered', by: 'rechecker', roles: CHECKERS },
  verify: { from: ['ordered'], to: 'verified', by: 'rechecker', roles: CHECKERS },
  confirm: { from: ['verified'], to: 'confirmed', by: 'rechecker', roles: CHECKERS },
} as const satisfies Record<SuspensionAct, Move<SuspensionState>>
