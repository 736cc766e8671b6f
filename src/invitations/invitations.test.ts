/** A link from its making to its end: what is done by it, who makes it, and when it dies. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { matterScope, newId, rows, scoped } from '#kernel/index.ts'
import { demoId } from '#places/index.ts'
import type { PaperMoved, TaskDetail } from '#papers/words.ts'
import { answerOf, no, served, type Caller, type Served } from '../../test/served.ts'
import { makePhoto } from '../files/trial.ts'
import { LEDGERS } from '../app/index.ts'
import {
  entered,
  guest,
  journalAgrees,
  linksAt,
  madeLink,
  matterOf,
  RECEIVER,
  sentTask,
  theLink,
} from './trial.ts'
import type { LinkMade, LinkMatter } from './words.ts'

let product: Served
let office: Caller
before(async () => {
  product = await served()
  office = await product.as('qy.anwei')
})
after(() => product.close())

test('a task is received and answered by link, with a photo, and nothing is seen before the code', async () => {
  const task = await sentTask(office)
  const link = await madeLink(office, task.id)
  assert.equal(link.endsOn, '2026-03-19', 'the task’s date and seven days')
  const phone = guest(product)
  const early = await phone.get('/api/link/matter')
  assert.equal(early.status, 401)
  const opened = await phone.post('/api/link/opening', { token: link.token })
  assert.deepEqual(answerOf(opened), { verified: false, way: 'telephone' })
  assert.equal((await theLink(office, task.id)).state, 'unopened', 'opening alone says nothing')
  await entered(phone, { office, matter: task.id, token: link.token })
  assert.equal((await theLink(office, task.id)).state, 'opened')
  const matter = await matterOf(phone)
  assert.equal(matter.title, '报送用火用电安全情况')
  const received = await phone.post('/api/link/act', { act: 'receive', revision: matter.revision })
  const { revision } = answerOf<PaperMoved>(received)
  const photo = answerOf<{ id: string }>(await phone.upload('灶台.jpg', await makePhoto(301)))
  const evidence = [{ upload: photo.id, phase: 'other' }]
  const answer = { act: 'answer', revision, text: '已检查，插座已更换。', evidence }
  assert.match(answerOf<PaperMoved>(await phone.post('/api/link/act', answer)).say, /已提交反馈/)
  const after = await matterOf(phone)
  assert.deepEqual([after.stateName, after.files.length], ['待验收', 1])
  assert.equal((await theLink(office, task.id)).state, 'done')
  const detail = answerOf<TaskDetail>(await office.get(`/api/tasks/${task.id}`))
  const label = '凭链接办理（钱小满（演示），尾号 0001）'
  assert.deepEqual(
    detail.steps.slice(0, 2).map(({ act, personName }) => [act, personName]),
    [
      ['answer', label],
      ['receive', label],
    ],
  )
  assert.equal(detail.evidence.length, 1)
})

test('two browsers act at once: only the one that holds the link', async () => {
  const task = await sentTask(office)
  const { token } = await madeLink(office, task.id)
  const [first, second] = [guest(product), guest(product)]
  await entered(first, { office, matter: task.id, token })
  await entered(second, { office, matter: task.id, token })
  const act = { act: 'receive', revision: task.revision }
  const both = await Promise.all([first, second].map((by) => by.post('/api/link/act', act)))
  assert.deepEqual(
    both.map(({ status }) => status),
    [401, 200],
  )
})

test('an expired, a revoked and a renewed link open nothing', async () => {
  const task = await sentTask(office)
  const first = await madeLink(office, task.id)
  const phone = guest(product)
  await entered(phone, { office, matter: task.id, token: first.token })
  const { id, revision } = await theLink(office, task.id)
  const renewed = answerOf<LinkMade>(await office.post(`/api/links/${id}/renewal`, { revision }))
  const old = await phone.post('/api/link/opening', { token: first.token })
  assert.deepEqual([old.status, no(old)], [404, '链接不存在，或者已经换发。'])
  assert.equal((await phone.get('/api/link/matter')).status, 401, 'and its browser is out')
  const token = renewed.token!
  await entered(phone, { office, matter: task.id, token })
  product.clock.set('2026-03-20T02:00:00Z')
  const late = await phone.post('/api/link/opening', { token })
  assert.deepEqual(
    [late.status, no(late)],
    [410, '链接已于2026-03-19到期，请向下达单位索取新的链接。'],
  )
  assert.equal((await phone.get('/api/link/matter')).status, 401)
  assert.equal((await theLink(await product.as('qy.anwei', 'anew'), task.id)).state, 'expired')
  product.clock.set('2026-03-02T02:00:00Z')
  await entered(phone, { office, matter: task.id, token })
  const now = await theLink(office, task.id)
  const reason = { revision: now.revision, reason: '电话号码有误。' }
  answerOf(await office.post(`/api/links/${id}/revocation`, reason))
  assert.equal(
    no(await phone.post('/api/link/opening', { token })),
    '链接已被下达单位撤销，请与下达单位联系。',
  )
  const act = await phone.post('/api/link/act', { act: 'receive', revision: task.revision })
  assert.equal(act.status, 410)
  assert.equal((await theLink(office, task.id)).state, 'revoked')
  const again = await office.post(`/api/links/${id}/renewal`, { revision: now.revision + 1 })
  assert.equal(no(again), '链接已撤销，请另行生成。')
})

test('answered by account meanwhile: the link says so and does nothing', async () => {
  const task = await sentTask(office, 'qy.zhuzao')
  const { token } = await madeLink(office, task.id)
  const phone = guest(product)
  await entered(phone, { office, matter: task.id, token })
  const enterprise = await product.as('qiye')
  const at = answerOf<PaperMoved>(
    await enterprise.post(`/api/tasks/${task.id}/receipt`, { revision: task.revision }),
  )
  const stale = await phone.post('/api/link/act', { act: 'receive', revision: task.revision })
  assert.equal(stale.status, 409)
  answerOf(
    await enterprise.post(`/api/tasks/${task.id}/answer`, {
      revision: at.revision,
      answer: '已报',
    }),
  )
  const matter = await matterOf(phone)
  assert.deepEqual([matter.stateName, matter.answer], ['待验收', '已报'])
  const late = { act: 'answer', revision: matter.revision, text: '又报', evidence: [] }
  assert.equal(no(await phone.post('/api/link/act', late)), '任务现为“待验收”，不能提交反馈。')
  assert.ok(matter.acts.every(({ refusal }) => refusal !== null))
})

test('re-assigned: the link dies, and its browser with it', async () => {
  const task = await sentTask(office, 'qy.zhuzao')
  const { token } = await madeLink(office, task.id)
  const phone = guest(product)
  await entered(phone, { office, matter: task.id, token })
  const returned = await phone.post('/api/link/act', {
    act: 'return',
    revision: task.revision,
    text: '不属本厂。',
  })
  const { revision } = answerOf<PaperMoved>(returned)
  const to = { revision, org: demoId('qy.jiayou'), dueOn: '2026-03-16' }
  answerOf(await office.post(`/api/tasks/${task.id}/reassignment`, to))
  assert.equal(
    no(await phone.post('/api/link/opening', { token })),
    '本事项已改由其他单位办理，链接失效。',
  )
  const read = await phone.get('/api/link/matter')
  assert.deepEqual([read.status, 'title' in (read.body as LinkMatter)], [410, true])
  assert.equal((read.body as { title: string }).title, '链接失效')
  const receive = { act: 'receive', revision: revision + 1 }
  assert.equal((await phone.post('/api/link/act', receive)).status, 410)
  assert.equal((await theLink(office, task.id)).state, 'expired')
})

test('a hostile file is refused by name, as for everybody', async () => {
  const task = await sentTask(office)
  const { token } = await madeLink(office, task.id)
  const phone = guest(product)
  const script = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  )
  const early = await phone.upload('a.jpg', await makePhoto(302))
  assert.equal(early.status, 401, 'and none before the code')
  await entered(phone, { office, matter: task.id, token })
  for (const [name, bytes] of [
    ['现场.svg', script],
    ['现场.jpg', Buffer.from('MZ\u0090\u0000 this is a program')],
    ['现场.jpg', Buffer.alloc(0)],
  ] as const) {
    const reply = await phone.upload(name, bytes)
    assert.equal(reply.status, 409, name)
    assert.match(no(reply), /。$/)
  }
  const other = await sentTask(office)
  const second = await madeLink(office, other.id)
  const stranger = guest(product)
  await entered(stranger, { office, matter: other.id, token: second.token })
  const photo = answerOf<{ id: string }>(await stranger.upload('甲.jpg', await makePhoto(303)))
  answerOf(await phone.post('/api/link/act', { act: 'receive', revision: task.revision }))
  const theirs = {
    act: 'answer',
    revision: task.revision + 1,
    text: '照片如附。',
    evidence: [{ upload: photo.id, phase: 'other' }],
  }
  assert.match(no(await phone.post('/api/link/act', theirs)), /不是由您上传的/)
})

test('a link of another county is not there: the same answer as for none at all', async () => {
  const task = await sentTask(office)
  const { id } = await madeLink(office, task.id)
  for (const login of ['pg.anwei', 'qiye', 'chayue', 'qy.zhen']) {
    const other = await product.as(login)
    const nothing = `/api/links?kind=office_task&matter=${newId()}`
    const both = [
      await other.get(`/api/links?kind=office_task&matter=${task.id}`),
      await other.get(nothing),
    ]
    assert.deepEqual(both[0]!.body, both[1]!.body, login)
    assert.equal(both[0]!.status, 404, login)
    for (const [path, body] of [
      ['renewal', { revision: 1 }],
      ['revocation', { revision: 1, reason: '试' }],
      ['code', {}],
    ] as const) {
      const own = await other.post(`/api/links/${id}/${path}`, body)
      const none = await other.post(`/api/links/${newId()}/${path}`, body)
      assert.deepEqual([own.status, own.body], [404, none.body], `${login} ${path}`)
    }
    const make = await other.post('/api/links', {
      kind: 'office_task',
      matter: task.id,
      ...RECEIVER,
    })
    assert.equal(make.status, 404, login)
  }
  const anyone = guest(product)
  const unknown = await anyone.post('/api/link/opening', { token: 'A'.repeat(32) })
  assert.deepEqual([unknown.status, no(unknown)], [404, '链接不存在，或者已经换发。'])
})

test('who makes one: the office, and only while there is something to do; one for a telephone', async () => {
  const task = await sentTask(office, 'qy.zhuzao')
  await madeLink(office, task.id)
  const twice = await office.post('/api/links', {
    kind: 'office_task',
    matter: task.id,
    ...RECEIVER,
  })
  assert.match(no(twice), /已有可用的链接/)
  const bad = { kind: 'office_task', matter: task.id, name: '', phone: '12' }
  const told = await office.post('/api/links', bad)
  assert.equal(told.status, 400)
  assert.match(no(told), /手机号/)
  const enterprise = await product.as('qiye')
  const own = await linksAt(enterprise, task.id)
  assert.deepEqual([own.keeper, own.rows], [false, []], 'the enterprise sees no links of its task')
  const by = await enterprise.post('/api/links', {
    kind: 'office_task',
    matter: task.id,
    ...RECEIVER,
  })
  assert.match(no(by), /由下达、交办单位/)
  const { id, revision } = task
  answerOf(await office.post(`/api/tasks/${id}/withdrawal`, { revision }))
  const late = { kind: 'office_task', matter: id, name: '另一人', phone: '13800000002' }
  assert.match(no(await office.post('/api/links', late)), /现在无需对方办理/)
})

test('the journal holds every act of links, and equals the ledgers', () => journalAgrees(product))

test('row-level security: in the scope of a link each ledger shows that matter’s rows alone', async () => {
  const [mine, other] = [await sentTask(office), await sentTask(office)]
  await madeLink(office, mine.id)
  await madeLink(office, other.id)
  const seen = await scoped(product.db.app, matterScope(mine.id), async (client) => {
    const found: Record<string, number> = {}
    for (const { table } of LEDGERS.values()) {
      found[table] = (await rows(client, `select 1 from ${table}`)).length
    }
    return found
  })
  const shown = Object.entries(seen).filter(([, count]) => count > 0)
  assert.deepEqual(Object.fromEntries(shown), {
    office_task: 1,
    paper_step: 2,
    deadline: 2,
    invitation: 1,
    invitation_step: 1,
  })
})
