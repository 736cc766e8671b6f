import { actingFact } from '#kernel/index.ts'
import type { Basis, Circumstances, Decision, Effect, Event, Json } from '#kernel/index.ts'
import { cancelDeadline, meetDeadline, startDeadline } from '#deadlines/index.ts'
import type { Calendar, Cited, Deadline, LawOfDay as LawOn, Period } from '#deadlines/index.ts'
import type { Limits } from './rules.ts'
import type { FindingRecord } from './tables.ts'
import { DEADLINE_LABELS, type FindingDeadline } from './texts.ts'
import type { FindingAct, FindingFacts, FindingState, Viewer, Way } from './words.ts'
import { ENDED } from './words.ts'

/** What the packs say for one finding on one day: its clocks and numbers, and its way. */
export type LawOfDay = LawOn & {
  readonly way: (grade: string) => { readonly way: Way; readonly basis: readonly Basis[] }
}

/** A row written before the finding had its present party; it follows to the new one. */
export type Paper = { readonly kind: string; readonly id: string; readonly revision: number }

export type Task = {
  readonly id: string
  readonly revision: number
  readonly org: string
  readonly state: string
  readonly due_on: string | null
}

/** Everything that a rule sees of one locked finding. */
export type Seen = {
  readonly record: FindingRecord
  readonly facts: FindingFacts
  readonly deadlines: readonly Deadline[]
  readonly tasks: readonly Task[]
  /** Running deadlines of the open tasks. */
  readonly taskDeadlines: readonly Deadline[]
  readonly papers: readonly Paper[]
  readonly law: LawOfDay
  readonly calendar: Calendar
  readonly limits: Limits
  /** Of the bodies that the act names, those that report and never inspect. */
  readonly reportOnly: readonly string[]
  /** Of them, public bodies whose places do not hold the finding's: they could not see it. */
  readonly blind: readonly string[]
}

/** Who looks, for the rules. */
export function viewerOf({ actor }: Pick<Circumstances, 'actor'>): Viewer {
  const { person, org, role, scope } = actor
  return { person, org, role, party: scope.party }
}

/** Whose the finding's rows are. */
export function ownerOf(record: FindingRecord): NonNullable<Effect['owner']> {
  return { org: record.owner_org, party: record.party_id, demo: record.demo }
}

/** One move of one finding, in the words of the rules; `decision` makes it a decision. */
/** Acts that follow from another act, performed by reactions. */
export type FollowAct = 'note_merged' | 'mark_relapsed' | 'take_up'

export type Moving = {
  readonly act: FindingAct | FollowAct
  readonly to?: FindingState
  readonly set?: Effect['set']
  readonly note: string | null
  /** Facts of the step that are no free text: dates, bodies' names, numbers. */
  readonly facts?: { readonly [key: string]: string }
  /** The body's fields that are no free text, for judging the act again. */
  readonly given?: Json
  readonly meet?: readonly (FindingDeadline | Deadline)[]
  readonly cancel?: readonly FindingDeadline[] | 'all'
  readonly change?: readonly Effect[]
  readonly start?: readonly Effect[]
  readonly more?: readonly Effect[]
  readonly party?: string
  readonly corrects?: string
  readonly basis?: readonly Basis[]
  readonly events?: readonly Event[]
  readonly say: string
}

/** Starts a deadline of the finding on the desk of a body. */
export function start(
  seen: Seen,
  at: Circumstances,
  kind: FindingDeadline,
  owner: { readonly org: string; readonly role?: string; readonly party?: string },
  due: Cited<Period> | { readonly dueOn: string; readonly ref: string },
): Effect {
  const { record } = seen
  return startDeadline({
    id: at.newId(),
    jur: record.jur,
    owner: { org: owner.org, party: owner.party ?? record.party_id, demo: record.demo },
    subject: { kind: 'finding', id: record.id },
    kind,
    label: DEADLINE_LABELS[kind],
    title: record.title,
    number: record.number,
    route: `/findings/${record.id}`,
    basis: due.ref,
    startedOn: at.today,
    ownerRole: owner.role ?? null,
    waitedByOrg: owner.org === record.owner_org ? null : record.owner_org,
    ...('value' in due
      ? { clock: due.value, calendar: seen.calendar }
      : { dueOn: due.dueOn, unit: 'workingDays' as const }),
  })
}

