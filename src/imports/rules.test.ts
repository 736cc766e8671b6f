import assert from 'node:assert/strict'
import { test } from 'node:test'
import { adds, agreeRefusal, kindsOf, NO_COUNTS, type Agreeing } from './rules.ts'

test('each role brings in its own kinds', () => {
  const cases: readonly [string, string][] = [
    ['committee_clerk', 'findings enterprises'],
    ['committee_head', 'findings enterprises'],
    ['regulator_clerk', 'findings enterprises'],
    ['section_head', 'findings enterprises'],
    ['system_admin', 'organizations people'],
    ['inspector', ''],
    ['safety_officer', ''],
    ['security_admin', ''],
    ['nobody', ''],
  ]
  for (const [role, kinds] of cases) assert.equal(kindsOf(role).join(' '), kinds, role)
})

test('agreeing is refused in the order: state, rows, codes', () => {
  const ready: Agreeing = {
    state: 'ready',
    kind: 'findings',
    counts: { ...NO_COUNTS, total: 2, data: 2 },
    doubtfulCodes: 0,
    keepCodesBecause: null,
  }
  const cases: readonly [Partial<Agreeing>, RegExp | null][] = [
    [{}, null],
    [{ state: 'reading', counts: NO_COUNTS }, /正在读取/],
    [{ state: 'refused' }, /未能读取/],
    [{ state: 'taking' }, /正在接收/],
    [{ state: 'taken' }, /已经完成/],
    [{ state: 'dropped' }, /已经放弃/],
    [{ counts: NO_COUNTS, doubtfulCodes: 1 }, /没有可以接收的行/],
    [{ doubtfulCodes: 1 }, /1 行的登记代码/],
    [{ doubtfulCodes: 1, keepCodesBecause: '照录' }, null],
  ]
  for (const [more, expected] of cases) {
    const refused = agreeRefusal({ ...ready, ...more })?.refused ?? null
    if (expected === null) assert.equal(refused, null)
    else assert.match(refused ?? '', expected)
  }
})

test('rows add up, or it is noticed', () => {
  assert.ok(adds({ ...NO_COUNTS, total: 3, data: 1, empty: 1, leftOut: 1 }))
  assert.ok(!adds({ ...NO_COUNTS, total: 3, data: 1, empty: 1 }))
})
