import type { Actor, Outcome, Runner } from './command.ts'
import type { Answer, Face, Given } from './faces.ts'

/** What a handler may use: the product's machinery, and who asks (null: not signed in). */
export type Call = {
  readonly runner: Runner
  readonly actor: Actor | null
  /** The submission's idempotency key, from the request's header. */
  readonly key: string
  readonly request: {
    readonly ip: string
    readonly session: string | null
    /** What the browser holds of a link that leads to one matter; open to the faces of links only. */
    readonly link: string | null
    /** Where the product is reached, https://host:port; null where the request does not say. */
    readonly origin: string | null
    /** The version of a file that the caller already has, as its ETag named it. */
    readonly ifNoneMatch: string | null
  }
  readonly reply: {
    header(name: string, value: string): void
    /** Sets or clears the session cookie. */
    session(token: string | null): void
    /** Sets the cookie of a link, which goes to the faces of links and nowhere else. */
    link(token: string): void
  }
}

/** A file or stream answered instead of JSON. */
export type Download = {
  readonly download: {
    /** 200 where it is left out; 304 where the caller already has it. */
    status?: number
    body: Buffer | NodeJS.ReadableStream
    headers: Record<string, string>
  }
}

export type Handled<F> = Answer<F> | Download | Problem | Outcome

/** One face with the code that serves it. */
export type Route = {
  readonly face: Face
  readonly open: boolean
  /** Requests that one address may make in a minute, where that is fewer than of other faces. */
  readonly perMinute?: number
  readonly handle: (given: never, call: Call) => Promise<unknown>
}

/** A clear no: what was wrong, by field where that is known. */
export type Problem = {
  readonly problem: {
    readonly status: number
    readonly title: string
    readonly detail?: string
    readonly clause?: string
    readonly errors?: readonly { readonly field: string; readonly message: string }[]
  }
}

/** Makes a problem answer. */
export function problem(
  status: number,
  title: string,
  more: Omit<Problem['problem'], 'status' | 'title'> = {},
): Problem {
  return { problem: { status, title, ...more } }
}

/** What every page of the product answers for what is not there or not yours. */
export const notFound = problem(404, '未找到')

/** Serves a face to signed-in actors. */
export function serve<F extends Face>(face: F) {
  return (
    handler: (given: Given<F>, call: Call & { readonly actor: Actor }) => Promise<Handled<F>>,
  ): Route => ({ face, open: false, handle: handler as Route['handle'] })
}

/** Serves a face to everybody, signed in or not. */
export function serveOpen<F extends Face>(face: F) {
  return (handler: (given: Given<F>, call: Call) => Promise<Handled<F>>): Route => ({
    face,
    open: true,
    handle: handler,
  })
}
