import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import multipart from '@fastify/multipart'
import fastify from 'fastify'
import { openJournal } from '#journal/index.ts'
import { fixedClock, isRefusal, newId, perform, scoped, scopeOf } from '#kernel/index.ts'
import type { Actor, Command, Download, Outcome, Route, Runner } from '#kernel/index.ts'
import { testDatabase } from '../../test/database.ts'
import * as files from './index.ts'
import { makeDocx, makePhoto } from './trial.ts'

const db = await testDatabase()
const folder = await mkdtemp(join(tmpdir(), 'bihuan-files-'))
const store = await files.openFileStore(folder)
const clock = fixedClock('2026-11-23T02:00:00Z')
const journal = await openJournal({ pool: db.owner, keysDir: join(folder, 'keys'), clock })
const ledgers = new Map([['evidence', files.EVIDENCE]])
const runner: Runner = { db, ledgers, journal: { ...journal.sink, wake() {} }, clock, newId }
after(async () => {
  await db.close()
  await rm(folder, { recursive: true })
})

function actorAt(place: string): Actor {
  const id = { account: newId(), person: newId(), post: newId(), org: newId() }
  return { ...id, role: 'inspector', scope: scopeOf(place), onBehalfOf: null, demo: true }
}
const inspector = actorAt('980121')
const neighbour = actorAt('980122')

async function receive(
  bytes: Buffer,
  { actor = inspector, position = 'none', declared = true } = {},
) {
  const upload = { filename: '现场.jpg', stream: Readable.from([bytes]) }
  const said = { declaredUnclassified: declared, position }
  return files.receiveUpload({ db: db.app, store, now: clock.now() }, actor, upload, said)
}

async function uploaded(bytes: Buffer, given: Parameters<typeof receive>[1] = {}) {
  const view = await receive(bytes, given)
  assert.ok(!isRefusal(view), JSON.stringify(view))
  return view
}

type Input = { subject: files.Subject; attachments: files.Attachment[]; forbid?: string }

/** An act that hands in evidence, as the acts of findings do; `forbid` refuses it afterwards. */
const HAND_IN: Command<Input, files.Attached[]> = {
  act: 'test.hand-in',
  version: 1,
  load: (client, { subject, attachments }, at) =>
    files.loadAttachments(client, attachments, subject, at),
  decide(attached, { subject, forbid }, at) {
    if (forbid) return { refused: forbid, clause: 'test#1' }
    const owner = { org: at.actor.org, party: null, demo: true }
    const effects = files.evidenceEffects(attached, subject, owner, at)
    if (isRefusal(effects)) return effects
    const ids = effects.map(({ id }) => id)
    const { jur, kind, id } = subject
    return { jur, subject: { kind, id }, effects, basis: [], inputs: {}, decision: {}, answer: ids }
  },
}

function finding(number: string | null = null, jur = '980121'): files.Subject {
  return { jur, kind: 'finding', id: newId(), number }
}

async function handIn(
  subject: files.Subject,
  attachment: files.Attachment,
  { actor = inspector, forbid }: { actor?: Actor; forbid?: string } = {},
): Promise<Outcome> {
  const input = { subject, attachments: [attachment], ...(forbid && { forbid }) }
  return perform(runner, HAND_IN, input, { actor, key: newId() })
}

test('an upload is staged, handed in and read back within its place only', async () => {
  const view = await uploaded(await makePhoto(11))
  assert.deepEqual([view.firstUse, view.name, view.width], [true, '现场.jpg', 64])
  const subject = finding('青杨县〔2026〕0011号')
  const outcome = await handIn(subject, { upload: view.id, phase: 'before', note: '配电箱' })
  assert.ok('done' in outcome)
  const [id] = outcome.done as string[]
  const read = (actor: Actor) =>
    scoped(db.app, actor.scope, (client) => files.findEvidence(client, actor.scope, id!))
  assert.deepEqual(
    [(await read(inspector))?.hash, (await read(inspector))?.note],
    [view.hash, '配电箱'],
  )
  assert.equal(await read(neighbour), undefined)
  const listed = await scoped(db.app, inspector.scope, (client) =>
    files.evidenceOf(client, subject),
  )
  assert.deepEqual(
    listed.map(({ id: one }) => one),
    [id],
  )
  assert.ok(await store.verify(view.hash))
  const again = await uploaded(await makePhoto(11))
  assert.deepEqual([again.firstUse, again.uses[0]?.number], [false, '青杨县〔2026〕0011号'])
  const there = await uploaded(await makePhoto(11), { actor: neighbour })
  assert.deepEqual([there.firstUse, there.uses[0]?.number], [false, null])
})

