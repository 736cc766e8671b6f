import type { PoolClient } from 'pg'
import {
  firstRow,
  isRefusal,
  params,
  within,
  type Actor,
  type Circumstances,
  type Command,
  type Decision,
  type Queryable,
  type Refusal,
  type SqlPart,
} from '#kernel/index.ts'
import { lawOn } from '#deadlines/index.ts'
import * as decide from './decide.ts'
import type { Making, SeenLink } from './decide.ts'
import { findMatter, lockMatter } from './matters.ts'
import { deadLink, keeps } from './rules.ts'
import type { InvitationRecord } from './tables.ts'
import { receiverLabel } from './texts.ts'
import { waitingOf } from './waiting.ts'
import type { MakeLink } from './words.ts'

/** A secret's hash, handed on as a function so that it never enters a submission's fingerprint. */
type Secret = () => string
type Seen = { readonly revision: number }
type On<B> = { readonly id: string; readonly body: B }

/** 生成链接: the matter is locked, so that it is not answered or re-assigned at the same moment. */
export function making(
  pool: Queryable,
): Command<{ readonly body: MakeLink; readonly hash: Secret }, Making & Hashed> {
  return {
    act: 'link.make',
    version: 1,
    async load(client, { body, hash }, at) {
      const matter = await lockMatter(pool, client, body.kind, body.matter, at)
      if (!matter) return undefined
      const live = await firstRow(
        client,
        `select 1 from invitation where jur = $1 and matter_id = $2 and phone = $3 and org = $4
            and revoked_at is null and ends_on >= $5::date`,
        [matter.jur, matter.id, body.phone, matter.org, at.today],
      )
      const law = await lawOn(pool, { on: at.today, place: matter.jur })
      return { id: at.newId(), matter, live: live !== undefined, law, hash: hash() }
    },
    decide: (loaded, { body }, at) => decide.make(loaded, body, loaded.hash, at),
    also: (decision, { id, matter, hash }) => [
      tokenPart(decision, { hash, id, matter: matter.id }),
      receiverPart(decision, id),
    ],
  }
}

type Hashed = { readonly hash: string }

function tokenPart(
  { jur }: Decision,
  { hash, id, matter }: { readonly hash: string; readonly id: string; readonly matter: string },
): SqlPart {
  return (param) =>
    `insert into invitation_token (hash, jur, invitation_id, matter_id) values (` +
    `${param(hash)}, ${param(jur)}, ${param(id)}::uuid, ${param(matter)}::uuid)`
}

/** By this the record of handling names whoever acts by the link. */
function receiverPart({ effects }: Decision, id: string): SqlPart {
  const { name, phone } = effects[0]!.set as { name: string; phone: string }
  return (param) =>
    `insert into link_receiver (id, label) values (` +
    `${param(id)}::uuid, ${param(receiverLabel(name, phone))})`
}

/** 换发: the token changes, and with it what every browser holds of the link. */
export function renewing(
  pool: Queryable,
): Command<On<Seen> & { readonly hash: Secret }, SeenLink & Hashed> {
  return {
    act: 'link.renew',
    version: 1,
    async load(client, { id, hash }, at) {
      const seen = await lockLink(pool, client, id, at)
      return seen && { ...seen, hash: hash() }
    },
    decide: (loaded, { body }, at) => decide.renew(loaded, body, loaded.hash, at),
    also: (decision, { row, matter, hash }) => [
      tokenPart(decision, { hash, id: row.id, matter: matter.id }),
    ],
  }
}

/** 撤销, with its reason. */
export function revoking(pool: Queryable): Command<On<Seen & { reason: string }>, SeenLink> {
  return {
    act: 'link.revoke',
    version: 1,
    load: (client, { id }, at) => lockLink(pool, client, id, at),
    decide: (seen, { body }, at) => decide.revoke(seen, body, at),
  }
}

/** 验证码, shown to the office, sent as a message, or asked for. Only its hash is kept. */
export function coding(
  pool: Queryable,
  act: 'code' | 'sms' | 'ask',
): Command<{ id: string; hash: Secret | null }, SeenLink & Partial<Hashed>> {
  return {
    act: `link.${act}`,
    version: 1,
    async load(client, { id, hash }, at) {
      const seen = await lockLink(pool, client, id, at)
      return seen && { ...seen, ...(hash ? { hash: hash() } : {}) }
    },
    decide: (seen, _input, at) => decide.code(seen, act, at),
    also: (_decision, { row, law, hash }, at) =>
      hash === undefined ? [] : [codePart(row.id, hash, law.number('link.codeMinutes').value, at)],
  }
}

