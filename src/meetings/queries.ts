import type { Day } from '#deadlines/index.ts'
import {
  actingName,
  firstRow,
  params,
  rows,
  scoped,
  scopeOf,
  within,
  type Actor,
  type Queryable,
  type Runner,
} from '#kernel/index.ts'
import { partsOf, tasksFrom } from '#papers/index.ts'
import { bodiesOf, meetingFacts, meetingSeen, partySeen, type Asked } from './load.ts'
import { agendaIn, itemsIn, plannedIn } from './tables.ts'
import type { MeetingRecord, MinutesRecord, MonthRecord, PartyRecord } from './tables.ts'
import type * as words from './words.ts'
import type * as z from 'zod'

const PAGE = 50

function like(text: string): string {
  return `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
}

type Listed = MeetingRecord & {
  readonly answered: number
  readonly attended: number
  readonly minutes_number: string | null
}

/** 会议 of the acting office, or those over which it presides, the latest first. */
export async function listMeetings(
  client: Queryable,
  actor: Actor,
  query: z.output<typeof words.listMeetings.query>,
): Promise<{ rows: words.MeetingRow[]; next: string | null }> {
  const { param, values } = params()
  const where = [meetingSeen(actor, param)]
  if (query.state) where.push(`m.state = ${param(query.state)}`)
  if (query.kind) where.push(`m.kind = ${param(query.kind)}`)
  if (query.q) {
    const q = param(like(query.q))
    where.push(`(m.title like ${q} or m.number like ${q})`)
  }
  const [on, id] = (query.after ?? '').split('~')
  if (on && id) where.push(`(m.starts_on, m.id) < (${param(on)}::date, ${param(id)}::uuid)`)
  const found = await rows<Listed>(
    client,
    `select m.*, s.answered, s.attended, n.number as minutes_number from meeting m
       cross join lateral (select
           count(*) filter (where p.state in ('acknowledged', 'leave'))::int as answered,
           count(*) filter (where p.attended_at is not null)::int as attended
         from meeting_party p where p.meeting_id = m.id) s
       left join lateral (select number from meeting_minutes n
         where n.jur = m.jur and n.meeting_id = m.id and n.state = 'signed'
         order by n.id desc limit 1) n on true
      where ${where.join(' and ')}
      order by m.starts_on desc, m.id desc limit ${param(PAGE + 1)}`,
    values,
  )
  const last = found[PAGE - 1]
  return {
    rows: found.slice(0, PAGE).map((row) => ({
      id: row.id,
      number: row.number,
      kind: row.kind as words.MeetingKind,
      state: row.state as words.MeetingState,
      title: row.title ?? '',
      startsOn: row.starts_on,
      startsAt: row.starts_at,
      venue: row.venue ?? '',
      invited: row.invited.length,
      answered: row.answered,
      attended: row.attended,
      minutesNumber: row.minutes_number,
    })),
    next: found.length > PAGE && last ? `${last.starts_on}~${last.id}` : null,
  }
}

type PartyFound = PartyRecord & { readonly org_name: string; readonly office_name: string }

const PARTIES = `select p.*, coalesce(o.short_name, o.name) as org_name,
    coalesce(w.short_name, w.name) as office_name
  from meeting_party p join organization o on o.id = p.org
  left join organization w on w.id = p.owner_org`

function partyView(row: PartyFound): words.PartyView {
  return {
    id: row.id,
    revision: row.revision,
    meeting: row.meeting_id,
    number: row.number,
    org: row.org,
    orgName: row.org_name,
    officeName: row.office_name,
    state: row.state as words.PartyState,
    kind: row.kind as words.MeetingKind,
    title: row.title ?? '',
    startsOn: row.starts_on,
    startsAt: row.starts_at,
    venue: row.venue ?? '',
    attendee: row.attendee,
    insteadOf: row.instead_of,
    reason: row.reason,
    attended: row.attended,
    attendedAt: row.attended_at,
    signedAs: row.signed_as as words.PartyView['signedAs'],
  }
}

type MinutesFound = MinutesRecord & { readonly signer: string | null; readonly acting: boolean }

async function minutesOf(
  client: Queryable,
  { jur, id }: { readonly jur: string; readonly id: string },
  today: string,
): Promise<{ found: MinutesFound[]; views: words.MinutesView[] }> {
  const found = await rows<MinutesFound>(
    client,
    `select n.*, s.name as signer,
        exists (select 1 from paper_step t where t.jur = n.jur and t.subject_id = n.meeting_id
          and t.person = n.signed_person and t.at = n.signed_at and t.facts ? 'acting') as acting
       from meeting_minutes n left join person s on s.id = n.signed_person
      where n.jur = $1 and n.meeting_id = $2 order by n.id desc`,
    [jur, id],
  )
  const ids = found.flatMap((row) => itemsIn(row).flatMap(({ orgs }) => orgs))
  const names = await namesOf(client, ids, today)
  const views = found.map((row) => ({
    id: row.id,
    state: row.state as 'draft' | 'signed',
    number: row.number,
    corrects: row.corrects,
    text: row.text ?? '',
    items: itemsIn(row).map((item) => ({
      ...item,
      orgNames: item.orgs.map((org) => names.get(org)?.name ?? ''),
    })),
    signedAt: row.signed_at,
    signedBy: row.signer === null ? null : actingName(row.signer, row.acting),
  }))
  return { found, views }
}

async function namesOf(client: Queryable, ids: readonly string[], today: string) {
  const found = await bodiesOf(client, [...new Set(ids)], today)
  return new Map(found.map((one): [string, Asked] => [one.id, one]))
}

/** One meeting with notices, minutes, decisions and the tasks that followed; or undefined. */
export async function meetingDetail(
  client: Queryable,
  actor: Actor,
  id: string,
  day: Day,
): Promise<words.MeetingDetail | undefined> {
  const { param, values } = params()
  const record = await firstRow<MeetingRecord>(
    client,
    `select m.* from meeting m where m.id = ${param(id)}::uuid and ${meetingSeen(actor, param)}`,
    values,
  )
  if (!record) return undefined
  const minutes = await minutesOf(client, record, day.today)
  const agenda = agendaIn(record)
  const ids = [...record.invited, ...agenda.flatMap(({ org }) => org ?? [])]
  const names = await namesOf(client, ids, day.today)
  const parties = await rows<PartyFound>(
    client,
    `${PARTIES} where p.meeting_id = $1 order by p.jur, o.name, p.id`,
    [id],
  )
  return {
    ...(await meetingFacts(client, record, minutes.found[0] ?? null)),
    kind: record.kind as words.MeetingKind,
    title: record.title ?? '',
    startsAt: record.starts_at,
    venue: record.venue ?? '',
    chairName: record.chair_name ?? '',
    plannedChair: record.planned_chair,
    absence: record.absence,
    agenda: agenda.map((item) => ({
      ...item,
      orgName: item.org === null ? null : (names.get(item.org)?.name ?? null),
    })),
    invitedOrgs: record.invited.map((org) => ({ org, orgName: names.get(org)?.name ?? '' })),
    parties: parties.map(partyView),
    minutesRows: minutes.views,
    decisions: await decisionsOf(client, record, day),
    ...(await partsOf(client, { jur: record.jur, kind: 'meeting', id }, day)),
  }
}

type DecisionFound = {
  readonly id: string
  readonly minutes_number: string
  readonly item: number
  readonly text: string | null
  readonly orgs: string[]
  readonly due_on: string
}

async function decisionsOf(
  client: Queryable,
  { jur, id }: MeetingRecord,
  day: Day,
): Promise<words.DecisionView[]> {
  const found = await rows<DecisionFound>(
    client,
    `select d.id, d.minutes_number, d.item, d.text, d.orgs, d.due_on from meeting_decision d
      where d.jur = $1 and d.meeting_id = $2 order by d.minutes_id desc, d.item`,
    [jur, id],
  )
  const names = await namesOf(
    client,
    found.flatMap(({ orgs }) => orgs),
    day.today,
  )
  const tasks = await tasksFrom(
    client,
    found.map((row) => row.id),
    day,
  )
  return found.map((row) => ({
    id: row.id,
    minutesNumber: row.minutes_number,
    item: row.item,
    text: row.text ?? '',
    dueOn: row.due_on,
    orgs: row.orgs.map((org) => bodyView(org, names.get(org))),
    tasks: tasks.filter(({ incoming }) => incoming === row.id),
  }))
}

function bodyView(org: string, found: Asked | undefined) {
  return {
    org,
    name: found?.name ?? '',
    abolished: found?.abolished ?? false,
    successor:
      found?.successor && found.successorName
        ? { org: found.successor, name: found.successorName }
        : null,
  }
}

/** 收到的会议通知 of the acting body, the latest first. */
export async function listInvitations(client: Queryable, actor: Actor) {
  const { param, values } = params()
  const found = await rows<PartyFound>(
    client,
    `${PARTIES} where ${partySeen(actor, param)} order by p.starts_on desc, p.id desc limit 200`,
    values,
  )
  return found.map(partyView)
}

/**
 * A notice as its body reads it. Agenda and signed minutes are read in the meeting's own place,
 * which the notice opens to this body and to this meeting alone.
 */
export async function invitationDetail(
  runner: Runner,
  actor: Actor,
  id: string,
  day: Day,
): Promise<words.InvitationDetail | undefined> {
  const own = await scoped(runner.db.app, actor.scope, async (client) => {
    const { param, values } = params()
    const row = await firstRow<PartyFound>(
      client,
      `${PARTIES} where p.id = ${param(id)}::uuid and ${partySeen(actor, param)}`,
      values,
    )
    if (!row) return undefined
    const parts = await partsOf(client, { jur: row.jur, kind: 'meeting_party', id }, day)
    return { row, parts }
  })
  if (!own) return undefined
  const { row, parts } = own
  const meeting = await scoped(runner.db.app, scopeOf(row.meeting_jur), async (client) => {
    const record = await firstRow<MeetingRecord>(
      client,
      'select m.* from meeting m where m.jur = $1 and m.id = $2',
      [row.meeting_jur, row.meeting_id],
    )
    const agenda = record ? agendaIn(record) : []
    const ids = agenda.flatMap(({ org }) => org ?? [])
    const names = await namesOf(client, ids, day.today)
    const minutes = record ? (await minutesOf(client, record, day.today)).views : []
    return {
      chairName: record?.chair_name ?? '',
      agenda: agenda.map(({ title, org }) => ({
        title,
        orgName: org === null ? null : (names.get(org)?.name ?? null),
      })),
      minutes: minutes.filter(({ state }) => state === 'signed'),
    }
  })
  const { steps, deadlines } = parts
  return {
    ...partyView(row),
    jur: row.jur,
    ownerOrg: row.owner_org,
    today: day.today,
    ...meeting,
    steps,
    deadlines,
  }
}

/** 主题月 of the acting office, the latest first, with the tasks of each item. */
export async function listMonths(
  client: Queryable,
  actor: Actor,
  day: Day,
): Promise<words.MonthView[]> {
  const { param, values } = params()
  const found = await rows<MonthRecord>(
    client,
    `select m.* from theme_month m where ${within(actor.scope, 'm', param)}
      and m.owner_org = ${param(actor.org)}::uuid order by m.from_on desc, m.id desc limit 24`,
    values,
  )
  const items = found.flatMap(plannedIn)
  const names = await namesOf(
    client,
    items.flatMap(({ orgs }) => orgs),
    day.today,
  )
  const tasks = await tasksFrom(
    client,
    items.map(({ id }) => id),
    day,
  )
  return found.map((row) => ({
    id: row.id,
    jur: row.jur,
    revision: row.revision,
    number: row.number,
    state: row.state as words.MonthState,
    ownerOrg: row.owner_org,
    title: row.title ?? '',
    fromOn: row.from_on,
    toOn: row.to_on,
    authority: row.authority ?? '',
    done: row.done,
    items: plannedIn(row).map((item) => ({
      id: item.id,
      text: item.text,
      orgs: item.orgs.map((org) => ({ org, name: names.get(org)?.name ?? '' })),
      dueOn: item.dueOn,
      tasks: tasks.filter(({ incoming }) => incoming === item.id),
    })),
  }))
}
