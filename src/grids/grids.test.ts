import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { rows, scoped, type Actor, type Outcome } from '#kernel/index.ts'
import { ROLES } from '#places/index.ts'
import { testDatabase } from '../../test/database.ts'
import { assign, endAssignment } from './commands.ts'
import { coverageFor } from './coverage.ts'
import {
  countEnterprisesFor,
  countGridFor,
  countPlacesFor,
  listAssignmentsFor,
  listEnterprisesFor,
  listGridFor,
  listPlacesFor,
} from './queries.ts'
import { assigns } from './rules.ts'
import { sponsorOf, supervisorOf } from './seats.ts'
import { declareSupervisor, delistKey, listKey, settleSupervisor } from './supervisors.ts'
import { named, openTrial, type Trial } from './trial.ts'
import { demoId } from '#places/index.ts'
import {
  ENTERPRISE_SHOWS,
  GRID_SHOWS,
  type Assign,
  type Coverage,
  type EnterpriseShow,
  type GridShow,
} from './words.ts'

let trial: Trial
let clerk: Actor
before(async () => {
  trial = await openTrial(await testDatabase())
  clerk = trial.officer('980121', 'committee_clerk')
})
after(() => trial.close())

const TODAY = '2026-03-02'
const contact = named('qy.yingji')

function body(part: Assign['part'], to: object, who: object, more: object = {}): Assign {
  return {
    part,
    place: null,
    subject: null,
    duties: [],
    fromOn: TODAY,
    toOn: null,
    basis: '县安委办通知（演示）',
    replaces: null,
    ...to,
    ...who,
    ...more,
  } as unknown as Assign
}

const give = (input: Assign, by = clerk) => trial.act(assign as never, input as never, by)
const idOf = (outcome: Outcome): string => {
  if (!('done' in outcome)) throw new Error(JSON.stringify(outcome))
  return (outcome.done as { id: string }).id
}
const refusalOf = (outcome: Outcome): string =>
  'refused' in outcome ? outcome.refused : JSON.stringify(outcome)

const read = <T>(actor: Actor, work: Parameters<typeof scoped<T>>[2]) =>
  scoped(trial.db.app, actor.scope, work)
const coverage = (actor = clerk): Promise<Coverage> =>
  read(actor, (client) => coverageFor(client, actor, undefined, { today: TODAY, at: '' }))
const shown = async (show: EnterpriseShow, actor = clerk): Promise<string[]> =>
  (
    await read(actor, (client) => listEnterprisesFor(client, actor, { show, limit: 200 }, TODAY))
  ).items.map((row) => row.id)
const cells = async (show: GridShow): Promise<string[]> =>
  (
    await read(clerk, (client) => listGridFor(client, clerk, { show, limit: 200 }, TODAY))
  ).items.map((row) => row.jur)

test('a contact is named, replaced and ended, and every row stays', async () => {
  const id = await trial.enterprise('联系铸造厂')
  assert.ok((await shown('no_contact')).includes(id))
  const first = idOf(await give(body('contact', { subject: id }, contact)))
  assert.ok((await shown('contacted')).includes(id))
  assert.match(
    refusalOf(await give(body('contact', { subject: id }, named('qy.zhujian')))),
    /已由他人更新/,
  )
  const second = idOf(
    await give(body('contact', { subject: id }, named('qy.zhujian'), { replaces: first })),
  )
  const history = await read(clerk, (client) =>
    listAssignmentsFor(client, clerk, { subject: id }, TODAY),
  )
  assert.deepEqual(
    history.map((row) => [row.id, row.endedOn, row.live]),
    [
      [second, null, true],
      [first, TODAY, false],
    ],
  )
  assert.match(history[1]?.endReason ?? '', /改由田沐阳/)
  const end = (revision: number) =>
    trial.act(
      endAssignment as never,
      { id: second, body: { revision, reason: '调离岗位' } } as never,
      clerk,
    )
  assert.deepEqual(await end(7), { stale: { revision: 1 } })
  idOf(await end(1))
  assert.match(refusalOf(await end(2)), /已经解除/)
  assert.ok((await shown('no_contact')).includes(id))
})

