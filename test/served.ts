import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { Readable } from 'node:stream'
import { openFileStore, receiveUpload } from '#files/index.ts'
import { fixedClock, newId, rows, type Database, type Runner } from '#kernel/index.ts'
import { openJobs } from '#jobs/index.ts'
import { openJournal } from '#journal/index.ts'
import { loadLaw } from '#law/index.ts'
import { DEMO_PASSWORD, loadDemoDirectory, seedPlaces } from '#places/index.ts'
import { seedNotices, seedYears } from '#deadlines/index.ts'
import { channelsOf, openMessages } from '#messages/index.ts'
import {
  buildServer,
  changesOf,
  findMatter,
  LEDGERS,
  routesOf,
  WORKS,
  type Product,
} from '#app/index.ts'
import { react } from '../src/app/reactions.ts'
import { testDatabase } from './database.ts'

/** The product behind its HTTP faces on a database of its own, with the demonstration's people. */
export type Served = {
  readonly app: FastifyInstance
  readonly db: Database
  readonly product: Product
  readonly clock: ReturnType<typeof fixedClock>
  /** Somebody's browser, signed in once; `anew` signs in again, as after a night. */
  readonly as: (login: string, anew?: 'anew') => Promise<Caller>
  readonly close: () => Promise<void>
}

export type Reply = {
  readonly status: number
  readonly body: never
  readonly headers: Record<string, unknown>
}

/** A reply of which the test says what it holds. */
export type ReplyOf<T> = Reply & { readonly of?: T }

/** What a call answered; anything but success fails the test. */
export function answerOf<T>(reply: ReplyOf<T>): T {
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  return reply.body
}

/** Why a call was refused, in its own words; its status where it has none. */
export function no(reply: Reply): string {
  const told = reply.body as {
    refused?: string
    detail?: string
    errors?: { message: string }[]
  }
  const wrong = told.errors?.map(({ message }) => message).join('')
  return told.refused ?? wrong ?? told.detail ?? String(reply.status)
}

/** One signed-in person's browser. */
export type Caller = {
  readonly get: (url: string) => Promise<Reply>
  /** The bytes of a download. */
  readonly file: (url: string) => Promise<Buffer>
  readonly post: (url: string, body: unknown, headers?: Record<string, string>) => Promise<Reply>
}

/** Serves the product for one test file, on a migrated database if one is given; close it after. */
export async function served(
  start = '2026-03-02T02:00:00Z',
  given?: Database,
  messageSettings: unknown = {},
): Promise<Served> {
  const db = given ?? (await testDatabase())
  const clock = fixedClock(start)
  const dataDir = mkdtempSync(join(tmpdir(), 'bihuan-served-'))
  await seedYears(db.owner, await seedNotices())
  await seedPlaces(db)
  await loadLaw(db.owner, join(import.meta.dirname, '../law'), clock.now())
  await loadDemoDirectory(db, clock.now())
  const journal = await openJournal({ pool: db.owner, keysDir: join(dataDir, 'keys'), clock })
  const runner: Runner = { db, ledgers: LEDGERS, journal: journal.sink, clock, newId }
  const onFault = (error: unknown) => {
    throw error
  }
  const jobs = openJobs({ runner, dataDir, works: WORKS, onFault })
  const product = {
    dataDir,
    db,
    journal,
    runner,
    jobs,
    messages: openMessages(
      runner,
      channelsOf(messageSettings, () => clock.now()),
      findMatter,
    ),
    close: async () => undefined,
  } as unknown as Product
  const app = await buildServer({
    product,
    routes: await routesOf(product),
    perMinute: 1_000_000,
    signInsPerMinute: 1_000_000,
    changes: changesOf,
  })
  const callers = new Map<string, Promise<Caller>>()
  return {
    app,
    db,
    product,
    clock,
    as(login, anew) {
      const known = (anew ? undefined : callers.get(login)) ?? signIn(app, login)
      callers.set(login, known)
      return known
    },
    async close() {
      await app.close()
      await journal.sequencer.stop()
      await db.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function signIn(app: FastifyInstance, login: string): Promise<Caller> {
  const reply = await app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { login, password: DEMO_PASSWORD },
  })
  if (reply.statusCode !== 200) throw new Error(`${login}: ${reply.body}`)
  const cookie = reply.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const call = async (options: InjectOptions): Promise<Reply> => {
    const answer = await app.inject({ ...options, headers: { cookie, ...options.headers } })
    const json = (answer.headers['content-type'] ?? '').includes('json')
    return {
      status: answer.statusCode,
      body: (json ? JSON.parse(answer.body) : answer.body) as never,
      headers: answer.headers,
    }
  }
  return {
    get: (url) => call({ method: 'GET', url }),
    file: async (url) => (await app.inject({ method: 'GET', url, headers: { cookie } })).rawPayload,
    post: (url, body, headers = {}) =>
      call({
        method: 'POST',
        url,
        payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
        headers: { 'content-type': 'application/json', 'idempotency-key': newId(), ...headers },
      }),
  }
}

/** A file that somebody has handed in and not used yet, as an act attaches it. */
export async function handedIn(
  { product }: Served,
  login: string,
  file: { readonly bytes: Buffer; readonly name: string },
): Promise<{ readonly upload: string; readonly phase: 'other' }> {
  const { runner, dataDir, db } = product
  const [who] = await rows<{ account: string; person: string; org: string }>(
    db.owner,
    `select a.id as account, a.person_id as person, p.org_id as org
       from login_name l join account a on a.id = l.account_id
       join holding h on h.person_id = a.person_id join post p on p.id = h.post_id
      where l.login = $1`,
    [login],
  )
  const upload = await receiveUpload(
    { db: runner.db.app, store: await openFileStore(dataDir), now: runner.clock.now() },
    who as never,
    { filename: file.name, stream: Readable.from([file.bytes]) },
    { declaredUnclassified: true, position: 'none' },
  )
  assert.ok('id' in upload)
  return { upload: upload.id, phase: 'other' }
}

/** Takes up everything that follows from the acts so far, and what follows from that. */
export async function follow({ product }: Served): Promise<void> {
  while ((await react(product.runner)) > 0);
}

/** Where the material of others lies that some tests try the product on; absent on most machines. */
export function sharedFolder(): string {
  return process.env.BIHUAN_SHARED ?? join(import.meta.dirname, '../../shared')
}
