import { params, rows, within, type Actor, type Queryable } from '#kernel/index.ts'
import { named } from './organizations.ts'
import type { AccountView, PendingView } from './shapes.ts'
import { cursorOf, likeText, readCursor } from './tables.ts'
import type { AccountState } from './vocabulary.ts'

type Param = (value: unknown) => string

/** The person holds a post of an organization within the scope, or none anywhere yet. */
function near(actor: Actor, param: Param): string {
  const body = '(select g.*, g.place as jur, g.id as party_id from organization g) o'
  return (
    `(not exists (select 1 from holding h where h.person_id = n.id) or exists (select 1 ` +
    `from holding h join post p on p.id = h.post_id join ${body} on o.id = p.org_id ` +
    `where h.person_id = n.id and ${within(actor.scope, 'o', param)}))`
  )
}

/** What an account is just now, as text of SQL; `now` is the placeholder of the instant. */
function stateAt(now: string): string {
  return (
    `case when a.released_at is null then 'pending' when a.disabled_at is not null ` +
    `then 'disabled' when a.locked_until > ${now}::timestamptz then 'locked' else 'active' end`
  )
}

/** Lists accounts by name, with what each is at the moment `now`. */
export async function listAccountsFor(
  on: Queryable,
  actor: Actor,
  query: {
    readonly q?: string | undefined
    readonly state?: AccountState | undefined
    readonly now: string
    readonly cursor?: string | undefined
    readonly limit: number
  },
): Promise<{ items: AccountView[]; next: string | null }> {
  const { param, values } = params()
  const state = stateAt(param(query.now))
  const where = [near(actor, param)]
  if (query.q)
    where.push(`(${named('n', query.q, param)} or l.login like ${param(`${likeText(query.q)}%`)})`)
  if (query.state) where.push(`${state} = ${param(query.state)}`)
  const after = readCursor(query.cursor, 2)
  if (after)
    where.push(`(n.initials collate "C", a.id) > (${param(after[0])}, ${param(after[1])}::uuid)`)
  const found = await rows<AccountView & { initials: string }>(
    on,
    `select a.id, a.person_id as person, n.name, n.initials, l.login, ${state} as state,
       a.must_change as "mustChange", a.locked_until as "lockedUntil"
       from account a join person n on n.id = a.person_id
       join login_name l on l.account_id = a.id
      where ${where.join(' and ')}
      order by n.initials collate "C", a.id limit ${param(query.limit + 1)}`,
    values,
  )
  const page = found.slice(0, query.limit)
  const last = page.at(-1)
  return {
    items: page.map(({ initials: _, ...view }) => view),
    next: found.length > query.limit && last ? cursorOf([last.initials, last.id]) : null,
  }
}

/** What waits for the security administrator's release, the oldest first, 200 at most. */
export async function listPendingFor(on: Queryable, actor: Actor): Promise<PendingView[]> {
  const { param, values } = params()
  const body = '(select g.*, g.place as jur, g.id as party_id from organization g) o'
  const inScope = within(actor.scope, 'o', param)
  return rows<PendingView>(
    on,
    `select * from (
       select 'post' as kind, p.id, p.title as name, p.role, o.name as "orgName",
         null as login, null as "holdingKind", p.valid_from as "from"
         from post p join ${body} on o.id = p.org_id where p.released_at is null and ${inScope}
       union all
       select 'holding', h.id, n.name, p.role, o.name || ' ' || p.title, null, h.kind, h.from_on
         from holding h join post p on p.id = h.post_id join ${body} on o.id = p.org_id
         join person n on n.id = h.person_id where h.released_at is null and ${inScope}
       union all
       select 'account', a.id, n.name, null, null, l.login, null, null
         from account a join person n on n.id = a.person_id
         join login_name l on l.account_id = a.id
        where a.released_at is null and ${near(actor, param)}
     ) w order by id limit 200`,
    values,
  )
}
