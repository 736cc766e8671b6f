import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { lawCheck } from './check.ts'

const law = new URL('../../law', import.meta.url).pathname
const sheet = '4115/xinyang-cross-inspection-2023'
const report = lawCheck(law)

test('the packs of the product hold together: no error, no warning', () => {
  const worse = report.problems.filter(({ severity }) => severity !== 'note')
  assert.deepEqual(worse, [])
  assert.equal(report.ok, true)
})

test('the 2023 score sheet has 48 items, 67 criteria, 73 clauses, 100 points', () => {
  const pack = report.packs.find(({ id }) => id === 'xinyang-cross-inspection-2023')
  assert.deepEqual(pack?.counts, { items: 48, criteria: 67, clauses: 73, points: 100 })
  assert.match(pack.version, /^[0-9a-f]{64}$/)
})

test('the sixteen entries of the sheet come out in three classes; entry 15 is consistent', () => {
  const classes = new Map<string, Set<number>>()
  for (const problem of report.problems) {
    if (problem.pack !== 'xinyang-cross-inspection-2023') continue
    const entries = classes.get(problem.class!) ?? new Set()
    classes.set(problem.class!, entries.add(problem.entry!))
  }
  const sorted = (of: string) => [...(classes.get(of) ?? [])].toSorted((a, b) => a - b)
  assert.deepEqual(sorted('document'), [1, 8, 11, 12])
  assert.deepEqual(sorted('extraction'), [2, 3, 4, 5, 6])
  assert.deepEqual(sorted('unsaid'), [7, 9, 10, 13, 14, 16])
})

test('number 48 printed twice is reported at its second place', () => {
  const problem = report.problems.find(({ entry }) => entry === 1)
  assert.equal(problem?.file, `${sheet}/scoring.yaml`)
  const line = readFileSync(join(law, problem.file), 'utf8').split('\n')[problem.line - 1]
  assert.equal(line?.trim(), 'number: 48')
})

test('the Hebei rules carry 24 periodic duties', () => {
  const pack = report.packs.find(({ id }) => id === 'hebei-officials-2018')
  assert.equal(pack?.counts['duties'], 24)
})

const folder = mkdtempSync(join(tmpdir(), 'bihuan-law-'))
after(() => rmSync(folder, { recursive: true }))

/** what is planted · file · before → after · line text where it must be found · message */
const breaches = [
  ['points of an item', `${sheet}/scoring.yaml`, /(id: 3\n +points:) 2/, '$1 3', 'points: 3', /合计 2 分/],
  ['points of a category', `${sheet}/scoring.yaml`, /(上\n +points:) 7/, '$1 7', '', /./, 'skip'],
  ['total', `${sheet}/scoring.yaml`, '  points: 100', '  points: 99', 'points: 99', /合计 100 分/],
  ['a level', `${sheet}/scoring.yaml`, 'points: 47', 'points: 46', 'points: 46', /合计 47 分/],
  ['a criterion twice', `${sheet}/scoring.yaml`, 'key: C02', 'key: C01', 'key: C01', /C01 重复出现/],
  ['a missing number', `${sheet}/scoring.yaml`, /key: C66\n( +)number: 66/, 'key: C67\n$1number: 67', 'key: C67', /编号（66）缺失/],
  ['a new heading sum', `${sheet}/scoring.yaml`, "points: ['2', '4']", "points: ['3', '4']", "points: ['3', '4']", /印作 3 分/],
  ['a count without a cap', `${sheet}/scoring.yaml`, 'points: 2, label: 责任文件', 'points: 2, unit: per_place_found, label: 责任文件', 'id: 1', /未登记的不一致：cap-missing item-1/],
  ['a declared one gone', `${sheet}/scoring.yaml`, /\n +printedIn: 8/, '', 'entry: 5', /登记的不一致未能算出：cell-shifted C30/],
  ['two groups each other', `${sheet}/campaign.yaml`, /(inspector: 淮滨县,?\s+inspected:) 羊山新区/, '$1 浉河区', 'group: 6', /互查/],
  ['an article too high', '0/cn-work-safety-law-2021/clocks.yaml', /article: '78\.2'/, "article: '120'", "article: '120'", /没有条文 120/],
  ['no mark', '0/cn-work-safety-law-2021/values.yaml', /,?\s+mark: national/, '', '', /mark：只能是/],
  ['an unknown field', '0/bihuan-house-rules/pack.yaml', 'issuer:', 'isuer: x\nissuer:', 'isuer: x', /不认识的字段 isuer/],
  ['an unknown mark', '0/bihuan-house-rules/pack.yaml', 'mark: assumption', 'mark: guess', 'mark: guess', /只能是/],
  ['a wrong date', '0/bihuan-house-rules/pack.yaml', '2000-01-01', '2000-13-01', '2000-13-01', /日期/],
  ['broken YAML', '0/bihuan-house-rules/values.yaml', 'values:', 'values: [', '', /YAML 语法错误/],
  ['two units', '0/hazard-rules-16-2007/clocks.yaml', 'days: 10', 'days: 10, months: 1', '', /只须写一种单位/],
  ['one key twice', '0/cn-work-safety-law-2021/clocks.yaml', 'key: power.cut.notice', 'key: penalty.publish', 'penalty.publish', /有两个值/],
  ['a repealed law that goes on', '0/cn-work-safety-law-2014/pack.yaml', 'to: 2021-08-31', 'to: 2022-08-31', '2022-08-31', /施行期间却与之重叠/],
  ['repeals in a circle', '0/cn-work-safety-law-2014/pack.yaml', 'mark: assumption', 'repeals: [{ pack: cn-work-safety-law-2021, title: x }]\nmark: assumption', '', /成环/],
  ['an end before the start', '0/cn-work-safety-law-2014/pack.yaml', 'to: 2021-08-31', 'to: 2001-08-31', '2001-08-31', /早于施行日期/],
  ['a place that is not the folder', '0/cn-audit-law-2021/pack.yaml', "place: '0'", "place: '13'", "place: '13'", /地域 13 与文件夹/],
  ['an id that is taken', '0/cn-audit-law-2021/pack.yaml', 'id: cn-audit-law-2021', 'id: cn-penalty-law-2021', 'id: cn-penalty-law-2021', /已被另一文件使用/],
  ['a step without a word', '0/bihuan-house-rules/steps.yaml', /\n +rechecker: other_person/, '', 'steps:', /没有规定 rechecker/],
  ['a misjudged conflict', 'conflicts.yaml', "from: 2021-10-29,\n          wins: ['xinyang-safety-day-2021#1']", "from: 2021-10-29,\n          wins: ['cn-emergency-rules-2019#8']", '', /优先的是 xinyang-safety-day-2021#1/],
  ['a side that does not exist', 'conflicts.yaml', "ref: 'huining-2017#6-3'", "ref: 'huining-2017#9-9'", 'huining-2017#9-9', /没有条文/],
  ['an undeclared conflict', '620422/huining-2017/clocks.yaml', 'accident.evaluation', 'case.decision', '', /未登记为冲突/],
  ['a sum of criteria', '0/hazard-rules-16-2007/grading.yaml', 'count: 47', 'count: 46', 'count: 64', /合计 63 条/],
] as const
