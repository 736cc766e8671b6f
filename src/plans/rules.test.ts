import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { packsFrom } from '#law/index.ts'
import { planVisits, visitLawOf, visitPlanSchema, type PlanClash, type VisitLaw } from './index.ts'

const packs = packsFrom(join(import.meta.dirname, '../../law'))
const QUOTA = { least: 4, ref: 'hebei-campaign-2017#6-4' }
const CAP = 'cn-office-54-2024#frequency'

function law(caps: Record<string, number | null>, least: number | null = null): VisitLaw {
  return {
    quota: least === null ? null : { ...QUOTA, least },
    coverage: { ref: 'hebei-campaign-2017#6-4' },
    caps: new Map(
      Object.entries(caps).map(([id, most]) => [id, most === null ? null : { most, ref: CAP }]),
    ),
  }
}
type Given = Partial<Record<'departments' | 'enterprises' | 'visits', readonly object[]>>
const plan = (given: Given) =>
  visitPlanSchema.parse({
    on: '2026-10-12',
    place: ['0', '98', '9801'],
    departments: [{ id: 'a', name: '甲局（演示）' }],
    enterprises: [{ id: 'x', name: '一厂（演示）' }],
    visits: [],
    ...given,
  })
function planned(given: Given, held: VisitLaw): PlanClash {
  const found = planVisits(plan(given), held)
  assert.ok('ok' in found, JSON.stringify(found))
  return found
}
const AB = [
  { id: 'a', name: '甲局（演示）' },
  { id: 'b', name: '乙局（演示）' },
]
const XY = [
  { id: 'x', name: '一厂（演示）' },
  { id: 'y', name: '二厂（演示）' },
]
const visit = (department: string, enterprise: string, times = 1) => ({
  department,
  enterprise,
  times,
})

test('the cap wins, joint checks are the way out, each line with its clauses', () => {
  const cases: readonly (readonly [string, Given, VisitLaw, object[], string[]])[] = [
    [
      'below the cap nothing is said',
      { departments: AB, visits: [visit('a', 'x'), visit('b', 'x')] },
      law({ x: 3 }),
      [
        { enterprise: 'x', departments: ['a'] },
        { enterprise: 'x', departments: ['b'] },
      ],
      [],
    ],
    [
      'two departments, one inspection left: they come together',
      {
        departments: AB,
        enterprises: [{ id: 'x', name: '一厂（演示）', used: 2 }],
        visits: [visit('a', 'x'), visit('b', 'x')],
      },
      law({ x: 3 }),
      [{ enterprise: 'x', departments: ['a', 'b'] }],
      ['cap_wins', 'joint_check'],
    ],
    [
      'one department asks for more than the cap',
      { visits: [visit('a', 'x', 5)] },
      law({ x: 2 }),
      [
        { enterprise: 'x', departments: ['a'] },
        { enterprise: 'x', departments: ['a'] },
      ],
      ['cap_wins'],
    ],
    [
      'the cap is used up, even passed: no inspection',
      {
        enterprises: [{ id: 'x', name: '一厂（演示）', used: 4 }],
        visits: [visit('a', 'x')],
      },
      law({ x: 3 }),
      [],
      ['cap_used_up'],
    ],
    [
      'no cap is known: said, not guessed',
      { visits: [visit('a', 'x', 9)] },
      law({ x: null }),
      Array.from({ length: 9 }, () => ({ enterprise: 'x', departments: ['a'] })),
      ['no_cap'],
    ],
    [
      'who is short of its visits joins the others, then takes what the caps leave',
      {
        departments: AB,
        enterprises: XY,
        visits: [visit('b', 'x', 2), visit('b', 'y', 2)],
      },
      law({ x: 2, y: 3 }, 5),
      [
        { enterprise: 'x', departments: ['b', 'a'] },
        { enterprise: 'x', departments: ['b', 'a'] },
        { enterprise: 'y', departments: ['b', 'a'] },
        { enterprise: 'y', departments: ['b', 'a'] },
        { enterprise: 'y', departments: ['a', 'b'] },
      ],
      ['quota_by_joining', 'quota_by_joining'],
    ],
    [
      'a quota that the caps do not leave room for stands open',
      { visits: [visit('a', 'x', 3)] },
      law({ x: 2 }, 4),
      [
        { enterprise: 'x', departments: ['a'] },
        { enterprise: 'x', departments: ['a'] },
      ],
      ['cap_wins', 'quota_short'],
    ],
    [
      'what is done already counts; a department without a quota owes nothing',
      {
        departments: [
          { id: 'a', name: '甲局（演示）', done: 4 },
          { id: 'b', name: '乙局（演示）', quota: false },
        ],
      },
      law({ x: 2 }, 4),
      [],
      [],
    ],
    [
      'a high-risk enterprise that nobody visits is named; one that was visited is not',
      {
        enterprises: [
          { id: 'x', name: '一厂（演示）', highRisk: true },
          { id: 'y', name: '二厂（演示）', highRisk: true, used: 1 },
        ],
      },
      law({ x: 2, y: 2 }),
      [],
      ['not_covered'],
    ],
  ]
  for (const [what, given, held, slots, kinds] of cases) {
    const found = planned(given, held)
    assert.deepEqual(found.slots, slots, what)
    assert.deepEqual(
      found.lines.map(({ kind }) => kind),
      kinds,
      what,
    )
    for (const { kind, refs } of found.lines) {
      assert.ok(kind === 'no_cap' || refs.length > 0, `${what}: ${kind} cites nothing`)
    }
    const stops = kinds.some((kind) => ['cap_used_up', 'quota_short', 'not_covered'].includes(kind))
    assert.equal(found.ok, !stops, what)
  }
})

