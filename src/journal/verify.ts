/** `journal verify`: does the log hold together, and do the ledgers say what it says? */
import type { Pool, PoolClient } from 'pg'
import { canonicalJson } from '#kernel/index.ts'
import type { Ledger } from '#kernel/index.ts'
import { ORIGIN_ACT, parseEntry } from './entry.ts'
import type { Entry } from './entry.ts'
import { Fold } from './fold.ts'
import { logs } from './grow.ts'
import type { Log } from './grow.ts'
import { knownVkeys, lastCheckpoint } from './keys.ts'
import { Problems } from './problems.ts'
import { pages } from './stream.ts'
import { transaction } from './transaction.ts'
import { TreeCheck } from './tree-check.ts'
import type { VerifyReport } from './words.ts'

export type VerifyOptions = {
  /** The owner's pool, which sees every row. */
  readonly pool: Pool
  readonly ledgers: Iterable<Ledger>
  /** Keys kept outside the database; a log signed by another key is a problem. */
  readonly vkeys?: readonly string[]
  /** Signed checkpoints that witnesses, exports or the key folder hold. */
  readonly known?: readonly string[]
  readonly onProgress?: (entries: number) => void
}

/**
 * Checks everything in one snapshot: every leaf hash, tile and checkpoint is computed again from
 * the entries; every effect is folded, waiting ones last, and compared with the ledgers column by
 * column. Uses no rule, no law pack and no old code. Memory does not grow with the log.
 */
export async function verifyJournal(options: VerifyOptions): Promise<VerifyReport> {
  const begin = 'begin isolation level repeatable read'
  return transaction(options.pool, (client) => verifyWithin(client, options), begin)
}

/** As verifyJournal, with the keys and the last checkpoint that this deployment keeps beside it. */
export async function verifyDeployment(
  options: VerifyOptions & { readonly keysDir: string },
): Promise<VerifyReport> {
  // Read before the snapshot: what is noted here was committed, so the snapshot must contain it.
  const kept = await lastCheckpoint(options.keysDir)
  const vkeys = [...(options.vkeys ?? []), ...(await knownVkeys(options.keysDir))]
  return verifyJournal({
    ...options,
    vkeys,
    known: [...(options.known ?? []), ...(kept ? [kept] : [])],
  })
}

/** As verifyJournal, within the caller's transaction, which should be REPEATABLE READ. */
export async function verifyWithin(
  client: PoolClient,
  options: Omit<VerifyOptions, 'pool'>,
): Promise<VerifyReport> {
  await client.query(`set local work_mem = '64MB'`)
  const problems = new Problems()
  const all = await logs(client)
  const fold = await Fold.open(client, problems)
  const tree = new TreeCheck(client, all, problems, options)
  const origins = new Set(all.map((log) => log.origin))
  const size = await readEntries(client, { tree, fold, problems, logs: all, origins, options })
  await tree.end()
  const pending = await readPending(client, { fold, problems, origins, from: size })
  const { ledgerRows } = await fold.compare(options.ledgers)
  const last = all.at(-1)
  return {
    ok: problems.count === 0,
    size,
    root: tree.root().toString('base64'),
    checkpoint: last?.note ?? null,
    replayed: fold.effects,
    pending,
    ledgerRows,
    problems: problems.kept,
    problemCount: problems.count,
  }
}

type EntryRow = {
  idx: bigint | null
  act_id: string
  jur: string
  subject_kind: string
  subject_id: string
  act: string
  at: string
  leaf: Buffer
}

type Reading = {
  readonly tree: TreeCheck
  readonly fold: Fold
  readonly problems: Problems
  readonly logs: readonly Log[]
  readonly origins: ReadonlySet<Log['origin']>
  readonly options: Omit<VerifyOptions, 'pool'>
}

async function readEntries(client: PoolClient, reading: Reading): Promise<number> {
  const { tree, fold, options } = reading
  let count = 0
  for await (const page of pages<EntryRow>(
    client,
    'verify_entries',
    'select idx, act_id, jur, subject_kind, subject_id, act, at, leaf from journal_entry order by idx',
  )) {
    for (const row of page) {
      const index = Number(row.idx)
      const asked = tree.add(index, row.leaf)
      if (asked) await asked
      const entry = checkEntry(row, `第${index}条存证`, reading, index)
      if (entry) fold.add(index, entry)
      checkFirst(index, entry, reading)
    }
    await fold.flush()
    count += page.length
    options.onProgress?.(count)
  }
  return count
}

async function readPending(
  client: PoolClient,
  reading: Omit<Reading, 'tree' | 'options' | 'logs'> & { readonly from: number },
): Promise<number> {
  let count = 0
  for await (const page of pages<EntryRow>(
    client,
    'verify_pending',
    `select null::bigint as idx, act_id, jur, subject_kind, subject_id, act, at, leaf
       from journal_pending order by id`,
  )) {
    for (const row of page) {
      const entry = checkEntry(row, `待存证的操作${row.act_id}`, reading)
      if (entry) reading.fold.add(reading.from + count, entry)
      count++
    }
    await reading.fold.flush()
  }
  return count
}

/** A log after a restore begins with an entry that names the last known checkpoint before it. */
function checkFirst(
  index: number,
  entry: Entry | undefined,
  { logs: all, problems }: Reading,
): void {
  const log = all.find((one) => one.generation > 1 && one.base === index)
  if (!log) return
  const previous = entry?.act === ORIGIN_ACT && canonicalJson(entry.inputs)
  if (previous === canonicalJson({ previous: log.previousNote })) return
  const message = `存证来源${log.origin}的首条没有载明此前最后的存证点。`
  problems.add('origin-first', message, { index })
}

/** The entry in a row's bytes, after comparing it with the columns that repeat it. */
function checkEntry(
  row: EntryRow,
  name: string,
  { problems, origins }: Pick<Reading, 'problems' | 'origins'>,
  index?: number,
): Entry | undefined {
  const where = index === undefined ? {} : { index }
  const entry = parseEntry(row.leaf)
  if (!entry) {
    problems.add('entry-unreadable', `${name}的内容已损坏，无法读取。`, where)
    return undefined
  }
  const { kind, id } = entry.subject
  const same =
    entry.id === row.act_id &&
    entry.jur === row.jur &&
    kind === row.subject_kind &&
    id === row.subject_id &&
    entry.act === row.act &&
    (entry.at === row.at || Date.parse(entry.at) === Date.parse(row.at))
  if (!same)
    problems.add('entry-columns', `${name}的检索栏目与其内容不一致。`, { ...where, kind, id })
  if (!origins.has(entry.log)) {
    problems.add('entry-foreign', `${name}不属于本单位的存证（${entry.log}）。`, {
      ...where,
      kind,
      id,
    })
  }
  return entry
}

/** Entries in the order of the log, for `law replay`: acts are judged again from their inputs. */
export async function* entriesInOrder(
  client: PoolClient,
  { acts }: { readonly acts?: readonly string[] } = {},
): AsyncGenerator<{ readonly index: number; readonly entry: Entry }> {
  const chosen = pages<{ idx: bigint; leaf: Buffer }>(
    client,
    'replay_entries',
    `select idx, leaf from journal_entry
      where $1::text[] is null or act = any($1::text[]) order by idx`,
    [acts ?? null],
  )
  for await (const page of chosen) {
    for (const { idx, leaf } of page) {
      const entry = parseEntry(leaf)
      if (entry) yield { index: Number(idx), entry }
    }
  }
}
