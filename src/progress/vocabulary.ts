/** How often a call for progress comes back. */
export const RHYTHMS = ['once', 'weekly', 'ten_days', 'monthly'] as const
export type Rhythm = (typeof RHYTHMS)[number]

export const SERIES_STATES = ['running', 'stopped'] as const
export type SeriesState = (typeof SERIES_STATES)[number]

export const ROUND_STATES = ['open', 'closed'] as const
export type RoundState = (typeof ROUND_STATES)[number]

/** 待答复, 已反馈, or nothing was said until the round was closed. */
export const ANSWER_STATES = ['asked', 'answered', 'silent'] as const
export type AnswerState = (typeof ANSWER_STATES)[number]

/** What the records already say of a body: it confirms or explains, and never types it. */
export const FACTS = [
  'found',
  'struck_off',
  'open',
  'overdue',
  'tasks_open',
  'tasks_overdue',
] as const
export type Fact = (typeof FACTS)[number]
