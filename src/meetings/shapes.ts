import * as z from 'zod'
import { dateSchema, idSchema, textSchema } from '#kernel/faces.ts'
import { evidenceView } from '#files/words.ts'
import { paperDeadline, stepView, taskRow } from '#papers/words.ts'
import {
  MEETING_KINDS,
  MEETING_STATES,
  MONTH_STATES,
  PARTY_STATES,
  SIGNED_AS,
} from './vocabulary.ts'

export const timeSchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/u, { error: '时间应写作 09:30 的格式' })

/** One item of an agenda: what is heard, and which body reports. */
export const agendaItem = z.strictObject({ title: textSchema(200), org: idSchema.nullable() })
export type AgendaItem = z.output<typeof agendaItem>

/** One decision in the minutes: what, by whom, by when. */
export const minutesItem = z.strictObject({
  text: textSchema(2000),
  orgs: z.array(idSchema).max(300),
  dueOn: dateSchema,
})
export type MinutesItem = z.output<typeof minutesItem>

/** What rules and buttons need to know of a meeting. */
export const meetingFacts = {
  id: z.string(),
  jur: z.string(),
  revision: z.int(),
  number: z.string(),
  state: z.enum(MEETING_STATES),
  startsOn: z.string(),
  ownerOrg: z.string(),
  chairOrg: z.string(),
  /** The newest minutes: none yet, a draft, or signed under a number. */
  minutes: z.enum(['none', 'draft', 'signed']),
  minutesNumber: z.string().nullable(),
  invited: z.int(),
  names: z.record(z.string(), z.string()),
}
export type MeetingFacts = z.output<z.ZodObject<typeof meetingFacts>>

export const partyView = z.strictObject({
  id: z.string(),
  revision: z.int(),
  meeting: z.string(),
  number: z.string(),
  org: z.string(),
  orgName: z.string(),
  officeName: z.string(),
  state: z.enum(PARTY_STATES),
  kind: z.enum(MEETING_KINDS),
  title: z.string(),
  startsOn: z.string(),
  startsAt: z.string(),
  venue: z.string(),
  attendee: z.string().nullable(),
  insteadOf: z.string().nullable(),
  reason: z.string().nullable(),
  attended: z.string().nullable(),
  attendedAt: z.string().nullable(),
  signedAs: z.enum(SIGNED_AS).nullable(),
})
export type PartyView = z.output<typeof partyView>

export const meetingRow = z.strictObject({
  id: z.string(),
  number: z.string(),
  kind: z.enum(MEETING_KINDS),
  state: z.enum(MEETING_STATES),
  title: z.string(),
  startsOn: z.string(),
  startsAt: z.string(),
  venue: z.string(),
  invited: z.int(),
  answered: z.int(),
  attended: z.int(),
  minutesNumber: z.string().nullable(),
})
export type MeetingRow = z.output<typeof meetingRow>

const shownItem = minutesItem.extend({ orgNames: z.array(z.string()) })
export const minutesView = z.strictObject({
  id: z.string(),
  state: z.enum(['draft', 'signed']),
  number: z.string().nullable(),
  corrects: z.string().nullable(),
  text: z.string(),
  items: z.array(shownItem),
  signedAt: z.string().nullable(),
  signedBy: z.string().nullable(),
})
export type MinutesView = z.output<typeof minutesView>

export const decisionView = z.strictObject({
  id: z.string(),
  minutesNumber: z.string(),
  item: z.int(),
  text: z.string(),
  dueOn: z.string(),
  orgs: z.array(
    z.strictObject({
      org: z.string(),
      name: z.string(),
      /** Who follows a body that was abolished meanwhile. */
      successor: z.strictObject({ org: z.string(), name: z.string() }).nullable(),
      abolished: z.boolean(),
    }),
  ),
  tasks: z.array(taskRow),
})
export type DecisionView = z.output<typeof decisionView>

export const meetingDetail = z.strictObject({
  ...meetingFacts,
  kind: z.enum(MEETING_KINDS),
  title: z.string(),
  startsAt: z.string(),
  venue: z.string(),
  chairName: z.string(),
  plannedChair: z.string().nullable(),
  absence: z.string().nullable(),
  agenda: z.array(agendaItem.extend({ orgName: z.string().nullable() })),
  invitedOrgs: z.array(z.strictObject({ org: z.string(), orgName: z.string() })),
  parties: z.array(partyView),
  minutesRows: z.array(minutesView),
  decisions: z.array(decisionView),
  steps: z.array(stepView),
  deadlines: z.array(paperDeadline),
  evidence: z.array(evidenceView),
})
export type MeetingDetail = z.output<typeof meetingDetail>

/** A notice as the body that was asked reads it, with agenda and signed minutes. */
export const invitationDetail = partyView.extend({
  jur: z.string(),
  ownerOrg: z.string(),
  today: z.string(),
  chairName: z.string(),
  agenda: z.array(z.strictObject({ title: z.string(), orgName: z.string().nullable() })),
  minutes: z.array(minutesView),
  steps: z.array(stepView),
  deadlines: z.array(paperDeadline),
})
export type InvitationDetail = z.output<typeof invitationDetail>

export const monthItem = z.strictObject({
  id: z.string(),
  text: z.string(),
  orgs: z.array(z.strictObject({ org: z.string(), name: z.string() })),
  dueOn: z.string(),
  tasks: z.array(taskRow),
})
export const monthView = z.strictObject({
  id: z.string(),
  jur: z.string(),
  revision: z.int(),
  number: z.string(),
  state: z.enum(MONTH_STATES),
  ownerOrg: z.string(),
  title: z.string(),
  fromOn: z.string(),
  toOn: z.string(),
  authority: z.string(),
  done: z.string().nullable(),
  items: z.array(monthItem),
})
export type MonthView = z.output<typeof monthView>

/** Who looks: what the rules need to know of the actor. */
export type MeetingViewer = { readonly org: string; readonly role: string }
