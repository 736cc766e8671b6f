import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel/index.ts'
import { verifyDeployment } from '#journal/index.ts'
import { recognize, verifyText } from '#draws/rules.ts'
import { demoId } from '#places/index.ts'
import { answerOf, follow, no, served, type Caller, type Served } from '../../test/served.ts'
import { LEDGERS } from '../app/index.ts'
import { begun, MEMBERS, opening, readCampaign, readGroup, markOf } from './trial.ts'
import type {
  CampaignDetail,
  CampaignReport,
  GroupReport,
  CampaignMoved,
  ConcernRow,
  DutyDetail,
  DutyRow,
  FeedbackDetail,
  GroupRow,
  HostDetail,
  HostRow,
} from './words.ts'

let product: Served
let office: Caller
let campaign: CampaignDetail
before(async () => {
  product = await served()
  office = await product.as('anwei')
})
after(() => product.close())

type Board = { groups: GroupRow[]; hosts: HostRow[]; duties: DutyRow[] }
const board = async (by: Caller) => answerOf<Board>(await by.get('/api/campaigns'))
const ofCounty = (org: string) => product.as(`${markOf(org)}.anwei`)

type Desk = { groups: { rows: { label: string; title: string }[] }[] }
const lies = async (by: Caller, label: string) =>
  answerOf<Desk>(await by.get('/api/desk')).groups.some(({ rows }) =>
    rows.some((row) => row.label === label),
  )

test('a campaign is refused to whom it does not belong, and what does not fit is said', async () => {
  const post = async (by: Caller, more = {}) => no(await by.post('/api/campaigns', opening(more)))
  assert.match(await post(await product.as('zhifa')), /本岗位不办理“组织专项行动”/)
  assert.match(await post(office, { toOn: '2026-03-01' }), /结束日期不得早于/)
  assert.match(await post(office, { visitTo: '2026-06-01' }), /起止日期之内/)
  assert.match(
    await post(office, { bodies: ['qy.yingji', 'pg.anweiban', 'dl.anweiban'].map(demoId) }),
    /不是下级安委会办公室/,
  )
  assert.match(await post(office, { bodies: [demoId('qy.anweiban')] }), /至少需要三个单位/)
  assert.match(await post(office, { sectors: [], members: [] }), /请明确牵头部门/)
  const [first] = opening().milestones
  assert.match(await post(office, { milestones: [first!, first!] }), /重复列出/)
  const late = { ...first!, dueOn: '2026-07-01' }
  assert.match(await post(office, { milestones: [late] }), /不在专项行动起止日期之内/)
  assert.equal((await office.post('/api/campaigns', { ...opening(), more: 1 })).status, 400)
  assert.equal((await office.post('/api/campaigns', opening({ pack: 'none' }))).status, 404)
})

test('the draw makes one ring of all counties; either side reads the published file', async () => {
  campaign = await begun(product)
  assert.equal(campaign.state, 'running')
  assert.equal(campaign.groups.length, 11)
  assert.deepEqual(campaign.rings, [11])
  const pairs = campaign.groups.map(({ org, host }): [string, string] => [org, host])
  assert.deepEqual(recognize(pairs), { rings: [11], selfs: 0, pairs: 0 })
  assert.deepEqual(new Set(pairs.map(([, host]) => host)).size, 11)
  const [first] = campaign.groups
  for (const org of [first!.org, first!.host]) {
    const by = await ofCounty(org)
    const { groups, hosts } = await board(by)
    assert.deepEqual([groups.length, hosts.length], [1, 1])
    const text = await by.file(`/api/campaigns/groups/${groups[0]!.id}/draw`)
    assert.equal(verifyText(text.toString()).ok, true)
  }
  assert.equal((await office.get(`/api/draws/${campaign.draw!.id}`)).status, 200)
})

test('a redraw is refused once the draw is complete; before, it is the next round with its reason', async () => {
  const again = { revision: campaign.revision, reason: '更换见证人', forbidden: [] }
  const asked = { ...again, publicSource: '另一公共数值' }
  assert.match(
    no(await office.post(`/api/campaigns/${campaign.id}/redraw`, asked)),
    /抽签已经完成并公布/,
  )
  const opened = answerOf<CampaignMoved>(await office.post('/api/campaigns', opening()))
  const forbidden = [[demoId('qy.anweiban'), demoId('pg.anweiban')]]
  const body = { ...asked, revision: 1, forbidden }
  answerOf(await office.post(`/api/campaigns/${opened.id}/redraw`, body))
  const second = await readCampaign(office, opened.id)
  assert.deepEqual([second.round, second.draw!.round], [2, 2])
  assert.equal(second.draw!.reason, '更换见证人')
  const gone = { revision: second.revision, reason: '另行组织' }
  answerOf(await office.post(`/api/campaigns/${opened.id}/voiding`, gone))
  await follow(product)
  assert.equal((await readCampaign(office, opened.id)).state, 'void')
})

