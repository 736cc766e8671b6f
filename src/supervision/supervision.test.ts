import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { scoped, type Actor, type Command, type Outcome } from '#kernel/index.ts'
import { verifyDeployment } from '#journal/index.ts'
import { LEDGERS } from '#app/index.ts'
import { calendarOf } from '#deadlines/index.ts'
import type { Moved } from '#findings/words.ts'
import { parties, registration, smallWorld, type World } from '../../test/world.ts'
import { proposeAll, remindAll, supervisionCommands, type SupervisionCommands } from './index.ts'
import { overview, supervisionOf } from './queries.ts'
import type { Done, Supervision } from './words.ts'

let world: World
let acts: SupervisionCommands
before(async () => {
  world = await smallWorld()
  acts = supervisionCommands(world.db.app)
})
after(() => world.close())

type Any = Command<never, never>

async function done(command: unknown, input: object, actor: Actor): Promise<Done & Moved> {
  const outcome = await world.act(command as Any, input, actor)
  assert.ok('done' in outcome, JSON.stringify(outcome))
  return outcome.done as unknown as Done & Moved
}

async function refused(command: unknown, input: object, actor: Actor): Promise<string> {
  const outcome: Outcome = await world.act(command as Any, input, actor)
  assert.ok('refused' in outcome, JSON.stringify(outcome))
  return outcome.refused
}

const office = () => world.actor('cityOffice', 'committee_clerk')
const head = () => world.actor('cityOffice', 'committee_head')
const county = () => world.actor('countyOffice', 'committee_clerk')
const bureau = () => world.actor('countyBureau', 'section_head')
const inspector = () => world.actor('countyBureau', 'inspector')
const plant = () => world.actor('plant', 'safety_officer')

async function panel(id: string, actor = head()): Promise<Supervision> {
  const today = world.clock.today()
  const found = await scoped(world.db.app, actor.scope, (client) =>
    supervisionOf(world.db.app, client, actor, id, today),
  )
  assert.ok(found)
  return found
}

/** A finding of the city office that the plant has received. */
async function received(more: object = {}): Promise<string> {
  world.clock.set('2026-03-02T02:00:00Z')
  const at = await done(world.commands.register, { body: registration(more) }, office())
  const handed = await done(
    world.commands.handOver,
    { id: at.id, body: { revision: at.revision, ...parties(world) } },
    office(),
  )
  await done(
    world.commands.receive,
    { id: at.id, body: { revision: handed.revision, note: null } },
    plant(),
  )
  return at.id
}

const MAJOR = { grade: 'major', majorClause: '工贸判定标准（演示）' }
const LATE = '2026-05-06T02:00:00Z'

