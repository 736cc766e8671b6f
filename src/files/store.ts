import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, opendir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { makePreviews } from './images.ts'
import { gate } from './gate.ts'
import type { PreviewSize } from './words.ts'

/**
 * The contents of evidence and attachments, each under its SHA-256 in `files/ab/cd/<hash>`. A
 * file is written once and never changed. Previews lie beside them in `previews/` and can be
 * made again at any time.
 */
export type FileStore = {
  /** Keeps the bytes under their hash; writing the same again changes nothing. */
  put(hash: string, bytes: Buffer): Promise<void>
  has(hash: string): Promise<boolean>
  /** The bytes of a file; throws where it is missing. */
  read(hash: string): Promise<Buffer>
  /** The file as a stream, for a download. */
  stream(hash: string): NodeJS.ReadableStream
  putPreviews(hash: string, previews: Record<PreviewSize, Buffer>): Promise<void>
  /** A preview, made again from the photo where it is missing; null where none can be made. */
  preview(hash: string, size: PreviewSize): Promise<Buffer | null>
  /** Whether the bytes on disk still have their hash. */
  verify(hash: string): Promise<boolean>
  /** Every hash that is kept, for the manifest of a backup. */
  list(): AsyncGenerator<string>
  /** A new name for a file that is just being received; the caller removes it. */
  temporary(): string
}

/** Opens the file store in a data folder, making its folders. */
export async function openFileStore(dataFolder: string): Promise<FileStore> {
  const root = join(dataFolder, 'files')
  const temporaries = join(root, 'tmp')
  await mkdir(temporaries, { recursive: true, mode: 0o700 })
  await sweepTemporaries(temporaries)
  const previews = join(dataFolder, 'previews')
  const oneAtATime = gate(2)
  const path = (hash: string) => join(root, ...parts(hash))
  const previewPath = (hash: string, size: PreviewSize) =>
    `${join(previews, ...parts(hash))}.${size}.webp`
  const temporary = () => join(temporaries, randomBytes(12).toString('hex'))
  const store: FileStore = {
    temporary,
    read: (hash) => readFile(path(hash)),
    stream: (hash) => createReadStream(path(hash)),
    has: (hash) => exists(path(hash)),
    list: () => hashes(root),
    put: (hash, bytes) => keep(path(hash), temporary(), bytes),
    async putPreviews(hash, made) {
      await keep(previewPath(hash, 'small'), temporary(), made.small)
      await keep(previewPath(hash, 'large'), temporary(), made.large)
    },
    async preview(hash, size) {
      const kept = await readFile(previewPath(hash, size)).catch(() => null)
      if (kept) return kept
      const made = await oneAtATime(async () => makePreviews(await readFile(path(hash))))
      if (made) await store.putPreviews(hash, made)
      return made?.[size] ?? null
    },
    async verify(hash) {
      const digest = createHash('sha256')
      await pipeline(createReadStream(path(hash)), digest)
      return digest.digest('hex') === hash
    },
  }
  return store
}

function parts(hash: string): [string, string, string] {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error('not a hash')
  return [hash.slice(0, 2), hash.slice(2, 4), hash]
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

/** Writes beside, flushes, and moves into place, so that a file is there whole or not at all. */
async function keep(path: string, temporary: string, bytes: Buffer): Promise<void> {
  if (await exists(path)) return
  const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(temporary, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(temporary, path)
  await flush(dirname(path))
  if (made === undefined) return
  await flush(dirname(dirname(path)))
  await flush(dirname(dirname(dirname(path))))
}

async function flush(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

const ABANDONED_MS = 86_400_000

/** Removes what a stopped process left behind while receiving, a day later. */
async function sweepTemporaries(folder: string): Promise<void> {
  for await (const { name } of await opendir(folder)) {
    const { mtimeMs } = await stat(join(folder, name))
    if (Date.now() - mtimeMs > ABANDONED_MS) await rm(join(folder, name), { force: true })
  }
}

async function* hashes(root: string): AsyncGenerator<string> {
  for await (const entry of await opendir(root, { recursive: true })) {
    if (entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name)) yield entry.name
  }
}