test('members are as many as the pack says, none is bound to the county, all sign', async () => {
  const [group] = campaign.groups
  const by = await ofCounty(group!.org)
  const post = (what: string, body: object) =>
    by.post(`/api/campaigns/groups/${group!.id}/${what}`, body)
  assert.equal(await lies(by, '组建专项行动组'), true)
  assert.match(no(await post('undertaking', { revision: 1, names: ['甲'] })), /请先填写组成人员/)
  assert.match(
    no(await post('staff', { revision: 1, members: MEMBERS.slice(0, 3) })),
    /成员至少3名，现有1名/,
  )
  const tied = [...MEMBERS.slice(0, 4), { ...MEMBERS[4], tie: '妻在该县任职' }]
  assert.match(no(await post('staff', { revision: 1, members: tied })), /应当回避/)
  const stranger = await ofCounty(group!.host)
  const theirs = `/api/campaigns/groups/${group!.id}`
  assert.equal((await stranger.get(theirs)).status, 404)
  assert.equal(
    (await stranger.post(`${theirs}/staff`, { revision: 1, members: MEMBERS })).status,
    404,
  )
  answerOf(await post('staff', { revision: 1, members: MEMBERS }))
  const names = MEMBERS.map(({ name }) => name)
  assert.match(no(await post('undertaking', { revision: 2, names: names.slice(1) })), /尚未签字/)
  answerOf(await post('undertaking', { revision: 2, names }))
  const change = {
    name: MEMBERS[4].name,
    by: { name: '安新来（演示）', duty: '消防大队', tie: null },
  }
  assert.equal(
    (await post('replacement', { revision: 3, ...change })).status,
    400,
    'a reason is asked',
  )
  answerOf(await post('replacement', { revision: 3, ...change, reason: '因病' }))
  const changed = await readGroup(by, group!.id)
  assert.deepEqual([changed.state, changed.staff.length, changed.changes.length], ['forming', 5, 1])
  const signed = changed.staff.map(({ name }) => name)
  answerOf(await post('undertaking', { revision: 4, names: signed }))
  assert.equal((await readGroup(office, group!.id)).state, 'sworn')
})

test('the itinerary is proposed by the group and agreed by the county, changes kept', async () => {
  const [group] = campaign.groups
  const by = await ofCounty(group!.org)
  const host = await ofCounty(group!.host)
  const propose = async (body: object) =>
    by.post(`/api/campaigns/groups/${group!.id}/itinerary`, {
      revision: (await readGroup(by, group!.id)).revision,
      reason: null,
      ...body,
    })
  const visits = [
    { on: '2026-03-17', kind: 'body', what: '安委办座谈' },
    { on: '2026-03-18', kind: 'enterprise', what: '某铸造公司（演示）' },
  ]
  const early = [{ ...visits[0]!, on: '2026-03-01' }]
  assert.match(no(await propose({ visits: early })), /不在实地检查期间/)
  answerOf(await propose({ visits }))
  await follow(product)
  const [row] = (await board(host)).hosts
  const read = async () => answerOf<HostDetail>(await host.get(`/api/campaigns/hosts/${row!.id}`))
  const answer = async (what: string, body: object) =>
    host.post(`/api/campaigns/hosts/${row!.id}/${what}`, {
      revision: (await read()).revision,
      ...body,
    })
  assert.equal(await lies(host, '确认行程'), true)
  answerOf(await answer('return', { reason: '17日有会议，请顺延' }))
  await follow(product)
  assert.equal((await readGroup(by, group!.id)).itineraryState, 'returned')
  answerOf(await propose({ visits: visits.map((one) => ({ ...one, on: '2026-03-19' })) }))
  await follow(product)
  assert.match(no(await answer('agreement', { contacts: [], note: null })), /各明确一名联络人/)
  const contacts = [{ enterprise: '某铸造公司（演示）', name: '钱某某（演示）' }]
  answerOf(await answer('agreement', { contacts, note: null }))
  await follow(product)
  const agreed = await readGroup(by, group!.id)
  assert.deepEqual([agreed.state, agreed.itineraryState], ['agreed', 'agreed'])
  assert.deepEqual(agreed.contacts, contacts)
  assert.match(no(await propose({ visits })), /调整的应当写明理由/)
  answerOf(await propose({ visits, reason: '企业停产检修，提前一日' }))
  assert.equal((await readGroup(by, group!.id)).changes.length, 2)
  await follow(product)
  answerOf(await answer('agreement', { contacts, note: null }))
  await follow(product)
})

