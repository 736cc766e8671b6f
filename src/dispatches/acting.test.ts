import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { DispatchDetail } from './words.ts'
import { newId } from '#kernel/index.ts'
import type { PaperMoved } from '#papers/words.ts'
import { demoId } from '#places/index.ts'
import { answerOf, no, served, type Caller, type Served } from '../../test/served.ts'
import { readDocx } from '../../test/docx.ts'

let product: Served
let clerk: Caller
before(async () => {
  product = await served()
  clerk = await product.as('anwei')
})
after(() => product.close())

const done = answerOf<PaperMoved>
const HEAD = demoId('post yc.anwei.zr')
const LEADER = demoId('post yc.leader')

/** Lets somebody act in a post from one day to another, entered and released. */
async function stand(post: string, login: string, absent: string | null) {
  const kind = absent === null ? 'acting' : 'stand_in'
  await product.db.owner.query(
    `insert into holding (id, post_id, person_id, kind, standing_in_for, from_on, to_on,
       released_at, demo) values ($1, $2, $3, $4, $5, '2026-03-02', '2026-03-06', '2026-03-01', true)`,
    [newId(), post, demoId(`person ${login}`), kind, absent && demoId(`person ${absent}`)],
  )
}

const act = async (at: PaperMoved, path: string, by: Caller, body: object = {}) =>
  by.post(`/api/outgoing/${at.id}/${path}`, { revision: at.revision, ...body })
const draft = async (kind: string, more: object = {}) =>
  done(
    await clerk.post('/api/outgoing', {
      kind,
      title: '关于报送情况的报告（演示）',
      text: '现将有关情况报告如下。',
      to: [demoId('yc.gov')],
      publicity: 'on_request',
      declaredUnclassified: true,
      ...more,
    }),
  )

/** Acts from another post than one's own. */
async function acting(login: string, post: string): Promise<Caller> {
  const by = await product.as(login, 'anew')
  assert.equal((await by.post('/api/session/post', { post })).status, 200)
  return by
}

test('a stand-in checks and signs what the absent head would, and the paper says 代', async () => {
  await stand(HEAD, 'zhifa', 'anwei.zr')
  const checking = done(await act(await draft('report'), 'submission', clerk))
  const own = await product.as('zhifa', 'anew')
  assert.equal((await act(checking, 'check', own)).status, 404, 'not from the own post')
  const head = await acting('zhifa', HEAD)
  const checked = done(await act(checking, 'check', head))
  const toSign = done(await act(checked, 'presentation', clerk))
  const seen = answerOf<DispatchDetail>(await clerk.get(`/api/outgoing/${toSign.id}`))
  assert.ok(
    seen.signers.some((name) => name.endsWith('（A、B角）')),
    seen.signers.join(),
  )
  const signed = done(await act(toSign, 'signature', head))
  const after = answerOf<DispatchDetail>(await clerk.get(`/api/outgoing/${signed.id}`))
  assert.match(after.signerName ?? '', /（代）$/)
  assert.deepEqual(
    after.steps.map(({ act: of, personName }) => [of, personName?.endsWith('（代）')]),
    [
      ['sign', true],
      ['present', false],
      ['check', true],
      ['submit', false],
      ['draft', false],
    ],
  )
  assert.ok(after.steps.every(({ facts }) => !('acting' in facts)))
  const word = await readDocx(await clerk.file(`/api/outgoing/${signed.id}/document`))
  assert.ok(
    word.paragraphs.some((text) => /签发人.*（代）/.test(text)),
    'the paper says so',
  )
})

test('whoever drafted does not sign, from whichever post', async () => {
  await stand(HEAD, 'anwei', 'anwei.zr')
  const checking = done(await act(await draft('report'), 'submission', clerk))
  const drafter = await acting('anwei', HEAD)
  assert.match(no(await act(checking, 'check', drafter)), /拟稿人以外/)
})

test('an acting leader signs for the government; outside the dates nobody acts from the post', async () => {
  await stand(LEADER, 'anwei.zr', null)
  const notice = { issuer: demoId('yc.gov'), to: [demoId('qy.gov')] }
  const checking = done(await act(await draft('notice', notice), 'submission', clerk))
  const checked = done(await act(checking, 'check', await product.as('anwei.zr')))
  const toSign = done(await act(checked, 'presentation', clerk))
  const mayor = await acting('anwei.zr', LEADER)
  product.clock.set('2026-03-07T02:00:00Z')
  const late = await act(toSign, 'signature', mayor)
  assert.notEqual(late.status, 200, 'the days of acting are over')
  const back = await product.as('anwei.zr', 'anew')
  const switched = await back.post('/api/session/post', { post: LEADER })
  assert.match(no(switched), /现任或者代理的岗位/)
  product.clock.set('2026-03-05T02:00:00Z')
  const again = await acting('anwei.zr', LEADER)
  const signed = done(await act(toSign, 'signature', again))
  const seen = answerOf<DispatchDetail>(await again.get(`/api/outgoing/${signed.id}`))
  assert.match(seen.signerName ?? '', /（代）$/)
})

test('a leader on leave: who asks for the signature is told until when', async () => {
  const post = demoId('post yc.leader')
  const person = demoId('person leader')
  const days = { kind: 'leave', fromOn: '2026-03-05', toOn: '2026-03-10', standIn: null }
  const away = await (
    await product.as('leader', 'anew')
  ).post('/api/leaves', {
    post,
    person,
    ...days,
  })
  assert.equal(away.status, 200)
  clerk = await product.as('anwei', 'anew')
  const notice = { issuer: demoId('yc.gov'), to: [demoId('qy.gov')] }
  const checking = done(await act(await draft('notice', notice), 'submission', clerk))
  const head = await product.as('anwei.zr', 'anew')
  const toSign = done(await act(done(await act(checking, 'check', head)), 'presentation', clerk))
  assert.match(
    no(await act(toSign, 'signature', head)),
    /分管副市长[^、]*（请假外出至2026-03-10）.*办理。$/,
  )
})

test('nobody is there to sign: the sentence says so and who arranges it; an acting leader ends it', async () => {
  await product.db.owner.query(
    `update holding set to_on = '2026-03-03' where post_id in
       (select id from post where org_id = $1 and role = 'leader')`,
    [demoId('yc.gov')],
  )
  clerk = await product.as('anwei', 'anew')
  const notice = { issuer: demoId('yc.gov'), to: [demoId('qy.gov')] }
  const checking = done(await act(await draft('notice', notice), 'submission', clerk))
  const head = await product.as('anwei.zr', 'anew')
  const checked = done(await act(checking, 'check', head))
  const toSign = done(await act(checked, 'presentation', clerk))
  assert.match(no(await act(toSign, 'signature', head)), /签发岗位现无人在岗，由系统管理员办理代理/)
  await stand(LEADER, 'anwei.zr', null)
  const mayor = await acting('anwei.zr', LEADER)
  assert.match(done(await act(toSign, 'signature', mayor)).number, /〔2026〕\d+号$/)
})
