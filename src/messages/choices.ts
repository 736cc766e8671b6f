/** What people and offices choose. Directory rows: written by the act itself, as administrators' are. */
import {
  firstRow,
  isRefusal,
  refuse,
  type Command,
  type Json,
  type Refusal,
  type Stale,
} from '#kernel/index.ts'
import { homeOf } from '#places/index.ts'
import type * as z from 'zod'
import type { newToken } from './feed.ts'
import { CLAUSES, officeRefusal } from './rules.ts'
import type * as words from './words.ts'

type Done = {
  readonly jur: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly decision: Json
  readonly answer: Json
}
type Chosen = Done | Refusal | Stale

/** An act on one's own settings: `work` writes under its locks, the entry names no address. */
function choosing<Input>(
  act: string,
  work: (
    client: Parameters<Command<Input, Chosen>['load']>[0],
    input: Input,
    at: Parameters<Command<Input, Chosen>['load']>[2],
  ) => Promise<Omit<Done, 'jur'> | Refusal | Stale | undefined>,
): Command<Input, Chosen> {
  return {
    act,
    version: 1,
    async load(client, input, at) {
      const done = await work(client, input, at)
      if (!done || isRefusal(done) || 'stale' in done) return done
      return { ...done, jur: await homeOf(client, at.actor) }
    },
    decide: (loaded) =>
      isRefusal(loaded) || 'stale' in loaded
        ? loaded
        : { ...loaded, effects: [], basis: [], inputs: {} },
  }
}

/** 消息设置 of a person: channels in their order, time of the digest, telephone. */
export const CHOOSE_MESSAGES = choosing<z.output<typeof words.chooseMessages.body>>(
  'messages.choose',
  async (client, body, { actor }) => {
    const person = await firstRow<{ phone: string | null }>(
      client,
      'select phone from person where id = $1 for update',
      [actor.person],
    )
    if (!person) return undefined
    const before = await firstRow<{ revision: number }>(
      client,
      'select revision from message_choice where id = $1',
      [actor.person],
    )
    const revision = before?.revision ?? 0
    if (body.revision !== revision) return { stale: { revision } }
    await client.query(
      `insert into message_choice (id, revision, channels, digest_at) values ($1, 1, $2, $3)
        on conflict (id) do update set revision = message_choice.revision + 1, channels = $2,
          digest_at = $3`,
      [actor.person, body.channels, body.digestAt],
    )
    const isNewPhone = body.phone !== person.phone
    if (isNewPhone) {
      await client.query('update person set phone = $2, revision = revision + 1 where id = $1', [
        actor.person,
        body.phone,
      ])
    }
    return {
      subject: { kind: 'person', id: actor.person },
      decision: { channels: body.channels, digestAt: body.digestAt, newPhone: isNewPhone },
      answer: { revision: revision + 1, say: '消息设置已保存。' },
    }
  },
)

/** 本单位可用的通道. */
export const ALLOW_CHANNELS = choosing<z.output<typeof words.allowChannels.body>>(
  'messages.allow',
  async (client, body, { actor }) => {
    const no = officeRefusal(actor.role)
    if (no) return no
    await client.query('select 1 from organization where id = $1 for update', [actor.org])
    const before = await firstRow<{ revision: number }>(
      client,
      'select revision from message_office where id = $1',
      [actor.org],
    )
    const revision = before?.revision ?? 0
    if (body.revision !== revision) return { stale: { revision } }
    await client.query(
      `insert into message_office (id, revision, channels) values ($1, 1, $2)
        on conflict (id) do update set revision = message_office.revision + 1, channels = $2`,
      [actor.org, body.channels],
    )
    return {
      subject: { kind: 'organization', id: actor.org },
      decision: { channels: body.channels },
      answer: { revision: revision + 1, say: '本单位可用的通道已保存。' },
    }
  },
)

const FEEDS_MOST = 5

/** A new address of one's calendar. The token is in the answer only, and nowhere kept. */
export function createFeedWith(token: ReturnType<typeof newToken>) {
  return choosing<object>('calendar_feed.create', async (client, _input, at) => {
    await client.query('select 1 from person where id = $1 for update', [at.actor.person])
    const open = await firstRow<{ count: number }>(
      client,
      `select count(*)::int as count from calendar_feed
        where person_id = $1 and revoked_at is null`,
      [at.actor.person],
    )
    if ((open?.count ?? 0) >= FEEDS_MOST) {
      return refuse(`最多同时使用${FEEDS_MOST}个订阅地址，请先停用不用的。`, CLAUSES.messages)
    }
    const id = at.newId()
    await client.query(
      `insert into calendar_feed (id, person_id, token_hash, created_at) values ($1, $2, $3, $4)`,
      [id, at.actor.person, token.hash, at.now],
    )
    return {
      subject: { kind: 'calendar_feed', id },
      decision: { created: true },
      answer: { id, say: '已生成订阅地址，只显示这一次，请复制到日历程序。' },
    }
  })
}

/** 停用: the address answers nothing from now on. */
export const REVOKE_FEED = choosing<{ readonly id: string }>(
  'calendar_feed.revoke',
  async (client, { id }, at) => {
    const feed = await firstRow<{ revoked_at: string | null }>(
      client,
      'select revoked_at from calendar_feed where id = $1 and person_id = $2 for update',
      [id, at.actor.person],
    )
    if (!feed) return undefined
    if (feed.revoked_at !== null) return refuse('该订阅地址已经停用。', CLAUSES.messages)
    await client.query('update calendar_feed set revoked_at = $2 where id = $1', [id, at.now])
    return {
      subject: { kind: 'calendar_feed', id },
      decision: { revoked: true },
      answer: { say: '订阅地址已停用，日历程序不再更新。' },
    }
  },
)
