/** What a photo says about itself. */
export type PhotoFacts = {
  /** When it was taken, as an instant; a camera without a zone is taken to be in China. */
  readonly takenAt: string | null
  /** Latitude and longitude in degrees, `34.128000,114.072000`. */
  readonly position: string | null
  /** 1 to 8: how the picture must be turned. */
  readonly orientation: number
}

const ORIENTATION = 0x0112
const EXIF_FOLDER = 0x8769
const GPS_FOLDER = 0x8825
const TAKEN = 0x9003
const TAKEN_ZONE = 0x9011
const CHINA = '+08:00'

type Entry = { readonly type: number; readonly count: number; readonly at: number }
type Tiff = { readonly bytes: Buffer; readonly little: boolean }

/**
 * Reads the few facts that evidence needs from EXIF data. Broken or missing data answers nothing
 * rather than failing: a photo is not refused for what it says about itself.
 */
export function readExif(data: Buffer | undefined): PhotoFacts {
  const none = { takenAt: null, position: null, orientation: 1 }
  if (!data) return none
  const bytes = data.toString('latin1', 0, 4) === 'Exif' ? data.subarray(6) : data
  try {
    const mark = bytes.toString('latin1', 0, 2)
    if (mark !== 'II' && mark !== 'MM') return none
    const tiff = { bytes, little: mark === 'II' }
    const main = folder(tiff, u32(tiff, 4))
    const exif = subfolder(tiff, main, EXIF_FOLDER)
    return {
      takenAt: takenAt(text(tiff, exif.get(TAKEN)), text(tiff, exif.get(TAKEN_ZONE))),
      position: position(tiff, subfolder(tiff, main, GPS_FOLDER)),
      orientation: orientation(tiff, main.get(ORIENTATION)),
    }
  } catch (error) {
    if (error instanceof RangeError) return none
    throw error
  }
}

function u16({ bytes, little }: Tiff, at: number): number {
  return little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at)
}

function u32({ bytes, little }: Tiff, at: number): number {
  return little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)
}

function folder(tiff: Tiff, at: number): Map<number, Entry> {
  const entries = new Map<number, Entry>()
  const count = u16(tiff, at)
  for (let index = 0; index < count; index += 1) {
    const start = at + 2 + index * 12
    const entry = { type: u16(tiff, start + 2), count: u32(tiff, start + 4), at: start + 8 }
    entries.set(u16(tiff, start), entry)
  }
  return entries
}

function subfolder(tiff: Tiff, main: Map<number, Entry>, tag: number): Map<number, Entry> {
  const entry = main.get(tag)
  return entry ? folder(tiff, u32(tiff, entry.at)) : new Map<number, Entry>()
}

function text(tiff: Tiff, entry: Entry | undefined): string {
  if (!entry || entry.type !== 2 || entry.count > 64) return ''
  const at = entry.count > 4 ? u32(tiff, entry.at) : entry.at
  if (at + entry.count > tiff.bytes.length) throw new RangeError('text outside')
  return tiff.bytes
    .toString('latin1', at, at + entry.count)
    .replace(/\0.*$/s, '')
    .trim()
}

function orientation(tiff: Tiff, entry: Entry | undefined): number {
  const value = entry?.type === 3 ? u16(tiff, entry.at) : 1
  return value >= 1 && value <= 8 ? value : 1
}

function takenAt(local: string, zone: string): string | null {
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/.exec(local)
  if (!parts) return null
  const [, year, month, day, time] = parts
  const offset = /^[+-]\d\d:\d\d$/.test(zone) ? zone : CHINA
  const at = Date.parse(`${year}-${month}-${day}T${time}${offset}`)
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}

function position(tiff: Tiff, gps: Map<number, Entry>): string | null {
  const latitude = degrees(tiff, gps.get(1), gps.get(2), 'S', 90)
  const longitude = degrees(tiff, gps.get(3), gps.get(4), 'W', 180)
  if (latitude === null || longitude === null) return null
  return `${latitude.toFixed(6)},${longitude.toFixed(6)}`
}

function degrees(
  tiff: Tiff,
  side: Entry | undefined,
  value: Entry | undefined,
  negative: string,
  most: number,
): number | null {
  if (!side || value?.type !== 5 || value.count !== 3) return null
  const at = u32(tiff, value.at)
  const [degree, minute, second] = [0, 8, 16].map(
    (offset) => u32(tiff, at + offset) / u32(tiff, at + offset + 4),
  ) as [number, number, number]
  const sum = degree + minute / 60 + second / 3600
  if (!Number.isFinite(sum) || sum > most) return null
  return text(tiff, side) === negative ? -sum : sum
}
