/** What the law's own packs say on a day and at a place, row by row. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clauseTitle, judgeConflict, packsFrom, readLaw, resolve, resolveSteps } from './index.ts'

const law = new URL('../../law', import.meta.url).pathname
const packs = packsFrom(law)

const nation = ['0']
const yunling = ['0', '98', '9801', '980121']
const dingzhou = ['0', '13', '130682']
const shijiazhuang = ['0', '13', '1301', '130102']
const xinyang = ['0', '41', '4115', '411524']
const huining = ['0', '62', '6204', '620422']
const shanxi = ['0', '14', '1401']

type Row = readonly [
  key: string,
  place: readonly string[],
  on: string,
  facts: Record<string, string>,
  value: unknown,
  winner: string | undefined,
]

function check(table: readonly Row[]): void {
  for (const [key, lineage, on, facts, value, winner] of table) {
    test(`${key} ${lineage.at(-1)} ${on} ${Object.values(facts).join(' ')}`, () => {
      const found = resolve(packs, { key, lineage, on, facts })
      assert.deepEqual([found?.value, found?.winner.ref], [value, winner])
    })
  }
}

// Clocks of a finding.
check([
  ['finding.receive', yunling, '2026-11-22', {}, 2, 'bihuan-house-rules#1'],
  ['finding.return', yunling, '2026-11-22', {}, 2, 'bihuan-house-rules#1'],
  ['finding.rectify.ordinary', yunling, '2026-11-22', {}, 15, 'bihuan-house-rules#2'],
  ['finding.rectify.major', yunling, '2026-11-22', {}, 30, 'bihuan-house-rules#2'],
  ['finding.recheck', yunling, '2026-11-22', { grade: 'ordinary' }, 5, 'bihuan-house-rules#3'],
  ['finding.recheck', yunling, '2026-11-22', { grade: 'major' }, 10, 'hazard-rules-16-2007#23'],
  ['finding.recheck', yunling, '2008-01-31', { grade: 'major' }, 5, 'bihuan-house-rules#3'],
  ['finding.recheck', yunling, '2008-02-01', { grade: 'major' }, 10, 'hazard-rules-16-2007#23'],
])

// Supervision: our own clocks where no instrument speaks, a local rule where one does.
const qingdao = ['0', '37', '3702']
const hebei = ['0', '13']
check([
  ['supervision.answer.supervise', yunling, '2026-11-22', {}, 10, 'bihuan-house-rules#supervision'],
  [
    'supervision.supervise.timesMissed',
    yunling,
    '2026-11-22',
    {},
    2,
    'bihuan-house-rules#supervision',
  ],
  ['finding.listing.publish', yunling, '2026-11-22', {}, 5, 'bihuan-house-rules#listing'],
  ['finding.listing.publish', qingdao, '2026-11-22', {}, 5, 'qingdao-listing#listing'],
  ['finding.listing.extension.ask', qingdao, '2026-11-22', {}, 20, 'qingdao-listing#extension'],
  ['finding.listing.extension.ask', qingdao, '2014-12-31', {}, 20, 'bihuan-house-rules#listing'],
  ['finding.resume.afterRecheck', hebei, '2018-06-01', {}, true, 'hebei-campaign-2017#6-3'],
  ['finding.resume.afterRecheck', hebei, '2019-01-01', {}, true, 'bihuan-house-rules#suspension'],
])

// Every conflict of the seeds with newer or other rules, on both sides of its date.
const office = 'inspection.enterprise.byCommitteeOffice'
const five = 'finding.step.fiveImplementations'
const ordinary = { grade: 'ordinary', origin: 'government' }
const major = { grade: 'major', origin: 'government' }
const high = { risk: 'high' }
check([
  [office, xinyang, '2023-07-19', {}, undefined, undefined],
  [office, xinyang, '2023-07-20', {}, 'allowed', 'xinyang-cross-inspection-2023#1-2'],
  [office, yunling, '2023-07-20', {}, undefined, undefined],
  [office, xinyang, '2025-01-02', {}, undefined, undefined],
  [office, xinyang, '2025-01-03', {}, 'forbidden', 'cn-office-54-2024#subjects'],
  [office, yunling, '2025-01-03', {}, 'forbidden', 'cn-office-54-2024#subjects'],
  ['inspection.notice', huining, '2025-01-02', {}, 'unannounced', 'huining-2017#3-3'],
  [
    'inspection.notice',
    huining,
    '2025-01-03',
    {},
    'approved_and_noticed',
    'cn-office-54-2024#procedure',
  ],
  [
    'duty.leadInspection.perYear',
    shijiazhuang,
    '2018-06-30',
    { level: 'county' },
    12,
    'hebei-campaign-2017#6-4',
  ],
  [
    'duty.leadInspection.perYear',
    shijiazhuang,
    '2018-12-31',
    { level: 'county' },
    12,
    'hebei-campaign-2017#6-4',
  ],
  [
    'duty.leadInspection.perYear',
    shijiazhuang,
    '2019-01-01',
    { level: 'county' },
    4,
    'hebei-officials-2018#6(3)',
  ],
  [
    'duty.leadInspection.perYear',
    dingzhou,
    '2019-01-01',
    { level: 'city' },
    2,
    'hebei-officials-2018#6(3)',
  ],
  ['drill.enterprise.perYear', xinyang, '2021-10-28', high, 2, 'cn-emergency-rules-2019#8'],
  ['drill.enterprise.perYear', xinyang, '2021-10-29', high, 12, 'xinyang-safety-day-2021#1'],
  ['drill.enterprise.perYear', yunling, '2021-10-29', high, 2, 'cn-emergency-rules-2019#8'],
  ['drill.enterprise.perYear', xinyang, '2019-03-31', high, undefined, undefined],
  ['insurance.liability', huining, '2021-08-31', high, 'voluntary', 'huining-2017#5-2'],
  [
    'insurance.liability',
    huining,
    '2021-09-01',
    high,
    'compulsory',
    'cn-work-safety-law-2021#51.2',
  ],
  ['insurance.liability', huining, '2021-09-01', { risk: 'low' }, 'voluntary', 'huining-2017#5-2'],
  ['insurance.riskDeposit', huining, '2017-01-09', {}, 'abolished', 'cn-risk-deposit-end-2016#29'],
  ['enforcement.occupationalHealth', huining, '2018-03-20', {}, 'integrated', 'huining-2017#3-1'],
  [
    'enforcement.occupationalHealth',
    huining,
    '2018-03-21',
    {},
    'health_authority',
    'cn-institution-reform-2018#health',
  ],
  ['accident.evaluation', huining, '2021-08-31', {}, 12, 'huining-2017#2-4'],
  ['accident.evaluation', huining, '2021-09-01', {}, 12, 'cn-work-safety-law-2021#86.3'],
  ['penalty.publish', huining, '2021-08-31', {}, 12, 'huining-2017#6-3'],
  ['penalty.publish', huining, '2021-09-01', {}, 7, 'cn-work-safety-law-2021#78.2'],
  [
    'credit.restrictions',
    huining,
    '2023-10-01',
    {},
    ['legal_basis_needed'],
    'mem-dishonesty-11-2023#measures',
  ],
  ['veto.term', huining, '2019-03-10', {}, 'none', 'huining-2017#2-4'],
  ['veto.term', huining, '2019-03-11', {}, 'basis_and_term_needed', 'cn-burden-relief-2019#veto'],
  [five, dingzhou, '2017-12-01', ordinary, 'required', 'hebei-campaign-2017#6-2'],
  [five, dingzhou, '2019-01-01', ordinary, 'when_time_needed', 'bihuan-house-rules#5'],
  [five, xinyang, '2023-07-19', ordinary, 'when_time_needed', 'bihuan-house-rules#5'],
  [
    five,
    xinyang,
    '2023-07-20',
    ordinary,
    'when_time_needed',
    'xinyang-cross-inspection-2023#item-4',
  ],
  [five, xinyang, '2023-07-20', major, 'required', 'hazard-rules-16-2007#15'],
  ['penalty.hearing.person', nation, '2026-01-31', {}, 20000, 'mem-penalty-rules-15-2007#hearing'],
  ['penalty.hearing.person', nation, '2026-02-01', {}, 20000, 'mem-penalty-rules-18-2025#hearing'],
  ['audit.comment', nation, '2021-12-31', {}, 10, 'cn-audit-regulation-2010#39'],
  ['audit.comment', nation, '2022-01-01', {}, 10, 'cn-audit-law-2021#44'],
  [
    'accident.report.change',
    nation,
    '2026-01-01',
    { accident: 'fire' },
    7,
    'cn-accident-report-2007#13.2',
  ],
  [
    'accident.report.change',
    nation,
    '2026-01-01',
    { accident: 'other' },
    30,
    'cn-accident-report-2007#13.2',
  ],
])

test('a loser is named with its reason', () => {
  const ask = { key: 'penalty.publish', lineage: huining }
  const before = resolve(packs, { ...ask, on: '2021-08-31' })!
  const later = resolve(packs, { ...ask, on: '2021-09-01' })!
  assert.deepEqual(
    before.losers.map(({ ref, why }) => [ref, why]),
    [['cn-work-safety-law-2021#78.2', '自2021-09-01起施行，当日尚未生效']],
  )
  assert.deepEqual(
    later.losers.map(({ ref, why }) => [ref, why]),
    [['huining-2017#6-3', '规范性文件，位阶低于《安全生产法》（法律）']],
  )
  assert.deepEqual(later.period, { workingDays: 7 })
  assert.equal(later.event, 'penaltyDecided')
})

test('a value that gave way says to what', () => {
  const found = resolve(packs, { key: 'insurance.riskDeposit', on: '2018-01-01', lineage: huining })
  assert.match(found!.losers[0]!.why, /^已被《.*》取代$/)
})

test('the way of a finding by grade and origin, where only our own rules speak', () => {
  const way = (grade: 'ordinary' | 'major', origin: 'government' | 'enterprise_self') =>
    resolveSteps(packs, { on: '2026-11-22', lineage: yunling, grade, origin }).steps
  assert.deepEqual(way('ordinary', 'government'), {
    handOver: 'required',
    firstAcceptance: 'required',
    recheck: 'required',
    strikeOffApproval: 'no',
    fiveImplementations: 'when_time_needed',
    onSpot: 'allowed',
    rechecker: 'other_unit',
    reportUp: 'no',
  })
  assert.deepEqual(way('ordinary', 'enterprise_self'), {
    handOver: 'no',
    firstAcceptance: 'no',
    recheck: 'required',
    strikeOffApproval: 'no',
    fiveImplementations: 'when_time_needed',
    onSpot: 'allowed',
    rechecker: 'other_person',
    reportUp: 'required',
  })
  assert.deepEqual(way('major', 'enterprise_self'), {
    handOver: 'required',
    firstAcceptance: 'required',
    recheck: 'required',
    strikeOffApproval: 'required',
    fiveImplementations: 'required',
    onSpot: 'no',
    rechecker: 'other_unit',
    reportUp: 'required',
  })
})

test('yearly caps in Shanxi follow the standardisation of the enterprise', () => {
  const key = 'inspection.perEnterprise.perYear'
  const cap = (standard: string) =>
    resolve(packs, { key, on: '2025-06-01', lineage: shanxi, facts: { sector: 'other', standard } })
  assert.deepEqual(
    ['first', 'second', 'third', 'none'].map((one) => cap(one)?.value),
    [1, 2, 4, 6],
  )
})

const titles = [
  ['cn-work-safety-law-2021#41', '《安全生产法》第四十一条'],
  ['cn-work-safety-law-2021#41.3', '《安全生产法》第四十一条第三款'],
  ['cn-work-safety-law-2021#65.1(3)', '《安全生产法》第六十五条第一款第三项'],
  ['cn-work-safety-law-2021#102', '《安全生产法》第一百零二条'],
  ['cn-work-safety-law-2021#110', '《安全生产法》第一百一十条'],
  ['cn-work-safety-law-2021#120', '《安全生产法》120'],
  ['hebei-officials-2018#5(2)', '《河北省党政领导干部安全生产责任制实施细则》第五条第二项'],
  ['xinyang-cross-inspection-2023#item-48', '《信阳市异地交叉检查专项行动通知》附件2第48项'],
  ['xinyang-cross-inspection-2023#C48b', '《信阳市异地交叉检查专项行动通知》评分标准（48）'],
  ['bihuan-house-rules#2', '闭环平台约定第2条 整改期限'],
  ['no-such-pack#1', 'no-such-pack#1'],
] as const
for (const [ref, title] of titles) {
  test(`the title of ${ref}`, () => assert.equal(clauseTitle(packs, ref), title))
}

test('every conflict names a winner on each of its dates', () => {
  for (const conflict of readLaw(law).conflicts) {
    for (const { from, wins } of conflict.periods) {
      assert.deepEqual(judgeConflict(conflict, from!)?.wins, wins, conflict.id)
    }
  }
})
