/** What the tests of links share: an office that makes them, and browsers without an account. */
import assert from 'node:assert/strict'
import { newId } from '#kernel/index.ts'
import { verifyDeployment } from '#journal/index.ts'
import { demoId, DEMO_SHOP } from '#places/index.ts'
import type { PaperMoved } from '#papers/words.ts'
import { answerOf, type Caller, type Reply, type Served } from '../../test/served.ts'
import { LEDGERS } from '../app/index.ts'
import type { LinkList, LinkMade, LinkMatter, LinkRow } from './words.ts'

export type Guest = {
  readonly cookie: () => string
  readonly post: (path: string, body: object) => Promise<Reply>
  readonly get: (path: string) => Promise<Reply>
  readonly upload: (name: string, bytes: Buffer) => Promise<Reply>
}

/** A browser of somebody without an account. */
export function guest({ app }: Served): Guest {
  let cookie = ''
  const send = async (options: object): Promise<Reply> => {
    const answer = await app.inject({ ...options } as never)
    const set = answer.cookies.find(({ name }) => name === 'bihuan_link')
    if (set) {
      assert.equal(set.path, '/api/link/')
      assert.equal(set.httpOnly, true)
      assert.equal(set.sameSite, 'Strict')
      cookie = `bihuan_link=${set.value}`
    }
    const json = (answer.headers['content-type'] ?? '').includes('json')
    const body = (json ? JSON.parse(answer.body) : answer.body) as never
    return { status: answer.statusCode, body, headers: answer.headers }
  }
  return {
    cookie: () => cookie,
    post: (url, payload) =>
      send({ method: 'POST', url, payload, headers: { cookie, 'idempotency-key': newId() } }),
    get: (url) => send({ method: 'GET', url, headers: { cookie } }),
    async upload(name, bytes) {
      const form = new FormData()
      form.append('declaredUnclassified', 'true')
      form.append('file', new Blob([new Uint8Array(bytes)]), name)
      const response = new Response(form)
      return send({
        method: 'POST',
        url: '/api/link/evidence',
        headers: { cookie, 'content-type': response.headers.get('content-type')! },
        payload: Buffer.from(await response.arrayBuffer()),
      })
    },
  }
}

/** A task sent to a body, the village's shop unless another is named. */
export async function sentTask(office: Caller, org = DEMO_SHOP): Promise<PaperMoved> {
  const drafted = answerOf<{ tasks: PaperMoved[] }>(
    await office.post('/api/tasks', {
      title: '报送用火用电安全情况',
      content: '检查用火用电，报送检查情况和照片。',
      dueOn: '2026-03-12',
      to: [{ org: demoId(org) }],
    }),
  )
  const { id, revision } = drafted.tasks[0]!
  return answerOf<PaperMoved>(await office.post(`/api/tasks/${id}/dispatch`, { revision }))
}

export const RECEIVER = { name: '钱小满（演示）', phone: '13800000001' }

export async function madeLink(
  office: Caller,
  matter: string,
  kind = 'office_task',
): Promise<LinkMade & { readonly token: string }> {
  const made = answerOf<LinkMade>(await office.post('/api/links', { kind, matter, ...RECEIVER }))
  assert.match(made.token ?? '', /^[A-Za-z0-9_-]{32}$/)
  return { ...made, token: made.token! }
}

export async function linksAt(by: Caller, matter: string, kind = 'office_task') {
  return answerOf<LinkList>(await by.get(`/api/links?kind=${kind}&matter=${matter}`))
}

export async function theLink(by: Caller, matter: string, kind?: string): Promise<LinkRow> {
  const { rows } = await linksAt(by, matter, kind)
  return rows[0]!
}

/** Shows the code as the office does that reads it out. */
export async function codeFor(office: Caller, matter: string, kind?: string): Promise<string> {
  const { id } = await theLink(office, matter, kind)
  const shown = answerOf<{ code: string }>(await office.post(`/api/links/${id}/code`, {}))
  assert.match(shown.code, /^\d{6}$/)
  return shown.code
}

/** Opens the link in this browser with a fresh code. */
export async function entered(
  by: Guest,
  { office, matter, token, kind }: { office: Caller; matter: string; token: string; kind?: string },
): Promise<void> {
  answerOf(await by.post('/api/link/opening', { token }))
  answerOf(await by.post('/api/link/code', { token }))
  answerOf(await by.post('/api/link/session', { token, code: await codeFor(office, matter, kind) }))
}

export async function matterOf(by: Guest): Promise<LinkMatter> {
  return answerOf<LinkMatter>(await by.get('/api/link/matter'))
}

/** The journal holds what was done by links, and equals the ledgers. */
export async function journalAgrees({ product, db }: Served): Promise<void> {
  await product.journal.sequencer.drain()
  const report = await verifyDeployment({
    pool: db.owner,
    ledgers: LEDGERS.values(),
    keysDir: `${product.dataDir}/keys`,
  })
  assert.deepEqual(report.problems, [])
}
