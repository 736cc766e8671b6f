import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { verifyDeployment } from '#journal/index.ts'
import { demoId } from '#places/index.ts'
import type { PaperMoved } from '#papers/words.ts'
import { answerOf, no, served, type Caller, type Reply, type Served } from '../../test/served.ts'
import { LEDGERS } from '../app/index.ts'
import { watchNorms } from './index.ts'
import { cleanRefusal, normRefusal, NORM_MOVES, watchOf } from './rules.ts'
import { NORM_ACTS, NORM_STATES } from './words.ts'
import type { NormDetail, NormFacts, NormRow } from './words.ts'

let product: Served
let bureau: Caller
let lawyer: Caller
before(async () => {
  product = await served()
  bureau = await product.as('yingji')
  lawyer = await product.as('fazhi')
})
after(() => product.close())

const TODAY = '2026-03-02'
const draft = {
  kind: 'measures',
  title: '小型场所安全管理办法（演示）',
  authority: '依据安全生产法第十条（演示）',
  summary: '明确检查内容（演示）',
  reviewOrg: demoId('yc.yingji'),
}

const done = (reply: Reply) => answerOf<PaperMoved>(reply)
const on = (moved: PaperMoved, act: string, body: object = {}, by = bureau) =>
  by.post(`/api/norms/${moved.id}/${act}`, { revision: moved.revision, ...body })
const detail = async ({ id }: { id: string }, by = bureau) =>
  (await by.get(`/api/norms/${id}`)).body as NormDetail

async function submitted(): Promise<PaperMoved> {
  return done(await on(done(await bureau.post('/api/norms', draft)), 'submission'))
}
const lawful = { opinion: 'lawful', text: '于法有据' }
const issue = { mark: '云应急规', issuedOn: TODAY, validFrom: TODAY, validUntil: '2026-04-30' }
async function issued(more = {}): Promise<PaperMoved> {
  const passed = done(await on(await submitted(), 'opinion', lawful, lawyer))
  const decided = done(await on(passed, 'deliberation', { on: TODAY, meeting: '局党组会议' }))
  return done(await on(decided, 'issue', { ...issue, ...more }))
}

test('the table of moves: every act in every state, by the right body and role', () => {
  const facts = (state: NormFacts['state']): NormFacts => ({
    id: '',
    jur: '',
    revision: 1,
    state,
    ownerOrg: 'maker',
    reviewOrg: 'reviewer',
    mine: false,
    filedOn: null,
    publishedOn: null,
    names: { maker: '制定单位', reviewer: '审核单位' },
  })
  for (const act of NORM_ACTS) {
    const move = NORM_MOVES[act]
    const viewer = { org: move.by, role: move.roles[0] }
    const open = NORM_STATES.filter((state) => normRefusal(act, facts(state), viewer) === null)
    assert.deepEqual(
      open,
      NORM_STATES.filter((state) => (move.from as readonly string[]).includes(state)),
    )
    const [state] = move.from as readonly NormFacts['state'][]
    if (state === undefined) continue
    assert.match(normRefusal(act, facts(state), { ...viewer, org: 'x' })!.refused, /应由.+办理/)
    assert.match(normRefusal(act, facts(state), { ...viewer, role: 'reader' })!.refused, /本岗位/)
  }
  const own = normRefusal(
    'review',
    { ...facts('reviewing'), mine: true },
    {
      org: 'reviewer',
      role: 'legal_reviewer',
    },
  )
  assert.match(own!.refused, /起草人不得审核/)
})

test('days of validity and of the clean-up', () => {
  const of = { validUntil: '2026-04-30', until: null, dueOn: null, today: TODAY }
  assert.equal(cleanRefusal('keep', of), null)
  assert.match(cleanRefusal('amend', of)!.refused, /修改完成期限/)
  assert.match(cleanRefusal('keep', { ...of, until: '2026-04-30' })!.refused, /应晚于/)
  assert.match(cleanRefusal('repeal', { ...of, until: '2027-01-01' })!.refused, /继续有效/)
  assert.match(cleanRefusal('keep', { ...of, dueOn: '2026-05-01' })!.refused, /修改期限/)
  const day = { today: TODAY, from: '2026-05-31' }
  assert.equal(watchOf(null, false, day), 'none')
  assert.equal(watchOf('2026-06-01', false, day), 'none')
  assert.equal(watchOf('2026-05-31', false, day), 'remind')
  assert.equal(watchOf('2026-05-31', true, day), 'none')
  assert.equal(watchOf('2026-03-01', true, day), 'expire')
})

