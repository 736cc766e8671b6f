import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor, Command, Outcome } from '#kernel/index.ts'
import { verifyDeployment } from '#journal/index.ts'
import { LEDGERS } from '#app/index.ts'
import { parties, registration, smallWorld, type World } from '../../test/world.ts'
import { findFinding } from './detail.ts'
import type { Moved } from './words.ts'

let world: World
before(async () => {
  world = await smallWorld()
})
after(() => world.close())

type Any = Command<never, never>

/** Runs an act and answers what it did; fails with the refusal where there was one. */
async function done(command: unknown, input: object, actor: Actor): Promise<Moved> {
  const outcome = await world.act(command as Any, input, actor)
  assert.ok('done' in outcome, JSON.stringify(outcome))
  return outcome.done as Moved
}

async function refused(command: unknown, input: object, actor: Actor): Promise<string> {
  const outcome: Outcome = await world.act(command as Any, input, actor)
  assert.ok('refused' in outcome, JSON.stringify(outcome))
  return outcome.refused
}

test('a major hazard goes its whole way, is returned once, and the journal agrees', async () => {
  const { commands, actor } = world
  const office = actor('countyOffice', 'committee_clerk')
  const plant = actor('plant', 'safety_officer')
  let at = await done(
    commands.register,
    { body: registration({ grade: 'major', majorClause: '工贸判定标准（演示）' }) },
    office,
  )
  const act = async (command: unknown, body: object, who: Actor) =>
    (at = await done(command, { id: at.id, body: { revision: at.revision, ...body } }, who))
  await act(
    commands.handOver,
    parties(world, { rectifier: { org: world.orgs.otherPlant, name: '某某（演示）' } }),
    office,
  )
  await act(commands.giveBack, { note: '不属本单位' }, actor('otherPlant', 'safety_officer'))
  await act(commands.reassign, parties(world), office)
  await act(commands.receive, { note: null }, plant)
  assert.match(
    await refused(
      commands.report,
      { id: at.id, body: { revision: at.revision, note: '已整改', evidence: [] } },
      plant,
    ),
    /五落实/,
  )
  await act(
    commands.plan,
    {
      measures: '加装探测器',
      responsibility: '厂长',
      fundsAmount: '3.60',
      fundsUnit: '万元',
      timeLimit: '2026-03-20',
      contingency: '停用机房',
    },
    plant,
  )
  await act(commands.report, { note: '已加装并调试', evidence: [] }, plant)
  await act(
    commands.accept,
    { passed: true, note: '现场看过', evidence: [] },
    actor('township', 'regulator_clerk'),
  )
  assert.match(
    await refused(
      commands.recheck,
      { id: at.id, body: { revision: at.revision, passed: true, note: '好', evidence: [] } },
      plant,
    ),
    /复查应由青杨县应急局进行/,
  )
  await act(
    commands.recheck,
    { passed: true, note: '复查合格', evidence: [] },
    actor('countyBureau', 'inspector'),
  )
  await act(commands.requestClosure, { note: null }, office)
  const end = await act(
    commands.decideClosure,
    { granted: true, note: '同意销号' },
    actor('countyOffice', 'committee_head'),
  )
  assert.equal(end.state, 'struck_off')
  await world.journal.sequencer.run()
  const report = await verifyDeployment({
    pool: world.db.owner,
    ledgers: LEDGERS.values(),
    keysDir: world.keysDir,
  })
  assert.deepEqual(report.problems, [])
  assert.equal(report.ok, true)
})

test('what assisting units still had to do falls away when the finding is voided', async () => {
  const { commands, actor, orgs } = world
  const office = actor('countyOffice', 'committee_clerk')
  const plant = actor('plant', 'safety_officer')
  let at = await done(commands.register, { body: registration() }, office)
  const act = async (command: unknown, body: object, who: Actor) =>
    (at = await done(command, { id: at.id, body: { revision: at.revision, ...body } }, who))
  await act(commands.handOver, parties(world), office)
  await act(commands.receive, { note: null }, plant)
  await act(commands.addTask, { org: orgs.countyHousing, content: '协助检测', dueOn: null }, plant)
  await act(commands.cancel, { note: '重复登记' }, office)
  const open = await world.db.owner.query(
    `select 1 from deadline where state in ('open', 'paused') and number = $1`,
    [at.number],
  )
  assert.equal(open.rowCount, 0)
  const { rows } = await world.db.owner.query(
    'select state from finding_task where finding_id = $1',
    [at.id],
  )
  assert.deepEqual(rows, [{ state: 'cancelled' }])
})

test('a body that could not see the finding is not named to answer for it', async () => {
  const { commands, actor, orgs } = world
  const office = actor('countyOffice', 'committee_clerk')
  const at = await done(commands.register, { body: registration({ place: '980121' }) }, office)
  const named = { id: at.id, body: { revision: at.revision, ...parties(world) } }
  assert.equal(
    await refused(commands.handOver, named, office),
    '问题所在地不在青杨镇政府管辖范围内，请选择管辖该地的单位。',
  )
  const territory = { org: orgs.countyOffice, name: '联系人（演示）' }
  const seen = { ...named, body: { ...named.body, territory } }
  assert.equal((await done(commands.handOver, seen, office)).state, 'handed_over')
})

test('an open mark says that a finding is listed, a resolved one that it no longer is', async () => {
  const office = world.actor('countyOffice', 'committee_clerk')
  const { id } = await done(world.commands.register, { body: registration() }, office)
  const listed = async () => (await findFinding(world.db.owner, office, id))?.listed
  assert.equal(await listed(), false)
  await world.db.owner.query(
    `insert into mark (jur, id, revision, demo, salts, subject_kind, subject_id, code, clause, opened_at)
      values ('980121001', $1, 1, true, '{}', 'finding', $2, 'listed', '', $3)`,
    [world.runner.newId(), id, world.clock.now()],
  )
  assert.equal(await listed(), true)
  await world.db.owner.query('update mark set resolved_at = $2 where subject_id = $1', [
    id,
    world.clock.now(),
  ])
  assert.equal(await listed(), false)
})
