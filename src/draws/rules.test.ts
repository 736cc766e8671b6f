import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import fc from 'fast-check'
import { assign, recognize } from './assignment.ts'
import { frozenHashOf, type Frozen } from './paper.ts'
import { Chance } from './positions.ts'
import { frameProblems, runText, verifyText } from './rules.ts'
import { select } from './selection.ts'
import { bytesOf, hexOf, Hmac, sha256 } from './sha256.ts'
import { trialDraw, trialFile, trialFrame } from './trial.ts'

const chanceOf = (seed: number) =>
  new Chance(createHash('sha256').update(`seed ${seed}`).digest('hex'), [], '')

test('SHA-256 and HMAC are those of node:crypto for every length and label', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.uint8Array({ maxLength: 64 }),
      fc.string({ maxLength: 80, unit: 'binary' }),
      (bytes, key, label) => {
        const hash = createHash('sha256').update(bytes).digest('hex')
        assert.equal(hexOf(sha256(bytes)), hash)
        const of = (message: Uint8Array) => createHmac('sha256', key).update(message).digest('hex')
        const own = new Hmac(key)
        assert.equal(hexOf(bytesOf(own.digest(bytes))), of(bytes))
        const text = Buffer.concat([Buffer.from(label, 'utf8'), Buffer.from([1])])
        assert.equal(hexOf(bytesOf(own.ofLabel(label))), of(text))
      },
    ),
    { numRuns: 400 },
  )
})

test('HKDF is that of RFC 5869: its first test case, extract and the first 32 bytes', () => {
  const prk = new Hmac(Uint8Array.from({ length: 13 }, (_, i) => i)).digest(
    new Uint8Array(22).fill(0x0b),
  )
  assert.equal(
    hexOf(bytesOf(prk)),
    '077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5',
  )
  const info = Uint8Array.from([...Array.from({ length: 10 }, (_, i) => 0xf0 + i), 1])
  assert.equal(
    hexOf(bytesOf(new Hmac(bytesOf(prk)).digest(info))),
    '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf',
  )
})

test('each unit is drawn with exactly its probability', () => {
  const DRAWS = 4000
  const units = Array.from({ length: 24 }, (_, i) => ({
    id: `u${i}`,
    name: 'u',
    weight: [1, 2, 4, 8][i % 4]!,
  }))
  units.push({ id: 'sure', name: 'sure', weight: 400 })
  const drawn = new Map<string, number>()
  for (let seed = 0; seed < DRAWS; seed++) {
    const result = select(chanceOf(seed), units, 7, 3)
    assert.equal(new Set(result.drawn).size, 7)
    assert.equal(new Set([...result.drawn, ...result.substitutes]).size, 10)
    for (const id of result.drawn) drawn.set(id, (drawn.get(id) ?? 0) + 1)
  }
  assert.equal(drawn.get('sure'), DRAWS, 'a unit whose weight makes it certain is always drawn')
  let squares = 0
  for (const { id, weight } of units.filter((unit) => unit.id !== 'sure')) {
    const share = (6 * weight) / (6 * 15)
    const off = (drawn.get(id)! - DRAWS * share) / Math.sqrt(DRAWS * share * (1 - share))
    assert.ok(Math.abs(off) < 4, `${id}: ${off} standard deviations off`)
    squares += off * off
  }
  assert.ok(squares > 5 && squares < 60, `sum of squares ${squares} over 24 units`)
})

test('with equal weights every unit and every substitute is as likely as any other', () => {
  const DRAWS = 3000
  const units = Array.from({ length: 10 }, (_, i) => ({ id: `u${i}`, name: 'u', weight: 3 }))
  const counts = { drawn: new Map<string, number>(), substitutes: new Map<string, number>() }
  for (let seed = 0; seed < DRAWS; seed++) {
    const result = select(chanceOf(seed), units, 3, 2)
    for (const role of ['drawn', 'substitutes'] as const)
      for (const id of result[role]) counts[role].set(id, (counts[role].get(id) ?? 0) + 1)
  }
  for (const [role, share] of [
    ['drawn', 0.3],
    ['substitutes', 0.2],
  ] as const)
    for (const { id } of units) {
      const off = (counts[role].get(id)! - DRAWS * share) / Math.sqrt(DRAWS * share * (1 - share))
      assert.ok(Math.abs(off) < 4, `${role} ${id}: ${off}`)
    }
})