test('clerks who name a contact at once: one stands, the others are told', async () => {
  const people = ['qy.yingji', 'qy.zhujian', 'qy.zhifa', 'qy.xiaofang', 'qy.guzhang']
  for (let round = 0; round < 3; round++) {
    const id = await trial.enterprise(`并发石料厂 ${round}`)
    const all = await Promise.all(
      people.map((key) =>
        give(
          body('contact', { subject: id }, named(key)),
          trial.officer('980121', 'committee_head'),
        ),
      ),
    )
    assert.equal(all.filter((one) => 'done' in one).length, 1)
    assert.equal(all.filter((one) => /已由他人更新/.test(refusalOf(one))).length, 4)
    const kept = await rows(
      trial.db.owner,
      'select 1 from assignment where subject_id = $1 and ended_on is null',
      [id],
    )
    assert.equal(kept.length, 1)
  }
})

test('key high-risk enterprises count only when both leaders stand', async () => {
  const id = await trial.enterprise('重点化工厂')
  const list = (tier: string, replaces: string | null) =>
    trial.act(
      listKey as never,
      { subject: id, tier, basis: '重点高危企业名单（演示）', replaces } as never,
      clerk,
    )
  const key = idOf(await list('key', null))
  const joint = idOf(await list('key_high_risk', key))
  assert.match(refusalOf(await list('high_risk', key)), /已由他人更新/)
  assert.ok((await shown('joint_gap')).includes(id))
  assert.ok((await shown('uncovered')).includes(id))
  idOf(await give(body('city_head', { subject: id }, named('yc.yingji.ju'))))
  assert.ok((await shown('joint_gap')).includes(id))
  idOf(await give(body('county_leader', { subject: id }, named('qy.leader'))))
  assert.ok((await shown('joint_covered')).includes(id))
  assert.deepEqual(await sponsorOf(trial.db.owner, { jur: '980121001', subject: id }, TODAY), {
    name: '钟以宁（演示）',
    part: 'county_leader',
  })
  const delist = await trial.act(
    delistKey as never,
    { id: joint, body: { revision: 1, reason: '已转产' } } as never,
    clerk,
  )
  idOf(delist)
  assert.ok(!(await shown('joint')).includes(id))
})

test('whoever leaves the post, or whose term is over, leaves a gap', async () => {
  const id = await trial.enterprise('离任机械厂')
  idOf(await give(body('contact', { subject: id }, named('qy.jiaotong'), { toOn: '2026-03-31' })))
  const live = async (day: string) =>
    (
      await read(clerk, (client) =>
        listEnterprisesFor(client, clerk, { show: 'contacted', limit: 200 }, day),
      )
    ).items.some((row) => row.id === id)
  assert.equal(await live('2026-03-31'), true)
  assert.equal(await live('2026-04-01'), false)
  await trial.db.owner.query('update holding set to_on = $2 where person_id = $1', [
    named('qy.jiaotong').person,
    '2026-03-10',
  ])
  assert.equal(await live('2026-03-10'), true)
  assert.equal(await live('2026-03-11'), false)
})

test('the leader of a place is of the place above; a finding there is proposed the nearest one', async () => {
  const place = { place: '980121001' }
  const before = await coverage()
  assert.match(
    refusalOf(await give(body('place_leader', place, named('qy.zhen.zhang')))),
    /上一级党委、政府/,
  )
  idOf(await give(body('place_leader', place, named('qy.leader'))))
  idOf(await give(body('place_leader', { place: '980121001203' }, named('qy.zhen.zhang'))))
  const now = await coverage()
  assert.equal(now.places.n, before.places.n + 2)
  assert.equal(now.places.of, before.places.of)
  const nearest = (jur: string) =>
    sponsorOf(trial.db.owner, { jur, subject: null }, TODAY).then((one) => one?.name)
  assert.equal(await nearest('980121001203'), '穆青禾（演示）')
  assert.equal(await nearest('980121001'), '钟以宁（演示）')
  assert.equal(await nearest('980121002'), undefined)
  const gaps = await read(clerk, (client) =>
    listPlacesFor(client, clerk, { show: 'gap', limit: 200 }, TODAY),
  )
  assert.equal(gaps.items.length, now.places.of - now.places.n)
})

