/** 政务钉钉 (专有钉钉, 浙政钉): signed requests, account by telephone number, work notice. */
import { createHmac, randomInt } from 'node:crypto'
import { callService, later, never, textAt, type Adapter, type Answered } from './adapter.ts'
import type { DingtalkSettings } from './settings.ts'

const FIND = '/mozi/employee/get_by_mobile'
const NOTIFY = '/message/workNotification'
/** Codes with which the gateway turns down what comes too fast. */
const BUSY = ['429', 'Throttling', 'FlowLimit']

/** One application of a DingTalk deployment for government. */
export function dingtalkAdapter(settings: DingtalkSettings, now: () => string): Adapter {
  async function ask(path: string, given: Record<string, string>): Promise<Answered> {
    const all = { ...given, tenantId: settings.tenantId }
    const sorted = Object.entries(all).toSorted(([a], [b]) => (a < b ? -1 : 1))
    return callService({
      url: `${settings.url}${path}`,
      headers: headersOf(settings, path, sorted, now()),
      body: new URLSearchParams(sorted).toString(),
      timeoutMs: settings.timeoutMs,
      // The business number of the notice is dropped when it comes again.
      repeatable: true,
    })
  }
  return {
    channel: 'dingtalk',
    async send({ id, phone, text }) {
      const found = await ask(FIND, { areaCode: '86', namespace: 'local', mobile: phone })
      if ('failed' in found) return found.failed
      const account = textAt(found.json, 'content.data.accountId')
      if (account === undefined) return failed(found.json, 'no_account')
      const sent = await ask(NOTIFY, {
        receiverIds: account,
        bizMsgId: id,
        msg: JSON.stringify({ msgtype: 'text', text: { content: text } }),
      })
      if ('failed' in sent) return sent.failed
      if (textAt(sent.json, 'success') !== 'true') return failed(sent.json, 'refused')
      return { handed: true, providerId: textAt(sent.json, 'content.data.msgId') ?? id }
    },
  }
}

function failed(json: Record<string, unknown>, reason: 'no_account' | 'refused') {
  const code = textAt(json, 'bizErrorCode') ?? textAt(json, 'Code') ?? ''
  return BUSY.includes(code) ? later('busy') : never(reason)
}

type Pairs = readonly (readonly [string, string])[]

function headersOf(
  settings: DingtalkSettings,
  path: string,
  sorted: Pairs,
  now: string,
): Record<string, string> {
  const at = new Date(Date.parse(now) + 8 * 3_600_000).toISOString().slice(0, 19)
  const timestamp = `${at}.000+08:00`
  const nonce = `${Date.parse(now)}${randomInt(1000, 10_000)}`
  return {
    'content-type': 'application/x-www-form-urlencoded',
    apiKey: settings.key,
    'X-Hmac-Auth-Timestamp': timestamp,
    'X-Hmac-Auth-Version': '1.0',
    'X-Hmac-Auth-Nonce': nonce,
    'X-Hmac-Auth-Signature': requestSign(settings.secret, { timestamp, nonce, path, sorted }),
  }
}

/** The signature of a request: HMAC-SHA256 over method, time, nonce, path and sorted fields. */
export function requestSign(
  secret: string,
  {
    timestamp,
    nonce,
    path,
    sorted,
  }: { timestamp: string; nonce: string; path: string; sorted: Pairs },
): string {
  const fields = sorted.map(([name, value]) => `${name}=${value}`).join('&')
  const text = ['POST', timestamp, nonce, path, ...(fields === '' ? [] : [fields])].join('\n')
  return createHmac('sha256', secret).update(text).digest('base64')
}
