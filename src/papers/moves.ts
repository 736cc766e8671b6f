import type { IncomingAct, IncomingState, TaskAct, TaskState } from './vocabulary.ts'

export const OFFICE = [
  'committee_clerk',
  'committee_head',
  'regulator_clerk',
  'section_head',
] as const
const LEADERS = ['leader', 'committee_head', 'section_head'] as const
/** `link` is whoever acts by a link without an account (src/invitations). */
const ANSWERERS = [...OFFICE, 'safety_officer', 'village_contact', 'inspector', 'link'] as const

type Move<State, By> = {
  /** The verb on the button. */
  readonly label: string
  readonly from: readonly State[]
  readonly to: State | null
  readonly by: By
  /** Roles that may ever do it. */
  readonly roles: readonly string[]
}

/** Whose act it is: the office that keeps the paper, or the leader to whom it was put. */
export type IncomingRelation = 'office' | 'leader'

/** The one table of moves of a paper that arrived. */
export const INCOMING_MOVES = {
  register: { label: '登记收文', from: [], to: 'registered', by: 'office', roles: OFFICE },
  propose: {
    label: '提出拟办',
    from: ['registered', 'proposed'],
    to: 'proposed',
    by: 'office',
    roles: OFFICE,
  },
  instruct: {
    label: '批示',
    from: ['proposed'],
    to: 'instructed',
    by: 'leader',
    roles: LEADERS,
  },
  finish: {
    label: '办结',
    from: ['registered', 'instructed'],
    to: 'finished',
    by: 'office',
    roles: OFFICE,
  },
  void: {
    label: '作废',
    from: ['registered', 'proposed', 'instructed'],
    to: 'void',
    by: 'office',
    roles: OFFICE,
  },
} as const satisfies Record<IncomingAct, Move<IncomingState, IncomingRelation>>

/**
 * Whose act it is: the office that issued the task, the body that answers, or the village contact
 * who writes down what a shop without an account says; the product itself has a batch leave.
 */
export type TaskRelation = 'issuer' | 'answerer' | 'village' | 'product'

/** The one table of moves of a task. */
export const TASK_MOVES = {
  draft: { label: '拟任务', from: [], to: 'draft', by: 'issuer', roles: OFFICE },
  send: { label: '下达', from: ['draft'], to: 'sent', by: 'issuer', roles: OFFICE },
  recall: { label: '收回', from: ['leaving'], to: 'draft', by: 'issuer', roles: OFFICE },
  leave: { label: '发出', from: ['leaving'], to: 'sent', by: 'product', roles: ['system'] },
  redirect: { label: '改由承接单位办理', from: ['draft'], to: null, by: 'issuer', roles: OFFICE },
  withdraw: {
    label: '撤回',
    from: ['draft', 'sent'],
    to: 'withdrawn',
    by: 'issuer',
    roles: OFFICE,
  },
  receive: { label: '签收', from: ['sent'], to: 'received', by: 'answerer', roles: ANSWERERS },
  return: { label: '退办', from: ['sent'], to: 'returned', by: 'answerer', roles: ANSWERERS },
  reassign: { label: '改派', from: ['returned'], to: 'sent', by: 'issuer', roles: OFFICE },
  answer: {
    label: '提交反馈',
    from: ['received', 'sent_back'],
    to: 'answered',
    by: 'answerer',
    roles: ANSWERERS,
  },
  fill: {
    label: '代填反馈',
    from: ['sent', 'received', 'sent_back'],
    to: 'answered',
    by: 'village',
    roles: ['village_contact'],
  },
  accept: { label: '验收', from: ['answered'], to: 'accepted', by: 'issuer', roles: OFFICE },
  send_back: {
    label: '退回补充',
    from: ['answered'],
    to: 'sent_back',
    by: 'issuer',
    roles: OFFICE,
  },
  remind: {
    label: '催办',
    from: ['sent', 'received', 'sent_back'],
    to: null,
    by: 'issuer',
    roles: OFFICE,
  },
  void: {
    label: '作废',
    from: ['received', 'returned', 'answered', 'sent_back'],
    to: 'void',
    by: 'issuer',
    roles: OFFICE,
  },
} as const satisfies Record<TaskAct, Move<TaskState, TaskRelation>>
