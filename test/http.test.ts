import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { newId } from '#kernel/index.ts'
import { demoId } from '#places/index.ts'
import { served, sharedFolder, type Reply, type Served } from './served.ts'

let product: Served
before(async () => {
  product = await served()
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

type Problem = { status: number; refused?: string; clause?: string; errors?: { field: string }[] }
const problem = (reply: Reply) => reply.body as Problem
const fields = (reply: Reply) => (problem(reply).errors ?? []).map((error) => error.field)

async function registered(login = 'qy.anwei', more: object = {}): Promise<{ id: string }> {
  const reply = await (await product.as(login)).post('/api/findings', { ...FINDING, ...more })
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  return reply.body
}

function handOver(revision: number, more: object = {}): object {
  const party = (key: string) => ({ org: demoId(key), name: '联系人（演示）' })
  return {
    revision,
    rectifier: party('qy.zhuzao'),
    sectorParty: party('qy.yingji'),
    territory: party('qy.zhen'),
    rechecker: party('qy.yingji'),
    sponsor: null,
    needsTime: false,
    dueOn: null,
    note: null,
    ...more,
  }
}

test('nobody gets in without signing in, and a foreign page cannot act', async () => {
  const bare = await product.app.inject({ method: 'GET', url: '/api/findings' })
  assert.equal(bare.statusCode, 401)
  const clerk = await product.as('qy.anwei')
  const foreign = await clerk.post('/api/findings', FINDING, {
    origin: 'https://elsewhere.example',
  })
  assert.equal(foreign.status, 403)
})

test('bad input gets a clear answer by field and changes nothing', async () => {
  const clerk = await product.as('qy.anwei')
  const before = (await clerk.get('/api/findings/count')).body as { count: number }
  const cases: [object, string[]][] = [
    [{ ...FINDING, colour: 'red' }, ['colour']],
    [{ ...FINDING, grade: 'huge' }, ['grade']],
    [{ ...FINDING, title: 7 }, ['title']],
    [{ ...FINDING, title: '' }, ['title']],
    [{ ...FINDING, title: '长'.repeat(81) }, ['title']],
    [{ ...FINDING, foundOn: '2026-02-30' }, ['foundOn']],
    [{ ...FINDING, place: "98' or 1=1" }, ['place']],
    [{ ...FINDING, evidence: [{ upload: 'x', phase: 'before' }] }, ['evidence.0.upload']],
  ]
  for (const [body, expected] of cases) {
    const reply = await clerk.post('/api/findings', body)
    assert.equal(reply.status, 400, JSON.stringify(body))
    assert.deepEqual(fields(reply), expected)
  }
  let deep: unknown = 1
  for (let depth = 0; depth < 2000; depth += 1) deep = [deep]
  assert.equal((await clerk.post('/api/findings', { ...FINDING, text: deep })).status, 400)
  assert.equal((await clerk.post('/api/findings', '{"title":')).status, 400)
  assert.equal((await clerk.post('/api/findings', '"x"'.padEnd(1_200_000, ' '))).status, 413)
  const polluted = JSON.stringify(FINDING).replace('{', '{"__proto__":{"admin":true},')
  assert.equal((await clerk.post('/api/findings', polluted)).status, 400)
  const noKey = await clerk.post('/api/findings', FINDING, { 'idempotency-key': '' })
  assert.deepEqual(fields(noKey), ['Idempotency-Key'])
  assert.deepEqual((await clerk.get('/api/findings/count')).body, {
    ...((await clerk.get('/api/findings/count')).body as object),
    count: before.count,
  })
})

test('refusals carry their sentence and clause', async () => {
  const clerk = await product.as('qy.anwei')
  const major = await clerk.post('/api/findings', { ...FINDING, grade: 'major' })
  assert.equal(major.status, 409)
  assert.match(problem(major).refused ?? '', /判定标准/)
  assert.match(problem(major).clause ?? '', /^[a-z0-9-]+#.+/)
  const elsewhere = await clerk.post('/api/findings', { ...FINDING, place: '980122001' })
  assert.match(problem(elsewhere).refused ?? '', /管辖范围/)
})

test('another county, a wrong id and a missing one look the same', async () => {
  const { id } = await registered()
  const other = await product.as('pg.anwei')
  for (const path of [id, newId(), 'no-id', '%00', '../session']) {
    for (const reply of [
      await other.get(`/api/findings/${path}`),
      await other.get(`/api/findings/${path}/timeline`),
      await other.post(`/api/findings/${path}/handover`, handOver(1)),
    ]) {
      if (path === '../session') continue
      assert.equal(reply.status, 404, path)
      assert.equal((reply.body as { title: string }).title, '未找到')
    }
  }
  const list = (await other.get('/api/findings')).body as { rows: { id: string }[] }
  assert.ok(!list.rows.some((row) => row.id === id))
})

test('the same submission is answered the same; another one under its key is refused', async () => {
  const clerk = await product.as('qy.anwei')
  const key = { 'idempotency-key': newId() }
  const first = await clerk.post('/api/findings', FINDING, key)
  const again = await clerk.post('/api/findings', FINDING, key)
  assert.deepEqual(again.body, first.body)
  assert.equal(again.headers['bihuan-repeated'], 'true')
  const changed = await clerk.post('/api/findings', { ...FINDING, title: '另一事' }, key)
  assert.equal(changed.status, 422)
})

test('an act on a stale version is told who changed what', async () => {
  const { id } = await registered()
  product.clock.set('2026-03-02T02:05:00Z')
  const clerk = await product.as('qy.anwei')
  assert.equal((await clerk.post(`/api/findings/${id}/handover`, handOver(1))).status, 200)
  const stale = await clerk.post(`/api/findings/${id}/void`, { revision: 1, note: '重复' })
  assert.equal(stale.status, 409)
  const { changes } = stale.body as { changes: { act: string; by: string }[] }
  assert.equal(changes[0]?.act, 'hand_over')
  assert.match(changes[0]?.by ?? '', /青杨县安委办/)
})

test('a party sees a finding, and its papers, from the day it is handed over', async () => {
  const { id } = await registered()
  const plant = await product.as('qiye')
  assert.equal((await plant.get(`/api/findings/${id}`)).status, 404)
  const clerk = await product.as('qy.anwei')
  await clerk.post(`/api/findings/${id}/handover`, handOver(1))
  const seen = await plant.get(`/api/findings/${id}`)
  assert.equal(seen.status, 200)
  const { steps } = (await plant.get(`/api/findings/${id}/timeline`)).body as { steps: object[] }
  assert.equal(steps.length, 2)
  const desk = (await plant.get('/api/desk')).body as { groups: { count: number }[] }
  assert.ok(desk.groups.some((group) => group.count > 0))
})

/** Which roles may do what at all: allowed ones never see the sentence that the role does not. */
const MATRIX = {
  'qy.anwei': ['register', 'handover', 'void'],
  'qy.anwei.zr': ['register', 'handover', 'void'],
  'qy.yingji': ['register'],
  'qy.zhifa': ['register'],
  cun: [],
  qiye: [],
  'qy.leader': [],
  chayue: [],
  dangan: [],
  'qy.fazhi': [],
  anwei: ['register'],
} as const satisfies Record<string, readonly string[]>

test('each role may do its own acts and no others', async () => {
  for (const [login, allowed] of Object.entries(MATRIX)) {
    const caller = await product.as(login)
    const made = await caller.post('/api/findings', FINDING)
    assert.equal(
      made.status === 200,
      (allowed as readonly string[]).includes('register'),
      `${login} register ${JSON.stringify(made.body)}`,
    )
    const { id } = await registered()
    const acts: [string, object][] = [
      ['handover', handOver(1)],
      ['void', { revision: 2, note: '误登' }],
    ]
    for (const [act, body] of acts) {
      const reply = await caller.post(`/api/findings/${id}/${act}`, body)
      const may = (allowed as readonly string[]).includes(act)
      assert.equal(reply.status === 200, may, `${login} ${act}: ${JSON.stringify(reply.body)}`)
      if (!may) assert.ok([404, 409].includes(reply.status), `${login} ${act} ${reply.status}`)
    }
  }
})

test('the three administrators see no case at all', async () => {
  const { id } = await registered()
  for (const login of ['sysadmin', 'secadmin', 'audadmin']) {
    const caller = await product.as(login)
    const list = await caller.get('/api/findings')
    const rows = list.status === 200 ? (list.body as { rows: object[] }).rows.length : 0
    assert.equal(rows, 0, login)
    assert.notEqual((await caller.get(`/api/findings/${id}`)).status, 200, login)
    assert.notEqual((await caller.post('/api/findings', FINDING)).status, 200, login)
  }
})

test('filters, pages and counts agree with each other', async () => {
  for (let n = 0; n < 7; n += 1) await registered('qy.anwei', { title: `吊装作业问题${n}` })
  const clerk = await product.as('qy.anwei')
  type List = {
    rows: { id: string; title: string }[]
    next: string | null
    previous: string | null
  }
  const seen: string[] = []
  let url = '/api/findings?size=3&q=吊装作业'
  let last: List | undefined
  for (;;) {
    last = (await clerk.get(encodeURI(url))).body as List
    seen.push(...last.rows.map((row) => row.id))
    if (!last.next) break
    url = `/api/findings?size=3&q=吊装作业&after=${last.next}`
  }
  assert.equal(seen.length, 7)
  assert.equal(new Set(seen).size, 7)
  const back = (
    await clerk.get(encodeURI(`/api/findings?size=3&q=吊装作业&before=${last.previous}`))
  ).body as List
  assert.deepEqual(
    back.rows.map((row) => row.id),
    seen.slice(3, 6),
  )
  const count = (await clerk.get(encodeURI('/api/findings/count?q=吊装作业'))).body as {
    count: number
  }
  assert.equal(count.count, 7)
  const all = (await clerk.get('/api/findings/count')).body as { count: number }
  const [{ n }] = (
    await product.db.owner.query(
      `select count(*)::int as n from finding where jur >= '980121' and jur < '980122'`,
    )
  ).rows as [{ n: number }]
  assert.equal(all.count, n)
})

test('every naughty string survives a round trip as text', async (t) => {
  const file = join(sharedFolder(), 'data/strings/blns.json')
  if (!existsSync(file)) {
    t.skip(`no ${file}`)
    return
  }
  const strings = (JSON.parse(readFileSync(file, 'utf8')) as string[]).filter(
    (s) => s.trim() !== '',
  )
  const clerk = await product.as('qy.anwei')
  const survives = async (text: string): Promise<void> => {
    const made = await clerk.post('/api/findings', { ...FINDING, text })
    if (text.includes('\0')) {
      assert.equal(made.status, 400)
      return
    }
    assert.equal(made.status, 200, JSON.stringify([text, made.body]))
    const { id } = made.body as { id: string }
    const read = (await clerk.get(`/api/findings/${id}`)).body as { text: string }
    assert.equal(read.text, text.trim())
  }
  for (let from = 0; from < strings.length; from += 20) {
    await Promise.all(strings.slice(from, from + 20).map(survives))
  }
})
