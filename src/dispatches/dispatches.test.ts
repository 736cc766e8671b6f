import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { verifyDeployment } from '#journal/index.ts'
import { demoId } from '#places/index.ts'
import type { IncomingDetail, PaperMoved } from '#papers/words.ts'
import {
  answerOf,
  follow,
  handedIn,
  no,
  served,
  type Caller,
  type Reply,
  type Served,
} from '../../test/served.ts'
import { LEDGERS } from '../app/index.ts'
import type { DispatchDetail, SlipDetail } from './words.ts'

let product: Served
let clerk: Caller
let head: Caller
before(async () => {
  product = await served()
  clerk = await product.as('anwei')
  head = await product.as('anwei.zr')
})
after(() => product.close())

/** What an act answered, after everything that follows from it. */
const done = (reply: Reply) => answerOf<PaperMoved>(reply)
const letter = {
  kind: 'reply',
  title: '关于岁末年初安全防范工作情况的复函',
  text: '你办来函收悉。\n现将有关情况函复如下。',
  toOutside: '云岭省安全生产委员会办公室（演示）',
  copies: [demoId('qy.anweiban')],
  publicity: 'on_request',
  declaredUnclassified: true,
}
const draft = async (more: object = {}, by = clerk) =>
  done(await by.post('/api/outgoing', { ...letter, ...more }))
const act = (at: PaperMoved, path: string, body: object = {}, by = clerk) =>
  by.post(`/api/outgoing/${at.id}/${path}`, { revision: at.revision, ...body })
const detail = async (id: string, by = clerk) =>
  answerOf<DispatchDetail>(await by.get(`/api/outgoing/${id}`))

/** A paper that waits for its signature. */
async function presented(more: object = {}) {
  const submitted = done(await act(await draft(more), 'submission'))
  const checked = done(await act(submitted, 'check', {}, head))
  return done(await act(checked, 'presentation'))
}
async function scan(colour: string, by = 'anwei') {
  const bytes = await sharp({
    create: { width: 620, height: 877, channels: 3, background: colour },
  })
    .png()
    .toBuffer()
  return uploaded(bytes, 'scan.png', by)
}
const uploaded = (bytes: Buffer, name: string, by: string) => handedIn(product, by, { bytes, name })
async function sealed(colour: string, more: object = {}) {
  const signed = done(await act(await presented(more), 'signature', {}, head))
  return done(await act(signed, 'seal', { evidence: [await scan(colour)] }))
}

