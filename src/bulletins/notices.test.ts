import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { demoId } from '#places/index.ts'
import { readDocx } from '../../test/docx.ts'
import { served, type Caller, type Served } from '../../test/served.ts'
import { judgeNoticeAgain } from './notice-replay.ts'
import type { Figure, NoticeContent, NoticeDetail, NoticeMoved } from './notice-words.ts'

let product: Served
before(async () => {
  product = await served('2026-03-31T02:00:00Z')
  await stories()
})
after(() => product.close())

const FINDING = {
  place: '980121001',
  subject: null,
  subjectName: '青杨精工铸造有限公司（演示）',
  sector: 'industry_trade',
  grade: 'ordinary',
  majorClause: null,
  origin: 'government',
  office: null,
  sourceNote: null,
  title: '行车吊钩防脱装置缺失',
  text: '5吨行车吊钩闭锁装置断裂。',
  foundOn: '2026-03-01',
  foundBy: '检查组（演示）',
  evidence: [],
}

/** A notice whose figures a request computes. */
type Shown = NoticeDetail & { readonly content: NoticeContent }

type Moved = { id: string; revision: number }

async function act(login: string, path: string, body: object): Promise<Moved> {
  const reply = await (await product.as(login)).post(`/api/findings${path}`, body)
  assert.equal(reply.status, 200, `${path}: ${JSON.stringify(reply.body)}`)
  return reply.body
}

const register = (more: object = {}, login = 'qy.anwei') => act(login, '', { ...FINDING, ...more })

async function handOver({ id, revision }: Moved): Promise<Moved> {
  const party = (key: string) => ({ org: demoId(key), name: '联系人（演示）' })
  return act('qy.anwei', `/${id}/handover`, {
    revision,
    rectifier: party('qy.zhuzao'),
    sectorParty: party('qy.yingji'),
    territory: party('qy.zhen'),
    rechecker: party('qy.yingji'),
    sponsor: null,
    needsTime: false,
    dueOn: null,
    note: null,
  })
}

/** What lies in the ledger in March: two handed over, one struck off on the spot, one major at the county, one waiting, one void. */
async function stories(): Promise<void> {
  await handOver(await register())
  await handOver(await register({ title: '配电箱门未上锁' }))
  const spot = await register({ title: '灭火器压力不足', sector: 'fire' })
  await act('qy.anwei', `/${spot.id}/spot-closure`, {
    revision: spot.revision,
    note: '当场更换，已复查合格。',
    evidence: [],
  })
  await register({
    title: '氨制冷机房无报警装置',
    grade: 'major',
    majorClause: '工贸企业重大事故隐患判定标准第十二条',
    place: '980121',
  })
  await register({ title: '安全出口堆放杂物' })
  const mistake = await register({ title: '重复登记' })
  await act('qy.anwei', `/${mistake.id}/void`, {
    revision: mistake.revision,
    note: '重复登记（演示）。',
  })
}

const MONTH = { kind: 'month', on: '2026-03-15' } as const

async function draft(login = 'qy.anwei', query = 'kind=month&on=2026-03-15') {
  const reply = await (await product.as(login)).get(`/api/notices/draft?${query}`)
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  return reply.body as { content: NoticeContent; standing: { id: string } | null }
}

async function propose(login: string, more: object = {}) {
  return (await product.as(login)).post('/api/notices', {
    ...MONTH,
    publicity: 'open',
    remark: null,
    corrects: null,
    ...more,
  })
}

async function issue(login: string, { id, revision }: NoticeMoved) {
  return (await product.as(login)).post(`/api/notices/${id}/issue`, { revision })
}

const countOf = ({ figures }: NoticeContent, key: string) =>
  figures.find((figure) => figure.key === key)?.count

async function ledgerCount(caller: Caller, figure: Figure): Promise<number> {
  const query = new URLSearchParams(figure.filter)
  const reply = await caller.get(`/api/findings/count?${query}`)
  assert.equal(reply.status, 200, `${figure.key}: ${JSON.stringify(reply.body)}`)
  return (reply.body as { count: number }).count
}

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
