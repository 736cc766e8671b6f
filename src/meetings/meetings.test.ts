import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId, rows } from '#kernel/index.ts'
import { verifyDeployment } from '#journal/index.ts'
import { demoId } from '#places/index.ts'
import { answerOf, no, served, type Caller, type Reply, type Served } from '../../test/served.ts'
import { LEDGERS } from '../app/index.ts'
import { startRhythms } from './index.ts'
import type { PaperMoved } from '#papers/words.ts'
import type {
  CommitteeView,
  InvitationDetail,
  MeetingDetail,
  MonthView,
  PartyView,
  TasksMade,
} from './words.ts'

let product: Served
let office: Caller
let leader: Caller
let bureau: Caller
let county: Caller
before(async () => {
  product = await served()
  office = await product.as('anwei')
  leader = await product.as('leader')
  bureau = await product.as('yingji')
  county = await product.as('qy.anwei')
})
after(() => product.close())

const TODAY = '2026-03-02'
const plan = {
  kind: 'plenary',
  title: '第一季度安委会全体会议（演示）',
  startsOn: TODAY,
  startsAt: '14:30',
  venue: '第一会议室',
  chairOrg: demoId('yc.gov'),
  chairName: '陆承远',
  agenda: [{ title: '听取应急局情况汇报', org: demoId('yc.yingji') }],
  invited: [demoId('yc.yingji'), demoId('qy.anweiban')],
}

const done = (reply: Reply) => answerOf<PaperMoved>(reply)
const onMeeting = (moved: PaperMoved, act: string, body: object = {}, by = office) =>
  by.post(`/api/meetings/${moved.id}/${act}`, { revision: moved.revision, ...body })
const onNotice = (party: PartyView, act: string, body: object, by: Caller) =>
  by.post(`/api/meeting-notices/${party.id}/${act}`, { revision: party.revision, ...body })
const detail = async ({ id }: { id: string }, by = office) =>
  answerOf<MeetingDetail>(await by.get(`/api/meetings/${id}`))
async function notice(by: Caller, meeting: { id: string }): Promise<PartyView> {
  const { rows: all } = answerOf<{ rows: PartyView[] }>(await by.get('/api/meeting-notices'))
  const found = all.find((one) => one.meeting === meeting.id)
  assert.ok(found)
  return found
}
async function called(more = {}): Promise<PaperMoved> {
  const planned = done(await office.post('/api/meetings', { ...plan, ...more }))
  return done(await onMeeting(planned, 'notice'))
}

/** A meeting of two bodies, held, with minutes of one decision, signed by its chair. */
async function signed(): Promise<PaperMoved> {
  const held = done(
    await onMeeting(await called(), 'opening', {
      chairOrg: plan.chairOrg,
      chairName: plan.chairName,
    }),
  )
  const orgs = [demoId('yc.yingji'), demoId('yc.zhujian'), demoId('qy.anweiban')]
  const minutes = done(
    await onMeeting(held, 'minutes', {
      text: '会议听取汇报。',
      items: [{ text: '开展燃气排查', orgs, dueOn: '2026-03-20' }],
    }),
  )
  return done(await onMeeting(minutes, 'minutes/signature', {}, leader))
}

