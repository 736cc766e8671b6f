import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scopeOf } from '#kernel/index.ts'
import { termsOf, termsQuery } from './terms.ts'

const words = (texts: string[], names: string[] = [], codes: string[] = []) =>
  termsOf('', { texts, names, codes }).toSorted()

test('text is cut into pairs of neighbouring characters, numbers and Latin words stay whole', () => {
  assert.deepEqual(words(['配电箱']), ['电箱', '配电'])
  assert.deepEqual(words(['5吨 ABC阀']), ['5', '5吨', 'abc', 'c阀'])
  assert.deepEqual(words(['ＡＢＣ１２']), ['abc12'], 'one width')
  assert.deepEqual(words(['氨']), ['氨'])
})

test('a number is found by its year and by its serial, with and without zeros', () => {
  const found = words(['云安办〔2026〕0012号'])
  for (const word of ['2026', '0012', '12', '2号', '云安', '安办'])
    assert.ok(found.includes(word), word)
})

const READINGS = [
  ['重庆火锅店', '~cqhgd', 'as it is usually read'],
  ['重庆火锅店', '~zqhgd', 'as it may be read'],
  ['重庆火锅店', '~hgd', 'from a later character on'],
  ['长乐乐器行', '~clyqx', 'as it is usually read'],
  ['长乐乐器行', '~zlyqx', 'with its first character read otherwise'],
  ['长乐乐器行', '~clyqh', 'with its last character read otherwise'],
] as const

for (const [name, word, how] of READINGS) {
  test(`${name} is found as ${word.slice(1)}: ${how}`, () => {
    assert.ok(words([], [name]).includes(word), words([], [name]).join(' '))
  })
}

test('a name is found by no less than two initials, and by no other reading', () => {
  const found = words([], ['青杨铸造'])
  assert.deepEqual(found, ['~qyzz', '~yzz', '~zz'])
})

test('a place stands among the words as far down as its county', () => {
  assert.deepEqual(termsOf('980121001', { texts: [] }), ['@98', '@9801', '@980121'])
})

const QUERIES = [
  ['配电箱', "'配电' & '电箱'"],
  ['配电 电箱', "'配电' & '电箱'"],
  ['箱', ''],
  ['a', ''],
  ['', ''],
  ['％％', ''],
  ['12号', "'2号' & '12':*"],
  ['〔2026〕12号', "'2026':* & '2号' & '12':*"],
  ['cq', "('cq':* | '~cq':*)"],
  ['CQ', "('cq':* | '~cq':*)"],
  ['91350100m0', "'91350100m0':*"],
  ["o'neil 阀门", "('neil':* | '~neil':*) & '阀门'"],
  ["\\' | !:* & '", ''],
  ['@41', "'41':*"],
  ['~cq', "('cq':* | '~cq':*)"],
] as const

for (const [typed, wanted] of QUERIES) {
  test(`“${typed}” is asked as ${wanted || 'nothing'}`, () => {
    assert.equal(termsQuery(typed), wanted)
  })
}

test('a query leaves out places beyond the scope where the scope is one subtree', () => {
  assert.equal(termsQuery('阀门', [scopeOf('980121')]), "'阀门' & ('@980121')")
  assert.equal(termsQuery('阀门', [scopeOf('980121001')]), "'阀门' & ('@980121')")
  assert.equal(termsQuery('阀门', [scopeOf('0')]), "'阀门'")
})
