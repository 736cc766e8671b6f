import type { Kept } from '#papers/index.ts'
import type { Milestone, Sector, Signature } from './words.ts'

type Row = Omit<Kept, 'number'> & { readonly number: string }

/** A row of `campaign` as the driver reads it. */
export type CampaignRecord = Row & {
  readonly basis: string | null
  readonly plan_number: string | null
  readonly plan_filed_on: string | null
  readonly pack: string
  readonly pack_version: string
  readonly regime: string
  readonly from_on: string
  readonly to_on: string
  readonly visit_from: string
  readonly visit_to: string
  readonly methods: readonly string[]
  readonly leaders: string | null
  readonly sectors: readonly Sector[]
  readonly milestones: readonly Milestone[]
  readonly bodies: readonly string[]
  readonly members: readonly string[]
  readonly notice: string | null
  readonly forbidden: readonly (readonly [string, string])[]
  readonly draw_id: string | null
  readonly round: number
  readonly assignment: readonly (readonly [string, string])[] | null
  readonly ranking: boolean
  readonly opened_at: string
  readonly ended_at: string | null
  readonly reason: string | null
}

/** A row of `campaign_group` as the driver reads it. */
export type GroupRecord = Row & {
  readonly campaign_id: string
  readonly campaign_jur: string
  readonly org: string
  readonly group_no: number
  readonly round: number
  readonly pack: string
  readonly pack_version: string
  readonly host_org: string
  readonly host_jur: string
  readonly visit_from: string
  readonly visit_to: string
  readonly members: string | null
  readonly changes: string | null
  readonly undertaken_at: string | null
  /** Whether the sheet to score was asked for; once is enough, whoever is replaced later. */
  readonly sheet_wanted: boolean
  readonly itinerary: string | null
  readonly itinerary_state: string
  readonly itinerary_note: string | null
  readonly contacts: string | null
  readonly finished_at: string | null
  readonly reason: string | null
}

/** A row of `campaign_host` as the driver reads it. */
export type HostRecord = Row & {
  readonly campaign_id: string
  readonly campaign_jur: string
  readonly org: string
  readonly group_id: string
  readonly group_no: number
  readonly round: number
  readonly group_org: string
  readonly visit_from: string
  readonly visit_to: string
  readonly itinerary: string | null
  readonly itinerary_state: string
  readonly itinerary_note: string | null
  readonly contacts: string | null
  readonly reason: string | null
}

/** A row of `campaign_duty` as the driver reads it. */
export type DutyRecord = Row & {
  readonly campaign_id: string
  readonly campaign_jur: string
  readonly org: string
  readonly key: string
  readonly part: string
  readonly due_on: string
  readonly seal: boolean
  readonly content: string | null
  readonly notice: string | null
  readonly sealed: boolean
  readonly submitted_at: string | null
  readonly submitted_person: string | null
  readonly counted_on: string | null
  readonly received_at: string | null
  readonly reason: string | null
}

/** A row of `campaign_feedback` as the driver reads it. */
export type FeedbackRecord = Row & {
  readonly campaign_id: string
  readonly campaign_jur: string
  readonly org: string
  readonly group_id: string
  readonly group_no: number
  readonly host_org: string
  readonly host_jur: string
  readonly given_on: string
  readonly lines: string | null
  readonly group_signed: string | null
  readonly sent_at: string | null
  readonly host_signed: string | null
  readonly host_note: string | null
  readonly signed_at: string | null
  readonly reason: string | null
}

/** A row of `campaign_notice` as the driver reads it. */
export type NoticeRecord = Row & {
  readonly campaign_id: string
  readonly campaign_jur: string
  readonly org: string
  readonly feedback_id: string
  readonly group_no: number
  readonly group_org: string
  readonly given_on: string
  readonly lines: string | null
  readonly group_signed: string | null
  readonly host_signed: string | null
  readonly host_note: string | null
  readonly signed_at: string | null
  readonly findings: readonly string[]
}

/** A row of `campaign_help` as the driver reads it. */
export type HelpRecord = Row & {
  readonly campaign_id: string
  readonly campaign_jur: string
  readonly org: string
  readonly group_id: string
  readonly group_no: number
  readonly enterprise: string | null
  readonly expert: string | null
  readonly given_on: string
  readonly advice: string | null
  readonly outcome: string | null
  readonly outcome_at: string | null
}

/** A row of `campaign_concern` as the driver reads it. */
export type ConcernRecord = Row & {
  readonly campaign_id: string
  readonly campaign_jur: string
  readonly org: string
  readonly host_id: string
  readonly group_no: number
  readonly content: string | null
  readonly raised_at: string
  readonly answer: string | null
  readonly answered_at: string | null
  readonly answered_person: string | null
}

/** What a sealed text holds as a JSON list; nothing where there is none or it was erased. */
export function listed<T>(text: string | null): T[] {
  return text === null ? [] : (JSON.parse(text) as T[])
}

/** What a sealed text holds of a signature. */
export function signatureIn(text: string | null): Signature | null {
  return text === null ? null : (JSON.parse(text) as Signature)
}
