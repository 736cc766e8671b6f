import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { scoped, type Actor, type Command } from '#kernel/index.ts'
import type { Moved } from '#findings/words.ts'
import { parties, registration, smallWorld, type World } from '../../test/world.ts'
import type { BodyName } from '../../test/world.ts'
import { proposeAll, supervisionCommands, type SupervisionCommands } from './index.ts'
import { supervisionOf } from './queries.ts'
import type { Done } from './words.ts'

let world: World
let acts: SupervisionCommands
let finding: string
before(async () => {
  world = await smallWorld()
  acts = supervisionCommands(world.db.app)
  finding = await lateMajor()
})
after(() => world.close())

type Any = Command<never, never>
const who = (body: BodyName, role: string) => world.actor(body, role)

async function done(command: unknown, input: object, actor: Actor): Promise<Done> {
  const outcome = await world.act(command as Any, input, actor)
  assert.ok('done' in outcome, JSON.stringify(outcome))
  return outcome.done as unknown as Done
}

/** A major finding of the city office that the plant has let slip. */
async function lateMajor(): Promise<string> {
  const office = who('cityOffice', 'committee_clerk')
  const body = registration({ grade: 'major', majorClause: '判定标准（演示）' })
  const { commands } = world
  const at = (await done(commands.register, { body }, office)) as unknown as Moved
  const { id, revision } = at
  await done(commands.handOver, { id, body: { revision, ...parties(world) } }, office)
  world.clock.set('2026-05-06T02:00:00Z')
  await proposeAll(world.runner)
  return id
}

async function panel() {
  const actor = who('cityOffice', 'committee_head')
  const found = await scoped(world.db.app, actor.scope, (client) =>
    supervisionOf(world.db.app, client, actor, finding, world.clock.today()),
  )
  assert.ok(found)
  return found
}

/** What each of these answers; 'missing' where nothing is to be seen. */
async function tried(command: unknown, input: object, actor: Actor): Promise<string> {
  const outcome = await world.act(command as Any, input, actor)
  if ('missing' in outcome) return 'missing'
  if ('refused' in outcome) return outcome.refused
  return 'stale' in outcome ? 'stale' : 'done'
}

const OUTSIDERS = [
  ['otherOffice', 'committee_head'],
  ['otherPlant', 'safety_officer'],
] as const

test('signing: a head of the office that handed it over, or a leader for the top two rungs', async () => {
  const { finding: seen } = await panel()
  const letter = (rung: string) => ({
    id: finding,
    body: {
      revision: seen.revision,
      rung,
      toOrg: world.orgs.cityOffice,
      text: '请督促整改。',
      dueOn: null,
      interview: null,
    },
  })
  const cases = [
    ['cityOffice', 'committee_clerk', 'remind', /本单位以外/],
    ['cityOffice', 'committee_clerk', 'supervise', /督办函由本单位负责人签发/],
    ['cityOffice', 'committee_head', 'supervise', /本单位以外/],
    ['cityOffice', 'inspector', 'remind', /催办函由本单位负责人签发/],
    ['countyOffice', 'committee_head', 'supervise', /督办函由交办单位签发/],
    ['government', 'leader', 'supervise', /督办函由本单位负责人签发/],
    ['government', 'leader', 'interview', /本地区本级或者下级/],
    ['plant', 'safety_officer', 'remind', /催办函由交办单位签发/],
  ] as const
  for (const [body, role, rung, expected] of cases) {
    const said = await tried(acts.issueDirect, letter(rung), who(body, role))
    assert.match(said, expected, `${body} ${role} ${rung}`)
  }
  for (const [body, role] of OUTSIDERS) {
    assert.equal(await tried(acts.issueDirect, letter('remind'), who(body, role)), 'missing')
  }
})

