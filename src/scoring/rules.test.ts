import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { packsFrom } from '#law/index.ts'
import {
  findRefusal,
  itemRefusal,
  itemsOf,
  missingOf,
  NO_BESIDE,
  officeRefusal,
  openRefusal,
  rankedOf,
  rejudge,
  sampleMissing,
  scoreAlone,
  scoreOf,
  scoreRefusal,
  strictnessOf,
  submitRefusal,
  summaryOf,
  answersOf,
  figuresOf,
  type ItemAnswer,
  type OpeningFacts,
  type SheetFacts,
  type SheetPack,
} from './rules.ts'
import type { KeptDeduction, Sampled, SheetViewer } from './words.ts'

const found = packsFrom(join(import.meta.dirname, '../../law')).find(
  ({ head }) => head.id === 'xinyang-cross-inspection-2023',
)!
const pack: SheetPack = { id: found.head.id, version: found.version, scoring: found.scoring! }
const ids = itemsOf(pack.scoring).map(({ id }) => id)

const taken = (criterion: string, more: Partial<KeptDeduction> = {}): KeptDeduction => ({
  criterion,
  clause: 1,
  times: 1,
  reason: '现场所见（演示）',
  named: [],
  evidence: [],
  ...more,
})
const said = (item: number, deductions: readonly KeptDeduction[] = [], more = {}): ItemAnswer => ({
  item,
  state: 'scored',
  done: '已查阅资料（演示）',
  deductions,
  notApplicable: [],
  ...more,
})
const sampleOf = (...sectors: Sampled['sector'][]): Sampled[] =>
  sectors.map((sector, at) => ({ sector, name: `企业${at + 1}（演示）`, subject: null }))

const clerk: SheetViewer = { person: 'clerk', org: 'office', role: 'committee_clerk' }
const scorer: SheetViewer = { person: 'scorer', org: 'group', role: 'committee_clerk' }
const member: SheetViewer = { person: 'member', org: 'elsewhere', role: 'leader' }
const sheet: SheetFacts = {
  state: 'open',
  ownerOrg: 'group',
  ownerName: '青杨县安委办',
  officeOrg: 'office',
  officeName: '云川市安委办',
  members: ['member'],
  submittedBefore: false,
}

test('opening: who, where, which sheet, by when, and who scores, in this order', () => {
  const facts: OpeningFacts = {
    officeOrg: 'office',
    ownerOrg: 'group',
    subjectOrg: 'inspected',
    ownerInside: false,
    placeCovered: true,
    ownerCovered: true,
    asked: ['member'],
    members: [
      { id: 'member', name: '钟以宁', posts: [{ org: 'group', role: 'leader', inside: false }] },
    ],
    hasSheet: true,
    dueOn: '2026-03-20',
    today: '2026-03-02',
    taken: null,
  }
  const person = (posts: OpeningFacts['members'][number]['posts']) => ({
    members: [{ id: 'member', name: '某人', posts }],
  })
  const cases: [Partial<OpeningFacts>, SheetViewer, RegExp | null][] = [
    [{}, clerk, null],
    [{}, { ...clerk, role: 'reader' }, /经办岗位发起/],
    [{}, { ...clerk, org: 'group' }, /接收打分表的单位发起/],
    [{}, { ...clerk, org: 'nobody', role: 'system' }, null],
    [{ placeCovered: false }, clerk, /被检查地区应在/],
    [{ ownerCovered: false }, clerk, /评分单位应在/],
    [{ hasSheet: false }, clerk, /没有打分表/],
    [{ subjectOrg: 'group' }, clerk, /不得自行评分/],
    [{ dueOn: '2026-03-01' }, clerk, /不得早于今日/],
    [{ taken: '评分〔2026〕1号' }, clerk, /已有打分表评分〔2026〕1号/],
    [{ members: [] }, clerk, /没有现任岗位/],
    [person([{ org: 'group', role: 'reader', inside: false }]), clerk, /不承担评分/],
    [person([{ org: 'inspected', role: 'leader', inside: false }]), clerk, /应当回避/],
    [person([{ org: 'other', role: 'leader', inside: true }]), clerk, /应当回避/],
    [
      { ...person([{ org: 'other', role: 'leader', inside: true }]), ownerInside: true },
      clerk,
      null,
    ],
  ]
  for (const [more, by, expected] of cases) {
    const no = openRefusal({ ...facts, ...more }, by)
    if (expected === null) assert.equal(no, null, JSON.stringify(more))
    else assert.match(no?.refused ?? '', expected)
  }
})