test('what the inspected side says reaches the office and not the group', async () => {
  const [group] = campaign.groups
  const host = await ofCounty(group!.host)
  const [row] = (await board(host)).hosts
  const raised = answerOf<CampaignMoved>(
    await host.post(`/api/campaigns/hosts/${row!.id}/concerns`, { content: '组员要求安排宴请。' }),
  )
  assert.equal(await lies(office, '答复反映'), true)
  const at = `/api/campaigns/concerns/${raised.id}`
  assert.equal((await (await ofCounty(group!.org)).get(at)).status, 404)
  const told = answerOf<ConcernRow>(await office.get(at))
  const body = { revision: told.revision, answer: '已核实并提醒。' }
  assert.equal((await host.post(`${at}/answer`, body)).status, 404)
  answerOf(await office.post(`${at}/answer`, body))
  assert.equal(answerOf<ConcernRow>(await host.get(at)).answer, '已核实并提醒。')
})

test('the problems found are signed by both sides and become findings of the county', async () => {
  const [group] = campaign.groups
  const by = await ofCounty(group!.org)
  const host = await ofCounty(group!.host)
  const line = {
    problem: '动火审批人未到现场（演示）',
    subjectName: '某铸造公司（演示）',
    criterion: 'C17',
    rectifier: null,
    rectifierName: '某铸造公司（演示）',
    rectifierPerson: null,
    rechecker: null,
    recheckerName: '县应急管理局',
    grade: 'ordinary',
    majorClause: null,
    sector: 'industry_trade',
    dueOn: '2026-04-01',
    measures: null,
  }
  const draft = (one: object, givenOn = '2026-03-02') =>
    by.post(`/api/campaigns/groups/${group!.id}/feedbacks`, { givenOn, lines: [one] })
  assert.match(no(await draft({ ...line, dueOn: '2026-03-01' })), /整改期限早于反馈日期/)
  assert.match(no(await draft({ ...line, grade: 'major' })), /须注明判定依据/)
  assert.match(no(await draft(line, '2026-03-03')), /不得晚于今日/)
  const drafted = answerOf<CampaignMoved>(await draft(line))
  const at = `/api/campaigns/feedbacks/${drafted.id}`
  assert.equal((await host.get(at)).status, 404)
  const signing = { revision: 1, way: 'paper', names: ['甲某（演示）'], evidence: [] }
  assert.match(no(await by.post(`${at}/sending`, signing)), /请附签字件扫描件/)
  answerOf(await by.post(`${at}/sending`, { ...signing, way: 'screen' }))
  assert.match(no(await by.post(`${at}/voiding`, { revision: 2, reason: '误' })), /不能更改/)
  await follow(product)
  assert.equal(await lies(host, '签字接收反馈清单'), true)
  const finish = { revision: (await readGroup(by, group!.id)).revision, note: null }
  const early = await by.post(`/api/campaigns/groups/${group!.id}/finishing`, finish)
  assert.match(no(early), /未签字/)
  const [row] = (await board(host)).hosts
  const { notices } = answerOf<HostDetail>(await host.get(`/api/campaigns/hosts/${row!.id}`))
  const copy = `/api/campaigns/notices/${notices[0]!.id}`
  const sign = { revision: 1, way: 'screen', names: ['乙某（演示）'], evidence: [], note: null }
  assert.match(no(await host.post(`${copy}/signing`, { ...sign, agreed: false })), /请写明异议内容/)
  const disagreed = { ...sign, agreed: false, note: '审批人已到场，未签到' }
  answerOf(await host.post(`${copy}/signing`, disagreed))
  assert.match(no(await host.post(`${copy}/signing`, { ...disagreed, revision: 2 })), /已经签字/)
  await follow(product)
  const told = answerOf<FeedbackDetail>(await by.get(at))
  assert.deepEqual([told.state, told.hostNote], ['disputed', '审批人已到场，未签到'])
  const { finding } = told.lines[0]!
  assert.equal(finding!.state, 'registered')
  const kept = answerOf<{ number: string; title: string }>(
    await host.get(`/api/findings/${finding!.id}`),
  )
  assert.deepEqual([kept.number, kept.title], [finding!.number, line.problem])
  assert.equal((await by.get(`/api/findings/${finding!.id}`)).status, 404, 'it is the county’s')
  const file = await by.file(`${at}/document`)
  assert.equal(file.subarray(0, 2).toString(), 'PK')
})

