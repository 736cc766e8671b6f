import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { demoId } from '#places/index.ts'
import { readDocx } from '../../test/docx.ts'
import { served, type Served } from '../../test/served.ts'

let product: Served
before(async () => {
  product = await served('2026-03-02T02:00:00Z')
})
after(() => product.close())

type Done = { id: string; revision: number; number: string }

async function act(login: string, path: string, body: object): Promise<Done> {
  const reply = await (await product.as(login)).post(`/api${path}`, body)
  assert.equal(reply.status, 200, `${path}: ${JSON.stringify(reply.body)}`)
  return reply.body
}

const cookies = new Map<string, string>()

async function file(login: string, url: string) {
  if (!cookies.has(login)) {
    const payload = { login, password: 'Yanshi-2026' }
    const reply = await product.app.inject({ method: 'POST', url: '/api/session', payload })
    cookies.set(login, reply.cookies.map(({ name, value }) => `${name}=${value}`).join('; '))
  }
  const headers = { cookie: cookies.get(login)! }
  const reply = await product.app.inject({ method: 'GET', url, headers })
  return { status: reply.statusCode, bytes: reply.rawPayload, body: reply.body }
}

async function words(login: string, url: string): Promise<string> {
  const { status, bytes, body } = await file(login, url)
  assert.equal(status, 200, body)
  const { problems, paragraphs } = await readDocx(bytes)
  assert.deepEqual(problems, [])
  const text = paragraphs.join('\n')
  assert.ok(!/[{}]/.test(text), text)
  return text
}

/** A major hazard that is handed over. */
async function handedOver(): Promise<Done> {
  const found = await act('qy.anwei', '/findings', {
    place: '980121001',
    subject: null,
    subjectName: '青杨精工铸造有限公司（演示）',
    sector: 'industry_trade',
    grade: 'major',
    majorClause: '工贸判定标准（演示）',
    origin: 'government',
    office: null,
    sourceNote: null,
    title: '行车吊钩防脱装置缺失',
    text: '吊钩闭锁装置断裂。',
    foundOn: '2026-03-01',
    foundBy: '第三检查组（演示）',
    evidence: [],
  })
  const party = (key: string) => ({ org: demoId(key), name: '联系人（演示）' })
  return act('qy.anwei', `/findings/${found.id}/handover`, {
    revision: found.revision,
    rectifier: party('qy.zhuzao'),
    sectorParty: party('qy.yingji'),
    territory: party('qy.zhen'),
    rechecker: party('qy.yingji'),
    sponsor: null,
    needsTime: false,
    dueOn: null,
    note: '请按期整改（演示）。',
  })
}

test('an interview has its notice, and its minutes when it was answered', async () => {
  const { id, revision } = await handedOver()
  const asked = {
    revision,
    rung: 'interview',
    toOrg: demoId('qy.yingji'),
    text: '整改进度滞后。\n说明防范措施。',
    dueOn: null,
  }
  const interview = {
    on: '2026-03-09',
    at: '09:30',
    place: '县安委办三楼会议室（演示）',
    by: '主任（演示）',
    with: '局长、分管副局长（演示）',
  }
  const signer = await product.as('qy.anwei.zr')
  const wrong = async (more: object) =>
    JSON.stringify((await signer.post(`/api/findings/${id}/letters`, { ...asked, ...more })).body)
  assert.match(await wrong({}), /约谈通知应当写明时间、地点、约谈人和参加人员。/)
  assert.match(await wrong({ interview: { ...interview, on: '2026-03-01' } }), /不得早于今日/)
  assert.match(await wrong({ interview: { ...interview, at: '9点' } }), /时间应写作 09:30 的格式/)
  assert.match(await wrong({ rung: 'supervise', interview }), /只在约谈通知中填写/)
  const letter = await act('qy.anwei.zr', `/findings/${id}/letters`, { ...asked, interview })
  const at = (form: string) => `/api/supervision-papers/${form}/${letter.id}`
  const notice = await words('qy.yingji', at('interview'))
  const { place, by, with: attending } = interview
  for (const part of [
    ...[letter.number, '整改进度滞后。\n说明防范措施。', '行车吊钩防脱装置缺失'],
    ...['2026年3月9日09:30', place, by, attending],
  ]) {
    assert.ok(notice.includes(part), `${part} in ${notice}`)
  }
  const early = await file('qy.anwei', at('interview_minutes'))
  assert.equal(early.status, 409)
  assert.match(early.body, /被约谈单位答复后才能生成约谈纪要。/)
  const seen = await act('qy.yingji', `/letters/${letter.id}/receipt`, { revision: 1, note: null })
  const answer = { revision: seen.revision, note: '三日内更换到位（演示）。' }
  await act('qy.yingji', `/letters/${letter.id}/answer`, answer)
  const minutes = await words('qy.anwei', at('interview_minutes'))
  for (const part of ['三日内更换到位（演示）。', '2026年3月9日09:30', place, attending]) {
    assert.ok(minutes.includes(part), `${part} in ${minutes}`)
  }
  for (const [login, url] of [
    ['qy.anwei', at('supervise')],
    ['qy.anwei', at('listing')],
    ['qy.anwei', at('notice')],
    ['dl.anwei', at('interview')],
    ['qiye6', at('interview')],
  ] as const) {
    assert.equal((await file(login, url)).status, 404, `${login} ${url}`)
  }
})

test('a listing has its notice; a delisting waits for its end', async () => {
  const { id, revision } = await handedOver()
  const listing = await act('qy.anwei.zr', `/findings/${id}/listing`, {
    revision,
    level: 'county',
    recheckOrg: demoId('qy.yingji'),
    dueOn: '2026-04-30',
    note: '停用治理（演示）。',
  })
  const notice = await words('qiye', `/api/supervision-papers/listing/${listing.id}`)
  assert.match(notice, /县级重大事故隐患挂牌督办通知/)
  assert.match(notice, /2026年4月30日/)
  const early = await file('qiye', `/api/supervision-papers/delisting/${listing.id}`)
  assert.match(early.body, /摘牌后才能生成摘牌通知。/)
})

test('a referral has its letter and its receipt, and neither tells what a clue says', async () => {
  const { id, revision } = await handedOver()
  const transfer = await act('qy.anwei.zr', `/findings/${id}/transfers`, {
    revision,
    kind: 'referral',
    receiver: 'department',
    toOrg: null,
    toName: '县有关部门（演示）',
    number: '青安移〔2026〕3号',
    handedOn: '2026-03-02',
  })
  for (const form of ['transfer', 'transfer_receipt']) {
    const text = await words('qy.anwei', `/api/supervision-papers/${form}/${transfer.id}`)
    assert.ok(text.includes('县有关部门（演示）') && text.includes('青安移〔2026〕3号'), text)
    assert.ok(!text.includes('行车吊钩'), text)
  }
})

test('the feedback form of an inspection is there from the first entry on', async () => {
  const { id } = await handedOver()
  const text = await words('qy.zhen', `/api/findings/${id}/documents/feedback`)
  for (const part of ['第三检查组（演示）', '整改期限', '复查单位', '一式三份']) {
    assert.ok(text.includes(part), `${part} in ${text}`)
  }
})
