import { randomBytes } from 'node:crypto'
import type { PoolClient } from 'pg'
import { firstRow, refuse, type Refusal } from '#kernel/index.ts'
import {
  accountById,
  accountByLogin,
  decoyHash,
  hashPassword,
  inTransaction,
  lockAccount,
  logSignIn,
  passwordRight,
  tokenHash,
  type AccountRow,
  type SignInGround,
} from './accounts.ts'
import { CLAUSES, decideSignIn, judgePassword, sessionEnd } from './rules.ts'
import { postsOf, type Standing } from './sessions.ts'

/**
 * Tries to sign in. A success answers the token for the cookie (32 random bytes; the store keeps
 * its SHA-256 only). Unknown names take as long as wrong passwords and get the same answer.
 */
export async function signInWith(
  ground: SignInGround,
  given: { readonly login: string; readonly password: string; readonly address: string | null },
): Promise<{ readonly token: string; readonly session: string } | Refusal> {
  const decoy = await decoyHash()
  const found = await accountByLogin(ground.db.app, given.login)
  const right = await passwordRight(found?.password_hash ?? decoy, given.password)
  return inTransaction(ground.db, async (client) => {
    const account = found && (await lockAccount(client, found.id))
    const unchanged = account?.password_hash === found?.password_hash
    const verdict = decideSignIn(account ?? null, right && unchanged, ground.clock.now())
    await logSignIn(ground, client, verdict.outcome, account?.id ?? null, given.address)
    if (account && verdict.outcome !== 'locked_out') {
      await client.query('update account set failed_count = $2, locked_until = $3 where id = $1', [
        account.id,
        verdict.failedCount,
        verdict.lockedUntil,
      ])
    }
    if (verdict.outcome !== 'signed_in' || !account) {
      return 'refusal' in verdict ? verdict.refusal : refuse('登录失败。', CLAUSES.signIn)
    }
    return openSession(ground, client, account)
  })
}

async function openSession(
  ground: SignInGround,
  client: PoolClient,
  account: AccountRow,
): Promise<{ token: string; session: string }> {
  const token = randomBytes(32).toString('base64url')
  const session = ground.newId()
  const now = ground.clock.now()
  const posts = await postsOf(client, account.person_id, ground.clock.today())
  await client.query(
    `insert into session (id, token_hash, account_id, post_id, created_at, last_seen_at, expires_at)
     values ($1, $2, $3, $4, $5, $5, $6)`,
    [session, tokenHash(token), account.id, posts[0]?.id ?? null, now, sessionEnd(now)],
  )
  return { token, session }
}

/** Unlocks the session; wrong passwords count as they do when signing in. */
export async function unlockSessionWith(
  ground: SignInGround,
  standing: Standing,
  password: string,
): Promise<Refusal | null> {
  return withPassword(ground, standing, password, async (client) => {
    const now = ground.clock.now()
    await client.query('update session set locked_at = null, last_seen_at = $2 where id = $1', [
      standing.session,
      now,
    ])
    await logSignIn(ground, client, 'unlocked', standing.account, null)
    return null
  })
}

/** Changes the own password and ends every other session of the account. */
export async function changePasswordTo(
  ground: SignInGround,
  standing: Standing,
  given: { readonly old: string; readonly new: string },
): Promise<Refusal | null> {
  const login = await firstRow<{ login: string }>(
    ground.db.app,
    'select login from login_name where account_id = $1',
    [standing.account],
  )
  const judged = judgePassword(given.new, login?.login ?? '', given.old === given.new)
  const fresh = judged ? '' : await hashPassword(given.new)
  return withPassword(ground, standing, given.old, async (client) => {
    if (judged) return judged
    const now = ground.clock.now()
    await client.query(
      `update account set password_hash = $2, must_change = false, password_changed_at = $3,
         revision = revision + 1 where id = $1`,
      [standing.account, fresh, now],
    )
    await client.query(
      'update session set ended_at = $3 where account_id = $1 and id <> $2 and ended_at is null',
      [standing.account, standing.session, now],
    )
    await logSignIn(ground, client, 'password_changed', standing.account, null)
    return null
  })
}

async function withPassword(
  ground: SignInGround,
  standing: Standing,
  password: string,
  then: (client: PoolClient) => Promise<Refusal | null>,
): Promise<Refusal | null> {
  const decoy = await decoyHash()
  const before = await accountById(ground.db.app, standing.account)
  const right = await passwordRight(before?.password_hash ?? decoy, password)
  return inTransaction(ground.db, async (client) => {
    const account = await lockAccount(client, standing.account)
    const unchanged = account?.password_hash === before?.password_hash
    const verdict = decideSignIn(account ?? null, right && unchanged, ground.clock.now())
    if (verdict.outcome !== 'locked_out') {
      await client.query('update account set failed_count = $2, locked_until = $3 where id = $1', [
        standing.account,
        verdict.failedCount,
        verdict.lockedUntil,
      ])
    }
    if ('refusal' in verdict) {
      await logSignIn(ground, client, verdict.outcome, standing.account, null)
      return verdict.refusal
    }
    return then(client)
  })
}
