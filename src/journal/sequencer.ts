/** Gives waiting entries their index, hashes them into tiles and signs a checkpoint. */
import type { Pool, PoolClient } from 'pg'
import { firstRow, rows } from '#kernel/index.ts'
import { currentLog, grow, loadEdge, SEQUENCER_LOCK } from './grow.ts'
import type { Log } from './grow.ts'
import type { Signer } from './note.ts'
import type { Edge } from './tiles.ts'
import { transaction } from './transaction.ts'

export type SequencerOptions = {
  /** The owner's pool: bihuan_app may not write the log. */
  readonly pool: Pool
  readonly signer: Signer
  readonly now: () => string
  /** Entries per transaction. */
  readonly batch?: number
  /** How long acts gather before they get a checkpoint together. */
  readonly gatherMs?: number
  /** How often to look for entries that nobody announced. */
  readonly pollMs?: number
  /** Told of every signed checkpoint, after its commit and never before. */
  readonly onCheckpoint?: (note: string) => Promise<void>
  readonly onFault?: (error: unknown) => void
}

/**
 * Any number of these may run, on one server or several: a lock of the database lets one at a time
 * write, and each trusts its own memory of the edge only while the database agrees with its size.
 */
export class Sequencer {
  private readonly options: SequencerOptions
  private edge: Edge | undefined
  private poll: NodeJS.Timeout | undefined
  private gather: NodeJS.Timeout | undefined
  private running: Promise<void> = Promise.resolve()

  constructor(options: SequencerOptions) {
    this.options = options
  }

  /** Begins to look for waiting entries, on wake and by itself. */
  start(): void {
    this.poll ??= setInterval(() => this.wake(), this.options.pollMs ?? 2000)
    this.wake()
  }

  /** Says that entries wait: they are taken within gatherMs. Costs nothing when called often. */
  wake(): void {
    if (!this.poll || this.gather) return
    this.gather = setTimeout(() => {
      this.gather = undefined
      this.running = this.running.then(() => this.drainQuietly())
    }, this.options.gatherMs ?? 100)
  }

  /** Ends the looking, and waits for a transaction that is under way. */
  async stop(): Promise<void> {
    clearInterval(this.poll)
    clearTimeout(this.gather)
    this.poll = undefined
    this.gather = undefined
    await this.running
  }

  /** Sequences until nothing waits or another sequencer is at work; answers how many it placed. */
  async drain(): Promise<number> {
    const batch = this.options.batch ?? 4096
    let placed = 0
    for (;;) {
      const count = await this.run()
      placed += count
      if (count < batch) return placed
    }
  }

  /**
   * One batch in one transaction; answers how many entries it placed (0 also where another
   * sequencer holds the lock). After a failure the edge is forgotten and read anew, whether or not
   * the commit reached the database before its answer was lost.
   */
  async run(): Promise<number> {
    try {
      const note = await transaction(this.options.pool, (client) => this.sequence(client))
      if (note) await this.options.onCheckpoint?.(note.text)
      return note?.count ?? 0
    } catch (error) {
      this.edge = undefined
      throw error
    }
  }

  private async sequence(client: PoolClient): Promise<{ text: string; count: number } | undefined> {
    const { signer, now, batch = 4096 } = this.options
    const lock = 'select pg_try_advisory_xact_lock($1) as held'
    const [{ held } = { held: false }] = await rows<{ held: boolean }>(client, lock, [
      SEQUENCER_LOCK,
    ])
    if (!held) return undefined
    const log = await currentLog(client)
    if (log?.origin !== signer.name || log.vkey !== signer.vkey) {
      throw new Error(
        `The log is ${log?.origin ?? 'not opened'}, but this key signs ${signer.name}`,
      )
    }
    const taken = await take(client, log, batch)
    if (!taken) return undefined
    if (this.edge?.size !== log.size) this.edge = await loadEdge(client, log)
    const text = await grow(client, { log, edge: this.edge, signer }, taken.hashes, now())
    return { text, count: taken.count }
  }

  private async drainQuietly(): Promise<void> {
    try {
      const waiting = await firstRow(this.options.pool, 'select 1 from journal_pending limit 1')
      if (waiting) await this.drain()
    } catch (error) {
      this.options.onFault?.(error)
    }
  }
}

/** Moves up to `limit` waiting entries into the log, in the order of their ids. */
async function take(
  client: PoolClient,
  log: Log,
  limit: number,
): Promise<{ count: number; hashes: Buffer } | undefined> {
  const row = await firstRow<{ count: number; hashes: Buffer | null }>(
    client,
    `with taken as (
       delete from journal_pending
        where id in (select id from journal_pending order by id limit $2) returning *),
     placed as (
       insert into journal_entry
              (idx, act_id, jur, subject_kind, subject_id, act, at, leaf)
       select $1::bigint + row_number() over (order by id) - 1,
              act_id, jur, subject_kind, subject_id, act, at, leaf
         from taken
       returning idx, leaf)
     select count(*)::int as count,
            string_agg(sha256('\\x00'::bytea || leaf), ''::bytea order by idx) as hashes
       from placed`,
    [log.base + log.size, limit],
  )
  return row?.hashes ? { count: row.count, hashes: row.hashes } : undefined
}
