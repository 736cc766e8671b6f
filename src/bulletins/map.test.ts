import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { demoPlaces } from '#places/index.ts'
import { mapsIn } from './map-files.ts'

const own = mkdtempSync(join(tmpdir(), 'bihuan-maps-'))
const seeds = join(import.meta.dirname, '../../seeds/maps')
after(() => rmSync(own, { recursive: true, force: true }))

const square = (code: string, west: number) => ({
  type: 'Feature',
  properties: { adcode: code },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, 30],
        [west + 1, 30],
        [west + 1, 31],
        [west, 31],
        [west, 30],
      ],
    ],
  },
})
const boundaries = {
  type: 'FeatureCollection',
  place: '4115',
  title: '某市',
  source: '某测绘单位',
  features: [square('411502', 114), square('411500', 115)],
}

function put(name: string, content: unknown): void {
  writeFileSync(join(own, name), typeof content === 'string' ? content : JSON.stringify(content))
}

test('every map of the product can be drawn, and the demonstration names its own counties', async () => {
  const mapOf = mapsIn([seeds])
  for (const name of readdirSync(seeds)) {
    const { map, say } = await mapOf(name.replace('.json', ''))
    assert.equal(say, null, name)
    assert.ok(map && map.schematic && map.areas.length > 0, name)
    for (const { x, y } of map.areas) {
      assert.ok(x > 0 && x < map.width && y > 0 && y < map.height, name)
    }
  }
  const counties = demoPlaces().filter(({ parent_jur: parent }) => parent === '9801')
  const { map } = await mapOf('9801')
  assert.deepEqual(
    map?.areas.map(({ place }) => place).toSorted(),
    counties.map(({ jur }) => jur).toSorted(),
  )
  const nation = await mapOf('0')
  assert.equal(new Set(nation.map?.areas.map(({ place }) => place)).size, 34)
  assert.equal(new Set(nation.map?.areas.map(({ path }) => path)).size, 34)
})

test('real boundaries are shown under their approval number only', async () => {
  put('4115.json', boundaries)
  const mapOf = mapsIn([own, seeds])
  const refused = await mapOf('4115')
  assert.equal(refused.map, null)
  assert.match(refused.say ?? '', /审图号/)
  put('4116.json', { ...boundaries, place: '4116', approval: '审图号（演示）' })
  const { map } = await mapOf('4116')
  assert.equal(map?.approval, '审图号（演示）')
  assert.deepEqual(
    map?.areas.map(({ place }) => place),
    ['411502', '4115'],
  )
  assert.equal(map?.areas[0]?.path.split('L').length, 5)
})

test("a deployment's own map stands before the product's, and is read again when it changed", async () => {
  const mapOf = mapsIn([own, seeds])
  put('9801.json', { ...boundaries, place: '9801', schematic: true, title: '新绘' })
  assert.equal((await mapOf('9801')).map?.title, '新绘')
})

const WRONG = [
  ['{', /不是JSON/],
  [{ ...boundaries, place: '1101' }, /不一致/],
  [{ ...boundaries, features: [] }, /features/],
  [
    {
      ...boundaries,
      features: [{ ...square('1', 1), geometry: { type: 'Point', coordinates: [1, 1] } }],
    },
    /geometry/,
  ],
  [
    { tiles: [{ code: '1', column: -1, row: 0 }], place: '77', title: '甲', source: '乙' },
    /column/,
  ],
] as const

for (const [content, says] of WRONG) {
  test(`a file that is no map is named: ${says.source}`, async () => {
    put('77.json', content)
    const { map, say } = await mapsIn([own])('77')
    assert.equal(map, null)
    assert.match(say ?? '', says)
  })
}

test('a place without a map has none, and nobody complains', async () => {
  assert.deepEqual(await mapsIn([own])('88'), { map: null, say: null })
})
