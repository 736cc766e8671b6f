import sharp from 'sharp'
import { readExif, type PhotoFacts } from './exif.ts'
import type { PictureType } from './strip.ts'
import type { FileFault, PreviewSize } from './words.ts'

/** The largest photo that is taken, in bytes. */
export const MOST_PHOTO_BYTES = 20 * 1024 * 1024

/** JPEG is read at a fraction of its size for a preview; the others must be decoded whole. */
const MOST_PIXELS = { 'image/jpeg': 120e6, 'image/png': 40e6, 'image/webp': 40e6 } as const

const SECONDS = 20
const EDGES = { small: 400, large: 1600 } as const satisfies Record<PreviewSize, number>

sharp.cache(false)
sharp.concurrency(1)

export type Picture = {
  readonly width: number
  readonly height: number
  readonly facts: PhotoFacts
}

/**
 * Reads a photo's size and what it says about itself from its head, before anything is decoded:
 * too many pixels and moving pictures are refused at no cost.
 */
export async function inspectPicture(
  bytes: Buffer,
  type: PictureType,
): Promise<Picture | { readonly fault: FileFault }> {
  if (bytes.length > MOST_PHOTO_BYTES) return { fault: 'photo_too_large' }
  const head = await sharp(bytes, { limitInputPixels: false, sequentialRead: true })
    .metadata()
    .catch(() => null)
  if (!head) return { fault: 'damaged_photo' }
  const { width, height } = head
  if (width * height > MOST_PIXELS[type]) return { fault: 'too_many_pixels' }
  if ((head.pages ?? 1) > 1) return { fault: 'animated' }
  return { width, height, facts: readExif(head.exif) }
}

/**
 * Makes the previews of a photo, turned upright, within 400 and 1600 pixels, without any data
 * about place or camera. Null where the photo cannot be decoded to its end.
 */
export async function makePreviews(bytes: Buffer): Promise<Record<PreviewSize, Buffer> | null> {
  try {
    const large = await preview(bytes, EDGES.large)
    return { large, small: await preview(large, EDGES.small) }
  } catch {
    return null
  }
}

function preview(bytes: Buffer, edge: number): Promise<Buffer> {
  return sharp(bytes, {
    limitInputPixels: MOST_PIXELS['image/jpeg'],
    sequentialRead: true,
    failOn: 'error',
  })
    .timeout({ seconds: SECONDS })
    .autoOrient()
    .resize(edge, edge, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80, effort: 2 })
    .toBuffer()
}
