/** `journal export`: the log as static files after C2SP tlog-tiles, readable by foreign verifiers. */
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Pool, PoolClient } from 'pg'
import { logs } from './grow.ts'
import type { Log } from './grow.ts'
import { consistencyProof, HASH_BYTES, rangeHash, verifyConsistency } from './merkle.ts'
import { openCheckpoint, parseVerifier } from './note.ts'
import { storedNodes } from './prove.ts'
import { pages } from './stream.ts'
import { bundle, TILE_WIDTH, tilePath } from './tiles.ts'
import { transaction } from './transaction.ts'

/** The folder holds something that the log does not continue: never overwritten. */
export class ExportFault extends Error {}

export type ExportReport = {
  readonly origin: string
  readonly size: number
  readonly files: number
}

/**
 * Writes the present log into `dir`, and those before a restore into `dir/origins/<n>`: `tile/…`,
 * with `entries` also `tile/entries/…`, `vkey`, and last of all `checkpoint`, so that a reader never
 * sees one whose tiles are not there. Each file appears whole or not at all. A folder that holds an
 * older export of the same log is brought forward; any other is refused.
 */
export async function exportJournal(
  pool: Pool,
  dir: string,
  { entries }: { readonly entries: boolean },
): Promise<ExportReport[]> {
  const begin = 'begin isolation level repeatable read read only'
  return transaction(
    pool,
    async (client) => {
      const reports: ExportReport[] = []
      const all = await logs(client)
      for (const log of all) {
        const folder = log === all.at(-1) ? dir : join(dir, 'origins', String(log.generation))
        if (log.note)
          reports.push(await exportLog(client, log, { folder, entries, note: log.note }))
      }
      return reports
    },
    begin,
  )
}

type Target = { readonly folder: string; readonly entries: boolean; readonly note: string }

async function exportLog(client: PoolClient, log: Log, target: Target): Promise<ExportReport> {
  await assertContinues(client, log, target)
  let files = await exportTiles(client, log, target.folder)
  if (target.entries) files += await exportEntries(client, log, target.folder)
  await put(join(target.folder, 'vkey'), `${log.vkey}\n`)
  await put(join(target.folder, 'checkpoint'), target.note)
  return { origin: log.origin, size: log.size, files: files + 2 }
}

async function assertContinues(client: PoolClient, log: Log, target: Target): Promise<void> {
  const note = await readIfThere(join(target.folder, 'checkpoint'))
  if (note === undefined) return
  const verifier = parseVerifier(log.vkey)
  const old = verifier && openCheckpoint(note, verifier)
  if (!old) throw new ExportFault(`${target.folder} 中是另一份存证，不能覆盖。请换一个空文件夹。`)
  if (old.size > log.size) {
    throw new ExportFault(
      `${target.folder} 中的存证有${old.size}条，现存只有${log.size}条，不能覆盖。请先核验。`,
    )
  }
  if (old.size === 0) return
  const node = await storedNodes(client, log, [{ start: 0, end: old.size }])
  const root = rangeHash({ start: 0, end: log.size }, node)
  const proof = consistencyProof(old.size, log.size, node)
  if (!verifyConsistency(old.size, log.size, old.root, root, proof)) {
    throw new ExportFault(`现存存证不是 ${target.folder} 中存证的延续，曾被改写。请先核验。`)
  }
}

async function exportTiles(client: PoolClient, log: Log, folder: string): Promise<number> {
  let files = 0
  for await (const page of pages<{ level: number; idx: bigint; data: Buffer }>(
    client,
    `export_tiles_${log.generation}`,
    `select level, idx, data from journal_tile
      where generation = ${log.generation} order by level, idx`,
  )) {
    for (const { level, idx, data } of page) {
      await put(join(folder, tilePath(level, Number(idx), data.length / HASH_BYTES)), data)
      files++
    }
  }
  return files
}

async function exportEntries(client: PoolClient, log: Log, folder: string): Promise<number> {
  let waiting: Buffer[] = []
  let files = 0
  const write = async () => {
    await put(join(folder, tilePath('entries', files, waiting.length)), bundle(waiting))
    waiting = []
    files++
  }
  for await (const page of pages<{ leaf: Buffer }>(
    client,
    `export_entries_${log.generation}`,
    'select leaf from journal_entry where idx >= $1 and idx < $2 order by idx',
    [log.base, log.base + log.size],
  )) {
    for (const { leaf } of page) {
      waiting.push(leaf)
      if (waiting.length === TILE_WIDTH) await write()
    }
  }
  if (waiting.length > 0) await write()
  return files
}

async function put(file: string, content: Buffer | string): Promise<void> {
  const bytes = Buffer.from(content)
  if ((await readBytes(file))?.equals(bytes)) return
  await mkdir(dirname(file), { recursive: true })
  const next = `${file}.next`
  const handle = await open(next, 'w')
  try {
    await handle.writeFile(bytes)
  } finally {
    await handle.close()
  }
  await rename(next, file)
}

async function readIfThere(file: string): Promise<string | undefined> {
  return (await readBytes(file))?.toString('utf8')
}

async function readBytes(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
