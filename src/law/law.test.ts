import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import {
  fixedClock,
  newId,
  notFound,
  rows,
  type Actor,
  type Answer,
  type Call,
  type Face,
  type Route,
} from '#kernel/index.ts'
import { testDatabase } from '../../test/database.ts'
import {
  approveRelease,
  enterDraft,
  getClause,
  getPack,
  lawConflicts,
  lawRoutes,
  listConflicts,
  listPacks,
  listValues,
  loadLaw,
  packsFrom,
  packVersions,
  recordCheck,
  releasedPacks,
  resolve,
  versionOf,
} from './index.ts'

const law = new URL('../../law', import.meta.url).pathname
const db = await testDatabase()
after(() => db.close())
const seeded = '2026-11-22T01:00:00.000Z'
const loaded = await loadLaw(db.owner, law, seeded)

test('the packs of the product are entered and released as seeds, once', async () => {
  const packs = packsFrom(law)
  assert.deepEqual(loaded, { entered: packs.length, released: packs.length })
  assert.deepEqual(await loadLaw(db.owner, law, seeded), { entered: 0, released: 0 })
  const by = await rows(db.app, 'select first_by, second_by from law_release where seed')
  assert.equal(by.length, packs.length)
})

test('a stored pack is the pack that was read, and its version the hash of its content', async () => {
  const stored = await releasedPacks(db.app, { demo: true })
  const read = packsFrom(law).toSorted((a, b) => (a.head.id < b.head.id ? -1 : 1))
  assert.deepEqual(
    stored.map(({ head, version }) => [head.id, version]),
    read.map(({ head, version }) => [head.id, version]),
  )
  for (const { version, ...content } of stored) assert.equal(versionOf(content), version)
  assert.equal((await lawConflicts(db.app)).length > 13, true)
  const real = await releasedPacks(db.app)
  assert.deepEqual(
    real,
    stored.filter(({ head }) => !head.demo),
  )
  assert.notEqual(real.length, stored.length)
})

test('an office releases its own version: checked, by two people; acts cite the old one still', async () => {
  const [first, second] = [newId(), newId()]
  const all = await releasedPacks(db.app)
  const old = all.find(({ head }) => head.id === 'bihuan-house-rules')!
  const { version: _, ...content } = structuredClone(old)
  content.clocks!.clocks.find(({ key }) => key === 'finding.receive')!.workingDays = 1
  const on = await db.owner.connect()
  try {
    const version = await enterDraft(on, content, first, '2026-11-22T02:00:00.000Z')
    const approve = (by: string) => approveRelease(on, version, by, '2026-11-22T03:00:00.000Z')
    const check = { version, by: first, now: '2026-11-22T02:10:00.000Z' }
    const clause = 'bihuan-house-rules#release'
    assert.deepEqual(await approve(first), { refused: '该版本尚未检查，检查后方可发布。', clause })
    const wrong = { file: 'f', line: 1, pack: 'p', severity: 'error', message: 'm' } as const
    await recordCheck(on, check, [wrong])
    assert.deepEqual(await approve(first), {
      refused: '最近一次检查有错误，改正后方可发布。',
      clause,
    })
    await recordCheck(on, { ...check, now: '2026-11-22T02:20:00.000Z' }, [])
    assert.deepEqual(await approve(first), { released: false })
    assert.deepEqual(await approve(first), {
      refused: '规则包须由两人分别同意方可发布。',
      clause,
    })
    assert.equal(receive(await releasedPacks(on)), 2)
    assert.deepEqual(await approve(second), { released: true })
    assert.deepEqual(await approve(second), { refused: '该版本已经发布。', clause })
    assert.equal(receive(await releasedPacks(on)), 1)
    assert.equal(receive(await releasedPacks(on, { at: '2026-11-22T02:59:59.000Z' })), 2)
    assert.equal(receive(await packVersions(on, [old.version])), 2)
    await on.query('delete from law_seed')
    await loadLaw(on, law, '2026-11-23T00:00:00.000Z')
    assert.equal(receive(await releasedPacks(on)), 1, 'a seed is not released over an office')
  } finally {
    on.release()
  }
})

function receive(packs: Awaited<ReturnType<typeof releasedPacks>>) {
  return resolve(packs, { key: 'finding.receive', on: '2026-11-22', lineage: ['0'] })?.value
}

test('a draft with an unknown field is no pack', async () => {
  const head = { ...packsFrom(law)[0]!.head, extra: 1 }
  await assert.rejects(enterDraft(db.owner, { head }, newId(), seeded), /extra/)
})

