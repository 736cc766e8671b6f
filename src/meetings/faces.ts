import * as z from 'zod'
import { fileQuery } from '#documents/words.ts'
import { dateSchema, face, idSchema, none, textSchema } from '#kernel/faces.ts'
import { paperMoved } from '#papers/words.ts'
import {
  agendaItem,
  invitationDetail,
  meetingDetail,
  meetingRow,
  minutesItem,
  monthView,
  partyView,
  timeSchema,
} from './shapes.ts'
import { MEETING_KINDS, MEETING_STATES } from './vocabulary.ts'

const seen = { revision: z.int().min(1) }
const reason = textSchema(2000)
const optional = (most: number) => textSchema(most).nullable().default(null)

function act<const P extends string, B extends z.ZodType>(path: P, body: B, summary: string) {
  return face({ method: 'POST', path, query: none, body, answer: paperMoved, summary })
}

/** What the office plans: everything that the notice will say. */
export const planBody = {
  kind: z.enum(MEETING_KINDS),
  title: textSchema(200),
  startsOn: dateSchema,
  startsAt: timeSchema,
  venue: textSchema(100),
  chairOrg: idSchema,
  chairName: textSchema(50),
  agenda: z.array(agendaItem).min(1, { error: '请列出议题' }).max(30),
  invited: z
    .array(idSchema)
    .min(1, { error: '请选择参会单位' })
    .max(300)
    .refine((all) => new Set(all).size === all.length, { error: '同一单位只能选一次' }),
}

export const listMeetings = face({
  method: 'GET',
  path: '/api/meetings',
  query: z.strictObject({
    state: z.enum(MEETING_STATES).optional(),
    kind: z.enum(MEETING_KINDS).optional(),
    q: z.string().trim().max(60).optional(),
    after: z.string().max(200).optional(),
  }),
  body: none,
  answer: z.strictObject({ rows: z.array(meetingRow), next: z.string().nullable() }),
  summary: '会议清单',
})
export const readMeeting = face({
  method: 'GET',
  path: '/api/meetings/{id}',
  query: none,
  body: none,
  answer: meetingDetail,
  summary: '一次会议',
})
export const planMeeting = act('/api/meetings', z.strictObject(planBody), '拟会议')
export const reviseMeeting = act(
  '/api/meetings/{id}/revision',
  z.strictObject({ ...seen, ...planBody }),
  '修改会议安排',
)
export const callMeeting = act(
  '/api/meetings/{id}/notice',
  z.strictObject({ ...seen, note: optional(2000) }),
  '发会议通知',
)
export const adjournMeeting = act(
  '/api/meetings/{id}/adjournment',
  z.strictObject({ ...seen, startsOn: dateSchema, startsAt: timeSchema, reason }),
  '会议改期',
)
export const cancelMeeting = act(
  '/api/meetings/{id}/cancellation',
  z.strictObject({ ...seen, reason }),
  '取消会议',
)
/** The clerk at the door enters who came for a body. */
export const enterAttendance = act(
  '/api/meeting-notices/{id}/entry',
  z.strictObject({ ...seen, name: textSchema(50) }),
  '代录签到',
)
export const holdMeeting = act(
  '/api/meetings/{id}/opening',
  z.strictObject({
    ...seen,
    chairOrg: idSchema,
    chairName: textSchema(50),
    /** Why the planned chair does not preside; needed where somebody else does. */
    absence: optional(500),
  }),
  '登记会议召开',
)
export const draftMinutes = act(
  '/api/meetings/{id}/minutes',
  z.strictObject({
    ...seen,
    text: textSchema(20_000),
    items: z.array(minutesItem).max(50).default([]),
    /** The number of the signed minutes that this draft corrects. */
    corrects: optional(60),
  }),
  '拟会议纪要',
)
export const signMinutes = act(
  '/api/meetings/{id}/minutes/signature',
  z.strictObject({ ...seen, note: optional(2000) }),
  '签发会议纪要',
)

const tasksMade = z.strictObject({
  tasks: z.array(paperMoved),
  failed: z.array(z.strictObject({ org: z.string(), say: z.string() })),
  say: z.string(),
})
export type TasksMade = z.output<typeof tasksMade>

/** The decision's tasks: one for each body, each a draft until it is sent. */
export const decisionTasks = face({
  method: 'POST',
  path: '/api/meetings/decisions/{id}/tasks',
  query: none,
  body: z.strictObject({ orgs: z.array(idSchema).min(1, { error: '请选择承办单位' }).max(300) }),
  answer: tasksMade,
  summary: '议定事项转任务',
})
export const monthTasks = face({
  method: 'POST',
  path: '/api/theme-months/{id}/items/{item}/tasks',
  query: none,
  body: none,
  answer: tasksMade,
  summary: '主题月安排转任务',
})

export const listInvitations = face({
  method: 'GET',
  path: '/api/meeting-notices',
  query: none,
  body: none,
  answer: z.strictObject({ rows: z.array(partyView) }),
  summary: '收到的会议通知',
})
export const readInvitation = face({
  method: 'GET',
  path: '/api/meeting-notices/{id}',
  query: none,
  body: none,
  answer: invitationDetail,
  summary: '一份会议通知',
})
export const acknowledgeNotice = act(
  '/api/meeting-notices/{id}/receipt',
  z.strictObject({ ...seen, attendee: textSchema(50), insteadOf: optional(50) }),
  '会议回执',
)
export const excuseNotice = act(
  '/api/meeting-notices/{id}/leave',
  z.strictObject({ ...seen, reason }),
  '会议请假',
)
export const attendMeeting = act(
  '/api/meeting-notices/{id}/attendance',
  z.strictObject({ ...seen, name: textSchema(50) }),
  '会议签到',
)

export const listMonths = face({
  method: 'GET',
  path: '/api/theme-months',
  query: none,
  body: none,
  answer: z.strictObject({ rows: z.array(monthView) }),
  summary: '主题月',
})
export const openMonth = act(
  '/api/theme-months',
  z.strictObject({
    title: textSchema(100),
    fromOn: dateSchema,
    toOn: dateSchema,
    authority: textSchema(500),
    items: z.array(minutesItem).min(1, { error: '请列出安排事项' }).max(50),
  }),
  '登记主题月',
)
export const sumUpMonth = act(
  '/api/theme-months/{id}/summary',
  z.strictObject({ ...seen, done: textSchema(4000) }),
  '总结主题月',
)
export const voidMonth = act(
  '/api/theme-months/{id}/voiding',
  z.strictObject({ ...seen, reason }),
  '作废主题月',
)

const fileFace = <const P extends string>(path: P, summary: string) =>
  face({ method: 'GET', path, query: fileQuery, body: none, answer: z.unknown(), summary })

export const signInSheet = fileFace('/api/meetings/{id}/sign-in-sheet', '会议签到表')
export const minutesFile = fileFace('/api/meetings/minutes/{id}/document', '会议纪要文书')
