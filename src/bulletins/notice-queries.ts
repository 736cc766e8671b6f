import {
  firstRow,
  legalDate,
  params,
  rows,
  scoped,
  scopeOf,
  within,
  type Actor,
  type Queryable,
  type Runner,
} from '#kernel/index.ts'
import { holdersOf, lineageOf, placeOfBody, postsOfOrganization, type Role } from '#places/index.ts'
import type { NoticeRecordRow } from './tables.ts'
import type { NoticeKind, NoticeRow, NoticeState, Publicity } from './notice-words.ts'

/** A notice with the names that its page shows. */
export type NoticeFound = NoticeRecordRow & {
  readonly office_name: string
  readonly proposed_by: string | null
  readonly issued_by: string | null
  readonly corrects_number: string | null
  readonly corrected_by_number: string | null
}

const NOTICES = `select n.*, o.name as office_name, p.name as proposed_by, s.name as issued_by,
    old.number as corrects_number, new.number as corrected_by_number
  from notice n join organization o on o.id = n.owner_org
  left join person p on p.id = n.proposed_person
  left join person s on s.id = n.issued_person
  left join notice old on old.jur = n.jur and old.id = n.corrects
  left join notice new on new.jur = n.jur and new.id = n.corrected_by`

/**
 * Who may read a notice: whoever's scope covers its place; and, once it is issued, every body in
 * the places it speaks of, which lie outside the reader's scope above. To an enterprise or a
 * household only what is open to the public.
 */
async function readable(on: Queryable, actor: Actor, param: (value: unknown) => string) {
  const party = actor.scope.party !== null
  const home = party ? await placeOfBody(on, actor.org) : actor.scope.from
  const above = home === undefined ? [] : await lineageOf(on, home)
  const open = party ? ` and n.publicity = 'open'` : ''
  return (
    `(${within({ ...actor.scope, party: null }, 'n', param)} or ` +
    `(n.state = 'issued' and n.jur = any(${param(above)}::text[])${open}))`
  )
}

/** Notices lie at their office's place, above most of their readers: the filter is `readable`. */
const WHOLE = scopeOf('0')

/** Finds one notice that the actor may read. */
export async function findNotice(
  { db }: Runner,
  actor: Actor,
  id: string,
): Promise<NoticeFound | undefined> {
  const { param, values } = params()
  const where = `n.id = ${param(id)}::uuid and ${await readable(db.app, actor, param)}`
  return scoped(db.app, WHOLE, (client) =>
    firstRow<NoticeFound>(client, `${NOTICES} where ${where}`, values),
  )
}

type ListQuery = {
  readonly kind?: NoticeKind | undefined
  readonly state?: NoticeState | undefined
  readonly after?: string | undefined
  readonly before?: string | undefined
}

const SIZE = 50

/** A page of the notices that the actor may read, newest time first; keyset both ways. */
export async function noticePage({ db }: Runner, actor: Actor, query: ListQuery) {
  const { param, values } = params()
  const back = query.before !== undefined
  const cursor = readCursor(query.before ?? query.after)
  const where = [await readable(db.app, actor, param)]
  if (query.kind) where.push(`n.kind = ${param(query.kind)}`)
  if (query.state) where.push(`n.state = ${param(query.state)}`)
  if (cursor) {
    const [at, id] = cursor
    where.push(
      `(n.proposed_at, n.id) ${back ? '>' : '<'} ` +
        `(${param(at)}::timestamptz, ${param(id)}::uuid)`,
    )
  }
  const order = back ? 'n.proposed_at, n.id' : 'n.proposed_at desc, n.id desc'
  const found = await scoped(db.app, WHOLE, (client) =>
    rows<NoticeFound>(
      client,
      `${NOTICES} where ${where.join(' and ')} order by ${order} limit ${param(SIZE + 1)}`,
      values,
    ),
  )
  const more = found.length > SIZE
  const kept = found.slice(0, SIZE)
  const page = back ? kept.toReversed() : kept
  const first = page[0]
  const last = page.at(-1)
  return {
    rows: page.map((row) => noticeRow(row, actor)),
    next: (back || more) && last ? cursorOf(last) : null,
    previous: (back ? more : cursor !== null) && first ? cursorOf(first) : null,
  }
}

function cursorOf(row: NoticeFound): string {
  return Buffer.from(`${row.proposed_at} ${row.id}`).toString('base64url')
}

function readCursor(text: string | undefined): [string, string] | null {
  const keys = Buffer.from(text ?? '', 'base64url').toString()
  const found = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f-]{36})$/.exec(keys)
  return found ? [found[1]!, found[2]!] : null
}

/** A row of the list. */
export function noticeRow(row: NoticeFound, actor: Actor): NoticeRow {
  return {
    id: row.id,
    revision: row.revision,
    kind: row.kind as NoticeKind,
    state: row.state as NoticeState,
    from: row.from_on,
    to: row.to_on,
    title: row.title,
    number: row.number,
    officeName: row.office_name,
    own: row.owner_org === actor.org,
    publicity: row.publicity as Publicity,
    issuedOn: row.issued_at === null ? null : legalDate(row.issued_at),
    proposedOn: legalDate(row.proposed_at),
    correctedBy: linked(row.corrected_by, row.corrected_by_number),
  }
}

/** The index in the journal of the latest act on a notice. */
export async function journalIndex({ db }: Runner, id: string): Promise<number | null> {
  const row = await firstRow<{ idx: bigint | null }>(
    db.app,
    `select max(idx) as idx from journal_entry where subject_kind = 'notice' and subject_id = $1`,
    [id],
  )
  return row?.idx === null || row === undefined ? null : Number(row.idx)
}

/** Who else than the proposer may sign at the office on a day, by name. */
export async function otherSigners(
  on: Queryable,
  { owner_org: org, proposed_person: proposer }: NoticeRecordRow,
  roles: readonly string[],
  day: string,
): Promise<string[]> {
  const posts = await postsOfOrganization(on, org, roles as readonly Role[], day)
  const holders = await Promise.all(posts.map(({ id }) => holdersOf(on, id, day)))
  const others = holders.flat().filter(({ person }) => person !== proposer)
  return [...new Set(others.map(({ name }) => name))]
}

export function linked(id: string | null, number: string | null) {
  return id === null || number === null ? null : { id, number }
}

/** A record behind a figure, as it stands today. */
export type BehindRow = {
  readonly id: string
  readonly jur: string
  readonly title: string | null
  readonly state: string
}

/** Of the records with these ids, those that lie in the actor's scope, as they stand today. */
export async function recordsNow(
  client: Queryable,
  actor: Actor,
  ids: readonly string[],
): Promise<BehindRow[]> {
  const { param, values } = params()
  return rows<BehindRow>(
    client,
    `select f.id, f.jur, f.title, f.state from finding f
      where f.id = any(${param(ids)}::uuid[]) and ${within(actor.scope, 'f', param)}
      order by f.jur, f.id`,
    values,
  )
}
