import { createHash, randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import type { PoolClient } from 'pg'
import { firstRow, type Clock, type Database, type NewId, type Queryable } from '#kernel/index.ts'
import type { AccountState } from './rules.ts'
import type { SignInEvent } from './vocabulary.ts'

/** What sign-in runs on. */
export type SignInGround = {
  readonly db: Database
  readonly clock: Clock
  readonly newId: NewId
}

/** What sign-in reads of an account. */
export type AccountRow = AccountState & {
  readonly id: string
  readonly person_id: string
  readonly password_hash: string
  readonly must_change: boolean
}

const ACCOUNT = `a.id, a.person_id, a.password_hash, a.must_change, a.failed_count as "failedCount",
  a.locked_until as "lockedUntil", a.disabled_at as "disabledAt", a.released_at as "releasedAt"`

/** The hash of a password as the store keeps it: argon2id, 19 MiB, two passes. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 })
}

let decoy: Promise<string> | undefined

/** A hash that no password has, so that unknown names cost as much as known ones. */
export function decoyHash(): Promise<string> {
  decoy ??= hashPassword(randomBytes(24).toString('base64url'))
  return decoy
}

/** Whether a password is the one that was hashed. */
export async function passwordRight(stored: string, password: string): Promise<boolean> {
  return verify(stored, password)
}

/** What the store keeps of a token. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** The account behind a login name. */
export function accountByLogin(on: Queryable, login: string): Promise<AccountRow | undefined> {
  return firstRow<AccountRow>(
    on,
    `select ${ACCOUNT} from login_name l join account a on a.id = l.account_id where l.login = $1`,
    [login.trim().toLowerCase()],
  )
}

/** An account. */
export function accountById(on: Queryable, id: string): Promise<AccountRow | undefined> {
  return firstRow<AccountRow>(on, `select ${ACCOUNT} from account a where a.id = $1`, [id])
}

/** An account, locked until the transaction ends. */
export function lockAccount(client: PoolClient, id: string): Promise<AccountRow | undefined> {
  return firstRow<AccountRow>(
    client,
    `select ${ACCOUNT} from account a where a.id = $1 for update`,
    [id],
  )
}

/** Writes one line of the sign-in log. */
export async function logSignIn(
  ground: SignInGround,
  client: PoolClient,
  outcome: SignInEvent,
  account: string | null,
  address: string | null,
): Promise<void> {
  await client.query(
    'insert into sign_in_log (id, at, account_id, outcome, address) values ($1, $2, $3, $4, $5)',
    [ground.newId(), ground.clock.now(), account, outcome, address],
  )
}

/** One transaction without a scope, for rows of people and accounts. */
export async function inTransaction<T>(
  db: Database,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await db.app.connect()
  try {
    await client.query('begin')
    const answer = await work(client)
    await client.query('commit')
    return answer
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
