import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { verifyDeployment } from '#journal/index.ts'
import { DEMO_COUNTIES, DEMO_SHOP, demoId } from '#places/index.ts'
import type { PaperMoved, TaskRow } from '#papers/words.ts'
import type { ProgressMoved, RoundDetail } from '#progress/words.ts'
import type { LinkMade, LinkMatter } from '#invitations/words.ts'
import { guest } from '../src/invitations/trial.ts'
import { LEDGERS } from '../src/app/index.ts'
import sharp from 'sharp'
import {
  answerOf,
  follow,
  handedIn,
  no,
  served,
  type Caller,
  type ReplyOf,
  type Served,
} from './served.ts'

let product: Served
let office: Caller
before(async () => {
  product = await served()
  office = await product.as('anwei')
})
after(() => product.close())

const good = <T = PaperMoved>(reply: ReplyOf<T>) => answerOf(reply)

/** Two bodies in each of nine counties, and two without an account: twenty tasks. */
const MARKS = DEMO_COUNTIES.map(({ mark }) => mark).filter((mark) => mark !== 'qy')
const LOGINS = MARKS.slice(0, 9).flatMap((mark) => [`${mark}.anwei`, `${mark}.yingji`])
const orgOf = (login: string) => demoId(login.replace(/anwei$/, 'anweiban'))
const BODIES = [...LOGINS.map(orgOf), demoId(DEMO_SHOP), demoId('qy.yingji')]

let paper: PaperMoved
let tasks: TaskRow[]
const taskOf = (org: string) => tasks.find((task) => task.org === org)!
const listed = async () => {
  const page = good<{ rows: TaskRow[] }>(await office.get(`/api/tasks?incoming=${paper.id}`))
  tasks = page.rows
}
const on = (task: { id: string; revision: number }, act: string, by: Caller, body: object = {}) =>
  by.post(`/api/tasks/${task.id}/${act}`, { revision: task.revision, ...body })

test('a provincial notice arrives, is instructed, and becomes twenty tasks', async () => {
  paper = good(
    await office.post('/api/incoming', {
      title: '关于开展岁末年初安全防范工作的通知（演示）',
      kind: 'notice',
      fromName: '云岭省安全生产委员会办公室（演示）',
      documentNumber: '云岭安办〔2026〕12号',
      receivedOn: '2026-03-02',
      dueOn: '2026-03-20',
      declaredUnclassified: true,
    }),
  )
  const proposal = { proposal: '拟请各县和有关单位报送。', leaderOrg: demoId('yc.gov') }
  paper = good(
    await office.post(`/api/incoming/${paper.id}/proposal`, {
      revision: paper.revision,
      ...proposal,
    }),
  )
  const leader = await product.as('leader')
  paper = good(
    await leader.post(`/api/incoming/${paper.id}/instruction`, {
      revision: paper.revision,
      instruction: '同意。逐项落实。',
    }),
  )
  const drafted = good<{ tasks: PaperMoved[]; failed: object[] }>(
    await office.post('/api/tasks', {
      title: '报送安全防范情况（演示）',
      content: '报送排查和整改情况。',
      dueOn: '2026-03-12',
      incoming: paper.id,
      to: BODIES.map((org) => ({ org })),
    }),
  )
  assert.equal(drafted.tasks.length, 20)
  assert.deepEqual(drafted.failed, [])
  for (const task of drafted.tasks) good(await on(task, 'dispatch', office))
  await listed()
  assert.equal(tasks.filter(({ state }) => state === 'sent').length, 20)
})

test('two are returned, one of them goes to another body, the other back to the same', async () => {
  const returning = LOGINS.slice(0, 2)
  for (const login of returning) {
    const by = await product.as(login)
    const reason = { reason: '不属于本单位职责。' }
    good(await on(taskOf(orgOf(login)), 'return', by, reason))
  }
  await listed()
  const [first, second] = returning.map((login) => taskOf(orgOf(login)))
  const again = { dueOn: '2026-03-13' }
  const far = { ...again, org: demoId('qy.zhujian') }
  assert.match(no(await on(first!, 'reassignment', office, far)), /改派限于同一地区/)
  good(await on(first!, 'reassignment', office, { ...again, org: second!.org }))
  good(await on(second!, 'reassignment', office, { ...again, org: second!.org }))
  await listed()
  assert.equal(tasks.filter(({ state }) => state === 'sent').length, 20)
})

test('one is answered by link, without an account', async () => {
  const task = taskOf(demoId(DEMO_SHOP))
  const made = good<LinkMade>(
    await office.post('/api/links', {
      kind: 'office_task',
      matter: task.id,
      name: '店主甲（演示）',
      phone: '13800000001',
    }),
  )
  const phone = guest(product)
  const { token } = made
  good(await phone.post('/api/link/opening', { token: token! }))
  good(await phone.post('/api/link/code', { token: token! }))
  const shown = good<{ code: string }>(await office.post(`/api/links/${made.id}/code`, {}))
  good(await phone.post('/api/link/session', { token: token!, code: shown.code }))
  for (const act of ['receive', 'answer'] as const) {
    const matter = good<LinkMatter>(await phone.get('/api/link/matter'))
    const text = act === 'answer' ? { text: '已检查用火用电，未见问题。', evidence: [] } : {}
    good(await phone.post('/api/link/act', { act, revision: matter.revision, ...text }))
  }
})