test('proposals are decided by whoever may sign, and unseen elsewhere', async () => {
  const [proposal] = (await panel()).proposals
  assert.ok(proposal)
  const body = { revision: proposal.revision, note: '不采纳' }
  const input = { id: proposal.id, body }
  const letter = {
    revision: proposal.revision,
    toOrg: world.orgs.countyOffice,
    text: '请办',
    dueOn: null,
    interview: null,
  }
  for (const [name, role] of OUTSIDERS) {
    assert.equal(await tried(acts.decline, input, who(name, role)), 'missing')
    assert.equal(await tried(acts.issue, { ...input, body: letter }, who(name, role)), 'missing')
  }
  const clerk = who('cityOffice', 'committee_clerk')
  assert.match(await tried(acts.decline, input, clerk), /负责人签发/)
  const old = { id: proposal.id, body: { ...body, revision: 9 } }
  assert.equal(await tried(acts.decline, old, who('cityOffice', 'committee_head')), 'stale')
})

test('the acts on a letter: the addressee receives and answers, the issuer checks', async () => {
  const head = who('cityOffice', 'committee_head')
  const { finding: seen } = await panel()
  const { id } = await done(
    acts.issueDirect,
    {
      id: finding,
      body: {
        revision: seen.revision,
        rung: 'supervise',
        toOrg: world.orgs.countyOffice,
        text: '请督促整改。',
        dueOn: null,
        interview: null,
      },
    },
    head,
  )
  const note = { id, body: { revision: 1, note: '说明' } }
  const passed = { id, body: { revision: 1, passed: true, note: '说明' } }
  const cases = [
    [acts.acknowledge, note, 'cityOffice', 'committee_head', /签收应由青杨县安委办办理/],
    [acts.acknowledge, note, 'countyBureau', 'section_head', /签收应由青杨县安委办办理/],
    [acts.acknowledge, note, 'countyOffice', 'reader', /本岗位不办理/],
    [acts.answer, note, 'countyBureau', 'section_head', /答复应由青杨县安委办办理/],
    [acts.check, passed, 'countyOffice', 'committee_head', /办结应由云川市安委办办理/],
    [acts.check, passed, 'cityOffice', 'committee_head', /现为“待签收”/],
  ] as const
  for (const [command, input, body, role, expected] of cases) {
    assert.match(await tried(command, input, who(body, role)), expected)
  }
  for (const [body, role] of OUTSIDERS) {
    for (const [command, input] of [
      [acts.acknowledge, note],
      [acts.answer, note],
      [acts.check, passed],
    ] as const) {
      assert.equal(await tried(command, input, who(body, role)), 'missing')
    }
  }
})

test('the acts on a listing: the supervising head, the plant, the named department', async () => {
  const head = who('cityOffice', 'committee_head')
  const { finding: seen } = await panel()
  const body = {
    revision: seen.revision,
    level: 'city',
    recheckOrg: world.orgs.countyBureau,
    dueOn: '2026-08-31',
    note: '挂牌',
  }
  const { id } = await done(acts.list, { id: finding, body }, head)
  const note = { id, body: { revision: 1, note: '说明' } }
  const judged = { id, body: { revision: 1, passed: true, note: '说明' } }
  const longer = { id, body: { revision: 1, dueOn: '2026-09-30', note: '说明' } }
  const expert = { id, body: { revision: 1, expert: '专家（演示）', note: '说明' } }
  const cases = [
    [acts.publish, note, 'cityOffice', 'committee_clerk', /本岗位不办理“公布挂牌”/],
    [acts.publish, note, 'countyOffice', 'committee_head', /公布挂牌应由云川市安委办办理/],
    [acts.askExtension, longer, 'countyBureau', 'section_head', /申请延期应由青杨冷链食品公司/],
    [acts.decideExtension, judged, 'cityOffice', 'committee_head', /没有待批的延期申请/],
    [acts.apply, note, 'cityOffice', 'committee_head', /申请摘牌应由青杨冷链食品公司/],
    [acts.opine, expert, 'countyOffice', 'committee_clerk', /专家意见应由云川市安委办办理/],
    [acts.recheck, judged, 'cityBureau', 'inspector', /摘牌复查应由青杨县应急局办理/],
    [acts.delist, note, 'countyBureau', 'section_head', /摘牌应由云川市安委办办理/],
    [acts.publishDelisting, note, 'cityOffice', 'committee_head', /现为“挂牌督办”/],
  ] as const
  for (const [command, input, who_, role, expected] of cases) {
    assert.match(await tried(command, input, who(who_, role)), expected)
    for (const [other, otherRole] of OUTSIDERS) {
      assert.equal(await tried(command, input, who(other, otherRole)), 'missing')
    }
  }
})

