/** What sequencer and new origin share: the lock, the present log, and writing its growth. */
import { firstRow, rows } from '#kernel/index.ts'
import type { Queryable } from '#kernel/index.ts'
import { HASH_BYTES } from './merkle.ts'
import { signCheckpoint } from './note.ts'
import type { Signer } from './note.ts'
import { Edge, edgeOf } from './tiles.ts'
import type { Tile } from './tiles.ts'

/** Held by the one transaction that may lengthen the log. */
export const SEQUENCER_LOCK = 86_406_962

/** One log of the deployment as the database has it; entry 0 has idx `base`. */
export type Log = {
  readonly generation: number
  readonly origin: string
  readonly vkey: string
  readonly base: number
  /** Size of the last checkpoint. */
  readonly size: number
  readonly note: string | null
  readonly checkpointAt: string | null
  /** The last known checkpoint of the log before, which a restore cut short. */
  readonly previousNote: string | null
}

/** The logs of the deployment, oldest first. */
export async function logs(client: Queryable): Promise<Log[]> {
  const found = await rows<LogRow>(client, `${LOG_QUERY} order by o.generation`)
  return found.map(toLog)
}

/** The log that grows; undefined in a database that was never opened. */
export async function currentLog(client: Queryable): Promise<Log | undefined> {
  const row = await firstRow<LogRow>(client, `${LOG_QUERY} order by o.generation desc limit 1`)
  return row && toLog(row)
}

/** The right edge of a log, read from its partial tiles. */
export async function loadEdge(client: Queryable, log: Log): Promise<Edge> {
  const wanted = edgeOf(log.size)
  const tiles = await rows<{ level: number; idx: bigint; data: Buffer }>(
    client,
    `select level, idx, data from journal_tile
      where generation = $1 and (level, idx) in (select * from unnest($2::int[], $3::bigint[]))`,
    [log.generation, wanted.map((tile) => tile.level), wanted.map((tile) => tile.index)],
  )
  if (tiles.length !== wanted.length)
    throw new Error(`${log.origin}: a tile of the edge is missing`)
  return Edge.load(
    log.size,
    tiles.map(({ level, idx, data }) => ({ level, index: Number(idx), data })),
  )
}

/** Adds leaf hashes (32 bytes each) to the edge and writes tiles and a checkpoint; answers its note. */
export async function grow(
  client: Queryable,
  { log, edge, signer }: { log: Pick<Log, 'generation'>; edge: Edge; signer: Signer },
  leaves: Buffer,
  at: string,
): Promise<string> {
  const tiles: Tile[] = []
  for (let start = 0; start < leaves.length; start += HASH_BYTES) {
    edge.add(leaves.subarray(start, start + HASH_BYTES), (full) => tiles.push(full))
  }
  tiles.push(...edge.partial())
  const note = signCheckpoint(signer, edge.size, edge.root())
  await client.query(
    `with tiles as (
       insert into journal_tile (generation, level, idx, data)
       select $1::int, * from unnest($2::int[], $3::bigint[], $4::bytea[])
       on conflict (generation, level, idx) do update set data = excluded.data)
     insert into journal_checkpoint (generation, size, note, at)
     values ($1::int, $5::bigint, $6, $7::timestamptz)`,
    [
      log.generation,
      tiles.map((tile) => tile.level),
      tiles.map((tile) => tile.index),
      tiles.map((tile) => tile.data),
      edge.size,
      note,
      at,
    ],
  )
  return note
}

const LOG_QUERY = `
  select o.generation, o.origin, o.vkey, o.base, o.previous_note, c.size, c.note, c.at
    from journal_origin o
    left join lateral (select size, note, at from journal_checkpoint
                        where generation = o.generation order by size desc limit 1) c on true`

type LogRow = {
  generation: number
  origin: string
  vkey: string
  base: bigint
  size: bigint | null
  note: string | null
  at: string | null
  previous_note: string | null
}

function toLog({ generation, origin, vkey, base, size, note, at, previous_note }: LogRow): Log {
  const numbers = { base: Number(base), size: Number(size ?? 0) }
  const rest = { note, checkpointAt: at, previousNote: previous_note }
  return { generation, origin, vkey, ...numbers, ...rest }
}
