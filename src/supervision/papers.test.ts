import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isRefusal, type Actor, type Command } from '#kernel/index.ts'
import { parties, registration, smallWorld, type World } from '../../test/world.ts'
import { proposeAll, supervisionCommands, type SupervisionCommands } from './index.ts'
import { paperOf, type FilledPaper } from './papers.ts'
import type { Done, SupervisionPaper } from './words.ts'

let world: World
let acts: SupervisionCommands
let letter: string
before(async () => {
  world = await smallWorld()
  acts = supervisionCommands(world.db.app)
  letter = await issued()
})
after(() => world.close())

const head = () => world.actor('cityOffice', 'committee_head')
const county = () => world.actor('countyOffice', 'committee_clerk')

async function done(command: unknown, input: object, actor: Actor): Promise<Done> {
  const outcome = await world.act(command as Command<never, never>, input, actor)
  assert.ok('done' in outcome, JSON.stringify(outcome))
  return outcome.done as unknown as Done
}

/** A 督办函 on a major finding that the plant has let slip. */
async function issued(): Promise<string> {
  const office = world.actor('cityOffice', 'committee_clerk')
  const body = registration({ grade: 'major', majorClause: '判定标准（演示）' })
  const { id, revision } = await done(world.commands.register, { body }, office)
  await done(world.commands.handOver, { id, body: { revision, ...parties(world) } }, office)
  world.clock.set('2026-05-06T02:00:00Z')
  await proposeAll(world.runner)
  const { rows } = await world.db.owner.query(
    `select id, revision from supervision_proposal where finding_id = $1 and state = 'proposed'`,
    [id],
  )
  const [proposal] = rows
  const text = '整改逾期，请督促整改。\n请附检测报告。'
  const given = { revision: Number(proposal.revision), toOrg: world.orgs.countyOffice, text }
  return (
    await done(
      acts.issue,
      { id: proposal.id, body: { ...given, dueOn: null, interview: null } },
      head(),
    )
  ).id
}

function paper(form: SupervisionPaper, id: string, actor: Actor) {
  return paperOf(world.db.app, actor, { form, id }, world.clock.today())
}

function filled(found: Awaited<ReturnType<typeof paper>>): FilledPaper['data'] {
  assert.ok(found && !isRefusal(found), JSON.stringify(found))
  return found.data
}

test('a letter is filled from its record for issuer and addressee, and for nobody else', async () => {
  for (const actor of [head(), county()]) {
    const data = filled(await paper('supervise', letter, actor))
    assert.equal(data['number'], '云川市安委办督〔2026〕1号')
    assert.equal(data['addressee'], '青杨县安委办')
    assert.equal(data['date'], '2026年5月6日')
    assert.deepEqual(data['paragraphs'], [
      { text: '整改逾期，请督促整改。' },
      { text: '请附检测报告。' },
    ])
  }
  const outsiders = [
    world.actor('otherOffice', 'committee_clerk'),
    world.actor('otherPlant', 'safety_officer'),
  ]
  for (const actor of outsiders) assert.equal(await paper('supervise', letter, actor), undefined)
  assert.equal(await paper('remind', letter, head()), undefined, 'a letter of another rung')
  assert.equal(await paper('listing', letter, head()), undefined, 'no listing has this id')
})
