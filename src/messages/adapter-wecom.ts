/** 政务微信, after the message interface of WeCom: token, account by telephone number, text. */
import {
  callService,
  keptToken,
  later,
  never,
  textAt,
  type Adapter,
  type Answered,
  type Handed,
} from './adapter.ts'
import type { WecomSettings } from './settings.ts'

const GOOD = '0'
/** The token is wrong or has ended: it is asked for anew, once. */
const TOKEN_OVER = ['40014', '42001', '41001']
const BUSY = ['-1', '45009', '45033']
const NO_ACCOUNT = ['46004', '60103', '60104', '60111', '81013']
/** Seconds in which the same text to the same person is dropped by the service. */
const SAME_SECONDS = 4 * 3600

/** One application of a government WeChat or WeCom deployment. */
export function wecomAdapter(settings: WecomSettings): Adapter {
  const ask = async (path: string, query: Record<string, string>, body?: object) =>
    callService({
      url: `${settings.url}${path}?${new URLSearchParams(query).toString()}`,
      method: body ? 'POST' : 'GET',
      ...(body
        ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
        : {}),
      timeoutMs: settings.timeoutMs,
      repeatable: true,
    })
  const token = keptToken(async () => {
    const query = { corpid: settings.corpId, corpsecret: settings.secret }
    const answered = await ask('/cgi-bin/gettoken', query)
    if ('failed' in answered) return answered.failed
    const given = textAt(answered.json, 'access_token')
    const seconds = Number(textAt(answered.json, 'expires_in') ?? '7200')
    return given ? { token: given, seconds } : failure(answered)
  })
  /** Asks with the token; where it has ended meanwhile, once more with a new one. */
  async function withToken(path: string, body: object): Promise<Answered> {
    for (let turn = 0; ; turn += 1) {
      const given = await token.get()
      if (typeof given !== 'string') return { failed: given }
      const answered = await ask(path, { access_token: given }, body)
      const code = 'json' in answered ? textAt(answered.json, 'errcode') : undefined
      if (turn > 0 || code === undefined || !TOKEN_OVER.includes(code)) return answered
      token.forget()
    }
  }
  return {
    channel: 'wecom',
    async send({ phone, text }) {
      const found = await withToken('/cgi-bin/user/getuserid', { mobile: phone })
      if ('failed' in found) return found.failed
      const user = textAt(found.json, 'userid')
      if (user === undefined) return failure(found)
      const sent = await withToken('/cgi-bin/message/send', {
        touser: user,
        msgtype: 'text',
        agentid: settings.agentId,
        text: { content: text },
        enable_duplicate_check: 1,
        duplicate_check_interval: SAME_SECONDS,
      })
      if ('failed' in sent) return sent.failed
      if (textAt(sent.json, 'errcode') !== GOOD) return failure(sent)
      if ((textAt(sent.json, 'invaliduser') ?? '') !== '') return never('no_account')
      return { handed: true, providerId: textAt(sent.json, 'msgid') ?? null }
    },
  }
}

function failure(answered: Exclude<Answered, { failed: Handed }>): Handed {
  const code = textAt(answered.json, 'errcode') ?? ''
  if (BUSY.includes(code)) return later('busy')
  return never(NO_ACCOUNT.includes(code) ? 'no_account' : 'refused')
}
