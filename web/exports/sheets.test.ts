import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { paged, totalOf } from './sheets.ts'

describe('pages of paper', () => {
  for (const [what, heights, room, pages] of [
    [
      'fills a page to its edge',
      [5, 5, 5, 5],
      10,
      [
        [0, 1],
        [2, 3],
      ],
    ],
    ['begins another where a row does not fit', [6, 5, 4], 10, [[0], [1, 2]]],
    ['gives a row taller than the page a page of its own', [3, 30, 3], 10, [[0], [1], [2]]],
    ['has none for no rows', [], 10, []],
  ] as const) {
    it(what, () => assert.deepEqual(paged(heights, room), pages))
  }
})

describe('the total of a page', () => {
  const row = (funds: { amount: string; unit: string } | null, major = false, closed = false) => ({
    values: [],
    major,
    closed,
    funds,
  })
  it('counts, and adds money within its unit only, to the last decimal', () => {
    const rows = [
      row({ amount: '0.1', unit: '万元' }, true),
      row({ amount: '0.2', unit: '万元' }, false, true),
      row({ amount: '1234.50', unit: '元' }),
      row(null),
    ]
    assert.equal(totalOf(rows), '4 条（重大 1，已销号 1，资金 0.3万元、1,234.5元）')
  })
  it('leaves money out where there is none', () => {
    assert.equal(totalOf([row(null)]), '1 条（重大 0，已销号 0）')
  })
})
