import type { CallOutcome, Channel, MessageState, Reason, Weight } from './vocabulary.ts'

export const CHANNEL_LABELS = {
  wecom: '政务微信',
  dingtalk: '政务钉钉',
  sms: '短信',
} as const satisfies Record<Channel, string>

export const WEIGHT_LABELS = {
  urgent: '紧急',
  prompt: '即时',
  ordinary: '随摘要',
  digest: '每日摘要',
} as const satisfies Record<Weight, string>

export const MESSAGE_STATE_LABELS = {
  waiting: '待发',
  sending: '待发',
  sent: '已发',
  delivered: '已送达',
  failed: '未送达',
  dropped: '不再发送',
} as const satisfies Record<MessageState, string>

/** Why, after the state: 未送达（无手机号）. */
export const REASON_LABELS = {
  no_phone: '无手机号',
  bad_phone: '手机号有误',
  no_account: '通道内查无此人',
  refused: '通道拒收',
  down: '通道不可用，稍后重发',
  busy: '通道限流，稍后重发',
  unsure: '发送中断，是否送达不明',
  no_channel: '所选通道未开通',
  undelivered: '网关回执未送达',
  obsolete: '事项已办',
  superseded: '并入次日摘要',
  nothing: '无待办',
} as const satisfies Record<Reason, string>

/** What is told, by the event that led to it; any other event is called 新待办. */
export const EVENT_LABELS: Readonly<Record<string, string>> = {
  digest: '待办摘要',
  'finding.handed_over': '交办',
  'finding.reminded': '催办',
  'supervision.issued': '督办',
  'listing.listed': '挂牌督办',
  'suspension.ordered': '停产停用',
  'transfer.handed': '移交',
  'task.sent': '任务',
  'task.sent_back': '退回补充',
  'task.reminded': '催办',
}

export const CALL_OUTCOME_LABELS = {
  answered: '已接通',
  no_answer: '无人接听',
  wrong_number: '号码有误',
} as const satisfies Record<CallOutcome, string>

/** 催办 or another word for an event. */
export function eventLabel(event: string): string {
  return EVENT_LABELS[event] ?? '新待办'
}
