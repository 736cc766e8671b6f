/** What a link's browser reaches: its one matter, and nothing else of the product. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { matterScope, newId, rows, scoped } from '#kernel/index.ts'
import { verifyDeployment } from '#journal/index.ts'
import { demoId, DEMO_SHOP } from '#places/index.ts'
import type { Moved } from '#findings/words.ts'
import type { PaperMoved, TaskDetail, TaskRow } from '#papers/words.ts'
import { answerOf, no, served, type Caller, type Served } from '../../test/served.ts'
import { makePhoto } from '../files/trial.ts'
import { judgeAgain } from '#findings/index.ts'
import { LEDGERS } from '../app/index.ts'
import { entered, guest, linksAt, madeLink, matterOf, sentTask, theLink } from './trial.ts'

let product: Served
let office: Caller
before(async () => {
  product = await served()
  office = await product.as('qy.anwei')
})
after(() => product.close())

type Paths = Record<string, Record<string, { security: readonly object[] }>>

test('no other call of the product takes the link’s cookie, under its own name or another', async () => {
  const task = await sentTask(office)
  const { token } = await madeLink(office, task.id)
  const phone = guest(product)
  await entered(phone, { office, matter: task.id, token })
  const own = phone.cookie().split('=')[1]!
  const document = await product.app.inject({ method: 'GET', url: '/api/openapi.json' })
  const { paths } = JSON.parse(document.body) as { paths: Paths }
  let tried = 0
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, { security }] of Object.entries(methods)) {
      if (security.length === 0) continue
      for (const cookie of [
        `bihuan_link=${own}`,
        `bihuan_session=${own}`,
        `bihuan_session=${token}`,
      ]) {
        const answer = await product.app.inject({
          method: method.toUpperCase() as 'GET',
          url: path.replaceAll(/\{\w+\}/g, task.id),
          headers: { cookie, 'content-type': 'application/json', 'idempotency-key': newId() },
          ...(method === 'get' ? {} : { payload: '{}' }),
        })
        assert.equal(answer.statusCode, 401, `${method} ${path}`)
        tried += 1
      }
    }
  }
  assert.ok(tried > 300, `only ${tried} calls tried`)
})

test('neither an account’s cookie nor the link itself stands in for the entered code', async () => {
  const task = await sentTask(office)
  const { token } = await madeLink(office, task.id)
  const signed = await product.app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { login: 'qy.anwei', password: 'Yanshi-2026' },
  })
  const session = signed.cookies.find(({ name }) => name === 'bihuan_session')!.value
  for (const cookie of [
    `bihuan_session=${session}`,
    `bihuan_link=${session}`,
    `bihuan_link=${token}`,
  ]) {
    for (const path of ['matter', 'act', 'evidence']) {
      const method = path === 'matter' ? 'GET' : 'POST'
      const payload = path === 'act' ? { act: 'receive', revision: 2 } : {}
      const answer = await product.app.inject({
        method,
        url: `/api/link/${path}`,
        headers: { cookie, 'idempotency-key': newId() },
        ...(method === 'GET' ? {} : { payload }),
      })
      assert.equal(answer.statusCode, 401, `${cookie.slice(0, 12)} ${path}`)
    }
  }
})

test('another site’s page, unknown fields and a matter of its own choice are refused', async () => {
  const task = await sentTask(office)
  const other = await sentTask(office)
  const { token } = await madeLink(office, task.id)
  const phone = guest(product)
  await entered(phone, { office, matter: task.id, token })
  const foreign = await product.app.inject({
    method: 'POST',
    url: '/api/link/act',
    headers: { cookie: phone.cookie(), origin: 'https://example.org', 'idempotency-key': newId() },
    payload: { act: 'receive', revision: task.revision },
  })
  assert.equal(foreign.statusCode, 403)
  const act = { act: 'receive', revision: task.revision, id: other.id }
  assert.match(no(await phone.post('/api/link/act', act)), /没有这个栏目/)
  const accept = await phone.post('/api/link/act', { act: 'accept', revision: task.revision })
  assert.equal(accept.status, 400)
  assert.equal((await matterOf(phone)).number, task.number)
})

test('row-level security: by a link no row of another matter can be written', async () => {
  const [mine, other] = [await sentTask(office), await sentTask(office)]
  await scoped(product.db.app, matterScope(mine.id), async (client) => {
    const moved = await client.query(`update office_task set state = 'accepted' where id = $1`, [
      other.id,
    ])
    assert.equal(moved.rowCount, 0)
  })
  const insert = scoped(product.db.app, matterScope(mine.id), (client) =>
    client.query(
      `insert into paper_step (jur, id, revision, demo, salts, subject_kind, subject_id, act, at, facts)
        values ('980121', $1, 1, true, '{}', 'office_task', $2, 'answer', $3, '{}')`,
      [newId(), other.id, '2026-03-02T02:00:00Z'],
    ),
  )
  await assert.rejects(insert, /row-level security/)
})

/** A finding that lies with an enterprise. */
async function handedOver(needsTime = false): Promise<Moved> {
  const registered = answerOf<Moved>(
    await office.post('/api/findings', {
      place: '980121001203',
      subject: null,
      subjectName: '杨树湾便民小卖部（演示）',
      sector: 'industry_trade',
      grade: 'ordinary',
      majorClause: null,
      origin: 'government',
      office: null,
      sourceNote: null,
      title: '店内电线私拉乱接',
      text: '货架后插线板串接，未固定。',
      foundOn: '2026-03-01',
      foundBy: '检查组（演示）',
      evidence: [],
    }),
  )
  const party = (key: string) => ({ org: demoId(key), name: '联系人（演示）' })
  return answerOf<Moved>(
    await office.post(`/api/findings/${registered.id}/handover`, {
      revision: registered.revision,
      rectifier: party(DEMO_SHOP),
      sectorParty: party('qy.yingji'),
      territory: party('qy.zhen'),
      rechecker: party('qy.yingji'),
      sponsor: null,
      needsTime,
      dueOn: null,
      note: null,
    }),
  )
}

