import type { PoolClient } from 'pg'
import { covers, firstRow, refuse, type Actor, type Refusal } from '#kernel/index.ts'
import { adminCommand } from './admin.ts'
import { rolesHeld } from './holdings.ts'
import { homeOf } from './places.ts'
import { judgeFamilies, judgeRelease } from './rights.ts'
import { CLAUSES } from './rules.ts'
import type { Role } from './vocabulary.ts'

type Target = { readonly id: string }

/** Puts a post into effect: the security administrator's consent to what the system one entered. */
export const releasePost = adminCommand<Target>({
  act: 'post.release',
  right: 'posts.release',
  work: async (client, { id }, at) => {
    const post = await firstRow<{ released_at: string | null; place: string }>(
      client,
      `select p.released_at, o.place from post p join organization o on o.id = p.org_id
        where p.id = $1 for update of p`,
      [id],
    )
    if (!post || !covers(at.actor.scope, post.place)) return undefined
    const no = judgeRelease(at.actor.person, null, post.released_at)
    if (no) return no
    await client.query(
      'update post set released_at = $2, released_by = $3, revision = revision + 1 where id = $1',
      [id, at.now, at.actor.person],
    )
    return done('post', id, post.place)
  },
})

/** Puts a holding into effect, after asking once more that nobody administers and works cases. */
export const releaseHolding = adminCommand<Target>({
  act: 'holding.release',
  right: 'posts.release',
  work: async (client, { id }, at) => {
    const held = await firstRow<{
      released_at: string | null
      place: string
      person_id: string
      role: Role
      from_on: string
    }>(
      client,
      `select h.released_at, o.place, h.person_id, p.role, h.from_on
         from holding h join post p on p.id = h.post_id join organization o on o.id = p.org_id
        where h.id = $1 for update of h`,
      [id],
    )
    if (!held || !covers(at.actor.scope, held.place)) return undefined
    const others = await rolesHeld(client, held.person_id, held.from_on, id)
    const no =
      judgeRelease(at.actor.person, held.person_id, held.released_at) ??
      judgeFamilies(others, held.role)
    if (no) return no
    await client.query(
      'update holding set released_at = $2, released_by = $3, revision = revision + 1 where id = $1',
      [id, at.now, at.actor.person],
    )
    return done('holding', id, held.place)
  },
})

/** Puts an account into effect. */
export const releaseAccount = adminCommand<Target>({
  act: 'account.release',
  right: 'accounts.release',
  work: async (client, { id }, at) => {
    const account = await lockAccountOf(client, at.actor, id)
    if (!account) return undefined
    const no = judgeRelease(at.actor.person, account.person_id, account.released_at)
    if (no) return no
    await client.query(
      `update account set released_at = $2, released_by = $3, revision = revision + 1
        where id = $1`,
      [id, at.now, at.actor.person],
    )
    return done('account', id, await homeOf(client, at.actor))
  },
})

/** Lifts the lock of an account and switches a disabled one on again. */
export const unlockAccount = adminCommand<Target>({
  act: 'account.unlock',
  right: 'accounts.unlock',
  work: async (client, { id }, at) => {
    const account = await lockAccountOf(client, at.actor, id)
    if (!account) return undefined
    const own = notOwn(at.actor, account.person_id)
    if (own) return own
    await client.query(
      `update account set failed_count = 0, locked_until = null, disabled_at = null,
         revision = revision + 1 where id = $1`,
      [id],
    )
    return done('account', id, await homeOf(client, at.actor))
  },
})

/** Switches an account off and ends its sessions at once. */
export const disableAccount = adminCommand<Target>({
  act: 'account.disable',
  right: 'accounts.unlock',
  work: async (client, { id }, at) => {
    const account = await lockAccountOf(client, at.actor, id)
    if (!account) return undefined
    const own = notOwn(at.actor, account.person_id)
    if (own) return own
    await client.query(
      'update account set disabled_at = $2, revision = revision + 1 where id = $1',
      [id, at.now],
    )
    await endSessions(client, id, at.now)
    return done('account', id, await homeOf(client, at.actor))
  },
})

/** Gives an account a new first password, which its owner must change. */
export function resetPassword(passwordHash: string) {
  return adminCommand<Target>({
    act: 'account.reset',
    right: 'accounts.unlock',
    work: async (client, { id }, at) => {
      const account = await lockAccountOf(client, at.actor, id)
      if (!account) return undefined
      const own = notOwn(at.actor, account.person_id)
      if (own) return own
      await client.query(
        `update account set password_hash = $2, must_change = true, password_changed_at = $3,
           failed_count = 0, locked_until = null, revision = revision + 1 where id = $1`,
        [id, passwordHash, at.now],
      )
      await endSessions(client, id, at.now)
      return done('account', id, await homeOf(client, at.actor))
    },
  })
}

async function endSessions(client: PoolClient, account: string, now: string): Promise<void> {
  await client.query(
    'update session set ended_at = $2 where account_id = $1 and ended_at is null',
    [account, now],
  )
}

function notOwn(actor: Actor, person: string): Refusal | null {
  if (actor.person !== person) return null
  return refuse('本人账号的解锁、停用和重置应当由另一名安全管理员办理。', CLAUSES.release)
}

function done(kind: string, id: string, jur: string) {
  return { jur, subject: { kind, id }, decision: {}, answer: { id } }
}

/** An account whose person holds a post within the actor's places, or none yet; locked. */
function lockAccountOf(client: PoolClient, actor: Actor, id: string) {
  return firstRow<{ person_id: string; released_at: string | null }>(
    client,
    'select person_id, released_at from account where id = $1 for update',
    [id],
  ).then(async (account) => {
    if (!account) return undefined
    const posts = await client.query<{ place: string }>(
      `select o.place from holding h join post p on p.id = h.post_id
         join organization o on o.id = p.org_id where h.person_id = $1`,
      [account.person_id],
    )
    const near = posts.rows.length === 0 || posts.rows.some((p) => covers(actor.scope, p.place))
    return near ? account : undefined
  })
}
