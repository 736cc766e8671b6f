/** The deployment's channels: one JSON file, whose secrets may stand elsewhere. docs/messages.md */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import type { Adapter } from './adapter.ts'
import { dingtalkAdapter } from './adapter-dingtalk.ts'
import { smsAdapter } from './adapter-sms.ts'
import { wecomAdapter } from './adapter-wecom.ts'

/** A secret: as it is, or where it lies. */
const secret = z.union([
  z.string().min(1),
  z.strictObject({ env: z.string().min(1) }),
  z.strictObject({ file: z.string().min(1) }),
])
const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/$/, ''))
const timeoutMs = z.int().min(100).max(60_000).default(10_000)
const texts = z.record(z.string(), z.string())

const smsShape = z.strictObject({
  url,
  format: z.enum(['json', 'form']).default('json'),
  headers: texts.default({}),
  fields: texts,
  account: z.string().default(''),
  secret,
  signature: z.string().max(30).default(''),
  template: z.string().default(''),
  sign: z
    .strictObject({
      algorithm: z.enum(['md5', 'sha256', 'hmac-sha256']),
      over: z.string().min(1),
      encoding: z.enum(['hex', 'base64']).default('hex'),
    })
    .optional(),
  answer: z.strictObject({
    codePath: z.string().default('code'),
    good: z.string().default('0'),
    idPath: z.string().default('id'),
    busy: z.array(z.string()).default([]),
    badPhone: z.array(z.string()).default([]),
  }),
  /** Whether the gateway drops a message whose {id} it was already given. */
  repeatable: z.boolean().default(false),
  receiptSecret: secret.optional(),
  timeoutMs,
})
const wecomShape = z.strictObject({
  url,
  corpId: z.string().min(1),
  secret,
  agentId: z.int(),
  timeoutMs,
})
const dingtalkShape = z.strictObject({
  url,
  key: z.string().min(1),
  secret,
  tenantId: z.string().min(1),
  timeoutMs,
})
const fileShape = z.strictObject({
  /** Where links in messages lead; else BIHUAN_URL; else messages carry no link. */
  link: url.optional(),
  sms: smsShape.optional(),
  wecom: wecomShape.optional(),
  dingtalk: dingtalkShape.optional(),
})

type Revealed<T> = Omit<T, 'secret' | 'receiptSecret'> & { readonly secret: string }
export type SmsSettings = Revealed<z.output<typeof smsShape>>
export type WecomSettings = Revealed<z.output<typeof wecomShape>>
export type DingtalkSettings = Revealed<z.output<typeof dingtalkShape>>

/** The channels of a deployment, in the order in which they are tried. */
export type Channels = {
  readonly adapters: readonly Adapter[]
  readonly link: string | null
  readonly receiptSecret: string | null
  /** Why the settings cannot be used; then nothing is sent. */
  readonly fault: string | null
}

const NONE: Channels = { adapters: [], link: null, receiptSecret: null, fault: null }

/**
 * Reads BIHUAN_MESSAGES, or messages.json in the data folder. Without a file nothing is sent; with
 * one that is wrong neither, and the reason is told without any of its values.
 */
export function openChannels(dataDir: string, now: () => string): Channels {
  const named = process.env.BIHUAN_MESSAGES
  const path = named ?? join(dataDir, 'messages.json')
  if (named === undefined && !existsSync(path)) return NONE
  try {
    return channelsOf(JSON.parse(readFileSync(path, 'utf8')), now)
  } catch (error) {
    return { ...NONE, fault: faultOf(error) }
  }
}

/** The channels of settings that were read; throws what is wrong with them. */
export function channelsOf(settings: unknown, now: () => string): Channels {
  const { sms, wecom, dingtalk, link } = fileShape.parse(settings)
  const base = link ?? process.env.BIHUAN_URL ?? null
  return {
    adapters: [
      ...(wecom ? [wecomAdapter({ ...wecom, secret: reveal(wecom.secret) })] : []),
      ...(dingtalk ? [dingtalkAdapter({ ...dingtalk, secret: reveal(dingtalk.secret) }, now)] : []),
      ...(sms ? [smsAdapter({ ...sms, secret: reveal(sms.secret) }, now)] : []),
    ],
    link: base === null ? null : base.replace(/\/$/, ''),
    receiptSecret: sms?.receiptSecret ? reveal(sms.receiptSecret) : null,
    fault: null,
  }
}

function reveal(given: z.output<typeof secret>): string {
  if (typeof given === 'string') return given
  const text = 'env' in given ? process.env[given.env] : readFileSync(given.file, 'utf8').trim()
  if (!text) throw new Error('密钥未找到，请检查其环境变量或文件')
  return text
}

function faultOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    const where = error.issues.map(({ path }) => path.map(String).join('.') || '文件')
    return `消息通道设置有误：${[...new Set(where)].join('、')}。`
  }
  if (error instanceof SyntaxError) return '消息通道设置不是有效的JSON文件。'
  const { code, message } = error as Error & { code?: string }
  return code ? `消息通道设置无法读取（${code}）。` : `消息通道设置有误：${message}。`
}
