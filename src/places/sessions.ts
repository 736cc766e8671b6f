import {
  firstRow,
  hotRow,
  refuse,
  rows,
  type Actor,
  type Queryable,
  type Refusal,
  type Scope,
} from '#kernel/index.ts'
import { inTransaction, logSignIn, tokenHash, type SignInGround } from './accounts.ts'
import { CLAUSES, may, sessionStanding, type SessionState } from './rules.ts'
import type { HeldPost, SessionView } from './shapes.ts'
import { HELD_POST, inEffect, scopeOfPost, type HeldPostRow } from './tables.ts'

/** Who stands behind a request. `actor` is there only when the session may act. */
export type Standing = {
  readonly state: 'open' | 'locked' | 'must_change' | 'no_post'
  readonly session: string
  readonly account: string
  readonly person: string
  readonly actor: Actor | null
}

type SessionRow = SessionState & {
  readonly id: string
  readonly account_id: string
  readonly person_id: string
  readonly person_name: string
  readonly login: string
  readonly post_id: string | null
  readonly must_change: boolean
  readonly disabled_at: string | null
  readonly demo: boolean
  /** The post that the session acts from, while its person holds it. */
  readonly held: HeldPostRow | null
}

/** How often an active session writes down that it was seen. */
const SEEN_EVERY_MS = 60_000

/**
 * Finds who stands behind a session token, and notes that the session was seen. Answers null for
 * a token that is unknown, ended or expired, and for a disabled account.
 */
export async function standingOf(ground: SignInGround, token: string): Promise<Standing | null> {
  const row = await sessionRow(ground, token)
  const now = ground.clock.now()
  if (!row || row.disabled_at !== null || sessionStanding(row, now) === 'ended') return null
  const base = { session: row.id, account: row.account_id, person: row.person_id }
  if (sessionStanding(row, now) === 'locked') return { ...base, state: 'locked', actor: null }
  if (Date.parse(now) - Date.parse(row.lastSeenAt) >= SEEN_EVERY_MS) {
    await ground.db.app.query('update session set last_seen_at = $2 where id = $1', [row.id, now])
  }
  if (row.must_change) return { ...base, state: 'must_change', actor: null }
  if (row.held === null) return { ...base, state: 'no_post', actor: null }
  return { ...base, state: 'open', actor: actorOf(row, row.held) }
}

/** The scope of administrators over cases: none. Their own places are `directoryScope`. */
const NO_CASES: Scope = { from: '', to: '', plus: [], minus: [], party: null }

/**
 * The places whose organizations, posts and people an actor is concerned with: its scope, and for
 * an administrator, who sees no cases, the places of the post.
 */
export async function directoryScope(on: Queryable, actor: Actor): Promise<Scope> {
  if (may(actor.role, 'cases.read')) return actor.scope
  const post = await firstRow<HeldPostRow>(on, 'select * from post where id = $1', [actor.post])
  return post ? scopeOfPost(post) : NO_CASES
}

/** The actor that a session is while it acts from one of the posts its person holds. */
export function actorOf(
  session: { readonly account_id: string; readonly person_id: string; readonly demo: boolean },
  post: HeldPostRow,
): Actor {
  return {
    account: session.account_id,
    person: session.person_id,
    post: post.post_id,
    org: post.org_id,
    role: post.role,
    scope: may(post.role, 'cases.read') ? scopeOfPost(post) : NO_CASES,
    onBehalfOf: post.kind === 'regular' ? null : post.post_id,
    demo: session.demo,
  }
}

/** The posts that a person holds on a day, regular ones first. */
export async function postsOf(on: Queryable, person: string, day: string): Promise<HeldPost[]> {
  return (await heldPostRows(on, person, day, null)).map((row) => ({
    id: row.post_id,
    title: row.title,
    role: row.role,
    org: row.org_id,
    orgName: row.org_name,
    place: row.place,
    placeName: row.place_name,
    kind: row.kind,
    standingInFor: row.standing_in_for,
    scope: {
      from: row.scope_from,
      to: row.scope_to,
      plus: [...row.scope_plus],
      minus: [...row.scope_minus],
      party: row.party_org,
    },
  }))
}

