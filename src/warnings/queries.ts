import { firstRow, params, rows, within, type Actor, type Queryable } from '#kernel/index.ts'
import { leftAmount, type Day } from '#deadlines/index.ts'
import { mine } from './ground.ts'
import { isExpired } from './rules.ts'
import { UNTOLD } from './run.ts'
import { listed, type ReceiptRecord, type WarningRecord } from './tables.ts'
import type * as words from './words.ts'

const MOST = 100

/** The warnings of this office, and those that were sent to this body. */
export async function board(client: Queryable, actor: Actor, day: Day) {
  return { rows: await issuedBy(client, actor, day), received: await sentTo(client, actor, day) }
}

type Counted = WarningRecord & { readonly acknowledged: number }

const ACKNOWLEDGED = `(select count(*)::int from warning_receipt a
  where a.warning_id = w.id and a.edition = w.edition and a.state = 'acknowledged') as acknowledged`

async function issuedBy(client: Queryable, actor: Actor, day: Day): Promise<words.WarningRow[]> {
  const { param, values } = params()
  const found = await rows<Counted>(
    client,
    `select w.*, ${ACKNOWLEDGED} from warning w where w.owner_org = ${param(actor.org)}::uuid
        and ${within(actor.scope, 'w', param)} order by w.issued_at desc, w.id desc
      limit ${param(MOST)}`,
    values,
  )
  return found.map((row) => rowOf(row, day))
}

function rowOf(row: Counted, { today }: Day): words.WarningRow {
  const state = row.state as words.WarningState
  return {
    id: row.id,
    revision: row.revision,
    state,
    expired: isExpired(state, row.valid_until, today),
    number: row.number,
    title: row.title ?? '',
    grade: row.grade as words.WarningGrade,
    topic: row.topic as words.WarningTopic,
    validUntil: row.valid_until,
    issuedAt: row.issued_at,
    asked: row.bodies.length,
    acknowledged: row.acknowledged,
  }
}

type NamedWarning = Counted & {
  readonly owner_name: string
  readonly lifted_name: string | null
}

/** One warning with every body's part, for the office that issued it. */
export async function warningDetail(
  client: Queryable,
  actor: Actor,
  id: string,
  day: Day,
): Promise<words.WarningDetail | undefined> {
  const { param, values } = params()
  const row = await firstRow<NamedWarning>(
    client,
    `select w.*, ${ACKNOWLEDGED}, coalesce(o.short_name, o.name) as owner_name,
        p.name as lifted_name
       from warning w join organization o on o.id = w.owner_org
       left join person p on p.id = w.lifted_person
      where w.id = ${param(id)}::uuid and w.owner_org = ${param(actor.org)}::uuid
        and ${within(actor.scope, 'w', param)}`,
    values,
  )
  if (!row) return undefined
  return {
    ...rowOf(row, day),
    ownerOrg: row.owner_org,
    ownerName: row.owner_name,
    text: row.text ?? '',
    changes: listed<words.WarningChange>(row.changes),
    reason: row.reason,
    liftedAt: row.lifted_at,
    liftedName: row.lifted_name,
    receipts: await receiptsOf(client, actor, id, day),
    untold: await untoldOf(client, id),
  }
}

type NamedReceipt = ReceiptRecord & {
  readonly org_name: string
  readonly owner_name: string
  readonly answered_name: string | null
}

const NAMED = `select a.*, coalesce(o.short_name, o.name) as org_name,
    coalesce(w.short_name, w.name) as owner_name, p.name as answered_name
  from warning_receipt a join organization o on o.id = a.org
  join organization w on w.id = a.owner_org left join person p on p.id = a.answered_person`

async function receiptsOf(client: Queryable, actor: Actor, warning: string, day: Day) {
  const { param, values } = params()
  const found = await rows<NamedReceipt>(
    client,
    `${NAMED} where a.warning_id = ${param(warning)}::uuid and ${within(actor.scope, 'a', param)}
      order by a.state = 'acknowledged', o.place, o.name, a.id`,
    values,
  )
  return found.map((row) => receiptOf(row, day))
}

async function untoldOf(client: Queryable, warning: string): Promise<string[]> {
  const found = await rows<{ name: string }>(
    client,
    `select coalesce(o.short_name, o.name) as name
       from warning w cross join lateral unnest(w.bodies) b (org)
       join organization o on o.id = b.org
       left join warning_receipt a on a.warning_id = w.id and a.org = b.org
      where w.id = $1 and ${UNTOLD} order by o.place, o.name`,
    [warning],
  )
  return found.map(({ name }) => name)
}

function receiptOf(row: NamedReceipt, { today, calendar }: Day): words.WarningReceipt {
  return {
    id: row.id,
    revision: row.revision,
    state: row.state as words.WarningReceiptState,
    org: row.org,
    orgName: row.org_name,
    dueOn: row.due_on,
    left: row.state === 'asked' ? leftAmount(calendar, 'days', today, row.due_on) : null,
    measures: row.measures,
    answeredAt: row.answered_at,
    answeredName: row.answered_name,
    earlier: listed<words.EarlierReceipt>(row.earlier),
  }
}

async function sentTo(client: Queryable, actor: Actor, day: Day): Promise<words.ReceivedWarning[]> {
  const { param, values } = params()
  const found = await rows<NamedReceipt>(
    client,
    `${NAMED} where a.org = ${param(actor.org)}::uuid and ${within(actor.scope, 'a', param)}
      order by a.issued_at desc, a.id desc limit ${param(MOST)}`,
    values,
  )
  return found.map((row) => receivedOf(row, day))
}

function receivedOf(row: NamedReceipt, day: Day): words.ReceivedWarning {
  return {
    ...receiptOf(row, day),
    number: row.number,
    title: row.title ?? '',
    grade: row.grade as words.WarningGrade,
    topic: row.topic as words.WarningTopic,
    text: row.text ?? '',
    note: row.note,
    validUntil: row.valid_until,
    issuedAt: row.issued_at,
    liftedAt: row.lifted_at,
    expired: row.lifted_at === null && isExpired('in_force', row.valid_until, day.today),
    ownerOrg: row.owner_org,
    issuerName: row.owner_name,
  }
}

/** One body's part of a warning, for that body and for the office that issued it. */
export async function receivedDetail(client: Queryable, actor: Actor, id: string, day: Day) {
  const { param, values } = params()
  const row = await firstRow<NamedReceipt>(
    client,
    `${NAMED} where a.id = ${param(id)}::uuid and ${mine(actor, param)}
        and ${within(actor.scope, 'a', param)}`,
    values,
  )
  return row && receivedOf(row, day)
}
