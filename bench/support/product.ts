import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { newId } from '#kernel/index.ts'
import { openStore } from '#kernel/store/index.ts'
import { DEMO_PASSWORD } from '#places/index.ts'
import { cpuOf, cpuOfServer, postmasterOf } from './processes.ts'
import { Wire, type Reply } from './wire.ts'

export const ROOT = resolve(import.meta.dirname, '../..')

/** The product as its users run it: a process of its own with the PostgreSQL it starts. */
export type Serving = {
  readonly url: string
  readonly process: ChildProcess
  readonly dataDir: string
  /** How to reach its database as the owner. */
  readonly database: string
  readonly postmaster: number
  readonly cpu: () => { readonly server: number; readonly postgres: number }
  readonly stop: () => Promise<void>
}

export type Started = {
  readonly process: ChildProcess
  readonly url: string
  /** From the start of the process to its first answer to a request. */
  readonly answeredMs: number
  readonly stop: () => Promise<void>
}

/** Starts the server on a data folder and waits for its first answer. */
export async function startServer(dataDir: string): Promise<Started> {
  const port = await freePort()
  const env: NodeJS.ProcessEnv = { ...process.env, BIHUAN_DATA: dataDir, PORT: String(port) }
  delete env.DATABASE_URL
  env.BIHUAN_PER_MINUTE = '100000000'
  const begun = performance.now()
  const child = spawn(process.execPath, ['src/app/main.ts', 'serve'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  await said(child, '闭环已启动')
  const wire = await Wire.open(url)
  const reply = await wire.ask('GET', '/api/health')
  const answeredMs = performance.now() - begun
  wire.close()
  if (reply.status !== 200) throw new Error(`health: ${reply.status}`)
  return { process: child, url, answeredMs, stop: () => stopped(child) }
}

/** Starts the product on a folder of its own, or a given one, and opens its store beside it. */
export async function serveProduct(given?: string): Promise<Serving> {
  const dataDir = given ?? mkdtempSync(join(tmpdir(), 'bihuan-bench-'))
  const started = await startServer(dataDir)
  const store = await openStore({ dataDir, purpose: 'command' })
  const postmaster = await postmasterOf(store.url)
  const { pid = 0 } = started.process
  return {
    url: started.url,
    process: started.process,
    dataDir,
    database: store.url,
    postmaster,
    cpu: () => ({ server: cpuOf(pid), postgres: cpuOfServer(postmaster) }),
    async stop() {
      await store.close()
      await started.stop()
      if (!given) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function said(child: ChildProcess, words: string): Promise<void> {
  let text = ''
  for await (const chunk of child.stdout!.iterator({ destroyOnReturn: false })) {
    text += String(chunk)
    if (text.includes(words)) {
      child.stdout!.resume()
      return
    }
  }
  throw new Error(`the server ended: ${text}`)
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

/** One connection of one signed-in person. */
export type Person = {
  readonly get: (path: string) => Promise<Reply>
  readonly post: (path: string, body: unknown) => Promise<Reply>
  readonly close: () => void
}

/** Signs in once and answers the session's cookie. */
export async function signIn(url: string, login: string): Promise<string> {
  const wire = await Wire.open(url)
  const reply = await wire.ask('POST', '/api/session', { login, password: DEMO_PASSWORD })
  wire.close()
  const cookie = /\r\nset-cookie: ([^;\r]+)/i.exec(reply.head)?.[1]
  if (reply.status !== 200 || !cookie)
    throw new Error(`${login}: ${reply.status} ${reply.body.toString()}`)
  return cookie
}

/** A connection that acts under a session; every answer but 200 is an error. */
export async function person(url: string, cookie: string): Promise<Person> {
  const wire = await Wire.open(url)
  const good = (reply: Reply): Reply => {
    if (reply.status === 200) return reply
    throw new Error(`${reply.status} ${reply.body.toString()}`)
  }
  return {
    get: async (path) => good(await wire.ask('GET', path, undefined, { cookie })),
    post: async (path, body) =>
      good(await wire.ask('POST', path, body, { cookie, 'idempotency-key': newId() })),
    close: () => wire.close(),
  }
}

/** The URL of another database of the same server. */
export function databaseNamed(url: string, name: string): string {
  return url.replace(/\/[^/]*$/, `/${name}`)
}

/** Makes a database anew on the same server, empty or as a copy. */
export async function freshDatabase(
  url: string,
  name: string,
  template = 'template0',
): Promise<string> {
  const client = new pg.Client({ connectionString: databaseNamed(url, 'postgres') })
  await client.connect()
  await client.query(`drop database if exists ${name} with (force)`)
  await client.query(`create database ${name} template ${template} encoding 'UTF8'`)
  await client.end()
  return databaseNamed(url, name)
}
