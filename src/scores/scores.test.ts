import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import * as fc from 'fast-check'
import { lawCheck, packsFrom, readLaw, type Pack } from '#law/index.ts'
import { answersSchema, scoreSheet, type AnswerProblem, type Score } from './index.ts'

const ID = 'xinyang-cross-inspection-2023'
const packs = packsFrom(join(import.meta.dirname, '../../law'))
const xinyang = packs.find(({ head }) => head.id === ID)!

function judge(pack: Pack, answers: object): Score | readonly AnswerProblem[] {
  const { head, version, scoring } = pack
  const given = answersSchema.parse({ sheet: head.id, ...answers })
  return scoreSheet({ id: head.id, version, scoring: scoring! }, given)
}
function scored(pack: Pack, answers: object): Score {
  const found = judge(pack, answers)
  assert.ok('score' in found, JSON.stringify(found))
  return found
}
function wrong(pack: Pack, answers: object): string {
  const found = judge(pack, answers)
  assert.ok(!('score' in found), 'the answers were taken')
  return found.map(({ at, message }) => `${at} ${message}`).join('\n')
}
const taken = (criterion: string, clause = 1, times = 1) => ({
  criterion,
  clause,
  times,
  reason: '现场所见（演示）',
})

test('a sheet on which nothing is found scores all its points, 47, 32 and 21', () => {
  const score = scored(xinyang, {})
  assert.equal(score.score, '100')
  assert.equal(score.percent, '100')
  assert.deepEqual(score.levels, { enterprise: '47', department: '32', county: '21' })
  assert.equal(score.items.length, 48)
  assert.equal(score.categories.length, 19)
  assert.ok(score.complete)
})

test('three enterprises: one item reaches its points exactly, others end at their cap', () => {
  // Facts, section 1: item 8 reaches 4 of 4; items 2, 7, 14 and 17 would reach 7, 6, 6 and 3.
  const cases = [
    [8, [taken('C13', 1, 3), taken('C14', 1), taken('C14', 2)], '4', false],
    [2, [taken('C03'), taken('C04', 1, 3), taken('C04', 2, 3)], '7', true],
    [14, [taken('C23', 1, 3), taken('C24', 1, 3)], '6', true],
  ] as const
  for (const [id, deductions, sum, capped] of cases) {
    const item = scored(xinyang, { enterprises: 3, deductions }).items.find((one) => one.id === id)!
    const total = item.deductions.reduce((all, { points }) => all + Number(points), 0)
    assert.equal(String(total), sum, `item ${id}`)
    assert.equal(item.score, '0', `item ${id}`)
    assert.equal(item.capped, capped, `item ${id}`)
  }
})

test('half points stay exact', () => {
  const score = scored(xinyang, { deductions: [taken('C14', 1)] })
  assert.equal(score.score, '99.5')
  assert.equal(score.levels['enterprise'], '46.5')
})

test('not applicable takes nothing, not scored is neither zero nor full', () => {
  const none = scored(xinyang, { notApplicable: ['C48b'] })
  assert.equal(none.score, '100')
  const item = none.items.find(({ state }) => state === 'not_applicable')
  assert.equal(item?.score, item?.points)
  const open = scored(xinyang, { notScored: [1] })
  assert.equal(open.complete, false)
  assert.equal(open.items[0]?.score, null)
  assert.equal(open.score, '97')
  assert.equal(open.percent, '100', 'of what has been scored')
})