test('only competent departments come; what is not there is named by its place', () => {
  const enterprises = [{ id: 'x', name: '一厂（演示）', competent: ['b'] }]
  const held = law({ x: 5 }, 1)
  const found = planned({ departments: AB, enterprises, visits: [visit('b', 'x')] }, held)
  assert.equal(found.departments.find(({ id }) => id === 'a')?.short, 1)
  const wrong = planVisits(
    plan({
      departments: [...AB, AB[0]!],
      enterprises,
      visits: [visit('c', 'x'), visit('a', 'z'), visit('a', 'x')],
    }),
    held,
  )
  assert.ok(Array.isArray(wrong))
  assert.deepEqual(
    wrong.map(({ at }) => at),
    ['departments[2]', 'visits[0]', 'visits[1]', 'visits[2]'],
  )
})

test('the law of the day: Shanxi caps by standard, the invented city, the quota of 2017', () => {
  const shanxi = visitPlanSchema.parse({
    on: '2026-10-12',
    place: ['0', '14'],
    campaign: 'hebei-campaign-2017',
    departments: AB,
    enterprises: [
      { id: 'x', name: '一厂（演示）', facts: { sector: 'other', standard: 'first' } },
      { id: 'y', name: '二厂（演示）', facts: { sector: 'other', standard: 'none' } },
    ],
    visits: [],
  })
  const found = visitLawOf(packs, shanxi)
  assert.ok('caps' in found)
  assert.deepEqual(found.quota, { least: 30, ref: 'hebei-campaign-2017#6-4' })
  assert.deepEqual(found.caps.get('x'), { most: 1, ref: 'shanxi-inspection-caps-2025#caps' })
  assert.deepEqual(found.caps.get('y'), { most: 6, ref: 'shanxi-inspection-caps-2025#caps' })
  const city = visitLawOf(packs, plan({}))
  assert.ok('caps' in city)
  assert.deepEqual(city.caps.get('x'), { most: 3, ref: 'yunchuan-notice-2026#3' })
  assert.equal(city.quota?.ref, 'yunchuan-supervision-2026#3')
  const before = visitLawOf(packs, { ...plan({}), on: '2023-08-07' })
  assert.ok('caps' in before)
  assert.deepEqual([before.quota, before.caps.get('x')], [null, null])
  assert.ok('message' in visitLawOf(packs, { ...plan({}), campaign: 'no-such' }))
})

const SEED = Number(process.env['BIHUAN_SEED'] ?? 20171128)

test(`whatever is asked, no cap is passed and every visit is counted once (seed ${SEED})`, () => {
  const IDS = ['x', 'y', 'z'] as const
  const given = fc.record({
    caps: fc.tuple(...IDS.map(() => fc.option(fc.nat(4)))),
    used: fc.tuple(...IDS.map(() => fc.nat(4))),
    least: fc.nat(12),
    done: fc.nat(3),
    visits: fc.array(
      fc.tuple(
        fc.constantFrom('a', 'b', 'c'),
        fc.constantFrom(...IDS),
        fc.integer({ min: 1, max: 5 }),
      ),
      { maxLength: 12 },
    ),
  })
  fc.assert(
    fc.property(given, ({ caps, used, least, done, visits }) => {
      const held = law(Object.fromEntries(IDS.map((id, n) => [id, caps[n]!])), least)
      const found = planned(
        {
          departments: ['a', 'b', 'c'].map((id) => ({ id, name: id, done })),
          enterprises: IDS.map((id, n) => ({ id, name: id, used: used[n]! })),
          visits: visits.map(([department, enterprise, times]) =>
            visit(department, enterprise, times),
          ),
        },
        held,
      )
      for (const [n, one] of found.enterprises.entries()) {
        const cap = caps[n]
        if (cap !== null) assert.ok(one.opened <= Math.max(0, cap! - used[n]!))
        if (!one.clash && cap !== null) {
          const mine = found.slots.filter(({ enterprise }) => enterprise === one.id)
          assert.ok(mine.length >= one.asked, 'without a clash every visit stays')
        }
      }
      for (const { id, granted, gained, asked, short } of found.departments) {
        const there = found.slots.filter(({ departments }) => departments.includes(id)).length
        assert.equal(granted + gained, there)
        assert.ok(granted <= asked)
        assert.equal(short, Math.max(0, least - done - there))
        const open = found.enterprises.some(({ cap, used: gone, opened, id: at }) => {
          const alone = found.slots.some(
            ({ enterprise, departments }) => enterprise === at && !departments.includes(id),
          )
          return alone || (cap !== null && cap - gone > opened)
        })
        assert.ok(short === 0 || !open, 'nobody is short while a place is left')
      }
    }),
    { seed: SEED, numRuns: 300 },
  )
})
