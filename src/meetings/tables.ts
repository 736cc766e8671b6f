import { ledger } from '#kernel/index.ts'
import type { AgendaItem, MinutesItem } from './words.ts'

/** 会议. */
export const MEETING = ledger({
  kind: 'meeting',
  table: 'meeting',
  fields: {
    number: { column: 'number', as: 'text' },
    state: { column: 'state', as: 'text' },
    kind: { column: 'kind', as: 'text' },
    title: { column: 'title', as: 'text', sealed: true },
    startsOn: { column: 'starts_on', as: 'date' },
    startsAt: { column: 'starts_at', as: 'text' },
    venue: { column: 'venue', as: 'text', sealed: true },
    chairOrg: { column: 'chair_org', as: 'uuid' },
    chairName: { column: 'chair_name', as: 'text', sealed: true },
    plannedChair: { column: 'planned_chair', as: 'text', sealed: true },
    absence: { column: 'absence', as: 'text', sealed: true },
    told: { column: 'told', as: 'text', sealed: true },
    agenda: { column: 'agenda', as: 'text', sealed: true },
    invited: { column: 'invited', as: 'uuids' },
    calledAt: { column: 'called_at', as: 'instant' },
    heldAt: { column: 'held_at', as: 'instant' },
    endedAt: { column: 'ended_at', as: 'instant' },
  },
})

/** 会议通知 to one body: receipt, leave, attendance. */
export const MEETING_PARTY = ledger({
  kind: 'meeting_party',
  table: 'meeting_party',
  fields: {
    number: { column: 'number', as: 'text' },
    meeting: { column: 'meeting_id', as: 'uuid' },
    meetingJur: { column: 'meeting_jur', as: 'text' },
    org: { column: 'org', as: 'uuid' },
    state: { column: 'state', as: 'text' },
    kind: { column: 'kind', as: 'text' },
    title: { column: 'title', as: 'text', sealed: true },
    startsOn: { column: 'starts_on', as: 'date' },
    startsAt: { column: 'starts_at', as: 'text' },
    venue: { column: 'venue', as: 'text', sealed: true },
    attendee: { column: 'attendee', as: 'text', sealed: true },
    insteadOf: { column: 'instead_of', as: 'text', sealed: true },
    reason: { column: 'reason', as: 'text', sealed: true },
    answeredAt: { column: 'answered_at', as: 'instant' },
    attended: { column: 'attended', as: 'text', sealed: true },
    attendedAt: { column: 'attended_at', as: 'instant' },
    signedAs: { column: 'signed_as', as: 'text' },
    signedPerson: { column: 'signed_person', as: 'uuid' },
  },
})

/** 会议纪要. */
export const MEETING_MINUTES = ledger({
  kind: 'meeting_minutes',
  table: 'meeting_minutes',
  fields: {
    meeting: { column: 'meeting_id', as: 'uuid' },
    state: { column: 'state', as: 'text' },
    number: { column: 'number', as: 'text' },
    corrects: { column: 'corrects', as: 'text' },
    text: { column: 'text', as: 'text', sealed: true },
    items: { column: 'items', as: 'text', sealed: true },
    signedAt: { column: 'signed_at', as: 'instant' },
    signedPerson: { column: 'signed_person', as: 'uuid' },
  },
})

/** 议定事项. */
export const MEETING_DECISION = ledger({
  kind: 'meeting_decision',
  table: 'meeting_decision',
  fields: {
    meeting: { column: 'meeting_id', as: 'uuid' },
    minutes: { column: 'minutes_id', as: 'uuid' },
    minutesNumber: { column: 'minutes_number', as: 'text' },
    item: { column: 'item', as: 'integer' },
    text: { column: 'text', as: 'text', sealed: true },
    orgs: { column: 'orgs', as: 'uuids' },
    dueOn: { column: 'due_on', as: 'date' },
  },
})

/** 主题月. */
export const THEME_MONTH = ledger({
  kind: 'theme_month',
  table: 'theme_month',
  fields: {
    number: { column: 'number', as: 'text' },
    state: { column: 'state', as: 'text' },
    title: { column: 'title', as: 'text', sealed: true },
    fromOn: { column: 'from_on', as: 'date' },
    toOn: { column: 'to_on', as: 'date' },
    authority: { column: 'authority', as: 'text', sealed: true },
    items: { column: 'items', as: 'text', sealed: true },
    done: { column: 'done', as: 'text', sealed: true },
    endedAt: { column: 'ended_at', as: 'instant' },
  },
})

/**
 * Only text is sealed, so a list that holds free text stands in its column as JSON; what was erased
 * reads as an empty list.
 */
export function listIn<T>(text: string | null): T[] {
  return text === null ? [] : (JSON.parse(text) as T[])
}

export const agendaIn = (row: { readonly agenda: string | null }) => listIn<AgendaItem>(row.agenda)
export const itemsIn = (row: { readonly items: string | null }) => listIn<MinutesItem>(row.items)
export const plannedIn = (row: { readonly items: string | null }) => listIn<PlannedItem>(row.items)

export const MEETING_LEDGERS = [
  MEETING,
  MEETING_PARTY,
  MEETING_MINUTES,
  MEETING_DECISION,
  THEME_MONTH,
]

type Own = {
  readonly jur: string
  readonly id: string
  readonly revision: number
  readonly owner_org: string
  readonly party_id: string | null
  readonly demo: boolean
}

/** A row of `meeting` as the driver reads it. */
export type MeetingRecord = Own & {
  readonly number: string
  readonly state: string
  readonly kind: string
  readonly title: string | null
  readonly starts_on: string
  readonly starts_at: string
  readonly venue: string | null
  readonly chair_org: string
  readonly chair_name: string | null
  readonly planned_chair: string | null
  readonly absence: string | null
  readonly told: string | null
  readonly agenda: string | null
  readonly invited: string[]
}

/** A row of `meeting_party` as the driver reads it. */
export type PartyRecord = Own & {
  readonly number: string
  readonly meeting_id: string
  readonly meeting_jur: string
  readonly org: string
  readonly state: string
  readonly kind: string
  readonly title: string | null
  readonly starts_on: string
  readonly starts_at: string
  readonly venue: string | null
  readonly attendee: string | null
  readonly instead_of: string | null
  readonly reason: string | null
  readonly attended: string | null
  readonly attended_at: string | null
  readonly signed_as: string | null
}

export type MinutesRecord = Own & {
  readonly meeting_id: string
  readonly state: string
  readonly number: string | null
  readonly corrects: string | null
  readonly text: string | null
  readonly items: string | null
  readonly signed_at: string | null
  readonly signed_person: string | null
}

/** A planned item of a thematic month; tasks name its id as their source. */
export type PlannedItem = MinutesItem & { readonly id: string }

export type MonthRecord = Own & {
  readonly number: string
  readonly state: string
  readonly title: string | null
  readonly from_on: string
  readonly to_on: string
  readonly authority: string | null
  readonly items: string | null
  readonly done: string | null
}
