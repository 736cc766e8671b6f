import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the gateway does with the next requests. */
export type Mode = 'good' | 'busy' | 'down' | 'silent' | 'refuses' | 'token_over'

/** A message that arrived at a telephone of the simulation. */
export type Arrived = { readonly channel: string; readonly phone: string; readonly text: string }

/**
 * A local server that answers as the documented services do: an SMS gateway, WeCom's message
 * interface and a DingTalk for government. It checks what they check: token, signature, account.
 */
export type Gateway = {
  readonly url: string
  readonly arrived: Arrived[]
  mode: Mode
  /** Telephones that no service knows. */
  readonly unknown: Set<string>
  readonly requests: number
  readonly settings: (channels?: readonly ('sms' | 'wecom' | 'dingtalk')[]) => object
  readonly close: () => Promise<void>
}

export const SECRET = 'a secret of the simulation'
export const RECEIPT_SECRET = 'another secret of the simulation'

/** Starts the simulation; `sign` is how the DingTalk signature is checked. */
export async function startGateway(
  sign: (secret: string, parts: SignedParts) => string,
): Promise<Gateway> {
  const state = { mode: 'good' as Mode, requests: 0, token: 1, messages: 0 }
  const arrived: Arrived[] = []
  const unknown = new Set<string>()
  const given = new Set<string>()
  const server = createServer((request, response) => {
    void answer(request, response)
  })
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    state.requests += 1
    const body = await textOf(request)
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (state.mode === 'silent') return
    if (state.mode === 'down') return reply(response, 503, {})
    if (url.pathname === '/sms') return sms(response, body)
    if (url.pathname.startsWith('/cgi-bin/')) return wecom(response, url, body)
    return dingtalk(request, response, url.pathname, body)
  }
  function sms(response: ServerResponse, body: string): void {
    const asked = JSON.parse(body) as Record<string, string>
    const right = createHash('md5').update(`demo${SECRET}${asked.time}`).digest('hex')
    if (asked.sign !== right) return reply(response, 200, { code: 401 })
    if (state.mode === 'busy') return reply(response, 200, { code: 'LIMIT' })
    if (state.mode === 'refuses') return reply(response, 200, { code: 'WORDS' })
    if (unknown.has(asked.mobile!)) return reply(response, 200, { code: 'PHONE' })
    arrived.push({ channel: 'sms', phone: asked.mobile!, text: asked.content! })
    reply(response, 200, { code: 0, data: { id: `sms-${arrived.length}` } })
  }
  function wecom(response: ServerResponse, url: URL, body: string): void {
    if (url.pathname === '/cgi-bin/gettoken') {
      const isRight = url.searchParams.get('corpsecret') === SECRET
      if (!isRight) return reply(response, 200, { errcode: 40001, errmsg: 'invalid credential' })
      return reply(response, 200, {
        errcode: 0,
        access_token: `token-${state.token}`,
        expires_in: 7200,
      })
    }
    if (state.mode === 'token_over') {
      state.mode = 'good'
      state.token += 1
    }
    if (url.searchParams.get('access_token') !== `token-${state.token}`) {
      return reply(response, 200, { errcode: 42001, errmsg: 'access_token expired' })
    }
    if (state.mode === 'busy') return reply(response, 200, { errcode: 45009, errmsg: 'freq' })
    const asked = JSON.parse(body) as {
      mobile?: string
      touser?: string
      text?: { content: string }
    }
    if (url.pathname === '/cgi-bin/user/getuserid') {
      return unknown.has(asked.mobile!)
        ? reply(response, 200, { errcode: 46004, errmsg: 'user not exist' })
        : reply(response, 200, { errcode: 0, userid: `u${asked.mobile}` })
    }
    const text = asked.text!.content
    const phone = asked.touser!.slice(1)
    // As enable_duplicate_check does.
    if (!given.has(`${phone} ${text}`)) arrived.push({ channel: 'wecom', phone, text })
    given.add(`${phone} ${text}`)
    reply(response, 200, { errcode: 0, msgid: `w${(state.messages += 1)}`, invaliduser: '' })
  }
  function dingtalk(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    body: string,
  ): void {
    const form = new URLSearchParams(body)
    const sorted = [...form.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1))
    const header = (name: string) => String(request.headers[name])
    const right = sign(SECRET, {
      timestamp: header('x-hmac-auth-timestamp'),
      nonce: header('x-hmac-auth-nonce'),
      path,
      sorted,
    })
    if (header('x-hmac-auth-signature') !== right) {
      return reply(response, 200, { success: false, Code: 'Signature.Error' })
    }
    if (path === '/mozi/employee/get_by_mobile') {
      const phone = form.get('mobile')!
      return unknown.has(phone)
        ? reply(response, 200, { success: true, content: { success: true, data: {} } })
        : reply(response, 200, { success: true, content: { data: { accountId: phone } } })
    }
    if (!given.has(form.get('bizMsgId')!)) {
      const { text } = JSON.parse(form.get('msg')!) as { text: { content: string } }
      arrived.push({ channel: 'dingtalk', phone: form.get('receiverIds')!, text: text.content })
    }
    given.add(form.get('bizMsgId')!)
    reply(response, 200, { success: true, content: { data: { msgId: `d${arrived.length}` } } })
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    arrived,
    unknown,
    get mode() {
      return state.mode
    },
    set mode(mode) {
      state.mode = mode
    },
    get requests() {
      return state.requests
    },
    settings: (channels = ['sms']) => settingsFor(url, channels),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

type SignedParts = {
  readonly timestamp: string
  readonly nonce: string
  readonly path: string
  readonly sorted: readonly (readonly [string, string])[]
}

function settingsFor(url: string, channels: readonly string[]): object {
  const all = {
    sms: {
      url: `${url}/sms`,
      account: 'demo',
      secret: SECRET,
      receiptSecret: RECEIPT_SECRET,
      signature: '【闭环演示】',
      fields: { mobile: '{phone}', content: '{text}', time: '{time}', sign: '{sign}', id: '{id}' },
      sign: { algorithm: 'md5', over: '{account}{secret}{time}' },
      answer: { good: '0', idPath: 'data.id', busy: ['LIMIT'], badPhone: ['PHONE'] },
      timeoutMs: 2_000,
    },
    wecom: { url, corpId: 'demo', secret: SECRET, agentId: 1, timeoutMs: 2_000 },
    dingtalk: { url, key: 'demo', secret: SECRET, tenantId: '1', timeoutMs: 2_000 },
  }
  const named = Object.entries(all).filter(([name]) => channels.includes(name))
  return { link: 'https://bihuan.example.org', ...Object.fromEntries(named) }
}

function textOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (part: string) => (text += part))
    request.on('end', () => resolve(text))
  })
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
