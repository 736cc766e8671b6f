/** Beside the ladder: listed hazards, transfers and referrals, orders to stop and to close. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { scoped, type Actor } from '#kernel/index.ts'
import { calendarOf } from '#deadlines/index.ts'
import { overview } from './queries.ts'
import { journalAgrees, MAJOR, openTrial, type Any } from './trial.ts'

const { world, acts, done, refused, panel, received, office, head, bureau, inspector, plant } =
  await openTrial()
after(() => world.close())

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

test('the journal agrees with every ledger of supervision', () => journalAgrees(world))