test('a finding is signed for, planned and reported by link; only its rectifier’s acts are open', async () => {
  const finding = await handedOver(true)
  const { token } = await madeLink(office, finding.id, 'finding')
  const phone = guest(product)
  await entered(phone, { office, matter: finding.id, token, kind: 'finding' })
  let matter = await matterOf(phone)
  assert.deepEqual(
    matter.acts.map(({ act, refusal }) => [act, refusal === null]),
    [
      ['receive', true],
      ['return', true],
      ['plan', false],
      ['answer', false],
    ],
  )
  answerOf(await phone.post('/api/link/act', { act: 'receive', revision: matter.revision }))
  matter = await matterOf(phone)
  const report = {
    act: 'answer',
    revision: matter.revision,
    text: '电线已重新布设。',
    evidence: [],
  }
  assert.match(no(await phone.post('/api/link/act', report)), /提交整改前须填报五落实/)
  const plan = {
    act: 'plan',
    revision: matter.revision,
    measures: '拆除私接电线，重新布设。',
    responsibility: '店主（演示）',
    fundsAmount: null,
    fundsUnit: null,
    timeLimit: '2026-03-10',
    contingency: '整改期间断电，备灭火器。',
  }
  answerOf(await phone.post('/api/link/act', plan))
  const photo = answerOf<{ id: string }>(await phone.upload('整改后.jpg', await makePhoto(304)))
  matter = await matterOf(phone)
  const evidence = [{ upload: photo.id, phase: 'after' }]
  answerOf(await phone.post('/api/link/act', { ...report, revision: matter.revision, evidence }))
  matter = await matterOf(phone)
  assert.deepEqual([matter.answer, matter.files], ['电线已重新布设。', ['整改后.jpg']])
  const timeline = answerOf<{ steps: { act: string; personName: string | null }[] }>(
    await office.get(`/api/findings/${finding.id}/timeline`),
  )
  const label = '凭链接办理（钱小满（演示），尾号 0001）'
  const byLink = timeline.steps.filter(({ personName }) => personName === label)
  assert.deepEqual(
    byLink.map(({ act }) => act),
    ['report', 'plan', 'receive'],
  )
  assert.equal((await theLink(office, finding.id, 'finding')).state, 'done')
  await product.product.journal.sequencer.drain()
  const entries = await rows<{ act: string; inputs: object }>(
    product.db.owner,
    `select act, convert_from(leaf, 'UTF8')::jsonb -> 'inputs' as inputs from journal_entry
      where subject_kind = 'finding' and subject_id = $1`,
    [finding.id],
  )
  const judged = entries.filter(({ act }) => act === 'finding.report')
  assert.deepEqual(
    judged.map(({ act, inputs }) => judgeAgain(act, inputs)),
    [null],
  )
})

test('a finding that is re-assigned: its link dies', async () => {
  const finding = await handedOver()
  const { token } = await madeLink(office, finding.id, 'finding')
  const phone = guest(product)
  await entered(phone, { office, matter: finding.id, token, kind: 'finding' })
  const party = (key: string) => ({ org: demoId(key), name: '联系人（演示）' })
  const other = await office.post(`/api/findings/${finding.id}/reassignment`, {
    revision: finding.revision,
    rectifier: party('qy.jiayou'),
    sectorParty: party('qy.yingji'),
    territory: party('qy.zhen'),
    rechecker: party('qy.yingji'),
    sponsor: null,
    needsTime: false,
    dueOn: null,
    note: null,
  })
  answerOf(other)
  assert.match(no(await phone.get('/api/link/matter')), /已改由其他单位办理/)
  const act = { act: 'receive', revision: finding.revision + 1 }
  assert.equal((await phone.post('/api/link/act', act)).status, 410)
})

