import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgeDistinct, near, similarity, tellsApart } from './rules.ts'

const of = (title: string, text = '', foundOn: string | null = '2026-03-02') => ({
  title,
  text,
  foundOn,
})

/** Two ways of writing, and whether they read alike at 50 %. */
const PAIRS = [
  ['液氨制冷车间未设气体探测报警装置', '制冷车间没有设置气体探测报警装置', true],
  ['消防通道被堆放的货物堵塞', '消防通道堆放货物', true],
  ['灭火器过期', '灭火器已过期', true],
  ['２号车间灭火器过期。', '2号车间、灭火器过期', true],
  ['灭火器过期', '配电箱无防护', false],
  ['特种作业人员无证上岗', '消防通道被货物堵塞', false],
  ['未开展应急演练', '未建立应急预案', false],
] as const

for (const [one, other, alike] of PAIRS) {
  test(`${one} / ${other}: ${alike ? '疑似重复' : '不是'}`, () => {
    assert.equal(similarity(of(one), of(other)) >= 50, alike, `${similarity(of(one), of(other))}%`)
    assert.equal(similarity(of(one), of(other)), similarity(of(other), of(one)))
  })
}

test('the same words are wholly alike, nothing is alike to nothing', () => {
  assert.equal(similarity(of('灭火器过期', '三具'), of('灭火器过期', '三具')), 100)
  assert.equal(similarity(of('', ''), of('', '')), 0)
  assert.equal(similarity(of('火'), of('火')), 0)
})

test('a line and a page about the same are alike by their titles', () => {
  const page =
    '检查发现该公司二号车间东侧墙面悬挂的三具干粉灭火器压力不足且超过检验有效期限'.repeat(5)
  assert.ok(similarity(of('车间灭火器过期', page), of('车间灭火器过期', '')) >= 50)
})

test('what lies further apart than the window is not compared; an unknown day may be near', () => {
  assert.equal(near(of('', '', '2026-03-02'), of('', '', '2026-05-31'), 90), true)
  assert.equal(near(of('', '', '2026-03-02'), of('', '', '2026-06-01'), 90), false)
  assert.equal(near(of('', '', null), of('', '', '2026-06-01'), 90), true)
})

test('a verdict: who, about what, once, in this order', () => {
  const ground = { sameSubject: false, ended: true, told: true }
  const sentence = (more: object, role = 'committee_clerk') =>
    judgeDistinct({ ...ground, ...more }, { role })?.refused ?? null
  assert.match(sentence({}, 'village_contact') ?? '', /本岗位/)
  assert.match(sentence({}) ?? '', /对象不同/)
  assert.match(sentence({ sameSubject: true }) ?? '', /已经办结/)
  assert.match(sentence({ sameSubject: true, ended: false }) ?? '', /无需再次认定/)
  assert.equal(sentence({ sameSubject: true, ended: false, told: false }), null)
  assert.equal(tellsApart('inspector'), false)
})
