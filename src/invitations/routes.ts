import {
  isId,
  isRefusal,
  notFound,
  perform,
  problem,
  scoped,
  serve,
  serveOpen,
  type Call,
  type Outcome,
  type Problem,
  type Refusal,
  type Route,
} from '#kernel/index.ts'
import { dayOf } from '#deadlines/index.ts'
import { receiveUpload, type FileStore, type Upload } from '#files/index.ts'
import { hashPassword } from '#places/index.ts'
import { actBy } from './acting.ts'
import { coding, making, renewing, revoking, verifying } from './commands.ts'
import { linksOf } from './queries.ts'
import {
  holderOfSession,
  holderOfToken,
  isVerified,
  linkHash,
  newCode,
  newToken,
  sessionHash,
  takeCode,
  type Holder,
} from './sessions.ts'
import { matterView } from './view.ts'
import * as words from './words.ts'

/** Sends a one-time code to a telephone; false where it did not leave. */
export type SendCode = (phone: string, text: string) => Promise<boolean>

/** Links over HTTP: the office's side, and the side of whoever holds one. */
export function linkRoutes(files: FileStore, sendCode?: SendCode): readonly Route[] {
  return [...office, ...holder(sendCode), uploading(files)]
}

const office: readonly Route[] = [
  serve(words.listLinks)(async ({ query }, { runner, actor }) => {
    const today = runner.clock.today()
    const found = await scoped(runner.db.app, actor.scope, (client) =>
      linksOf(client, actor, query, today),
    )
    return found ?? notFound
  }),
  serve(words.makeLink)(async ({ body }, { runner, actor, key, request }) => {
    const token = newToken()
    const input = { body, hash: () => linkHash(token) }
    const outcome = await perform(runner, making(runner.db.app), input, { actor, key })
    return once(outcome, { token, address: addressOf(request, token) })
  }),
  serve(words.renewLink)(async ({ params: { id }, body }, { runner, actor, key, request }) => {
    if (!isId(id)) return notFound
    const token = newToken()
    const input = { id, body, hash: () => linkHash(token) }
    const outcome = await perform(runner, renewing(runner.db.app), input, { actor, key })
    return once(outcome, { token, address: addressOf(request, token) })
  }),
  serve(words.revokeLink)(async ({ params: { id }, body }, { runner, actor, key }) => {
    if (!isId(id)) return notFound
    return perform(runner, revoking(runner.db.app), { id, body }, { actor, key })
  }),
  serve(words.showCode)(async ({ params: { id } }, { runner, actor, key }) => {
    if (!isId(id)) return notFound
    const code = newCode()
    const hash = await hashPassword(code)
    const input = { id, hash: () => hash }
    const outcome = await perform(runner, coding(runner.db.app, 'code'), input, { actor, key })
    return once(outcome, { code })
  }),
]

/** The token stands behind the #, which no browser sends: it is in no log and no referrer. */
function addressOf({ origin }: Call['request'], token: string): string {
  return `${origin ?? ''}/k#${token}`
}

/** A secret is told with the first answer alone: it is kept nowhere. */
function once(outcome: Outcome, secret: { readonly [name: string]: string }): never {
  if (!('done' in outcome)) return outcome as never
  const told = outcome.repeated
    ? Object.fromEntries(Object.keys(secret).map((name) => [name, null]))
    : secret
  const { revision: _, ...done } = outcome.done as { revision: number }
  const kept = 'code' in secret ? done : (outcome.done as object)
  return { ...outcome, done: { ...kept, ...told } } as never
}

