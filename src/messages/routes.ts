import {
  isId,
  notFound,
  perform,
  problem,
  refuse,
  scoped,
  serve,
  serveOpen,
  type Call,
  type Route,
  type Signed,
} from '#kernel/index.ts'
import { calendarOf } from '#deadlines/index.ts'
import { isReceiptGood } from './adapter-sms.ts'
import { recordCall, voidCall } from './calls.ts'
import { ALLOW_CHANNELS, CHOOSE_MESSAGES, createFeedWith, REVOKE_FEED } from './choices.ts'
import { digestOf } from './compose.ts'
import { houseHours } from './deliver.ts'
import { calendarAt, newToken } from './feed.ts'
import type { Messages } from './open.ts'
import {
  callsOf,
  channelStatus,
  listMessages,
  maySeeMessages,
  runsSystem,
  settingsOf,
} from './queries.ts'
import { CLAUSES } from './rules.ts'
import { instantOf } from './timing.ts'
import * as words from './words.ts'

/** Messages, what people choose of them, calls, and the calendar, over HTTP. */
export function messageRoutes(messages: Messages): readonly Route[] {
  return [...listRoutes(messages), ...choiceRoutes(messages), ...callRoutes(messages)]
}

function listRoutes(messages: Messages): readonly Route[] {
  return [
    serve(words.listMessages)(async ({ query }, { runner, actor }) => {
      if (!maySeeMessages(actor)) {
        return refuse('消息记录由经办人员、单位负责人和系统管理员查看。', CLAUSES.authority)
      }
      const since = instantOf(runner.clock.today(), '00:00')
      const { adapters, fault } = messages.channels
      const configured = adapters.map(({ channel }) => channel)
      return {
        ...(await listMessages(runner.db.app, actor, query)),
        channels: await channelStatus(runner.db.app, configured, since),
        fault: runsSystem(actor) ? fault : null,
      }
    }),
    serveOpen(words.takeReceipt)(async ({ body }) => {
      const secret = messages.channels.receiptSecret
      if (secret === null) return notFound
      if (!isReceiptGood(secret, body)) {
        return problem(403, '回执签名不正确', { detail: '回执未采用，请核对网关的回执密钥。' })
      }
      await messages.receive(body)
      return { taken: true }
    }),
  ]
}

function choiceRoutes(messages: Messages): readonly Route[] {
  return [
    serve(words.readMessageSettings)(async (_given, call) => settings(messages, call)),
    serve(words.chooseMessages)(async ({ body }, { runner, actor, key }) =>
      perform(runner, CHOOSE_MESSAGES, body, { actor, key }),
    ),
    serve(words.allowChannels)(async ({ body }, { runner, actor, key }) =>
      perform(runner, ALLOW_CHANNELS, body, { actor, key }),
    ),
    serve(words.createFeed)(async (_given, { runner, actor, key }) => {
      const token = newToken()
      const outcome = await perform(runner, createFeedWith(token), {}, { actor, key })
      if (!('done' in outcome)) return outcome
      if (outcome.repeated) {
        return problem(409, '订阅地址已生成', {
          detail: '地址只显示一次；未及复制的，停用后重新生成。',
        })
      }
      const done = { ...(outcome.done as object), path: `/api/calendar-feeds/${token.token}.ics` }
      return { ...outcome, done }
    }),
    serve(words.revokeFeed)(async ({ params }, { runner, actor, key }) => {
      if (!isId(params.id)) return notFound
      return perform(runner, REVOKE_FEED, { id: params.id }, { actor, key })
    }),
    {
      ...serveOpen(words.readFeed)(async ({ params }, call) => feed(messages, params.file, call)),
      perMinute: 30,
    },
  ]
}

async function settings(messages: Messages, { runner, actor }: Signed) {
  const { db, clock } = runner
  const { quiet, usual } = await houseHours(db.app, clock.today())
  const own = await settingsOf(db.app, actor, usual)
  const digest = await digestOf(runner, actor.person, {
    since: null,
    fresh: new Set(),
    calendar: await calendarOf(db.app),
    link: messages.channels.link,
  })
  return {
    ...own,
    quiet: { from: quiet.from, to: quiet.to },
    configured: messages.channels.adapters.map(({ channel }) => channel),
    preview: digest.text,
  }
}

/** The address is the credential: no cookie is read, and a revoked one says so. */
async function feed(messages: Messages, file: string, { runner, request }: Call) {
  const base = messages.channels.link ?? request.origin
  const found = await calendarAt(runner, file, base)
  if (found.kind === 'unknown') return notFound
  if (found.kind === 'revoked') {
    return problem(410, '订阅地址已停用', { detail: '请在“消息设置”中重新生成订阅地址。' })
  }
  const headers = { etag: found.etag, 'cache-control': 'private, max-age=900' }
  if (request.ifNoneMatch === found.etag) {
    return { download: { status: 304, body: Buffer.alloc(0), headers } }
  }
  return {
    download: {
      body: Buffer.from(found.text),
      headers: { ...headers, 'content-type': 'text/calendar; charset=utf-8' },
    },
  }
}

function callRoutes({ find }: Messages): readonly Route[] {
  return [
    serve(words.listCalls)(async ({ query }, { runner, actor }) =>
      scoped(runner.db.app, actor.scope, async (client) => {
        const matter = await find(client, actor, { ...query, lock: false })
        // An enterprise is not told of calls between offices.
        return matter && actor.scope.party === null ? callsOf(client, matter) : notFound
      }),
    ),
    serve(words.recordCall)(async ({ body }, { runner, actor, key }) =>
      perform(runner, recordCall(runner.db.app, find), body, { actor, key }),
    ),
    serve(words.voidCall)(async ({ params, body }, { runner, actor, key }) => {
      if (!isId(params.id)) return notFound
      return perform(runner, voidCall(find), { id: params.id, body }, { actor, key })
    }),
  ]
}