/** Makes a move into a decision: the finding's row, its step, its deadlines, and what it cites. */
export function decision(seen: Seen, at: Circumstances, moving: Moving): Decision {
  const { record } = seen
  const ended = moving.to !== undefined && (ENDED as readonly string[]).includes(moving.to)
  const deadlines = deadlineEffects(seen, at, moving, ended)
  const state = moving.to ?? (record.state as FindingState)
  const owner = ownerOf(record)
  const set: Effect['set'] = {
    ...(moving.to ? { state: moving.to } : {}),
    ...(ended ? { ended: true, endedAt: at.now } : {}),
    ...(moving.party === undefined ? {} : { party: moving.party }),
    ...nextDue(seen.deadlines, deadlines),
    ...moving.set,
  }
  const finding: Effect = {
    kind: 'finding',
    jur: record.jur,
    id: record.id,
    revision: record.revision + 1,
    set,
  }
  const step = stepEffect(record, at, moving, { ...owner, party: moving.party ?? owner.party })
  return {
    jur: record.jur,
    subject: { kind: 'finding', id: record.id },
    effects: [
      finding,
      step,
      ...deadlines,
      ...(ended ? dropTasks(seen, at) : []),
      ...(moving.more ?? []),
    ],
    basis: uniqueBasis(moving.basis ?? []),
    inputs: {
      facts: { ...seen.facts, names: {} } as unknown as Json,
      viewer: viewerOf(at),
      limits: seen.limits,
      given: moving.given ?? {},
    },
    decision: { from: record.state, to: state, facts: moving.facts ?? {} },
    events: moving.events ?? [],
    answer: {
      id: record.id,
      number: record.number,
      state,
      revision: record.revision + 1,
      say: moving.say,
    },
  }
}

/** Tasks that fall away with the finding, and their deadlines on the assisting units' desks. */
function dropTasks({ record, tasks, taskDeadlines }: Seen, at: Circumstances): Effect[] {
  const open = tasks.filter((task) => task.state === 'open')
  return [
    ...open.map((task) => ({
      kind: 'finding_task',
      jur: record.jur,
      id: task.id,
      revision: task.revision + 1,
      set: { state: 'cancelled' },
    })),
    ...taskDeadlines.map((row) => cancelDeadline(row, at.today)),
  ]
}

/** The row of one act: its words, sealed in the journal. */
export function stepEffect(
  record: Pick<FindingRecord, 'jur' | 'id'>,
  at: Circumstances,
  moving: Pick<Moving, 'act' | 'note' | 'facts' | 'corrects'>,
  owner: NonNullable<Effect['owner']>,
): Effect {
  return {
    kind: 'finding_step',
    jur: record.jur,
    id: at.actId,
    revision: 1,
    owner,
    set: {
      finding: record.id,
      act: moving.act,
      at: at.now,
      org: at.actor.org,
      person: at.actor.person,
      note: moving.note,
      facts: { ...moving.facts, ...actingFact(at.actor) },
      ...(moving.corrects === undefined ? {} : { corrects: moving.corrects }),
    },
  }
}

function deadlineEffects(
  seen: Seen,
  at: Circumstances,
  moving: Moving,
  ended: boolean,
): readonly Effect[] {
  const met = (moving.meet ?? []).flatMap((which) =>
    typeof which === 'string' ? seen.deadlines.filter((d) => d.kind === which) : [which],
  )
  const cancelled = seen.deadlines.filter(
    (row) =>
      !met.includes(row) &&
      (ended || moving.cancel === 'all' || (moving.cancel ?? []).includes(row.kind as never)),
  )
  return [
    ...met.map((row) => meetDeadline(row, at.today)),
    ...cancelled.map((row) => cancelDeadline(row, at.today)),
    ...(moving.change ?? []),
    ...(moving.start ?? []),
  ]
}

/** The nearest clock that runs after the act, kept in the row so that lists can sort by it. */
type Running = { due: string; original: string; label: string; unit: string; state: string }

function nextDue(before: readonly Deadline[], effects: readonly Effect[]): Effect['set'] {
  const open = new Map<string, Partial<Running>>(
    before.map((row) => [
      row.id,
      {
        due: row.dueOn,
        original: row.originalDueOn,
        label: row.label,
        unit: row.unit,
        state: row.state,
      },
    ]),
  )
  for (const { id, set } of effects) {
    const { dueOn: due, originalDueOn: original, label, unit, state } = set
    const now = Object.entries({ due, original, label, unit, state }).filter(
      ([, value]) => value !== undefined,
    )
    open.set(id, { ...open.get(id), ...Object.fromEntries(now) })
  }
  const running = [...open.values()]
    .filter(({ state }) => state === 'open' || state === 'paused')
    .toSorted((one, other) => ((one.due ?? '') < (other.due ?? '') ? -1 : 1))
  const nearest = running[0]
  return {
    nextDueOn: nearest?.due ?? null,
    nextLabel: nearest?.label ?? null,
    nextUnit: nearest?.unit ?? null,
    nextOriginalOn: nearest?.original ?? null,
    nextPaused: nearest?.state === 'paused',
  }
}

/** Each clause once. */
export function uniqueBasis(basis: readonly Basis[]): Basis[] {
  const known = new Map(basis.map((one) => [`${one.pack}#${one.article}`, one]))
  return [...known.values()]
}
