import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { scoped, type Actor } from '#kernel/index.ts'
import { calendarOf } from '#deadlines/index.ts'
import { registerSubject } from '#enterprises/index.ts'
import { registration, smallWorld, type World } from '../../test/world.ts'
import { countPage } from './count.ts'
import { listPage } from './list.ts'
import { countAtLeast, MOST_FOUND, tooCommon } from './many.ts'

let world: World
let office: Actor
let otherOffice: Actor
let city: Actor
const CODE = '91350100M000100Y43'

before(async () => {
  world = await smallWorld()
  office = world.actor('countyOffice', 'committee_clerk')
  otherOffice = world.actor('otherOffice', 'committee_clerk')
  city = world.actor('cityOffice', 'committee_clerk')
})
after(() => world.close())

async function register(more: object, by = office): Promise<string> {
  const outcome = await world.act(
    world.commands.register as never,
    { body: registration(more) },
    by,
  )
  assert.ok('done' in outcome, JSON.stringify(outcome))
  return (outcome.done as { id: string }).id
}

async function day() {
  return { today: world.clock.today(), calendar: await calendarOf(world.db.app) }
}

/** What a reader finds, and that the count says as many. */
async function found(by: Actor, q: string, more: object = {}): Promise<string[]> {
  const at = await day()
  return scoped(world.db.app, by.scope, async (client) => {
    const query = { q, size: 50, sort: 'due', ...more } as never
    const page = await listPage(client, by, query, at)
    assert.equal(page.cut, false)
    const { sort: _, size: __, ...filter } = { sort: '', size: 0, ...(query as object) }
    assert.equal(await countPage(client, by, filter, at), page.rows.length, q)
    return page.rows.map(({ id }) => id)
  })
}

test('a finding is found by two characters, its number, its serial and initials, in its places only', async () => {
  const id = await register({ title: '重庆路口煤气管漏气', subjectName: '长乐冷饮行（演示）' })
  const words = ['煤气', '漏气', '长乐', '路口 漏气', '0001', '1号', '2026 煤气', '〔2026〕1号']
  const initials = ['cqlk', 'CQLK', 'zqlk', 'mqg', 'cllyx', 'zllyx', 'cllyh']
  for (const q of [...words, ...initials]) {
    assert.deepEqual(await found(office, q), [id], q)
    assert.deepEqual(await found(city, q), [id], `city: ${q}`)
    assert.deepEqual(await found(otherOffice, q), [], `another county: ${q}`)
    assert.deepEqual(await found(otherOffice, q, { place: '980121' }), [], `asked there: ${q}`)
  }
  for (const q of ['气煤', '煤', 'm', 'qlkx', '%', '_气', 'mqg9']) {
    assert.deepEqual(await found(office, q), [], q)
  }
})

test('a finding is found by the beginning of the credit code of what it is about', async () => {
  const outcome = await world.act(
    registerSubject as never,
    {
      jur: '980121001',
      kind: 'enterprise',
      name: '青杨金属制品厂（演示）',
      creditCode: CODE,
      sector: 'industry_trade',
    },
    world.actor('countyBureau', 'regulator_clerk'),
  )
  assert.ok('done' in outcome, JSON.stringify(outcome))
  const subject = (outcome.done as { id: string }).id
  const id = await register({ title: '砂轮机无防护罩', subject })
  for (const q of [CODE, CODE.toLowerCase(), CODE.slice(0, 10)]) {
    assert.deepEqual(await found(office, q), [id], q)
    assert.deepEqual(await found(otherOffice, q), [], `another county: ${q}`)
  }
  assert.deepEqual(await found(office, CODE.slice(2)), [], 'not by its end')
})

const NAUGHTY = [
  "'",
  '"',
  '\\',
  "\\'",
  "''",
  '&|!',
  "' & '",
  ':*',
  '<->',
  '(',
  '))',
  '💣',
  '\u202e煤气\u202c',
  'ﷺ',
  '煤\u200b气',
  "'; drop table search; --",
  '<script>',
  '%00',
  '\ufeff',
  '½',
  '𠮷田',
  '١٢',
] as const

test('nothing that can be typed breaks a search or finds everything', async () => {
  const all = await found(office, '青杨')
  for (const q of NAUGHTY) {
    const some = await found(office, q)
    assert.ok(some.length < all.length + 1, q)
    if (!/\p{L}.*\p{L}|\p{N}/u.test(q)) assert.deepEqual(some, [], q)
  }
})

test('words that too many findings have: the page is right or says it is cut, the count says at least', async () => {
  const ids = [await register({ title: '电线私拉乱接' }), await register({ title: '电线私拉乱接' })]
  await world.db.owner.query(
    `insert into search (jur, kind, id, words, form)
       select '980121001', 'finding', gen_random_uuid(), '''电线'' ''@9801'''::tsvector, 1
         from generate_series(1, $1)`,
    [MOST_FOUND],
  )
  const at = await day()
  await scoped(world.db.app, city.scope, async (client) => {
    const query = { q: '电线', size: 1, sort: 'due' } as never
    const common = await tooCommon(client, city, query)
    assert.ok(common)
    const first = await listPage(client, city, query, at)
    assert.deepEqual([first.rows.length, first.cut, first.next !== null], [1, false, true])
    const next = { ...(query as object), after: first.next } as never
    const last = await listPage(client, city, next, at)
    assert.deepEqual([last.rows.length, last.cut, last.next], [1, true, null])
    const seen = [...first.rows, ...last.rows].map((row) => row.id)
    assert.deepEqual(seen.toSorted(), ids.toSorted())
    assert.ok((await countAtLeast(client, city, { q: '电线' }, at, common)) <= ids.length)
    const rare = { q: '电线私拉' }
    assert.equal(await tooCommon(client, city, rare), null)
    assert.equal(await countPage(client, city, rare, at), 2)
  })
  await world.db.owner.query(
    'delete from search where not exists (select 1 from finding f where f.id = search.id)',
  )
})