test('cross-assignment: nobody itself, nobody each other, each arrangement as likely', () => {
  const ids = ['A', 'B', 'C', 'D', 'E']
  const seen = { cycle: new Map<string, number>(), permutation: new Map<string, number>() }
  const DRAWS = 2400
  for (let seed = 0; seed < DRAWS; seed++)
    for (const kind of ['cycle', 'permutation'] as const) {
      const { assignment } = assign(chanceOf(seed), kind, ids, [])!
      const { selfs, pairs, rings } = recognize(assignment)
      assert.deepEqual([selfs, pairs], [0, 0])
      assert.equal(new Set(assignment.map(([, to]) => to)).size, 5)
      if (kind === 'cycle') assert.deepEqual(rings, [5])
      const word = assignment.map(([, to]) => to).join('')
      seen[kind].set(word, (seen[kind].get(word) ?? 0) + 1)
    }
  // Five units have 4! rings; without a ring of one or two they have no other arrangement.
  for (const kind of ['cycle', 'permutation'] as const) {
    assert.equal(seen[kind].size, 24)
    const expected = DRAWS / 24
    let chi = 0
    for (const count of seen[kind].values()) chi += (count - expected) ** 2 / expected
    assert.ok(chi > 6 && chi < 58, `${kind}: χ² ${chi} at 23 degrees of freedom`)
  }
})

test('the assignment of 2023 is recognized as one ring of eleven', () => {
  const file = join(
    import.meta.dirname,
    '../../law/4115/xinyang-cross-inspection-2023/campaign.yaml',
  )
  const { groups } = parse(readFileSync(file, 'utf8')) as {
    groups: { inspector: string; inspected: string }[]
  }
  const table = groups.map(({ inspector, inspected }): [string, string] => [inspector, inspected])
  assert.deepEqual(recognize(table), { rings: [11], selfs: 0, pairs: 0 })
})

test('forbidden pairs are kept, and too many of them are refused with a sentence', () => {
  const units = trialFrame(6).units
  const forbidden: [string, string][] = [
    [units[0]!.id, units[1]!.id],
    [units[2]!.id, units[0]!.id],
  ]
  const cross = { kind: 'cycle', size: 6, forbidden } as const
  for (let seed = 0; seed < 50; seed++) {
    const done = JSON.parse(trialDraw(trialFrame(6, cross), `${seed}`)) as {
      result: { assignment: [string, string][] }
    }
    for (const [one, other] of forbidden)
      assert.notEqual(done.result.assignment.find(([from]) => from === one)![1], other)
  }
  const all = units.slice(1).map(({ id }): [string, string] => [units[0]!.id, id])
  const none = runText(trialFile(trialFrame(6, { ...cross, forbidden: all }), 'x'))
  assert.ok(typeof none !== 'string' && none[0]?.code === 'infeasible')
})

test('the order of a list decides nothing', () => {
  const units = trialFrame(50).units
  const one = select(chanceOf(1), units, 10, 5)
  const other = select(chanceOf(1), units.toReversed(), 10, 5)
  assert.deepEqual(one, other)
})

const FRAMES: readonly [string, Partial<Frozen>, string][] = [
  ['nothing to draw', { units: [], size: 1 }, 'size'],
  ['more drawn than there are', { size: 11 }, 'size'],
  ['none drawn', { size: 0 }, 'size'],
  ['more substitutes than are left', { size: 8, substitutes: 3 }, 'size'],
  ['a unit twice', { units: [...trialFrame(2).units, trialFrame(2).units[1]!], size: 1 }, 'order'],
  [
    'a unit also excluded',
    {
      excluded: [{ ...trialFrame(1).units[0]!, reason: '已在办' }].map(({ id, name, reason }) => ({
        id,
        name,
        reason,
      })),
    },
    'excluded',
  ],
  ['a redraw without a reason', { round: 2, previous: '0'.repeat(64) }, 'round'],
  ['a redraw that names no earlier frame', { round: 2, reason: '见证人缺席' }, 'round'],
  ['an assignment of two', { kind: 'cycle', units: trialFrame(2).units, size: 2 }, 'size'],
  ['an assignment of a part', { kind: 'cycle', size: 3 }, 'size'],
  ['a pair of strangers', { kind: 'cycle', size: 10, forbidden: [['甲', '乙']] }, 'forbidden'],
  ['pairs in a selection', { forbidden: [['甲', '乙']] }, 'forbidden'],
]
for (const [what, more, code] of FRAMES)
  test(`a frame is refused: ${what}`, () => {
    const found = frameProblems(trialFrame(10, more))
    assert.ok(
      found.some((problem) => problem.code === code),
      JSON.stringify(found),
    )
  })

