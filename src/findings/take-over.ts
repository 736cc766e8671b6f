import { createHash } from 'node:crypto'
import type { PoolClient } from 'pg'
import {
  entryOf,
  insertMany,
  prepare,
  rows,
  scoped,
  type Actor,
  type Circumstances,
  type Decision,
  type Runner,
  type Statement,
} from '#kernel/index.ts'
import { appendAll, type Entry, type Journal } from '#journal/index.ts'

/** What taking over runs on: the runner, and the name of the log that entries go to. */
export type TakeOverGround = Omit<Runner, 'journal'> & {
  readonly journal: Pick<Journal, 'origin' | 'sink'>
}

/** One record of another system: its id there, and its content, by which a later change shows. */
export type SourceRecord = { readonly sourceId: string; readonly content: string }

/** A record that was not taken over before, and the id and circumstances of its own act. */
export type Fresh<R extends SourceRecord> = {
  readonly record: R
  readonly id: string
  readonly at: Circumstances
}

/** What many records become: one decision each, in their order, and derived writes for all. */
export type Made = { readonly decisions: readonly Decision[]; readonly also: readonly Statement[] }

/** Records of one source that are brought in together, into one place. */
export type Batch<R extends SourceRecord> = {
  readonly source: string
  readonly act: string
  /** What each record becomes. */
  readonly kind: string
  readonly jur: string
  readonly actor: Actor
  readonly records: readonly R[]
  readonly make: (client: PoolClient, fresh: readonly Fresh<R>[]) => Promise<Made> | Made
}

/**
 * What came of a batch: how many came in now, how many were there already, and the ids in the
 * source of those that read otherwise there than when they were taken over.
 */
export type Taken = {
  readonly taken: number
  readonly repeated: number
  readonly changed: readonly string[]
}

/**
 * 接收存量: brings many records of another system in, in one transaction, without the gates of the
 * way (house rule 16). Each record is claimed by its source and its id there, so that bringing the
 * same in again, or twice at once, adds nothing. Nothing is locked: the rows are new. Every record
 * leaves its own journal entry, and all entries are written last.
 */
export async function takeOverBatch<R extends SourceRecord>(
  ground: TakeOverGround,
  batch: Batch<R>,
): Promise<Taken> {
  const { db, journal } = ground
  const taken = await scoped(db.app, batch.actor.scope, async (client) => {
    const ids = await claim(client, ground, batch)
    const fresh = batch.records.flatMap((record) => {
      const id = ids.get(record.sourceId)
      return id === undefined ? [] : [{ record, id, at: circumstancesOf(ground, batch.actor) }]
    })
    if (fresh.length > 0) await write(client, ground, batch, fresh)
    return {
      taken: fresh.length,
      repeated: batch.records.length - fresh.length,
      changed: await changedSince(client, batch, ids),
    }
  })
  if (taken.taken > 0) journal.sink.wake()
  return taken
}

/** The ids of records of a source that were taken over, by their ids there. */
export async function takenIds(
  ground: Pick<TakeOverGround, 'db'>,
  source: string,
  sourceIds: readonly string[],
): Promise<Map<string, string>> {
  const found = await rows<{ source_id: string; subject_id: string }>(
    ground.db.app,
    'select source_id, subject_id from taken_over where source = $1 and source_id = any($2)',
    [source, sourceIds],
  )
  return new Map(found.map((row) => [row.source_id, row.subject_id]))
}

async function claim<R extends SourceRecord>(
  client: PoolClient,
  { newId, clock }: TakeOverGround,
  { source, kind, jur, records }: Batch<R>,
): Promise<Map<string, string>> {
  // In one order everywhere, so that two at once wait for each other and never lock crosswise.
  const sorted = records.toSorted((a, b) => (a.sourceId < b.sourceId ? -1 : 1))
  const sourceIds = sorted.map((record) => record.sourceId)
  const claimed = await rows<{ source_id: string; subject_id: string }>(
    client,
    `insert into taken_over (source, source_id, kind, jur, subject_id, content, batch, at)
     select $1, source_id, $2, $3, subject_id, content, $4, $5
       from unnest($6::text[], $7::uuid[], $8::text[]) as t (source_id, subject_id, content)
     on conflict (source, source_id) do nothing returning source_id, subject_id`,
    [
      source,
      kind,
      jur,
      digest(sourceIds.join('\n')),
      clock.now(),
      sourceIds,
      sorted.map(() => newId()),
      sorted.map((record) => digest(record.content)),
    ],
  )
  return new Map(claimed.map((row) => [row.source_id, row.subject_id]))
}

async function write<R extends SourceRecord>(
  client: PoolClient,
  ground: TakeOverGround,
  batch: Batch<R>,
  fresh: readonly Fresh<R>[],
): Promise<void> {
  const { origin, sink } = ground.journal
  const { decisions, also } = await batch.make(client, fresh)
  const written = decisions.map(({ effects }) => prepare(effects, ground.ledgers, sink.seal))
  for (const { text, values } of [...insertMany(written.flat()), ...also]) {
    await client.query(text, values as unknown[])
  }
  const entries = decisions.map((decision, nth): Entry => {
    const { at } = fresh[nth]!
    const body = entryOf({ act: batch.act, version: 1 }, decision, written[nth]!, batch, at)
    return { v: 1, id: at.actId, log: origin, ...body }
  })
  await appendAll(client, entries)
}

async function changedSince<R extends SourceRecord>(
  client: PoolClient,
  { source, records }: Batch<R>,
  fresh: ReadonlyMap<string, string>,
): Promise<string[]> {
  const old = records.filter((record) => !fresh.has(record.sourceId))
  if (old.length === 0) return []
  const found = await rows<{ source_id: string }>(
    client,
    `select t.source_id from taken_over t
       join unnest($2::text[], $3::text[]) as n (source_id, content) using (source_id)
      where t.source = $1 and t.content <> n.content order by t.source_id`,
    [source, old.map((record) => record.sourceId), old.map((record) => digest(record.content))],
  )
  return found.map((row) => row.source_id)
}

function circumstancesOf({ clock, newId }: TakeOverGround, actor: Actor): Circumstances {
  return { actor, now: clock.now(), today: clock.today(), newId, actId: newId() }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
