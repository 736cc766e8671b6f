import { nextDocumentNumber } from '#documents/index.ts'
import type { PoolClient } from 'pg'
import {
  actingFact,
  hotRow,
  type Basis,
  type Circumstances,
  type Decision,
  type Effect,
  type Event,
  type Json,
  type Queryable,
  type Refusal,
  type Stale,
} from '#kernel/index.ts'
import {
  dueOn,
  lockDeadlines,
  startDeadline,
  subtractWorkdays,
  type Calendar,
  type Cited,
  type Deadline,
  type Period,
} from '#deadlines/index.ts'
import { lockFinding, ownerOf, type LawOfDay, type Seen } from '#findings/index.ts'
import { bodiesOf, lineageOf } from '#places/index.ts'
import type { Body } from './rules.ts'
import { DEADLINE_LABELS, type SupervisionDeadline } from './texts.ts'
import { findingOf, lockRow, type Kind, type ViewOf } from './views.ts'
import type { Supervision, SupervisionLimits, Viewer } from './words.ts'

export type Verdict = Decision | Refusal | Stale

/** One locked finding with the bodies that rules ask about. */
export type OnFinding = {
  readonly seen: Seen
  readonly bodies: readonly Body[]
  /** The acting body. */
  readonly own: Body | undefined
  /** The level of the acting body's place. */
  readonly ownLevel: string | null
}

/** One locked row on its locked finding, with its running deadlines. */
export type OnRow<K extends Kind> = OnFinding & {
  readonly row: ViewOf[K]
  readonly deadlines: readonly Deadline[]
}

/** The finding of a panel in the words of the rules. */
export function findingFacts({ facts, record }: Seen): Supervision['finding'] {
  return {
    id: facts.id,
    number: facts.number,
    revision: facts.revision,
    grade: facts.grade,
    ended: record.ended,
    ownerOrg: facts.ownerOrg,
    rectifierOrg: facts.rectifierOrg,
    recheckerOrg: facts.recheckerOrg,
  }
}

/** Who looks, for the rules. */
export function viewerOf({ actor }: Pick<Circumstances, 'actor'>): Viewer {
  return { person: actor.person, org: actor.org, role: actor.role }
}

/** Locks a finding and reads the bodies that may be addressed about it. */
export async function onFinding(
  pool: Queryable,
  client: PoolClient,
  id: string,
  at: Circumstances,
  also: readonly (string | null | undefined)[] = [],
): Promise<OnFinding | undefined> {
  const seen = await lockFinding(pool, client, id, at)
  if (!seen) return undefined
  const named = also.filter((org) => typeof org === 'string')
  const { record } = seen
  const parties = [record.owner_org, record.rectifier_org, record.sector_org]
  const orgs = [...parties, record.territory_org, record.rechecker_org, at.actor.org, ...named]
  const bodies = await bodiesOf(client, orgs, await lineageOf(client, record.jur), at.today)
  const own = bodies.find(({ id: org }) => org === at.actor.org)
  return { seen, bodies, own, ownLevel: own ? await levelOf(client, own.place) : null }
}

/** Locks a finding, then one of its rows, then the row's deadlines. */
export async function onRow<K extends Kind>(
  pool: Queryable,
  client: PoolClient,
  kind: K,
  id: string,
  at: Circumstances,
  also: readonly (string | null | undefined)[] = [],
): Promise<OnRow<K> | undefined> {
  const found = await findingOf(client, at.actor, kind, id)
  if (!found || found.finding === null) return undefined
  const ground = await onFinding(pool, client, found.finding, at, also)
  const row = ground && (await lockRow(client, at.actor, kind, id, at.today))
  if (!ground || !row) return undefined
  const deadlines = await lockDeadlines(client, { jur: row.jur, kind, id })
  return { ...ground, row, deadlines }
}

/** The rank of a place, or null where it is unknown. */
export async function levelOf(client: Queryable, place: string): Promise<string | null> {
  const row = await hotRow<{ level: string }>(client, 'select level from region where jur = $1', [
    place,
  ])
  return row?.level ?? null
}

/** The office's next number of the year in one series, without gaps: 青杨县安委办督〔2026〕3号. */
export async function nextNumber(
  client: PoolClient,
  own: Body | undefined,
  mark: string,
  at: Circumstances,
): Promise<string> {
  if (!own) return ''
  return nextDocumentNumber(client, {
    org: own.id,
    series: `supervision ${mark}`,
    mark: `${own.name}${mark}`,
    today: at.today,
  })
}

