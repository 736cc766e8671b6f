import type {
  Ground,
  LetterAct,
  LetterState,
  ListingAct,
  ListingLevel,
  ListingState,
  ProposalState,
  Receiver,
  Rung,
  Standing,
  SuspensionAct,
  SuspensionKind,
  SuspensionState,
  TransferAct,
  TransferKind,
  TransferState,
} from './words.ts'

export const RUNG_LABELS = {
  remind: '催办',
  supervise: '督办',
  interview: '约谈',
  circulate: '通报批评',
} as const satisfies Record<Rung, string>

/** The tag of a proposal that waits for its decision. */
export const PROPOSED = {
  remind: '建议催办',
  supervise: '建议督办',
  interview: '建议约谈',
  circulate: '建议通报',
} as const satisfies Record<Rung, string>

/** What the paper is called. */
export const PAPER_LABELS = {
  remind: '催办函',
  supervise: '督办函',
  interview: '约谈通知',
  circulate: '通报批评决定',
} as const satisfies Record<Rung, string>

export const GROUND_LABELS = {
  overdue: '期限逾期',
  major_overdue: '重大隐患逾期',
  times_missed: '多次逾期',
  supervise_unheeded: '督办后仍逾期',
  interview_unheeded: '约谈后仍逾期',
} as const satisfies Record<Ground, string>

export const PROPOSAL_LABELS = {
  proposed: '待决定',
  issued: '已采纳',
  declined: '未采纳',
  lapsed: '已撤下',
} as const satisfies Record<ProposalState, string>

export const LETTER_LABELS = {
  issued: '待签收',
  acknowledged: '待答复',
  answered: '已反馈',
  closed: '已办结',
} as const satisfies Record<LetterState, string>

export const LETTER_ACT_LABELS = {
  issue: '签发',
  decline: '不予采纳',
  acknowledge: '签收',
  answer: '答复',
  send_back: '退回再答',
  close: '办结',
} as const satisfies Record<LetterAct, string>

export const LEVEL_LABELS = {
  province: '省级',
  city: '市级',
  county: '县级',
} as const satisfies Record<ListingLevel, string>

export const LISTING_LABELS = {
  listed: '挂牌督办',
  applied: '待复查',
  recheck_failed: '复查未通过',
  passed: '待摘牌',
  delisted: '已摘牌',
} as const satisfies Record<ListingState, string>

export const LISTING_ACT_LABELS = {
  list: '挂牌',
  publish: '公布挂牌',
  ask_extension: '申请延期',
  grant_extension: '批准延期',
  refuse_extension: '不准延期',
  apply: '申请摘牌',
  recheck_pass: '复查通过',
  recheck_fail: '复查不通过',
  opine: '专家意见',
  delist: '摘牌',
  publish_delisting: '公布摘牌',
} as const satisfies Record<ListingAct, string>

export const TRANSFER_KIND_LABELS = {
  transfer: '移交',
  referral: '移送',
} as const satisfies Record<TransferKind, string>

export const RECEIVER_LABELS = {
  discipline: '纪检监察机关',
  judicial: '司法机关',
  department: '有关主管部门',
} as const satisfies Record<Receiver, string>

export const TRANSFER_LABELS = {
  handed: '移交待回执',
  received: '已受理',
  returned: '已退回',
  in_process: '办理中',
  fed_back: '已反馈',
} as const satisfies Record<TransferState, string>

export const STANDING_LABELS = {
  fed_back: '已反馈处理结果',
  in_process: '正在处理',
  silent: '未反馈',
  returned: '已退回',
} as const satisfies Record<Standing, string>

export const TRANSFER_ACT_LABELS = {
  hand: '移交移送',
  accept: '登记回执',
  turn_back: '退回',
  process: '登记办理',
  feed_back: '登记反馈',
} as const satisfies Record<TransferAct, string>

export const SUSPENSION_KIND_LABELS = {
  production: '停产停业',
  use: '停止使用',
  closure: '责令关闭',
} as const satisfies Record<SuspensionKind, string>

/** The state of an order; an order that stands is called after its kind. */
export const SUSPENSION_LABELS = {
  ordered: '责令停止',
  applied: '待复查',
  resumed: '已恢复',
  verified: '待二次核查',
  confirmed: '已落实',
} as const satisfies Record<SuspensionState, string>

export const SUSPENSION_ACT_LABELS = {
  order: '责令停止',
  ask_resume: '申请恢复',
  allow_resume: '准予恢复',
  refuse_resume: '不准恢复',
  verify: '现场核查',
  confirm: '二次核查',
} as const satisfies Record<SuspensionAct, string>

/** 期限: what has to be done by the date, by the deadline's kind; the verb on the desk. */
export const DEADLINE_LABELS = {
  decide_proposal: '决定督办建议',
  acknowledge_letter: '答复督办',
  check_letter: '核对答复',
  publish_listing: '公布挂牌',
  clear_listing: '挂牌整改',
  recheck_listing: '摘牌复查',
  answer_listing: '审批挂牌延期',
  delist: '摘牌',
  publish_delisting: '公布摘牌',
  receipt: '回执',
  feedback: '反馈',
  recheck_resume: '恢复前复查',
  verify_closure: '现场核查',
  confirm_closure: '二次核查',
} as const
export type SupervisionDeadline = keyof typeof DEADLINE_LABELS
