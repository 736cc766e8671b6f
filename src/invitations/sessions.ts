/** Who stands behind a link: its token, its code, and the browser in which the code was entered. */
import { createHash, randomBytes, randomInt } from 'node:crypto'
import {
  firstRow,
  isRefusal,
  matterScope,
  scoped,
  type Actor,
  type Refusal,
  type Runner,
} from '#kernel/index.ts'
import { lawOn } from '#deadlines/index.ts'
import { passwordRight } from '#places/index.ts'
import { linkRow } from './commands.ts'
import { linkOf } from './decide.ts'
import { findMatter, type Found } from './matters.ts'
import { deadLink, noCode, wrongCode } from './rules.ts'
import type { InvitationRecord } from './tables.ts'

/** A link that was found, with the actor that it makes of whoever holds it. */
export type Holder = {
  readonly row: InvitationRecord
  readonly matter: Found
  readonly actor: Actor
}

/** 24 random bytes: what stands behind the # of a link, or in the browser's cookie. */
export function newToken(): string {
  return randomBytes(24).toString('base64url')
}

/** Six figures, drawn evenly. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0')
}

/** What is kept of a link's token. */
export function linkHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** What is kept of a browser's token. */
export function sessionHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

type Known = { readonly id: string; readonly jur: string; readonly matter: string }

/**
 * Finds a link by its token. Undefined where there is none or it was replaced; a refusal where it
 * opens nothing any more. Nothing is told of the matter.
 */
export async function holderOfToken(
  runner: Runner,
  token: string,
): Promise<Holder | Refusal | undefined> {
  const hash = linkHash(token)
  const known = await firstRow<Known>(
    runner.db.app,
    `select invitation_id as id, jur, matter_id as matter from invitation_token where hash = $1`,
    [hash],
  )
  return known && holderOf(runner, known, hash)
}

/** Finds whose browser it is by its cookie; ended by time, by renewal or by another browser. */
export async function holderOfSession(
  runner: Runner,
  token: string,
): Promise<Holder | Refusal | undefined> {
  const known = await firstRow<Known & { readonly link: string }>(
    runner.db.app,
    `select invitation_id as id, jur, matter_id as matter, link_hash as link
       from invitation_session
      where token_hash = $1 and ended_at is null and expires_at > $2::timestamptz`,
    [sessionHash(token), runner.clock.now()],
  )
  return known && holderOf(runner, known, known.link)
}

async function holderOf(
  runner: Runner,
  { id, matter: matterId }: Known,
  hash: string,
): Promise<Holder | Refusal | undefined> {
  return scoped(runner.db.app, matterScope(matterId), async (client) => {
    const nobody = actorOf({ id, org: id, matter_id: matterId, demo: false })
    const row = await linkRow(client, id, nobody)
    if (!row || row.token_hash !== hash) return undefined
    const actor = actorOf(row)
    // The matter may meanwhile lie with another body: it is read as whoever answers it now.
    const matter = await matterNow(client, row, actor)
    if (!matter) return undefined
    return deadLink(linkOf(row), matter, runner.clock.today()) ?? { row, matter, actor }
  })
}

async function matterNow(
  client: Parameters<typeof findMatter>[0],
  row: InvitationRecord,
  actor: Actor,
): Promise<Found | undefined> {
  const found = await findMatter(client, actor, row.matter_kind, row.matter_id)
  if (found || row.matter_kind === 'finding') return found
  const now = await firstRow<{ org: string }>(client, 'select org from office_task where id = $1', [
    row.matter_id,
  ])
  return now && findMatter(client, { ...actor, org: now.org }, row.matter_kind, row.matter_id)
}

/** Whoever holds a link acts as nobody but its receiver, within its one matter. */
function actorOf(row: Pick<InvitationRecord, 'id' | 'org' | 'matter_id' | 'demo'>): Actor {
  return {
    account: row.id,
    person: row.id,
    post: row.id,
    org: row.org,
    role: 'link',
    scope: matterScope(row.matter_id),
    onBehalfOf: null,
    demo: row.demo,
  }
}

/** Whether the browser's cookie belongs to this link. */
export async function isVerified(
  runner: Runner,
  holder: Holder,
  session: string | null,
): Promise<boolean> {
  if (session === null) return false
  const own = await holderOfSession(runner, session)
  return own !== undefined && !isRefusal(own) && own.row.id === holder.row.id
}

/**
 * Takes the code that was entered, once. Each try is counted before it is compared, so that tries
 * at the same time count too; argon2id compares without telling by time how much was right.
 */
export async function takeCode(
  runner: Runner,
  { row, matter }: Holder,
  code: string,
): Promise<Refusal | null> {
  const law = await lawOn(runner.db.app, { on: runner.clock.today(), place: matter.jur })
  const most = law.number('link.attempts').value
  const latest = await firstRow<{ id: string; hash: string; attempts: number }>(
    runner.db.app,
    `update invitation_code c set attempts = attempts + 1
      where c.id = (select id from invitation_code where invitation_id = $1
                     order by made_at desc, id desc limit 1)
        and c.used_at is null and c.attempts < $2 and c.expires_at > $3::timestamptz
      returning c.id, c.hash, c.attempts`,
    [row.id, most, runner.clock.now()],
  )
  if (!latest) return noCode
  if (!(await passwordRight(latest.hash, code))) return wrongCode(most - latest.attempts)
  const taken = await firstRow(
    runner.db.app,
    `update invitation_code set used_at = $2 where id = $1 and used_at is null returning id`,
    [latest.id, runner.clock.now()],
  )
  return taken ? null : noCode
}
