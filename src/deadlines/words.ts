import * as z from 'zod'
import { dateSchema, face, idSchema, none } from '#kernel/faces.ts'

/** 法定节假日, 调休上班, or a day that an amended notice made ordinary again. */
export const dayKinds = ['holiday', 'make_up_workday', 'ordinary'] as const
export type DayKind = (typeof dayKinds)[number]

export const calendarDay = z.strictObject({
  day: dateSchema,
  kind: z.enum(dayKinds),
  name: z.string().trim().min(1).max(40),
})
export type CalendarDay = z.infer<typeof calendarDay>

/** A year of the calendar as the State Council's notice gives it; also the form of the seeds. */
export const calendarNotice = z.strictObject({
  year: z.int().min(1990).max(2100),
  notice: z.string().trim().min(1, { error: '请写明通知的名称和文号' }).max(200),
  days: z.array(calendarDay).max(120),
})
export type CalendarNotice = z.infer<typeof calendarNotice>

/**
 * How long somebody has. The day on which it starts is not counted. Hours are kept to the day:
 * every 24 begun are one day.
 */
export type Period =
  | { readonly hours: number }
  | { readonly days: number }
  | { readonly workingDays: number }
  | { readonly months: number }

export const periodUnits = ['hours', 'days', 'workingDays', 'months'] as const

/** What a deadline is counted in; months are counted down in days. */
export const units = ['workingDays', 'days'] as const
export type Unit = (typeof units)[number]

/** 计时中, 已完成, 已撤销, 已暂停计时. “Overdue” is computed from the date, never stored. */
export const deadlineStates = ['open', 'met', 'cancelled', 'paused'] as const
export type DeadlineState = (typeof deadlineStates)[number]

/** One stretch of days in the calculation of a due date (计算过程), and why it is told. */
export type Step = {
  readonly kind: 'weekend' | 'holiday' | 'make_up_workday' | 'moved_to_workday'
  readonly from: string
  readonly to: string
  readonly name: string | null
}

/** What happened to a running deadline, in order; stands in the row for the calculation. */
export type Change = {
  readonly kind: 'extended' | 'paused' | 'resumed' | 'recounted'
  readonly on: string
  readonly from: string
  readonly to: string
  readonly left: number | null
  readonly basis: string | null
}

/** A row of the deadline table under its logical names. Dates are legal dates. */
export type Deadline = {
  readonly jur: string
  readonly id: string
  readonly revision: number
  /** The body that must act, and the party (enterprise, auditee) that may see the row. */
  readonly ownerOrg: string | null
  readonly partyId: string | null
  readonly demo: boolean
  readonly subjectKind: string
  readonly subjectId: string
  /** The code word of what must be done, and the verb shown on the desk's button. */
  readonly kind: string
  readonly label: string
  readonly title: string | null
  readonly number: string | null
  /** The page where it is done, for example `/findings/…`. */
  readonly route: string
  readonly clock: Period | null
  readonly basis: string
  readonly startedOn: string
  readonly dueOn: string
  readonly originalDueOn: string
  readonly unit: Unit
  /** Whose desk it lies on: one post, or whoever has the role in the body, or anybody there. */
  readonly ownerPost: string | null
  readonly ownerRole: string | null
  readonly waitedByOrg: string | null
  readonly state: DeadlineState
  readonly pausedOn: string | null
  readonly left: number | null
  readonly doneOn: string | null
  readonly provisional: boolean
  readonly changes: readonly Change[]
}

/** How much time is left (positive), is over (negative), or 0 for today. */
export const amount = z.strictObject({ count: z.int(), unit: z.enum(units) })
export type Amount = z.infer<typeof amount>

/** A deadline as the screen is told it: the server counts, the texts only word. */
export const deadlineView = z.strictObject({
  id: z.string(),
  jur: z.string(),
  subject: z.strictObject({ kind: z.string(), id: z.string() }),
  kind: z.string(),
  label: z.string(),
  title: z.string().nullable(),
  number: z.string().nullable(),
  route: z.string(),
  basis: z.string(),
  state: z.enum(deadlineStates),
  today: z.string(),
  startedOn: z.string(),
  dueOn: z.string(),
  originalDueOn: z.string(),
  /** Why the date is no longer the original one. */
  movedBy: z.enum(['extended', 'resumed', 'recounted']).nullable(),
  dueDay: z.enum(['workday', 'weekend', 'holiday', 'make_up_workday']),
  left: amount,
  /** The year whose notice is not out yet, where the date is provisional. */
  provisionalYear: z.int().nullable(),
  doneOn: z.string().nullable(),
  ownerOrg: z.string().nullable(),
  ownerPost: z.string().nullable(),
  ownerRole: z.string().nullable(),
})
export type DeadlineView = z.infer<typeof deadlineView>

/** The groups of the desk, in the order of urgency. */
export const deskGroups = ['overdue', 'today', 'soon', 'later', 'paused'] as const
export type DeskGroup = (typeof deskGroups)[number]

export const deskAnswer = z.strictObject({
  today: z.string(),
  groups: z.array(
    z.strictObject({
      group: z.enum(deskGroups),
      count: z.int(),
      rows: z.array(deadlineView),
    }),
  ),
  /** What the acting body waits for from others. */
  waiting: z.array(deadlineView),
})
export type Desk = z.infer<typeof deskAnswer>

export const stepShape = z.strictObject({
  kind: z.enum(['weekend', 'holiday', 'make_up_workday', 'moved_to_workday']),
  from: z.string(),
  to: z.string(),
  name: z.string().nullable(),
})

/** How a date came about: each stretch that was counted, and each change with what it rests on. */
export const calculationShape = z.strictObject({
  deadline: deadlineView,
  clock: z.strictObject({ count: z.int(), unit: z.enum(periodUnits) }).nullable(),
  parts: z.array(
    z.strictObject({
      kind: z.enum(['started', 'extended', 'paused', 'resumed', 'recounted']),
      from: z.string(),
      to: z.string(),
      left: amount.nullable(),
      basis: z.string().nullable(),
      steps: z.array(stepShape),
    }),
  ),
})
export type Calculation = z.infer<typeof calculationShape>

/** Whether a path names a deadline at all. */
export function isDeadlineId(text: string): boolean {
  return idSchema.safeParse(text).success
}

export const readDesk = face({
  method: 'GET',
  path: '/api/desk',
  query: none,
  body: none,
  answer: deskAnswer,
  summary: 'What the acting post must do, soonest first',
})
export const readDeskPage = face({
  method: 'GET',
  path: '/api/desk/{group}',
  query: z.strictObject({ afterDue: dateSchema, afterId: idSchema }),
  body: none,
  answer: z.strictObject({ rows: z.array(deadlineView) }),
  summary: 'More rows of one group of the desk',
})
export const readDeadline = face({
  method: 'GET',
  path: '/api/deadlines/{id}',
  query: none,
  body: none,
  answer: calculationShape,
  summary: 'A deadline and how it was counted',
})

export const calendarYearShape = calendarNotice.extend({
  covered: z.boolean(),
  source: z.enum(['seed', 'import']).nullable(),
})
export const readCalendarYear = face({
  method: 'GET',
  path: '/api/calendar/{year}',
  query: none,
  body: none,
  answer: calendarYearShape,
  summary: 'The holidays and make-up workdays of a year',
})
export const importCalendarYear = face({
  method: 'POST',
  path: '/api/calendar/{year}',
  query: none,
  body: calendarNotice.omit({ year: true }),
  answer: z.strictObject({ year: z.int(), holidays: z.int(), makeUpWorkdays: z.int() }),
  summary: "Enter a year's notice",
})
