/** What the tests of looks back share: struck off findings, the people of a round, and its draw. */
import assert from 'node:assert/strict'
import { scoped, type Actor, type Command, type Outcome } from '#kernel/index.ts'
import { verifyDeployment } from '#journal/index.ts'
import { LEDGERS, react } from '#app/index.ts'
import {
  commit,
  commitmentOf,
  findDraw,
  reveal,
  sha256Text,
  type DrawRecord,
  type Seat,
} from '#draws/index.ts'
import { parties, registration, smallWorld, type World } from '../../test/world.ts'
import { lookbackView } from './queries.ts'

export type Moved = { id: string; revision: number; number: string; state: string; say: string }

type Done = (command: unknown, input: object, actor: Actor, key?: string) => Promise<Moved>

/** Opens a trial; close its world after. */
export async function openTrial() {
  const world = await smallWorld()
  const done: Done = async (command, input, actor, key) => {
    const outcome = await world.act(command as Command<never, never>, input, actor, key)
    assert.ok('done' in outcome, JSON.stringify(outcome))
    while ((await react(world.runner)) > 0);
    return outcome.done as Moved
  }
  const office = world.actor('cityOffice', 'committee_clerk')
  return {
    world,
    office,
    witness: world.actor('cityBureau', 'inspector', '见证人（演示）'),
    done,
    refused: async (command: unknown, input: object, actor: Actor): Promise<string> => {
      const outcome: Outcome = await world.act(command as Command<never, never>, input, actor)
      assert.ok('refused' in outcome, JSON.stringify(outcome))
      return outcome.refused
    },
    /** A finding that went its whole way and was struck off today. */
    struckOff: (title: string) => struckOff(world, done, title),
    view: (id: string) =>
      scoped(world.db.app, office.scope, (client) => lookbackView(client, office, id)),
    ...seatsOf(world, office),
  }
}

async function struckOff(world: World, done: Done, title: string): Promise<string> {
  const { commands, actor } = world
  const county = actor('countyOffice', 'committee_clerk')
  const plant = actor('plant', 'safety_officer')
  let at = await done(commands.register, { body: registration({ title }) }, county)
  const act = async (command: unknown, body: object, who: Actor) =>
    (at = await done(command, { id: at.id, body: { revision: at.revision, ...body } }, who))
  await act(commands.handOver, parties(world), county)
  await act(commands.receive, { note: null }, plant)
  await act(commands.report, { note: '已整改', evidence: [] }, plant)
  const yes = { passed: true, note: '合格', evidence: [] }
  await act(commands.accept, yes, actor('township', 'regulator_clerk'))
  await act(commands.recheck, yes, actor('countyBureau', 'inspector'))
  await act(commands.strikeOff, { note: null }, county)
  return at.id
}

const PERIOD = { place: '9801', fromOn: '2026-03-01', toOn: '2026-03-02' }

/** What opens a round; a test says what differs. */
export const body = (more: object = {}) => ({
  body: {
    ...PERIOD,
    ceremony: 'everyday',
    publicSource: '福彩双色球第2026026期开奖号码（演示）',
    reason: null,
    ...more,
  },
})

export const valueOf = (draw: DrawRecord, seat: Seat) => sha256Text(`${draw.id} ${seat}`)
export const PUBLIC = '03 09 14 22 27 30 + 11'

/** The draw of a round, and how its seats bind themselves and show their values. */
function seatsOf(world: World, office: Actor) {
  const drawOf = (id: string): Promise<DrawRecord> =>
    scoped(world.db.app, office.scope, async (client) => {
      const view = await lookbackView(client, office, id)
      return (await findDraw(client, office, view!.draw))!
    })
  return {
    drawOf,
    bind: async (lookback: string, seat: Seat, actor: Actor): Promise<Outcome> => {
      const draw = await drawOf(lookback)
      const hash = commitmentOf(draw.frozen_hash, seat, valueOf(draw, seat))
      const input = { id: draw.id, body: { revision: draw.revision, seat, hash } }
      return world.act(commit as never, input, actor)
    },
    show: async (lookback: string, seat: Seat, actor: Actor, more = {}): Promise<Outcome> => {
      const draw = await drawOf(lookback)
      const value = valueOf(draw, seat)
      const input = {
        id: draw.id,
        body: { revision: draw.revision, seat, value, publicValue: PUBLIC, ...more },
      }
      return world.act(reveal as never, input, actor)
    },
  }
}

export const sentence = (outcome: Outcome) =>
  'refused' in outcome ? outcome.refused : JSON.stringify(outcome)

export async function journalAgrees(world: World): Promise<void> {
  while ((await world.journal.sequencer.run()) > 0);
  const report = await verifyDeployment({
    pool: world.db.owner,
    ledgers: LEDGERS.values(),
    keysDir: world.keysDir,
  })
  assert.deepEqual(report.problems, [])
}
