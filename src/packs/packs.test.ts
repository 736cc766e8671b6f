import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { verifyDeployment } from '#journal/index.ts'
import { packsFrom, releasedPacks } from '#law/index.ts'
import { answersSchema, scoreSheet } from '#scores/index.ts'
import { answerOf, no, served, type Caller, type Reply, type Served } from '../../test/served.ts'
import { COLUMNS, printedSheet, sheetDocx, sheetXlsx } from '../../test/sheet-file.ts'
import { LEDGERS } from '../app/index.ts'
import { packRefusal } from './rules.ts'
import { PACK_ACTS, PACK_STATES, type PackDetail, type PackDraft, type PackMoved } from './words.ts'

let product: Served
let clerk: Caller
let head: Caller
before(async () => {
  product = await served()
  clerk = await product.as('anwei')
  head = await product.as('anwei.zr')
})
after(() => product.close())

const law = new URL('../../law', import.meta.url).pathname

type Sent = { readonly name: string; readonly bytes: Buffer }

/** Sends a form with its fields before the file, as a browser does. */
function send(by: Caller, url: string, fields: Record<string, string>, file: Sent): Promise<Reply> {
  const mark = 'bihuan-form'
  const parts = Object.entries(fields).map(
    ([name, value]) =>
      `--${mark}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const opening = `--${mark}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  const body = Buffer.concat([
    Buffer.from(parts.join('') + opening),
    file.bytes,
    Buffer.from(`\r\n--${mark}--\r\n`),
  ])
  return by.post(url, body, { 'content-type': `multipart/form-data; boundary=${mark}` })
}

const row = (item: string, criteria: string, category = '') => [category, item, criteria]
const WRONG = [
  COLUMNS,
  row('1. 制度（30分）', '(1) 没有制度的，扣30分', '（一）管理（50分）'),
  row('2. 值班（20分）', '(2) 没有值班的，扣10分'),
]
const RIGHT = [...WRONG.slice(0, 2), row('2. 值班（20分）', '(2) 没有值班的，扣20分')]
const title = { title: '值班检查打分表（演示）' }

async function brought(rows = RIGHT, by = clerk): Promise<PackMoved> {
  const file = { name: '打分表.docx', bytes: sheetDocx([], rows) }
  return answerOf<PackMoved>(await send(by, '/api/packs', title, file))
}
const detail = async ({ id }: { id: string }, by = clerk) =>
  answerOf<PackDetail>(await by.get(`/api/packs/${id}`))
const act = (by: Caller, moved: PackMoved, what: string, more: object = {}) =>
  by.post(`/api/packs/${moved.id}/${what}`, { revision: moved.revision, ...more })
const correct = (by: Caller, { id, revision }: PackMoved, file: Sent) =>
  send(by, `/api/packs/${id}/correction`, { revision: String(revision) }, file)

test('who may do what, in which state: the table of acts', () => {
  const viewer = { role: 'committee_clerk', org: 'office' }
  const draft = { office: 'office', errors: 0, mine: false }
  const open = PACK_ACTS.map((one) => [
    one,
    PACK_STATES.filter((state) => packRefusal(one, { ...draft, state }, viewer) === null).join(' '),
  ])
  assert.deepEqual(open, [
    ['correct', 'draft proposed'],
    ['propose', 'draft'],
    ['release', 'proposed'],
    ['withdraw', 'draft proposed'],
  ])
  const proposed = { ...draft, state: 'proposed' } as const
  const said = (given: object, by: object = {}) =>
    packRefusal('release', { ...proposed, ...given }, { ...viewer, ...by })?.refused
  assert.match(said({}, { role: 'reader' })!, /经办人员、负责人/)
  assert.match(said({}, { org: 'other' })!, /由导入的机关办理/)
  assert.match(said({ errors: 2 })!, /尚有 2 处须改正/)
  assert.match(said({ mine: true })!, /提请人以外的人/)
  assert.equal(said({}), undefined)
})

test('a sheet of another kind is in use without a line of code: brought, mended, released by two', async () => {
  const first = await brought(WRONG)
  assert.match(first.say, /已读入 2 项，有 1 处须改正/)
  const seen = await detail(first)
  assert.match(seen.problems[0]!.message, /第2项各扣分条合计 10 分，与标明的 20 分不符/)
  assert.equal(seen.rows[1]!.criteria[0]!.clauses[0]!.points, '10')
  assert.match(no(await act(clerk, first, 'proposal')), /尚有 1 处须改正/)

  const yaml = (await clerk.file(`/api/packs/${first.id}/file`)).toString()
  const mended = Buffer.from(yaml.replace(/points: "10"/, 'points: "20"'))
  const broken = Buffer.from(yaml.replace('categories:', 'categories: ['))
  assert.match(no(await correct(clerk, first, { name: 'a.yaml', bytes: broken })), /写法不正确/)
  const whole = answerOf<PackMoved>(await correct(clerk, first, { name: 'a.yaml', bytes: mended }))
  assert.match(whole.say, /没有须改正之处/)
  assert.match(no(await act(head, whole, 'release')), /已提请发布的草稿方可/)

  const proposed = answerOf<PackMoved>(await act(clerk, whole, 'proposal'))
  assert.match(no(await act(clerk, proposed, 'release')), /提请人以外的人/)
  const { draft } = await detail(proposed)
  const holds = async () =>
    (await releasedPacks(product.db.app, { demo: true })).find((one) => one.head.id === draft.pack)
  assert.equal(await holds(), undefined, 'one person is not enough')
  const released = answerOf<PackMoved>(await act(head, proposed, 'release'))
  assert.match(no(await act(head, released, 'release')), /方可发布/)
  assert.match(no(await act(clerk, released, 'withdrawal', { reason: '演示' })), /尚未发布/)

  const pack = (await holds())!
  assert.deepEqual([pack.head.place, pack.head.demo, pack.version], ['9801', true, draft.version])
  const taken = { criterion: 'C02', reason: '无人值班（演示）' }
  const score = scoreSheet(
    { id: pack.head.id, version: pack.version, scoring: pack.scoring! },
    answersSchema.parse({ sheet: pack.head.id, deductions: [taken] }),
  )
  assert.equal('score' in score && score.score, '30')
  const page = await clerk.get(`/api/law/packs/${draft.pack}?version=${draft.version}`)
  assert.equal((page.body as { pack: { issuer: string } }).pack.issuer, pack.head.issuer)
})

test('the sheet of 2023 comes in with its three classes, which stop nobody from releasing it', async () => {
  const xinyang = packsFrom(law).find(({ head: { id } }) => id === 'xinyang-cross-inspection-2023')!
  const bytes = await sheetXlsx(printedSheet(xinyang.scoring!))
  const moved = answerOf<PackMoved>(
    await send(clerk, '/api/packs', title, { name: 'a.xlsx', bytes }),
  )
  const { rows, problems, points } = await detail(moved)
  assert.deepEqual([rows.length, points], [48, '100'])
  assert.deepEqual([...new Set(problems.map((one) => String(one.class)))].toSorted(), [
    'document',
    'extraction',
    'unsaid',
  ])
  answerOf(await act(clerk, moved, 'proposal'))
})

test('correcting what was proposed takes the proposal back; a stale page is told', async () => {
  const moved = await brought()
  const proposed = answerOf<PackMoved>(await act(clerk, moved, 'proposal'))
  const file = {
    name: 'b.docx',
    bytes: sheetDocx(
      [],
      RIGHT.map((cells) => cells.map((cell) => cell.replace('制度', '规章'))),
    ),
  }
  const anew = answerOf<PackMoved>(await correct(head, proposed, file))
  assert.equal((await detail(anew)).draft.state, 'draft')
  assert.equal((await act(clerk, proposed, 'proposal')).status, 409)
  const again = answerOf<PackMoved>(await act(head, anew, 'proposal'))
  answerOf(await act(clerk, again, 'release'))
})

test('a draft is withdrawn with its reason and stays', async () => {
  const moved = await brought()
  assert.equal((await act(clerk, moved, 'withdrawal')).status, 400)
  answerOf(await act(clerk, moved, 'withdrawal', { reason: '另行制定（演示）' }))
  const { draft } = await detail(moved)
  assert.deepEqual([draft.state, draft.reason], ['withdrawn', '另行制定（演示）'])
})

test('who may: keepers of the office; others are refused, outside the scope nothing is there', async () => {
  const moved = await brought()
  const county = await product.as('pg.anwei')
  const inspector = await product.as('zhifa')
  const outside = await county.get(`/api/packs/${moved.id}`)
  const missing = await county.get('/api/packs/01890000-0000-7000-8000-000000000000')
  assert.deepEqual([outside.status, outside.body], [404, missing.body])
  assert.equal((await act(county, moved, 'proposal')).status, 404)
  const file = { name: '打分表.docx', bytes: sheetDocx([], RIGHT) }
  assert.match(no(await send(inspector, '/api/packs', title, file)), /经办人员、负责人/)
  assert.match(no(await act(inspector, moved, 'proposal')), /经办人员、负责人/)
  const mine = (await county.get('/api/packs')).body as { rows: PackDraft[] }
  assert.deepEqual(mine.rows, [])
})

test('what is no sheet is refused in a sentence; the journal holds every act', async () => {
  const cases: [Sent, RegExp][] = [
    [{ name: 'a.docx', bytes: sheetDocx(['演示'], [['姓名', '电话']]) }, /没有找到打分表/],
    [{ name: 'a.pdf', bytes: Buffer.from('%PDF-1.7') }, /PDF/],
    [{ name: 'a.yaml', bytes: Buffer.from('sheet: 1') }, /写法不正确/],
  ]
  for (const [file, sentence] of cases) {
    assert.match(no(await send(clerk, '/api/packs', title, file)), sentence)
  }
  assert.equal((await clerk.post('/api/packs', title)).status, 400)
  await product.product.journal.sequencer.drain()
  const report = await verifyDeployment({
    pool: product.db.owner,
    ledgers: LEDGERS.values(),
    keysDir: `${product.product.dataDir}/keys`,
  })
  assert.deepEqual(report.problems, [])
})