test('a late major hazard is proposed for 督办, issued with a number, answered and closed', async () => {
  const id = await received(MAJOR)
  world.clock.set(LATE)
  assert.ok((await proposeAll(world.runner)) >= 1)
  const [proposal] = (await panel(id)).proposals
  assert.equal(proposal?.rung, 'supervise')
  assert.equal(proposal?.ground, 'major_overdue')
  assert.equal(proposal?.toName, '青杨县安委办')
  const desk = await world.db.owner.query(
    `select kind, owner_org from deadline where subject_id = $1 and state = 'open'`,
    [proposal.id],
  )
  assert.deepEqual(desk.rows, [{ kind: 'decide_proposal', owner_org: world.orgs.cityOffice }])
  const body = {
    revision: proposal.revision,
    toOrg: world.orgs.countyOffice,
    text: '该重大隐患整改逾期，请督促整改并答复。',
    dueOn: null,
    interview: null,
  }
  assert.match(
    await refused(acts.issue, { id: proposal.id, body }, office()),
    /督办函由本单位负责人签发/,
  )
  assert.match(
    await refused(
      acts.issue,
      { id: proposal.id, body: { ...body, toOrg: world.orgs.plant } },
      head(),
    ),
    /下级安委会办公室/,
  )
  const letter = await done(acts.issue, { id: proposal.id, body }, head())
  assert.equal(letter.number, '云川市安委办督〔2026〕1号')
  const mine = await panel(id, county())
  assert.equal(mine.letters[0]?.dueOn, '2026-05-19')
  assert.equal(mine.letters[0].clause, 'cn-work-safety-law-2021#41.3')
  assert.equal(mine.letters[0].threshold, 'bihuan-house-rules#supervision')
  assert.match(
    await refused(acts.answer, { id: letter.id, body: { revision: 1, note: '已整改' } }, county()),
    /签收后方可答复/,
  )
  await done(acts.acknowledge, { id: letter.id, body: { revision: 1, note: null } }, county())
  await done(acts.answer, { id: letter.id, body: { revision: 2, note: '已停用机房' } }, county())
  assert.match(
    await refused(
      acts.check,
      { id: letter.id, body: { revision: 3, passed: true, note: '属实' } },
      county(),
    ),
    /办结应由云川市安委办办理/,
  )
  await done(
    acts.check,
    { id: letter.id, body: { revision: 3, passed: false, note: '未附检测报告' } },
    head(),
  )
  await done(acts.answer, { id: letter.id, body: { revision: 4, note: '补附报告' } }, county())
  const end = await done(
    acts.check,
    { id: letter.id, body: { revision: 5, passed: true, note: '属实' } },
    head(),
  )
  assert.equal(end.state, 'closed')
  const left = await world.db.owner.query(
    `select kind from deadline where subject_id = any($1::uuid[]) and state = 'open'`,
    [[letter.id, proposal.id]],
  )
  assert.deepEqual(left.rows, [])
  // Answered in time and closed: though the finding is still late, nothing leads on to 约谈.
  world.clock.set('2026-06-10T02:00:00Z')
  await proposeAll(world.runner)
  const later = (await panel(id)).proposals.map(({ rung }) => rung)
  assert.deepEqual(later, ['supervise'])
})

test('a second sweep proposes nothing again, and a declined proposal keeps its reason', async () => {
  const id = await received()
  world.clock.set('2026-03-26T02:00:00Z')
  await proposeAll(world.runner)
  await proposeAll(world.runner)
  const [first, ...more] = (await panel(id)).proposals
  assert.equal(more.length, 0)
  assert.equal(first?.rung, 'remind')
  await done(
    acts.decline,
    { id: first.id, body: { revision: first.revision, note: '已电话催办，承诺本周完成' } },
    office(),
  )
  await proposeAll(world.runner)
  const after = (await panel(id)).proposals
  assert.deepEqual(
    after.map(({ state, reason }) => [state, reason]),
    [['declined', '已电话催办，承诺本周完成']],
  )
})

test('two clerks issue the same proposal: one letter, and numbers without a gap', async () => {
  const ids = [await received(MAJOR), await received(MAJOR)]
  world.clock.set(LATE)
  await proposeAll(world.runner)
  const issue = async (id: string, who: Actor) => {
    const { proposals } = await panel(id)
    const { id: proposal, revision } = proposals.find(({ state }) => state === 'proposed')!
    const body = {
      revision,
      toOrg: world.orgs.countyOffice,
      text: '请督促整改。',
      dueOn: null,
      interview: null,
    }
    return [proposal, body, who] as const
  }
  const [proposal, body] = await issue(ids[0]!, head())
  const other = world.actor('cityOffice', 'committee_head', '另一主任')
  const outcomes = await Promise.all(
    [head(), other].map((who) => world.act(acts.issue as Any, { id: proposal, body }, who)),
  )
  assert.equal(outcomes.filter((one) => 'done' in one).length, 1, JSON.stringify(outcomes))
  const [next, nextBody] = await issue(ids[1]!, head())
  await done(acts.issue, { id: next, body: nextBody }, head())
  const { rows } = await world.db.owner.query(
    `select number from supervision_letter where rung = 'supervise' order by id`,
  )
  const serials = rows.map(({ number }) => Number(/(\d+)号$/.exec(number)![1]))
  assert.deepEqual(
    serials.toSorted((a, b) => a - b),
    serials.map((_, index) => index + 1),
  )
})

