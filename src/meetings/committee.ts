import type { PoolClient } from 'pg'
import {
  covers,
  firstRow,
  isRefusal,
  refuse,
  rows,
  type Actor,
  type Circumstances,
  type Command,
  type Json,
  type Queryable,
  type Refusal,
} from '#kernel/index.ts'
import { bodyToday, inEffect, lineageOf, may, placeOfBody } from '#places/index.ts'
import { CLAUSES, OFFICE } from './rules.ts'
import type { CommitteeMember, CommitteeView } from './words.ts'

type Committee = { readonly id: string; readonly name: string; readonly place: string }

/** The committee of the actor's own place, or of the nearest place above that has one. */
async function committeeOf(
  on: Queryable,
  actor: Actor,
  today: string,
): Promise<Committee | undefined> {
  if (!may(actor.role, 'cases.read') || actor.scope.party !== null) return undefined
  const home = await placeOfBody(on, actor.org)
  if (home === undefined) return undefined
  const lineage = await lineageOf(on, home)
  return firstRow<Committee>(
    on,
    `select o.id, o.name, o.place from organization o
      where o.kind = 'committee' and o.place = any($1::text[]) and o.valid_from <= $2::date
        and (o.valid_to is null or o.valid_to > $2::date)
      order by length(o.place) desc, o.id limit 1`,
    [[...lineage, home], today],
  )
}

/** Whether a body is the committee's office on a day. */
async function keeps(on: Queryable, committee: string, org: string, today: string) {
  const found = await firstRow(
    on,
    `select 1 from committee_member m where m.committee_id = $1 and m.org_id = $2
        and m.part = 'office' and m.valid_from <= $3::date
        and (m.valid_to is null or m.valid_to > $3::date)`,
    [committee, org, today],
  )
  return found !== undefined
}

/** 本级安委会: roles, member units and their liaison persons, now and before. */
export async function readCommitteeOf(
  on: Queryable,
  actor: Actor,
  today: string,
): Promise<CommitteeView | undefined> {
  const found = await committeeOf(on, actor, today)
  if (!found) return undefined
  const keeper = await keeps(on, found.id, actor.org, today)
  const all = await membersOf(on, found.id, today)
  const shown = all.map((one) => (keeper ? one : { ...one, liaisonPhone: null }))
  const isPast = ({ to }: CommitteeMember) => to !== null && to <= today
  return {
    id: found.id,
    name: found.name,
    jur: found.place,
    keeper,
    today,
    members: shown.filter((one) => !isPast(one)),
    past: shown.filter(isPast).toSorted((a, b) => (b.to ?? '').localeCompare(a.to ?? '')),
  }
}

/** Of a director's post the holder, of a body its head: somebody whose account has been released. */
const SIGNS = `exists (select 1 from holding h join post p on p.id = h.post_id
    join account a on a.person_id = h.person_id
   where p.org_id = o.id and p.role in ('leader', 'committee_head')
     and (q.id is null or p.id = q.id) and ${inEffect('$2')}
     and a.released_at is not null and a.disabled_at is null)`

function membersOf(on: Queryable, committee: string, today: string): Promise<CommitteeMember[]> {
  return rows<CommitteeMember>(
    on,
    `select m.id, m.part, o.id as org, o.name || coalesce(q.title, '') as name, o.place,
        hp.name as holder, ${SIGNS} as signs, l.id as liaison, l.name as "liaisonName", lt.title as "liaisonTitle",
        l.phone as "liaisonPhone", m.valid_from as "from", m.valid_to as "to"
       from committee_member m
       left join post q on q.id = m.post_id
       join organization o on o.id = coalesce(m.org_id, q.org_id)
       left join person l on l.id = m.liaison_person_id
       left join lateral (select n.name from holding h join post p on p.id = h.post_id
           join person n on n.id = h.person_id
          where h.post_id = q.id and ${inEffect('$2')} order by h.from_on limit 1) hp on true
       left join lateral (select p.title from holding h join post p on p.id = h.post_id
          where h.person_id = l.id and p.org_id = o.id and ${inEffect('$2')}
          order by h.from_on limit 1) lt on true
      where m.committee_id = $1
      order by array_position(
        array['first_director', 'director', 'deputy', 'office', 'member_unit'], m.part),
        m.valid_from, m.id`,
    [committee, today],
  )
}

/** Who holds a post in a unit today. */
export function peopleOf(on: Queryable, org: string, today: string) {
  return rows<{ id: string; name: string; title: string }>(
    on,
    `select distinct on (n.id) n.id, n.name, p.title from holding h
       join post p on p.id = h.post_id join person n on n.id = h.person_id
      where p.org_id = $1 and ${inEffect('$2')} order by n.id, h.from_on`,
    [org, today],
  )
}

type Changed = {
  readonly committee: Committee
  readonly decision: Json
  readonly answer: { readonly id: string; readonly say: string }
}

/**
 * An act of the office on its committee's list. Rows of the directory have no place of their own;
 * they are written by `work` in the act's transaction, and the entry records the decision without
 * naming a person, as the administrators' acts do.
 */