test('a meeting: notices, receipt, leave, attendance, minutes, decisions as tasks', async () => {
  const meeting = await called()
  const own = await notice(bureau, meeting)
  const seen = answerOf<InvitationDetail>(await bureau.get(`/api/meeting-notices/${own.id}`))
  assert.equal(seen.agenda[0]!.title, plan.agenda[0]!.title)
  assert.deepEqual(seen.minutes, [])
  assert.equal((await bureau.get(`/api/meetings/${meeting.id}`)).status, 404, 'not the whole file')
  const going = { attendee: '韩知行', insteadOf: '局长' }
  done(await onNotice(own, 'receipt', going, bureau))
  done(await onNotice(await notice(county, meeting), 'leave', { reason: '县里另有会议' }, county))
  done(await onNotice(await notice(bureau, meeting), 'attendance', { name: '韩知行' }, bureau))
  const again = await onNotice(await notice(bureau, meeting), 'receipt', going, bureau)
  assert.equal(no(again), '已经签到，不再变更。')
  const before = await detail(meeting)
  const late = before.parties.find(({ state }) => state === 'leave')!
  done(await onNotice(late, 'entry', { name: '范长青' }, office))
  const { parties, revision } = await detail(meeting)
  const came = parties.map(({ attended, signedAs }) => `${attended} ${signedAs}`)
  assert.deepEqual(new Set(came), new Set(['韩知行 self', '范长青 clerk']))
  const absent = { chairOrg: demoId('yc.anweiban'), chairName: '顾明川' }
  const at = { ...meeting, revision }
  assert.match(no(await onMeeting(at, 'opening', absent)), /原定由陆承远主持.*写明原因/)
  const held = done(await onMeeting(at, 'opening', { ...absent, absence: '外出学习' }))
  assert.equal(held.state, 'held')
  const after = await detail(meeting)
  assert.deepEqual(
    [after.chairName, after.plannedChair, after.absence],
    ['顾明川', '陆承远', '外出学习'],
  )
  const sheet = await office.get(`/api/meetings/${meeting.id}/sign-in-sheet`)
  assert.equal(sheet.status, 200)
})

test('a meeting that was held waits for nobody’s receipt', async () => {
  const meeting = await called()
  const open = async () =>
    answerOf<InvitationDetail>(
      await county.get(`/api/meeting-notices/${(await notice(county, meeting)).id}`),
    ).deadlines.filter(({ state }) => state === 'open')
  assert.deepEqual(
    (await open()).map(({ kind }) => kind),
    ['acknowledge'],
  )
  const chair = { chairOrg: plan.chairOrg, chairName: plan.chairName }
  done(await onMeeting(meeting, 'opening', chair))
  assert.deepEqual(await open(), [])
  const after = answerOf<InvitationDetail>(
    await county.get(`/api/meeting-notices/${(await notice(county, meeting)).id}`),
  )
  assert.deepEqual(after.steps[0]?.act, 'lapse')
})

test('minutes are frozen by the signature; a correction is a new numbered one', async () => {
  const meeting = await signed()
  const first = await detail(meeting)
  const [old] = first.minutesRows
  assert.match(old!.number!, /会议纪要〔2026〕\d+号$/)
  const change = await onMeeting(meeting, 'minutes', { text: '改', items: [] })
  assert.match(no(change), /已经签发，不得修改；确有错误的，另拟更正纪要/)
  const draft = done(
    await onMeeting(meeting, 'minutes', { text: '更正后', items: [], corrects: old!.number }),
  )
  const twice = done(await onMeeting(draft, 'minutes/signature', {}, leader))
  assert.match(no(await onMeeting(twice, 'minutes/signature', {}, leader)), /已经签发/)
  const { minutesRows } = await detail(meeting)
  assert.equal(minutesRows[0]!.corrects, old!.number)
  assert.notEqual(minutesRows[0]!.number, old!.number)
  assert.equal(minutesRows[1]!.text, '会议听取汇报。')
  assert.equal((await office.get(`/api/meetings/minutes/${old!.id}/document`)).status, 200)
})

test('a decision becomes tasks for several units at once, whose state the minutes show', async () => {
  const meeting = await signed()
  const [decision] = (await detail(meeting)).decisions
  const orgs = decision!.orgs.map(({ org }) => org)
  const address = `/api/meetings/decisions/${decision!.id}/tasks`
  const made = answerOf<TasksMade>(await office.post(address, { orgs }))
  assert.equal(made.tasks.length, 3)
  assert.equal((await county.post(address, { orgs })).status, 404)
  const task = (await detail(meeting)).decisions[0]!.tasks.find(({ org }) => org === orgs[0])!
  const on = (act: string, body: object, by: Caller) =>
    by.post(`/api/tasks/${task.id}/${act}`, body)
  const sent = done(await on('dispatch', { revision: task.revision }, office))
  const received = done(await on('receipt', { revision: sent.revision }, bureau))
  const answer = { revision: received.revision, answer: '已排查' }
  const answered = done(await on('answer', answer, bureau))
  done(await on('acceptance', { revision: answered.revision }, office))
  const states = (await detail(meeting)).decisions[0]!.tasks.map(({ state }) => state)
  assert.deepEqual(states.toSorted(), ['accepted', 'draft', 'draft'])
})