test('a body that holds an open 督办函 is not proposed to be written to again', async () => {
  const id = await received(MAJOR)
  const { finding } = await panel(id)
  const body = {
    revision: finding.revision,
    rung: 'supervise',
    toOrg: world.orgs.countyOffice,
    text: '请督促整改。',
    interview: null,
    dueOn: '2026-05-30',
  }
  await done(acts.issueDirect, { id, body }, head())
  world.clock.set(LATE)
  await proposeAll(world.runner)
  assert.deepEqual((await panel(id)).proposals, [])
})

test('a proposal whose delay is over is withdrawn from the desk', async () => {
  const id = await received()
  world.clock.set('2026-03-26T02:00:00Z')
  await proposeAll(world.runner)
  const { finding } = await panel(id)
  await done(
    world.commands.report,
    { id, body: { revision: finding.revision, note: '已加装', evidence: [] } },
    plant(),
  )
  await proposeAll(world.runner)
  assert.deepEqual(
    (await panel(id)).proposals.map(({ state }) => state),
    ['lapsed'],
  )
})

test('a deadline is reminded of once for each threshold', async () => {
  const id = await received()
  world.clock.set('2026-03-19T02:00:00Z')
  await remindAll(world.runner)
  assert.equal(await remindAll(world.runner), 0)
  world.clock.set('2026-03-23T02:00:00Z')
  await remindAll(world.runner)
  const { rows } = await world.db.owner.query(
    `select r.threshold from reminder r join deadline d on d.id = r.deadline_id
      where d.subject_id = $1 order by 1 desc`,
    [id],
  )
  assert.deepEqual(rows, [{ threshold: 3 }, { threshold: 0 }])
})

test('a listed hazard is delisted only after publication, re-check and expert opinion', async () => {
  const id = await received(MAJOR)
  const { finding } = await panel(id)
  const body = {
    revision: finding.revision,
    level: 'city',
    recheckOrg: world.orgs.countyBureau,
    dueOn: '2026-05-29',
    note: '液氨机房重大隐患，挂牌督办。',
  }
  assert.match(
    await refused(acts.list, { id, body: { ...body, level: 'county' } }, head()),
    /县级挂牌督办由县级机构决定/,
  )
  assert.match(
    await refused(acts.list, { id, body: { ...body, recheckOrg: world.orgs.plant } }, head()),
    /复查部门应为整改单位以外的单位/,
  )
  assert.match(await refused(acts.list, { id, body }, office()), /挂牌督办由负责人决定/)
  const listed = await done(acts.list, { id, body }, head())
  const mark = await world.db.owner.query(
    `select code from mark where subject_id = $1 and resolved_at is null`,
    [id],
  )
  assert.deepEqual(mark.rows, [{ code: 'listed' }])
  assert.match(await refused(acts.list, { id, body }, head()), /已经挂牌督办/)
  let revision = 1
  const act = async (command: unknown, more: object, who: Actor) => {
    const at = await done(
      command,
      { id: listed.id, body: { revision, note: '说明', ...more } },
      who,
    )
    revision = at.revision
    return at
  }
  const no = (command: unknown, more: object, who: Actor) =>
    refused(command, { id: listed.id, body: { revision, note: '说明', ...more } }, who)
  assert.match(await no(acts.delist, {}, head()), /摘牌须先经青杨县应急局复查合格/)
  await act(acts.askExtension, { dueOn: '2026-06-30' }, plant())
  assert.match(await no(acts.decideExtension, { passed: true }, plant()), /本岗位不办理/)
  await act(acts.decideExtension, { passed: true }, head())
  await act(acts.apply, {}, plant())
  assert.match(await no(acts.recheck, { passed: true }, head()), /摘牌复查应由青杨县应急局办理/)
  await act(acts.recheck, { passed: false }, inspector())
  await act(acts.apply, {}, plant())
  await act(acts.recheck, { passed: true }, inspector())
  assert.match(await no(acts.delist, {}, head()), /挂牌公布后方可摘牌/)
  await act(acts.publish, {}, head())
  assert.match(await no(acts.delist, {}, head()), /摘牌须附专家意见/)
  await act(acts.opine, { expert: '注册安全工程师（演示）' }, office())
  const end = await act(acts.delist, {}, head())
  assert.equal(end.state, 'delisted')
  await act(acts.publishDelisting, {}, head())
  const [row] = (await panel(id)).listings
  assert.equal(row?.dueOn, '2026-06-30')
  assert.equal(row?.published?.['dueOn'], '2026-06-30')
  assert.equal(row?.delistingPublished?.['delistingNumber'], '云川市安委办摘〔2026〕1号')
  const open = await world.db.owner.query(
    `select kind from deadline where subject_id = $1 and state = 'open'`,
    [listed.id],
  )
  assert.deepEqual(open.rows, [])
  const left = await world.db.owner.query(
    `select 1 from mark where subject_id = $1 and resolved_at is null`,
    [id],
  )
  assert.equal(left.rowCount, 0)
})

