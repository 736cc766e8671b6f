/** 短信: any provincial gateway that takes one HTTP request a message, described by settings. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { callService, later, never, textAt, type Adapter, type Told } from './adapter.ts'
import type { SmsSettings } from './settings.ts'

/** The generic HTTP gateway; `now` gives the time that stands in requests. */
export function smsAdapter(settings: SmsSettings, now: () => string): Adapter {
  return {
    channel: 'sms',
    async send(told) {
      const values = valuesOf(settings, told, now())
      const fields = Object.fromEntries(
        Object.entries(settings.fields).map(([name, text]) => [name, filled(text, values)]),
      )
      const isForm = settings.format === 'form'
      const answered = await callService({
        url: settings.url,
        headers: {
          'content-type': isForm
            ? 'application/x-www-form-urlencoded'
            : 'application/json; charset=utf-8',
          ...Object.fromEntries(
            Object.entries(settings.headers).map(([name, text]) => [name, filled(text, values)]),
          ),
        },
        body: isForm ? new URLSearchParams(fields).toString() : JSON.stringify(fields),
        timeoutMs: settings.timeoutMs,
        repeatable: settings.repeatable,
      })
      if ('failed' in answered) return answered.failed
      const code = textAt(answered.json, settings.answer.codePath)
      if (code === settings.answer.good) {
        return { handed: true, providerId: textAt(answered.json, settings.answer.idPath) ?? null }
      }
      if (code !== undefined && settings.answer.busy.includes(code)) return later('busy')
      if (code !== undefined && settings.answer.badPhone.includes(code)) return never('bad_phone')
      return never('refused')
    },
  }
}

type Values = Readonly<Record<string, string>>

function valuesOf(settings: SmsSettings, told: Told, now: string): Values {
  const values = {
    phone: told.phone,
    text: `${settings.signature}${told.text}`,
    id: told.id,
    time: String(Math.floor(Date.parse(now) / 1000)),
    account: settings.account,
    secret: settings.secret,
    template: settings.template,
  }
  return { ...values, sign: settings.sign ? signed(settings.sign, settings.secret, values) : '' }
}

/** `{phone}` and the like replaced; anything else in braces stays as it is. */
function filled(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}

function signed(
  { algorithm, over, encoding }: NonNullable<SmsSettings['sign']>,
  secret: string,
  values: Values,
): string {
  const text = filled(over, values)
  const digest = algorithm === 'hmac-sha256' ? createHmac('sha256', secret) : createHash(algorithm)
  return digest.update(text).digest(encoding)
}

/** What a receipt must be signed with: HMAC-SHA256 over its fields, one a line, in hex. */
export function receiptSign(
  secret: string,
  receipt: { readonly id: string; readonly delivered: boolean; readonly time: string },
): string {
  const text = `${receipt.id}\n${receipt.delivered}\n${receipt.time}`
  return createHmac('sha256', secret).update(text).digest('hex')
}

/** Whether a receipt comes from who knows the secret; takes the same time for every wrong one. */
export function isReceiptGood(
  secret: string,
  receipt: { id: string; delivered: boolean; time: string; sign: string },
): boolean {
  const right = Buffer.from(receiptSign(secret, receipt))
  const given = Buffer.from(receipt.sign)
  return given.length === right.length && timingSafeEqual(given, right)
}
