import type { DispatchAct, DispatchState, SlipAct, SlipPart, SlipState } from './vocabulary.ts'

const DRAFTERS = ['committee_clerk', 'committee_head', 'regulator_clerk', 'section_head'] as const
/** Whose post signs for a body, the highest first. */
export const SIGNERS = ['leader', 'committee_head', 'section_head'] as const
const RECEIVERS = [...DRAFTERS, 'leader', 'safety_officer', 'village_contact', 'inspector'] as const

/** Whose act it is: the office that drafts, or the signer of the issuing body. */
export type DispatchRelation = 'office' | 'signer'

type Move = {
  /** The verb on the button. */
  readonly label: string
  readonly from: readonly DispatchState[]
  readonly to: DispatchState
  readonly by: DispatchRelation
  /** Roles that may ever do it. */
  readonly roles: readonly string[]
}

const office = { by: 'office', roles: DRAFTERS } as const
const signer = { by: 'signer', roles: SIGNERS } as const

/** The one table of moves of a paper that is sent. */
export const DISPATCH_MOVES = {
  draft: { label: '拟稿', from: [], to: 'draft', ...office },
  revise: {
    label: '改稿',
    from: ['draft', 'checking', 'checked', 'countersigning', 'signing'],
    to: 'draft',
    ...office,
  },
  submit: { label: '送核', from: ['draft'], to: 'checking', ...office },
  check: { label: '核稿通过', from: ['checking'], to: 'checked', ...office },
  return: { label: '核稿退回', from: ['checking'], to: 'draft', ...office },
  consult: { label: '送会签', from: ['checked'], to: 'countersigning', ...office },
  present: { label: '送签', from: ['checked'], to: 'signing', ...office },
  decline: { label: '退签', from: ['signing'], to: 'draft', ...signer },
  sign: { label: '签发', from: ['signing'], to: 'signed', ...signer },
  seal: { label: '登记用印', from: ['signed'], to: 'sealed', ...office },
  distribute: { label: '分发', from: ['sealed'], to: 'distributed', ...office },
  archive: { label: '归档', from: ['distributed'], to: 'archived', ...office },
  withdraw: { label: '撤回', from: ['sealed', 'distributed'], to: 'withdrawn', ...office },
  void: {
    label: '作废',
    from: ['draft', 'checking', 'checked', 'countersigning', 'signing', 'signed'],
    to: 'void',
    ...office,
  },
} as const satisfies Record<DispatchAct, Move>

type SlipMove = {
  readonly label: string
  readonly parts: readonly SlipPart[]
  readonly from: readonly SlipState[]
  /** The body with which it lies, or the office that sent it to somebody outside. */
  readonly by: 'body' | 'office'
  readonly roles: readonly string[]
}

const delivered = ['to', 'copy'] as const

/** The one table of what is done with what lies with another body. */
export const SLIP_MOVES = {
  answer: {
    label: '答复会签',
    parts: ['countersign'],
    from: ['sent'],
    by: 'body',
    roles: [...DRAFTERS, 'leader'],
  },
  receive: { label: '签收', parts: delivered, from: ['sent'], by: 'body', roles: RECEIVERS },
  register: {
    label: '登记为收文',
    parts: delivered,
    from: ['sent', 'received'],
    by: 'body',
    roles: DRAFTERS,
  },
  heed: { label: '知悉撤回', parts: delivered, from: ['withdrawn'], by: 'body', roles: RECEIVERS },
  record: { label: '登记送达', parts: delivered, from: ['sent'], by: 'office', roles: DRAFTERS },
} as const satisfies Record<SlipAct, SlipMove>