test('the signed undertaking opens one sheet for the group, and no second one', async () => {
  const [group] = campaign.groups
  const by = await ofCounty(group!.org)
  const { rows } = answerOf<{ rows: { state: string }[] }>(await by.get('/api/score-sheets'))
  assert.equal(rows.length, 1)
})

test('the summary of a group and the notice of the campaign are written from records', async () => {
  const [group] = campaign.groups
  const by = await ofCounty(group!.org)
  const at = `/api/campaigns/groups/${group!.id}/summary`
  const told = answerOf<GroupReport>(await by.get(at))
  assert.deepEqual(
    told.parts.map(({ heading }) => heading.slice(0, 2)),
    ['一、', '二、', '三、', '四、'],
  )
  const words = told.parts.flatMap(({ texts }) => texts).join('\n')
  assert.match(words, /共5人/)
  assert.match(words, /反馈交办清单1份，问题1个，其中重大隐患0个/)
  assert.match(words, /列入台账1个，已销号0个/)
  assert.match(words, /被检查方有异议：审批人已到场/)
  assert.match(words, /尚有未评项目/)
  assert.equal((await (await ofCounty(group!.host)).get(at)).status, 404)
  const notice = answerOf<CampaignReport>(await office.get(`/api/campaigns/${campaign.id}/summary`))
  assert.match(notice.parts[0]!.texts.join(''), /11个单位参加，抽签分为11个组，已结束检查0个组/)
  assert.equal((await by.get(`/api/campaigns/${campaign.id}/summary`)).status, 404)
  const file = await office.file(`/api/campaigns/${campaign.id}/summary-file`)
  assert.equal(file.subarray(0, 2).toString(), 'PK')
})

test('what is owed lies with both sides; a version with the seal counts, the day it was sent', async () => {
  const [group] = campaign.groups
  const by = await ofCounty(group!.org)
  const owed = (await board(by)).duties.find(({ key }) => key === 'scoreSheets')!
  const at = `/api/campaigns/duties/${owed.id}`
  const read = async () => answerOf<DutyDetail>(await by.get(at))
  const content = '各组对照打分表逐项核查，逐项填写完成情况。本县另有安排若干。'
  const send = async (more: object) =>
    by.post(`${at}/submission`, {
      revision: (await read()).revision,
      content,
      sealed: false,
      evidence: [],
      ...more,
    })
  assert.match(no(await send({ sealed: true })), /请附盖章件扫描件/)
  answerOf(await send({}))
  const ahead = await read()
  assert.equal(ahead.state, 'advance')
  assert.deepEqual([ahead.compared!.equal, ahead.compared!.sentences], [1, 2])
  const receipt = async (what: string, more: object) =>
    office.post(`${at}/${what}`, { revision: (await read()).revision, ...more })
  assert.match(no(await receipt('receipt', { note: null })), /盖章件尚未报送/)
  const plan = (await board(await product.as('zhujian'))).duties[0]!
  const plans = `/api/campaigns/duties/${plan.id}`
  product.clock.set('2026-03-12T02:00:00Z')
  const late = await product.as('zhujian', 'anew')
  const body = { revision: plan.revision, content: '住建领域方案。', sealed: false, evidence: [] }
  answerOf(await late.post(`${plans}/submission`, body))
  const signedIn = await product.as('anwei', 'anew')
  answerOf(await signedIn.post(`${plans}/receipt`, { revision: plan.revision + 1, note: null }))
  const kept = answerOf<DutyDetail>(await signedIn.get(plans))
  assert.deepEqual([kept.state, kept.countedOn, kept.late], ['received', '2026-03-12', true])
})

test('another county, another role and an unknown id see nothing', async () => {
  const [group] = campaign.groups
  const outsider = await product.as('qiye')
  for (const url of [
    `/api/campaigns/${campaign.id}`,
    `/api/campaigns/groups/${group!.id}`,
    `/api/campaigns/${newId()}`,
    '/api/campaigns/duties/none',
  ]) {
    assert.equal((await outsider.get(url)).status, 404, url)
  }
})

test('the journal holds what the ledgers hold', async () => {
  const { journal, db, dataDir } = product.product
  while ((await journal.sequencer.run()) > 0);
  const report = await verifyDeployment({
    pool: db.owner,
    ledgers: LEDGERS.values(),
    keysDir: `${dataDir}/keys`,
  })
  assert.deepEqual(report.problems, [])
})
