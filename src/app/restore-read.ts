import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import {
  BackupRefused,
  FORMAT,
  HEADER,
  headerSchema,
  MANIFEST,
  manifestSchema,
  PART_BYTES,
  type Header,
  type Manifest,
} from './backup-format.ts'

/** What to do with the parts of a backup, in the order in which they come. */
export type Taker = {
  readonly header?: (header: Header) => Promise<void>
  /** Bytes of a table; all of one table before the next. */
  readonly table?: (name: string, bytes: Buffer) => Promise<void>
  readonly file?: (hash: string, bytes: Buffer) => Promise<void>
}

/** Members other than parts of tables are held in memory whole, so none may be larger than this. */
const MOST_BYTES = 512 * 1024 * 1024

/**
 * Reads a backup from end to end and compares everything with its manifest, which comes last: act
 * on what is handed out only where it can still be taken back. Refuses a file that is something
 * else, was broken off or altered. Errors of the taker are thrown on as they are.
 */
export async function readBackup(
  path: string,
  taker: Taker = {},
): Promise<{ header: Header; manifest: Manifest }> {
  const members = extract()
  const source = pipeline(createReadStream(path), createGunzip(), members)
  const failed = source.then(
    () => undefined,
    (error: Error) => error,
  )
  const check = new Check(taker)
  let thrown: unknown
  try {
    for await (const member of members) {
      const { name, size } = member.header
      if (size > (name.startsWith('tables/') ? 2 * PART_BYTES : MOST_BYTES)) throw broken()
      const chunks: Buffer[] = []
      for await (const chunk of member as AsyncIterable<Buffer>) chunks.push(chunk)
      await check.take(name, Buffer.concat(chunks))
    }
  } catch (error) {
    thrown = error
    members.destroy()
  }
  const reason = await failed
  if (thrown instanceof TakerFailed) throw thrown.cause
  if (thrown instanceof BackupRefused) throw thrown
  if (reason || thrown) throw explained(reason ?? thrown)
  return check.end()
}

class TakerFailed extends Error {}

function broken(): BackupRefused {
  return new BackupRefused('备份文件不完整或者已被改动，未作任何恢复。')
}

function explained(error: unknown): unknown {
  const { code } = error as { code?: string }
  if (code === 'ENOENT') return new BackupRefused('找不到备份文件，请检查路径。')
  if (code === 'EACCES' || code === 'EISDIR') return new BackupRefused('备份文件无法读取。')
  if (code === 'Z_DATA_ERROR') {
    return new BackupRefused('这个文件不是闭环的备份，或者已被改动，未作任何恢复。')
  }
  return broken()
}

/** Follows the order of the members and adds up what the manifest will have to say. */
class Check {
  private readonly taker: Taker
  private header: Header | undefined
  private headerHash = ''
  private manifest: Manifest | undefined
  private at = -1
  private hash: Hash = createHash('sha256')
  private bytes = 0
  private readonly sums = new Map<string, { bytes: number; sha256: string }>()
  private readonly names = createHash('sha256')
  private fileCount = 0

  constructor(taker: Taker) {
    this.taker = taker
  }

  async take(name: string, bytes: Buffer): Promise<void> {
    if (this.manifest) throw broken()
    if (!this.header) return this.takeHeader(name, bytes)
    const [kind, of = ''] = name.split('/')
    if (name === MANIFEST) this.takeManifest(bytes)
    else if (kind === 'tables' && this.fileCount === 0) await this.takeTable(of, bytes)
    else if (kind === 'files') await this.takeFile(of, bytes)
    else throw broken()
  }

  end(): { header: Header; manifest: Manifest } {
    const { header, manifest } = this
    if (!header || !manifest) throw broken()
    const { count, sha256 } = manifest.files
    const empty = createHash('sha256').digest('hex')
    const tables = manifest.tables.every((said, nth) => {
      const got = this.sums.get(said.name) ?? { bytes: 0, sha256: empty }
      const named = header.tables[nth]?.name === said.name
      return named && got.bytes === said.bytes && got.sha256 === said.sha256
    })
    const files = count === this.fileCount && sha256 === this.names.digest('hex')
    const all = manifest.tables.length === header.tables.length
    if (manifest.header !== this.headerHash || !tables || !files || !all) throw broken()
    return { header, manifest }
  }

  private async takeHeader(name: string, bytes: Buffer): Promise<void> {
    const value = name === HEADER ? json(bytes) : undefined
    const { format, v } = (value ?? {}) as { format?: unknown; v?: unknown }
    if (format !== FORMAT) throw new BackupRefused('这个文件不是闭环的备份，未作任何恢复。')
    if (v !== 1) throw new BackupRefused('备份文件由较新的版本制作，请先升级本系统再恢复。')
    const parsed = headerSchema.safeParse(value)
    if (!parsed.success) throw broken()
    this.header = parsed.data
    this.headerHash = createHash('sha256').update(bytes).digest('hex')
    await this.hand(() => this.taker.header?.(parsed.data))
  }

  private async takeTable(name: string, bytes: Buffer): Promise<void> {
    const tables = this.header!.tables
    if (tables[this.at]?.name !== name) {
      const next = tables.findIndex((table, nth) => nth > this.at && table.name === name)
      if (next < 0) throw broken()
      this.closeTable()
      this.at = next
    }
    this.hash.update(bytes)
    this.bytes += bytes.length
    await this.hand(() => this.taker.table?.(name, bytes))
  }

  private async takeFile(hash: string, bytes: Buffer): Promise<void> {
    this.closeTable()
    if (createHash('sha256').update(bytes).digest('hex') !== hash) throw broken()
    this.names.update(hash)
    this.fileCount += 1
    await this.hand(() => this.taker.file?.(hash, bytes))
  }

  private takeManifest(bytes: Buffer): void {
    this.closeTable()
    const parsed = manifestSchema.safeParse(json(bytes))
    if (!parsed.success) throw broken()
    this.manifest = parsed.data
  }

  private closeTable(): void {
    const table = this.header!.tables[this.at]
    if (table && !this.sums.has(table.name)) {
      this.sums.set(table.name, { bytes: this.bytes, sha256: this.hash.digest('hex') })
      this.hash = createHash('sha256')
      this.bytes = 0
    }
  }

  private async hand(work: () => Promise<void> | undefined): Promise<void> {
    try {
      await work()
    } catch (error) {
      throw new TakerFailed('the taker failed', { cause: error })
    }
  }
}

function json(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString()) as unknown
  } catch {
    return undefined
  }
}
