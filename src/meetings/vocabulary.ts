/** 全体会议, 联席会议, 专题会议. */
export const MEETING_KINDS = ['plenary', 'joint', 'special'] as const
export type MeetingKind = (typeof MEETING_KINDS)[number]

/** A meeting from its plan until its minutes are signed. */
export const MEETING_STATES = ['draft', 'called', 'held', 'concluded', 'cancelled'] as const
export type MeetingState = (typeof MEETING_STATES)[number]

/** What the office and the chair do with a meeting. */
export const MEETING_ACTS = [
  'plan',
  'revise',
  'call',
  'adjourn',
  'cancel',
  'enter',
  'hold',
  'minute',
  'sign',
] as const
export type MeetingAct = (typeof MEETING_ACTS)[number]

/** What a body that was asked to come has answered. */
export const PARTY_STATES = ['invited', 'acknowledged', 'leave', 'cancelled'] as const
export type PartyState = (typeof PARTY_STATES)[number]

/** What a body that was asked to come does. */
export const PARTY_ACTS = ['acknowledge', 'excuse', 'attend'] as const
export type PartyAct = (typeof PARTY_ACTS)[number]

/** Who entered an attendance: the person themselves, or the clerk at the door. */
export const SIGNED_AS = ['self', 'clerk'] as const

export const MONTH_STATES = ['open', 'summed_up', 'void'] as const
export type MonthState = (typeof MONTH_STATES)[number]
export const MONTH_ACTS = ['open', 'sum_up', 'void'] as const
export type MonthAct = (typeof MONTH_ACTS)[number]