test('who scores, submits, confirms, sends back, voids and reviews, and when', () => {
  const submitted: SheetFacts = { ...sheet, state: 'submitted' }
  const gone: SheetFacts = { ...sheet, state: 'void' }
  const refused = [
    [scoreRefusal(sheet, scorer), null],
    [scoreRefusal(sheet, member), null],
    [scoreRefusal(sheet, clerk), /青杨县安委办的经办人或者评分人员/],
    [scoreRefusal(sheet, { ...scorer, role: 'reader' }), /评分应由/],
    [scoreRefusal(submitted, member), /由云川市安委办退回/],
    [scoreRefusal(gone, member), /已经作废/],
    [submitRefusal(sheet, [], scorer), null],
    [submitRefusal(sheet, ['未评1项：第1项。'], scorer), /补齐后方可提交。未评1项：第1项。/],
    [submitRefusal(sheet, [], clerk), /提交打分表应由/],
    [officeRefusal(submitted, '确认', clerk), null],
    [officeRefusal(submitted, '确认', scorer), /应由云川市安委办确认/],
    [officeRefusal(submitted, '确认', { ...clerk, role: 'reader' }), /应由云川市安委办确认/],
    [officeRefusal(sheet, '确认', clerk), /尚在评分/],
    [officeRefusal({ ...sheet, state: 'confirmed' }, '确认', clerk), /已经确认/],
    [officeRefusal({ ...sheet, state: 'confirmed' }, '退回', clerk), null],
    [officeRefusal(sheet, '退回', clerk), /尚在评分/],
    [officeRefusal(sheet, '作废', clerk), null],
    [officeRefusal(gone, '作废', clerk), /已经作废/],
    [officeRefusal(sheet, '复核', clerk), null],
    [officeRefusal(sheet, '复核', member), /复核/],
  ] as const
  for (const [no, expected] of refused) {
    if (expected === null) assert.equal(no, null)
    else assert.match(no?.refused ?? '', expected)
  }
})

test('an item: what belongs to it, how often, whom it names, and why it changes', () => {
  type More = { sample: Sampled[]; changed: boolean; reason: string | null }
  const none: More = { sample: [], changed: false, reason: null }
  const three = sampleOf('industry_trade', 'chemicals', 'gas')
  const named = (...names: string[]) => taken('C04', { times: names.length, named: names })
  const cases: [ItemAnswer, Partial<More>, RegExp | null][] = [
    [said(1), {}, null],
    [said(99), {}, /没有第99项/],
    [said(1, [taken('C03')]), {}, /第1项没有评分标准C03/],
    [said(1, [taken('C01', { clause: 2 })]), {}, /没有第 2 条/],
    [said(1, [taken('C01', { times: 2 })]), {}, /只扣一次/],
    [said(1, [], { notApplicable: ['C01'] }), {}, /没有写明评分标准（1）可以不涉及/],
    [said(8, [], { notApplicable: ['C14'] }), {}, null],
    [said(8, [taken('C14')], { notApplicable: ['C14'] }), {}, /已填不涉及/],
    [said(2, [taken('C04')]), {}, /应逐一写明企业，共1个/],
    [said(2, [named('甲', '甲')]), {}, /企业重复/],
    [said(2, [named('甲')]), {}, null],
    [said(2, [named('甲')]), { sample: three }, /“甲”不在抽查企业之列/],
    [said(2, [named('企业1（演示）')]), { sample: three }, null],
    [said(2, [named('1', '2', '3', '4')]), { sample: three }, /检查 3 家，现为 4 家/],
    [said(6, [taken('C10', { times: 3 })]), {}, null],
    [said(1), { changed: true }, /修改应写明理由/],
    [said(1), { changed: true, reason: '复核后更正' }, null],
  ]
  for (const [answer, more, expected] of cases) {
    const no = itemRefusal(pack, answer, { ...none, ...more })
    if (expected === null) assert.equal(no, null, JSON.stringify(answer))
    else assert.match(no?.refused ?? '', expected)
  }
})

