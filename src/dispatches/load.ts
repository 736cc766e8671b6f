import type { PoolClient } from 'pg'
import {
  covers,
  hotRow,
  hotRows,
  params,
  within,
  type Actor,
  type Circumstances,
  type Queryable,
  type Scope,
} from '#kernel/index.ts'
import { calendarOf, lawOn, lockDeadlines } from '#deadlines/index.ts'
import { awayUntil } from '#handovers/index.ts'
import { holdersOf, postsOfOrganization, shortNames } from '#places/index.ts'
import { placed, type Body } from '#places/rules.ts'
import { SIGNERS } from './moves.ts'
import type { SeenDispatch, SeenSlip } from './seen.ts'
import type { DispatchRecord, SlipRecord } from './tables.ts'
import type * as words from './words.ts'

type Param = (value: unknown) => string

/** Who sees a paper: the office that drafts it, and the body in whose name it goes out. */
export function dispatchSeen({ scope, org }: Actor, param: Param): string {
  const own = `${param(org)}::uuid`
  return `${within(scope, 'd', param)} and (d.owner_org = ${own} or d.issuer_org = ${own})`
}

/** Who sees what lies with a body: that body, and the office that sent it. */
export function slipSeen({ scope, org }: Actor, param: Param): string {
  const own = `${param(org)}::uuid`
  return `${within(scope, 's', param)} and (s.owner_org = ${own} or s.org = ${own})`
}

/** Locks a paper, its slips, then its deadlines. Undefined where it is not seen. */
export async function lockDispatch(
  pool: Queryable,
  client: PoolClient,
  id: string,
  at: Circumstances,
): Promise<SeenDispatch | undefined> {
  const { param, values } = params()
  const seen = at.actor.role === 'system' ? within(at.actor.scope, 'd', param) : null
  const record = await hotRow<DispatchRecord>(
    client,
    `select d.* from dispatch d where d.id = ${param(id)}::uuid
        and ${seen ?? dispatchSeen(at.actor, param)} for update`,
    values,
  )
  if (!record) return undefined
  const slips = await hotRows<SlipRecord>(
    client,
    `select s.* from dispatch_slip s where s.dispatch_id = $1 order by s.sent_at, s.id for update`,
    [id],
  )
  return {
    subject: 'dispatch',
    record,
    slips,
    deadlines: await lockDeadlines(client, { jur: record.jur, kind: 'dispatch', id }),
    facts: await factsOf(client, record, slips, at.today),
    law: await lawOn(pool, { on: at.today, place: record.jur }),
    calendar: await calendarOf(pool),
  }
}

/** What rules know of a paper. */
export async function factsOf(
  client: Queryable,
  record: DispatchRecord,
  slips: readonly SlipRecord[],
  today: string,
): Promise<words.DispatchFacts> {
  const waiting = record.state === 'countersigning' ? unanswered(record, slips) : []
  const orgs = [record.owner_org, record.issuer_org, ...slips.map(({ org }) => org)]
  const named = [...orgs, ...waiting, ...record.to_orgs, ...record.copy_orgs]
  const names = await shortNames(client, named)
  return {
    id: record.id,
    jur: record.jur,
    revision: record.revision,
    number: record.number,
    state: record.state as words.DispatchState,
    kind: record.kind as words.DispatchKind,
    ownerOrg: record.owner_org,
    issuerOrg: record.issuer_org,
    drafter: record.drafter,
    version: record.version,
    checkedVersion: record.checked_version,
    returns: record.returns,
    ...(await signersOf(client, record.issuer_org, today)),
    waiting: waiting.map((org) => names[org] ?? ''),
    addressees: record.to_orgs.length + outsideNames(record.to_outside).length,
    names,
  }
}

