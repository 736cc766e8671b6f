/** 收文: what arrived at an office and must be handled there. */
export const INCOMING_STATES = ['registered', 'proposed', 'instructed', 'finished', 'void'] as const
export type IncomingState = (typeof INCOMING_STATES)[number]

/** 文种: what sort of paper arrived. */
export const PAPER_KINDS = [
  'notice',
  'supervision_notice',
  'instruction',
  'letter',
  'minutes',
  'other',
] as const
export type PaperKind = (typeof PAPER_KINDS)[number]

/** 紧急程度 after GB/T 9704. */
export const URGENCIES = ['ordinary', 'urgent', 'extra_urgent'] as const
export type Urgency = (typeof URGENCIES)[number]

/** Every act on a paper that arrived. */
export const INCOMING_ACTS = ['register', 'propose', 'instruct', 'finish', 'void'] as const
export type IncomingAct = (typeof INCOMING_ACTS)[number]

/** 任务: what one body must answer by a date. */
export const TASK_STATES = [
  'draft',
  'leaving',
  'sent',
  'received',
  'returned',
  'answered',
  'sent_back',
  'accepted',
  'withdrawn',
  'void',
] as const
export type TaskState = (typeof TASK_STATES)[number]

/** States in which nobody has anything left to do. */
export const TASK_ENDED = ['accepted', 'withdrawn', 'void'] as const satisfies readonly TaskState[]

/** Every act on a task. */
export const TASK_ACTS = [
  'draft',
  'send',
  'recall',
  'leave',
  'redirect',
  'withdraw',
  'receive',
  'return',
  'reassign',
  'answer',
  'fill',
  'accept',
  'send_back',
  'remind',
  'void',
] as const
export type TaskAct = (typeof TASK_ACTS)[number]

/** How a shop said what the village contact writes down for it. */
export const SAID_HOWS = ['in_person', 'telephone'] as const
export type SaidHow = (typeof SAID_HOWS)[number]

/** 主办 or 协办: whether the body leads or assists. */
export const TASK_PARTS = ['lead', 'assist'] as const
export type TaskPart = (typeof TASK_PARTS)[number]
