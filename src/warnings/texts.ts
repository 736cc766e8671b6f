import type { WarningGrade, WarningReceiptState, WarningState, WarningTopic } from './vocabulary.ts'

export const WARNING_GRADE_LABELS = {
  red: '红色',
  orange: '橙色',
  yellow: '黄色',
  blue: '蓝色',
} as const satisfies Record<WarningGrade, string>

export const WARNING_TOPIC_LABELS = {
  heat: '高温',
  cold: '寒潮',
  flood: '汛期',
  typhoon: '台风',
  fire: '火灾',
  holiday: '节假日',
  accidents: '事故多发',
  other: '其他',
} as const satisfies Record<WarningTopic, string>

export const WARNING_STATE_LABELS = {
  in_force: '生效中',
  lifted: '已解除',
} as const satisfies Record<WarningState, string>

export const WARNING_EXPIRED_LABEL = '已过有效期'

export const WARNING_RECEIPT_LABELS = {
  asked: '待回执',
  acknowledged: '已回执',
  silent: '未回执',
} as const satisfies Record<WarningReceiptState, string>

/** 云川市高温橙色预警 */
export function warningTitle(area: string, topic: WarningTopic, grade: WarningGrade): string {
  const what = topic === 'other' ? '安全生产' : WARNING_TOPIC_LABELS[topic]
  return `${area}${what}${WARNING_GRADE_LABELS[grade]}预警`
}
