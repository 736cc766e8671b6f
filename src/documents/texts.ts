import type { DocumentForm } from './words.ts'

export const FORM_LABELS = {
  notice: '通报',
  hand_over: '交办单',
  rectify: '整改通知书',
  recheck: '复查意见书',
  strike_off: '销号审批表',
  extension: '延期审批表',
  dispatch: '公文',
  reply: '函（信函格式）',
  meeting_sign_in: '会议签到表',
  meeting_minutes: '会议纪要',
  feedback: '问题隐患反馈交办清单',
  remind: '催办函',
  supervise: '督办函',
  interview: '约谈通知书',
  interview_minutes: '约谈纪要',
  circulate: '通报批评决定',
  listing: '挂牌督办通知',
  delisting: '摘牌通知',
  transfer: '移送书',
  transfer_receipt: '移送回执',
  warning: '预警通知',
} as const satisfies Record<DocumentForm, string>

/** 1分20秒, 45秒. */
export function durationText(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  const rest = seconds % 60
  if (minutes === 0) return `${rest}秒`
  return rest === 0 ? `${minutes}分钟` : `${minutes}分${rest}秒`
}
