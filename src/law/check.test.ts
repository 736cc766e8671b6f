import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { lawCheck } from './check.ts'

const law = new URL('../../law', import.meta.url).pathname
const sheet = '4115/xinyang-cross-inspection-2023'
const cache = new Map()
const report = lawCheck(law, cache)

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

test('every conflict is listed with its line, both sides and the winner of each period', () => {
  const one = report.conflicts.find(({ id }) => id === 'penalty-publicity')
  assert.deepEqual(one?.sides, ['huining-2017#6-3', 'cn-work-safety-law-2021#78.2'])
  assert.deepEqual(
    one.periods.map(({ from, wins }) => [from, ...wins]),
    [
      ['2017-01-09', 'huining-2017#6-3'],
      ['2021-09-01', 'cn-work-safety-law-2021#78.2'],
    ],
  )
  const line = readFileSync(join(law, one.file), 'utf8').split('\n')[one.line - 1]
  assert.equal(line?.trim(), '- id: penalty-publicity')
})

test('our own rules are assumptions, every one of them', () => {
  const pack = report.packs.find(({ id }) => id === 'bihuan-house-rules')
  assert.deepEqual(Object.keys(pack!.marks), ['assumption'])
})

test('the Hebei rules carry 24 periodic duties, and their gaps are told', () => {
  const gaps = report.problems.filter(({ pack }) => pack === 'hebei-officials-2018')
  assert.deepEqual([gaps.length, gaps[0]?.class], [10, 'unsaid'])
  const pack = report.packs.find(({ id }) => id === 'hebei-officials-2018')
  assert.equal(pack?.counts['duties'], 24)
})

const folder = mkdtempSync(join(tmpdir(), 'bihuan-law-'))
const dir = join(folder, 'law')
cpSync(law, dir, { recursive: true })
after(() => rmSync(folder, { recursive: true }))

type Breach = readonly [
  what: string,
  file: string,
  before: RegExp,
  after: string,
  /** Text of the line at which it must be reported; empty where any line will do. */
  line: string,
  message: RegExp,
]

const scoring = `${sheet}/scoring.yaml`
const supervised = '9801/yunchuan-supervision-2026/scoring.yaml'
const house = '0/bihuan-house-rules'
const old = '0/cn-work-safety-law-2014/pack.yaml'

