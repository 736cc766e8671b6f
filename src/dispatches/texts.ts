import type {
  DispatchAct,
  DispatchKind,
  DispatchPublicity,
  DispatchState,
  Opinion,
  Retention,
  SealWay,
  SlipAct,
  SlipPart,
  SlipState,
  SourceKind,
} from './vocabulary.ts'

export const DISPATCH_KIND_LABELS = {
  notice: '通知',
  letter: '函',
  reply: '回复函',
  circular: '通报',
  report: '报告',
  request: '请示',
  opinion: '意见',
  minutes: '纪要',
} as const satisfies Record<DispatchKind, string>

/** What stands between the body's name and the year of a number: one series a kind. */
export const KIND_MARKS = {
  notice: '发',
  letter: '函',
  reply: '复',
  circular: '通',
  report: '报',
  request: '请',
  opinion: '意',
  minutes: '纪',
} as const satisfies Record<DispatchKind, string>

export const DISPATCH_STATE_LABELS = {
  draft: '草稿',
  checking: '待审批',
  checked: '办理中',
  countersigning: '待答复',
  signing: '待签字',
  signed: '办理中',
  sealed: '办理中',
  distributed: '已送达',
  archived: '已归档',
  withdrawn: '已撤回',
  void: '已作废',
} as const satisfies Record<DispatchState, string>

/** The dashed side fact under a state, where its word does not say it all. */
export const DISPATCH_SIDE: Readonly<Partial<Record<DispatchState, string>>> = {
  checking: '待核稿',
  checked: '已核稿',
  countersigning: '会签中',
  signing: '待签发',
  signed: '待用印',
  sealed: '待分发',
  distributed: '已分发',
}

/** A state in one phrase, for sentences and registers. */
export const STATE_PHRASES = {
  draft: '草稿',
  checking: '待核稿',
  checked: '已核稿',
  countersigning: '会签中',
  signing: '待签发',
  signed: '已签发',
  sealed: '已用印',
  distributed: '已分发',
  archived: '已归档',
  withdrawn: '已撤回',
  void: '已作废',
} as const satisfies Record<DispatchState, string>

export const SLIP_STATE_LABELS = {
  sent: '待签收',
  agreed: '已完成',
  remarked: '已完成',
  objected: '已退回',
  lapsed: '已作废',
  received: '已完成',
  withdrawn: '已撤回',
} as const satisfies Record<SlipState, string>

export const SLIP_SIDE: Readonly<Partial<Record<SlipState, string>>> = {
  agreed: '同意',
  remarked: '有保留同意',
  objected: '不同意',
  lapsed: '会签失效',
  received: '已签收',
}

export const PUBLICITY_LABELS = {
  open: '主动公开',
  on_request: '依申请公开',
  closed: '不予公开',
} as const satisfies Record<DispatchPublicity, string>

export const RETENTION_LABELS = {
  permanent: '永久',
  years_30: '30年',
  years_10: '10年',
} as const satisfies Record<Retention, string>

export const SEAL_WAY_LABELS = {
  scan: '打印盖章后扫描',
  e_seal: '电子印章签章文件',
} as const satisfies Record<SealWay, string>

export const SOURCE_LABELS = {
  incoming: '收文',
  office_task: '任务',
  finding: '问题隐患',
} as const satisfies Record<SourceKind, string>

export const SLIP_PART_LABELS = {
  countersign: '会签',
  to: '主送',
  copy: '抄送',
} as const satisfies Record<SlipPart, string>

export const OPINION_LABELS = {
  agreed: '同意',
  remarked: '同意，另提意见',
  objected: '不同意',
} as const satisfies Record<Opinion, string>

/** What the record of handling calls each act. */
export const DISPATCH_STEP_LABELS = {
  draft: '拟稿',
  revise: '改稿',
  submit: '送核',
  check: '核稿',
  return: '核稿退回',
  consult: '送会签',
  countersigned: '会签答复',
  present: '送签',
  decline: '退签',
  sign: '签发',
  seal: '用印',
  distribute: '分发',
  archive: '归档',
  withdraw: '撤回',
  void: '作废',
  answer: '会签答复',
  receive: '签收',
  register: '登记为收文',
  heed: '知悉撤回',
  record: '登记送达',
  deliver: '送达',
  lapse: '会签失效',
} as const satisfies Record<DispatchAct | SlipAct | 'countersigned' | 'deliver' | 'lapse', string>