test('an extension is asked for early enough', async () => {
  const id = await received(MAJOR)
  const { finding } = await panel(id)
  const body = {
    revision: finding.revision,
    level: 'city',
    recheckOrg: null,
    dueOn: '2026-03-20',
    note: '挂牌',
  }
  const listed = await done(acts.list, { id, body }, head())
  const late = { revision: 1, note: '来不及', dueOn: '2026-04-20' }
  assert.match(
    await refused(acts.askExtension, { id: listed.id, body: late }, plant()),
    /延期应在 2026-02-\d\d 前申请/,
  )
})

test('118 transfers give both sums of document 000 from the records', async () => {
  world.clock.set('2026-05-06T02:00:00Z')
  const audit = world.actor('cityBureau', 'auditor')
  const receivers = [
    ...Array.from({ length: 51 }, () => 'discipline'),
    ...Array.from({ length: 8 }, () => 'judicial'),
    ...Array.from({ length: 59 }, () => 'department'),
  ]
  for (const [index, receiver] of receivers.entries()) {
    const body = {
      kind: 'referral',
      receiver,
      toOrg: null,
      toName: '接收单位（演示）',
      number: `移送〔2026〕${index + 1}号`,
      handedOn: '2026-03-02',
    }
    const { id } = await done(acts.hand, { body }, audit)
    const on = '2026-04-02'
    if (index % 118 < 65) {
      const counts = index === 0 ? { punished: 57, circulated: 18, admonished: 218 } : NONE
      await done(acts.feedBack, { id, body: { revision: 1, on, ...counts } }, audit)
    } else if (index < 83) {
      await done(acts.process, { id, body: { revision: 1, on } }, audit)
    } else if (index % 2 === 0) {
      const body = { revision: 1, accepted: true, number: null, on, note: null }
      await done(acts.receipt, { id, body }, audit)
    }
  }
  const actor = world.actor('cityBureau', 'section_head')
  const calendar = await calendarOf(world.db.app)
  const { transfers } = await scoped(world.db.app, actor.scope, (client) =>
    overview(client, actor, { today: world.clock.today(), calendar }),
  )
  assert.equal(transfers.total, 118)
  assert.deepEqual(
    transfers.receivers.map(({ count }) => count),
    [51, 8, 59],
  )
  assert.deepEqual(
    transfers.standings.map(({ count }) => count),
    [65, 18, 35, 0],
  )
  assert.deepEqual([transfers.punished, transfers.circulated, transfers.admonished], [57, 18, 218])
})
const NONE = { punished: 0, circulated: 0, admonished: 0 }

test('移交 goes to a competent department, 移送 to discipline and courts; each has its clock', async () => {
  const body = {
    kind: 'transfer',
    receiver: 'discipline',
    toOrg: null,
    toName: '接收单位（演示）',
    number: '移交〔2026〕1号',
    handedOn: '2026-05-06',
  }
  assert.match(await refused(acts.hand, { body }, office()), /移交的接收单位应为有关主管部门/)
  assert.match(await refused(acts.hand, { body }, inspector()), /本岗位不办理移交移送/)
  const sent = await done(
    acts.hand,
    { body: { ...body, receiver: 'department', toOrg: world.orgs.countyBureau } },
    office(),
  )
  const { rows } = await world.db.owner.query(
    `select kind, owner_org from deadline where subject_id = $1 order by kind`,
    [sent.id],
  )
  assert.deepEqual(rows, [
    { kind: 'feedback', owner_org: world.orgs.countyBureau },
    { kind: 'receipt', owner_org: world.orgs.countyBureau },
  ])
  const turned = { revision: 1, accepted: false, number: null, on: '2026-05-06', note: null }
  assert.match(
    await refused(acts.receipt, { id: sent.id, body: turned }, bureau()),
    /退回的应写明理由/,
  )
  const end = await done(
    acts.receipt,
    { id: sent.id, body: { ...turned, note: '不属本部门职责' } },
    bureau(),
  )
  assert.equal(end.state, 'returned')
})

