/** What is read of the directory: bodies, people and places, each as far as the reader sees. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { demoId } from './demo/organizations.ts'
import {
  findOrganizationFor,
  listOrganizationsFor,
  presentBodies,
  territorialBody,
} from './organizations.ts'
import { listPeopleFor, postsOfOrganization } from './people.ts'
import { listPlacesFor } from './places.ts'
import { openTrial, type Trial } from './trial.ts'

let trial: Trial
before(async () => {
  trial = await openTrial()
})
after(() => trial.close())

const DAY = '2026-03-02'

test('what an old body owed is asked of its successor', async () => {
  const old = demoId('yc.anjian')
  assert.deepEqual(await presentBodies(trial.db.app, old, '2018-12-31'), [old])
  assert.deepEqual(await presentBodies(trial.db.app, old, DAY), [demoId('yc.yingji')])
})

test('where nobody owns a thing, the township answers, then the county', async () => {
  const cases = [
    ['980121001203', 'qy.zhen'],
    ['980121004', 'qy.gov'],
    ['980121', 'qy.gov'],
    ['9801Y1001001', 'bs.gov'],
    ['9801', 'yc.gov'],
  ] as const
  for (const [jur, key] of cases) {
    assert.equal((await territorialBody(trial.db.app, jur, DAY))?.id, demoId(key), jur)
  }
  assert.equal(await territorialBody(trial.db.app, '98', DAY), null)
})

test('who is shown which organization: the own places, public bodies above, no strange enterprise', async () => {
  const cases = [
    ['anwei', { has: ['yc.gov', 'qy.gov', 'qy.zhuzao', 'bs.gov'], not: ['yc.anjian'] }],
    ['qy.anwei', { has: ['yc.anweiban', 'qy.zhuzao', 'qy.cun'], not: ['pg.gov', 'yc.ranqi'] }],
    ['cun', { has: ['qy.zhen', 'qy.yingji', 'yc.yingji'], not: ['qy.zhuzao', 'qy.baihe'] }],
    ['qiye', { has: ['qy.zhuzao', 'qy.zhen', 'qy.gov'], not: ['qy.huagong', 'qy.jiayou'] }],
  ] as const
  for (const [login, { has, not }] of cases) {
    const actor = await trial.actor(login)
    const { items } = await listOrganizationsFor(trial.db.app, actor, { on: DAY, limit: 200 })
    const ids = new Set(items.map((item) => item.id))
    for (const key of has) assert.ok(ids.has(demoId(key)), `${login} is shown ${key}`)
    for (const key of not) assert.ok(!ids.has(demoId(key)), `${login} is not shown ${key}`)
    for (const key of not) {
      if (key === 'yc.anjian') continue
      assert.equal(await findOrganizationFor(trial.db.app, actor, demoId(key), DAY), undefined)
    }
  }
})

test('lists go a page at a time and end', async () => {
  const actor = await trial.actor('anwei')
  const whole = await listOrganizationsFor(trial.db.app, actor, { on: DAY, limit: 200 })
  const found: string[] = []
  let cursor: string | undefined
  do {
    const page = await listOrganizationsFor(trial.db.app, actor, { on: DAY, limit: 7, cursor })
    found.push(...page.items.map((item) => item.id))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  assert.deepEqual(
    found,
    whole.items.map((item) => item.id),
  )
  for (const q of ['ycsyjgl', '云川市应急局']) {
    const search = await listOrganizationsFor(trial.db.app, actor, { on: DAY, limit: 50, q })
    assert.deepEqual(
      search.items.map((item) => item.id),
      [demoId('yc.yingji')],
    )
  }
})

test('a forged cursor starts from the beginning', async () => {
  const actor = await trial.actor('anwei')
  const whole = await listOrganizationsFor(trial.db.app, actor, { on: DAY, limit: 3 })
  for (const forged of [['9801', 'x'], ['9801'], ['\0', demoId('x')], [1, 2], 'x']) {
    const cursor = Buffer.from(JSON.stringify(forged)).toString('base64url')
    const page = await listOrganizationsFor(trial.db.app, actor, { on: DAY, limit: 3, cursor })
    assert.deepEqual(page, whole, JSON.stringify(forged))
  }
})

test('a committee shows its first director, director, office with liaison and member units', async () => {
  const actor = await trial.actor('anwei')
  const found = await findOrganizationFor(trial.db.app, actor, demoId('yc.anweihui'), DAY)
  assert.deepEqual(
    found?.members.slice(0, 5).map((member) => member.part),
    ['first_director', 'director', 'deputy', 'office', 'member_unit'],
  )
  assert.match(found?.members[3]?.liaisonName ?? '', /演示/)
  const bureau = await findOrganizationFor(trial.db.app, actor, demoId('yc.yingji'), DAY)
  assert.deepEqual(
    bureau?.predecessors.map((one) => one.org),
    [demoId('yc.anjian')],
  )
  const section = bureau?.posts.find((post) => post.role === 'section_head')
  assert.deepEqual(
    section?.holders.map((holder) => holder.kind),
    ['regular', 'stand_in'],
  )
})

test('the tree of places begins at the own place, and a search stays within it', async () => {
  const actor = await trial.actor('qy.anwei')
  const asked = (query: { parent?: string; q?: string }) =>
    listPlacesFor(trial.db.app, actor, { on: DAY, limit: 200, ...query })
  const jurs = async (query: { parent?: string; q?: string }) =>
    (await asked(query)).items.map((item) => item.jur)
  assert.deepEqual(await jurs({}), ['980121'])
  assert.deepEqual(await jurs({ q: 'bh' }), ['980121003', '980121003201'])
  assert.equal((await jurs({ parent: '0' })).includes('41'), true)
  assert.deepEqual(await jurs({ q: '浉河', parent: '0' }), ['411502'])
})

test('people are shown within the scope only', async () => {
  const county = await trial.actor('qy.anwei')
  const { items } = await listPeopleFor(trial.db.app, county, { on: DAY, limit: 200 })
  const ids = new Set(items.map((item) => item.id))
  assert.ok(ids.has(demoId('person qy.yingji')))
  assert.ok(!ids.has(demoId('person anwei')) && !ids.has(demoId('person pg.anwei')))
  const plant = await trial.actor('qiye')
  const own = await listPeopleFor(trial.db.app, plant, { on: DAY, limit: 200 })
  assert.deepEqual(
    own.items.map((item) => item.id),
    [demoId('person qiye')],
  )
  const posts = await postsOfOrganization(
    trial.db.app,
    demoId('qy.yingji'),
    ['section_head', 'regulator_clerk'],
    DAY,
  )
  assert.deepEqual(
    posts.map((post) => post.role),
    ['section_head', 'regulator_clerk'],
  )
})
