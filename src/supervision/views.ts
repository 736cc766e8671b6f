import { leftAmount, type Calendar } from '#deadlines/index.ts'
import { hotRow, params, rows, within, type Actor, type Queryable } from '#kernel/index.ts'
import type {
  LetterView,
  ListingView,
  ProposalView,
  SuspensionView,
  TransferView,
} from './words.ts'

const ABOUT = `x.id, x.jur, x.revision, x.owner_org as "ownerOrg",
  coalesce(ow.short_name, ow.name, '') as "ownerName", f.id as finding,
  f.number as "findingNumber", coalesce(f.title, '') as "findingTitle"`

const OF_FINDING = `join finding f on f.jur = x.jur and f.id = x.finding_id
  left join organization ow on ow.id = x.owner_org`

/** The name of a body that a column names. */
function nameIn(column: string): string {
  return `coalesce((select coalesce(o.short_name, o.name) from organization o where o.id = ${column}), '')`
}

/** How each kind of row is read as the screen is told it; the first parameter is the legal day. */
const SELECTS = {
  supervision_proposal: `select ${ABOUT}, x.rung, x.ground, x.clause, x.late_org as "lateOrg",
      ${nameIn('x.late_org')} as "lateName", x.to_org as "toOrg",
      case when x.to_org is null then null else ${nameIn('x.to_org')} end as "toName",
      x.facts, x.state, x.proposed_on as "proposedOn", x.reason
    from supervision_proposal x ${OF_FINDING}`,
  supervision_letter: `select ${ABOUT}, x.rung, x.number, x.to_org as "toOrg", ${nameIn('x.to_org')} as "toName",
      x.body as text, x.clause, (select p.clause from supervision_proposal p
        where p.jur = x.jur and p.id = x.proposal_id) as threshold, x.issued_on as "issuedOn", x.due_on as "dueOn",
      (x.state in ('issued', 'acknowledged') and x.due_on < $1::date) as overdue, null as left, x.state,
      x.acknowledged_on as "acknowledgedOn", x.answered_on as "answeredOn", x.answer,
      x.closed_on as "closedOn", x.closing, x.meet_on as "meetOn", x.meet_at as "meetAt",
      x.meet_place as "meetPlace", x.meet_by as "meetBy", x.meet_with as "meetWith"
    from supervision_letter x ${OF_FINDING}`,
  listing: `select ${ABOUT}, x.level, x.number, x.rectifier_org as "rectifierOrg",
      ${nameIn('x.rectifier_org')} as "rectifierName", x.recheck_org as "recheckOrg",
      ${nameIn('x.recheck_org')} as "recheckName", x.reason, x.listed_on as "listedOn",
      x.listed_person as "listedPerson", x.due_on as "dueOn", x.original_due_on as "originalDueOn",
      (x.state in ('listed', 'recheck_failed') and x.due_on < $1::date) as overdue, null as left, x.state,
      x.published_on as "publishedOn", x.published, x.applied_on as "appliedOn", x.application,
      x.rechecked_on as "recheckedOn", x.recheck_note as "recheckNote",
      x.opinion_on as "opinionOn", x.opinion, x.expert, x.extensions,
      x.extension_to as "extensionTo", x.extension_person as "extensionPerson",
      x.extension_reason as "extensionReason", x.delisted_on as "delistedOn",
      x.delisting_number as "delistingNumber", x.delisting,
      x.delisting_published_on as "delistingPublishedOn",
      x.delisting_published as "delistingPublished"
    from listing x ${OF_FINDING}`,
  transfer: `select x.id, x.jur, x.revision, x.owner_org as "ownerOrg",
      ${nameIn('x.owner_org')} as "ownerName", x.finding_id as finding, x.kind, x.receiver,
      x.to_org as "toOrg", coalesce(x.to_name, '') as "toName", x.number,
      x.handed_on as "handedOn", x.due_on as "dueOn",
      (x.state in ('handed', 'received', 'in_process') and x.due_on < $1::date) as overdue,
      x.state, x.receipt_on as "receiptOn", x.receipt_number as "receiptNumber",
      x.return_reason as "returnReason", x.process_on as "processOn",
      x.fed_back_on as "fedBackOn", x.punished, x.circulated, x.admonished
    from transfer x`,
  suspension: `select ${ABOUT}, x.kind, x.number, x.scope, x.rectifier_org as "rectifierOrg",
      ${nameIn('x.rectifier_org')} as "rectifierName", x.recheck_org as "recheckOrg",
      ${nameIn('x.recheck_org')} as "recheckName", x.clause, x.ordered_on as "orderedOn", x.state,
      x.applied_on as "appliedOn", x.application, x.rechecked_on as "recheckedOn",
      x.recheck_note as "recheckNote", x.verified_on as "verifiedOn",
      x.verified_person as "verifiedPerson", x.verified_note as "verifiedNote",
      x.confirmed_on as "confirmedOn", x.confirmed_note as "confirmedNote"
    from suspension x ${OF_FINDING}`,
} as const
export type Kind = keyof typeof SELECTS