function holder(sendCode?: SendCode): readonly Route[] {
  return [
    serveOpen(words.openLink)(async ({ body }, { runner, request }) => {
      const found = await holderOfToken(runner, body.token)
      if (!found) return noLink
      if (isRefusal(found)) return over(found)
      const verified = await isVerified(runner, found, request.link)
      return { verified, way: sendCode ? 'sms' : 'telephone' }
    }),
    serveOpen(words.askCode)(async ({ body }, call) => {
      const found = await holderOfToken(call.runner, body.token)
      if (!found) return noLink
      return isRefusal(found) ? over(found) : asking(call, found, sendCode)
    }),
    serveOpen(words.enterCode)(async ({ body }, { runner, reply }) => {
      const found = await holderOfToken(runner, body.token)
      if (!found) return noLink
      if (isRefusal(found)) return over(found)
      const wrong = await takeCode(runner, found, body.code)
      if (wrong) return wrong
      const session = newToken()
      const { row, actor } = found
      const input = { id: row.id, session: () => sessionHash(session) }
      const key = runner.newId()
      const outcome = await perform(runner, verifying(runner.db.app), input, { actor, key })
      if (!('done' in outcome)) return outcome
      reply.link(session)
      return { say: (outcome.done as { say: string }).say }
    }),
    serveOpen(words.readLinkMatter)(async (_given, call) => {
      const found = await verified(call)
      if ('problem' in found) return found
      const { runner } = call
      const day = await dayOf({ runner })
      const view = await scoped(runner.db.app, found.actor.scope, (client) =>
        matterView(runner.db.app, client, found, day),
      )
      return view ?? notFound
    }),
    serveOpen(words.actByLink)(async ({ body }, call) => {
      const found = await verified(call)
      if ('problem' in found) return found
      if (!/^[\w:.-]{8,100}$/.test(call.key)) return problem(400, '缺少提交编号')
      return actBy(call.runner, found, body, call.key)
    }),
  ]
}

/** 凭链接上传: the same inspection and limits as for everybody. */
function uploading(store: FileStore): Route {
  return serveOpen(words.uploadByLink)(async ({ body }, call) => {
    const { upload, runner } = call as Call & { readonly upload?: Upload }
    const found = await verified(call)
    if ('problem' in found) {
      upload?.stream.resume()
      return found
    }
    if (!upload) return problem(400, '没有收到文件', { detail: '请选择要上传的照片或文件。' })
    const said = {
      declaredUnclassified: body.declaredUnclassified === 'true',
      position: body.position,
    }
    const ground = { db: runner.db.app, store, now: runner.clock.now() }
    return receiveUpload(ground, found.actor, upload, said)
  })
}

/** Asks the office for a code, or sends one where messages are set up. */
async function asking({ runner }: Call, { row, actor }: Holder, sendCode?: SendCode) {
  const key = runner.newId()
  if (!sendCode) {
    const input = { id: row.id, hash: null }
    return said(await perform(runner, coding(runner.db.app, 'ask'), input, { actor, key }))
  }
  const code = newCode()
  const hash = await hashPassword(code)
  const input = { id: row.id, hash: () => hash }
  const outcome = await perform(runner, coding(runner.db.app, 'sms'), input, { actor, key })
  if (!('done' in outcome)) return said(outcome)
  const { minutes } = outcome.done as { minutes: number }
  const text = `验证码${code}，${minutes}分钟内有效，用于凭链接办理，请勿告诉他人。`
  if (await sendCode(row.phone ?? '', text)) return said(outcome)
  return { say: '短信没有发出，请致电下达单位索取验证码。' }
}

function said(outcome: Outcome) {
  return 'done' in outcome ? { say: (outcome.done as { say: string }).say } : (outcome as never)
}

const noLink = problem(404, '未找到', { detail: '链接不存在，或者已经换发。' })

/** A link that opens nothing any more, in its own words. */
function over({ refused, clause }: Refusal): Problem {
  return problem(410, '链接失效', { detail: refused, clause })
}

/** Who stands behind the browser's cookie; told in one sentence where nobody does. */
async function verified({ runner, request }: Call): Promise<Holder | Problem> {
  const found = request.link === null ? undefined : await holderOfSession(runner, request.link)
  if (!found) {
    return problem(401, '须先验证', {
      detail: '验证已过期，或者链接已在另一台设备上打开。请重新索取验证码。',
    })
  }
  return isRefusal(found) ? over(found) : found
}
