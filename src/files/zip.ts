import { createInflateRaw, crc32 } from 'node:zlib'

/** One entry of an archive as its directory lists it. */
export type ZipEntry = {
  readonly name: string
  readonly method: number
  readonly encrypted: boolean
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly offset: number
}

/** Why an archive is not opened. */
export type ZipFault = 'damaged' | 'unsafe_name' | 'bomb' | 'encrypted'

/** How much an archive may hold. */
export type ZipLimits = {
  readonly entries: number
  readonly bytes: number
  /** Inflated bytes for each packed byte, above a first megabyte that is always allowed. */
  readonly ratio: number
}

export class ZipError extends Error {
  readonly fault: ZipFault
  constructor(fault: ZipFault, message: string) {
    super(message)
    this.fault = fault
  }
}

const FREE_BYTES = 1 << 20
const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50

/**
 * Reads an archive's directory and refuses (throws ZipError) what is damaged, encrypted, names
 * paths outside itself, overlaps, or declares more than the limits. Nothing is inflated yet.
 */
export function readZip(bytes: Buffer, limits: ZipLimits): ZipEntry[] {
  const end = findEnd(bytes)
  const count = bytes.readUInt16LE(end + 10)
  const start = bytes.readUInt32LE(end + 16)
  if (bytes.readUInt16LE(end + 8) !== count || start > end) damaged('directory out of place')
  if (count > limits.entries) throw new ZipError('bomb', `${count} entries`)
  const entries: ZipEntry[] = []
  let at = start
  for (let index = 0; index < count; index += 1) {
    const { entry, next } = centralEntry(bytes, at, end)
    entries.push(entry)
    at = next
  }
  judge(entries, limits, start)
  return entries
}

function findEnd(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - 22 - 0xffff)
  for (let at = bytes.length - 22; at >= first; at -= 1) {
    if (bytes.readUInt32LE(at) === END) return at
  }
  return damaged('no end of directory')
}

function centralEntry(bytes: Buffer, at: number, end: number): { entry: ZipEntry; next: number } {
  if (at + 46 > end || bytes.readUInt32LE(at) !== CENTRAL) damaged('broken directory')
  const flags = bytes.readUInt16LE(at + 8)
  const nameLength = bytes.readUInt16LE(at + 28)
  const next = at + 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  if (next > end) damaged('broken directory')
  const name = bytes.toString(
    (flags & 0x800) === 0 ? 'latin1' : 'utf8',
    at + 46,
    at + 46 + nameLength,
  )
  const entry = {
    name,
    method: bytes.readUInt16LE(at + 10),
    encrypted: (flags & 0x41) !== 0,
    crc: bytes.readUInt32LE(at + 16),
    packed: bytes.readUInt32LE(at + 20),
    size: bytes.readUInt32LE(at + 24),
    offset: bytes.readUInt32LE(at + 42),
  }
  return { entry, next }
}

function judge(entries: readonly ZipEntry[], limits: ZipLimits, directory: number): void {
  const names = new Set<string>()
  let size = 0
  let reached = 0
  for (const entry of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (!isSafeName(entry.name)) throw new ZipError('unsafe_name', entry.name)
    if (names.has(entry.name)) damaged('a name twice')
    names.add(entry.name)
    if (entry.encrypted) throw new ZipError('encrypted', entry.name)
    if (entry.method !== 0 && entry.method !== 8) damaged(`method ${entry.method}`)
    if (entry.offset < reached) throw new ZipError('bomb', 'entries overlap')
    reached = entry.offset + 30 + entry.packed
    if (reached > directory) damaged('an entry runs over the end')
    size += entry.size
    if (entry.size > FREE_BYTES && entry.size > entry.packed * limits.ratio) {
      throw new ZipError('bomb', `${entry.name} is packed ${limits.ratio} times`)
    }
  }
  if (size > limits.bytes) throw new ZipError('bomb', `${size} bytes declared`)
}

/** Whether an entry's name stays inside the archive under every reader. */
export function isSafeName(name: string): boolean {
  if (name === '' || name.includes('\0') || name.includes('\\') || /^([a-z]:|\/)/i.test(name)) {
    return false
  }
  return !name.split('/').includes('..')
}

/**
 * Inflates one entry, giving each piece to `take`, and holds it to what the directory says: one
 * byte more than declared, or another checksum, throws. `take` may stop by answering false, and hold the
 * inflating up by answering later.
 */
export async function inflateEntry(
  bytes: Buffer,
  entry: ZipEntry,
  take: (piece: Buffer) => boolean | Promise<boolean> = () => true,
): Promise<void> {
  const packed = packedBytes(bytes, entry)
  let size = 0
  let crc = 0
  for await (const piece of entry.method === 0 ? [packed] : inflated(packed)) {
    size += piece.length
    if (size > entry.size) throw new ZipError('bomb', `${entry.name} is larger than declared`)
    crc = crc32(piece, crc)
    if (!(await take(piece))) return
  }
  if (size !== entry.size || crc !== entry.crc) damaged(`${entry.name} differs from its checksum`)
}

/** The bytes of one entry as they lie in the archive. */
export function packedBytes(bytes: Buffer, entry: ZipEntry): Buffer {
  const { offset } = entry
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== LOCAL) damaged('no local header')
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  if (start + entry.packed > bytes.length) damaged('an entry runs over the end')
  return bytes.subarray(start, start + entry.packed)
}

async function* inflated(packed: Buffer): AsyncGenerator<Buffer> {
  const stream = createInflateRaw({ chunkSize: 1 << 16 })
  stream.end(packed)
  try {
    for await (const piece of stream) yield piece as Buffer
  } catch (error) {
    if (error instanceof ZipError) throw error
    damaged((error as Error).message)
  } finally {
    stream.destroy()
  }
}

function damaged(message: string): never {
  throw new ZipError('damaged', message)
}
