import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { packsFrom, type Pack } from '#law/index.ts'
import { scoreSheet, answersSchema } from '#scores/index.ts'
import { COLUMNS, printedSheet, sheetDocx, sheetXlsx } from '../../test/sheet-file.ts'
import { draftOfFile, type DraftHead, type ImportProblem, type SheetDraft } from './index.ts'

const packs = packsFrom(join(import.meta.dirname, '../../law'))
const xinyang = packs.find(({ head }) => head.id === 'xinyang-cross-inspection-2023')!
const beside = { packs, conflicts: [] }
const HEAD: DraftHead = {
  id: 'imported-sheet',
  issuer: '云川市安委办（演示）',
  place: '9801',
  from: '2026-10-01',
  demo: true,
}
const BODY = [
  '关于开展交叉检查的通知（演示）',
  '1. 企业层面。对照标准自查自改等 6 项重点工作。',
  '2. 部门层面：宣讲标准、严格执法等行业监管部门 7 项重点工作。',
  '3. 县区政府层面：带队督导等属地领导 6 项重点工作。',
]

async function drafted(bytes: Buffer): Promise<SheetDraft> {
  const draft = await draftOfFile(bytes, HEAD, beside)
  assert.ok(draft, 'no sheet was found')
  return draft
}
const errors = ({ problems }: SheetDraft) =>
  problems.filter(({ severity }) => severity === 'error').map(({ message }) => message)

/** What a pack says of its items, without our remarks. */
function substance({ scoring }: Pack) {
  return scoring!.categories.map(({ items, ...category }) => ({
    ...category,
    items: items.map(({ criteria, ...item }) => ({
      ...item,
      criteria: criteria.map(({ note: _, ...criterion }) => criterion),
    })),
  }))
}

/** An instrument's own list, as code, place and class. */
function listed({ inconsistencies }: Pack): string[] {
  return inconsistencies!.inconsistencies
    .filter(({ found }) => found !== undefined && found !== 'lead-missing')
    .flatMap(({ found, at, class: of }) => at.map((place) => `${of} ${found} ${place}`))
    .toSorted()
}

test('the sheet of 2023 comes out of a Word file as its pack has it, row for row', async () => {
  const draft = await drafted(sheetDocx(BODY, printedSheet(xinyang.scoring!)))
  assert.deepEqual(substance(draft.pack!), substance(xinyang))
  const { levels, points, step, sampling, columns } = draft.pack!.scoring!.sheet
  const known = xinyang.scoring!.sheet
  assert.deepEqual(
    { levels, points, step, sampling, columns },
    {
      levels: known.levels.map((level) =>
        level.level === 'enterprise' ? { ...level, printed: level.heading } : level,
      ),
      points: '100',
      step: '0.5',
      sampling: known.sampling,
      columns: known.columns,
    },
  )
  assert.equal(draft.format, 'docx')
})

test('what is inconsistent in it comes out in its three classes, and nothing else does', async () => {
  const draft = await drafted(sheetDocx(BODY, printedSheet(xinyang.scoring!)))
  assert.deepEqual(errors(draft), [])
  assert.deepEqual(listed(draft.pack!), listed(xinyang))
  const by = (of: ImportProblem['class']) => draft.problems.filter((one) => one.class === of).length
  assert.deepEqual([by('document'), by('extraction'), by('unsaid')], [1, 11, 13])
})

test('a workbook gives the same items; without the body the levels are those printed', async () => {
  const draft = await drafted(await sheetXlsx(printedSheet(xinyang.scoring!)))
  const items = (pack: Pack) => substance(pack).flatMap((category) => category.items)
  assert.deepEqual(items(draft.pack!), items(xinyang))
  assert.deepEqual(
    draft.pack!.scoring!.sheet.levels.map(({ heading, points }) => [heading, points]),
    [
      ['一、企业层面', '79'],
      ['二、县区政府层面', '21'],
    ],
  )
  assert.equal(draft.format, 'xlsx')
})

/** A small sheet of another office, whole and in order. */
const WHOLE = [
  ['云川市安全检查评分表（演示）'],
  ['序号', '检查项目', '检查内容', '分值', '评分标准', '得分'],
  ['', '一、基础管理（60分）'],
  ['1', '（一）制度（60分）', '责任制健全', '40', '没有责任制的，不得分', ''],
  ['2', '', '会议按期召开', '20', '少开一次的，每缺少一次扣5分，扣完为止', ''],
  ['', '二、现场管理（40分）'],
  [
    '3',
    '（一）现场（40分）',
    '通道畅通',
    '40',
    '通道堵塞的，每发现1处扣10分，最多扣30分；无人值守的，每发现1人扣2.5分',
    '',
  ],
]