test('a stopped plant resumes only after the named department looked again', async () => {
  const id = await received(MAJOR)
  const { finding } = await panel(id)
  const body = {
    revision: finding.revision,
    kind: 'production',
    scope: '2号车间',
    recheckOrg: null,
  }
  assert.match(await refused(acts.order, { id, body }, head()), /负有安全监管职责的部门决定/)
  assert.match(
    await refused(acts.order, { id, body: { ...body, kind: 'closure' } }, bureau()),
    /责令关闭由人民政府决定/,
  )
  const order = await done(acts.order, { id, body }, bureau())
  const look = { revision: 1, passed: true, note: '合格' }
  assert.match(
    await refused(acts.decideResume, { id: order.id, body: look }, inspector()),
    /现为“责令停止”/,
  )
  await done(acts.askResume, { id: order.id, body: { revision: 1, note: '已整改' } }, plant())
  const outsider = world.actor('countyHousing', 'regulator_clerk')
  assert.match(
    await refused(acts.decideResume, { id: order.id, body: { ...look, revision: 2 } }, outsider),
    /恢复前复查应由青杨县应急局办理/,
  )
  const end = await done(
    acts.decideResume,
    { id: order.id, body: { ...look, revision: 2 } },
    inspector(),
  )
  assert.equal(end.state, 'resumed')
})

test('a closure is verified on site and a second time by another person, each item of the list', async () => {
  const id = await received(MAJOR)
  const { finding, limits } = await panel(id)
  const government = world.actor('government', 'leader')
  const body = { revision: finding.revision, kind: 'closure', scope: '全厂', recheckOrg: null }
  const order = await done(acts.order, { id, body }, government)
  const visit = { revision: 1, items: limits.checklist, note: '已断电、已拆除' }
  assert.match(
    await refused(acts.askResume, { id: order.id, body: { revision: 1, note: '请恢复' } }, plant()),
    /责令关闭的不予恢复/,
  )
  const some = { ...visit, items: limits.checklist.slice(1) }
  assert.match(
    await refused(acts.verify, { id: order.id, body: some }, inspector()),
    new RegExp(`以下事项尚未核实：${limits.checklist[0]}`),
  )
  await done(acts.verify, { id: order.id, body: visit }, inspector())
  const again = { ...visit, revision: 2 }
  assert.match(
    await refused(acts.confirm, { id: order.id, body: again }, inspector()),
    /二次核查应由首次核查人以外的人进行/,
  )
  const other = world.actor('countyBureau', 'inspector', '另一执法人员')
  const end = await done(acts.confirm, { id: order.id, body: again }, other)
  assert.equal(end.state, 'confirmed')
})

test('outside the scope every row is missing', async () => {
  const id = await received(MAJOR)
  const stranger = world.actor('otherOffice', 'committee_head')
  const outcome = await world.act(
    acts.list as Any,
    { id, body: { revision: 1, level: 'county', recheckOrg: null, dueOn: null, note: '挂牌' } },
    stranger,
  )
  assert.deepEqual(outcome, { missing: true })
  const order = { revision: 1, kind: 'use', scope: '锅炉', recheckOrg: null }
  const missing = await world.act(acts.order as Any, { id, body: order }, stranger)
  assert.deepEqual(missing, { missing: true })
})

test('the journal agrees with every ledger of supervision', async () => {
  while ((await world.journal.sequencer.run()) > 0);
  const report = await verifyDeployment({
    pool: world.db.owner,
    ledgers: LEDGERS.values(),
    keysDir: world.keysDir,
  })
  assert.deepEqual(report.problems, [])
  assert.equal(report.ok, true)
})