test('a decision with an abolished body names the successor, and the others get theirs', async () => {
  const meeting = await signed()
  const [old, next] = [demoId('yc.zhujian'), demoId('yc.jiaotong')]
  await product.db.owner.query('update organization set valid_to = $2 where id = $1', [old, TODAY])
  await product.db.owner.query(
    `insert into organization_succession (id, predecessor_id, successor_id, kind, on_date)
      values ($1, $2, $3, 'merged', $4)`,
    [newId(), old, next, TODAY],
  )
  try {
    const [decision] = (await detail(meeting)).decisions
    assert.equal(decision!.orgs.find(({ org }) => org === old)!.successor!.org, next)
    const made = answerOf<TasksMade>(
      await office.post(`/api/meetings/decisions/${decision!.id}/tasks`, {
        orgs: decision!.orgs.map(({ org }) => org),
      }),
    )
    assert.equal(made.tasks.length, 2)
    assert.match(made.failed[0]!.say, /已撤销，由.*交通.*承接，请改选该单位/)
    const planned = await office.post('/api/meetings', { ...plan, invited: [old] })
    assert.match(no(planned), /已撤销，由/)
  } finally {
    await product.db.owner.query('delete from organization_succession where predecessor_id = $1', [
      old,
    ])
    await product.db.owner.query('update organization set valid_to = null where id = $1', [old])
  }
})

test('a meeting is adjourned and cancelled after its notices went out; every body is told', async () => {
  const meeting = await called({ startsOn: '2026-03-10' })
  assert.match(
    no(await onNotice(await notice(bureau, meeting), 'attendance', { name: '甲' }, bureau)),
    /定于2026-03-10召开，当日起方可签到/,
  )
  done(await onNotice(await notice(bureau, meeting), 'receipt', { attendee: '韩知行' }, bureau))
  const moved = done(
    await onMeeting(meeting, 'adjournment', {
      startsOn: '2026-03-12',
      startsAt: '09:00',
      reason: '会场调整',
    }),
  )
  const anew = await notice(bureau, meeting)
  assert.deepEqual([anew.state, anew.startsOn, anew.reason], ['invited', '2026-03-12', '会场调整'])
  done(await onMeeting(moved, 'cancellation', { reason: '与全市会议冲突' }))
  const told = await notice(county, meeting)
  assert.deepEqual([told.state, told.reason], ['cancelled', '与全市会议冲突'])
  assert.match(
    no(await onNotice(told, 'receipt', { attendee: '林晓禾' }, county)),
    /会议已取消，无需回执/,
  )
  const open = await rows(
    product.db.owner,
    `select 1 from deadline where subject_id = $1 and state = 'open'`,
    [told.id],
  )
  assert.equal(open.length, 0)
})

test('who may and who may not; a stale version; another county sees nothing', async () => {
  const planned = done(await office.post('/api/meetings', plan))
  assert.match(no(await bureau.post('/api/meetings', plan)), /本岗位不办理“拟会议”/)
  const other = await product.as('pg.anwei')
  assert.equal((await other.get(`/api/meetings/${planned.id}`)).status, 404)
  for (const by of [other, county, bureau]) {
    assert.equal((await onMeeting(planned, 'notice', {}, by)).status, 404)
  }
  assert.match(no(await onMeeting(planned, 'notice', {}, leader)), /本岗位不办理“发通知”/)
  const sent = done(await onMeeting(planned, 'notice'))
  assert.equal((await onMeeting(planned, 'cancellation', { reason: '旧版' })).status, 409)
  const own = await notice(county, sent)
  assert.equal((await onNotice(own, 'receipt', { attendee: '甲' }, bureau)).status, 404)
  assert.equal((await onNotice(own, 'receipt', { attendee: '甲' }, other)).status, 404)
  assert.equal((await onMeeting(sent, 'minutes/signature', {}, leader)).status, 409)
  assert.match(no(await onMeeting(sent, 'minutes', { text: '早' })), /现为“待召开”/)
  const far = { ...plan, invited: [demoId('yc.yingji'), '00000000-0000-4000-8000-000000000000'] }
  assert.equal((await office.post('/api/meetings', far)).status, 404)
  assert.equal((await county.post('/api/meetings', plan)).status, 404, 'bodies of the city')
})