const PUBLISHED = [
  trialDraw(
    trialFrame(12, {
      size: 4,
      substitutes: 2,
      excluded: [{ id: '甲', name: '甲', reason: '已在办' }],
    }),
    'a',
  ),
  trialDraw(trialFrame(7, { kind: 'cycle', size: 7 }), 'b'),
  trialDraw(trialFrame(7, { kind: 'permutation', size: 7, ceremony: 'three_party' }), 'c'),
]

test('a published file holds, and running it again prints it byte for byte', () => {
  for (const text of PUBLISHED) {
    assert.deepEqual(verifyText(text).problems, [])
    assert.equal(runText(text), text)
  }
})

type Holder = Record<string, unknown> | unknown[]

/** Every place of a value, as the holder and the key. */
function placesIn(value: unknown): [Holder, string][] {
  if (typeof value !== 'object' || value === null) return []
  const holder = value as Holder
  return Object.keys(holder).flatMap((key) => [
    [holder, key] as [Holder, string],
    ...placesIn((holder as Record<string, unknown>)[key]),
  ])
}

function addTo(holder: Holder): void {
  if (Array.isArray(holder)) holder.push(holder[0])
  else holder.extra = 1
}

function changed(value: unknown): unknown {
  if (typeof value === 'number') return value + 1
  if (typeof value === 'string') {
    const last = value.at(-1)
    return value.slice(0, -1) + (last === '0' ? '1' : '0')
  }
  if (value === null) return '改'
  if (Array.isArray(value)) return value.length > 1 ? value.toReversed() : ['改']
  return {}
}

test('every changed value, missing field, added field and swapped list is caught', () => {
  let tried = 0
  for (const text of PUBLISHED) {
    const count = placesIn(JSON.parse(text)).length
    for (let at = 0; at < count; at++)
      for (const how of ['change', 'remove', 'add'] as const) {
        const copy: unknown = JSON.parse(text)
        const [holder, key] = placesIn(copy)[at]!
        const record = holder as Record<string, unknown>
        if (how === 'change') record[key] = changed(record[key])
        else if (how === 'add') addTo(holder)
        else if (Array.isArray(holder)) holder.splice(Number(key), 1)
        else delete record[key]
        const again = JSON.stringify(copy)
        if (again === text.trim()) continue
        tried += 1
        assert.equal(verifyText(`${again}\n`).ok, false, `${how} ${key}`)
      }
  }
  assert.ok(tried > 600, `${tried} changes tried`)
})

test('every byte counts: any one changed, cut off, doubled or added is caught', () => {
  for (const text of PUBLISHED) {
    const bytes = Buffer.from(text)
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const copy = Buffer.from(bytes)
        copy[at] = copy[at]! ^ flip
        assert.equal(verifyText(copy.toString('utf8')).ok, false)
        assert.equal(verifyText(bytes.subarray(0, at).toString('utf8')).ok, false)
      }),
      { numRuns: 300 },
    )
    for (const other of [
      ` ${text}`,
      `${text}\n`,
      `\ufeff${text}`,
      text.trim(),
      JSON.stringify(JSON.parse(text), null, 1),
      text.replace('{', '{"publicValue":"1",'),
      text.replace('"size"', '"siz\\u0065"'),
    ])
      assert.equal(verifyText(other).ok, false)
  }
})

test('a commitment binds to its frame and its seat', () => {
  const paper = JSON.parse(PUBLISHED[0]!) as { frozen: Frozen; frozenHash: string }
  paper.frozen.size -= 1
  paper.frozenHash = frozenHashOf(paper.frozen)
  const codes = verifyText(`${JSON.stringify(paper)}\n`).problems.map(({ code }) => code)
  assert.deepEqual(codes.filter((code) => code === 'commitment').length, 2)
})