/** What the packs say for one finding's supervision; `dueOn` is that of its listing. */
export function limitsOf(
  law: LawOfDay,
  calendar: Calendar,
  today: string,
  listingDueOn: string | null,
): SupervisionLimits {
  const ask = law.clock('finding.listing.extension.ask')
  const opinion = law.value('finding.listing.opinion')
  const longest = law.clock('finding.listing.longest')
  return {
    opinionRequired: opinion.value === 'required',
    opinionClause: opinion.ref,
    needsClause: law.value('finding.listing.needs').ref,
    resumeClause: law.value('finding.resume.afterRecheck').ref,
    closureClause: law.value('finding.closure.onSite').ref,
    checklist: [...law.words('finding.closure.checklist').value],
    extensionAskBy: listingDueOn === null ? null : before(ask.value, listingDueOn, calendar),
    extensionClause: ask.ref,
    longestDueOn: dueOn({ start: today, clock: longest.value, calendar }).dueOn,
  }
}

function before(clock: Period, date: string, calendar: Calendar): string | null {
  return 'workingDays' in clock ? subtractWorkdays(calendar, date, clock.workingDays) : null
}

/** Starts a deadline of a row on the desk of a body. */
export function startFor(
  { seen }: Pick<OnFinding, 'seen'>,
  at: Circumstances,
  row: { readonly kind: Kind; readonly id: string },
  desk: {
    readonly kind: SupervisionDeadline
    readonly org: string
    readonly role?: string | null
    readonly party?: string | null
    readonly waitedBy?: string | null
  },
  due: Cited<Period> | { readonly dueOn: string; readonly ref: string },
): Effect {
  const { record, calendar } = seen
  return startDeadline({
    id: at.newId(),
    jur: record.jur,
    owner: {
      org: desk.org,
      party: desk.party === undefined ? record.party_id : desk.party,
      demo: record.demo,
    },
    subject: { kind: row.kind, id: row.id },
    kind: desk.kind,
    label: DEADLINE_LABELS[desk.kind],
    title: record.title,
    number: record.number,
    route: `/findings/${record.id}#supervision`,
    basis: due.ref,
    startedOn: at.today,
    ownerRole: desk.role ?? null,
    waitedByOrg: desk.waitedBy ?? null,
    ...('value' in due
      ? { clock: due.value, calendar }
      : { dueOn: due.dueOn, unit: 'workingDays' as const }),
  })
}

/** One act of supervision, in the words of the rules; `decided` makes it a decision. */
export type Acting = {
  readonly act: string
  /** The row that the act makes or changes. */
  readonly row: {
    readonly kind: Kind
    readonly id: string
    readonly number: string
    readonly state: string
    readonly revision: number
  }
  readonly effects: readonly Effect[]
  readonly note: string | null
  readonly facts?: { readonly [key: string]: string }
  readonly given?: Json
  readonly basis?: readonly Basis[]
  readonly event?: Event
  readonly say: string
}

/** The row's change, its line in the finding's timeline, its deadlines, and what it cites. */
export function decided({ seen }: Pick<OnFinding, 'seen'>, at: Circumstances, acting: Acting) {
  const { record } = seen
  const line: Effect = {
    kind: 'finding_step',
    jur: record.jur,
    id: at.actId,
    revision: 1,
    owner: ownerOf(record),
    set: {
      finding: record.id,
      act: acting.act,
      at: at.now,
      org: at.actor.org,
      person: at.actor.person,
      note: acting.note,
      facts: { ...acting.facts, ...actingFact(at.actor) },
    },
  }
  const { row } = acting
  const decision: Decision = {
    jur: record.jur,
    subject: { kind: 'finding', id: record.id },
    effects: [...acting.effects, line],
    basis: acting.basis ?? [],
    inputs: { row: row.kind, id: row.id, given: acting.given ?? {} },
    decision: { state: row.state, ...acting.facts },
    events: acting.event ? [acting.event] : [],
    answer: {
      id: row.id,
      finding: record.id,
      number: row.number,
      state: row.state,
      revision: row.revision,
      say: acting.say,
    },
  }
  return decision
}

/** The effect that changes a row that was seen. */
export function changed(
  kind: Kind,
  row: { readonly jur: string; readonly id: string; readonly revision: number },
  set: Effect['set'],
): Effect {
  return { kind, jur: row.jur, id: row.id, revision: row.revision + 1, set }
}

/** Refuses an act on a version that is no longer the current one. */
export function stale(
  row: { readonly revision: number },
  body: { readonly revision: number },
): Stale | null {
  return row.revision === body.revision ? null : { stale: { revision: row.revision } }
}

/** The body of an id among those read. */
export function bodyOf(bodies: readonly Body[], id: string | null): Body | undefined {
  return bodies.find((body) => body.id === id)
}
