import { once } from 'node:events'
import type { PoolClient } from 'pg'
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams'
import { migrate, migrations, rows, type Database } from '#kernel/index.ts'
import type { FileStore } from '#files/index.ts'
import { knownVkeys, newOrigin, noteVkey } from '#journal/index.ts'
import { BackupRefused, type Header } from './backup-format.ts'
import {
  copyInOf,
  dropTables,
  isUnused,
  PLAIN_TEXT,
  raiseCounters,
  tablesOf,
} from './backup-tables.ts'
import { readBackup } from './restore-read.ts'

/** What a restore brought, and which log goes on from here. */
export type RestoreReport = {
  readonly migration: number
  readonly tables: number
  readonly rows: number
  readonly files: number
  /** The log that goes on; null where the journal had never been opened. */
  readonly origin: string | null
  /** Whether a new log was started, because checkpoints are known that the backup does not have. */
  readonly newOrigin: boolean
}

/** Where a backup is restored to. `known` are checkpoints that witnesses and exports hold. */
export type RestoreGround = {
  readonly db: Database
  readonly files: FileStore
  readonly keysDir: string
  readonly now: () => string
  readonly known: readonly string[]
  /** Loads what a newer version of the product adds to a database of an older one. */
  readonly renew: () => Promise<void>
}

/**
 * Restores a backup into an empty deployment. The file is read and checked whole before anything
 * is written; tables come in by one transaction in the form they had, and are then migrated on. If
 * anything fails, the database is empty again. Refuses a deployment in use and a newer backup.
 */
export async function restoreFrom(path: string, ground: RestoreGround): Promise<RestoreReport> {
  const { header, manifest } = await readBackup(path)
  const newest = migrations().at(-1)?.number ?? 0
  if (header.migration > newest) {
    throw new BackupRefused(
      `备份是第 ${header.migration} 号结构，本版本只到第 ${newest} 号；请先升级本系统再恢复。`,
    )
  }
  const { db } = ground
  if (!(await isUnused(db.owner))) {
    throw new BackupRefused(
      '这里已有数据；备份只能恢复到空的数据库，请另指定空的数据目录或数据库。',
    )
  }
  await dropTables(db.owner)
  try {
    await migrate(db, header.migration)
    await copyAll(path, header, ground)
    if ((await migrate(db)).length > 0) await ground.renew()
    const origin = header.log ? await goOn(ground) : { name: null, started: false }
    return {
      migration: newest,
      tables: header.tables.length,
      rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
      files: manifest.files.count,
      origin: origin.name,
      newOrigin: origin.started,
    }
  } catch (error) {
    await dropTables(db.owner)
    throw error
  }
}

/**
 * The log goes on, under its own name or a new one. Where no key of any log is known yet, those of
 * the backup are taken for right; else they have to be the known ones, as `journal verify` checks.
 */
async function goOn({ db, keysDir, now, known }: RestoreGround) {
  const trusting = (await knownVkeys(keysDir)).length === 0
  const { signer, started } = await newOrigin({ pool: db.owner, keysDir, now, known })
  const logs = await rows<{ vkey: string }>(db.owner, 'select vkey from journal_origin')
  if (trusting) for (const { vkey } of logs) await noteVkey(keysDir, vkey)
  return { name: signer.name, started }
}

async function copyAll(path: string, header: Header, { db, files }: RestoreGround): Promise<void> {
  const client = await db.owner.connect()
  let failed: Error | undefined
  try {
    await client.query(`begin; ${PLAIN_TEXT}`)
    await checkTables(client, header)
    const copying = new Copying(client, header)
    await readBackup(path, {
      table: (name, bytes) => copying.add(name, bytes),
      async file(hash, bytes) {
        await copying.end()
        await files.put(hash, bytes)
      },
    })
    await copying.end()
    await raiseCounters(client)
    await client.query('commit')
  } catch (error) {
    failed = error as Error
    throw error
  } finally {
    // A copy that was broken off is still under way on its connection, which is given up.
    client.release(failed)
  }
}

async function checkTables(client: PoolClient, header: Header): Promise<void> {
  const here = new Map((await tablesOf(client)).map((table) => [table.name, table.columns]))
  const same =
    here.size === header.tables.length &&
    header.tables.every(({ name, columns }) => here.get(name)?.join() === columns.join())
  if (!same) {
    throw new BackupRefused(
      `备份中的表与第 ${header.migration} 号结构不符，可能出自改动过的版本，未作任何恢复。`,
    )
  }
}

/** Copies one table after the other, each in one COPY over all its parts. */
class Copying {
  private readonly client: PoolClient
  private readonly header: Header
  private open: { name: string; stream: CopyStreamQuery; done: Promise<unknown> } | undefined

  constructor(client: PoolClient, header: Header) {
    this.client = client
    this.header = header
  }

  async add(name: string, bytes: Buffer): Promise<void> {
    if (this.open?.name !== name) {
      await this.end()
      this.open = await this.begin(name)
    }
    const { stream, done } = this.open
    if (!stream.write(bytes)) await Promise.race([once(stream, 'drain'), done])
  }

  async end(): Promise<void> {
    if (!this.open) return
    const { stream, done } = this.open
    this.open = undefined
    stream.end()
    await done
  }

  private async begin(name: string) {
    const table = this.header.tables.find((one) => one.name === name)!
    const stream = this.client.query(copyFrom(await copyInOf(this.client, table)))
    const done = once(stream, 'finish')
    done.catch(() => undefined)
    return { name, stream, done }
  }
}