test('a round of calls names who is silent, from the records', async () => {
  const series = good<ProgressMoved>(
    await office.post('/api/progress/series', {
      title: '防范工作调度（演示）',
      basis: '来文要求（演示）',
      rhythm: 'once',
      firstOn: '2026-03-02',
      answerDays: 2,
      bodies: LOGINS.map(orgOf),
      facts: ['tasks_open', 'tasks_overdue'],
      questions: [],
    }),
  )
  const round = good<ProgressMoved>(
    await office.post(`/api/progress/series/${series.id}/rounds`, { revision: 1 }),
  )
  const detail = async () => good<RoundDetail>(await office.get(`/api/progress/rounds/${round.id}`))
  const asked = await detail()
  const openOf = (login: string) =>
    asked.answers
      .find(({ org }) => org === orgOf(login))!
      .figures.find(({ fact }) => fact === 'tasks_open')?.value
  assert.equal(openOf(LOGINS[0]!), 0, 'its task went to another body')
  assert.equal(openOf(LOGINS[1]!), 2, 'its own and the other one')
  const silent = LOGINS.slice(-2)
  for (const login of LOGINS.slice(0, -2)) {
    const part = asked.answers.find(({ org }) => org === orgOf(login))!
    const by = await product.as(login)
    good(await by.post(`/api/progress/answers/${part.id}/answer`, { revision: 1 }))
  }
  const close = { revision: round.revision, opinion: null }
  const closed = good<ProgressMoved>(
    await office.post(`/api/progress/rounds/${round.id}/closing`, close),
  )
  assert.match(closed.say, /2个单位未反馈/)
  const named = (await detail()).answers.filter(({ state }) => state === 'silent')
  assert.deepEqual(new Set(named.map(({ org }) => org)), new Set(silent.map(orgOf)))
})

test('all are answered and accepted, and the notice is finished', async () => {
  const early = await office.post(`/api/incoming/${paper.id}/completion`, {
    revision: paper.revision,
  })
  assert.match(no(early), /还有20项任务未办完/)
  const logins = new Map([...LOGINS, 'qy.yingji'].map((login) => [orgOf(login), login]))
  await listed()
  for (const task of tasks.filter(({ state }) => state === 'sent')) {
    const by = await product.as(logins.get(task.org)!)
    const received = good(await on(task, 'receipt', by))
    good(await on(received, 'answer', by, { answer: '已排查，情况见台账。' }))
  }
  await listed()
  assert.ok(tasks.every(({ state }) => state === 'answered'))
  for (const task of tasks) good(await on(task, 'acceptance', office))
  const finished = await office.post(`/api/incoming/${paper.id}/completion`, {
    revision: paper.revision,
  })
  assert.equal(good(finished).state, 'finished')
})

test('the reply leaves with number and sealed scan; every paper of the way is a file; the journal holds', async () => {
  const head = await product.as('anwei.zr')
  const at = (moved: PaperMoved, act: string, by: Caller, more: object = {}) =>
    by.post(`/api/outgoing/${moved.id}/${act}`, { revision: moved.revision, ...more })
  let reply = good(
    await office.post('/api/outgoing', {
      kind: 'reply',
      title: '关于岁末年初安全防范工作情况的复函（演示）',
      text: '来函收悉。\n现将有关情况函复如下。',
      toOutside: '云岭省安全生产委员会办公室（演示）',
      publicity: 'on_request',
      source: { kind: 'incoming', id: paper.id },
      declaredUnclassified: true,
    }),
  )
  reply = good(await at(reply, 'submission', office))
  reply = good(await at(reply, 'check', head))
  reply = good(await at(reply, 'presentation', office))
  reply = good(await at(reply, 'signature', head))
  assert.match(reply.number, /复〔2026〕1号$/)
  const page = { width: 620, height: 877, channels: 3, background: '#aa1111' } as const
  const bytes = await sharp({ create: page }).png().toBuffer()
  const scan = await handedIn(product, 'anwei', { bytes, name: '盖章件.png' })
  reply = good(await at(reply, 'seal', office, { evidence: [scan] }))
  reply = good(await at(reply, 'distribution', office))
  await follow(product)
  for (const format of ['word', 'pdf']) {
    const file = await office.file(`/api/outgoing/${reply.id}/document?format=${format}`)
    assert.equal(file.subarray(0, 2).toString(), format === 'pdf' ? '%P' : 'PK')
  }
  reply = good(await at(reply, 'archiving', office, { retention: 'years_30' }))
  assert.equal(reply.state, 'archived')
  const { journal, db, dataDir } = product.product
  while ((await journal.sequencer.run()) > 0);
  const report = await verifyDeployment({
    pool: db.owner,
    ledgers: LEDGERS.values(),
    keysDir: `${dataDir}/keys`,
  })
  assert.deepEqual(report.problems, [])
})
