import { createHash } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import { inspectOffice, inspectOle, inspectPdf, type Inspected } from './documents.ts'
import { inspectPicture, makePreviews } from './images.ts'
import { BrokenPicture, stripPicture, type PictureType } from './strip.ts'
import type { FileFault, FileKind, PreviewSize } from './words.ts'

/** The largest file that is taken, in bytes. */
export const MOST_BYTES = 50 * 1024 * 1024

/** A file that is taken: its bytes as they are kept, and what is known about it. */
export type Accepted = {
  readonly kind: FileKind
  readonly mime: string
  readonly extension: string
  /** What goes into the store; for a photo without a chosen position, stripped. */
  readonly bytes: Buffer
  readonly hash: string
  /** The hash of the content alone: the same for two copies of one photo. */
  readonly essence: string
  readonly width: number | null
  readonly height: number | null
  readonly takenAt: string | null
  readonly position: string | null
  readonly previews: Record<PreviewSize, Buffer> | null
}

const extensions = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' } as const

/**
 * Says what a file is, by its content and never by its name, and whether it is taken.
 *
 * A photo is stripped of everything it says about itself (place, camera, time, thumbnail) BEFORE
 * it is hashed, so that the stored original keeps its hash for ever and holds no position; when
 * the person chose to give the position of this photo, its bytes are kept as they came. The time
 * of taking is read first and kept beside it.
 */
export async function inspectFile(
  bytes: Buffer,
  { keepPosition }: { readonly keepPosition: boolean },
): Promise<Accepted | { readonly fault: FileFault }> {
  if (bytes.length === 0) return { fault: 'empty' }
  if (bytes.length > MOST_BYTES) return { fault: 'too_large' }
  const type = await sniff(bytes)
  if (isPicture(type)) return acceptPicture(bytes, type, keepPosition)
  const inspected = await inspectDocument(bytes, type)
  return 'fault' in inspected ? inspected : acceptDocument(bytes, inspected)
}

async function sniff(bytes: Buffer): Promise<string> {
  const start = bytes.subarray(0, 8).toString('latin1')
  if (start.startsWith('PK\u0003\u0004')) return 'application/zip'
  if (start.startsWith('%PDF-')) return 'application/pdf'
  if (start === '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1') return 'application/x-cfb'
  return (await fileTypeFromBuffer(bytes.subarray(0, 4100)))?.mime ?? 'unknown'
}

function isPicture(type: string): type is PictureType {
  return Object.hasOwn(extensions, type)
}

async function inspectDocument(bytes: Buffer, type: string): Promise<Inspected> {
  if (type === 'application/zip') return inspectOffice(bytes)
  if (type === 'application/pdf') return inspectPdf(bytes)
  if (type === 'application/x-cfb') return inspectOle(bytes)
  return { fault: /^image\/hei[cf]/.test(type) ? 'heic' : 'unknown_type' }
}

function acceptDocument(bytes: Buffer, type: { mime: string; extension: string }): Accepted {
  const hash = sha256(bytes)
  return {
    ...type,
    kind: 'document',
    bytes,
    hash,
    essence: hash,
    width: null,
    height: null,
    takenAt: null,
    position: null,
    previews: null,
  }
}

async function acceptPicture(
  bytes: Buffer,
  type: PictureType,
  keepPosition: boolean,
): Promise<Accepted | { readonly fault: FileFault }> {
  const picture = await inspectPicture(bytes, type)
  if ('fault' in picture) return picture
  const { width, height, facts } = picture
  const stripped = strip(bytes, type, facts.orientation)
  const previews = stripped && (await makePreviews(stripped.kept))
  if (!stripped || !previews) return { fault: 'damaged_photo' }
  const kept = keepPosition && facts.position !== null ? bytes : stripped.kept
  return {
    kind: 'photo',
    mime: type,
    extension: extensions[type],
    bytes: kept,
    hash: sha256(kept),
    essence: sha256(stripped.bare),
    width,
    height,
    takenAt: facts.takenAt,
    position: keepPosition ? facts.position : null,
    previews,
  }
}

function strip(bytes: Buffer, type: PictureType, orientation: number) {
  try {
    const bare = stripPicture(bytes, type)
    return { bare, kept: orientation === 1 ? bare : stripPicture(bytes, type, orientation) }
  } catch (error) {
    if (error instanceof BrokenPicture || error instanceof RangeError) return null
    throw error
  }
}

/** The SHA-256 of a file's bytes, in lower-case hex. */
export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
