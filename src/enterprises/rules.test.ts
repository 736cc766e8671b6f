import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isUnifiedIdentifier } from 'util-helpers'
import { isRefusal } from '#kernel/index.ts'
import { codeDoubt, creditCodeHolds, judgeRegistration } from './rules.ts'
import type { Registration } from './words.ts'

test('the check of a credit code agrees with that of a foreign library', () => {
  const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  const known = ['91350100M000100Y43', '11320000MB151840XJ', '91512081MA62K0260E']
  const failing = ['91350211M0000XUF46', '91350100M0001TGQXM', '', '9135', '91350100M000100Y4I']
  for (const code of known) assert.equal(creditCodeHolds(code), true, code)
  for (const code of failing) assert.equal(creditCodeHolds(code), false, code)
  for (const code of known) {
    for (const sign of signs) {
      for (const at of [0, 1, 3, 9, 16, 17]) {
        const changed = code.slice(0, at) + sign + code.slice(at + 1)
        assert.equal(creditCodeHolds(changed), isUnifiedIdentifier(changed), changed)
      }
    }
  }
})

const plain: Registration = {
  jur: '980121001',
  kind: 'enterprise',
  name: '某企业（演示）',
  sector: 'industry_trade',
}
const free = { codeTaken: false, ownerKnown: true }
const FAILING = '91350211M0000XUF46'

test('a registration: what it gives, what is known, what comes of it', () => {
  const cases: readonly [string, Partial<Registration>, Partial<typeof free>, RegExp | boolean][] =
    [
      ['an enterprise without a code', {}, {}, false],
      ['a code that holds', { creditCode: '91350100M000100Y43' }, {}, false],
      ['a code that fails', { creditCode: FAILING }, {}, /校验未通过/],
      ['a code that fails, kept', { creditCode: FAILING, keepCodeBecause: '与证照一致' }, {}, true],
      [
        'a code already there',
        { creditCode: '91350100M000100Y43' },
        { codeTaken: true },
        /已经登记/,
      ],
      ['a failing code already there', { creditCode: FAILING }, { codeTaken: true }, /已经登记/],
      ['an owner that is not entered', { org: 'x' }, { ownerKnown: false }, /属地负责/],
      ['a vehicle without its plate', { kind: 'vehicle' }, {}, /号牌/],
      ['a vessel with its number', { kind: 'vessel', identifier: '云川渔0001' }, {}, false],
      ['a house without an address', { kind: 'self_built_house' }, {}, /地址/],
      ['a public area with its place', { kind: 'public_area', address: '北街广场' }, {}, false],
    ]
  for (const [name, given, known, expected] of cases) {
    const verdict = judgeRegistration({ ...plain, ...given }, { ...free, ...known })
    if (typeof expected === 'boolean') assert.deepEqual(verdict, { markCode: expected }, name)
    else assert.match(isRefusal(verdict) ? verdict.refused : '', expected, name)
  }
})

test('codes of every age: which are doubted, and which have no check to fail', () => {
  const cases: readonly [string, string, RegExp | null][] = [
    ['a unified code that holds', '91350100M000100Y43', null],
    ['a unified code that fails', FAILING, /统一社会信用代码.*未通过/],
    ['a registration number that holds', '110108000000016', null],
    ['a registration number that fails', '110108000000017', /15 位注册号.*未通过/],
    ['an older number has no check', '1101081000001', null],
    ['an organization code that holds', 'D2143569X', null],
    ['an organization code that fails', 'D21435691', /组织机构代码.*未通过/],
    ['a length that no code has', '12345678901', /不是现行或者原有代码的位数/],
  ]
  for (const [name, code, expected] of cases) {
    if (expected === null) assert.equal(codeDoubt(code), null, name)
    else assert.match(codeDoubt(code) ?? '', expected, name)
  }
})