test('a document: review sends it back, then passes; issue, filing, publication, clean-up', async () => {
  const first = await submitted()
  assert.match(no(await on(first, 'deliberation', { on: TODAY, meeting: '会' })), /现为“法制审核”/)
  const opinion = { opinion: 'amend', text: '第三条应修改' }
  assert.match(no(await on(first, 'opinion', opinion)), /本岗位不办理/)
  const back = done(await on(first, 'opinion', opinion, lawyer))
  assert.equal(back.state, 'returned')
  const revised = done(await on(back, 'revision', { ...draft, title: '改后办法（演示）' }))
  const passed = done(await on(done(await on(revised, 'submission')), 'opinion', lawful, lawyer))
  const decided = done(await on(passed, 'deliberation', { on: TODAY, meeting: '局党组会议' }))
  assert.match(no(await on(decided, 'issue', { ...issue, validUntil: TODAY })), /应晚于施行日期/)
  assert.match(no(await on(decided, 'issue', { ...issue, issuedOn: '2026-03-01' })), /不得早于/)
  const force = done(await on(decided, 'issue', issue))
  assert.match(force.number, /^云应急规〔2026〕\d+号$/)
  const second = await issued()
  assert.equal(numberOf(second), numberOf(force) + 1, 'refused acts leave no gap')
  const filed = done(await on(force, 'filing', { on: TODAY, to: '云川市政府', number: '备1号' }))
  assert.match(no(await on(filed, 'filing', { on: TODAY, to: '云川市政府' })), /已于2026-03-02备案/)
  const published = done(await on(filed, 'publication', { on: TODAY, where: '政府网站' }))
  assert.deepEqual(
    (await detail(published)).deadlines.map(({ kind, state }) => `${kind} ${state}`).toSorted(),
    ['file met', 'issue met', 'publish met', 'review met', 'review met', 'rework met'],
  )
  const stale = await on(filed, 'clean-up', { result: 'keep', on: TODAY, reason: '仍需' })
  assert.equal(stale.status, 409)
  const repealed = done(
    await on(published, 'clean-up', { result: 'repeal', on: TODAY, reason: '上位法已修改' }),
  )
  assert.equal(repealed.state, 'repealed')
  const list = (await bureau.get('/api/norms/clean-up')).body as { rows: NormRow[] }
  const row = list.rows.find(({ id }) => id === repealed.id)!
  assert.deepEqual([row.cleaned, row.cleanReason], ['repeal', '上位法已修改'])
  const sheet = await bureau.get('/api/norms/sheet')
  assert.equal(sheet.status, 200)
})

const numberOf = ({ number }: PaperMoved) => Number(/(\d+)号$/.exec(number)![1])

test('validity that soon ends lies on the desk, an extension takes it away, its end ends it', async () => {
  const soon = await issued()
  const never = await issued({ validUntil: null })
  assert.ok((await watchNorms(product.product.runner)) >= 1)
  assert.equal(await watchNorms(product.product.runner), 0, 'once')
  const expiring = (norm: NormDetail) => norm.deadlines.filter(({ kind }) => kind === 'expiring')
  const shown = await detail(soon)
  assert.deepEqual(
    expiring(shown).map(({ dueOn, state }) => [dueOn, state]),
    [['2026-04-30', 'open']],
  )
  assert.deepEqual(expiring(await detail(never)), [])
  const kept = { result: 'keep', on: TODAY, reason: '继续施行', validUntil: '2031-03-01' }
  done(await on({ ...soon, revision: shown.revision }, 'clean-up', kept))
  const after = await detail(soon)
  assert.deepEqual([after.validUntil, expiring(after)[0]!.state], ['2031-03-01', 'met'])
})

test('others: other county, other body and who may not read see nothing; the journal is whole', async () => {
  const norm = await submitted()
  for (const login of ['qy.yingji', 'zhujian', 'chayue']) {
    const by = await product.as(login)
    assert.equal((await by.get(`/api/norms/${norm.id}`)).status, 404, login)
    assert.equal((await on(norm, 'void', { reason: '无' }, by)).status, 404, login)
  }
  const reader = await product.as('zhifa')
  assert.equal((await reader.post('/api/norms', draft)).status, 409)
  const elsewhere = await bureau.post('/api/norms', { ...draft, reviewOrg: demoId('qy.yingji') })
  assert.match(no(elsewhere), /法制审核岗位/)
  const unknown = await bureau.post('/api/norms', { ...draft, more: 1 })
  assert.equal(unknown.status, 400)
  const report = await verifyDeployment({
    pool: product.db.owner,
    ledgers: LEDGERS.values(),
    keysDir: `${product.product.dataDir}/keys`,
  })
  assert.deepEqual(report.problems, [])
})