test('what is missing is named: items, 完成情况, the sample by key sector', () => {
  const all = ids.map((id) => said(id))
  const whole = sampleOf('industry_trade', 'chemicals', 'gas')
  const missing = (items: readonly ItemAnswer[], sample: readonly Sampled[]) =>
    missingOf(pack.scoring, { items, sample, beside: NO_BESIDE })
  assert.deepEqual(missing(all, whole), [])
  assert.deepEqual(missing(all.slice(3), whole), ['未评3项：第1至3项。'])
  assert.match(missing([], whole)[0]!, /^未评48项：第1至48项。$/)
  const bare = all.map((one) => (one.item === 5 ? { ...one, done: ' ' } : one))
  assert.deepEqual(missing(bare, whole), ['未填完成情况1项：第5项。'])
  assert.match(missing(all, [])[0]!, /应抽查3个重点行业、每个行业至少1家企业，现无，还缺3个/)
  const same = sampleOf('gas', 'gas', 'chemicals')
  assert.match(sampleMissing(pack.scoring.sheet.sampling, same)!, /现有燃气、.*还缺1个/)
  assert.equal(sampleMissing(undefined, []), null, 'a sheet without a sample rule asks for none')
})

test('a deduction becomes a finding by who scores or receives the sheet, and only where it stands', () => {
  const item = { deductions: [taken('C01')] }
  assert.equal(findRefusal(sheet, item, 'C01', scorer), null)
  assert.equal(findRefusal({ ...sheet, state: 'confirmed' }, item, 'C01', clerk), null)
  assert.match(findRefusal(sheet, item, 'C02', scorer)!.refused, /没有扣分/)
  assert.match(findRefusal({ ...sheet, state: 'void' }, item, 'C01', clerk)!.refused, /已经作废/)
  const other = { person: 'other', org: 'inspected', role: 'committee_clerk' }
  assert.match(findRefusal(sheet, item, 'C01', other)!.refused, /应由评分人员/)
})

test('the sheet comes to 47, 32 and 21; a cap of ours bites; not scored is neither zero nor full', () => {
  const all = ids.map((id) => said(id))
  const score = scoreOf(pack, all)
  assert.deepEqual(score.levels, { enterprise: '47', department: '32', county: '21' })
  assert.equal(figuresOf(score).complete, true)
  const three = ['甲', '乙', '丙']
  const both = [
    taken('C03'),
    taken('C04', { times: 3, named: three }),
    taken('C04', { clause: 2, times: 3, named: three }),
  ]
  const item = scoreAlone(pack, said(2, both))
  assert.deepEqual([item.score, item.capped], ['0', true])
  const half = scoreOf(pack, [...all.slice(0, 7), said(8, [taken('C14')]), ...all.slice(8)])
  assert.equal(half.score, '99.5')
  const open = figuresOf(scoreOf(pack, all.slice(1)))
  assert.deepEqual([open.score, open.complete, open.scored, open.items], ['97', false, 47, 48])
})

const SEED = Number(process.env['BIHUAN_SEED'] ?? 20230807)