test('answers that do not fit the sheet are named by their place', () => {
  const cases = [
    [{ sheet: 'other' }, /^sheet 答卷所属打分表/],
    [{ deductions: [taken('C99')] }, /deductions\[0\] 打分表没有评分标准 C99/],
    [{ deductions: [taken('C04', 3)] }, /共 2 条扣分情形，没有第 3 条/],
    [{ deductions: [taken('C01'), taken('C01')] }, /deductions\[1\].*只扣一次，现为 2 次/],
    [{ enterprises: 3, deductions: [taken('C04', 1, 4)] }, /检查 3 家，现为 4 家/],
    [{ notApplicable: ['C14'], deductions: [taken('C14')] }, /已填不涉及/],
    [{ notApplicable: ['C01'] }, /没有写明评分标准（1）可以不涉及/],
    [{ notScored: [49] }, /没有第 49 项/],
    [{ notScored: [1], deductions: [taken('C01')] }, /不能同时填未评/],
    [{ coefficient: 'x' }, /没有系数 x/],
    [{ adjustments: [{ key: 'x', reason: '演示' }] }, /没有加减分项 x/],
  ] as const
  for (const [answers, expected] of cases) assert.match(wrong(xinyang, answers), expected)
  const unknown = answersSchema.safeParse({ sheet: ID, total: 100 })
  assert.equal(unknown.success, false, 'a field that is not known is refused')
})

const SEED = Number(process.env['BIHUAN_SEED'] ?? 20230807)

test(`whatever is found, items stay between zero and their points and sums agree (seed ${SEED})`, () => {
  const criteria = xinyang.scoring!.categories.flatMap(({ items }) =>
    items.flatMap((item) => item.criteria),
  )
  const one = fc.nat(criteria.length - 1).chain((index) => {
    const { key, clauses } = criteria[index]!
    return fc.nat(clauses.length - 1).chain((clause) => {
      const most = clauses[clause]!.unit === 'once' ? 1 : 5
      return fc.integer({ min: 1, max: most }).map((times) => taken(key, clause + 1, times))
    })
  })
  const some = fc.uniqueArray(one, {
    selector: ({ criterion, clause }) => `${criterion} ${clause}`,
  })
  fc.assert(
    fc.property(some, (deductions) => {
      const score = scored(xinyang, { deductions })
      for (const { score: own, points } of score.items) {
        assert.ok(Number(own) >= 0 && Number(own) <= Number(points))
      }
      const sum = (rows: readonly { score: string | null }[]) =>
        rows.reduce((all, row) => all + Number(row.score), 0)
      assert.equal(sum(score.items), Number(score.score))
      assert.equal(sum(score.categories), Number(score.score))
      const levels = Object.values(score.levels).reduce((all, own) => all + Number(own), 0)
      assert.equal(levels, Number(score.score))
    }),
    { seed: SEED, numRuns: 200 },
  )
})

const yunchuan = packs.find(({ head }) => head.id === 'yunchuan-supervision-2026')!
const ordinary = { coefficient: 'ordinary' }

test('the demonstration sheet of another kind: a share of what applies, by class, with grades', () => {
  const whole = scored(yunchuan, ordinary)
  assert.deepEqual([whole.percent, whole.result, whole.band], ['100', '100', '优秀'])
  const score = scored(yunchuan, {
    coefficient: 'mining',
    notApplicable: ['C05'],
    deductions: [taken('C01', 2), taken('C09', 1, 3)],
    adjustments: [{ key: 'model', times: 2, reason: '演示' }],
  })
  assert.equal(score.score, '80.5', '90 that apply, 5 and 3 × 1.5 taken')
  assert.equal(score.percent, '89.44')
  assert.equal(score.result, '95.23', '89.444… × 1.02 + 2 × 2')
  assert.equal(score.band, '优秀')
  const fallen = { key: 'accident', reason: '演示' }
  assert.equal(scored(yunchuan, { ...ordinary, adjustments: [fallen] }).result, '90')
})

test('each unit is counted, and an item ends at its cap or keeps its floor', () => {
  const cases = [
    ['C02', 3, 2, '4', false], // per occurrence
    ['C03', 12, 2, '0', true], // per person
    ['C04', 3, 3, '4', false], // per place
    ['C04', 5, 3, '2', true], // its floor
    ['C07', 2, 6, '4', false], // per enterprise
    ['C08', 2, 7, '6', false], // per missing occurrence
    ['C09', 1, 7, '10.5', false], // per missing person, half points
    ['C10', 3, 8, '3', false], // per missing topic
  ] as const
  for (const [criterion, times, id, left, capped] of cases) {
    const score = scored(yunchuan, { ...ordinary, deductions: [taken(criterion, 1, times)] })
    const item = score.items.find((one) => one.id === id)!
    assert.deepEqual([item.score, item.capped], [left, capped], `${criterion} × ${times}`)
  }
})

