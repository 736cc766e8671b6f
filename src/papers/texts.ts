import type {
  IncomingAct,
  IncomingState,
  PaperKind,
  SaidHow,
  TaskAct,
  TaskPart,
  TaskState,
  Urgency,
} from './vocabulary.ts'

export const PAPER_KIND_LABELS = {
  notice: '通知',
  supervision_notice: '督办通知',
  instruction: '批示件',
  letter: '函',
  minutes: '会议纪要',
  other: '其他',
} as const satisfies Record<PaperKind, string>

export const URGENCY_LABELS = {
  ordinary: '平件',
  urgent: '加急',
  extra_urgent: '特急',
} as const satisfies Record<Urgency, string>

export const INCOMING_STATE_LABELS = {
  registered: '已登记',
  proposed: '待审批',
  instructed: '办理中',
  finished: '已完成',
  void: '已作废',
} as const satisfies Record<IncomingState, string>

/** The dashed side fact under a state, where its word does not say it all. */
export const INCOMING_SIDE: Readonly<Partial<Record<IncomingState, string>>> = {
  proposed: '待批示',
}

export const TASK_STATE_LABELS = {
  draft: '草稿',
  leaving: '草稿',
  sent: '待签收',
  received: '办理中',
  returned: '退办待处理',
  answered: '待验收',
  sent_back: '办理中',
  accepted: '已完成',
  withdrawn: '已撤回',
  void: '已作废',
} as const satisfies Record<TaskState, string>

/** The dashed side fact under a state, where its word does not say it all. */
export const TASK_SIDE: Readonly<Partial<Record<TaskState, string>>> = {
  sent_back: '退回补充',
  leaving: '待发出',
}

export const TASK_PART_LABELS = { lead: '主办', assist: '协办' } as const satisfies Record<
  TaskPart,
  string
>

export const SAID_LABELS = { in_person: '当面', telephone: '电话' } as const satisfies Record<
  SaidHow,
  string
>

/** What the record of handling calls each act. */
export const STEP_LABELS = {
  register: '登记收文',
  propose: '拟办',
  instruct: '批示',
  finish: '办结',
  void: '作废',
  draft: '拟任务',
  send: '下达',
  recall: '收回',
  leave: '发出',
  redirect: '改由承接单位办理',
  withdraw: '撤回',
  receive: '签收',
  return: '退办',
  reassign: '改派',
  answer: '反馈',
  fill: '代填反馈',
  accept: '验收',
  send_back: '退回补充',
  remind: '催办',
} as const satisfies Record<IncomingAct | TaskAct, string>