test(`whatever order items are scored in, the sheet is their sum within floor and cap (seed ${SEED})`, () => {
  const items = itemsOf(pack.scoring)
  const one = fc.nat(items.length - 1).chain((at) => {
    const item = items[at]!
    const clauses = item.criteria.flatMap(({ key, clauses: own }) =>
      own.map(({ unit }, index) => ({ key, clause: index + 1, unit })),
    )
    return fc.subarray(clauses).chain((some) =>
      fc
        .array(fc.integer({ min: 1, max: 4 }), { minLength: some.length, maxLength: some.length })
        .map((counts) =>
          said(
            item.id,
            some.map(({ key, clause, unit }, index) => {
              const times = unit === 'once' ? 1 : counts[index]!
              const names = Array.from({ length: times }, (_, n) => `名${n}`)
              return taken(key, { clause, times, named: unit === 'once' ? [] : names })
            }),
          ),
        ),
    )
  })
  const acts = fc.array(one, { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(acts, fc.infiniteStream(fc.nat()), (scored, chance) => {
      const last = new Map(scored.map((answer) => [answer.item, answer]))
      const shuffled = [...last.values()].toSorted(() => (chance.next().value! % 3) - 1)
      const score = scoreOf(pack, shuffled)
      const sum = score.items
        .filter(({ state }) => state !== 'not_scored')
        .reduce((total, { score: own, points }) => {
          assert.ok(Number(own) >= 0 && Number(own) <= Number(points))
          return total + Number(own)
        }, 0)
      assert.equal(Number(score.score), sum)
      assert.equal(scoreOf(pack, [...last.values()]).score, score.score)
      for (const answer of last.values()) {
        const alone = scoreAlone(pack, answer).score
        assert.equal(score.items.find(({ id }) => id === answer.item)!.score, alone)
      }
    }),
    { seed: SEED, numRuns: 100 },
  )
})

test('the same answers under another sheet stand beside the first, and nothing is lost in silence', () => {
  const { categories, sheet: head } = pack.scoring
  const first = categories[0]!
  const item = { ...first.items[0]!, points: '5', criteria: [first.items[0]!.criteria[0]!] }
  const other: SheetPack = {
    id: 'other',
    version: 'v2',
    scoring: {
      sheet: head,
      categories: [{ ...first, items: [item, ...first.items.slice(1)] }, ...categories.slice(1)],
    },
  }
  const answers = answersOf(pack, [said(1, [taken('C01'), taken('C02')])])
  const both = rejudge(pack, other, answers)
  const row = both.items.find(({ key }) => key === '1')!
  assert.deepEqual([row.now, row.other, row.difference], ['0', '3', '3'])
  assert.deepEqual(both.leftOut, ['C02第1条的扣分'])
  assert.equal(both.levels.find(({ key }) => key === 'enterprise')!.difference, '3')
})

test('summary: means of whole sheets, ties, what is not scored yet; an order only when asked', () => {
  const all = ids.map((id) => said(id))
  const figures = (items: readonly ItemAnswer[]) => figuresOf(scoreOf(pack, items))
  const less = (...deductions: KeptDeduction[]) => [said(1, deductions), ...all.slice(1)]
  const sums = [
    { id: 'a', figures: figures(all) },
    { id: 'b', figures: figures(less(taken('C02'))) },
    { id: 'c', figures: figures([...all.slice(0, 4), said(5, [taken('C09')]), ...all.slice(5)]) },
    { id: 'd', figures: figures(all.slice(1)) },
  ]
  const summary = summaryOf(sums)
  assert.deepEqual(summary.incomplete, ['d'])
  assert.deepEqual(summary.total, { of: 3, mean: '99.33', least: '99', most: '100' })
  assert.deepEqual(summary.ties, [{ score: '99', sheets: ['b', 'c'] }])
  assert.deepEqual(rankedOf(sums), [
    { id: 'a', place: 1 },
    { id: 'b', place: 2 },
    { id: 'c', place: 2 },
  ])
  assert.deepEqual(summaryOf([]).total, { of: 0, mean: null, least: null, most: null })
})

test('one ruler: who stands alone on a criterion, who is far from the mean; few sheets are not compared', () => {
  const rule = { least: 4, sharePercent: 90, deviationPercent: 150 }
  const all = ids.map((id) => said(id))
  const strict = [said(1, [taken('C01'), taken('C02')]), said(2, [taken('C03')]), ...all.slice(2)]
  const mild = all
  const usual = [said(1, [taken('C02')]), ...all.slice(1)]
  const sheets = [
    { id: 'a', items: strict },
    { id: 'b', items: usual },
    { id: 'c', items: usual },
    { id: 'd', items: usual },
    { id: 'e', items: mild },
  ]
  const measured = strictnessOf(pack, sheets, rule)
  const of = (key: string) => measured.criteria.find((one) => one.key === key)!
  assert.deepEqual(of('C01').stricter, ['a'])
  assert.deepEqual(of('C02').deducted, ['a', 'b', 'c', 'd'])
  assert.deepEqual(of('C02').milder, ['e'])
  assert.equal(of('C02').mean, '0.8')
  assert.equal(measured.mean, '1.4')
  assert.deepEqual(
    measured.sheets.map(({ deviation, outlier }) => [deviation, outlier]),
    [
      ['2.6', true],
      ['-0.4', false],
      ['-0.4', false],
      ['-0.4', false],
      ['-1.4', false],
    ],
  )
  const few = strictnessOf(pack, sheets.slice(0, 3), rule)
  assert.equal(few.compared, false)
  assert.ok(few.criteria.every(({ stricter, milder }) => stricter.length + milder.length === 0))
  assert.ok(few.sheets.every(({ outlier }) => !outlier))
})
