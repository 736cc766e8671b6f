/** The ladder: what is proposed, issued as a letter, answered and closed, and what is reminded of. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Actor } from '#kernel/index.ts'
import { proposeAll, remindAll } from './index.ts'
import { journalAgrees, LATE, MAJOR, openTrial, type Any } from './trial.ts'

const { world, acts, done, refused, panel, received, office, head, county, plant } =
  await openTrial()
after(async () => {
  try {
    await journalAgrees(world)
  } finally {
    await world.close()
  }
})

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
