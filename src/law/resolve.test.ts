import assert from 'node:assert/strict'
import { test } from 'node:test'
import { packsFrom, resolve, resolveSteps } from './index.ts'

const packs = packsFrom(new URL('../../law', import.meta.url).pathname)
const nation = ['0', '98', '9801']
const hebei = ['0', '13', '130682']
const xinyang = ['0', '41', '4115', '411524']

/** key · place · date · facts · value · winner */
const table = [
  ['finding.receive', nation, '2026-11-22', {}, 2, 'bihuan-house-rules#1'],
  ['finding.recheck', nation, '2026-11-22', { grade: 'ordinary' }, 5, 'bihuan-house-rules#3'],
  ['finding.recheck', nation, '2026-11-22', { grade: 'major' }, 10, 'hazard-rules-16-2007#23'],
  ['finding.recheck', nation, '2008-01-31', { grade: 'major' }, 5, 'bihuan-house-rules#3'],
  ['penalty.publish', xinyang, '2021-09-01', {}, 7, 'cn-work-safety-law-2021#78.2'],
  ['penalty.publish', xinyang, '2021-08-31', {}, undefined, undefined],
] as const

for (const [key, lineage, on, facts, value, winner] of table) {
  test(`${key} at ${lineage.at(-1)} on ${on} ${JSON.stringify(facts)}`, () => {
    const found = resolve(packs, { key, lineage, on, facts })
    assert.equal(found?.value, value)
    assert.equal(found?.winner.ref, winner)
  })
}

test('五落实: Hebei wants them for every hazard, Xinyang for what takes time', () => {
  const ask = { grade: 'ordinary', origin: 'government' } as const
  const five = (lineage: string[], on: string) =>
    resolveSteps(packs, { ...ask, lineage, on }).by.fiveImplementations
  assert.equal(five(hebei, '2017-12-01').value, 'required')
  assert.equal(five(hebei, '2017-12-01').winner.ref, 'hebei-campaign-2017#6-2')
  assert.equal(five(xinyang, '2023-08-07').value, 'when_time_needed')
  assert.equal(five(xinyang, '2023-08-07').winner.ref, 'xinyang-cross-inspection-2023#item-4')
  assert.equal(five(hebei, '2026-11-22').winner.ref, 'bihuan-house-rules#5')
})
