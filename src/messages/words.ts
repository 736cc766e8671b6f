import * as z from 'zod'
import { face, idSchema, none, textSchema } from '#kernel/faces.ts'
import {
  CALL_OUTCOMES,
  CALL_STATES,
  CHANNELS,
  MATTER_KINDS,
  MESSAGE_STATES,
  REASONS,
  WEIGHTS,
} from './vocabulary.ts'

export * from './vocabulary.ts'

const channels = z
  .array(z.enum(CHANNELS, { error: '没有这种通道' }))
  .max(CHANNELS.length)
  .refine((all) => new Set(all).size === all.length, { error: '同一通道只能选一次' })

export const phoneSchema = z
  .string()
  .trim()
  .regex(/^1[3-9]\d{9}$/, { error: '请填写11位手机号' })

export const digestTimeSchema = z
  .string()
  .regex(/^(0[6-9]|1\d|20):(00|15|30|45)$/, { error: '摘要时间在06:00至20:45之间，按刻钟选择' })

/** A message as its list shows it; who may not see matters is told neither number nor address. */
export const messageRow = z.strictObject({
  id: z.string(),
  event: z.string(),
  weight: z.enum(WEIGHTS),
  personName: z.string(),
  orgName: z.string(),
  number: z.string().nullable(),
  route: z.string().nullable(),
  channel: z.enum(CHANNELS).nullable(),
  state: z.enum(MESSAGE_STATES),
  reason: z.enum(REASONS).nullable(),
  tries: z.int(),
  notBefore: z.string(),
  at: z.string(),
  sentAt: z.string().nullable(),
  deliveredAt: z.string().nullable(),
})
export type MessageRow = z.output<typeof messageRow>

export const channelStatus = z.strictObject({
  channel: z.enum(CHANNELS),
  configured: z.boolean(),
  sentToday: z.int(),
  failedToday: z.int(),
  lastSentAt: z.string().nullable(),
})
export type ChannelStatus = z.output<typeof channelStatus>

export const listMessages = face({
  method: 'GET',
  path: '/api/messages',
  query: z.strictObject({
    state: z.enum(MESSAGE_STATES).optional(),
    after: idSchema.optional(),
  }),
  body: none,
  answer: z.strictObject({
    rows: z.array(messageRow),
    next: z.string().nullable(),
    channels: z.array(channelStatus),
    /** What is wrong with the deployment's settings, for the system administrator. */
    fault: z.string().nullable(),
  }),
  summary: '消息记录',
})

export const feedView = z.strictObject({
  id: z.string(),
  createdAt: z.string(),
  readAt: z.string().nullable(),
})

export const messageSettings = z.strictObject({
  choice: z.strictObject({
    revision: z.int(),
    channels: z.array(z.enum(CHANNELS)),
    digestAt: z.string(),
    phone: z.string().nullable(),
  }),
  /** What the office allows and the deployment has set up. */
  allowed: z.array(z.enum(CHANNELS)),
  configured: z.array(z.enum(CHANNELS)),
  quiet: z.strictObject({ from: z.int(), to: z.int() }),
  office: z.strictObject({
    revision: z.int(),
    channels: z.array(z.enum(CHANNELS)),
    name: z.string(),
  }),
  feeds: z.array(feedView),
  /** What the digest would say now; null where there is nothing to say. */
  preview: z.string().nullable(),
})
export type MessageSettings = z.output<typeof messageSettings>

export const readMessageSettings = face({
  method: 'GET',
  path: '/api/message-settings',
  query: none,
  body: none,
  answer: messageSettings,
  summary: '本人的消息设置',
})

const saved = z.strictObject({ revision: z.int(), say: z.string() })
const version = { revision: z.int().min(0) }

