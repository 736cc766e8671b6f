/** The origin of the log: opened with the deployment, started anew when a restore forgot entries. */
import { randomBytes } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import { firstRow, newId } from '#kernel/index.ts'
import { entryBytes, ORIGIN_ACT } from './entry.ts'
import type { Entry } from './entry.ts'
import { currentLog, grow, SEQUENCER_LOCK } from './grow.ts'
import type { Log } from './grow.ts'
import { JournalKeyFault, lastCheckpoint, loadSigner, noteCheckpoint, noteVkey } from './keys.ts'
import { leafHash, rangeHash } from './merkle.ts'
import { openCheckpoint, parseVerifier } from './note.ts'
import type { Checkpoint, Signer } from './note.ts'
import { storedNodes } from './prove.ts'
import { Edge } from './tiles.ts'
import { transaction } from './transaction.ts'

export type OriginOptions = {
  readonly pool: Pool
  readonly keysDir: string
  readonly now: () => string
}

/**
 * The signer of the present log. The first call on an empty journal makes key and origin
 * (`bihuan/<deployment>`); later ones refuse a key that is missing or another one.
 */
export async function openOrigin(options: OriginOptions): Promise<Signer> {
  return locked(options.pool, async (client) => {
    await client.query(
      `select setval(pg_get_serial_sequence('journal_pending', 'id'), max(id)) from journal_pending
        having max(id) > (select last_value from journal_pending_id_seq)`,
    )
    const log = await currentLog(client)
    if (log) {
      const signer = await loadSigner(options.keysDir, log.origin, { create: false })
      if (signer.vkey === log.vkey) return signer
      throw new JournalKeyFault(
        `The key in ${options.keysDir} is not the one that ${log.origin} was signed with.`,
      )
    }
    const origin = `bihuan/${randomBytes(6).toString('hex')}`
    const signer = await loadSigner(options.keysDir, origin, { create: true })
    await begin(client, options, { generation: 1, base: 0, signer, previous: null })
    return signer
  })
}

/**
 * After a restore. The log goes on under its own name if the key is here and it contains every
 * checkpoint of it that is known: `known` are notes that witnesses and exports hold; the one kept
 * beside the key counts too. Else a new origin (`…/2`) starts, whose first entry names the last
 * known checkpoint of the old one. Where nothing at all is known, a new origin starts.
 */
export async function newOrigin(
  options: OriginOptions & { readonly known: readonly string[] },
): Promise<{ signer: Signer; started: boolean }> {
  const kept = await lastCheckpoint(options.keysDir)
  return locked(options.pool, async (client) => {
    const log = await currentLog(client)
    if (!log) throw new Error('The restored database has no journal.')
    const known = checkpointsOf(log, kept === undefined ? options.known : [...options.known, kept])
    const present = await loadSigner(options.keysDir, log.origin, { create: true })
    if (present.vkey === log.vkey && (await containsAll(client, log, known))) {
      return { signer: present, started: false }
    }
    const last = [...known, ...checkpointsOf(log, log.note ? [log.note] : [])].toSorted(
      (a, b) => b.checkpoint.size - a.checkpoint.size,
    )[0]
    const deployment = log.origin.split('/')[1]
    const origin = `bihuan/${deployment}/${log.generation + 1}`
    const signer = await loadSigner(options.keysDir, origin, { create: false })
    const generation = log.generation + 1
    const base = log.base + log.size
    await begin(client, options, { generation, base, signer, previous: last?.note ?? null })
    const note = await firstEntry(client, options, { generation, base, signer, last: last?.note })
    await noteCheckpoint(options.keysDir, note)
    return { signer, started: true }
  })
}

type Known = { readonly note: string; readonly checkpoint: Checkpoint }

/** Those notes that are checkpoints of this log, signed by its key. */
function checkpointsOf(log: Log, notes: readonly string[]): Known[] {
  const verifier = parseVerifier(log.vkey)
  if (!verifier) return []
  return notes.flatMap((note) => {
    const checkpoint = openCheckpoint(note, verifier)
    return checkpoint ? [{ note, checkpoint }] : []
  })
}

async function containsAll(
  client: PoolClient,
  log: Log,
  known: readonly Known[],
): Promise<boolean> {
  if (known.length === 0) return false
  for (const { checkpoint } of known) {
    if (checkpoint.size > log.size) return false
    const range = { start: 0, end: checkpoint.size }
    const node = await storedNodes(client, log, [range])
    if (!rangeHash(range, node).equals(checkpoint.root)) return false
  }
  return true
}

async function begin(
  client: PoolClient,
  { keysDir, now }: OriginOptions,
  start: { generation: number; base: number; signer: Signer; previous: string | null },
): Promise<void> {
  const { name, vkey } = start.signer
  await client.query(
    `insert into journal_origin (generation, origin, vkey, base, started_at, previous_note)
     values ($1, $2, $3, $4, $5, $6)`,
    [start.generation, name, vkey, start.base, now(), start.previous],
  )
  await noteVkey(keysDir, vkey)
}

async function firstEntry(
  client: PoolClient,
  { now }: OriginOptions,
  start: { generation: number; base: number; signer: Signer; last: string | undefined },
): Promise<string> {
  const entry: Entry = {
    v: 1,
    id: newId(),
    log: start.signer.name,
    at: now(),
    jur: '0',
    act: ORIGIN_ACT,
    actVersion: 1,
    actor: { post: null, person: null, onBehalfOf: null },
    subject: { kind: 'journal', id: start.signer.name },
    basis: [],
    inputs: { previous: start.last ?? null },
    decision: { origin: start.signer.name },
    effects: [],
    cause: null,
  }
  const bytes = entryBytes(entry)
  await client.query(
    `insert into journal_entry (idx, act_id, jur, subject_kind, subject_id, act, at, leaf)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      start.base,
      entry.id,
      entry.jur,
      entry.subject.kind,
      entry.subject.id,
      entry.act,
      entry.at,
      bytes,
    ],
  )
  const log = { generation: start.generation }
  const edge = new Edge()
  return grow(client, { log, edge, signer: start.signer }, leafHash(bytes), entry.at)
}

async function locked<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return transaction(pool, async (client) => {
    await firstRow(client, 'select pg_advisory_xact_lock($1)', [SEQUENCER_LOCK])
    return work(client)
  })
}