test('a reply: drafted, checked, countersigned, signed, sealed, distributed, registered, archived', async () => {
  const drafted = await draft()
  assert.equal(no(await act(drafted, 'check')), '本件现为“草稿”，不能核稿通过。')
  const submitted = done(await act(drafted, 'submission'))
  assert.equal(no(await act(submitted, 'check')), '核稿应由拟稿人以外的人员办理。')
  const checked = done(await act(submitted, 'check', {}, head))
  const orgs = [demoId('yc.zhujian'), demoId('qy.yingji')]
  const asked = done(await act(checked, 'countersigning', { orgs }))
  await follow(product)
  assert.match(no(await act(asked, 'presentation')), /尚未答复会签，答复后送签。$/)
  for (const by of ['zhujian', 'qy.yingji']) {
    const body = await product.as(by)
    assert.equal((await body.get(`/api/outgoing/${drafted.id}`)).status, 404)
    const list = answerOf<{ rows: { id: string }[] }>(await body.get('/api/outgoing-slips'))
    const slip = answerOf<SlipDetail>(await body.get(`/api/outgoing-slips/${list.rows[0]!.id}`))
    assert.equal(slip.part, 'countersign')
    assert.match(slip.text, /函复如下/)
    const path = `/api/outgoing-slips/${slip.id}/answer`
    const bare = await body.post(path, { revision: slip.revision, opinion: 'remarked' })
    assert.match(no(bare), /应当写明内容/)
    const given = { revision: slip.revision, opinion: 'remarked', note: '建议补充数字。' }
    done(await body.post(path, given))
  }
  await follow(product)
  const ready = await detail(drafted.id)
  assert.equal(ready.state, 'checked')
  const toSign = done(await act(ready as never, 'presentation'))
  assert.match(no(await act(toSign, 'signature')), /^本岗位不办理|^签发应由/)
  const signed = done(await act(toSign, 'signature', {}, head))
  assert.match(signed.number, /复〔2026〕\d+号$/)
  const word = await clerk.get(`/api/outgoing/${drafted.id}/document`)
  assert.equal(word.status, 200)
  const bare = await act(signed, 'seal', { evidence: [] })
  assert.match(no(bare), /请上传一份盖章扫描件/)
  const wrong = await act(signed, 'seal', { way: 'e_seal', evidence: [await scan('#123')] })
  assert.match(no(wrong), /签章文件应为PDF/)
  const stamped = done(await act(signed, 'seal', { evidence: [await scan('#aa1111')] }))
  const sent = done(await act(stamped, 'distribution'))
  await follow(product)
  const county = await product.as('qy.anwei')
  const [arrived] = answerOf<{ rows: { id: string }[] }>(
    await county.get('/api/outgoing-slips'),
  ).rows
  const slip = answerOf<SlipDetail>(await county.get(`/api/outgoing-slips/${arrived!.id}`))
  assert.equal((await county.get(`/api/outgoing-slips/${slip.id}/scan`)).status, 200)
  assert.equal((await county.get(`/api/outgoing-slips/${slip.id}/document`)).status, 200)
  const registered = done(
    await county.post(`/api/outgoing-slips/${slip.id}/registration`, { revision: slip.revision }),
  )
  assert.match(registered.number, /^收文〔2026〕/)
  await follow(product)
  const paper = answerOf<IncomingDetail>(await county.get(`/api/incoming/${registered.id}`))
  assert.deepEqual(
    [paper.slip, paper.documentNumber, paper.title],
    [slip.id, signed.number, letter.title],
  )
  const now = await detail(drafted.id)
  const outside = now.slips.find(({ org, part }) => org === null && part === 'to')!
  assert.equal(now.slips.find(({ part }) => part === 'copy')!.state, 'received')
  const recorded = await clerk.post(`/api/outgoing-slips/${outside.id}/record`, {
    revision: outside.revision,
    reason: '机要送达，对方收发室签收。',
  })
  done(recorded)
  const archived = done(await act(sent, 'archiving', { retention: 'years_30' }))
  assert.equal(archived.state, 'archived')
  const archivist = await product.as('dangan')
  const catalogue = answerOf<{ rows: { number: string; retention: string }[] }>(
    await archivist.get('/api/outgoing-archive'),
  )
  assert.deepEqual(
    catalogue.rows.map(({ number, retention }) => [number, retention]),
    [[signed.number, 'years_30']],
  )
  assert.equal((await archivist.get('/api/outgoing-archive/sheet')).status, 200)
})

test('a file that nobody sealed is not the sealed version, one that looks so is accounted for', async () => {
  const signed = done(await act(await presented(), 'signature', {}, head))
  const path = `/api/outgoing/${signed.id}/document`
  const made = await uploaded(await clerk.file(path), '复函.docx', 'anwei')
  assert.match(no(await act(signed, 'seal', { evidence: [made] })), /应为PDF或者图片/)
  const own = await uploaded(await clerk.file(`${path}?format=pdf`), '复函.pdf', 'anwei')
  const forced = { evidence: [own], origin: '已经盖章。' }
  assert.equal(
    no(await act(signed, 'seal', forced)),
    '该PDF是系统生成的未盖章文件，请打印、盖章后上传扫描件。',
  )
  const foreign = Buffer.from('%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF\n')
  const plain = { evidence: [await uploaded(foreign, '正本.pdf', 'anwei')] }
  assert.match(no(await act(signed, 'seal', plain)), /没有扫描图像.*填写来源说明后登记。$/)
  const origin = '上级会签单位以矢量格式退回，印章已核对。'
  done(await act(signed, 'seal', { ...plain, origin }))
  const told = (await detail(signed.id)).steps.find(({ act: of }) => of === 'seal')
  assert.equal(told?.note, origin)
  const picture = done(await act(await presented(), 'signature', {}, head))
  const tiny = sharp({ create: { width: 90, height: 120, channels: 3, background: '#a11' } })
  const small = await uploaded(await tiny.png().toBuffer(), 'small.png', 'anwei')
  assert.match(no(await act(picture, 'seal', { evidence: [small] })), /图片过小/)
  const page = Buffer.from(`${foreign.toString()}<</Subtype /Image>>\n%%EOF\n`)
  done(await act(picture, 'seal', { evidence: [await uploaded(page, '扫描.pdf', 'anwei')] }))
})