export const chooseMessages = face({
  method: 'POST',
  path: '/api/message-settings/own',
  query: none,
  body: z.strictObject({
    ...version,
    channels: channels.min(1, { error: '至少选择一种通道' }),
    digestAt: digestTimeSchema,
    phone: phoneSchema.nullable(),
  }),
  answer: saved,
  summary: '设置本人的消息',
})
export const allowChannels = face({
  method: 'POST',
  path: '/api/message-settings/office',
  query: none,
  body: z.strictObject({ ...version, channels: channels.min(1, { error: '至少允许一种通道' }) }),
  answer: saved,
  summary: '设置本单位可用的通道',
})

export const createFeed = face({
  method: 'POST',
  path: '/api/calendar-feeds',
  query: none,
  body: none,
  answer: z.strictObject({ id: z.string(), path: z.string(), say: z.string() }),
  summary: '生成期限日历的订阅地址；只显示这一次',
})
export const revokeFeed = face({
  method: 'POST',
  path: '/api/calendar-feeds/{id}/revocation',
  query: none,
  body: none,
  answer: z.strictObject({ say: z.string() }),
  summary: '停用期限日历的订阅地址',
})
export const readFeed = face({
  method: 'GET',
  path: '/api/calendar-feeds/{file}',
  query: none,
  body: none,
  answer: z.unknown(),
  summary: '期限日历（iCalendar）；地址本身就是凭据',
})

/** What a gateway tells of a message it was given; `sign` proves that it is the gateway. */
export const takeReceipt = face({
  method: 'POST',
  path: '/api/message-receipts/sms',
  query: none,
  body: z.strictObject({
    id: z.string().min(1).max(100),
    delivered: z.boolean(),
    time: z.string().min(1).max(40),
    sign: z.string().min(1).max(200),
  }),
  answer: z.strictObject({ taken: z.boolean() }),
  summary: '短信网关的送达回执',
})

const matter = { kind: z.enum(MATTER_KINDS), id: idSchema }

export const callView = z.strictObject({
  id: z.string(),
  revision: z.int(),
  state: z.enum(CALL_STATES),
  calledOrg: z.string(),
  calledOrgName: z.string(),
  calledName: z.string(),
  calledAt: z.string(),
  outcome: z.enum(CALL_OUTCOMES),
  answeredName: z.string().nullable(),
  said: z.string().nullable(),
  orgName: z.string(),
  ownerOrg: z.string(),
  personName: z.string(),
  recordedAt: z.string(),
  voidReason: z.string().nullable(),
  /** Index in the journal, or null while the entry waits to be sequenced. */
  index: z.number().nullable(),
})
export type CallView = z.output<typeof callView>

export const listCalls = face({
  method: 'GET',
  path: '/api/calls',
  query: z.strictObject(matter),
  body: none,
  answer: z.strictObject({
    rows: z.array(callView),
    /** Calls that were answered: they count as reminders. */
    answered: z.int(),
  }),
  summary: '一件事项的电话记录',
})

export const recordCallBody = z
  .strictObject({
    ...matter,
    calledOrg: idSchema,
    calledName: textSchema(40),
    calledAt: z.iso.datetime({ offset: true, error: '请填写通话时间' }),
    outcome: z.enum(CALL_OUTCOMES),
    answeredName: textSchema(40).nullable().default(null),
    said: textSchema(1000).nullable().default(null),
  })
  .superRefine((body, context) => {
    if (body.outcome !== 'answered') return
    const need = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (body.answeredName === null) need('answeredName', '已接通的，写明接听人')
    if (body.said === null) need('said', '已接通的，写明通话内容')
  })
export const recordCall = face({
  method: 'POST',
  path: '/api/calls',
  query: none,
  body: recordCallBody,
  answer: z.strictObject({ id: z.string(), revision: z.int(), say: z.string() }),
  summary: '登记电话记录',
})
export const voidCall = face({
  method: 'POST',
  path: '/api/calls/{id}/voiding',
  query: none,
  body: z.strictObject({ revision: z.int().min(1), reason: textSchema(500) }),
  answer: z.strictObject({ id: z.string(), revision: z.int(), say: z.string() }),
  summary: '作废电话记录',
})
