/** A demonstration directory on a real database, for the tests of this module. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  fixedClock,
  isRefusal,
  newId,
  type Actor,
  type Database,
  type Runner,
} from '#kernel/index.ts'
import { openJournal } from '#journal/index.ts'
import { testDatabase } from '../../test/database.ts'
import { DEMO_PASSWORD } from './demo/people.ts'
import { loadDemoDirectory } from './demo/load.ts'
import { seedPlaces } from './divisions.ts'
import { standingOf } from './sessions.ts'
import { signInWith } from './sign-in.ts'

/** What a test runs on. */
export type Trial = {
  readonly db: Database
  readonly runner: Runner
  readonly clock: ReturnType<typeof fixedClock>
  /** Signs in and answers the token, or fails the test. */
  readonly token: (login: string, password?: string) => Promise<string>
  /** Signs in and answers the actor, or fails the test. */
  readonly actor: (login: string) => Promise<Actor>
  readonly close: () => Promise<void>
}

/** Opens a trial at the start of a working day. */
export async function openTrial(): Promise<Trial> {
  const db = await testDatabase()
  const clock = fixedClock('2026-03-02T01:00:00Z')
  const keysDir = mkdtempSync(join(tmpdir(), 'bihuan-places-'))
  await seedPlaces(db)
  await loadDemoDirectory(db, clock.now())
  const journal = await openJournal({ pool: db.owner, keysDir, clock })
  const runner: Runner = { db, ledgers: new Map(), journal: journal.sink, clock, newId }
  const token = async (login: string, password = DEMO_PASSWORD): Promise<string> => {
    const answer = await signInWith(runner, { login, password, address: null })
    if (isRefusal(answer)) throw new Error(`${login}: ${answer.refused}`)
    return answer.token
  }
  return {
    db,
    runner,
    clock,
    token,
    async actor(login) {
      const standing = await standingOf(runner, await token(login))
      if (!standing?.actor) throw new Error(`${login} may not act`)
      return standing.actor
    },
    async close() {
      await journal.sequencer.stop()
      await db.close()
      rmSync(keysDir, { recursive: true, force: true })
    },
  }
}
