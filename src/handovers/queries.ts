import { firstRow, params, rows, within, type Actor, type Queryable } from '#kernel/index.ts'
import {
  DEADLINE_COLUMNS,
  RUNNING,
  viewDeadline,
  type Day,
  type Deadline,
} from '#deadlines/index.ts'
import { inEffect } from '#places/index.ts'
import type * as words from './words.ts'
import type * as z from 'zod'

type Param = (value: unknown) => string

/** How many rows are shown, and how many deadlines are looked at in search of them. */
const SHOWN = 50
const LOOKED_AT = 2_000

/** Most matters that a list names; a post with more hands over by parts of its body. */
const MOST_MATTERS = 2_000

/**
 * Whether somebody is there to act for the deadline `d` on a day: a released holder of the post,
 * or of the role in the body, who can sign in and is not on leave.
 */
function attended(day: string): string {
  return `exists (select 1 from post p join holding h on h.post_id = p.id
    where p.org_id = d.owner_org and (d.owner_post is null or p.id = d.owner_post)
      and (d.owner_role is null or p.role = d.owner_role) and ${inEffect(day)}
      and exists (select 1 from account a where a.person_id = h.person_id
        and a.released_at is not null and a.disabled_at is null)
      and not exists (select 1 from post_leave l where l.post = p.id and l.person = h.person_id
        and l.state <> 'void' and l.from_on <= ${day}::date and l.to_on >= ${day}::date))`
}

const OFFICES = ['committee_clerk', 'committee_head']

/**
 * Running deadlines that lie on a desk without anybody: of the acting body, of those it waits for,
 * and for the committee's office those of every body of its places but enterprises. Soonest first;
 * of each source the soonest 2,000 are looked at.
 */
export async function unownedDeadlines(client: Queryable, actor: Actor, day: Day) {
  const { param, values } = params()
  const today = param(day.today)
  const org = `${param(actor.org)}::uuid`
  const most = param(LOOKED_AT)
  const seen = `${RUNNING} and ${within(actor.scope, 'd', param)}`
  const part = (where: string) =>
    `(select ${DEADLINE_COLUMNS} from deadline d where ${seen} and ${where}
        and ${attended(today)} is not true order by d.due_on, d.id limit ${param(SHOWN + 1)})`
  const near = (column: 'owner_org' | 'waited_by_org') =>
    `d.id in (select n.id from deadline n where n.${column} = ${org}
        and n.state in ('open', 'paused') order by n.due_on limit ${most})`
  const parts = [part(near('owner_org')), part(near('waited_by_org'))]
  if (OFFICES.includes(actor.role)) parts.push(part(emptyBodies(actor, today, param)))
  const found = await rows<Deadline & { readonly ownerName: string | null }>(
    client,
    `select distinct u.*, coalesce(o.short_name, o.name) as "ownerName"
       from (${parts.join(' union ')}) u left join organization o on o.id = u."ownerOrg"
      order by u."dueOn", u.id limit ${param(SHOWN + 1)}`,
    values,
  )
  return {
    unowned: found.slice(0, SHOWN).map(({ ownerName, ...row }) => ({
      ...viewDeadline(row, day.today, day.calendar),
      ownerName,
    })),
    more: found.length > SHOWN,
  }
}

/** Deadlines of bodies in the office's places, found from the few posts that nobody holds. */
function emptyBodies(actor: Actor, today: string, param: Param): string {
  return `d.owner_org in (select e.org_id
      from (select p.org_id, p.id, p.place as jur, p.party_org as party_id from post p
        where p.party_org is null and p.released_at is not null) e
      where ${within(actor.scope, 'e', param)} and not exists (select 1 from holding h
        join post p on p.id = h.post_id where h.post_id = e.id and ${inEffect(today)}))`
}

/** What lies with a post, and what its body waits for from others: the matters of a list. */
export async function mattersOf(
  client: Queryable,
  actor: Actor,
  post: string,
): Promise<words.ListItem[]> {
  const { param, values } = params()
  const org = `${param(actor.org)}::uuid`
  const id = `${param(post)}::uuid`
  return rows<words.ListItem>(
    client,
    `select d.id as deadline, case when d.owner_org = ${org} then 'own' else 'waiting' end as side,
        d.label, d.title, d.number, d.route, d.due_on as "dueOn"
       from deadline d join post p on p.id = ${id}
      where ${RUNNING} and ${within(actor.scope, 'd', param)} and d.subject_kind <> 'handover_list'
        and ((d.owner_org = ${org} and (d.owner_post = ${id} or (d.owner_post is null
            and (d.owner_role is null or d.owner_role = p.role))))
          or (d.waited_by_org = ${org} and d.owner_org is distinct from ${org}))
      order by side, d.due_on, d.id limit ${param(MOST_MATTERS)}`,
    values,
  )
}

const LEAVE_COLUMNS = `l.id, l.revision, l.state, l.owner_org as org, l.post, p.title as "postTitle",
  l.person, n.name as "personName", l.kind, l.from_on as "fromOn", l.to_on as "toOn",
  l.stand_in as "standIn", s.name as "standInName", l.note`
const LEAVE_FROM = `post_leave l join post p on p.id = l.post join person n on n.id = l.person
  left join person s on s.id = l.stand_in`

/** Whom the signed-in person stands in for today, in any body. */
export function standingIn(client: Queryable, actor: Actor, today: string): Promise<words.Leave[]> {
  return rows<words.Leave>(
    client,
    `select ${LEAVE_COLUMNS} from ${LEAVE_FROM}
      where l.stand_in = $1 and l.state <> 'void' and l.from_on <= $2::date and l.to_on >= $2::date
      order by l.to_on, l.id`,
    [actor.person, today],
  )
}