function listCommand<Input>(
  act: string,
  work: (
    client: PoolClient,
    input: Input,
    at: Circumstances,
    committee: Committee,
  ) => Promise<Changed | Refusal | undefined>,
): Command<Input, Changed | Refusal> {
  return {
    act,
    version: 1,
    async load(client, input, at) {
      const committee = await committeeOf(client, at.actor, at.today)
      if (!committee || !covers(at.actor.scope, committee.place)) return undefined
      if (!(OFFICE as readonly string[]).includes(at.actor.role)) {
        return refuse('安委会组成由安委会办公室登记。', CLAUSES.authority)
      }
      if (!(await keeps(client, committee.id, at.actor.org, at.today))) {
        return refuse('安委会组成由该委员会的办公室登记。', CLAUSES.authority)
      }
      await client.query('select 1 from organization where id = $1 for update', [committee.id])
      return work(client, input, at, committee)
    },
    decide(loaded) {
      if (isRefusal(loaded)) return loaded
      const { committee, decision, answer } = loaded
      return {
        jur: committee.place,
        subject: { kind: 'organization', id: committee.id },
        effects: [],
        basis: [],
        inputs: {},
        decision,
        answer,
      }
    },
  }
}

type MemberRow = {
  readonly org_id: string | null
  readonly name: string
  readonly part: string
  readonly valid_from: string
  readonly valid_to: string | null
}

function lockMember(client: PoolClient, committee: string, id: string) {
  return firstRow<MemberRow>(
    client,
    `select m.org_id, o.name, m.part, m.valid_from, m.valid_to from committee_member m
       join organization o on o.id = m.org_id
      where m.id = $1 and m.committee_id = $2 for update of m`,
    [id, committee],
  )
}

function dayRefusal(row: MemberRow, on: string): Refusal | null {
  if (row.valid_to !== null) {
    return refuse(`${row.name}的这一条已于${row.valid_to}变更，请刷新后办理。`, CLAUSES.meetings)
  }
  if (on > row.valid_from) return null
  return refuse(`现行登记自${row.valid_from}起，变更日期应晚于该日。`, CLAUSES.meetings)
}

const INSERT = `insert into committee_member
  (id, committee_id, part, org_id, liaison_person_id, valid_from) values ($1, $2, $3, $4, $5, $6)`

/** 增加成员单位. */
export const ADD_UNIT = listCommand<{ readonly body: { org: string; from: string } }>(
  'committee.add',
  async (client, { body }, at, committee) => {
    const unit = await bodyToday(client, body.org, at.today)
    if (!unit || !covers(at.actor.scope, unit.place)) return undefined
    const known = await firstRow(
      client,
      `select 1 from committee_member m where m.committee_id = $1 and m.org_id = $2
          and m.part = 'member_unit' and m.valid_to is null`,
      [committee.id, body.org],
    )
    if (known) return refuse(`${unit.name}已是成员单位。`, CLAUSES.meetings)
    const id = at.newId()
    await client.query(INSERT, [id, committee.id, 'member_unit', body.org, null, body.from])
    return {
      committee,
      decision: { org: body.org, from: body.from },
      answer: { id, say: `${unit.name}自${body.from}起为成员单位，请登记联络员。` },
    }
  },
)

/** 变更联络员: the old row ends on the day, a new one begins; nothing is overwritten. */
export const CHANGE_LIAISON = listCommand<{
  readonly id: string
  readonly body: { person: string; from: string }
}>('committee.liaison', async (client, { id, body }, at, committee) => {
  const row = await lockMember(client, committee.id, id)
  if (!row) return undefined
  const no = dayRefusal(row, body.from)
  if (no) return no
  const people = await peopleOf(client, row.org_id ?? '', at.today)
  if (!people.some((one) => one.id === body.person)) {
    return refuse(`联络员应为${row.name}的在岗人员。`, CLAUSES.meetings)
  }
  const next = at.newId()
  await client.query('update committee_member set valid_to = $2 where id = $1', [id, body.from])
  await client.query(INSERT, [next, committee.id, row.part, row.org_id, body.person, body.from])
  return {
    committee,
    decision: { before: id, after: next, from: body.from },
    answer: { id: next, say: `${row.name}联络员自${body.from}起变更。` },
  }
})

/** 退出成员单位, with its reason. */
export const END_UNIT = listCommand<{
  readonly id: string
  readonly body: { on: string; reason: string }
}>('committee.end', async (client, { id, body }, _at, committee) => {
  const row = await lockMember(client, committee.id, id)
  if (!row || row.part !== 'member_unit') return undefined
  const no = dayRefusal(row, body.on)
  if (no) return no
  await client.query('update committee_member set valid_to = $2, end_reason = $3 where id = $1', [
    id,
    body.on,
    body.reason,
  ])
  return {
    committee,
    decision: { member: id, on: body.on },
    answer: { id, say: `${row.name}自${body.on}起不再为成员单位。` },
  }
})