test('a changed text is checked again, every version is kept, an objection sends back', async () => {
  const submitted = done(await act(await draft(), 'submission'))
  const checked = done(await act(submitted, 'check', {}, head))
  const { source: _, declaredUnclassified: __, ...written } = { ...letter, source: null }
  const revised = done(await act(checked, 'revision', { ...written, text: '改后的正文。' }))
  assert.match(no(await act(revised, 'presentation')), /现为“草稿”/)
  const again = done(await act(revised, 'submission'))
  const rechecked = done(await act(again, 'check', {}, head))
  const asked = done(
    await act(rechecked, 'countersigning', { orgs: [demoId('yc.zhujian'), demoId('yc.jiaotong')] }),
  )
  await follow(product)
  const body = await product.as('zhujian')
  const mine = await detail(asked.id)
  const slip = mine.slips.find(({ org }) => org === demoId('yc.zhujian'))!
  assert.equal(mine.waiting.length, 2)
  done(
    await body.post(`/api/outgoing-slips/${slip.id}/answer`, {
      revision: slip.revision,
      opinion: 'objected',
      note: '与现行规定不一致。',
    }),
  )
  await follow(product)
  const back = await detail(asked.id)
  assert.equal(back.state, 'draft')
  assert.deepEqual(back.slips.map(({ state }) => state).toSorted(), ['lapsed', 'objected'])
  assert.deepEqual(
    back.versions.map(({ version, text }) => [version, text]),
    [
      [2, '改后的正文。'],
      [1, letter.text],
    ],
  )
  assert.ok(back.steps.some(({ act: of, note }) => of === 'countersigned' && note !== null))
})

test('returned twice; a third time it is settled together or made void', async () => {
  let at = await draft()
  for (let round = 0; round < 2; round += 1) {
    const submitted = done(await act(at, 'submission'))
    at = done(await act(submitted, 'return', { reason: '事由不清。' }, head))
  }
  const third = done(await act(at, 'submission'))
  const refused = no(await act(third, 'return', { reason: '仍不清。' }, head))
  assert.equal(refused, '本稿已退回2次，由核稿人会同拟稿人改定，或者作废。')
  assert.equal(done(await act(third, 'voiding', { reason: '不再行文。' })).state, 'void')
})

test('two take the last number at once: two successive numbers, and a void one stays', async () => {
  const [one, two] = [await presented({ kind: 'letter' }), await presented({ kind: 'letter' })]
  const both = await Promise.all([act(one, 'signature', {}, head), act(two, 'signature', {}, head)])
  const numbers = both.map((reply) => Number(/(\d+)号$/.exec(done(reply).number)![1]))
  assert.deepEqual(
    numbers.toSorted((a, b) => a - b),
    [1, 2],
  )
  const refused = await presented({ kind: 'letter' })
  assert.equal((await act({ ...refused, revision: 1 }, 'signature', {}, head)).status, 409)
  done(await act(done(both[0]), 'voiding', { reason: '附件有误。' }))
  const third = done(await act(refused, 'signature', {}, head))
  assert.match(third.number, /函〔2026〕3号$/)
  const register = answerOf<{
    series: { mark: string; missing: number[]; rows: { value: number; state: string }[] }[]
  }>(await clerk.get('/api/outgoing-numbers'))
  const letters = register.series.find(({ mark }) => mark.endsWith('函'))!
  assert.deepEqual(letters.missing, [])
  assert.deepEqual(
    letters.rows.map(({ value, state }) => [value, state === 'void']),
    [1, 2, 3].map((value) => [value, value === numbers[0]]),
  )
})

