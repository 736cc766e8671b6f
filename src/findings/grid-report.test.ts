import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { firstRow, newId, type Actor } from '#kernel/index.ts'
import { parties, registration, smallWorld, type World } from '../../test/world.ts'

let world: World
let member: Actor
before(async () => {
  world = await smallWorld()
  member = world.actor('township', 'village_contact')
})
after(() => world.close())

async function reported(more: object = {}): Promise<string> {
  const outcome = await world.act(
    world.commands.register as never,
    { body: registration(more) },
    member,
  )
  if (!('done' in outcome)) throw new Error(JSON.stringify(outcome))
  return (outcome.done as { id: string }).id
}

test('what a grid member enters is a report that the county’s office takes up', async () => {
  const id = await reported({ sourceNote: '村民反映' })
  const row = await firstRow<{ source_note: string; owner_org: string; origin: string }>(
    world.db.owner,
    'select source_note, owner_org, origin from finding where id = $1',
    [id],
  )
  assert.deepEqual(row, {
    source_note: '网格人员报告，未经检查；村民反映',
    owner_org: world.orgs.countyOffice,
    origin: 'government',
  })
})

test('a village is not named to re-check: its people report', async () => {
  const id = await reported()
  const village = newId()
  await world.db.owner.query(
    `insert into organization (id, name, initials, kind, place, valid_from, demo)
      values ($1, '杨树湾村村民委员会（演示）', '', 'village', '980121001', '2000-01-01', true)`,
    [village],
  )
  const outcome = await world.act(
    world.commands.handOver as never,
    {
      id,
      body: {
        revision: 1,
        ...parties(world, { rechecker: { org: village, name: '村干部（演示）' } }),
      },
    },
    world.actor('countyOffice', 'committee_clerk'),
  )
  assert.match('refused' in outcome ? outcome.refused : JSON.stringify(outcome), /只报告情况/)
  assert.equal('clause' in outcome && outcome.clause, 'cn-office-54-2024#subjects')
})

test('a grid member inspects nothing: each such act is refused with the clause', async () => {
  const id = await reported()
  const office = world.actor('countyOffice', 'committee_clerk')
  await world.act(
    world.commands.handOver as never,
    {
      id,
      body: {
        revision: 1,
        ...parties(world, { rechecker: { org: world.orgs.township, name: '网格员（演示）' } }),
      },
    },
    office,
  )
  const opinion = { revision: 2, passed: true, note: '看过了', evidence: [] }
  const acts = [
    [world.commands.accept, opinion, /初验应由青杨镇政府具有检查职责的人员/],
    [world.commands.recheck, opinion, /复查应由/],
    [world.commands.closeOnSpot, { revision: 2, note: '当场改好', evidence: [] }, /立行立改应由/],
  ] as const
  for (const [command, body, sentence] of acts) {
    const outcome = await world.act(command as never, { id, body }, member)
    assert.match('refused' in outcome ? outcome.refused : JSON.stringify(outcome), sentence)
    assert.equal('clause' in outcome && outcome.clause, 'cn-office-54-2024#subjects')
  }
})