test('the upload of another account is not there', async () => {
  const view = await uploaded(await makePhoto(12))
  const outcome = await handIn(
    finding(null, '980122'),
    { upload: view.id, phase: 'before' },
    { actor: neighbour },
  )
  assert.ok(isRefusal(outcome))
  assert.match(outcome.refused, /不是由您上传/)
})

test('of two acts at once with one photo of after, one is refused', async () => {
  for (let round = 0; round < 5; round += 1) {
    const photo = await makePhoto(100 + round)
    const [one, two] = await Promise.all([uploaded(photo), uploaded(photo, { position: 'photo' })])
    assert.notEqual(one.hash, two.hash)
    const outcomes = await Promise.all([
      handIn(finding(), { upload: one.id, phase: 'after' }),
      handIn(finding(), { upload: two.id, phase: 'after' }),
    ])
    const refused = outcomes.filter(isRefusal)
    assert.equal(refused.length, 1)
    assert.match(refused[0]!.refused, /整改后照片/)
  }
})

test('of two acts at once with one document, the second is asked for a reason', async () => {
  const document = makeDocx('整改方案')
  const one = await uploaded(document)
  const two = await uploaded(document)
  const other = finding()
  const outcomes = await Promise.all([
    handIn(finding(), { upload: one.id, phase: 'other' }),
    handIn(other, { upload: two.id, phase: 'other' }),
  ])
  assert.equal(outcomes.filter(isRefusal).length, 1)
  const three = await uploaded(document)
  const reasoned = { upload: three.id, phase: 'other', reuseReason: '两处适用同一方案' } as const
  assert.ok('done' in (await handIn(finding(), reasoned)))
})

test('one upload cannot be handed in twice at once', async () => {
  const view = await uploaded(await makePhoto(200))
  const outcomes = await Promise.all([
    handIn(finding(), { upload: view.id, phase: 'before' }),
    handIn(finding(), { upload: view.id, phase: 'before' }),
  ])
  const refused = outcomes.filter(isRefusal)
  assert.equal(refused.length, 1)
  assert.match(refused[0]!.refused, /已经随其他事项提交/)
})

test('the registry itself holds one photo of after once, without any lock', async () => {
  const base = { essence: 'one', subjectKind: 'finding', phase: 'after', photo: true } as const
  const use = (photo: boolean) => {
    const rest = { jur: '980121', number: null, at: clock.now() }
    return { ...base, ...rest, photo, subjectId: newId() }
  }
  await files.claimUses(db.app, [use(true), use(true), use(false), use(false)])
  const kept = await files.usesOf(db.app, ['one'])
  assert.equal(kept.filter(({ photo }) => photo).length, 1)
  assert.equal(kept.filter(({ photo }) => !photo).length, 2)
})

test('a refused act leaves its evidence unused', async () => {
  const view = await uploaded(await makePhoto(201))
  const subject = finding()
  assert.ok(isRefusal(await handIn(subject, { upload: view.id, phase: 'after' }, { forbid: '不' })))
  assert.ok('done' in (await handIn(finding(), { upload: view.id, phase: 'after' })))
})

test('a number given later is named', async () => {
  const subject = finding()
  const view = await uploaded(await makePhoto(202))
  await handIn(subject, { upload: view.id, phase: 'before' })
  await files.numberUses(db.app, subject, '青杨县〔2026〕0202号')
  assert.equal((await uploaded(await makePhoto(202))).uses[0]?.number, '青杨县〔2026〕0202号')
})

test('what is refused leaves neither a file nor a row', async () => {
  const count = async () => (await db.owner.query('select 1 from evidence_upload')).rowCount
  const rowsBefore = await count()
  const refusedDeclaration = await receive(await makePhoto(203), { declared: false })
  assert.ok(isRefusal(refusedDeclaration))
  assert.equal(refusedDeclaration.clause, 'bihuan-house-rules#15')
  const refusedScript = await receive(Buffer.from('#!/bin/sh'))
  assert.ok(isRefusal(refusedScript))
  assert.match(refusedScript.refused, /按内容判断/)
  assert.equal(await count(), rowsBefore)
  assert.deepEqual(await readdir(join(folder, 'files/tmp')), [])
})