test('withdrawn after sealing: only with a reason, the number stays, receivers are told', async () => {
  const stamped = await sealed('#00aa11')
  assert.match(no(await act(stamped, 'voiding', { reason: '误' })), /不能作废；确需收回的，撤回/)
  const sent = done(await act(stamped, 'distribution'))
  await follow(product)
  assert.equal((await act(sent, 'withdrawal')).status, 400)
  const withdrawn = done(await act(sent, 'withdrawal', { reason: '内容有误。' }))
  await follow(product)
  assert.match(withdrawn.say, /文号.*保留，已告知2个收文单位/)
  const county = await product.as('qy.anwei')
  const list = answerOf<{ rows: { id: string; state: string }[] }>(
    await county.get('/api/outgoing-slips?state=withdrawn'),
  )
  const slip = answerOf<SlipDetail>(await county.get(`/api/outgoing-slips/${list.rows[0]!.id}`))
  const path = `/api/outgoing-slips/${slip.id}`
  const late = await county.post(`${path}/receipt`, { revision: slip.revision })
  assert.match(no(late), /已撤回本件/)
  assert.ok(slip.deadlines.some(({ kind, state }) => kind === 'heed' && state === 'open'))
  done(await county.post(`${path}/heeding`, { revision: slip.revision }))
})

test('who may and who may not; another county and what is not there are the same 404', async () => {
  const at = await presented()
  const other = await product.as('pg.anwei')
  assert.equal((await other.get(`/api/outgoing/${at.id}`)).status, 404)
  assert.equal((await act(at, 'signature', {}, other)).status, 404)
  const absent = { ...at, id: '00000000-0000-4000-8000-000000000000' }
  assert.equal((await act(absent, 'signature', {}, head)).status, 404)
  const reader = await product.as('dangan')
  assert.match(no(await act(at, 'signature', {}, reader)), /本岗位不办理“签发”/)
  const leader = await product.as('leader')
  assert.match(no(await leader.post('/api/outgoing', letter)), /本岗位不办理“拟稿”/)
  const stranger = await act({ ...at, revision: 1 }, 'signature', {}, head)
  assert.equal(stranger.status, 409)
})

test('drafted for the government: its leader signs, or the sentence says who', async () => {
  const at = await presented({
    kind: 'notice',
    issuer: demoId('yc.gov'),
    toOutside: null,
    to: [demoId('qy.gov')],
    copies: [],
  })
  assert.match(no(await act(at, 'signature', {}, head)), /^签发应由云川市政府.*市长.*办理。$/)
  const leader = await product.as('leader')
  assert.match(done(await act(at, 'signature', {}, leader)).number, /发〔2026〕1号$/)
  await product.db.owner.query(
    `update holding set to_on = '2026-01-01' where post_id in
       (select id from post where org_id = $1 and role = 'section_head')`,
    [demoId('qy.yingji')],
  )
  const bureau = await product.as('qy.yingji')
  const own = await draft({ kind: 'opinion', copies: [] }, bureau)
  const seen = await detail(own.id, bureau)
  assert.deepEqual(seen.signers, [])
})

test('addressees: directed, above, of no subordination, abolished', async () => {
  const to = (kind: string, org: string, more: object = {}) =>
    clerk.post('/api/outgoing', {
      ...letter,
      kind,
      toOutside: null,
      copies: [],
      to: [demoId(org)],
      ...more,
    })
  assert.match(no(await to('notice', 'yc.gov')), /不得向.*发布指令性公文/)
  assert.equal((await to('report', 'yc.gov')).status, 200)
  assert.match(no(await to('report', 'qy.anweiban')), /不是本单位的上级机关/)
  assert.match(no(await to('letter', 'yc.gov')), /应当用报告或者请示/)
  const many = { to: [demoId('yc.gov'), demoId('yc.shiwei')] }
  assert.match(no(await to('request', 'yc.gov', many)), /请示只能主送一个上级机关/)
  const down = { copies: [demoId('qy.anweiban')] }
  assert.match(no(await to('request', 'yc.gov', down)), /不抄送下级机关/)
  assert.match(no(await to('letter', 'qy.anweiban', { publicity: 'closed' })), /应当写明理由/)
  assert.match(no(await to('letter', 'yc.anjian')), /已于.*撤销，其职责由.*应急.*承继/)
  assert.match(no(await to('letter', 'yc.anweiban')), /本单位以外的单位/)
})

test('the journal folds to what the ledgers hold', async () => {
  while ((await product.product.journal.sequencer.run()) > 0);
  const report = await verifyDeployment({
    pool: product.db.owner,
    ledgers: LEDGERS.values(),
    keysDir: `${product.product.dataDir}/keys`,
  })
  assert.deepEqual(report.problems, [])
})
