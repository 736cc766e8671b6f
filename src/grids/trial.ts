import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  fixedClock,
  MARK,
  newId,
  partyScope,
  perform,
  scopeOf,
  type Actor,
  type Command,
  type Database,
  type Outcome,
  type Runner,
} from '#kernel/index.ts'
import { openJournal, type Journal } from '#journal/index.ts'
import { registerSubject, SUBJECT } from '#enterprises/index.ts'
import { demoId, loadDemoDirectory, seedPlaces, type Role } from '#places/index.ts'
import { GRID_LEDGERS } from './tables.ts'

/** A county with its demonstration directory, and enterprises registered by name. */
export type Trial = {
  readonly db: Database
  readonly runner: Runner
  readonly journal: Journal
  readonly clock: ReturnType<typeof fixedClock>
  readonly officer: (place: string, role: Role, org?: string) => Actor
  readonly enterprise: (name: string, jur?: string, owner?: string) => Promise<string>
  readonly act: <I>(command: Command<I, never>, input: I, actor: Actor) => Promise<Outcome>
  readonly close: () => Promise<void>
}

/** Opens a trial on a migrated database; close it after. */
export async function openTrial(db: Database): Promise<Trial> {
  const clock = fixedClock('2026-03-02T01:00:00Z')
  const keysDir = mkdtempSync(join(tmpdir(), 'bihuan-grids-'))
  await seedPlaces(db)
  await loadDemoDirectory(db, clock.now())
  const journal = await openJournal({ pool: db.owner, keysDir, clock })
  const ledgers = new Map([MARK, SUBJECT, ...GRID_LEDGERS].map((one) => [one.kind as string, one]))
  const runner: Runner = { db, ledgers, journal: journal.sink, clock, newId }
  const officer = (place: string, role: Role, org = 'qy.anweiban'): Actor => ({
    account: newId(),
    person: newId(),
    post: newId(),
    org: demoId(org),
    role,
    scope: role === 'safety_officer' ? partyScope(demoId(org)) : scopeOf(place),
    onBehalfOf: null,
    demo: true,
  })
  const act: Trial['act'] = (command, input, actor) =>
    perform(runner, command, input, { actor, key: newId() })
  return {
    db,
    runner,
    journal,
    clock,
    officer,
    act,
    async enterprise(name, jur = '980121001', owner) {
      const outcome = await act(
        registerSubject as never,
        {
          jur,
          kind: 'enterprise',
          name: `${name}（演示）`,
          sector: 'industry_trade',
          org: owner ? demoId(owner) : null,
        },
        officer(jur.slice(0, 6), 'committee_clerk'),
      )
      if (!('done' in outcome)) throw new Error(JSON.stringify(outcome))
      return (outcome.done as { id: string }).id
    },
    async close() {
      await journal.sequencer.stop()
      await db.close()
      rmSync(keysDir, { recursive: true, force: true })
    },
  }
}

/** The post and the person of the demonstration with a login, as an assignment names them. */
export function named(key: string, post = key): { post: string; person: string } {
  return { post: demoId(`post ${post}`), person: demoId(`person ${key}`) }
}
