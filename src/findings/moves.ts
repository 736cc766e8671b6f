import type { FindingAct, FindingState } from './words.ts'

/** Whose act it is, beside the finding: the office that keeps it, its head, or a party to it. */
export type Relation =
  | 'registrar'
  | 'office'
  | 'head'
  | 'rectifier'
  | 'village'
  | 'territory'
  | 'rechecker'
  | 'assistant'
  | 'involved'

/** Roles that keep findings for an office. */
const OFFICE = ['committee_clerk', 'committee_head', 'regulator_clerk', 'section_head'] as const
const HEADS = ['committee_head', 'section_head', 'leader'] as const
const CHECKERS = [...OFFICE, 'inspector'] as const
const RECTIFIERS = ['safety_officer', 'village_contact', ...CHECKERS] as const
/** Who acts by a link (src/invitations) does what a rectifier without an account must do. */
const BY_LINK = [...RECTIFIERS, 'link'] as const
const ALL = [...RECTIFIERS, 'leader', 'legal_reviewer', 'auditor'] as const

export type Move = {
  /** The verb on the button. */
  readonly label: string
  readonly from: readonly FindingState[]
  /** Where it leads; null leaves the state as it is. */
  readonly to: FindingState | null
  readonly by: Relation
  /** Roles that may ever do it; the screen shows the act to no other role. */
  readonly roles: readonly string[]
}

const BEFORE_REPORT = ['handed_over', 'rectifying', 'recheck_failed'] as const
const OPEN = [
  'registered',
  'handed_over',
  'returned',
  'rectifying',
  'reported',
  'accepted',
  'recheck_failed',
  'passed',
  'pending_approval',
] as const satisfies readonly FindingState[]

/**
 * The one table of moves: an act that is not open in a state is refused there, on the server and
 * on the button; the flow chart is drawn from it and the model test is generated from it.
 */
export const MOVES = {
  register: {
    label: '登记隐患',
    from: [],
    to: 'registered',
    by: 'registrar',
    roles: [...RECTIFIERS, 'auditor'],
  },
  hand_over: {
    label: '交办',
    from: ['registered'],
    to: 'handed_over',
    by: 'office',
    roles: OFFICE,
  },
  reassign: {
    label: '改派',
    // From 整改中 only what was taken over without its parties; `refusalOf` holds it to that.
    from: ['returned', 'handed_over', 'rectifying'],
    to: 'handed_over',
    by: 'office',
    roles: OFFICE,
  },
  receive: {
    label: '签收',
    from: ['handed_over'],
    to: 'rectifying',
    by: 'rectifier',
    roles: BY_LINK,
  },
  fill_receive: {
    label: '代为签收',
    from: ['handed_over'],
    to: 'rectifying',
    by: 'village',
    roles: ['village_contact'],
  },
  return: {
    label: '退办',
    from: ['handed_over'],
    to: 'returned',
    by: 'rectifier',
    roles: BY_LINK,
  },
  plan: {
    label: '五落实',
    from: ['rectifying', 'recheck_failed'],
    to: null,
    by: 'rectifier',
    roles: BY_LINK,
  },
  add_task: {
    label: '分派',
    from: ['rectifying', 'recheck_failed'],
    to: null,
    by: 'rectifier',
    roles: RECTIFIERS,
  },
  finish_task: {
    label: '完成子任务',
    from: ['rectifying', 'recheck_failed'],
    to: null,
    by: 'assistant',
    roles: RECTIFIERS,
  },
  report: {
    label: '提交整改',
    from: ['rectifying', 'recheck_failed'],
    to: 'reported',
    by: 'rectifier',
    roles: BY_LINK,
  },
  fill_report: {
    label: '代填整改',
    from: ['rectifying', 'recheck_failed'],
    to: 'reported',
    by: 'village',
    roles: ['village_contact'],
  },
  accept: {
    label: '初验通过',
    from: ['reported'],
    to: 'accepted',
    by: 'territory',
    roles: CHECKERS,
  },
  send_back: {
    label: '初验退回',
    from: ['reported'],
    to: 'rectifying',
    by: 'territory',
    roles: CHECKERS,
  },
  recheck_pass: {
    label: '复查通过',
    from: ['accepted'],
    to: 'passed',
    by: 'rechecker',
    roles: [...CHECKERS, 'safety_officer'],
  },
  recheck_fail: {
    label: '复查不通过',
    from: ['accepted'],
    to: 'recheck_failed',
    by: 'rechecker',
    roles: [...CHECKERS, 'safety_officer'],
  },
  request_strike_off: {
    label: '报请销号',
    from: ['passed'],
    to: 'pending_approval',
    by: 'office',
    roles: OFFICE,
  },
  approve_strike_off: {
    label: '批准销号',
    from: ['pending_approval'],
    to: 'struck_off',
    by: 'head',
    roles: HEADS,
  },
  refuse_strike_off: {
    label: '退回重查',
    from: ['pending_approval'],
    to: 'accepted',
    by: 'head',
    roles: HEADS,
  },
  strike_off: {
    label: '销号',
    from: ['passed'],
    to: 'struck_off',
    by: 'office',
    roles: [...OFFICE, 'safety_officer'],
  },
  close_on_spot: {
    label: '立行立改',
    from: ['registered'],
    to: 'struck_off',
    by: 'office',
    roles: [...CHECKERS, 'safety_officer'],
  },
  request_extension: {
    label: '申请延期',
    from: BEFORE_REPORT,
    to: null,
    by: 'rectifier',
    roles: RECTIFIERS,
  },
  grant_extension: {
    label: '批准延期',
    from: BEFORE_REPORT,
    to: null,
    by: 'office',
    roles: OFFICE,
  },
  refuse_extension: {
    label: '不准延期',
    from: BEFORE_REPORT,
    to: null,
    by: 'office',
    roles: OFFICE,
  },
  remind: {
    label: '催办',
    from: ['handed_over', 'rectifying', 'recheck_failed', 'reported', 'accepted'],
    to: null,
    by: 'office',
    roles: OFFICE,
  },
  add_evidence: { label: '补充证据', from: OPEN, to: null, by: 'involved', roles: ALL },
  pause: { label: '暂停计时', from: BEFORE_REPORT, to: null, by: 'office', roles: OFFICE },
  resume: { label: '恢复计时', from: BEFORE_REPORT, to: null, by: 'office', roles: OFFICE },
  regrade: {
    label: '调整级别',
    from: ['registered', 'returned', 'handed_over', 'rectifying'],
    to: null,
    by: 'office',
    roles: OFFICE,
  },
  correct: {
    label: '更正',
    from: [...OPEN, 'struck_off', 'void', 'merged'],
    to: null,
    by: 'involved',
    roles: ALL,
  },
  void: {
    label: '作废',
    from: ['registered', 'returned', 'handed_over', 'rectifying'],
    to: 'void',
    by: 'office',
    roles: OFFICE,
  },
  merge: {
    label: '并入',
    from: ['registered', 'returned', 'handed_over', 'rectifying'],
    to: 'merged',
    by: 'office',
    roles: OFFICE,
  },
  relapse: { label: '复发重开', from: ['struck_off'], to: null, by: 'office', roles: CHECKERS },
} as const satisfies Record<FindingAct, Move>

/** The move of an act, with its table's literal types widened. */
export function moveOf(act: FindingAct): Move {
  return MOVES[act]
}
