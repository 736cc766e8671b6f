import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { covers, firstRow, type Database } from '#kernel/index.ts'
import { testDatabase } from '../../test/database.ts'
import { readDivisions, writeDivisions } from './division-lines.ts'
import { loadableProvinces, loadDivisions, seedPlaces } from './divisions.ts'
import { lineageOf, listPlacesBy, placeNames, placeScope } from './places.ts'

let db: Database
before(async () => {
  db = await testDatabase()
  await seedPlaces(db)
})
after(() => db.close())

const ON = '2026-03-02'

async function listed(query: { parent?: string; q?: string; limit?: number; cursor?: string }) {
  return listPlacesBy(db.app, { on: ON, limit: 200, ...query })
}

test('the nation is there down to its counties, and loading again adds nothing', async () => {
  const count = async (level: string) =>
    (await firstRow<{ n: number }>(
      db.app,
      'select count(*)::integer as n from region where level = $1',
      [level],
    ))!.n
  assert.equal(await count('province'), 34)
  assert.equal(await count('city'), 342 + 3)
  assert.equal(await count('county'), 2978 + 1 - 2)
  assert.equal(await seedPlaces(db), 0)
})

test('a place’s lineage follows who governs it', async () => {
  const cases = [
    ['411502', ['411502', '4115', '41', '0']],
    ['4115Y1', ['4115Y1', '4115', '41', '0']],
    ['411571', ['411571', '4115', '41', '0']],
    ['130682', ['130682', '13', '0']],
    ['130181', ['130181', '13', '0']],
    ['130629', ['130629', '13X1', '13', '0']],
    ['13X1', ['13X1', '13', '0']],
    ['999999', []],
  ] as const
  for (const [jur, lineage] of cases) assert.deepEqual(await lineageOf(db.app, jur), lineage, jur)
})

test('level and kind of code are their own facts', async () => {
  const cases = [
    ['130682', 'city', 'official'],
    ['130181', 'city', 'official'],
    ['13X1', 'city', 'own'],
    ['4115Y1', 'county', 'own'],
    ['411571', 'county', 'statistical'],
    ['5002', 'city', 'grouping'],
    ['441900', 'county', 'grouping'],
  ] as const
  for (const [jur, level, kind] of cases) {
    const row = await firstRow<{ level: string; code_kind: string }>(
      db.app,
      'select level, code_kind from region where jur = $1',
      [jur],
    )
    assert.deepEqual([row?.level, row?.code_kind], [level, kind], jur)
  }
})

test('the scope of 保定 leaves out 定州 and 雄安, that of 雄安 holds its counties', async () => {
  const baoding = await placeScope(db.app, '1306')
  const xiongan = await placeScope(db.app, '13X1')
  const hebei = await placeScope(db.app, '13')
  const cases = [
    ['130602', true, false],
    ['130682', false, false],
    ['130682001', false, false],
    ['130629001', false, true],
    ['130638', false, true],
    ['13X1', false, true],
  ] as const
  for (const [jur, inBaoding, inXiongan] of cases) {
    assert.equal(covers(baoding, jur), inBaoding, jur)
    assert.equal(covers(xiongan, jur), inXiongan, jur)
    assert.equal(covers(hebei, jur), true, jur)
  }
})

test('paths name the governing places and leave groupings out', async () => {
  const names = await placeNames(db.app, ['411502', '130629', '110105', '429004', '0', 'none'])
  assert.equal(names.get('411502')?.path, '河南省信阳市浉河区')
  assert.equal(names.get('130629')?.path, '河北省雄安新区容城县')
  assert.equal(names.get('110105')?.path, '北京市朝阳区')
  assert.equal(names.get('429004')?.path, '湖北省仙桃市')
  assert.equal(names.get('0')?.path, '全国')
  assert.equal(names.has('none'), false)
})

test('browsing goes by governing place, a page at a time', async () => {
  const hebei = await listed({ parent: '13' })
  const jurs = hebei.items.map((place) => place.jur)
  for (const jur of ['1306', '130181', '130682', '13X1']) assert.ok(jurs.includes(jur), jur)
  assert.ok(!(await listed({ parent: '1306' })).items.some((place) => place.jur === '130682'))
  const first = await listed({ parent: '13', limit: 5 })
  const second = await listed({ parent: '13', limit: 5, cursor: first.next! })
  assert.deepEqual(
    [...first.items, ...second.items].map((p) => p.jur),
    jurs.slice(0, 10),
  )
  assert.equal((await listed({})).items.length, 34)
})

test('search finds by name, part of a name and initials, and takes signs literally', async () => {
  const cases = [
    ['浉河', '411502'],
    ['shq', '411502'],
    ['SHQ', '411502'],
    ['会宁', '620422'],
    ['hnx', '620422'],
    ['高新技术产业', '411571'],
    ['雄安', '13X1'],
  ] as const
  for (const [q, jur] of cases) {
    const found = (await listed({ q })).items.map((place) => place.jur)
    assert.ok(found.includes(jur), `${q}: ${found.join()}`)
  }
  for (const q of ['%', '_', '\\', "'; drop table region; --", '𠮷']) {
    assert.deepEqual((await listed({ q })).items, [], q)
  }
  assert.ok((await listed({ q: 'cq', parent: '50' })).items.every((p) => p.jur.startsWith('50')))
})

test('a province is loaded on demand down to its villages', async () => {
  assert.equal(loadableProvinces().length, 31)
  assert.ok((await loadDivisions(db, '46')) > 3000)
  assert.equal(await loadDivisions(db, '46'), 0)
  const names = await placeNames(db.app, ['460105001001'])
  assert.match(names.get('460105001001')?.path ?? '', /^海南省海口市秀英区.+街道.+/)
  const below = await listed({ parent: '460105' })
  assert.ok(below.items.every((place) => place.level === 'township' && place.hasChildren))
  await assert.rejects(loadDivisions(db, '98'), /98/)
})

test('lines of divisions read back as they were written', () => {
  const township = {
    county: '411502',
    code: '411502001',
    name: '老城街道',
    villages: [
      { code: '411502001001', name: '东关社区居委会' },
      { code: '411502001002', name: '107社区' },
      { code: '411502001201', name: '村村民委员会' },
      { code: '411502001202', name: '村' },
      { code: '411502001498', name: '（无名）A区' },
    ],
  }
  const other = { county: '411503', code: '411503400', name: '开发区', villages: [] }
  assert.deepEqual([...readDivisions(writeDivisions([township, other]))], [township, other])
})
