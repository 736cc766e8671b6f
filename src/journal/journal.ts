/** The journal of a running deployment: what the command runner, the server and its stop need. */
import type { Pool } from 'pg'
import type { Clock, JournalSink } from '#kernel/index.ts'
import { pendingInsert } from './append.ts'
import { newSalt, seal } from './entry.ts'
import type { Entry } from './entry.ts'
import { noteCheckpoint } from './keys.ts'
import type { Signer } from './note.ts'
import { openOrigin } from './origin.ts'
import { Sequencer } from './sequencer.ts'

export type Journal = {
  /** The name of the log, which stands in every entry. */
  readonly origin: string
  readonly signer: Signer
  readonly sink: JournalSink
  readonly sequencer: Sequencer
}

/**
 * Opens the journal: makes key and origin in an empty deployment, refuses a foreign key. The
 * sequencer is not started: call `sequencer.start()` where acts are to be sealed, `stop()` at end.
 */
export async function openJournal(options: {
  /** The owner's pool. */
  readonly pool: Pool
  readonly keysDir: string
  readonly clock: Clock
  readonly onFault?: (error: unknown) => void
}): Promise<Journal> {
  const { pool, keysDir, clock, onFault } = options
  const signer = await openOrigin({ pool, keysDir, now: () => clock.now() })
  const sequencer = new Sequencer({
    pool,
    signer,
    now: () => clock.now(),
    onCheckpoint: (note) => noteCheckpoint(keysDir, note),
    ...(onFault && { onFault }),
  })
  const sink: JournalSink = {
    origin: signer.name,
    seal(value) {
      const salt = newSalt()
      return { sealed: seal(value, salt), salt }
    },
    insert(body, actId, param) {
      const entry: Entry = { v: 1, id: actId, log: signer.name, ...body }
      return pendingInsert(entry, param)
    },
    wake: () => sequencer.wake(),
  }
  return { origin: signer.name, signer, sink, sequencer }
}