const breaches: readonly Breach[] = [
  ['an item', scoring, /(id: 3\n +points:) 2/, '$1 3', 'points: 3', /第3项各扣分条合计 2 分/],
  ['a category', scoring, /points: 7\n/, 'points: 8\n', 'points: 8', /第1类各项合计 7 分/],
  ['a level', scoring, /points: 47/, 'points: 46', 'points: 46', /一、企业层面合计 47 分/],
  ['the total', scoring, /points: 100/, 'points: 99', 'points: 99', /全表合计 100 分/],
  ['the works', scoring, /works: 7/, 'works: 8', 'works: 8', /列 8 项重点工作，打分表有 7 类/],
  ['a key twice', scoring, /key: C02/, 'key: C01', 'key: C01', /C01 重复出现/],
  [
    'a gap',
    scoring,
    /key: C66\n( +)number: 66/,
    'key: C67\n$1number: 67',
    'key: C67',
    /（66）缺失/,
  ],
  ['a step', scoring, /points: 0\.5,/, 'points: 0.3,', '', /0.3 分不是最小分值的整数倍/],
  ['a cap', scoring, /cap: \{ points: 4/, 'cap: { points: 5', 'cap: { points: 5', /上限高于本项/],
  [
    'a heading',
    scoring,
    /(重点领域整治\n)/,
    '$1    printed: { points: [7] }\n',
    '[7]',
    /印作 7 分/,
  ],
  ['a level unseen', scoring, /一、企业层面 \}/, 'x }', 'printed: x', /层级标题“一、企业层面”印作/],
  [
    'no cap',
    scoring,
    /2, label: 责任/,
    '2, unit: per_place_found, label: 责任',
    '- id: 1',
    /cap-missing item-1/,
  ],
  ['not found', scoring, /\n +printedIn: 8/, '', 'entry: 5', /未能算出：cell-shifted C30/],
  ['a label', scoring, /label: （十）/, 'heading: split', 'heading: split', /category-heading/],
  [
    'a pair',
    `${sheet}/campaign.yaml`,
    /inspected: 羊山新区/,
    'inspected: 商城县',
    '',
    /商城县被检查两次/,
  ],
  [
    'a lead',
    `${sheet}/campaign.yaml`,
    /lead: 市民政局/,
    'lead: null',
    '',
    /养老服务机构没有写明牵头部门/,
  ],
  [
    'a column twice',
    '0/bihuan-house-rules/forms.yaml',
    /field: number,/,
    'field: grade,',
    'field: grade, title: 级别',
    /列 grade 重复出现/,
  ],
  [
    'no such fact',
    '0/bihuan-house-rules/forms.yaml',
    /field: sponsor,/,
    'field: leader,',
    'field: leader',
    /columns\.14\.field/,
  ],
  [
    'a share of what is not counted',
    '0/bihuan-house-rules/forms.yaml',
    /of: done, in: found/,
    'of: done, in: fines',
    'in: fines',
    /fines 不是本表的计数列/,
  ],
  [
    'two ways to fill',
    '0/hazard-rules-16-2007/forms.yaml',
    /share: \{ of: majorDone/,
    'unfilled: x\n        share: { of: majorDone',
    '',
    /只须写一种取数方式/,
  ],
  [
    'no such article',
    '0/cn-work-safety-law-2021/clocks.yaml',
    /'78\.2'/,
    "'120'",
    "'120'",
    /没有条文 120/,
  ],
  [
    'no mark',
    '0/cn-work-safety-law-2021/values.yaml',
    /\n +mark: national/,
    '',
    '- key: insurance.liability',
    /values\.0\.mark/,
  ],
  [
    'an unknown mark',
    `${house}/pack.yaml`,
    /mark: assumption/,
    'mark: guess',
    'mark: guess',
    /只能是 source/,
  ],
  [
    'an unknown field',
    `${house}/pack.yaml`,
    /issuer:/,
    'isuer: x\nissuer:',
    'isuer: x',
    /不认识的字段 isuer/,
  ],
  ['a wrong date', `${house}/pack.yaml`, /2000-01-01/, '2000-13-01', '2000-13-01', /日期应写作/],
  ['broken YAML', `${house}/values.yaml`, /values:/, 'values: [', '', /YAML 语法错误/],
  [
    'two units',
    '0/hazard-rules-16-2007/clocks.yaml',
    /( +)days: 10\n/,
    '$1days: 10\n$1months: 1\n',
    '- key: finding.recheck',
    /只须写一种单位/,
  ],
  [
    'a key twice',
    '0/cn-work-safety-law-2021/clocks.yaml',
    /key: power\.cut\.notice/,
    'key: penalty.publish',
    '- key: penalty.publish',
    /有两个值/,
  ],
  [
    'a law that goes on',
    old,
    /to: 2021-08-31/,
    'to: 2022-08-31',
    '2022-08-31',
    /施行期间却与之重叠/,
  ],
  [
    'a circle',
    old,
    /mark:/,
    'repeals: [{ pack: cn-work-safety-law-2021, title: x }]\nmark:',
    '',
    /成环/,
  ],
  ['an end too early', old, /to: 2021-08-31/, 'to: 2001-08-31', '2001-08-31', /早于施行日期/],
  [
    'a repeal of nothing',
    old,
    /mark:/,
    'repeals: [{ pack: no-such-law, title: x }]\nmark:',
    'no-such-law',
    /不在规则包中/,
  ],
  [
    'the wrong folder',
    '0/cn-audit-law-2021/pack.yaml',
    /place: '0'/,
    "place: '13'",
    "place: '13'",
    /地域 13 与文件夹/,
  ],
  [
    'an id taken',
    '0/cn-audit-law-2021/pack.yaml',
    /id: cn-audit-law-2021/,
    'id: cn-penalty-law-2021',
    'id: cn-penalty-law-2021',
    /与文件夹/,
  ],
  [
    'a step unsaid',
    `${house}/steps.yaml`,
    /\n +rechecker: other_person/,
    '',
    '',
    /没有规定 rechecker/,
  ],
  [
    'a misjudged conflict',
    'conflicts.yaml',
    /(2021-10-29\n +wins:) .*/,
    "$1 ['cn-emergency-rules-2019#8']",
    '- from: 2021-10-29',
    /优先的是 xinyang-safety-day-2021#1/,
  ],
  [
    'no such side',
    'conflicts.yaml',
    /ref: 'huining-2017#6-3'/,
    "ref: 'huining-2017#9-9'",
    'huining-2017#9-9',
    /没有条文/,
  ],
  [
    'an undeclared conflict',
    '620422/huining-2017/clocks.yaml',
    /key: accident\.evaluation/,
    'key: case.decision',
    '- key: case.decision',
    /未登记为冲突/,
  ],
  [
    'a count of criteria',
    '0/hazard-rules-16-2007/grading.yaml',
    /count: 47/,
    'count: 46',
    'count: 64',
    /合计 63 条/,
  ],
  [
    'a floor above the item',
    supervised,
    /floor: \{ points: 2,/,
    'floor: { points: 11,',
    'floor: { points: 11',
    /第3项保底分高于本项/,
  ],
  [
    'clauses above the item without a cap',
    supervised,
    /(points: )12, label: 乡镇没有/,
    '$113, label: 乡镇没有',
    'points: 12',
    /第9项各扣分条合计 13 分/,
  ],
  ['a gap of grades', supervised, /below: 90/, 'below: 89', '良好', /“优秀”之间（89 起、不足 90）/],
  ['a gap of decimals', supervised, /below: 90/, 'to: 89', '良好', /之间（89 以上、不足 90）/],
  ['grades that share a result', supervised, /below: 90/, 'to: 90', '良好', /“优秀”重叠/],
  ['no grade below', supervised, /较差, from: 0/, '较差, from: 1', '较差', /不足 1（“较差”以下）/],
  ['no grade above', supervised, /优秀, from: 90/, '优秀, from: 90, below: 95', '优秀', /满分 100/],
  [
    'a regime without its clause',
    '9801/yunchuan-supervision-2026/campaign.yaml',
    /cn-office-54-2024#frequency/,
    'cn-office-54-2024#never',
    'aspect: cap',
    /没有条文 cn-office-54-2024#never/,
  ],
  [
    'a duty twice',
    '13/hebei-officials-2018/duties.yaml',
    /id: HB-02/,
    'id: HB-01',
    'id: HB-01',
    /HB-01 重复出现/,
  ],
]

for (const [what, file, before, planted, line, message] of breaches) {
  test(`planted in ${file}: ${what}`, () => {
    const text = readFileSync(join(dir, file), 'utf8')
    const changed = text.replace(before, planted)
    assert.ok(changed !== text, 'nothing was planted')
    writeFileSync(join(dir, file), changed)
    const lines = (of: string) => readFileSync(join(dir, of), 'utf8').split('\n')
    const found = lawCheck(dir, cache).problems.filter(
      (problem) => problem.severity !== 'note' && message.test(problem.message),
    )
    const at = found.map((problem) => lines(problem.file)[problem.line - 1] ?? '')
    writeFileSync(join(dir, file), text)
    assert.notEqual(found.length, 0, 'not reported')
    assert.ok(
      at.some((said) => said.includes(line)),
      `reported at: ${at.join(' | ')}`,
    )
  })
}

test('an unknown file and a second pack of one id are reported', () => {
  writeFileSync(join(dir, house, 'clock.yaml'), 'clocks: []\n')
  cpSync(join(dir, house), join(dir, '0/copy'), { recursive: true })
  const said = lawCheck(dir, cache).problems.map((problem) => problem.message)
  assert.ok(said.some((message) => message.includes('不认识的文件名')))
  assert.ok(said.some((message) => message.includes('已被另一文件使用')))
})

test('one pack can be checked alone; a folder without packs, or none, is an error', () => {
  const alone = lawCheck(join(law, sheet))
  assert.deepEqual([alone.ok, alone.packs[0]?.counts['criteria']], [true, 67])
  assert.equal(lawCheck(join(law, '4115')).packs.length, 2)
  for (const where of [tmpdir() + '/no-such-folder', join(import.meta.dirname)]) {
    const { ok, problems } = lawCheck(where)
    assert.deepEqual([ok, problems.length], [false, 1], where)
  }
})