function codePart(link: string, hash: string, minutes: number, at: Circumstances): SqlPart {
  const until = new Date(Date.parse(at.now) + minutes * 60_000).toISOString()
  return (param) =>
    `insert into invitation_code (id, invitation_id, hash, made_at, expires_at) values (` +
    `${param(at.newId())}::uuid, ${param(link)}::uuid, ${param(hash)}, ` +
    `${param(at.now)}::timestamptz, ${param(until)}::timestamptz)`
}

/** 验证通过: ends what was open in another browser, and opens this one. */
export function verifying(
  pool: Queryable,
): Command<{ id: string; session: () => Buffer }, SeenLink & { readonly session: Buffer }> {
  return {
    act: 'link.verify',
    version: 1,
    async load(client, { id, session }, at) {
      const seen = await lockLink(pool, client, id, at)
      return seen && { ...seen, session: session() }
    },
    decide: (seen, _input, at) => decide.verify(seen, at),
    also: (_decision, { row, law, session }, at) => [
      (param) =>
        `update invitation_session set ended_at = ${param(at.now)}::timestamptz ` +
        `where invitation_id = ${param(row.id)}::uuid and ended_at is null`,
      sessionPart(row, session, law.number('link.sessionHours').value, at),
    ],
  }
}

function sessionPart(
  row: InvitationRecord,
  session: Buffer,
  hours: number,
  at: Circumstances,
): SqlPart {
  const until = new Date(Date.parse(at.now) + hours * 3_600_000).toISOString()
  return (param) =>
    `insert into invitation_session (token_hash, invitation_id, jur, matter_id, link_hash, ` +
    `made_at, expires_at) values (${param(session)}::bytea, ${param(row.id)}::uuid, ` +
    `${param(row.jur)}, ${param(row.matter_id)}::uuid, ${param(row.token_hash)}, ` +
    `${param(at.now)}::timestamptz, ${param(until)}::timestamptz)`
}

/**
 * An act of the matter, done by a link: the link is held until the act is through, so that what was
 * revoked or re-assigned meanwhile does nothing.
 */
export function byLink<Input, Loaded>(
  link: string,
  inner: Command<Input, Loaded>,
): Command<Input, Loaded | Refusal> {
  return {
    act: inner.act,
    version: inner.version,
    async load(client, input, at) {
      const loaded = await inner.load(client, input, at)
      const row = await linkRow(client, link, at.actor, 'share')
      if (loaded === undefined || !row) return undefined
      const matter = await findMatter(client, at.actor, row.matter_kind, row.matter_id)
      const dead = matter ? deadLink(decide.linkOf(row), matter, at.today) : null
      return dead ?? loaded
    },
    decide: (loaded, input, at) => (isRefusal(loaded) ? loaded : inner.decide(loaded, input, at)),
    also: (decision, loaded, at) =>
      isRefusal(loaded) ? [] : (inner.also?.(decision, loaded, at) ?? []),
  }
}

const LOCKS = { none: '', share: 'for share of i', update: 'for update of i' } as const

/** Reads a link that the actor sees: by its places, or, by a link, that one matter's. */
export async function linkRow(
  client: Queryable,
  id: string,
  actor: Actor,
  lock: keyof typeof LOCKS = 'none',
): Promise<InvitationRecord | undefined> {
  const { param, values } = params()
  const seen =
    actor.scope.matter === undefined
      ? within(actor.scope, 'i', param)
      : `i.matter_id = ${param(actor.scope.matter)}::uuid`
  return firstRow<InvitationRecord>(
    client,
    `select i.* from invitation i where i.id = ${param(id)}::uuid and ${seen} ${LOCKS[lock]}`,
    values,
  )
}

/** Locks a link and reads its matter; undefined for whoever has nothing to do with its links. */
async function lockLink(
  pool: Queryable,
  client: PoolClient,
  id: string,
  at: Circumstances,
): Promise<SeenLink | undefined> {
  const row = await linkRow(client, id, at.actor, 'update')
  if (!row) return undefined
  const matter = await findMatter(client, at.actor, row.matter_kind, row.matter_id)
  if (!matter) return undefined
  if (at.actor.scope.matter === undefined && !keeps(matter, at.actor)) return undefined
  const counted = await firstRow<{ codes: number }>(
    client,
    `select count(*)::int as codes from invitation_step where jur = $1 and matter_id = $2
        and invitation_id = $3 and act in ('ask', 'code', 'sms') and at >= $4::timestamptz`,
    [row.jur, row.matter_id, id, new Date(Date.parse(at.now) - DAY_MS).toISOString()],
  )
  const law = await lawOn(pool, { on: at.today, place: row.jur })
  const waiting = await waitingOf(client, row)
  return { row, matter, codes: counted?.codes ?? 0, waiting, law }
}

const DAY_MS = 86_400_000