test('代填: the village contact writes down what the shop said; it is marked, and no receipt of the shop', async () => {
  const task = await sentTask(office)
  const contact = await product.as('cun')
  const list = answerOf<{ rows: TaskRow[] }>(await contact.get('/api/tasks'))
  assert.ok(list.rows.some(({ id }) => id === task.id))
  const photo = answerOf<{ id: string }>(await uploadAs(contact, await makePhoto(305)))
  const body = {
    revision: task.revision,
    answer: '插座已换，灭火器在有效期内。',
    saidBy: '店主钱小满（演示）',
    how: 'in_person',
    evidence: [{ upload: photo.id, phase: 'other' }],
  }
  const none = await contact.post(`/api/tasks/${task.id}/filling`, { ...body, evidence: [] })
  assert.equal(no(none), '请附现场照片或签字的纸条')
  const direct = await contact.post(`/api/tasks/${task.id}/receipt`, { revision: task.revision })
  assert.match(no(direct), /签收应由.*小卖部.*办理/, 'no signature for the shop')
  const done = answerOf<PaperMoved>(await contact.post(`/api/tasks/${task.id}/filling`, body))
  assert.equal(done.state, 'answered')
  const detail = answerOf<TaskDetail>(await office.get(`/api/tasks/${task.id}`))
  const [step] = detail.steps
  assert.deepEqual([step!.act, step!.facts], ['fill', { how: '当面' }])
  assert.match(step!.note ?? '', /^店主钱小满（演示）（当面）称：/)
  const [row] = await rows<{ received_at: string | null }>(
    product.db.owner,
    'select received_at from office_task where id = $1',
    [task.id],
  )
  assert.equal(row!.received_at, null)
})

test('代填 is for shops of the own village without an account, and for nobody else', async () => {
  const contact = await product.as('cun')
  const body = { answer: '已查', saidBy: '某人', how: 'telephone' }
  const photo = answerOf<{ id: string }>(await uploadAs(contact, await makePhoto(306)))
  const evidence = [{ upload: photo.id, phase: 'other' }]
  const elsewhere = await sentTask(office, 'qy.zhuzao')
  const far = { ...body, revision: elsewhere.revision, evidence }
  assert.equal((await contact.post(`/api/tasks/${elsewhere.id}/filling`, far)).status, 404)
  const own = await sentTask(office, 'qy.cun')
  const public_ = await contact.post(`/api/tasks/${own.id}/filling`, {
    ...body,
    revision: own.revision,
    evidence,
  })
  assert.match(no(public_), /代填限于没有账号的企业、商户/)
  const shop = await sentTask(office)
  const clerk = await office.post(`/api/tasks/${shop.id}/filling`, {
    ...body,
    revision: shop.revision,
    evidence,
  })
  assert.match(no(clerk), /本岗位不办理/)
  await product.db.owner.query(
    `update post set org_id = $1 where org_id = $2 and role = 'safety_officer'`,
    [demoId(DEMO_SHOP), demoId('qy.jiayou')],
  )
  const given = { ...body, revision: shop.revision, evidence }
  assert.match(
    no(await contact.post(`/api/tasks/${shop.id}/filling`, given)),
    /已有账号，由其自行办理/,
  )
})

test('the village contact makes a link for a shop of the village, and reads out its code', async () => {
  const task = await sentTask(office)
  const contact = await product.as('cun')
  assert.equal((await linksAt(contact, task.id)).keeper, true)
  const { token } = await madeLink(contact, task.id)
  const phone = guest(product)
  await entered(phone, { office: contact, matter: task.id, token })
  answerOf(await phone.post('/api/link/act', { act: 'receive', revision: task.revision }))
  assert.equal((await linksAt(office, task.id)).rows.length, 1, 'and the office sees it')
})

test('the journal equals the ledgers after all of this', async () => {
  await product.product.journal.sequencer.drain()
  const report = await verifyDeployment({
    pool: product.db.owner,
    ledgers: LEDGERS.values(),
    keysDir: `${product.product.dataDir}/keys`,
  })
  assert.deepEqual(report.problems, [])
})

async function uploadAs(by: Caller, bytes: Buffer) {
  const form = new FormData()
  form.append('declaredUnclassified', 'true')
  form.append('file', new Blob([new Uint8Array(bytes)]), '现场.jpg')
  const response = new Response(form)
  return by.post('/api/evidence', Buffer.from(await response.arrayBuffer()), {
    'content-type': response.headers.get('content-type')!,
  })
}
