/** Handing one text to one person, once, and writing down what came of it for all it carries. */
import { rows, type Queryable } from '#kernel/index.ts'
import type { Handed } from './adapter.ts'
import { backOff } from './rules.ts'
import type { Ground } from './ground.ts'
import type { MessageRecord } from './tables.ts'
import type { Channel, Reason } from './vocabulary.ts'

/** A text on its way: the message that carries it and those that are told with it. */
export type Sending = {
  readonly carrier: MessageRecord
  readonly merged: readonly MessageRecord[]
  readonly text: string
  readonly phone: string
  readonly channels: readonly Channel[]
}

/**
 * Sends on the first channel that takes it. A channel that is down is waited for: no other is tried,
 * for it may have taken the message already. Only one server sends a message at a time.
 */
export async function sendAs(
  ground: Ground,
  now: string,
  sending: Sending,
): Promise<'sent' | 'waits' | 'failed'> {
  const { db } = ground.runner
  const { carrier } = sending
  const claimed = await db.app.query(
    `update message set state = 'sending', sending_at = $2, tries = tries + 1
      where id = $1 and state = 'waiting'`,
    [carrier.id, now],
  )
  if (claimed.rowCount !== 1) return 'waits'
  let reason: Reason = 'no_channel'
  for (const channel of sending.channels) {
    const adapter = ground.channels.adapters.find((one) => one.channel === channel)
    if (!adapter) continue
    const handed = await handOver(() =>
      adapter.send({ id: carrier.id, phone: sending.phone, text: sending.text }),
    )
    if (handed.handed) {
      await keepSent(db.app, sending, { channel, providerId: handed.providerId, now })
      return 'sent'
    }
    reason = handed.reason
    if (handed.again === 'later') {
      await keepWaiting(db.app, sending, { channel, handed, now })
      return 'waits'
    }
    if (reason === 'unsure') break
  }
  const all = [carrier, ...sending.merged]
  await failMessages(db.app, all, reason)
  await ground.unreached(all)
  return 'failed'
}

/** A fault within an adapter says nothing of what the service did. */
async function handOver(send: () => Promise<Handed>): Promise<Handed> {
  try {
    return await send()
  } catch {
    return { handed: false, reason: 'unsure', again: 'never' }
  }
}

async function keepSent(
  on: Queryable,
  { carrier, merged }: Sending,
  sent: { readonly channel: Channel; readonly providerId: string | null; readonly now: string },
): Promise<void> {
  await on.query(
    `update message set state = 'sent', reason = null, channel = $2, sent_at = $3,
        provider_id = case when id = $4 then $5 end,
        merged_into = case when id = $4 then null else $4::uuid end
      where id = any($1::uuid[])`,
    [[carrier, ...merged].map(({ id }) => id), sent.channel, sent.now, carrier.id, sent.providerId],
  )
}

async function keepWaiting(
  on: Queryable,
  { carrier, merged }: Sending,
  { channel, handed, now }: { channel: Channel; handed: Handed & { handed: false }; now: string },
): Promise<void> {
  const ms = Math.max(backOff(carrier.tries + 1) * 60_000, (handed.afterSeconds ?? 0) * 1000)
  await on.query(
    `update message set state = 'waiting', reason = $2, channel = $3, not_before = $4
      where id = any($1::uuid[])`,
    [
      [carrier, ...merged].map(({ id }) => id),
      handed.reason,
      channel,
      new Date(Date.parse(now) + ms).toISOString(),
    ],
  )
}

/** Messages that could not be delivered, and why. */
export async function failMessages(
  on: Queryable,
  messages: readonly MessageRecord[],
  reason: Reason,
): Promise<void> {
  await end(on, messages, 'failed', reason)
}

/** Messages that nobody needs any more. */
export async function dropMessages(
  on: Queryable,
  messages: readonly MessageRecord[],
  reason: Reason,
): Promise<void> {
  await end(on, messages, 'dropped', reason)
}

async function end(
  on: Queryable,
  messages: readonly MessageRecord[],
  state: 'failed' | 'dropped',
  reason: Reason,
): Promise<void> {
  if (messages.length === 0) return
  await on.query('update message set state = $2, reason = $3 where id = any($1::uuid[])', [
    messages.map(({ id }) => id),
    state,
    reason,
  ])
}

/** What a gateway's receipt says of a message. Answers the messages that did not arrive. */
export async function keepReceipt(
  on: Queryable,
  receipt: { readonly id: string; readonly delivered: boolean },
  now: string,
): Promise<readonly MessageRecord[]> {
  const changed = await rows<MessageRecord>(
    on,
    `with told as (select id from message where channel = 'sms' and provider_id = $1)
     update message m set state = $2, reason = $3, delivered_at = $4
       from told where (m.id = told.id or m.merged_into = told.id)
         and m.state = 'sent' returning m.*`,
    [
      receipt.id,
      receipt.delivered ? 'delivered' : 'failed',
      receipt.delivered ? null : 'undelivered',
      receipt.delivered ? now : null,
    ],
  )
  return receipt.delivered ? [] : changed
}