/** Bodies that were asked to countersign the present text and have not answered. */
export function unanswered(record: DispatchRecord, slips: readonly SlipRecord[]): string[] {
  return (record.countersign_orgs ?? []).filter(
    (org) =>
      !slips.some(
        (slip) =>
          slip.part === 'countersign' &&
          slip.org === org &&
          slip.version === record.version &&
          slip.answered_at !== null,
      ),
  )
}

/** Which role signs for a body, and who holds such a post today, acting holders too, and is away. */
export async function signersOf(client: Queryable, org: string, today: string) {
  const posts = await postsOfOrganization(client, org, SIGNERS, today)
  const signerRole = posts[0]?.role ?? null
  const signers: string[] = []
  for (const post of posts.filter(({ role }) => role === signerRole)) {
    for (const holder of await holdersOf(client, post.id, today)) {
      const how = { regular: '', acting: '（代理）', stand_in: '（A、B角）' }[holder.kind]
      const until = await awayUntil(client, post.id, holder.person, today)
      const away = until === null ? '' : `（请假外出至${until}）`
      signers.push(`${post.title}${holder.name}${how}${away}`)
    }
  }
  return { signerRole, signers }
}

/** Bodies outside the product, as they were written one after another. */
export function outsideNames(text: string | null): string[] {
  return (text ?? '')
    .split(/[、，,；;\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

/** Locks what lies with a body, then its deadlines. Undefined where it is not seen. */
export async function lockSlip(
  pool: Queryable,
  client: PoolClient,
  id: string,
  at: Circumstances,
): Promise<SeenSlip | undefined> {
  const { param, values } = params()
  const record = await hotRow<SlipRecord>(
    client,
    `select s.* from dispatch_slip s where s.id = ${param(id)}::uuid
        and ${at.actor.role === 'system' ? within(at.actor.scope, 's', param) : slipSeen(at.actor, param)}
      for update`,
    values,
  )
  if (!record) return undefined
  return {
    subject: 'dispatch_slip',
    record,
    deadlines: await lockDeadlines(client, { jur: record.jur, kind: 'dispatch_slip', id }),
    facts: await slipFactsOf(client, record),
    law: await lawOn(pool, { on: at.today, place: record.jur }),
    calendar: await calendarOf(pool),
  }
}

/** What rules know of a slip. */
export async function slipFactsOf(client: Queryable, record: SlipRecord): Promise<words.SlipFacts> {
  return {
    id: record.id,
    jur: record.jur,
    revision: record.revision,
    part: record.part as words.SlipPart,
    state: record.state as words.SlipState,
    kind: record.kind as words.DispatchKind,
    ownerOrg: record.owner_org,
    org: record.org,
    incoming: record.incoming_id,
    heeded: record.heeded_at !== null,
    names: await shortNames(client, [record.owner_org, record.issuer_org, record.org]),
  }
}

/** Where what lies with a body is kept: a place that both sides see, or null where there is none. */
export function meetingPlace(jur: string, to: Body, scope: Scope): string | null {
  if (covers(scope, to.place)) return to.place
  return placed(to.place, jur) === null ? null : jur
}

/** What a paper answers, as the drafting body sees it; undefined where it does not. */
export async function sourceOf(
  client: Queryable,
  { scope, org }: Actor,
  source: { readonly kind: words.SourceKind; readonly id: string },
): Promise<{ readonly number: string; readonly title: string | null } | undefined> {
  const { param, values } = params()
  const seen = `x.id = ${param(source.id)}::uuid and ${within(scope, 'x', param)}`
  if (source.kind === 'finding') {
    return hotRow(client, `select x.number, x.title from finding x where ${seen}`, values)
  }
  const own = `${param(org)}::uuid`
  if (source.kind === 'incoming') {
    return hotRow(
      client,
      `select x.number, x.title from incoming x
        where ${seen} and (x.owner_org = ${own} or x.leader_org = ${own})`,
      values,
    )
  }
  return hotRow(
    client,
    `select x.number, x.title from office_task x
      where ${seen} and (x.owner_org = ${own} or x.org = ${own})`,
    values,
  )
}