test('the committee: member units, a liaison changed from a day, nothing overwritten', async () => {
  const view = async (by = office) => answerOf<CommitteeView>(await by.get('/api/committee'))
  const { members, keeper } = await view()
  assert.ok(keeper)
  assert.ok(members.some(({ part, holder }) => part === 'director' && holder !== null))
  const unit = members.find(({ org }) => org === demoId('yc.yingji'))!
  const { people } = answerOf<{ people: { id: string; name: string }[] }>(
    await office.get(`/api/committee/units/${unit.org}/people`),
  )
  const change = { person: people[0]!.id, from: TODAY }
  const address = `/api/committee/members/${unit.id}/liaison`
  assert.match(no(await bureau.post(address, change)), /安委会办公室登记/)
  assert.equal((await county.post(address, change)).status, 404)
  answerOf(await office.post(address, change))
  const after = await view()
  const now = after.members.find(({ org }) => org === unit.org)!
  assert.deepEqual([now.liaisonName, now.from], [people[0]!.name, TODAY])
  assert.ok(after.past.some(({ id, to }) => id === unit.id && to === TODAY))
  assert.match(no(await office.post(address, change)), /已于2026-03-02变更/)
  assert.ok((await view(bureau)).members.every(({ liaisonPhone }) => liaisonPhone === null))
  assert.equal((await office.get('/api/committee/liaisons/sheet')).status, 200)
})

test('a quarter without a plenary meeting stands overdue on the desk of the office', async () => {
  assert.ok((await startRhythms(product.product.runner)) > 0)
  assert.equal(await startRhythms(product.product.runner), 0, 'once a quarter')
  const asked = await rows<{ due_on: string; state: string }>(
    product.db.owner,
    `select due_on, state from deadline where kind = 'plenary' and subject_id = $1`,
    [demoId('yc.anweiban')],
  )
  assert.deepEqual(asked, [{ due_on: '2026-03-31', state: 'open' }])
  const desk = answerOf<{ groups: { rows: { label: string }[] }[] }>(await office.get('/api/desk'))
  assert.ok(desk.groups.some((group) => group.rows.some(({ label }) => label === '召开全体会议')))
  await signed()
  const met = await rows<{ state: string }>(
    product.db.owner,
    `select state from deadline where kind = 'plenary' and subject_id = $1`,
    [demoId('yc.anweiban')],
  )
  assert.notEqual(met[0]!.state, 'open')
})

test('a thematic month: its items become tasks, what was done is kept', async () => {
  const opened = done(
    await office.post('/api/theme-months', {
      title: '安全生产月（演示）',
      fromOn: '2026-06-01',
      toOn: '2026-06-30',
      authority: '年度工作要点（演示）',
      items: [{ text: '组织宣传咨询日', orgs: [demoId('yc.yingji')], dueOn: '2026-06-16' }],
    }),
  )
  const months = async () =>
    answerOf<{ rows: MonthView[] }>(await office.get('/api/theme-months')).rows
  const [item] = (await months())[0]!.items
  const address = `/api/theme-months/${opened.id}/items/${item!.id}/tasks`
  assert.equal(answerOf<TasksMade>(await office.post(address, {})).tasks.length, 1)
  assert.equal((await county.post(address, {})).status, 404)
  const summary = { revision: opened.revision, done: '咨询日接待群众。' }
  const to = `/api/theme-months/${opened.id}/summary`
  assert.equal((await county.post(to, summary)).status, 404)
  done(await office.post(to, summary))
  const [month] = await months()
  assert.deepEqual([month!.state, month!.items[0]!.tasks.length], ['summed_up', 1])
})

test('the journal and the ledgers agree', async () => {
  while ((await product.product.journal.sequencer.run()) > 0);
  const report = await verifyDeployment({
    pool: product.db.owner,
    ledgers: LEDGERS.values(),
    keysDir: `${product.product.dataDir}/keys`,
  })
  assert.deepEqual(report.problems, [])
})
