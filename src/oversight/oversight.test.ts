import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { firstRow, rows } from '#kernel/index.ts'
import { served, type Caller, type Served } from '../../test/served.ts'
import type { Alike, Pair } from './words.ts'

let product: Served
let office: Caller
let bureau: Caller
before(async () => {
  product = await served()
  office = await product.as('qy.anwei')
  bureau = await product.as('qy.yingji')
})
after(() => product.close())

async function subject(name: string): Promise<string> {
  const reply = await office.post('/api/subjects', {
    jur: '980121001',
    kind: 'enterprise',
    name: `${name}（演示）`,
    sector: 'industry_trade',
  })
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  return (reply.body as { id: string }).id
}

async function registered(by: Caller, given: object): Promise<string> {
  const reply = await by.post('/api/findings', {
    place: '980121001',
    subject: null,
    subjectName: '某企业（演示）',
    sector: 'industry_trade',
    grade: 'ordinary',
    majorClause: null,
    origin: 'government',
    office: null,
    sourceNote: null,
    title: '灭火器过期',
    text: '车间灭火器超过检验有效期',
    foundOn: '2026-03-01',
    foundBy: '检查组（演示）',
    evidence: [],
    ...given,
  })
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  return (reply.body as { id: string }).id
}

async function pairs(by = office): Promise<[string, string][]> {
  const reply = await by.get('/api/duplicates')
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  return (reply.body as { pairs: Pair[] }).pairs.map(({ first, second }) => [first.id, second.id])
}

const has = (list: readonly [string, string][], one: string, two: string) =>
  list.some(([a, b]) => (a === one && b === two) || (a === two && b === one))

async function candidates(by: Caller, given: Record<string, string>): Promise<string[]> {
  const query = new URLSearchParams({
    place: '980121001',
    subjectName: '某企业（演示）',
    title: '灭火器已过期',
    text: '',
    foundOn: '2026-03-02',
    ...given,
  })
  const reply = await by.get(`/api/duplicates/candidates?${query}`)
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  return (reply.body as { items: Alike[] }).items.map(({ id }) => id)
}

test('before registering, what is open about the same subject and reads alike is shown', async () => {
  const plant = await subject('比对铸造厂')
  const other = await subject('别的铸造厂')
  const id = await registered(office, { subject: plant })
  await registered(office, { subject: other })
  assert.deepEqual(await candidates(bureau, { subject: plant }), [id])
  assert.deepEqual(await candidates(bureau, { subject: plant, title: '配电箱无防护' }), [])
  assert.deepEqual(await candidates(bureau, { subject: plant, foundOn: '2025-11-01' }), [])
  const elsewhere = await product.as('pg.anwei')
  assert.deepEqual(await candidates(elsewhere, { subject: plant }), [])
})

test('where no subject is known, the name within the place counts', async () => {
  const id = await registered(office, { subjectName: '无名作坊（演示）' })
  const by = { subjectName: '无名作坊（演示）' }
  assert.deepEqual(await candidates(bureau, by), [id])
  assert.deepEqual(await candidates(bureau, { ...by, place: '980121002' }), [])
})

test('two bodies on one subject: a pair; one body twice, or two subjects: none', async () => {
  const plant = await subject('两家查的厂')
  const one = await registered(office, { subject: plant })
  const two = await registered(bureau, { subject: plant, title: '灭火器已过期' })
  const again = await registered(office, { subject: plant, title: '配电箱无防护', text: '裸露' })
  const list = await pairs()
  assert.ok(has(list, one, two))
  assert.ok(!has(list, one, again))
  assert.ok(!has(list, two, again))
  assert.deepEqual(await pairs(await product.as('pg.anwei')), [])
})

test('nothing is merged by the machine; a merged or told-apart pair leaves the list', async () => {
  const plant = await subject('认定的厂')
  const one = await registered(office, { subject: plant })
  const two = await registered(bureau, { subject: plant })
  const three = await registered(await product.as('qy.xiaofang'), { subject: plant })
  const states = await rows<{ state: string }>(
    product.db.owner,
    'select state from finding where id = any($1::uuid[])',
    [[one, two, three]],
  )
  assert.deepEqual(new Set(states.map(({ state }) => state)), new Set(['registered']))
  const merged = await office.post(`/api/findings/${one}/merger`, {
    revision: 1,
    into: two,
    note: '同一问题',
  })
  assert.equal(merged.status, 200, JSON.stringify(merged.body))
  assert.ok(!has(await pairs(), one, two))
  assert.ok(has(await pairs(), two, three))
  const verdict = { first: three, second: two, note: '两处不同的灭火器' }
  const told = await office.post('/api/duplicates/verdicts', verdict)
  assert.equal(told.status, 200, JSON.stringify(told.body))
  assert.ok(!has(await pairs(), two, three))
  const twice = await office.post('/api/duplicates/verdicts', verdict)
  assert.equal(twice.status, 409)
  const kept = await firstRow<{ note: string }>(
    product.db.owner,
    'select note from duplicate_verdict where other_id = $1',
    [three > two ? three : two],
  )
  assert.equal(kept?.note, verdict.note)
})

test('who tells apart: the offices, in their places; two at once say it once', async () => {
  const plant = await subject('谁认定的厂')
  const one = await registered(office, { subject: plant })
  const two = await registered(bureau, { subject: plant })
  const verdict = { first: one, second: two, note: '不是一件事' }
  for (const [login, status] of [
    ['cun', 404],
    ['qy.zhifa', 409],
    ['pg.anwei', 404],
    ['qiye', 404],
  ] as const) {
    const by = await product.as(login)
    const reply = await by.post('/api/duplicates/verdicts', verdict)
    assert.equal(reply.status, status, login)
  }
  const both = await Promise.all([
    office.post('/api/duplicates/verdicts', verdict),
    bureau.post('/api/duplicates/verdicts', verdict),
  ])
  assert.deepEqual(
    both.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 409],
  )
  const kept = await rows(
    product.db.owner,
    'select 1 from duplicate_verdict where finding_id = any($1::uuid[])',
    [[one, two]],
  )
  assert.equal(kept.length, 1)
})