test('a cell shows who is missing, which duty nobody has, and where two have the same', async () => {
  const cell = { place: '980121001203' }
  assert.ok((await cells('no_member')).includes(cell.place))
  const member = (who: object, duties: string[], more: object = {}) =>
    give(body('grid_member', cell, who, { duties, ...more }))
  idOf(await member(named('cun'), ['patrol', 'report']))
  assert.deepEqual(
    [(await cells('no_member')).includes(cell.place), await cells('duty_gap')],
    [false, [cell.place]],
  )
  idOf(await member(named('qy.zhen'), ['notify', 'report']))
  assert.deepEqual([await cells('duty_gap'), await cells('overlap')], [[], [cell.place]])
  assert.match(refusalOf(await member(named('cun'), ['patrol'])), /无需重复/)
  const figures = await coverage()
  assert.deepEqual([figures.cells.n, figures.dutyGaps, figures.overlaps], [1, 0, 1])
})

test('two departments come to light and one is settled; nobody declares against it', async () => {
  const id = await trial.enterprise('双管塑料厂')
  const declare = (org: string, by: Actor) =>
    trial.act(
      declareSupervisor as never,
      { subject: id, org: demoId(org), basis: null } as never,
      by,
    )
  const bureau = trial.officer('980121', 'regulator_clerk', 'qy.yingji')
  const housing = trial.officer('980121', 'regulator_clerk', 'qy.zhujian')
  assert.ok((await shown('supervised_none')).includes(id))
  const one = idOf(await declare('qy.yingji', bureau))
  assert.equal(await supervisorOf(trial.db.owner, id, TODAY), demoId('qy.yingji'))
  const two = idOf(await declare('qy.zhujian', housing))
  assert.ok((await shown('supervised_twice')).includes(id))
  assert.equal(await supervisorOf(trial.db.owner, id, TODAY), null)
  const settle = (seen: string[], by = clerk) =>
    trial.act(
      settleSupervisor as never,
      { subject: id, org: demoId('qy.yingji'), basis: '县政府常务会议（演示）', seen } as never,
      by,
    )
  assert.match(refusalOf(await settle([one])), /已由他人更新/)
  assert.match(refusalOf(await settle([one, two], bureau)), /报本级政府明确/)
  idOf(await settle([one, two]))
  assert.ok((await shown('supervised_once')).includes(id))
  assert.match(refusalOf(await declare('qy.zhujian', housing)), /已明确为/)
})

test('two offices that settle at once leave one department', async () => {
  const id = await trial.enterprise('同时明确厂')
  const settle = (org: string) =>
    trial.act(
      settleSupervisor as never,
      { subject: id, org: demoId(org), basis: '会议（演示）', seen: [] } as never,
      clerk,
    )
  const both = await Promise.all([settle('qy.yingji'), settle('qy.zhujian')])
  assert.equal(both.filter((one) => 'done' in one).length, 1)
  assert.ok((await shown('supervised_once')).includes(id))
})

test('every figure equals the number of records that it opens', async () => {
  const figures = await coverage()
  const counts = {} as Record<EnterpriseShow, number>
  for (const show of ENTERPRISE_SHOWS) {
    counts[show] = (await shown(show)).length
    const counted = await read(clerk, (client) =>
      countEnterprisesFor(client, clerk, { show }, TODAY),
    )
    assert.equal(counted, counts[show], show)
  }
  assert.deepEqual(figures.keyContacts, { n: counts.key_contacted, of: counts.key })
  assert.deepEqual(figures.contacts, { n: counts.contacted, of: counts.all })
  assert.deepEqual(figures.joint, { n: counts.joint_covered, of: counts.joint })
  assert.deepEqual(figures.others, { n: counts.others_covered, of: counts.others })
  assert.deepEqual(figures.supervisors, { n: counts.supervised_once, of: counts.all })
  assert.equal(figures.supervisedTwice, counts.supervised_twice)
  assert.equal(figures.unsupervised, counts.supervised_none)
  assert.equal(figures.uncovered, counts.uncovered)
  assert.equal(counts.contacted + counts.no_contact, counts.all)
  assert.equal(counts.joint + counts.others, counts.all)
  assert.equal(figures.cells.n, (await cells('covered')).length)
  assert.equal(figures.cells.of, (await cells('all')).length)
  for (const show of GRID_SHOWS) {
    const counted = await read(clerk, (client) => countGridFor(client, clerk, { show }, TODAY))
    assert.equal(counted, (await cells(show)).length, show)
  }
  for (const [show, n] of [
    ['all', figures.places.of],
    ['covered', figures.places.n],
    ['gap', figures.places.of - figures.places.n],
  ] as const) {
    const counted = await read(clerk, (client) => countPlacesFor(client, clerk, { show }, TODAY))
    assert.equal(counted, n, show)
  }
})

