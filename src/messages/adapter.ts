/** What every channel promises, and the HTTP that they share. Nothing of a call is logged. */
import type { Channel, Reason } from './vocabulary.ts'

/** What is to be told to one telephone number; `id` stays the same when it is tried again. */
export type Told = { readonly id: string; readonly phone: string; readonly text: string }

/**
 * What came of handing it over. `later` may be tried again without the person being told twice;
 * `never` ends this channel for this message.
 */
export type Handed =
  | { readonly handed: true; readonly providerId: string | null }
  | {
      readonly handed: false
      readonly reason: Reason
      readonly again: 'later' | 'never'
      readonly afterSeconds?: number
    }

export type Adapter = {
  readonly channel: Channel
  readonly send: (told: Told) => Promise<Handed>
}

export const never = (reason: Reason): Handed => ({ handed: false, reason, again: 'never' })
export const later = (reason: Reason, afterSeconds?: number): Handed => ({
  handed: false,
  reason,
  again: 'later',
  ...(afterSeconds === undefined ? {} : { afterSeconds }),
})

/** An answer as a JSON object, or how the call failed. */
export type Answered = { readonly json: Record<string, unknown> } | { readonly failed: Handed }

export type Calling = {
  readonly url: string
  readonly method?: 'GET' | 'POST'
  readonly headers?: Record<string, string>
  readonly body?: string
  readonly timeoutMs: number
  /** Whether the service drops what it was already given, so that an unsure call may be repeated. */
  readonly repeatable: boolean
}

const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])
const MOST_ANSWER = 65_536

/** Calls a service. A call that broke off after it was sent is unsure: it may have been done. */
export async function callService(calling: Calling): Promise<Answered> {
  const unsure = calling.repeatable ? later('down') : never('unsure')
  try {
    const answer = await fetch(calling.url, {
      method: calling.method ?? 'POST',
      headers: calling.headers ?? {},
      ...(calling.body === undefined ? {} : { body: calling.body }),
      signal: AbortSignal.timeout(calling.timeoutMs),
      redirect: 'error',
    })
    const text = await answer.text()
    if (answer.status === 429) return { failed: later('busy', secondsOf(answer)) }
    if (answer.status === 502 || answer.status === 503) return { failed: later('down') }
    if (answer.status >= 500) return { failed: unsure }
    if (answer.status >= 400) return { failed: never('refused') }
    const json: unknown = text.length > MOST_ANSWER ? null : JSON.parse(text)
    return isRecord(json) ? { json } : { failed: unsure }
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } }
    return { failed: BEFORE_SENDING.has(cause?.code ?? '') ? later('down') : unsure }
  }
}

function secondsOf(answer: Response): number {
  const seconds = Number(answer.headers.get('retry-after') ?? '60')
  return Number.isFinite(seconds) ? Math.min(3600, Math.max(1, seconds)) : 60
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value at `a.b.c` of an answer, as text; undefined where there is none. */
export function textAt(json: unknown, path: string): string | undefined {
  let value: unknown = json
  for (const name of path.split('.')) value = isRecord(value) ? value[name] : undefined
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined
}

/** A token that a service gives for some hours: asked once, asked anew before it ends. */
export function keptToken(ask: () => Promise<{ token: string; seconds: number } | Handed>) {
  let kept: { readonly token: string; readonly until: number } | undefined
  return {
    async get(): Promise<string | Handed> {
      if (kept && performance.now() < kept.until) return kept.token
      const given = await ask()
      if ('handed' in given) return given
      kept = { token: given.token, until: performance.now() + (given.seconds - 300) * 1000 }
      return given.token
    },
    forget() {
      kept = undefined
    },
  }
}
