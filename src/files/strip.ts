import { crc32 } from 'node:zlib'

/** The picture formats that are taken. */
export type PictureType = 'image/jpeg' | 'image/png' | 'image/webp'

export class BrokenPicture extends Error {}

/**
 * The same picture without anything said about it: no camera, place, time, thumbnail or text,
 * and nothing after its end. The pixels' own bytes are untouched, so the same photo always gives
 * the same result. `orientation` other than 1 is written back (JPEG, WebP and PNG alike), since
 * the picture would lie on its side without it. Throws BrokenPicture.
 */
export function stripPicture(bytes: Buffer, type: PictureType, orientation = 1): Buffer {
  if (type === 'image/jpeg') return stripJpeg(bytes, orientation)
  return type === 'image/png' ? stripPng(bytes, orientation) : stripWebp(bytes, orientation)
}

const APP0 = 0xe0
const APP1 = 0xe1
const APP2 = 0xe2
const APP14 = 0xee
const APP15 = 0xef
const COMMENT = 0xfe
const SCAN = 0xda
const END = 0xd9

function stripJpeg(bytes: Buffer, orientation: number): Buffer {
  if (bytes.readUInt16BE(0) !== 0xffd8) throw new BrokenPicture('no start')
  const parts = [bytes.subarray(0, 2)]
  let exif = orientation !== 1
  for (let at = 2; ;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1
    const marker = markerAt(bytes, at)
    if (marker === END) break
    const end = at + 2 + lengthAt(bytes, at + 2)
    const segment = bytes.subarray(at, end)
    if (exif && marker !== APP0) {
      parts.push(jpegExif(orientation))
      exif = false
    }
    if (keepsJpeg(marker, segment)) parts.push(segment)
    at = end
    if (marker === SCAN) {
      at = endOfScan(bytes, end)
      parts.push(bytes.subarray(end, at))
    }
  }
  return Buffer.concat([...parts, Buffer.from([0xff, END])])
}

function markerAt(bytes: Buffer, at: number): number {
  if (at + 2 > bytes.length || bytes[at] !== 0xff) throw new BrokenPicture('no marker')
  return bytes[at + 1]!
}

function lengthAt(bytes: Buffer, at: number): number {
  if (at + 2 > bytes.length) throw new BrokenPicture('cut off')
  const length = bytes.readUInt16BE(at)
  if (length < 2 || at + length > bytes.length) throw new BrokenPicture('cut off')
  return length
}

function keepsJpeg(marker: number, segment: Buffer): boolean {
  if (marker === COMMENT) return false
  if (marker < APP0 || marker > APP15) return true
  if (marker === APP2) return segment.toString('latin1', 4, 15) === 'ICC_PROFILE'
  return marker === APP0 ? segment.toString('latin1', 4, 8) === 'JFIF' : marker === APP14
}

function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next === undefined) break
    const belongs = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7)
    if (!belongs) return at
  }
  throw new BrokenPicture('cut off')
}

/** Twenty-six bytes of TIFF with one entry: the orientation. */
function tiff(orientation: number): Buffer {
  return Buffer.from([
    ...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1],
    ...[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0],
    ...[0, 0, 0, 0],
  ])
}

function jpegExif(orientation: number): Buffer {
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff(orientation)])
  const head = Buffer.from([0xff, APP1, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

const PNG_KEPT = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD pHYs'.split(' '),
)

function stripPng(bytes: Buffer, orientation: number): Buffer {
  const parts = [bytes.subarray(0, 8)]
  for (let at = 8; ;) {
    if (at + 12 > bytes.length) throw new BrokenPicture('cut off')
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) throw new BrokenPicture('cut off')
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (PNG_KEPT.has(type)) parts.push(bytes.subarray(at, end))
    if (type === 'IHDR' && orientation !== 1) parts.push(pngExif(orientation))
    if (type === 'IEND') return Buffer.concat(parts)
    at = end
  }
}

function pngExif(orientation: number): Buffer {
  const body = Buffer.concat([Buffer.from('eXIf', 'latin1'), tiff(orientation)])
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(body.length - 4, 0)
  body.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(body), body.length + 4)
  return chunk
}

const WEBP_DROPPED = new Set(['EXIF', 'XMP '])
const WEBP_KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ICCP', 'ANIM', 'ANMF'])
const EXIF_FLAG = 0x08
const XMP_FLAG = 0x04

function stripWebp(bytes: Buffer, orientation: number): Buffer {
  const end = Math.min(bytes.length, 8 + bytes.readUInt32LE(4))
  const parts: Buffer[] = []
  let extended = false
  for (let at = 12; at + 8 <= end;) {
    const type = bytes.toString('latin1', at, at + 4)
    const length = bytes.readUInt32LE(at + 4)
    if (at + 8 + length > end) throw new BrokenPicture('cut off')
    const chunk = bytes.subarray(at, Math.min(end, at + 8 + length + (length % 2)))
    if (type === 'VP8X') {
      parts.push(withFlags(chunk, orientation !== 1))
      extended = true
    } else if (WEBP_KEPT.has(type) && !WEBP_DROPPED.has(type)) parts.push(chunk)
    at += 8 + length + (length % 2)
  }
  if (parts.length === 0) throw new BrokenPicture('empty')
  if (extended && orientation !== 1) parts.push(webpExif(orientation))
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...parts])
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body])
}

function withFlags(chunk: Buffer, exif: boolean): Buffer {
  const copy = Buffer.from(chunk)
  copy[8] = (copy[8]! & ~(EXIF_FLAG | XMP_FLAG)) | (exif ? EXIF_FLAG : 0)
  return copy
}

function webpExif(orientation: number): Buffer {
  const body = tiff(orientation)
  const head = Buffer.from('EXIF\0\0\0\0', 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body])
}