test('the acts on transfers and orders: sender or receiver, regulator or named department', async () => {
  const office = who('cityOffice', 'committee_clerk')
  const { finding: seen } = await panel()
  const { id } = await done(
    acts.handFinding,
    {
      id: finding,
      body: {
        revision: seen.revision,
        kind: 'referral',
        receiver: 'judicial',
        toOrg: null,
        toName: '公安机关（演示）',
        number: '移送1号（演示）',
        handedOn: '2026-05-06',
      },
    },
    office,
  )
  const on = { id, body: { revision: 1, on: '2026-05-06' } }
  const receipt = { id, body: { ...on.body, accepted: true, number: null, note: null } }
  const back = { id, body: { ...on.body, punished: 0, circulated: 0, admonished: 0 } }
  for (const [command, input] of [
    [acts.receipt, receipt],
    [acts.process, on],
    [acts.feedBack, back],
  ] as const) {
    const other = who('countyOffice', 'committee_head')
    assert.match(await tried(command, input, other), /应由云川市安委办或者接收单位办理/)
    assert.match(await tried(command, input, who('cityOffice', 'inspector')), /本岗位不办理/)
    for (const [body, role] of OUTSIDERS) {
      assert.equal(await tried(command, input, who(body, role)), 'missing')
    }
  }
  const order = await done(
    acts.order,
    {
      id: finding,
      body: { revision: seen.revision, kind: 'use', scope: '机房', recheckOrg: null },
    },
    who('countyBureau', 'section_head'),
  )
  const note = { id: order.id, body: { revision: 1, note: '说明' } }
  const judged = { id: order.id, body: { revision: 1, passed: true, note: '说明' } }
  const other = who('countyHousing', 'section_head')
  assert.match(await tried(acts.askResume, note, other), /申请恢复应由青杨冷链食品公司/)
  assert.match(await tried(acts.decideResume, judged, other), /恢复前复查应由青杨县应急局办理/)
  for (const [body, role] of OUTSIDERS) {
    assert.equal(await tried(acts.askResume, note, who(body, role)), 'missing')
    assert.equal(await tried(acts.decideResume, judged, who(body, role)), 'missing')
  }
})

const interview = {
  on: '2030-03-09',
  at: '09:30',
  place: '会议室（演示）',
  by: '主任（演示）',
  with: '局长（演示）',
}

test('an unheeded 督办 leads to 约谈, an unheeded 约谈 to 通报批评, each only proposed', async () => {
  const head = who('cityOffice', 'committee_head')
  const rungs: string[] = []
  for (const on of ['2026-05-06', '2026-05-26', '2026-06-30']) {
    world.clock.set(`${on}T02:00:00Z`)
    await proposeAll(world.runner)
    const waiting = (await panel()).proposals.filter(({ state }) => state === 'proposed')
    assert.equal(waiting.length, 1)
    const [proposal] = waiting
    rungs.push(proposal!.rung)
    const body = {
      revision: proposal!.revision,
      toOrg: world.orgs.countyOffice,
      text: '请办理。',
      dueOn: null,
      interview: proposal!.rung === 'interview' ? interview : null,
    }
    await done(acts.issue, { id: proposal!.id, body }, head)
  }
  assert.deepEqual(rungs, ['supervise', 'interview', 'circulate'])
})
