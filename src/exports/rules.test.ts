import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formFields } from '#law/words.ts'
import { columnRefusal, countRefusal, exportRefusal } from './rules.ts'

const NONE = { read: false, act: false }
const READS = { read: true, act: false }
const ACTS = { read: true, act: true }

describe('who takes what out of the ledger', () => {
  it('only whoever reads it', () => {
    assert.equal(exportRefusal(NONE)?.clause, 'bihuan-house-rules#export')
    assert.equal(exportRefusal(READS), undefined)
    assert.equal(exportRefusal(ACTS), undefined)
  })

  it('names and source notes only whoever works on findings', () => {
    const refused = formFields.filter((field) => columnRefusal(field, READS) !== undefined)
    assert.deepEqual(refused, [
      'sourceNote',
      'foundBy',
      'rectifierName',
      'sectorName',
      'territoryName',
      'sponsor',
      'recheckerName',
    ])
    assert.ok(formFields.every((field) => columnRefusal(field, ACTS) === undefined))
  })

  for (const [count, refused] of [
    [0, true],
    [1, false],
    [1_000_000, false],
    [1_000_001, true],
  ] as const) {
    it(`${count} in one file: ${refused ? 'no' : 'yes'}`, () => {
      assert.equal(countRefusal(count) !== undefined, refused)
    })
  }
})
