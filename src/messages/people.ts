/** Who is told: the people behind posts and bodies, and what lies on a person's desk. */
import { params, rows, scoped, sees, within, type Queryable, type Runner } from '#kernel/index.ts'
import { DEADLINE_COLUMNS, RUNNING, type Deadline } from '#deadlines/index.ts'
import { inEffect, may, postsOf, ROLES } from '#places/index.ts'
import type { HeldPost } from '#places/words.ts'
import { isClerk, isTold } from './rules.ts'

/** Roles that see no matters: nothing is told to them. */
const CASE_ROLES = ROLES.filter((role) => may(role, 'cases.read'))

/** Most deadlines of one post that a digest counts and a calendar shows. */
const DESK_MOST = 500

type HolderRow = {
  readonly person: string
  readonly post: string
  readonly org: string
  readonly role: string
  readonly scope_from: string
  readonly scope_to: string
  readonly scope_plus: HeldPost['scope']['plus']
  readonly scope_minus: HeldPost['scope']['minus']
  readonly party_org: string | null
}

/** The people on whose desks a deadline lies, each once, who have an account and may see it. */
export async function toldOf(on: Queryable, row: Deadline, day: string): Promise<string[]> {
  const holders = await rows<HolderRow>(
    on,
    `select h.person_id as person, p.id as post, p.org_id as org, p.role, p.scope_from, p.scope_to,
        p.scope_plus, p.scope_minus, p.party_org
       from post p join holding h on h.post_id = p.id
      where (p.id = $1 or ($1::uuid is null and p.org_id = $2)) and p.role = any($4::text[])
        and ${inEffect('$3')}
        and exists (select 1 from account a where a.person_id = h.person_id
          and a.released_at is not null and a.disabled_at is null)
      order by h.from_on, h.id`,
    [row.ownerPost, row.ownerOrg, day, CASE_ROLES],
  )
  const hasClerk = holders.some(({ role }) => isClerk(role))
  const told = holders.filter((holder) => isTold(holder, row, hasClerk) && maySee(holder, row))
  return [...new Set(told.map(({ person }) => person))]
}

function maySee(holder: HolderRow, row: Deadline): boolean {
  const { scope_from: from, scope_to: to, scope_plus: plus, scope_minus: minus } = holder
  const scope = { from, to, plus, minus, party: holder.party_org }
  return sees(scope, { jur: row.jur, party_id: row.partyId })
}

/**
 * What runs on all desks of a person today, the nearest first: with `whole`, all that the desks
 * show; else what the person would be told of. Read post by post, each in the post's own scope.
 */
export async function deadlinesOfPerson(
  { db }: Pick<Runner, 'db'>,
  person: string,
  day: string,
  whole: boolean,
): Promise<Deadline[]> {
  const found = new Map<string, Deadline>()
  for (const post of await postsOf(db.app, person, day)) {
    if (!may(post.role, 'cases.read')) continue
    const isKept = whole || isClerk(post.role) || !(await hasClerk(db.app, post.org, day))
    for (const row of await deskOfPost({ db }, post, isKept)) found.set(row.id, row)
  }
  return [...found.values()].toSorted((a, b) =>
    a.dueOn === b.dueOn ? (a.id < b.id ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1,
  )
}

function deskOfPost(
  { db }: Pick<Runner, 'db'>,
  post: HeldPost,
  withBodys: boolean,
): Promise<Deadline[]> {
  const { param, values } = params()
  const anybody = withBodys ? 'd.owner_role is null or' : ''
  return scoped(db.app, post.scope, (client) =>
    rows<Deadline>(
      client,
      `select ${DEADLINE_COLUMNS} from deadline d
        where ${RUNNING} and ${within(post.scope, 'd', param)}
          and (d.owner_post = ${param(post.id)}::uuid
            or (d.owner_post is null and d.owner_org = ${param(post.org)}::uuid
              and (${anybody} d.owner_role = ${param(post.role)})))
        order by d.due_on, d.id limit ${param(DESK_MOST)}`,
      values,
    ),
  )
}

async function hasClerk(on: Queryable, org: string, day: string): Promise<boolean> {
  const holders = await rows<{ role: string }>(
    on,
    `select distinct p.role from post p join holding h on h.post_id = p.id
      where p.org_id = $1 and ${inEffect('$2')}`,
    [org, day],
  )
  return holders.some(({ role }) => isClerk(role))
}

/** People whose digest of the day is due by this time of the legal zone, in the order of their ids. */
export function digestsDue(
  on: Queryable,
  asked: {
    readonly today: string
    readonly time: string
    readonly usual: string
    readonly after: string | null
    readonly most: number
  },
): Promise<{ id: string; on_day: string | null }[]> {
  return rows(
    on,
    `select n.id, g.on_day from person n
       left join message_choice c on c.id = n.id
       left join message_digest g on g.person_id = n.id
      where coalesce(c.digest_at, $3) <= $2 and (g.on_day is null or g.on_day < $1::date)
        and ($4::uuid is null or n.id > $4)
        and exists (select 1 from holding h join post p on p.id = h.post_id
          where h.person_id = n.id and p.role = any($6::text[]) and ${inEffect('$1')})
        and exists (select 1 from account a where a.person_id = n.id
          and a.released_at is not null and a.disabled_at is null)
      order by n.id limit $5`,
    [asked.today, asked.time, asked.usual, asked.after, asked.most, CASE_ROLES],
  )
}