test('who assigns: each role as the rules say, nobody outside their places', async () => {
  for (const role of ROLES) {
    const id = await trial.enterprise(`分工 ${role}`)
    const by = trial.officer('980121', role, 'qy.yingji')
    const outcome = await give(body('contact', { subject: id }, contact), by)
    if (role === 'safety_officer') assert.deepEqual(outcome, { missing: true })
    else assert.equal('done' in outcome, assigns(role, 'contact'), role)
  }
  const id = await trial.enterprise('外县看不见')
  const elsewhere = trial.officer('980122', 'committee_clerk', 'pg.anweiban')
  assert.deepEqual(await give(body('contact', { subject: id }, contact), elsewhere), {
    missing: true,
  })
  assert.deepEqual(
    await give(body('place_leader', { place: '980121001' }, named('qy.leader')), elsewhere),
    { missing: true },
  )
  const made = idOf(await give(body('contact', { subject: id }, contact)))
  const end = { id: made, body: { revision: 1, reason: '越界' } }
  assert.deepEqual(await trial.act(endAssignment as never, end as never, elsewhere), {
    missing: true,
  })
  assert.deepEqual(await shown('all', elsewhere), [])
  assert.deepEqual(
    await read(elsewhere, (client) =>
      listAssignmentsFor(client, elsewhere, { subject: id }, TODAY),
    ),
    [],
  )
})

test('an enterprise sees who answers for it and nobody else’s', async () => {
  const mine = await trial.enterprise('自家企业', '980121001', 'qy.zhuzao')
  const theirs = await trial.enterprise('别家企业', '980121001', 'qy.huagong')
  idOf(await give(body('contact', { subject: mine }, contact)))
  idOf(await give(body('contact', { subject: theirs }, contact)))
  const own = trial.officer('', 'safety_officer', 'qy.zhuzao')
  assert.deepEqual(await shown('all', own), [mine])
  const seen = (subject: string) =>
    read(own, (client) => listAssignmentsFor(client, own, { subject }, TODAY))
  assert.equal((await seen(mine)).length, 1)
  assert.deepEqual(await seen(theirs), [])
})

test('whoever answers in person finds what is theirs, and nothing of others', async () => {
  const id = await trial.enterprise('本人负责的厂')
  idOf(await give(body('contact', { subject: id }, named('qy.shichang'))))
  const mine = async (person: string) => {
    const actor = { ...clerk, person }
    const page = await read(actor, (client) =>
      listEnterprisesFor(client, actor, { show: 'all', mine: 'yes', limit: 50 }, TODAY),
    )
    return page.items.map((row) => row.id)
  }
  assert.deepEqual(await mine(named('qy.shichang').person), [id])
  assert.deepEqual(await mine(clerk.person), [])
  const leader = { ...clerk, person: named('qy.zhen.zhang').person }
  const places = await read(leader, (client) =>
    listPlacesFor(client, leader, { show: 'all', mine: 'yes', limit: 50 }, TODAY),
  )
  assert.deepEqual(
    places.items.map(({ jur }) => jur),
    ['980121001203'],
  )
})

test('names stand sealed in the journal', async () => {
  const entries = await rows<{ leaf: Buffer }>(
    trial.db.owner,
    'select leaf from journal_pending union all select leaf from journal_entry',
  )
  assert.ok(entries.length > 0)
  for (const { leaf } of entries) assert.doesNotMatch(leaf.toString(), /许嘉木|钟以宁|县安委办通知/)
})