function heldPostRows(
  on: Queryable,
  person: string,
  day: string,
  post: string | null,
): Promise<HeldPostRow[]> {
  return rows<HeldPostRow>(
    on,
    `select ${HELD_POST} from holding h join post p on p.id = h.post_id
       join organization o on o.id = p.org_id
      where h.person_id = $1 and ${inEffect('$2')} and ($3::uuid is null or p.id = $3)
      order by array_position(array['regular', 'acting', 'stand_in'], h.kind), h.from_on, h.id`,
    [person, day, post],
  )
}

/** What the screen is told about the session, whatever its standing. Null where there is none. */
export async function viewSession(
  ground: SignInGround,
  token: string,
): Promise<SessionView | null> {
  const row = await sessionRow(ground, token)
  if (!row || row.disabled_at !== null) return null
  const standing = sessionStanding(row, ground.clock.now())
  if (standing === 'ended') return null
  const posts = await postsOf(ground.db.app, row.person_id, ground.clock.today())
  return {
    person: { id: row.person_id, name: row.person_name },
    login: row.login,
    posts,
    post: posts.find((post) => post.id === row.post_id) ?? null,
    mustChange: row.must_change,
    locked: standing === 'locked',
    expiresAt: row.expiresAt,
    demo: row.demo,
  }
}

/** Ends a session; ending it twice is no fault. */
export async function signOutOf(ground: SignInGround, token: string): Promise<void> {
  await inTransaction(ground.db, async (client) => {
    const ended = await firstRow<{ account_id: string }>(
      client,
      `update session set ended_at = $2 where token_hash = $1 and ended_at is null
       returning account_id`,
      [tokenHash(token), ground.clock.now()],
    )
    if (ended) await logSignIn(ground, client, 'signed_out', ended.account_id, null)
  })
}

/** Lets the session act from another post that its person holds today. */
export async function switchPostTo(
  ground: SignInGround,
  standing: Standing,
  post: string,
): Promise<Refusal | null> {
  const [held] = await heldPostRows(ground.db.app, standing.person, ground.clock.today(), post)
  if (!held) return refuse('只能切换到本人现任或者代理的岗位。', CLAUSES.posts)
  await ground.db.app.query('update session set post_id = $2 where id = $1', [
    standing.session,
    post,
  ])
  return null
}

/** Locks the session until its password is given again. */
export async function lockSessionOf(ground: SignInGround, standing: Standing): Promise<void> {
  await ground.db.app.query(
    'update session set locked_at = $2 where id = $1 and locked_at is null',
    [standing.session, ground.clock.now()],
  )
}

function sessionRow(ground: SignInGround, token: string): Promise<SessionRow | undefined> {
  return hotRow<SessionRow>(
    ground.db.app,
    `select s.id, s.account_id, s.post_id, s.created_at as "createdAt",
       s.last_seen_at as "lastSeenAt", s.expires_at as "expiresAt", s.locked_at as "lockedAt",
       s.ended_at as "endedAt", a.person_id, a.must_change, a.disabled_at, a.demo,
       n.name as person_name, l.login,
       (select row_to_json(held) from (
          select ${HELD_POST} from holding h join post p on p.id = h.post_id
            join organization o on o.id = p.org_id
           where h.person_id = a.person_id and p.id = s.post_id and ${inEffect('$2')}
           order by array_position(array['regular', 'acting', 'stand_in'], h.kind) limit 1
        ) held) as held
       from session s join account a on a.id = s.account_id
       join person n on n.id = a.person_id join login_name l on l.account_id = a.id
      where s.token_hash = $1`,
    [tokenHash(token), ground.clock.today()],
  )
}
