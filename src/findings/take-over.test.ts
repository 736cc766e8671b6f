import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { rows } from '#kernel/index.ts'
import { verifyDeployment } from '#journal/index.ts'
import { LEDGERS } from '#app/index.ts'
import { smallWorld, type World } from '../../test/world.ts'
import { takeOverFindings, type FindingRecord } from './take-over-findings.ts'
import { countPage } from './count.ts'
import { listPage } from './list.ts'

let world: World
before(async () => {
  world = await smallWorld()
})
after(() => world.close())

function record(n: number, more: Partial<FindingRecord> = {}): FindingRecord {
  return {
    sourceId: `record ${n}`,
    content: `content ${n}`,
    title: `消防通道堆放杂物（演示${n}）`,
    text: `第${n}处消防通道堆放杂物。`,
    subjectName: '青杨冷链食品公司（演示）',
    subject: null,
    sector: 'fire',
    grade: 'ordinary',
    foundOn: '2025-12-30',
    correctedOn: null,
    marks: [],
    sourceNote: '旧台账（演示）',
    ...more,
  }
}

async function bring(source: string, records: readonly FindingRecord[]) {
  const { runner, journal, actor, orgs } = world
  const by = actor('countyOffice', 'committee_clerk')
  const office = { id: orgs.countyOffice, name: '青杨县安委办' }
  const ground = { ...runner, journal }
  return takeOverFindings(ground, { source, jur: '980121', actor: by, office }, records)
}

async function verified() {
  const { db, keysDir, journal } = world
  await journal.sequencer.drain()
  const report = await verifyDeployment({ pool: db.owner, ledgers: LEDGERS.values(), keysDir })
  assert.deepEqual(report.problems, [])
  return report
}

test('records come in with state, number, marks, counts and search words, and the journal agrees', async () => {
  const before = (await verified()).size
  const came = await bring('old ledger', [
    record(1, { correctedOn: '2026-01-05' }),
    record(2),
    record(3, { foundOn: '2026-01-09', marks: [{ code: 'odd_date', note: '原文有误' }] }),
    record(4, { foundOn: null, title: '灭火器压力不足（演示）' }),
  ])
  assert.deepEqual(came, { taken: 4, repeated: 0, changed: [] })
  const found = await rows<{ number: string; state: string; ended_on: string | null }>(
    world.db.owner,
    `select number, state, (ended_at at time zone 'Asia/Shanghai')::date as ended_on from finding
      where taken_over order by number`,
  )
  assert.deepEqual(found, [
    { number: '青杨县安委办〔2025〕0001号', state: 'struck_off', ended_on: '2026-01-05' },
    { number: '青杨县安委办〔2025〕0002号', state: 'rectifying', ended_on: null },
    { number: '青杨县安委办〔2026〕0001号', state: 'rectifying', ended_on: null },
    { number: '青杨县安委办〔2026〕0002号', state: 'rectifying', ended_on: null },
  ])
  const marks = await rows(world.db.owner, 'select code, note from mark')
  assert.deepEqual(marks, [{ code: 'odd_date', note: '原文有误' }])
  assert.equal((await verified()).size, before + 4)
})

test('the list finds them by words, and the count of every filter is that of a recount', async () => {
  const { db, clock, actor } = world
  await bring('counted', [
    record(1, { correctedOn: '2026-01-05' }),
    record(2, { grade: 'major', sector: 'gas' }),
    record(3, { sector: 'gas' }),
  ])
  const by = actor('countyOffice', 'committee_clerk')
  const day = { today: clock.today(), calendar: new Map() as never }
  const query = { sort: 'newest', size: 50, q: '灭火器压力' } as const
  const page = await listPage(db.owner, by, query, day)
  assert.deepEqual(
    page.rows.map((row) => row.title),
    ['灭火器压力不足（演示）'],
  )
  for (const filter of [
    {},
    { state: ['struck_off'] },
    { grade: ['major'] },
    { sector: ['gas'], state: ['rectifying'] },
  ] as const) {
    const [recount] = await rows<{ n: bigint }>(
      db.owner,
      `select count(*) as n from finding where jur = '980121'
        and ($1::text[] is null or state = any($1)) and ($2::text[] is null or grade = any($2))
        and ($3::text[] is null or sector = any($3))`,
      ['state', 'grade', 'sector'].map((name) => filter[name as 'state'] ?? null),
    )
    assert.equal(await countPage(db.owner, by, filter as never, day), Number(recount!.n))
  }
})

test('the same records again bring nothing, and one that reads otherwise now is named', async () => {
  await bring('again', [record(1), record(2)])
  const came = await bring('again', [
    record(2, { content: 'corrected since' }),
    record(1),
    record(3),
  ])
  assert.deepEqual(came, { taken: 1, repeated: 2, changed: ['record 2'] })
  assert.deepEqual((await bring('elsewhere', [record(1)])).taken, 1)
})

test('two imports of the same records at once bring each record once', async () => {
  const many = Array.from({ length: 60 }, (_, n) => record(n))
  const came = await Promise.all([bring('twice', many), bring('twice', many.toReversed())])
  assert.equal(came[0].taken + came[1].taken, 60)
  const [row] = await rows<{ n: bigint }>(
    world.db.owner,
    `select count(*) as n from taken_over t join finding f on f.id = t.subject_id
      where t.source = 'twice'`,
  )
  assert.equal(row!.n, 60n)
  await verified()
})

test('a place outside the scope is refused by the database and leaves nothing', async () => {
  const { runner, journal, actor, orgs } = world
  const office = { id: orgs.otherOffice, name: '平岗县安委办' }
  const outside = takeOverFindings(
    { ...runner, journal },
    { source: 'outside', jur: '980121', actor: actor('otherOffice', 'committee_clerk'), office },
    [record(1)],
  )
  await assert.rejects(outside, /row-level security/)
  const left = await rows(world.db.owner, `select 1 from taken_over where source = 'outside'`)
  assert.equal(left.length, 0)
})
