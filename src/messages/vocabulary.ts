/** 通道: ways on which a message may go out, in the order in which they are tried. */
export const CHANNELS = ['wecom', 'dingtalk', 'sms'] as const
export type Channel = (typeof CHANNELS)[number]

/**
 * How much a message weighs. Urgent ones (重大 only) go at any hour; prompt ones outside the quiet
 * hours; ordinary ones with the digest of the day, which is itself a message.
 */
export const WEIGHTS = ['urgent', 'prompt', 'ordinary', 'digest'] as const
export type Weight = (typeof WEIGHTS)[number]

/** 待发 待发 已发 已送达 失败 不再发送. */
export const MESSAGE_STATES = [
  'waiting',
  'sending',
  'sent',
  'delivered',
  'failed',
  'dropped',
] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

/** Why a message did not arrive, waits longer, or was not needed any more. */
export const REASONS = [
  'no_phone',
  'bad_phone',
  'no_account',
  'refused',
  'down',
  'busy',
  'unsure',
  'no_channel',
  'undelivered',
  'obsolete',
  'superseded',
  'nothing',
] as const
export type Reason = (typeof REASONS)[number]

/** What came of a telephone call. */
export const CALL_OUTCOMES = ['answered', 'no_answer', 'wrong_number'] as const
export type CallOutcome = (typeof CALL_OUTCOMES)[number]

export const CALL_STATES = ['recorded', 'void'] as const
export type CallState = (typeof CALL_STATES)[number]

/** What a telephone call may be about. */
export const MATTER_KINDS = ['finding', 'office_task', 'incoming'] as const
export type MatterKind = (typeof MATTER_KINDS)[number]
