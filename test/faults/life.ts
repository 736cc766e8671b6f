import { join } from 'node:path'
import {
  Database,
  newId,
  partyScope,
  perform,
  scopeOf,
  systemClock,
  type Actor,
  type Command,
  type Connection,
  type Outcome,
  type Runner,
} from '#kernel/index.ts'
import { openJournal, type Journal } from '#journal/index.ts'
import { findingCommands, type FindingCommands } from '#findings/index.ts'
import { LEDGERS } from '#app/index.ts'
import { BODIES, parties, registration, type BodyName, type World } from '../world.ts'

/** What another process needs to go on with a small world. */
export type Ground = {
  readonly connection: Connection
  readonly keysDir: string
  readonly orgs: World['orgs']
}

/** A product without HTTP on somebody else's database: pools, journal, commands. */
export type Life = {
  readonly db: Database
  readonly journal: Journal
  readonly runner: Runner
  readonly commands: FindingCommands
  readonly orgs: World['orgs']
}

/** One act that was answered: from here on it may not be lost. */
export type Ack = { readonly actId: string; readonly id: string; readonly revision: number }

/** Opens the product on a ground; the sequencer is not started. */
export async function openLife(ground: Ground, size = 6): Promise<Life> {
  const db = new Database(ground.connection, size)
  const clock = systemClock
  const journal = await openJournal({ pool: db.owner, keysDir: ground.keysDir, clock })
  const runner: Runner = { db, ledgers: LEDGERS, journal: journal.sink, clock, newId }
  return { db, journal, runner, commands: findingCommands(db.app), orgs: ground.orgs }
}

/** Somebody of a body in a role, as a new person. */
export function someone(orgs: World['orgs'], body: BodyName, role: string): Actor {
  const [, kind, place] = BODIES[body]
  const scope = kind === 'enterprise' ? partyScope(orgs[body]) : scopeOf(place)
  const ids = { account: newId(), person: newId(), post: newId(), org: orgs[body] }
  return { ...ids, role, scope, onBehalfOf: null, demo: true }
}

/** The acts of one finding's way from registering to the re-check, in order. */
export type Step = {
  readonly command: Command<never, never>
  readonly by: Actor
  readonly input: (at: Ack | undefined) => object
}

/** One finding's way, by people of their own. */
export function wayOf({ commands, orgs }: Pick<Life, 'commands' | 'orgs'>): Step[] {
  const office = someone(orgs, 'countyOffice', 'committee_clerk')
  const plant = someone(orgs, 'plant', 'safety_officer')
  const bureau = someone(orgs, 'countyBureau', 'inspector')
  const step = (command: unknown, by: Actor, body: object): Step => ({
    command: command as Command<never, never>,
    by,
    input: (at) => (at ? { id: at.id, body: { revision: at.revision, ...body } } : { body }),
  })
  const handed = parties({ orgs } as World)
  return [
    step(commands.register, office, registration()),
    step(commands.handOver, office, handed),
    step(commands.receive, plant, { note: null }),
    step(commands.report, plant, { note: '已加装并调试', evidence: [] }),
    step(commands.recheck, bureau, { passed: true, note: '复查合格', evidence: [] }),
  ]
}

/** Submits one step under a key; throws where it was neither done nor answered again. */
export async function take(
  runner: Runner,
  { command, by, input }: Step,
  at: Ack | undefined,
  key: string,
): Promise<Ack> {
  const outcome: Outcome = await perform(runner, command, input(at) as never, { actor: by, key })
  if (!('done' in outcome)) throw new Error(`${command.act}: ${JSON.stringify(outcome)}`)
  const { id, revision } = outcome.done as { id: string; revision: number }
  return { actId: outcome.actId, id, revision }
}

/** Takes findings their way one after another until `until` says so; tells of every answer. */
export async function live(
  life: Pick<Life, 'runner' | 'commands' | 'orgs'>,
  told: (ack: Ack) => void,
  until: () => boolean = () => false,
): Promise<void> {
  while (!until()) {
    let at: Ack | undefined
    for (const step of wayOf(life)) {
      if (until()) return
      at = await take(life.runner, step, at, newId())
      told(at)
    }
  }
}

export const WRITER = join(import.meta.dirname, 'writer.ts')
