/** The order of resolution on invented packs: rank, place, conditions, date; max and cap. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { resolve, type Pack } from './index.ts'

type Made = { id: string; rank?: Pack['head']['rank']; place?: string; from?: string } & Record<
  string,
  unknown
>
function made({ id, rank = '通知', place = '0', from = '2020-01-01', ...value }: Made): Pack {
  const head = { id, title: id, issuer: 'x', place, rank, effective: { from }, mark: 'source' }
  const entry = { key: 'k', label: 'l', combine: 'rank', stricter: 'more', article: '1', ...value }
  return {
    head: { ...head, supersedes: [], repeals: [], demo: false, articles: { count: 9 } },
    values: { values: [{ ...entry, mark: 'source' }] },
    version: id,
  } as unknown as Pack
}

const orders: readonly (readonly [what: string, packs: Made[], winner: string])[] = [
  [
    'rank before place',
    [
      { id: 'a', rank: '法律', value: 1 },
      { id: 'b', place: '13', value: 2 },
    ],
    'a',
  ],
  [
    'nearer place',
    [
      { id: 'a', place: '13', value: 1 },
      { id: 'b', place: '1301', value: 2 },
    ],
    'b',
  ],
  [
    'place before date',
    [
      { id: 'a', place: '1301', value: 1 },
      { id: 'b', from: '2021-01-01', value: 2 },
    ],
    'a',
  ],
  [
    'special before general',
    [
      { id: 'a', value: 1, when: { x: ['y'] } },
      { id: 'b', from: '2021-01-01', value: 2 },
    ],
    'a',
  ],
  [
    'later before earlier',
    [
      { id: 'a', value: 1 },
      { id: 'b', from: '2021-01-01', value: 2 },
    ],
    'b',
  ],
  [
    'regulation before a rule of the same place',
    [
      { id: 'a', rank: '地方政府规章', place: '13', from: '2021-01-01', value: 1 },
      { id: 'b', rank: '地方性法规', place: '13', value: 2 },
    ],
    'b',
  ],
  [
    'rule of a department and regulation: nearer place',
    [
      { id: 'a', rank: '部门规章', value: 1 },
      { id: 'b', rank: '地方性法规', place: '13', value: 2 },
    ],
    'b',
  ],
  [
    'another place does not count',
    [
      { id: 'a', place: '41', value: 1 },
      { id: 'b', rank: 'house', value: 2 },
    ],
    'b',
  ],
  [
    'other facts do not count',
    [
      { id: 'a', value: 1, when: { x: ['z'] } },
      { id: 'b', rank: 'house', value: 2 },
    ],
    'b',
  ],
  [
    'max: stricter from below',
    [
      { id: 'a', rank: '法律', value: 2 },
      { id: 'b', value: 4, combine: 'max' },
    ],
    'b',
  ],
  [
    'max: milder from below',
    [
      { id: 'a', rank: '法律', value: 4 },
      { id: 'b', value: 2, combine: 'max' },
    ],
    'a',
  ],
  [
    'cap: passed',
    [
      { id: 'a', value: 5 },
      { id: 'b', rank: 'house', value: 3, combine: 'cap' },
    ],
    'b',
  ],
  [
    'cap: not passed',
    [
      { id: 'a', value: 2 },
      { id: 'b', rank: '法律', value: 3, combine: 'cap' },
    ],
    'a',
  ],
  [
    'cap: the lower of two',
    [
      { id: 'a', value: 3, combine: 'cap' },
      { id: 'b', rank: '法律', value: 6, combine: 'cap' },
    ],
    'a',
  ],
  [
    'cap holds against max, whichever is looked at first',
    [
      { id: 'a', value: 2 },
      { id: 'b', value: 6, combine: 'cap' },
      { id: 'c', value: 9, combine: 'max' },
    ],
    'b',
  ],
]
for (const [what, given, winner] of orders) {
  for (const packs of [given.map(made), given.map(made).toReversed()]) {
    test(`order: ${what} (${packs.map(({ head }) => head.id).join(' ')})`, () => {
      const ask = { key: 'k', on: '2022-01-01', lineage: ['0', '13', '1301'], facts: { x: 'y' } }
      assert.equal(resolve(packs, ask)?.winner.pack, winner)
    })
  }
}