/** How transfers are read; the first parameter is the legal day. */
export const READ_TRANSFERS = SELECTS.transfer

const TABLES = {
  supervision_proposal: 'supervision_proposal',
  supervision_letter: 'supervision_letter',
  listing: 'listing',
  transfer: 'transfer',
  suspension: 'suspension',
} as const satisfies Record<Kind, Kind>

/** The view of each kind of row. */
export type ViewOf = {
  supervision_proposal: ProposalView
  supervision_letter: LetterView
  listing: ListingView
  transfer: TransferView
  suspension: SuspensionView
}

/** The finding that a row belongs to, without a lock; undefined outside the scope. */
export async function findingOf(
  on: Queryable,
  actor: Actor,
  kind: Kind,
  id: string,
): Promise<{ readonly finding: string | null } | undefined> {
  const { param, values } = params()
  return hotRow<{ finding: string | null }>(
    on,
    `select x.finding_id as finding from ${TABLES[kind]} x
      where x.id = ${param(id)}::uuid and ${within(actor.scope, 'x', param)}`,
    values,
  )
}

/** Reads one row's view without a lock. */
export async function findRow<K extends Kind>(
  on: Queryable,
  actor: Actor,
  kind: K,
  id: string,
  today: string,
): Promise<ViewOf[K] | undefined> {
  const { param, values } = params()
  const day = param(today)
  const [found] = await rows<ViewOf[K]>(
    on,
    `${SELECTS[kind]} where ${day}::date is not null and x.id = ${param(id)}::uuid
      and ${within(actor.scope, 'x', param)}`,
    values,
  )
  return found
}

/** Locks one row and reads its view; its finding is locked before. */
export async function lockRow<K extends Kind>(
  on: Queryable,
  actor: Actor,
  kind: K,
  id: string,
  today: string,
): Promise<ViewOf[K] | undefined> {
  const { param, values } = params()
  const day = param(today)
  return hotRow<ViewOf[K]>(
    on,
    `${SELECTS[kind]} where ${day}::date is not null and x.id = ${param(id)}::uuid
      and ${within(actor.scope, 'x', param)} for update of x`,
    values,
  )
}

/** What still waits, by kind. */
const OPEN = {
  supervision_proposal: `x.state = 'proposed'`,
  supervision_letter: `x.state <> 'closed'`,
  listing: `x.state <> 'delisted'`,
  transfer: `x.state in ('handed', 'received', 'in_process')`,
  suspension: `x.state not in ('resumed', 'confirmed')`,
} as const satisfies Record<Kind, string>

const ORDER = {
  supervision_proposal: 'x.proposed_on, x.id',
  supervision_letter: 'x.due_on, x.id',
  listing: 'x.due_on, x.id',
  transfer: 'x.handed_on desc, x.id desc',
  suspension: 'x.ordered_on, x.id',
} as const satisfies Record<Kind, string>

/** All rows of a kind on one finding, as far as the actor sees them. */
export async function rowsOfFinding<K extends Kind>(
  on: Queryable,
  actor: Actor,
  kind: K,
  about: { readonly finding: string; readonly today: string },
): Promise<ViewOf[K][]> {
  const { param, values } = params()
  const day = param(about.today)
  return rows<ViewOf[K]>(
    on,
    `${SELECTS[kind]} where ${day}::date is not null and x.finding_id = ${param(about.finding)}::uuid
      and ${within(actor.scope, 'x', param)} order by x.id desc`,
    values,
  )
}

/** What of a kind still waits within the scope, soonest first, and how many there are in all. */
export async function openRows<K extends Kind>(
  on: Queryable,
  actor: Actor,
  kind: K,
  asked: { readonly today: string; readonly limit: number },
): Promise<{ count: number; rows: ViewOf[K][] }> {
  const { param, values } = params()
  const day = param(asked.today)
  const found = await rows<ViewOf[K]>(
    on,
    `${SELECTS[kind]} where ${day}::date is not null and ${OPEN[kind]}
      and ${within(actor.scope, 'x', param)}
      order by ${ORDER[kind]} limit ${param(asked.limit)}`,
    values,
  )
  if (found.length < asked.limit) return { count: found.length, rows: found }
  const counting = params()
  const [row] = await rows<{ n: bigint }>(
    on,
    `select count(*) as n from ${TABLES[kind]} x
      where ${OPEN[kind]} and ${within(actor.scope, 'x', counting.param)}`,
    counting.values,
  )
  return { count: Number(row?.n ?? 0), rows: found }
}

/** Letters or listings with what is left of their clock on the day; ended ones have none. */
export function withLeft<R extends LetterView | ListingView>(
  found: readonly R[],
  { today, calendar }: { readonly today: string; readonly calendar: Calendar },
): R[] {
  return found.map((row) => ({
    ...row,
    left: RUNS.includes(row.state) ? leftAmount(calendar, 'workingDays', today, row.dueOn) : null,
  }))
}

/** States in which the addressee or the rectifier is still expected to act by the date. */
const RUNS: readonly string[] = ['issued', 'acknowledged', 'listed', 'recheck_failed']