test('another office’s sheet: points in a column of their own, numbering anew under each level', async () => {
  const draft = await drafted(await sheetXlsx(WHOLE))
  assert.deepEqual(errors(draft), [])
  const { scoring, head } = draft.pack!
  assert.equal(head.title, '云川市安全检查评分表（演示）')
  assert.deepEqual(
    scoring!.sheet.levels.map(({ heading, points }) => [heading, points]),
    [
      ['一、基础管理', '60'],
      ['二、现场管理', '40'],
    ],
  )
  const items = scoring!.categories.flatMap((category) => category.items)
  assert.deepEqual(
    items.map(({ points, cap }) => [points, cap?.points, cap?.mark]),
    [
      ['40', undefined, undefined],
      ['20', '20', 'secondary'],
      ['40', '30', 'secondary'],
    ],
  )
  assert.deepEqual(
    items.flatMap(({ criteria }) =>
      criteria.flatMap(({ clauses }) =>
        clauses.map(({ points, unit, label }) => [points, unit, label]),
      ),
    ),
    [
      ['40', 'once', '没有责任制'],
      ['5', 'per_missing_occurrence', '少开一次'],
      ['10', 'per_place_found', '通道堵塞'],
      ['2.5', 'per_person_found', '无人值守'],
    ],
  )
  const score = scoreSheet(
    { id: head.id, version: draft.pack!.version, scoring: scoring! },
    answersSchema.parse({
      sheet: head.id,
      deductions: [{ criterion: 'C03', clause: 1, times: 9, reason: '演示' }],
    }),
  )
  assert.equal('score' in score && score.score, '70', 'a draft is scored like any pack')
})

const row = (item: string, criteria: string, category = '') => [category, item, criteria]
const breaches: readonly (readonly [string, string[][], RegExp])[] = [
  [
    'an item’s clauses',
    [row('1. 制度（3分）', '(1) 没有制度的，扣2分', '（一）管理（3分）')],
    /第1项各扣分条合计 2 分，与标明的 3 分不符/,
  ],
  [
    'a category',
    [row('1. 制度（3分）', '(1) 没有制度的，扣3分', '（一）管理（5分）')],
    /第1类各项合计 3 分，与标明的 5 分不符/,
  ],
  [
    'a level',
    [['一、企业层面（9分）'], row('1. 制度（3分）', '(1) 没有制度的，扣3分', '（一）管理（3分）')],
    /一、企业层面合计 3 分，与标明的 9 分不符/,
  ],
  [
    'an item without points',
    [row('1. 制度', '(1) 没有制度的，扣3分', '（一）管理（3分）')],
    /“制度”没有写明分值/,
  ],
  [
    'a criterion without points',
    [row('1. 制度（3分）', '(1) 没有制度的，扣3分 (2) 没有值班的', '（一）管理（3分）')],
    /评分标准（2）“没有值班的”没有写明扣分/,
  ],
  [
    'an item without criteria',
    [
      row('1. 制度（3分）', '(1) 没有制度的，扣3分', '（一）管理（5分）'),
      row('2. 值班（2分）', '查看记录'),
    ],
    /第2项没有评分标准/,
  ],
  [
    'a number that is missing',
    [
      row('1. 制度（3分）', '(1) 没有制度的，扣3分', '（一）管理（5分）'),
      row('3. 值班（2分）', '(3) 没有值班的，扣2分'),
    ],
    /项目编号 2 缺失，其后为 3/,
  ],
  [
    'a criterion’s number that is missing',
    [
      row('1. 制度（3分）', '(1) 没有制度的，扣3分', '（一）管理（5分）'),
      row('2. 值班（2分）', '(3) 没有值班的，扣2分'),
    ],
    /编号（2）缺失/,
  ],
]

for (const [what, rows, message] of breaches) {
  test(`reported with its place: ${what}`, async () => {
    const draft = await drafted(sheetDocx(['演示'], [COLUMNS, ...rows]))
    const found = draft.problems.find((one) => message.test(one.message))
    assert.ok(found, JSON.stringify(draft.problems))
    assert.match(found.at, /表1第\d+行|scoring\.yaml:\d+/)
    assert.deepEqual([found.class, found.severity], ['document', 'error'])
  })
}

test('cells that slid while the text was extracted are put back', async () => {
  const draft = await drafted(
    sheetDocx(
      [],
      [
        COLUMNS,
        row('1. 制度（3分）', '(1) 没有制度的，扣3分', '（一）管理（9分）'),
        ['2. 值班（2分）', '', '(2) 没有值班的，扣2分'],
        ['', '3. 演练；(3) 没有演练的，扣1分；(4) 没有评估的，扣1分。（2分）'],
        ['', '4. 培训（2分）', '', '(5) 没有培训的，扣2分'],
      ],
    ),
  )
  assert.deepEqual(errors(draft), [])
  const items = draft.pack!.scoring!.categories.flatMap((category) => category.items)
  assert.deepEqual(
    items.map(({ label, criteria }) => [label, criteria.map(({ key }) => key).join(' ')]),
    [
      ['制度', 'C01'],
      ['值班', 'C02'],
      ['演练', 'C03 C04'],
      ['培训', 'C05'],
    ],
  )
})

test('a level that has no heading is told, though nobody can say which', async () => {
  const rows = [
    COLUMNS,
    ['一、企业层面'],
    row('1. 制度（3分）', '(1) 没有制度的，扣3分', '（一）管理（3分）'),
    ['三、县区层面'],
    row('2. 值班（2分）', '(2) 没有值班的，扣2分', '（二）值班（2分）'),
  ]
  const { problems } = await drafted(sheetDocx([], rows))
  const found = problems.find(({ message }) => message.includes('其前可能缺少标题'))
  assert.deepEqual([found?.class, found?.severity], ['extraction', 'warning'])
})

test('a file without a sheet is none; what is no office file is refused with its sentence', async () => {
  assert.equal(await draftOfFile(sheetDocx(['演示'], [['姓名', '电话']]), HEAD, beside), null)
  await assert.rejects(draftOfFile(Buffer.from('%PDF-1.7'), HEAD, beside), /PDF/)
  const broken = sheetDocx(['演示'], [COLUMNS]).subarray(0, 200)
  await assert.rejects(draftOfFile(broken, HEAD, beside))
})
