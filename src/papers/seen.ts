/** What an act on a paper or a task sees, and how it becomes a decision. */
import { actingFact } from '#kernel/index.ts'
import type { Basis, Circumstances, Decision, Effect, Event, Json } from '#kernel/index.ts'
import { cancelDeadline, meetDeadline, startDeadline } from '#deadlines/index.ts'
import type { Calendar, Cited, Deadline, LawOfDay, Period } from '#deadlines/index.ts'
import type { IncomingFacts, PaperViewer, TaskFacts } from './words.ts'
import type { IncomingRecord, TaskRecord } from './tables.ts'

/** Where a row of the office is looked at. */
const ROUTES = {
  incoming: '/incoming',
  office_task: '/tasks',
  dispatch: '/outgoing',
  dispatch_slip: '/outgoing/slips',
  meeting: '/meetings',
  meeting_party: '/meetings/notices',
  theme_month: '/committee',
  norm: '/norms',
  campaign: '/campaigns',
  campaign_group: '/campaigns/groups',
  campaign_host: '/campaigns/hosts',
  campaign_duty: '/campaigns/duties',
  campaign_feedback: '/campaigns/feedbacks',
  campaign_notice: '/campaigns/notices',
  campaign_help: '/campaigns/helps',
  campaign_concern: '/campaigns/concerns',
} as const
export type OfficeSubject = keyof typeof ROUTES

/** A locked row with its running deadlines and what the packs say. */
export type Seen<Record, Facts> = {
  readonly subject: OfficeSubject
  readonly record: Record
  readonly facts: Facts
  readonly deadlines: readonly Deadline[]
  readonly law: LawOfDay
  readonly calendar: Calendar
}
export type SeenIncoming = Seen<IncomingRecord, IncomingFacts>
export type SeenTask = Seen<TaskRecord, TaskFacts>

/** Who looks, for the rules. */
export function viewerOf({ actor }: Pick<Circumstances, 'actor'>): PaperViewer {
  return { org: actor.org, role: actor.role }
}

/** One clock that an act starts on a desk. */
export type Starting = {
  readonly kind: string
  readonly label: string
  readonly org: string
  readonly party?: string | null
  readonly role?: string
  readonly due: Cited<Period> | { readonly dueOn: string; readonly ref: string }
}

/** One move, in the words of the rules; `decisionOf` makes it a decision. */
export type Moving = {
  readonly act: string
  readonly to?: string
  readonly set?: Effect['set']
  readonly note: string | null
  readonly facts?: { readonly [key: string]: string }
  readonly meet?: readonly string[]
  readonly cancel?: readonly string[] | 'all'
  readonly start?: readonly Starting[]
  readonly more?: readonly Effect[]
  /** The enterprise that answers from now on, and so sees the row. */
  readonly party?: string | null
  readonly basis?: readonly Basis[]
  readonly events?: readonly Event[]
  /** The number that the act gives. */
  readonly number?: string
  readonly say: string
}

export type Kept = {
  readonly jur: string
  readonly id: string
  readonly revision: number
  readonly number: string | null
  readonly title: string | null
  readonly state: string
  readonly owner_org: string
  readonly party_id: string | null
  readonly demo: boolean
}

/** Makes a move into a decision: the row, its step, its deadlines, and what it cites. */
export function decisionOf(seen: Seen<Kept, object>, at: Circumstances, moving: Moving): Decision {
  const { record, subject } = seen
  const party = moving.party === undefined ? record.party_id : moving.party
  const owner = { org: record.owner_org, party, demo: record.demo }
  const fresh = record.revision === 0
  const state = moving.to ?? record.state
  const row: Effect = {
    kind: subject,
    jur: record.jur,
    id: record.id,
    revision: record.revision + 1,
    ...(fresh ? { owner } : {}),
    set: {
      ...(moving.to ? { state: moving.to } : {}),
      ...(moving.party === undefined || fresh ? {} : { party: moving.party }),
      ...moving.set,
    },
  }
  return {
    jur: record.jur,
    subject: { kind: subject, id: record.id },
    effects: [
      row,
      stepOf(seen, at, moving, owner),
      ...clocksOf(seen, at, moving),
      ...(moving.more ?? []),
    ],
    basis: moving.basis ?? [],
    inputs: { facts: { ...seen.facts, names: {} } as unknown as Json, viewer: viewerOf(at) },
    decision: { from: record.state, to: state },
    ...(moving.events ? { events: moving.events } : {}),
    answer: {
      id: record.id,
      number: moving.number ?? record.number ?? '',
      state,
      revision: record.revision + 1,
      say: moving.say,
    },
  }
}

function stepOf(
  { record, subject }: Seen<Kept, unknown>,
  at: Circumstances,
  moving: Moving,
  owner: NonNullable<Effect['owner']>,
): Effect {
  return {
    kind: 'paper_step',
    jur: record.jur,
    id: at.actId,
    revision: 1,
    owner,
    set: {
      subjectKind: subject,
      subjectId: record.id,
      act: moving.act,
      at: at.now,
      org: at.actor.org,
      person: at.actor.person,
      note: moving.note,
      facts: { ...moving.facts, ...actingFact(at.actor) },
    },
  }
}

function clocksOf(seen: Seen<Kept, unknown>, at: Circumstances, moving: Moving): Effect[] {
  const met = seen.deadlines.filter(({ kind }) => moving.meet?.includes(kind))
  const dropped = seen.deadlines.filter(
    (row) => !met.includes(row) && (moving.cancel === 'all' || moving.cancel?.includes(row.kind)),
  )
  return [
    ...met.map((row) => meetDeadline(row, at.today)),
    ...dropped.map((row) => cancelDeadline(row, at.today)),
    ...(moving.start ?? []).map((one) => startOf(seen, at, one)),
  ]
}

function startOf(
  { record, subject, calendar }: Pick<Seen<Kept, unknown>, 'subject' | 'record' | 'calendar'>,
  at: Circumstances,
  one: Starting,
) {
  return startDeadline({
    id: at.newId(),
    jur: record.jur,
    owner: { org: one.org, party: one.party ?? record.party_id, demo: record.demo },
    subject: { kind: subject, id: record.id },
    kind: one.kind,
    label: one.label,
    title: record.title,
    number: record.number,
    route: subject === 'theme_month' ? ROUTES[subject] : `${ROUTES[subject]}/${record.id}`,
    basis: one.due.ref,
    startedOn: at.today,
    ownerRole: one.role ?? null,
    waitedByOrg: one.org === record.owner_org ? null : record.owner_org,
    ...('value' in one.due
      ? { clock: one.due.value, calendar }
      : { dueOn: one.due.dueOn, unit: 'workingDays' as const }),
  })
}