const routes = lawRoutes({
  demo: true,
  lineage: async (_, place) => ['0', place.slice(0, 2), place.slice(0, 4), place],
})
const call = {
  runner: { db, clock: fixedClock(seeded) },
  actor: {} as Actor,
} as unknown as Call

async function ask(face: Face, params: object, query: object): Promise<unknown> {
  const route: Route = routes.find((one) => one.face === face)!
  return route.handle({ params, query, body: {} } as never, call)
}

async function get<F extends Face>(face: F, params: object, query: object): Promise<Answer<F>> {
  return face.answer.parse(await ask(face, params, query)) as Answer<F>
}

test('the law browser: packs in force at a place on a date', async () => {
  const { packs } = await get(listPacks, {}, { on: '2021-08-31', place: '620422' })
  const one = (id: string) => packs.find((pack) => pack.id === id)
  assert.equal(one('cn-work-safety-law-2021')?.inForce, false)
  assert.equal(one('cn-work-safety-law-2014')?.inForce, true)
  assert.equal(one('hebei-officials-2018'), undefined)
})

test('the law browser: a pack with its articles, lines and inconsistencies', async () => {
  const page = await get(getPack, { id: 'xinyang-cross-inspection-2023' }, {})
  assert.equal(page.inconsistencies.length, 16)
  assert.deepEqual(page.pack.counts, { items: 48, criteria: 67, clauses: 73, points: 100 })
  assert.ok(page.lines.some((line) => line.key === 'C48b'))
  assert.equal(page.versions.length, 1)
  assert.equal(await ask(getPack, { id: 'no-such-pack' }, {}), notFound)
})

test('a campaign of 2023 stands beside one of today, with what the law says on the day', async () => {
  const ask = (id: string, on: string) => get(getPack, { id }, { on })
  const { regime } = await ask('xinyang-cross-inspection-2023', '2026-11-22')
  assert.equal(regime?.kind, 'groups_score_enterprises')
  assert.equal(regime.now?.kind, 'licensed_inspections')
  assert.match(regime.now.title, /严格规范涉企行政检查的意见》检查主体/)
  const cap = regime.points.find(({ about }) => about === '检查次数')
  assert.match(cap?.there?.clause ?? '', /频次上限/)
  const then = await ask('xinyang-cross-inspection-2023', '2023-08-07')
  assert.equal(then.regime?.now?.kind, 'groups_score_enterprises')
  const today = await ask('yunchuan-supervision-2026', '2026-11-22')
  assert.equal(today.regime?.kind, today.regime?.now?.kind)
  assert.equal((await ask('huining-2017', '2026-11-22')).regime, null)
})

test('the law browser: what holds, who lost and why; conflicts; clauses', async () => {
  const query = { key: 'penalty.publish', on: '2021-09-01', place: '620422' }
  const { values } = await get(listValues, {}, query)
  assert.equal(values[0]?.winner.ref, 'cn-work-safety-law-2021#78.2')
  assert.equal(values[0]?.losers[0]?.ref, 'huining-2017#6-3')
  const all = await get(listValues, {}, { on: '2026-11-22' })
  assert.ok(all.values.length > 40)
  const { conflicts } = await get(listConflicts, {}, { on: '2021-09-01', place: '620422' })
  const one = conflicts.find(({ id }) => id === 'penalty-publicity')
  assert.deepEqual(
    one?.sides.map(({ wins }) => wins),
    [false, true],
  )
  const clause = await get(getClause, { ref: 'cn-work-safety-law-2021#41' }, {})
  assert.equal(clause.title, '《安全生产法》第四十一条')
  assert.equal(clause.articleTitle, '隐患排查治理与重大隐患督办')
})

const texts = join(
  process.env['BIHUAN_SHARED'] ?? fileURLToPath(new URL('../../../shared', import.meta.url)),
  'data/laws',
)
test('every counted national text has as many articles as its pack says', (t) => {
  if (!existsSync(texts)) return t.skip(`no texts of laws at ${texts} (set BIHUAN_SHARED)`)
  const files = readdirSync(texts)
  const seen = packsFrom(law).flatMap(({ head }) => {
    const name = head.short ?? head.title
    const file = files.find((one) => one === `${name}(${head.issued}).md`)
    if (file === undefined) return []
    const text = readFileSync(join(texts, file), 'utf8')
    const count = [...text.matchAll(/^第[一二三四五六七八九十百零]+条/gm)].length
    assert.equal(head.articles.count, count, head.id)
    return [head.id]
  })
  assert.equal(seen.length, 8, seen.join(' '))
})
