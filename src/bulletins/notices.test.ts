/** The way of a notice: its draft, its one signature and number, its correction and its readers. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Caller } from '../../test/served.ts'
import type { Figure, NoticeContent, NoticeMoved } from './notice-words.ts'
import { ledgerCount, openTrial, type Shown } from './trial.ts'

const { product, propose, issue } = await openTrial()
after(() => product.close())

async function draft(login = 'qy.anwei', query = 'kind=month&on=2026-03-15') {
  const reply = await (await product.as(login)).get(`/api/notices/draft?${query}`)
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  return reply.body as { content: NoticeContent; standing: { id: string } | null }
}

const countOf = ({ figures }: NoticeContent, key: string) =>
  figures.find((figure) => figure.key === key)?.count

test('every figure of a draft equals the records that its filter opens', async () => {
  const clerk = await product.as('qy.anwei')
  const { content } = await draft()
  assert.equal(countOf(content, 'found'), 5)
  assert.equal(countOf(content, 'foundMajor'), 1)
  assert.equal(countOf(content, 'handed'), 2)
  assert.equal(countOf(content, 'closed'), 1)
  assert.equal(countOf(content, 'open'), 4)
  assert.ok(content.figures.length > 30, String(content.figures.length))
  for (const figure of content.figures) {
    assert.equal(await ledgerCount(clerk, figure), figure.count, figure.key)
  }
})

test('a department speaks of the sectors that it answers for', async () => {
  const { content } = await draft('qy.yingji')
  assert.equal(countOf(content, 'found'), 4, 'the one about fire is another department’s')
  const found = content.figures.find(({ key }) => key === 'found')!
  assert.equal(found.filter['sector'], 'mining,chemicals,industry_trade,other')
  assert.equal(await ledgerCount(await product.as('qy.yingji'), found), 4)
})

test('what is written names the figures and nothing else', async () => {
  const { content } = await draft()
  const known = new Set(content.figures.map(({ key }) => key))
  const parts = content.sections.flatMap(({ paragraphs, table }) => [
    ...paragraphs.flat(),
    ...(table?.rows.flatMap(({ cells }) => cells) ?? []),
  ])
  for (const part of parts) if (typeof part !== 'string') assert.ok(known.has(part.figure))
  const text = parts.map((part) => (typeof part === 'string' ? part : part.show)).join('')
  assert.match(text, /共发现问题隐患5条，其中重大隐患1条/)
  assert.match(text, /销号率20%（1\/5）/)
})

test('a notice is proposed when its time is over, by those who draw up notices', async () => {
  const early = await propose('qy.anwei', { on: '2026-04-15' })
  assert.equal(early.status, 409)
  assert.match((early.body as { refused: string }).refused, /最早为2026年4月30日/)
  const firm = await propose('qiye')
  assert.equal(firm.status, 409)
  assert.equal((firm.body as { clause: string }).clause, 'bihuan-house-rules#14')
  const look = await (await product.as('qiye')).get('/api/notices/draft?kind=month&on=2026-03-15')
  assert.equal(look.status, 409)
})

let march: NoticeMoved

test('only the head of the office signs, once, and the number is given then', async () => {
  const proposed = await propose('qy.anwei', { remark: '请抓紧整改。\n按期报送。' })
  assert.equal(proposed.status, 200, JSON.stringify(proposed.body))
  const row = proposed.body as NoticeMoved
  const desk = await (await product.as('qy.anwei.zr')).get('/api/desk')
  assert.match(JSON.stringify(desk.body), /2026年3月通报/)
  assert.equal((await issue('qy.anwei', row)).status, 409)
  assert.equal((await issue('anwei.zr', row)).status, 409)
  assert.equal((await issue('dl.anwei', row)).status, 404)
  const stale = await issue('qy.anwei.zr', { ...row, revision: 7 })
  assert.equal(stale.status, 409)
  const signed = await issue('qy.anwei.zr', row)
  assert.equal(signed.status, 200, JSON.stringify(signed.body))
  march = signed.body
  assert.match(march.number ?? '', /通报〔2026〕1号$/)
  const again = await issue('qy.anwei.zr', march)
  assert.match((again.body as { refused: string }).refused, /已经签发/)
})

test('who proposed a notice does not sign it, and is told who may', async () => {
  const own = (await propose('qy.anwei.zr', { on: '2025-10-01' })).body as NoticeMoved
  const refused = await issue('qy.anwei.zr', own)
  assert.equal(refused.status, 409)
  assert.match((refused.body as { refused: string }).refused, /拟办人以外的负责人签发/)
  const seen = (await (await product.as('qy.anwei.zr')).get(`/api/notices/${own.id}`)).body as Shown
  assert.equal(seen.separate, true)
  assert.ok(!seen.others.includes(seen.proposedBy ?? ''), seen.others.join())
})

test('a second notice for the same time names the one it corrects', async () => {
  const plain = await propose('qy.anwei')
  assert.match((plain.body as { refused: string }).refused, /已经印发，更正应当另行印发/)
  const wrong = await propose('qy.anwei', { on: '2026-02-01', corrects: march.id })
  assert.equal(wrong.status, 409)
  const row = (await propose('qy.anwei', { corrects: march.id })).body as NoticeMoved
  const signed = (await issue('qy.anwei.zr', row)).body as NoticeMoved
  assert.match(signed.number ?? '', /〔2026〕2号$/)
  const old = (await (await product.as('qy.anwei')).get(`/api/notices/${march.id}`)).body as Shown
  assert.equal(old.correctedBy?.id, signed.id)
  march = signed
})

test('two signatures at once get two numbers without a gap, and one time gets one notice', async () => {
  const january = (await propose('qy.anwei', { on: '2026-01-05' })).body as NoticeMoved
  const february = (await propose('qy.anwei', { on: '2026-02-05' })).body as NoticeMoved
  const twin = (await propose('qy.anwei', { on: '2026-02-06' })).body as NoticeMoved
  const replies = await Promise.all(
    [january, february, twin].map((row) => issue('qy.anwei.zr', row)),
  )
  const signed = replies.filter(({ status }) => status === 200)
  assert.equal(signed.length, 2, JSON.stringify(replies.map(({ body }) => body)))
  const numbers = signed.map(({ body }) => (body as NoticeMoved).number?.replace(/^.*〕/, ''))
  assert.deepEqual(
    numbers.toSorted((a, b) => (a! < b! ? -1 : 1)),
    ['3号', '4号'],
  )
  const last = (await propose('qy.anwei', { kind: 'quarter', on: '2026-02-06' })).body
  const quarter = (await issue('qy.anwei.zr', last)).body as NoticeMoved
  assert.match(quarter.number ?? '', /〔2026〕5号$/)
})

test('an issued notice is read below, as far as each reader sees', async () => {
  const township = await product.as('qy.zhen')
  const seen = await township.get(`/api/notices/${march.id}`)
  assert.equal(seen.status, 200)
  const figure = (await township.get(`/api/notices/${march.id}/figures?key=found`)).body as {
    records: unknown[]
    hidden: number
    figure: Figure
  }
  assert.equal(figure.records.length + figure.hidden, figure.figure.count)
  assert.ok(figure.hidden > 0, 'the finding at the county itself lies outside the township')
  const other = await (await product.as('dl.anwei')).get(`/api/notices/${march.id}`)
  assert.equal(other.status, 404)
  const firm = await product.as('qiye')
  assert.equal((await firm.get(`/api/notices/${march.id}`)).status, 200, 'open to the public')
  const within = { on: '2025-11-01', publicity: 'closed' }
  const closed = (await propose('qy.anwei', within)).body as NoticeMoved
  assert.equal((await issue('qy.anwei.zr', closed)).status, 200)
  assert.equal((await firm.get(`/api/notices/${closed.id}`)).status, 404)
  assert.equal((await township.get(`/api/notices/${closed.id}`)).status, 200)
  const waiting = (await propose('qy.anwei', { on: '2025-12-01' })).body as NoticeMoved
  assert.equal((await township.get(`/api/notices/${waiting.id}`)).status, 404)
  const list = (await township.get('/api/notices')).body as { rows: { state: string }[] }
  assert.ok(list.rows.length > 0 && list.rows.every(({ state }) => state === 'issued'))
  const back = await (
    await product.as('qy.anwei.zr')
  ).post(`/api/notices/${waiting.id}/voidance`, {
    revision: waiting.revision,
    reason: '数据待核（演示）。',
  })
  assert.equal(back.status, 200, JSON.stringify(back.body))
  const late = await issue('qy.anwei.zr', { ...waiting, revision: 2 })
  assert.match((late.body as { refused: string }).refused, /已经退回/)
})

test('what counts more findings than a request computes is made and signed as tasks', async () => {
  const { rows } = await product.db.owner.query<{ columns: string }>(
    `select string_agg(quote_ident(attname), ', ') as columns from pg_attribute
      where attrelid = 'finding'::regclass and attnum > 0 and not attisdropped
        and attgenerated = ''`,
  )
  const columns = rows[0]!.columns
  await product.db.owner.query(
    `insert into finding (${columns})
     select ${columns.replaceAll(/[^ ,]+/g, 'made.$&')} from (select * from finding where state = 'registered' limit 1) f,
       generate_series(1, 2100) n,
       jsonb_populate_record(null::finding, to_jsonb(f) || jsonb_build_object(
         'id', gen_random_uuid(), 'number', 'N' || n)) made`,
  )
  const clerk = await product.as('qy.anwei')
  const asked = { kind: 'month', on: '2026-03-15' } as const
  const drafted = await draft()
  assert.equal(drafted.content, null)
  const made = await task(clerk, '/api/notices/tasks', { ...asked, notice: null, as: 'page' })
  assert.equal(made.state, 'done', made.say)
  const { content } = (await clerk.get(`/api/jobs/${made.id}/file`)).body as {
    content: NoticeContent
  }
  const found = content.figures.find(({ key }) => key === 'found')!
  assert.ok(found.count > 2100)
  assert.equal(await ledgerCount(clerk, found), found.count)
  const firm = await (
    await product.as('qiye')
  ).post('/api/notices/tasks', { ...asked, notice: null, as: 'page' })
  assert.equal(firm.status, 409)
  const row = (await propose('qy.anwei', { corrects: march.id })).body as NoticeMoved
  const stranger = await (
    await product.as('dl.anwei')
  ).post('/api/notices/tasks', { ...asked, notice: row.id, as: 'word' })
  assert.equal(stranger.status, 404)
  const word = await task(clerk, '/api/notices/tasks', { ...asked, notice: row.id, as: 'word' })
  assert.equal(word.state, 'done', word.say)
  const refused = await task(clerk, `/api/notices/${row.id}/issue`, { revision: row.revision })
  assert.match(refused.say, /负责人签发/)
  const head = await product.as('qy.anwei.zr')
  const signed = await task(head, `/api/notices/${row.id}/issue`, { revision: row.revision })
  assert.equal(signed.state, 'done', signed.say)
  const seen = (await clerk.get(`/api/notices/${row.id}`)).body as Shown
  assert.equal(seen.state, 'issued')
  for (const key of ['found', 'handed', 'closed']) {
    const figure = seen.content.figures.find((one) => one.key === key)!
    const opened = (await clerk.get(`/api/notices/${row.id}/figures?key=${key}`)).body as {
      records: unknown[]
      more: number
    }
    assert.equal(opened.records.length + opened.more, figure.count, key)
  }
})

async function task(caller: Caller, path: string, body: object) {
  const reply = await caller.post(path, body)
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  const { job } = reply.body as { job: string }
  await product.product.jobs.drain()
  return (await caller.get(`/api/jobs/${job}`)).body as { id: string; state: string; say: string }
}
