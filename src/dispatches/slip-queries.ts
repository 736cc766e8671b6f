import { shortNames } from '#places/index.ts'
import type { Day } from '#deadlines/index.ts'
import { firstRow, params, rows, type Actor, type Queryable } from '#kernel/index.ts'
import { partsOf } from '#papers/index.ts'
import { slipFactsOf, slipSeen } from './load.ts'
import { cursorOf, PAGE, type Page } from './queries.ts'
import type { SlipRecord } from './tables.ts'
import type * as words from './words.ts'
import type * as z from 'zod'

/** What lies with a body as its reader may see it, or undefined. */
export async function findSlip(
  client: Queryable,
  actor: Actor,
  id: string,
): Promise<SlipRecord | undefined> {
  const { param, values } = params()
  return firstRow<SlipRecord>(
    client,
    `select s.* from dispatch_slip s where s.id = ${param(id)}::uuid and ${slipSeen(actor, param)}`,
    values,
  )
}

/** One delivery or request to countersign, or undefined. */
export async function slipDetail(
  client: Queryable,
  actor: Actor,
  id: string,
  day: Day,
): Promise<words.SlipDetail | undefined> {
  const record = await findSlip(client, actor, id)
  if (!record) return undefined
  const facts = await slipFactsOf(client, record)
  const incoming =
    record.incoming_id === null
      ? undefined
      : await firstRow<{ number: string }>(client, 'select number from incoming where id = $1', [
          record.incoming_id,
        ])
  const { evidence: _, ...parts } = await partsOf(
    client,
    { jur: record.jur, kind: 'dispatch_slip', id },
    day,
  )
  return {
    ...facts,
    dispatch: record.dispatch_id,
    own: record.owner_org === actor.org,
    number: record.number,
    title: record.title ?? '',
    text: record.body ?? '',
    urgency: record.urgency as words.SlipDetail['urgency'],
    issuerName: facts.names[record.issuer_org] ?? '',
    signedOn: record.signed_on,
    sentAt: record.sent_at,
    dueOn: record.due_on,
    opinion: record.opinion,
    answeredAt: record.answered_at,
    documentHash: record.document_hash,
    sealedHash: record.sealed_hash,
    sealedName: record.sealed_name,
    incomingNumber: incoming?.number ?? null,
    ...parts,
  }
}

/** 来件签收: what came to the acting body through the product, newest first. */
export async function listArrived(
  client: Queryable,
  actor: Actor,
  query: z.output<typeof words.listArrived.query>,
  { today }: Day,
): Promise<Page<words.ArrivedRow>> {
  const { param, values } = params()
  const where = [slipSeen(actor, param), `s.org = ${param(actor.org)}::uuid`]
  if (query.state) where.push(`s.state = ${param(query.state)}`)
  const [at, id] = cursorOf(query.after)
  if (at !== null && id !== null) {
    where.push(`(s.sent_at, s.id) < (${param(at)}::timestamptz, ${param(id)}::uuid)`)
  }
  const found = await rows<SlipRecord>(
    client,
    `select s.* from dispatch_slip s where ${where.join(' and ')}
      order by s.sent_at desc, s.id desc limit ${param(PAGE + 1)}`,
    values,
  )
  const names = await shortNames(
    client,
    found.map(({ issuer_org: issuer }) => issuer),
  )
  const last = found[PAGE - 1]
  return {
    rows: found.slice(0, PAGE).map((row) => ({
      id: row.id,
      part: row.part as words.SlipPart,
      state: row.state as words.SlipState,
      number: row.number,
      title: row.title ?? '',
      kind: row.kind as words.DispatchKind,
      issuerName: names[row.issuer_org] ?? '',
      sentOn: row.sent_at.slice(0, 10),
      dueOn: row.due_on,
      overdue: row.state === 'sent' && row.due_on !== null && row.due_on < today,
      incoming: row.incoming_id,
    })),
    next: found.length > PAGE && last ? `${last.sent_at}~${last.id}` : null,
  }
}
