/** What an issued notice keeps: its figures, the records behind each, its Word file and its entries. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readDocx } from '../../test/docx.ts'
import { answerOf } from '../../test/served.ts'
import { judgeNoticeAgain } from './notice-replay.ts'
import type { NoticeMoved } from './notice-words.ts'
import { ledgerCount, openTrial, type Shown } from './trial.ts'

const { product, act, register, propose, issue } = await openTrial()
after(() => product.close())

let march: NoticeMoved
before(async () => {
  const remark = '请抓紧整改。\n按期报送。'
  const proposed = answerOf<NoticeMoved>(await propose('qy.anwei', { remark }))
  march = answerOf<NoticeMoved>(await issue('qy.anwei.zr', proposed))
})

type Moved = { id: string; revision: number }

test('an issued notice keeps its figures while the ledger moves on', async () => {
  const clerk = await product.as('qy.anwei')
  const at = `/api/notices/${march.id}`
  const before = (await clerk.get(at)).body as Shown
  const open = before.content.figures.find(({ key }) => key === 'open')!
  const moved = await register({ title: '签发后新发现', foundOn: '2026-03-31' })
  assert.ok((await ledgerCount(clerk, open)) > open.count)
  const after = (await clerk.get(at)).body as Shown
  assert.deepEqual(after.content, before.content)
  const figure = (await clerk.get(`${at}/figures?key=open`)).body as {
    records: { id: string; title: string; before: string; now: string }[]
    hidden: number
  }
  assert.equal(figure.records.length, open.count)
  assert.equal(figure.hidden, 0)
  assert.ok(figure.records.every(({ id }) => id !== moved.id))
  const { id } = figure.records.find(({ title }) => title === '安全出口堆放杂物')!
  const { revision } = (await clerk.get(`/api/findings/${id}`)).body as Moved
  await act('qy.anwei', `/${id}/void`, { revision, note: '复核后作废（演示）。' })
  const later = (await clerk.get(`${at}/figures?key=open`)).body as typeof figure
  assert.deepEqual(
    later.records.find((record) => record.id === id),
    { ...figure.records.find((record) => record.id === id), now: '已作废' },
  )
  const missing = await clerk.get(`${at}/figures?key=nothing`)
  assert.equal(missing.status, 404)
})

test('every figure of an issued notice has as many records behind it as it says', async () => {
  const clerk = await product.as('qy.anwei')
  const at = `/api/notices/${march.id}`
  const { content } = (await clerk.get(at)).body as Shown
  for (const { key, count } of content.figures) {
    const reply = await clerk.get(`${at}/figures?key=${encodeURIComponent(key)}`)
    assert.equal((reply.body as { records: unknown[] }).records.length, count, key)
  }
})

test('the Word file opens without repair and says every figure', async () => {
  const clerk = await product.as('qy.anwei')
  const reply = await product.app.inject({
    method: 'GET',
    url: `/api/notices/${march.id}/document`,
    headers: { cookie: await cookieOf('qy.anwei') },
  })
  assert.equal(reply.statusCode, 200)
  const { paragraphs, problems } = await readDocx(reply.rawPayload)
  assert.deepEqual(problems, [])
  const text = paragraphs.join('\n')
  const { content } = (await clerk.get(`/api/notices/${march.id}`)).body as Shown
  for (const { paragraphs: lines } of content.sections) {
    for (const parts of lines) {
      const line = parts.map((part) => (typeof part === 'string' ? part : part.show)).join('')
      assert.ok(text.includes(line), line)
    }
  }
  const cells = content.sections.flatMap(({ table }) => table?.rows ?? [])
  for (const { label, cells: values } of cells) {
    const row = [label, ...values.map((part) => (typeof part === 'string' ? part : part.show))]
    assert.ok(text.includes(row.join('\n')), row.join(' '))
  }
  assert.ok(text.includes(march.number!))
  assert.ok(text.includes('按期报送。'))
  assert.ok(!/[{}]/.test(text), 'a tag was left')
})

test('every figure in the Word file leads to the list of its records', async () => {
  const clerk = await product.as('qy.anwei')
  const reply = await product.app.inject({
    method: 'GET',
    url: `/api/notices/${march.id}/document`,
    headers: { cookie: await cookieOf('qy.anwei') },
  })
  const { parts, problems } = await readDocx(reply.rawPayload)
  assert.deepEqual(problems, [])
  const relations = parts.get('word/_rels/document.xml.rels') ?? ''
  const targets = new Map(
    [...relations.matchAll(/<Relationship [^>]*>/g)].map(([one]) => [
      /Id="([^"]+)"/.exec(one)?.[1],
      /Target="([^"]+)"/.exec(one)?.[1],
    ]),
  )
  const document = parts.get('word/document.xml') ?? ''
  const links = [...document.matchAll(/<w:hyperlink[^>]* r:id="([^"]+)".*?<\/w:hyperlink>/gs)].map(
    ([whole, id]) => ({ target: targets.get(id) ?? '', text: whole.replaceAll(/<[^>]*>/g, '') }),
  )
  const { content } = (await clerk.get(`/api/notices/${march.id}`)).body as Shown
  const shown = content.sections
    .flatMap(({ paragraphs, table }) => [
      ...paragraphs.flat(),
      ...(table?.rows.flatMap(({ cells }) => cells) ?? []),
    ])
    .filter((part) => typeof part !== 'string')
  assert.ok(shown.length > 40, String(shown.length))
  assert.deepEqual(
    links.map(({ text }) => text),
    shown.map(({ show }) => show),
  )
  const counts = new Map(content.figures.map(({ key, count }) => [key, count]))
  for (const [index, { target }] of links.entries()) {
    const { host, pathname, search } = new URL(target)
    assert.equal(host, 'localhost')
    assert.equal(pathname, `/notices/${march.id}/figures`)
    const opened = (await clerk.get(`/api${pathname}${search}`)).body as { records: unknown[] }
    assert.equal(opened.records.length, counts.get(shown[index]!.figure), target)
  }
  assert.ok(!document.includes('"Hyperlink"'), 'a figure looks like the text around it')
})

async function cookieOf(login: string): Promise<string> {
  const { DEMO_PASSWORD } = await import('#places/index.ts')
  const reply = await product.app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { login, password: DEMO_PASSWORD },
  })
  return reply.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}

test('the journal holds the figures, agrees with the ledger, and the signature is judged again', async () => {
  while ((await product.product.journal.sequencer.run()) > 0);
  const { rows } = await product.db.owner.query<{ leaf: Buffer; act: string }>(
    `select leaf, act from journal_entry where subject_id = $1 order by idx`,
    [march.id],
  )
  assert.deepEqual(
    rows.map(({ act }) => act),
    ['notice.propose', 'notice.issue'],
  )
  const entry = JSON.parse(rows[1]!.leaf.toString('utf8')) as {
    inputs: object
    effects: { set: { figures?: Record<string, number>; snapshotHash?: string } }[]
  }
  const set = entry.effects[0]!.set
  const { content } = (await (await product.as('qy.anwei')).get(`/api/notices/${march.id}`))
    .body as Shown
  assert.deepEqual(set.figures, Object.fromEntries(content.figures.map((f) => [f.key, f.count])))
  assert.match(set.snapshotHash ?? '', /^[0-9a-f]{64}$/)
  const kept = await product.db.owner.query('select mime from evidence_file where hash = $1', [
    set.snapshotHash,
  ])
  assert.deepEqual(kept.rows, [{ mime: 'application/json' }], 'backups carry what is registered')
  assert.equal(judgeNoticeAgain('notice.issue', entry.inputs), null)
  const { facts, viewer } = entry.inputs as { facts: object; viewer: { person: string } }
  const own = { ...entry.inputs, facts: { ...facts, proposedPerson: viewer.person } }
  assert.match(judgeNoticeAgain('notice.issue', own)?.refused ?? '', /拟办人以外/)
  const { separate: _, ...before } = own.facts as { separate?: boolean }
  assert.equal(judgeNoticeAgain('notice.issue', { ...own, facts: before }), null)
  const other = { ...entry.inputs, signers: ['leader'] }
  assert.match(judgeNoticeAgain('notice.issue', other)?.refused ?? '', /负责人签发/)
})
