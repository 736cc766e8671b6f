/** What the tests of supervision share: a small world, its people, and a finding that the plant has. */
import assert from 'node:assert/strict'
import { scoped, type Actor, type Command, type Outcome } from '#kernel/index.ts'
import { verifyDeployment } from '#journal/index.ts'
import { LEDGERS } from '#app/index.ts'
import type { Moved } from '#findings/words.ts'
import { parties, registration, smallWorld, type World } from '../../test/world.ts'
import { supervisionCommands, type SupervisionCommands } from './index.ts'
import { supervisionOf } from './queries.ts'
import type { Done, Supervision } from './words.ts'

export type Any = Command<never, never>

export const MAJOR = { grade: 'major', majorClause: '工贸判定标准（演示）' }
export const LATE = '2026-05-06T02:00:00Z'

type Act<T> = (command: unknown, input: object, actor: Actor) => Promise<T>

/** What a test runs on. */
export type Trial = {
  readonly world: World
  readonly acts: SupervisionCommands
  /** What a successful act answers; anything else fails the test. */
  readonly done: Act<Done & Moved>
  /** The sentence of a refusal; anything else fails the test. */
  readonly refused: Act<string>
  /** A finding of the city office that the plant has received. */
  readonly received: (more?: object) => Promise<string>
  /** What the page of a finding shows, to the city's head unless another is named. */
  readonly panel: (id: string, actor?: Actor) => Promise<Supervision>
  readonly office: () => Actor
  readonly head: () => Actor
  readonly county: () => Actor
  readonly bureau: () => Actor
  readonly inspector: () => Actor
  readonly plant: () => Actor
}

/** Opens a trial; close its world after. */
export async function openTrial(): Promise<Trial> {
  const world = await smallWorld()
  const done: Act<Done & Moved> = async (command, input, actor) => {
    const outcome = await world.act(command as Any, input, actor)
    assert.ok('done' in outcome, JSON.stringify(outcome))
    return outcome.done as unknown as Done & Moved
  }
  const head = () => world.actor('cityOffice', 'committee_head')
  return {
    world,
    acts: supervisionCommands(world.db.app),
    done,
    async refused(command, input, actor) {
      const outcome: Outcome = await world.act(command as Any, input, actor)
      assert.ok('refused' in outcome, JSON.stringify(outcome))
      return outcome.refused
    },
    received: (more = {}) => received(world, done, more),
    async panel(id, actor = head()) {
      const today = world.clock.today()
      const found = await scoped(world.db.app, actor.scope, (client) =>
        supervisionOf(world.db.app, client, actor, id, today),
      )
      assert.ok(found)
      return found
    },
    office: () => world.actor('cityOffice', 'committee_clerk'),
    head,
    county: () => world.actor('countyOffice', 'committee_clerk'),
    bureau: () => world.actor('countyBureau', 'section_head'),
    inspector: () => world.actor('countyBureau', 'inspector'),
    plant: () => world.actor('plant', 'safety_officer'),
  }
}

async function received(world: World, done: Act<Done & Moved>, more: object): Promise<string> {
  const office = world.actor('cityOffice', 'committee_clerk')
  const plant = world.actor('plant', 'safety_officer')
  world.clock.set('2026-03-02T02:00:00Z')
  const at = await done(world.commands.register, { body: registration(more) }, office)
  const handed = await done(
    world.commands.handOver,
    { id: at.id, body: { revision: at.revision, ...parties(world) } },
    office,
  )
  await done(
    world.commands.receive,
    { id: at.id, body: { revision: handed.revision, note: null } },
    plant,
  )
  return at.id
}

/** The journal agrees with every ledger, whatever a file's tests wrote. */
export async function journalAgrees(world: World): Promise<void> {
  while ((await world.journal.sequencer.run()) > 0);
  const report = await verifyDeployment({
    pool: world.db.owner,
    ledgers: LEDGERS.values(),
    keysDir: world.keysDir,
  })
  assert.deepEqual(report.problems, [])
  assert.equal(report.ok, true)
}
