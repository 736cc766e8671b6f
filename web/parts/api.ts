import type { Answer, Asked, Face } from '#kernel/faces.ts'

/** What the server said when it did not do as asked; `message` is its Chinese sentence. */
export class Problem extends Error {
  readonly status: number
  readonly refused: string | undefined
  readonly clause: string | undefined
  readonly errors: Readonly<Record<string, string>>
  /** On a stale version: what others did since, newest first. */
  readonly changes: readonly Change[]

  constructor(status: number, told: Told) {
    super(told.refused ?? told.detail ?? told.title ?? sentenceFor(status))
    this.status = status
    this.refused = told.refused
    this.clause = told.clause
    this.changes = told.changes ?? []
    this.errors = Object.fromEntries((told.errors ?? []).map((one) => [one.field, one.message]))
  }
}

/** An act of somebody else, as a stale answer tells it. */
export type Change = { readonly act: string; readonly at: string; readonly by: string | null }

type Told = {
  readonly title?: string
  readonly detail?: string
  readonly refused?: string
  readonly clause?: string
  readonly changes?: readonly Change[]
  readonly errors?: readonly { readonly field: string; readonly message: string }[]
}

/** The empty object type: what may be left out of a call. */
type Nothing = Record<never, never>

type Loose<T> = { readonly [K in keyof T as Nothing extends T[K] ? never : K]: T[K] } & {
  readonly [K in keyof T as Nothing extends T[K] ? K : never]?: T[K]
}

/** What `call` is given: path parameters, query and body, each only where the face has it. */
export type Request<F> = Loose<Asked<F>> & {
  /** Kept the same over the retries of one act, so that it is done once. */
  readonly key?: string
  readonly signal?: AbortSignal | undefined
}

/** Calls a face of the server. Throws a `Problem` for refusals, input errors and faults. */
export async function call<F extends Face>(face: F, asked: Request<F>): Promise<Answer<F>> {
  const given = asked as { params?: object; query?: object; body?: unknown }
  const address = fill(face.path, given.params) + searchOf(given.query)
  const headers: Record<string, string> = { accept: 'application/json' }
  if (face.method !== 'GET') {
    headers['content-type'] = 'application/json'
    headers['idempotency-key'] = asked.key ?? crypto.randomUUID()
  }
  const response = await reach(address, {
    method: face.method,
    headers,
    ...(face.method === 'GET' ? {} : { body: JSON.stringify(given.body ?? {}) }),
    ...(asked.signal ? { signal: asked.signal } : {}),
  })
  if (!response.ok) throw await problemOfResponse(response)
  return (await response.json()) as Answer<F>
}

/** Sends files and fields as multipart; answers what the server answered. */
export async function sendFiles<A>(path: string, form: FormData): Promise<A> {
  const headers = { accept: 'application/json', 'idempotency-key': crypto.randomUUID() }
  const response = await reach(path, { method: 'POST', headers, body: form })
  if (!response.ok) throw await problemOfResponse(response)
  return (await response.json()) as A
}

async function reach(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { credentials: 'same-origin', ...init })
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new Problem(0, { detail: '网络未连接，内容已保留，请在连接后重试。' })
  }
}

/** The problem document of an answer that was not a success. */
export async function problemOfResponse(response: Response): Promise<Problem> {
  const told: unknown = await response.json().catch(() => ({}))
  return new Problem(response.status, typeof told === 'object' && told !== null ? told : {})
}

function fill(path: string, params: object | undefined): string {
  const named = new Map(Object.entries(params ?? {}))
  return path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(named.get(name))),
  )
}

function searchOf(query: object | undefined): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined && value !== null && value !== '')
      for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one))
  const text = search.toString()
  return text ? `?${text}` : ''
}

function sentenceFor(status: number): string {
  if (status === 401) return '登录已失效，请重新登录。'
  if (status === 403) return '当前岗位无权办理。'
  if (status === 404) return '未找到。可能不在本岗位管辖范围内。'
  if (status === 409) return '内容已被他人更新，请核对后重新提交。'
  if (status === 429) return '操作过于频繁，请稍后再试。'
  return '系统未能完成办理，请稍后重试。'
}
