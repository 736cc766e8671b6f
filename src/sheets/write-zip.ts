import { once } from 'node:events'
import { pipeline } from 'node:stream/promises'
import type { Writable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

type Written = {
  readonly method: number
  readonly flags: number
  readonly name: Buffer
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly offset: number
}

/** 2 GiB and more would need another kind of archive; no sheet of a million rows comes near. */
const LARGEST = 0x7fff_ffff
/** The first moment that an archive can name: the same rows make the same file at any time. */
const MIDNIGHT_1980 = 0x0021_0000
const SIZES_FOLLOW_IN_UTF8 = 0x0808
const IN_UTF8 = 0x0800
const DEFLATED = 8

/**
 * Writes an archive piece by piece: of each entry only what is under way is in memory, so its size
 * and checksum follow behind it.
 */
export class ZipWriter {
  private offset = 0
  private readonly entries: Written[] = []
  private readonly out: Writable

  constructor(out: Writable) {
    this.out = out
  }

  /** Packs one entry. What `pieces` throws is thrown on; the archive is then of no use. */
  async entry(name: string, pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
    const { offset } = this
    const named = Buffer.from(name)
    await this.push(localHeader(named, SIZES_FOLLOW_IN_UTF8, DEFLATED))
    const measured = { crc: 0, size: 0 }
    const deflate = createDeflateRaw({ level: 4, chunkSize: 1 << 16 })
    const feeding = pipeline(bytesOf(pieces, measured), deflate)
    // The failure of the source comes out of the loop below as well.
    feeding.catch(() => undefined)
    const begun = this.offset
    for await (const packed of deflate) await this.push(packed as Buffer)
    await feeding
    const packed = this.offset - begun
    if (measured.size > LARGEST || this.offset > LARGEST) throw new Error('archive beyond 2 GiB')
    const kind = { method: DEFLATED, flags: SIZES_FOLLOW_IN_UTF8 }
    const written = { name: named, ...kind, ...measured, packed, offset }
    await this.push(sizesOf(written))
    this.entries.push(written)
  }

  /** Takes an entry of another archive over as it is packed there, byte for byte. */
  async copy(
    entry: {
      readonly name: string
      readonly method: number
      readonly crc: number
      readonly size: number
    },
    bytes: Buffer,
  ): Promise<void> {
    const { offset } = this
    const { method, crc, size } = entry
    const named = Buffer.from(entry.name)
    const packed = bytes.length
    const written = { name: named, method, flags: IN_UTF8, crc, packed, size, offset }
    const header = localHeader(named, IN_UTF8, method)
    header.writeUInt32LE(crc, 14)
    header.writeUInt32LE(packed, 18)
    header.writeUInt32LE(size, 22)
    await this.push(header)
    await this.push(bytes)
    this.entries.push(written)
  }

  /** Writes the directory. The stream itself is ended by whoever opened it. */
  async end(): Promise<void> {
    const start = this.offset
    for (const entry of this.entries) await this.push(centralHeader(entry))
    const size = this.offset - start
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x06054b50, 0)
    end.writeUInt16LE(this.entries.length, 8)
    end.writeUInt16LE(this.entries.length, 10)
    end.writeUInt32LE(size, 12)
    end.writeUInt32LE(start, 16)
    await this.push(end)
  }

  private async push(bytes: Buffer): Promise<void> {
    this.offset += bytes.length
    if (this.out.errored) throw this.out.errored
    if (!this.out.write(bytes)) await once(this.out, 'drain')
  }
}

async function* bytesOf(
  pieces: Iterable<string> | AsyncIterable<string>,
  measured: { crc: number; size: number },
): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece)
    measured.crc = crc32(bytes, measured.crc)
    measured.size += bytes.length
    yield bytes
  }
}

function localHeader(name: Buffer, flags: number, method: number): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(flags, 6)
  header.writeUInt16LE(method, 8)
  header.writeUInt32LE(MIDNIGHT_1980, 10)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

function sizesOf({ crc, packed, size }: Written): Buffer {
  const sizes = Buffer.alloc(16)
  sizes.writeUInt32LE(0x08074b50, 0)
  sizes.writeUInt32LE(crc, 4)
  sizes.writeUInt32LE(packed, 8)
  sizes.writeUInt32LE(size, 12)
  return sizes
}

function centralHeader({ name, flags, method, crc, packed, size, offset }: Written): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(20, 6)
  header.writeUInt16LE(flags, 8)
  header.writeUInt16LE(method, 10)
  header.writeUInt32LE(MIDNIGHT_1980, 12)
  header.writeUInt32LE(crc, 16)
  header.writeUInt32LE(packed, 20)
  header.writeUInt32LE(size, 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt32LE(offset, 42)
  return Buffer.concat([header, name])
}
