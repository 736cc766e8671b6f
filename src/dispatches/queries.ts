import { firstRow, params, rows, type Actor, type Queryable } from '#kernel/index.ts'
import { personNames } from '#places/index.ts'
import { lawOn, type Day } from '#deadlines/index.ts'
import { partsOf } from '#papers/index.ts'
import { dispatchSeen, factsOf } from './load.ts'
import type { DispatchRecord, SlipRecord } from './tables.ts'
import type * as words from './words.ts'
import type * as z from 'zod'

export type Page<R> = { readonly rows: R[]; readonly next: string | null }

export const PAGE = 50

function like(text: string): string {
  return `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
}

/** The place in a list where its next page begins. */
export function cursorOf(text: string | undefined): [string | null, string | null] {
  const [on, id] = (text ?? '').split('~')
  return on && id ? [on, id] : [null, null]
}

type Listed = DispatchRecord & {
  readonly issuer_name: string
  readonly drafter_name: string | null
  readonly slips: number
  readonly received: number
}

/** 发文登记簿: the papers of the acting body, and those it signs, newest first. */
export async function listDispatches(
  client: Queryable,
  actor: Actor,
  query: z.output<typeof words.listDispatches.query>,
): Promise<Page<words.DispatchRow>> {
  const { param, values } = params()
  const where = [dispatchSeen(actor, param)]
  if (query.state) where.push(`d.state = ${param(query.state)}`)
  if (query.kind) where.push(`d.kind = ${param(query.kind)}`)
  if (query.source) where.push(`d.source_id = ${param(query.source)}::uuid`)
  if (query.q) {
    const q = param(like(query.q))
    where.push(`(d.title like ${q} or d.number like ${q})`)
  }
  const [on, id] = cursorOf(query.after)
  if (on !== null && id !== null) {
    where.push(`(d.drafted_on, d.id) < (${param(on)}::date, ${param(id)}::uuid)`)
  }
  const found = await rows<Listed>(
    client,
    `select d.*, coalesce(o.short_name, o.name) as issuer_name, p.name as drafter_name,
        s.slips, s.received
       from dispatch d join organization o on o.id = d.issuer_org
       left join person p on p.id = d.drafter
       cross join lateral (select count(*)::int as slips,
           count(*) filter (where s.state = 'received')::int as received
         from dispatch_slip s where s.dispatch_id = d.id and s.part <> 'countersign') s
      where ${where.join(' and ')}
      order by d.drafted_on desc, d.id desc limit ${param(PAGE + 1)}`,
    values,
  )
  const last = found[PAGE - 1]
  return {
    rows: found.slice(0, PAGE).map((row) => ({
      id: row.id,
      revision: row.revision,
      number: row.number,
      title: row.title ?? '',
      kind: row.kind as words.DispatchKind,
      urgency: row.urgency as words.DispatchRow['urgency'],
      state: row.state as words.DispatchState,
      issuerName: row.issuer_name,
      drafterName: row.drafter_name ?? '',
      draftedOn: row.drafted_on,
      signedOn: row.signed_on,
      slips: row.slips,
      received: row.received,
    })),
    next: found.length > PAGE && last ? `${last.drafted_on}~${last.id}` : null,
  }
}

/** A paper as its reader may see it, or undefined. */
export async function findDispatch(
  client: Queryable,
  actor: Actor,
  id: string,
): Promise<DispatchRecord | undefined> {
  const { param, values } = params()
  return firstRow<DispatchRecord>(
    client,
    `select d.* from dispatch d where d.id = ${param(id)}::uuid and ${dispatchSeen(actor, param)}`,
    values,
  )
}

/** One paper with its versions, its slips and everything that was done, or undefined. */
export async function dispatchDetail(
  pool: Queryable,
  client: Queryable,
  actor: Actor,
  id: string,
  day: Day,
): Promise<words.DispatchDetail | undefined> {
  const record = await findDispatch(client, actor, id)
  if (!record) return undefined
  const slips = await rows<SlipRecord>(
    client,
    'select s.* from dispatch_slip s where s.dispatch_id = $1 order by s.sent_at, s.id',
    [id],
  )
  const facts = await factsOf(client, record, slips, day.today)
  const people = await peopleOf(client, [record.drafter, record.checker], slips)
  const law = await lawOn(pool, { on: day.today, place: record.jur })
  const parts = await partsOf(client, { jur: record.jur, kind: 'dispatch', id }, day)
  return {
    ...facts,
    ...wordsOf(record),
    issuerName: facts.names[record.issuer_org] ?? '',
    ownerName: facts.names[record.owner_org] ?? '',
    drafterName: people[record.drafter] ?? '',
    checkerName: people[record.checker ?? ''] ?? null,
    signerName: parts.steps.find(({ act }) => act === 'sign')?.personName ?? null,
    to: record.to_orgs.map((org) => ({ org, name: facts.names[org] ?? '' })),
    copies: record.copy_orgs.map((org) => ({ org, name: facts.names[org] ?? '' })),
    source: await sourceView(client, record),
    versions: await versionsOf(client, record),
    slips: slips.map((slip) => slipView(slip, facts.names, people, day.today)),
    limits: { returnsMost: law.number('dispatch.return.most').value },
    ...parts,
  }
}

function wordsOf(record: DispatchRecord) {
  return {
    title: record.title ?? '',
    text: record.body ?? '',
    urgency: record.urgency as words.DispatchDetail['urgency'],
    draftedOn: record.drafted_on,
    signedOn: record.signed_on,
    toOutside: record.to_outside,
    copyOutside: record.copy_outside,
    publicity: record.publicity as words.DispatchPublicity,
    publicityReason: record.publicity_reason,
    documentHash: record.document_hash,
    sealWay: record.seal_way as words.SealWay | null,
    sealedHash: record.sealed_hash,
    sealedName: record.sealed_name,
    retention: record.retention as words.Retention | null,
    archive:
      record.archive_value === null ? null : `${record.archive_year}年第${record.archive_value}件`,
    endReason: record.end_reason,
  }
}

async function peopleOf(
  client: Queryable,
  ids: readonly (string | null)[],
  slips: readonly SlipRecord[],
): Promise<Record<string, string>> {
  return personNames(client, [...ids, ...slips.map((slip) => slip.answered_person)])
}

function slipView(
  slip: SlipRecord,
  names: Readonly<Record<string, string>>,
  people: Readonly<Record<string, string>>,
  today: string,
): words.SlipRow {
  return {
    id: slip.id,
    part: slip.part as words.SlipPart,
    state: slip.state as words.SlipState,
    org: slip.org,
    name: slip.org === null ? (slip.name ?? '') : (names[slip.org] ?? ''),
    dueOn: slip.due_on,
    overdue: slip.state === 'sent' && slip.due_on !== null && slip.due_on < today,
    opinion: slip.opinion,
    sentAt: slip.sent_at,
    answeredAt: slip.answered_at,
    answeredName: people[slip.answered_person ?? ''] ?? null,
    version: slip.version,
    revision: slip.revision,
    incoming: slip.incoming_id,
  }
}

async function sourceView(client: Queryable, record: DispatchRecord) {
  if (record.source_id === null || record.source_kind === null) return null
  const table = { incoming: 'incoming', office_task: 'office_task', finding: 'finding' } as const
  const kind = record.source_kind as words.SourceKind
  const found = await firstRow<{ number: string; title: string | null }>(
    client,
    `select number, title from ${table[kind]} where id = $1`,
    [record.source_id],
  )
  return found ? { kind, id: record.source_id, ...found } : null
}

async function versionsOf(client: Queryable, { jur, id }: DispatchRecord) {
  const found = await rows<{
    version: number
    title: string | null
    body: string | null
    at: string
    person_name: string | null
  }>(
    client,
    `select v.version, v.title, v.body, v.at, p.name as person_name
       from dispatch_version v left join person p on p.id = v.person
      where v.jur = $1 and v.dispatch_id = $2 order by v.version desc`,
    [jur, id],
  )
  return found.map((row) => ({
    version: row.version,
    title: row.title ?? '',
    text: row.body ?? '',
    at: row.at,
    personName: row.person_name,
  }))
}
