import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { rows } from '#kernel/index.ts'
import { registration, smallWorld, type World } from '../../test/world.ts'
import { renewBatch, startSearchRenewal } from './search-renewal.ts'

let world: World
before(async () => (world = await smallWorld()))
after(() => world.close())

const left = async () =>
  (
    await rows<{ n: number }>(
      world.db.owner,
      'select count(*)::int as n from search where form < 1',
    )
  )[0]?.n

const words = () =>
  rows<{ id: string; words: string }>(
    world.db.owner,
    'select id, words::text as words from search order by id',
  )

test('words of an older form are made as an act would make them now, batch by batch', async () => {
  const clerk = world.actor('countyOffice', 'committee_clerk')
  for (const title of ['重庆路口煤气管漏气', '配电箱未设漏电保护']) {
    const body = registration({ title })
    const outcome = await world.act(world.commands.register as never, { body }, clerk)
    assert.ok('done' in outcome)
  }
  const now = await words()
  await world.db.owner.query(
    `insert into search (jur, kind, id, words)
       select '980121', 'finding', gen_random_uuid(), ''::tsvector from generate_series(1, 250)`,
  )
  await world.db.owner.query(`update search set words = '''alt'''::tsvector, form = 0`)
  assert.equal(await renewBatch(world.db, 'finding'), 200)
  assert.equal(await left(), 52, 'a batch is done, the rest is left to the next')
  const renewal = startSearchRenewal({ db: world.db }, (error) => assert.fail(String(error)))
  await renewal.done
  assert.equal(await left(), 0)
  const renewed = new Map((await words()).map((row) => [row.id, row.words]))
  for (const row of now) assert.equal(renewed.get(row.id), row.words)
  assert.equal(await renewBatch(world.db, 'finding'), 0)
})