/** The last day of the leave that a holder of a post is on, or null. */
export async function awayUntil(
  client: Queryable,
  post: string,
  person: string,
  day: string,
): Promise<string | null> {
  const leave = await firstRow<{ toOn: string }>(
    client,
    `select l.to_on as "toOn" from post_leave l where l.post = $1 and l.person = $2
        and l.state <> 'void' and l.from_on <= $3::date and l.to_on >= $3::date`,
    [post, person, day],
  )
  return leave?.toOn ?? null
}

const LIST_COLUMNS = `x.id, x.revision, x.state, x.owner_org as org, x.post, p.title as "postTitle",
  x.person, n.name as "personName", x.items, x.drawn_at as "drawnAt", a.name as "drawnName",
  x.taken_at as "takenAt", b.name as "takenName"`
const LIST_FROM = `handover_list x join post p on p.id = x.post join person n on n.id = x.person
  left join person a on a.id = x.drawn_person left join person b on b.id = x.taken_person`

type ListRecord = Omit<words.ListRow, 'count'> & { readonly items: string | null }

function itemsOf(text: string | null): words.ListItem[] {
  return text === null ? [] : (JSON.parse(text) as words.ListItem[])
}

/** Everything of the acting body: its posts, leaves from the last three months on, its lists. */
export async function handoversOf(
  client: Queryable,
  actor: Actor,
  today: string,
): Promise<z.output<typeof words.readHandovers.answer>> {
  const leaves = await rows<words.Leave>(
    client,
    `select ${LEAVE_COLUMNS} from ${LEAVE_FROM}
      where l.owner_org = $1 and l.to_on >= $2::date - 90 order by l.from_on desc, l.id limit 200`,
    [actor.org, today],
  )
  const lists = await rows<ListRecord>(
    client,
    `select ${LIST_COLUMNS} from ${LIST_FROM} where x.owner_org = $1
      order by x.drawn_at desc, x.id desc limit 200`,
    [actor.org],
  )
  return {
    posts: await postsOf(client, actor, today),
    leaves,
    lists: lists.map(({ items, ...row }) => ({ ...row, count: itemsOf(items).length })),
    owed: await owed(client, actor, today),
  }
}

async function postsOf(client: Queryable, actor: Actor, today: string): Promise<words.PostLine[]> {
  return rows<words.PostLine>(
    client,
    `select p.id, p.title, coalesce(json_agg(json_build_object('person', h.person_id,
          'name', n.name, 'kind', h.kind, 'fromOn', h.from_on, 'toOn', h.to_on)
          order by h.from_on, h.id) filter (where h.id is not null), '[]') as people
       from post p
       left join holding h on h.post_id = p.id and h.released_at is not null
         and (h.to_on is null or h.to_on >= $2::date - 365)
       left join person n on n.id = h.person_id
      where p.org_id = $1 and p.released_at is not null
        and (p.valid_to is null or p.valid_to > $2::date)
      group by p.id, p.title order by p.title, p.id`,
    [actor.org, today],
  )
}

/** Regular and acting holdings that ended, or end within a week, without a list. */
function owed(client: Queryable, actor: Actor, today: string) {
  return rows<words.Owed>(
    client,
    `select p.id as post, p.title as "postTitle", h.person_id as person, n.name as "personName",
        h.to_on as "toOn"
       from post p join holding h on h.post_id = p.id join person n on n.id = h.person_id
      where p.org_id = $1 and h.kind <> 'stand_in' and h.released_at is not null
        and h.to_on between $2::date - 365 and $2::date + 7
        and not exists (select 1 from handover_list x
          where x.post = p.id and x.person = h.person_id and x.state <> 'void')
      order by h.to_on desc, h.id limit 100`,
    [actor.org, today],
  )
}

/** One list of the acting body with every matter as it stood and as it stands, or undefined. */
export async function findHandover(
  client: Queryable,
  actor: Actor,
  id: string,
): Promise<words.ListDetail | undefined> {
  const { param, values } = params()
  const row = await firstRow<
    ListRecord & {
      readonly jur: string
      readonly orgName: string
      readonly notes: string | null
      readonly remark: string | null
    }
  >(
    client,
    `select ${LIST_COLUMNS}, x.jur, o.name as "orgName", x.notes, x.remark
       from ${LIST_FROM} join organization o on o.id = x.owner_org
      where x.id = ${param(id)}::uuid and x.owner_org = ${param(actor.org)}::uuid
        and ${within(actor.scope, 'x', param)}`,
    values,
  )
  if (!row) return undefined
  const { jur: _jur, items, ...rest } = row
  const listed = itemsOf(items)
  return {
    ...rest,
    count: listed.length,
    items: await withPresent(client, listed),
    entries: await entriesOf(client, id),
  }
}

/** The acts on a list as the journal holds them, in their order. */
async function entriesOf(client: Queryable, id: string): Promise<words.ListDetail['entries']> {
  const found = await rows<{ act: string; index: bigint }>(
    client,
    `select e.act, e.idx as index from journal_entry e
      where e.subject_kind = 'handover_list' and e.subject_id = $1 order by e.idx`,
    [id],
  )
  return found.map(({ act, index }) => ({ act, index: Number(index) }))
}

async function withPresent(client: Queryable, items: readonly words.ListItem[]) {
  type Now = { id: string; state: words.ListDetail['items'][number]['now']; doneOn: string | null }
  const found = await rows<Now>(
    client,
    'select id, state, done_on as "doneOn" from deadline where id = any($1::uuid[])',
    [items.map(({ deadline }) => deadline)],
  )
  const now = new Map(found.map((one) => [one.id, one]))
  return items.map((item) => ({
    ...item,
    now: now.get(item.deadline)?.state ?? null,
    doneOn: now.get(item.deadline)?.doneOn ?? null,
  }))
}