test('a file that was changed on disk is found out', async () => {
  const { hash } = await uploaded(makeDocx('核对'))
  assert.ok(await store.verify(hash))
  const hashes: string[] = []
  for await (const one of store.list()) hashes.push(one)
  assert.ok(hashes.includes(hash))
  await rm(join(folder, 'files', hash.slice(0, 2), hash.slice(2, 4), hash))
  await writeFile(join(folder, 'files', hash.slice(0, 2), hash.slice(2, 4), hash), 'other')
  assert.equal(await store.verify(hash), false)
})

test('uploads that nobody handed in are swept', async () => {
  const view = await uploaded(await makePhoto(204))
  await db.owner.query(`update evidence_upload set created_at = '2026-01-01' where id = $1`, [
    view.id,
  ])
  assert.equal(await files.sweepUploads(db.app, '2026-02-01'), 1)
})

const routes = new Map(files.fileRoutes(store).map((route) => [route.face.path, route]))

function call(actor: Actor, upload?: files.Upload) {
  const reply = { header() {}, session() {}, link() {} }
  const request = { ip: '127.0.0.1', session: null, link: null, origin: null, ifNoneMatch: null }
  return { runner, actor, key: newId(), request, reply, ...(upload && { upload }) }
}

async function ask(path: string, given: object, actor: Actor, upload?: files.Upload) {
  const route = routes.get(path) as Route
  const all = { params: {}, query: {}, body: {}, ...given }
  return route.handle(all as never, call(actor, upload))
}

test('a form over HTTP becomes an upload; content and preview come back safe', async () => {
  const app = fastify()
  await app.register(multipart, { limits: files.MULTIPART_LIMITS })
  app.route({
    method: 'POST',
    url: '/upload',
    async handler(request) {
      const form = await files.readForm(request)
      const body = files.uploadEvidence.body.parse(form?.fields ?? {})
      return ask('/api/evidence', { body }, inspector, form?.upload)
    },
  })
  const send = async (fields: Record<string, string>, bytes: Buffer | null) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    if (bytes) form.append('file', new Blob([new Uint8Array(bytes)]), '现场照片.jpg')
    const response = new Response(form)
    const headers = { 'content-type': response.headers.get('content-type')! }
    const payload = Buffer.from(await response.arrayBuffer())
    return (await app.inject({ method: 'POST', url: '/upload', headers, payload })).json()
  }
  const photo = await makePhoto(300)
  const view = await send({ declaredUnclassified: 'true', position: '34.1,114.2' }, photo)
  assert.deepEqual([view.name, view.position], ['现场照片.jpg', '34.1,114.2'])
  assert.match((await send({}, photo)).refused, /涉密/)
  assert.equal((await send({ declaredUnclassified: 'true' }, null)).problem.status, 400)
  const admin = { ...inspector, role: 'system_admin' }
  const stream = Readable.from([photo])
  const body = { declaredUnclassified: 'true', position: 'none' }
  const refused = await ask('/api/evidence', { body }, admin, { filename: 'a.jpg', stream })
  assert.ok(isRefusal(refused))
  assert.match(refused.refused, /本岗位不办理事项/)
  const large = await send({ declaredUnclassified: 'true' }, Buffer.alloc(files.MOST_BYTES + 9))
  assert.match(large.refused, /50 MB/)
  await app.close()
  await handedOut(view.id)
})

async function handedOut(upload: string): Promise<void> {
  const outcome = await handIn(finding(), { upload, phase: 'before' })
  assert.ok('done' in outcome)
  const params = { id: (outcome.done as string[])[0]! }
  const content = (await ask('/api/evidence/{id}/content', { params }, inspector)) as Download
  const { headers } = content.download
  assert.match(headers['content-disposition']!, /^attachment; .*filename\*=UTF-8''%E7%8E%B0/)
  assert.match(headers['content-security-policy']!, /sandbox/)
  assert.equal(headers['x-content-type-options'], 'nosniff')
  for await (const _ of content.download.body as Readable);
  await rm(join(folder, 'previews'), { recursive: true })
  const query = { size: 'small' }
  const path = '/api/evidence/{id}/preview'
  const preview = (await ask(path, { params, query }, inspector)) as Download
  assert.equal(preview.download.headers['content-type'], 'image/webp')
  for (const each of ['/api/evidence/{id}', '/api/evidence/{id}/content', path]) {
    assert.match(
      JSON.stringify(await ask(each, { params, query }, neighbour)),
      /"status":404/,
      each,
    )
  }
  const bad = { id: '../../secret' }
  assert.match(JSON.stringify(await ask('/api/evidence/{id}', { params: bad }, inspector)), /404/)
}