test('what nobody has scored is left out of the share, what is zero is not', () => {
  const open = scored(yunchuan, { ...ordinary, notScored: [9] })
  assert.deepEqual([open.score, open.percent, open.complete], ['88', '100', false])
  const zero = scored(yunchuan, { ...ordinary, deductions: [taken('C11')] })
  assert.deepEqual([zero.score, zero.percent, zero.complete], ['88', '88', true])
})

const folder = mkdtempSync(join(tmpdir(), 'bihuan-sheet-'))
after(() => rmSync(folder, { recursive: true }))

const HEAD = `id: yunchuan-checklist
title: 云川市企业安全检查评分表（演示）
issuer: 云川市安全生产委员会办公室（演示）
place: '9801'
rank: 规范性文件
effective: { from: 2026-01-01 }
mark: assumption
demo: true
articles: { named: { sheet: 评分表 } }
`
const SHEET = `sheet:
  title: 企业安全检查评分表（演示）
  points: 40
  step: 1
  result: percent
  levels: [{ level: enterprise, points: 40, heading: 企业 }]
  coefficients:
    - { key: small, label: 小微企业, value: 1.05 }
    - { key: large, label: 规模以上企业, value: 1 }
  adjustments:
    - { key: standard, kind: bonus, label: 达标创建, points: 2 }
    - { key: accident, kind: penalty, label: 年内发生事故, points: 10, most: 2 }
  bands:
    - { label: 优, from: 90 }
    - { label: 良, from: 80, below: 90 }
    - { label: 差, from: 0, to: 75 }
  columns: [检查项目, 得分]
  header: [企业名称]
  footer: 得分
  article: sheet
  mark: assumption
categories:
  - id: 1
    level: enterprise
    label: 管理
    points: 20
    items:
      - id: 1
        points: 10
        label: 制度
        criteria: [{ key: C01, number: 1, clauses: [{ points: 10, label: 没有制度 }] }]
      - id: 2
        points: 10
        label: 值班
        criteria: [{ key: C02, number: 2, clauses: [{ points: 10, label: 没有值班 }] }]
  - id: 2
    level: enterprise
    label: 现场
    points: 20
    items:
      - id: 3
        points: 20
        label: 受限空间
        criteria:
          - key: C03
            number: 3
            notApplicable: true
            clauses: [{ points: 20, label: 没有审批 }]
`

test('a sheet of another kind is loaded from its files alone: share, coefficient, bonus, grades', () => {
  const at = join(folder, '9801', 'yunchuan-checklist')
  mkdirSync(at, { recursive: true })
  writeFileSync(join(at, 'pack.yaml'), HEAD)
  writeFileSync(join(at, 'scoring.yaml'), SHEET)
  const { packs: read, problems } = readLaw(at)
  assert.deepEqual(problems, [])
  const { pack } = read[0]!
  assert.match(wrong(pack, {}), /请选择系数：small、large/)
  const share = scored(pack, {
    coefficient: 'small',
    notApplicable: ['C03'],
    deductions: [taken('C02')],
    adjustments: [{ key: 'standard', reason: '三级达标（演示）' }],
  })
  assert.equal(share.score, '10', 'of the items that apply')
  assert.equal(share.percent, '50')
  assert.equal(share.result, '54.5', '50 × 1.05 + 2')
  assert.equal(share.band, '差')
  const gap = scored(pack, {
    coefficient: 'large',
    deductions: [taken('C02')],
    adjustments: [{ key: 'standard', reason: '达标（演示）' }],
  })
  assert.equal(gap.result, '77')
  assert.equal(gap.band, null, 'no grade is guessed where none is given')
  const twice = { key: 'accident', times: 3, reason: '演示' }
  assert.match(wrong(pack, { coefficient: 'large', adjustments: [twice] }), /最多计 2 次/)
  const checked = lawCheck(folder)
  assert.ok(
    checked.problems.some(({ message }) => /“差”与“良”之间.*没有等次.*band-gap/.test(message)),
    JSON.stringify(checked.problems),
  )
})
