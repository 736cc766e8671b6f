import { createHash, randomBytes, type Hash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { PoolClient } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { pack, type Pack } from 'tar-stream'
import { firstRow, rows, type Database } from '#kernel/index.ts'
import type { FileStore } from '#files/index.ts'
import {
  FORMAT,
  HEADER,
  MANIFEST,
  PART_BYTES,
  type Header,
  type Manifest,
} from './backup-format.ts'
import { PLAIN_TEXT, tablesOf, type BackedTable } from './backup-tables.ts'

/** What a backup holds, and the files that the ledgers name but the store lacks or has altered. */
export type BackupReport = {
  readonly migration: number
  readonly tables: number
  readonly rows: number
  readonly files: number
  readonly missing: readonly string[]
  readonly checkpoint: string | null
}

/**
 * Writes everything of a deployment into one file, as it was at one moment, while others go on
 * working: all tables with their salts, and the contents of evidence. The keys of the journal are
 * not in it. Memory does not grow with the data. The file appears whole or not at all.
 */
export async function backupTo(
  file: string,
  from: { readonly db: Pick<Database, 'owner'>; readonly files: FileStore; readonly now: string },
): Promise<BackupReport> {
  const beside = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}`)
  try {
    const report = await writeAll(beside, from)
    await flush(beside)
    await rename(beside, file)
    await flush(dirname(file))
    return report
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}

async function writeAll(
  path: string,
  { db, files, now }: Parameters<typeof backupTo>[1],
): Promise<BackupReport> {
  const archive = pack()
  const out = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  const written = pipeline(archive, createGzip({ level: 4 }), out)
  written.catch(() => undefined)
  const client = await db.owner.connect()
  let broken: Error | undefined
  try {
    await client.query(`begin isolation level repeatable read read only; ${PLAIN_TEXT}`)
    const work = fill(new Writer(archive), client, files, now)
    work.catch(() => undefined)
    // A full disk ends the stream, and nothing would wake what waits for room in it.
    const report = await Promise.race([work, written.then(() => work)])
    await written
    await client.query('commit')
    return report
  } catch (error) {
    broken = error as Error
    archive.destroy(broken)
    throw error
  } finally {
    // A copy that was broken off is still under way on its connection, which is given up.
    client.release(broken)
  }
}

async function fill(
  writer: Writer,
  client: PoolClient,
  files: FileStore,
  at: string,
): Promise<BackupReport> {
  const tables = await tablesOf(client)
  const header = await headerOf(client, tables, at)
  const headerBytes = Buffer.from(JSON.stringify(header))
  await writer.add(HEADER, headerBytes)
  const sums: Manifest['tables'] = []
  for (const table of tables) sums.push(await addTable(writer, client, table))
  const kept = await addFiles(writer, client, files)
  const { count, sha256 } = kept
  const manifest: Manifest = { header: digest(headerBytes), tables: sums, files: { count, sha256 } }
  await writer.add(MANIFEST, Buffer.from(JSON.stringify(manifest)))
  writer.end()
  return {
    migration: header.migration,
    tables: tables.length,
    rows: sums.reduce((sum, table) => sum + table.rows, 0),
    files: count,
    missing: kept.missing,
    checkpoint: header.log?.note ?? null,
  }
}

async function headerOf(
  client: PoolClient,
  tables: readonly BackedTable[],
  at: string,
): Promise<Header> {
  const newest = await firstRow<{ number: number }>(
    client,
    'select max(number) as number from migration',
  )
  const log = await firstRow<{ origin: string; note: string | null }>(
    client,
    `select o.origin, (select note from journal_checkpoint c where c.generation = o.generation
                        order by size desc limit 1) as note
       from journal_origin o order by o.generation desc limit 1`,
  )
  const named = tables.map(({ name, columns }) => ({ name, columns: [...columns] }))
  return { format: FORMAT, v: 1, migration: newest!.number, at, tables: named, log: log ?? null }
}

async function addTable(
  writer: Writer,
  client: PoolClient,
  { name, copyOut }: BackedTable,
): Promise<Manifest['tables'][number]> {
  const hash = createHash('sha256')
  const source = client.query(copyTo(copyOut))
  let [held, size, part, bytes]: [Buffer[], number, number, number] = [[], 0, 0, 0]
  const flushPart = async () => {
    if (size === 0) return
    await writer.add(`tables/${name}/${String(part++).padStart(6, '0')}`, Buffer.concat(held, size))
    held = []
    size = 0
  }
  for await (const chunk of source as AsyncIterable<Buffer>) {
    hash.update(chunk)
    held.push(chunk)
    size += chunk.length
    bytes += chunk.length
    if (size >= PART_BYTES) await flushPart()
  }
  await flushPart()
  return { name, rows: source.rowCount, bytes, sha256: hash.digest('hex') }
}

const FILES_AT_ONCE = 500

async function addFiles(
  writer: Writer,
  client: PoolClient,
  files: FileStore,
): Promise<Manifest['files'] & { missing: string[] }> {
  const names: Hash = createHash('sha256')
  const missing: string[] = []
  let count = 0
  for (let after = ''; ;) {
    const page = await rows<{ hash: string }>(
      client,
      'select hash from evidence_file where hash > $1 order by hash limit $2',
      [after, FILES_AT_ONCE],
    )
    for (const { hash } of page) {
      const bytes = await files.read(hash).catch(() => null)
      if (bytes === null || digest(bytes) !== hash) {
        missing.push(hash)
        continue
      }
      await writer.add(`files/${hash}`, bytes)
      names.update(hash)
      count += 1
    }
    if (page.length < FILES_AT_ONCE) break
    after = page.at(-1)!.hash
  }
  return { count, sha256: names.digest('hex'), missing }
}

/** Puts members into the archive one after the other, each when there is room for it. */
class Writer {
  private readonly archive: Pack

  constructor(archive: Pack) {
    this.archive = archive
  }

  add(name: string, bytes: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      this.archive.entry({ name, size: bytes.length }, bytes, (error) =>
        error ? reject(error) : resolve(),
      )
    })
  }

  end(): void {
    this.archive.finalize()
  }
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
