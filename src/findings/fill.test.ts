import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { firstRow, newId, rows, type Actor } from '#kernel/index.ts'
import { parties, registration, smallWorld, type World } from '../../test/world.ts'
import { fillReport } from './words.ts'

let world: World
let office: Actor
let contact: Actor
before(async () => {
  world = await smallWorld()
  office = world.actor('countyOffice', 'committee_clerk')
  contact = world.actor('township', 'village_contact', '联络员（演示）')
})
after(() => world.close())

type Outcome = Awaited<ReturnType<World['act']>>
const said = { saidBy: '店主（演示）', how: 'telephone' }
const refusedOf = (one: Outcome) => ('refused' in one ? one.refused : JSON.stringify(one))
function sayOf(one: Outcome): string {
  assert.ok('done' in one, JSON.stringify(one))
  return (one.done as { say: string }).say
}
const run = (command: keyof World['commands'], id: string, body: object, by: Actor) =>
  world.act(world.commands[command] as never, { id, body }, by)

/** A finding handed over to an enterprise; its revision is 2. */
async function given(more: object = {}): Promise<string> {
  const made = await world.act(world.commands.register as never, { body: registration() }, office)
  assert.ok('done' in made)
  const { id } = made.done as { id: string }
  sayOf(await run('handOver', id, { revision: 1, ...parties(world, more) }, office))
  return id
}

test('the contact writes down receipt and rectification; others accept and re-check', async () => {
  const id = await given()
  const receipt = { revision: 2, ...said, note: '已电话告知。' }
  const report = { revision: 3, ...said, note: '探测器已装好。', evidence: [] }
  assert.equal(
    refusedOf(await run('fillReport', id, { ...report, revision: 2 }, contact)),
    '代为签收后方可代填整改。',
  )
  assert.match(sayOf(await run('fillReceipt', id, receipt, contact)), /^已代.*签收/)
  assert.match(sayOf(await run('fillReport', id, report, contact)), /^已提交，待/)
  const steps = await rows<{ act: string; note: string; facts: object }>(
    world.db.owner,
    `select act, note, facts from finding_step where finding_id = $1 and act like 'fill%'
      order by at, act`,
    [id],
  )
  assert.deepEqual(
    steps.toSorted((a, b) => b.act.localeCompare(a.act)),
    [
      { act: 'fill_report', note: report.note, facts: { saidBy: said.saidBy, how: '电话' } },
      { act: 'fill_receive', note: receipt.note, facts: { saidBy: said.saidBy, how: '电话' } },
    ],
  )
  const row = await firstRow<{ reported_org: string; reported_person: string }>(
    world.db.owner,
    'select reported_org, reported_person from finding where id = $1',
    [id],
  )
  assert.deepEqual(row, { reported_org: contact.org, reported_person: contact.person })
  const opinion = { revision: 4, passed: true, note: '已看现场。', evidence: [] }
  assert.match(refusedOf(await run('accept', id, opinion, contact)), /网格人员只报告情况/)
  const same = { ...contact, role: 'inspector' }
  assert.equal(refusedOf(await run('accept', id, opinion, same)), '初验应由代填人以外的人进行。')
  const other = world.actor('township', 'inspector', '初验人（演示）')
  assert.match(sayOf(await run('accept', id, opinion, other)), /^初验通过/)
  const look = { ...opinion, revision: 5 }
  const twice = { ...same, org: world.orgs.countyBureau }
  assert.match(refusedOf(await run('recheck', id, look, twice)), /提交整改的人以外的人/)
  const checker = world.actor('countyBureau', 'inspector', '复查人（演示）')
  sayOf(await run('recheck', id, look, checker))
})

test('the body whose contact filled in does not re-check', async () => {
  const rechecker = { org: world.orgs.township, name: '复查人（演示）' }
  const id = await given({ rechecker })
  sayOf(await run('fillReceipt', id, { revision: 2, ...said, note: null }, contact))
  const report = { revision: 3, ...said, note: '已整改。', evidence: [] }
  sayOf(await run('fillReport', id, report, contact))
  const opinion = { passed: true, note: '已看现场。', evidence: [] }
  const other = world.actor('township', 'inspector', '初验人（演示）')
  sayOf(await run('accept', id, { revision: 4, ...opinion }, other))
  assert.equal(
    refusedOf(await run('recheck', id, { revision: 5, ...opinion }, other)),
    '复查应由代填单位以外的单位进行。',
  )
})

test('who may fill in: a contact of the place, for an enterprise of which nobody signs in', async () => {
  const id = await given()
  const receipt = { revision: 2, ...said, note: null }
  for (const role of ['committee_clerk', 'inspector', 'safety_officer']) {
    const by = world.actor('township', role)
    assert.equal(refusedOf(await run('fillReceipt', id, receipt, by)), '本岗位不办理“代为签收”。')
  }
  const far = { ...contact, scope: { ...contact.scope, from: '980122', to: '980123' } }
  assert.deepEqual(await run('fillReceipt', id, receipt, far), { missing: true })
  const absent = await run('fillReceipt', newId(), receipt, contact)
  assert.deepEqual(absent, { missing: true })
  const stale = await run('fillReceipt', id, { ...receipt, revision: 1 }, contact)
  assert.ok('stale' in stale)
  const body = await given({
    rectifier: { org: world.orgs.countyBureau, name: '科长（演示）' },
    rechecker: { org: world.orgs.countyOffice, name: '复查人（演示）' },
  })
  assert.equal(
    refusedOf(await run('fillReceipt', body, receipt, contact)),
    '代填限于没有账号的企业、商户；单位由其本人办理。',
  )
})

test('a report filled in needs a photo or a signed slip, and how it was said', () => {
  const body = { revision: 3, ...said, note: '已整改。', evidence: [] }
  const bare = fillReport.body.safeParse(body)
  assert.match(JSON.stringify(bare.error?.issues), /请附现场照片或签字的纸条/)
  const unsaid = fillReport.body.safeParse({ ...body, how: 'rumour' })
  assert.match(JSON.stringify(unsaid.error?.issues), /请选择当面或电话/)
})
