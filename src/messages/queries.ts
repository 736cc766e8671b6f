import { firstRow, params, rows, type Actor, type Queryable } from '#kernel/index.ts'
import { may } from '#places/index.ts'
import type { Matter } from './matters.ts'
import { mobileOf, OFFICE_ROLES } from './rules.ts'
import type * as words from './words.ts'
import { CHANNELS, type Channel } from './vocabulary.ts'

const PAGE = 50

/** What sets the system administrator apart: sees all messages, and of none what it is about. */
export function runsSystem(actor: Actor): boolean {
  return may(actor.role, 'store.backup')
}

/** Whether somebody may read the list of messages at all. */
export function maySeeMessages(actor: Actor): boolean {
  return runsSystem(actor) || OFFICE_ROLES.includes(actor.role)
}

/**
 * 消息记录, newest first: for an office what it was told and what its matters had others told; for
 * the system administrator all of them, without number and address.
 */
export async function listMessages(
  on: Queryable,
  actor: Actor,
  query: { readonly state?: string | undefined; readonly after?: string | undefined },
): Promise<{ rows: words.MessageRow[]; next: string | null }> {
  const { param, values } = params()
  const where = ['true']
  const all = runsSystem(actor)
  if (!all) {
    const org = `${param(actor.org)}::uuid`
    where.push(`(m.org_id = ${org} or m.issuer_org = ${org})`)
  }
  if (query.state === 'waiting') where.push(`m.state in ('waiting', 'sending')`)
  else if (query.state) where.push(`m.state = ${param(query.state)}`)
  if (query.after) where.push(`m.id < ${param(query.after)}::uuid`)
  const found = await rows<words.MessageRow>(
    on,
    `select m.id, m.event, m.weight, n.name as "personName",
        coalesce(o.short_name, o.name) as "orgName", m.number, m.route, m.channel, m.state, m.reason,
        m.tries, m.not_before as "notBefore", m.at, m.sent_at as "sentAt",
        m.delivered_at as "deliveredAt"
       from message m join person n on n.id = m.person_id join organization o on o.id = m.org_id
      where ${where.join(' and ')} order by m.id desc limit ${param(PAGE + 1)}`,
    values,
  )
  const page = found.slice(0, PAGE)
  return {
    rows: all ? page.map((row) => ({ ...row, number: null, route: null })) : page,
    next: found.length > PAGE ? (page.at(-1)?.id ?? null) : null,
  }
}

/** How the channels do today; `since` is when the legal day began. */
export async function channelStatus(
  on: Queryable,
  configured: readonly Channel[],
  since: string,
): Promise<words.ChannelStatus[]> {
  const found = await rows<{ channel: string; sent: number; failed: number; last: string | null }>(
    on,
    `select channel, count(*) filter (where sent_at >= $1)::int as sent,
        count(*) filter (where state = 'failed')::int as failed, max(sent_at) as last
       from message where at >= $1 and channel is not null group by channel`,
    [since],
  )
  return CHANNELS.map((channel) => {
    const row = found.find((one) => one.channel === channel)
    return {
      channel,
      configured: configured.includes(channel),
      sentToday: row?.sent ?? 0,
      failedToday: row?.failed ?? 0,
      lastSentAt: row?.last ?? null,
    }
  })
}

/** What a person chose, what the office allows, and the calendar's addresses in use. */
export async function settingsOf(on: Queryable, actor: Actor, usual: string) {
  const person = await firstRow<{
    phone: string | null
    revision: number | null
    channels: Channel[] | null
    digest_at: string | null
  }>(
    on,
    `select n.phone, c.revision, c.channels, c.digest_at from person n
       left join message_choice c on c.id = n.id where n.id = $1`,
    [actor.person],
  )
  const office = await firstRow<{
    name: string
    revision: number | null
    channels: Channel[] | null
  }>(
    on,
    `select coalesce(o.short_name, o.name) as name, f.revision, f.channels from organization o
       left join message_office f on f.id = o.id where o.id = $1`,
    [actor.org],
  )
  const allowed = office?.channels ?? [...CHANNELS]
  return {
    choice: {
      revision: person?.revision ?? 0,
      channels: person?.channels ?? allowed,
      digestAt: person?.digest_at ?? usual,
      phone: mobileOf(person?.phone ?? null) ?? person?.phone ?? null,
    },
    office: { revision: office?.revision ?? 0, channels: allowed, name: office?.name ?? '' },
    allowed,
    feeds: await rows<{ id: string; createdAt: string; readAt: string | null }>(
      on,
      `select id, created_at as "createdAt", read_at as "readAt" from calendar_feed
        where person_id = $1 and revoked_at is null order by created_at desc`,
      [actor.person],
    ),
  }
}

/** 电话记录 of a matter, the latest first. The caller has found the matter within the scope. */
export async function callsOf(
  client: Queryable,
  matter: Pick<Matter, 'jur' | 'kind' | 'id'>,
): Promise<{ rows: words.CallView[]; answered: number }> {
  const found = await rows<Omit<words.CallView, 'index'> & { readonly index: bigint | null }>(
    client,
    `select c.id, c.revision, c.state, c.called_org as "calledOrg",
        coalesce(t.short_name, t.name) as "calledOrgName", coalesce(c.called_name, '') as "calledName",
        c.called_at as "calledAt", c.outcome, c.answered_name as "answeredName", c.said,
        coalesce(o.short_name, o.name) as "orgName", c.owner_org as "ownerOrg",
        coalesce(n.name, '') as "personName", c.recorded_at as "recordedAt",
        c.void_reason as "voidReason",
        e.idx as index
       from call_record c join organization t on t.id = c.called_org
       join organization o on o.id = c.owner_org left join person n on n.id = c.person
       left join journal_entry e on e.act_id = c.id
      where c.jur = $1 and c.subject_kind = $2 and c.subject_id = $3
      order by c.called_at desc, c.id desc`,
    [matter.jur, matter.kind, matter.id],
  )
  return {
    rows: found.map((row) => ({ ...row, index: row.index === null ? null : Number(row.index) })),
    answered: found.filter(({ state, outcome }) => state === 'recorded' && outcome === 'answered')
      .length,
  }
}
