/** 红, 橙, 黄, 蓝: the gravest first. */
export const WARNING_GRADES = ['red', 'orange', 'yellow', 'blue'] as const
export type WarningGrade = (typeof WARNING_GRADES)[number]

/** What is warned of. */
export const WARNING_TOPICS = [
  'heat',
  'cold',
  'flood',
  'typhoon',
  'fire',
  'holiday',
  'accidents',
  'other',
] as const
export type WarningTopic = (typeof WARNING_TOPICS)[number]

/** A warning ends only by being lifted; past its date it is expired and still to be lifted. */
export const WARNING_STATES = ['in_force', 'lifted'] as const
export type WarningState = (typeof WARNING_STATES)[number]

/** 待回执, 已回执, or nothing came until the warning was lifted. */
export const WARNING_RECEIPT_STATES = ['asked', 'acknowledged', 'silent'] as const
export type WarningReceiptState = (typeof WARNING_RECEIPT_STATES)[number]
