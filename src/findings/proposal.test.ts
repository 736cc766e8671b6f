import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { demoId } from '#places/index.ts'
import { served, type Caller, type Served } from '../../test/served.ts'
import type { PartyProposal } from './words.ts'

let product: Served
let office: Caller
before(async () => {
  product = await served()
  office = await product.as('qy.anwei')
})
after(() => product.close())

async function subject(given: object): Promise<string> {
  const reply = await office.post('/api/subjects', {
    jur: '980121001',
    kind: 'enterprise',
    name: '拟定试验铸造厂（演示）',
    sector: 'industry_trade',
    ...given,
  })
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  return (reply.body as { id: string }).id
}

async function registered(given: object): Promise<string> {
  const reply = await office.post('/api/findings', {
    place: '980121001',
    subject: null,
    subjectName: '拟定试验铸造厂（演示）',
    sector: 'industry_trade',
    grade: 'ordinary',
    majorClause: null,
    origin: 'government',
    office: null,
    sourceNote: null,
    title: '责任单位拟定',
    text: '责任单位拟定',
    foundOn: '2026-03-01',
    foundBy: '检查组（演示）',
    evidence: [],
    ...given,
  })
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  return (reply.body as { id: string }).id
}

async function proposed(id: string): Promise<PartyProposal> {
  const reply = await office.get(`/api/findings/${id}/parties`)
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  return reply.body
}

function named(party: PartyProposal['rectifier']): readonly (string | null)[] | null {
  return party && [party.org, party.name]
}

test('the owner of the subject, the county’s supervisor and the township are proposed', async () => {
  const plant = await subject({ org: demoId('qy.zhuzao') })
  const parties = await proposed(await registered({ subject: plant }))
  const bureau = [demoId('qy.yingji'), '许嘉木（演示）']
  assert.deepEqual(named(parties.rectifier), [demoId('qy.zhuzao'), '钱铁安（演示）'])
  assert.equal(parties.rectifier?.orgName, '青杨精工铸造有限公司')
  assert.deepEqual(named(parties.sectorParty), bureau)
  assert.deepEqual(named(parties.territory), [demoId('qy.zhen'), '何禾丰（演示）'])
  assert.deepEqual(named(parties.rechecker), bureau)
})

test('the date of a hand-over today is that which the hand-over then sets', async () => {
  const id = await registered({})
  const { dueOn } = await proposed(id)
  const party = { org: demoId('qy.yingji'), name: '许嘉木（演示）' }
  const reply = await office.post(`/api/findings/${id}/handover`, {
    revision: 1,
    rectifier: { org: demoId('qy.zhuzao'), name: '钱铁安（演示）' },
    sectorParty: party,
    territory: party,
    rechecker: party,
    sponsor: null,
    needsTime: false,
    dueOn: null,
    note: null,
  })
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  const found: { readonly dueOn: string } = (await office.get(`/api/findings/${id}`)).body
  assert.equal(found.dueOn, dueOn)
})

test('fire goes to the rescue brigade; what the county has no body for, to the city’s', async () => {
  const fire = await proposed(await registered({ sector: 'fire', place: '980121002' }))
  assert.equal(fire.rectifier, null)
  assert.deepEqual(named(fire.sectorParty), [demoId('qy.xiaofang'), '邓海澜（演示）'])
  assert.deepEqual(named(fire.territory), [demoId('qy.baishu'), '柏长林（演示）'])
  const campus = await proposed(await registered({ sector: 'campus', place: '980121' }))
  assert.deepEqual(named(campus.sectorParty), [demoId('yc.jiaoyu'), null])
  assert.equal(campus.territory?.org, demoId('qy.gov'))
})

test('the sponsor and the one supervising department come from the assignments', async () => {
  const plant = await subject({ org: demoId('qy.huagong') })
  const before = await proposed(await registered({ subject: plant }))
  assert.equal(before.sponsor, null)
  const leader = {
    part: 'place_leader',
    place: '980121001',
    subject: null,
    post: demoId('post qy.leader'),
    person: demoId('person qy.leader'),
    fromOn: '2026-03-01',
    toOn: null,
    basis: null,
    replaces: null,
  }
  assert.equal((await office.post('/api/assignments', leader)).status, 200)
  const ofPlace = await proposed(await registered({ subject: plant }))
  assert.deepEqual(ofPlace.sponsor, { name: '钟以宁（演示）', part: 'place_leader' })
  const own = {
    ...leader,
    part: 'sponsor',
    place: null,
    subject: plant,
    post: demoId('post qy.zhen.zhang'),
    person: demoId('person qy.zhen.zhang'),
  }
  assert.equal((await office.post('/api/assignments', own)).status, 200)
  const settled = { subject: plant, org: demoId('qy.zhujian'), basis: '会议（演示）', seen: [] }
  assert.equal((await office.post('/api/supervisors/settlement', settled)).status, 200)
  const ofPlant = await proposed(await registered({ subject: plant }))
  assert.deepEqual(ofPlant.sponsor, { name: '穆青禾（演示）', part: 'sponsor' })
  assert.equal(ofPlant.sectorParty?.org, demoId('qy.zhujian'))
})

test('a supervisor that is to rectify is not proposed to re-check itself', async () => {
  const depot = await subject({ kind: 'public_body', org: demoId('qy.jiaotong') })
  const own = await proposed(await registered({ sector: 'transport', subject: depot }))
  assert.equal(own.rectifier?.org, demoId('qy.jiaotong'))
  assert.equal(own.sectorParty?.org, demoId('qy.jiaotong'))
  assert.equal(own.rechecker?.org, demoId('qy.yingji'))
  const yard = await subject({ kind: 'public_body', org: demoId('qy.yingji') })
  const last = await proposed(await registered({ subject: yard }))
  assert.equal(last.rechecker?.org, demoId('yc.yingji'))
})

test('only the office is told; to others, near or far, there is nothing', async () => {
  const id = await registered({})
  for (const login of ['qy.yingji', 'anwei', 'dl.anwei', 'qiye']) {
    const other = await product.as(login)
    assert.equal((await other.get(`/api/findings/${id}/parties`)).status, 404, login)
  }
  assert.equal((await office.get('/api/findings/none/parties')).status, 404)
})
