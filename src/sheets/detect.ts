import { readZip, ZipError, type ZipEntry } from '#files/archive/index.ts'
import { SheetRefused } from './refused.ts'
import type { SheetFault, SheetFormat, SheetLimits } from './words.ts'

/** What a file is, and the entries of its archive where it is one. */
export type Detected = { readonly format: SheetFormat; readonly entries: readonly ZipEntry[] }

/** Says what a file is by its content alone; refuses by name what is no readable table. */
export function detect(bytes: Buffer, limits: SheetLimits): Detected {
  if (bytes.length > limits.bytes) throw new SheetRefused('too_many_bytes')
  if (bytes.length === 0) throw new SheetRefused('empty')
  const magic = bytes.toString('latin1', 0, 8)
  if (['PK\x03\x04', 'PK\x05\x06'].includes(magic.slice(0, 4))) return detectArchive(bytes, limits)
  if (magic.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return detectCompound(bytes, limits)
  const known = OTHERS.find(([start]) => magic.startsWith(start))
  if (known) throw new SheetRefused(known[1])
  return detectText(bytes, limits)
}

const OTHERS: readonly (readonly [string, SheetFault])[] = [
  ['%PDF', 'pdf'],
  ['Rar!', 'archive'],
  ['7z\xbc\xaf', 'archive'],
  ['\x1f\x8b', 'archive'],
  ['BZh', 'archive'],
  ['\xfd7zXZ', 'archive'],
  ['{\\rtf', 'word'],
  ['\x89PNG', 'unknown'],
  ['\xff\xd8\xff', 'unknown'],
  ['GIF8', 'unknown'],
]

function detectArchive(bytes: Buffer, limits: SheetLimits): Detected {
  const { entries: most, inflatedBytes, ratio } = limits
  const entries = guarded(() => readZip(bytes, { entries: most, bytes: inflatedBytes, ratio }))
  const names = entries.map(({ name }) => name.toLowerCase())
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name))
  if (!names.includes('[content_types].xml')) throw new SheetRefused('archive')
  if (has(/vbaproject\.bin$|^xl\/macrosheets\//)) throw new SheetRefused('macro')
  if (has(/^xl\/workbook\.bin$/)) throw new SheetRefused('binary_workbook')
  if (has(/^word\//)) throw new SheetRefused('word')
  if (has(/^ppt\//)) throw new SheetRefused('slides')
  return { format: 'xlsx', entries }
}

/** Turns an archive's fault into a sheet's. */
export function guarded<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw zipRefused(error)
  }
}

export function zipRefused(error: unknown): unknown {
  if (!(error instanceof ZipError)) return error
  const faults = {
    damaged: 'damaged',
    unsafe_name: 'archive',
    bomb: 'bomb',
    encrypted: 'encrypted',
  } as const
  return new SheetRefused(faults[error.fault])
}

/** The older container of Office: its streams stand in the directory under UTF-16 names. */
function detectCompound(bytes: Buffer, limits: SheetLimits): Detected {
  const has = (name: string) => bytes.includes(Buffer.from(`${name}\0`, 'utf16le'))
  if (has('EncryptedPackage') || has('EncryptionInfo')) throw new SheetRefused('encrypted')
  if (has('_VBA_PROJECT_CUR') || has('_VBA_PROJECT')) throw new SheetRefused('macro')
  if (has('Workbook') || has('Book')) {
    if (bytes.length > limits.wholeBytes) throw new SheetRefused('too_many_bytes')
    return { format: 'xls', entries: [] }
  }
  if (has('WordDocument')) throw new SheetRefused('word')
  if (has('PowerPoint Document')) throw new SheetRefused('slides')
  throw new SheetRefused('unknown')
}

function detectText(bytes: Buffer, limits: SheetLimits): Detected {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe
  const head = bytes
    .toString(wide ? 'utf16le' : 'latin1', 0, 8192)
    .replace(/^(\ufeff|\xef\xbb\xbf)/, '')
  const start = head.trimStart().slice(0, 4096).toLowerCase()
  if (/^<(!doctype\s+html|html|table|head|body|meta)\b/.test(start)) throw new SheetRefused('html')
  if (start.startsWith('<?xml') || start.startsWith('<workbook')) {
    if (/<!doctype|<!entity/.test(start)) throw new SheetRefused('doctype')
    if (!start.includes('urn:schemas-microsoft-com:office:spreadsheet')) {
      throw new SheetRefused(/<html\b/.test(start) ? 'html' : 'unknown')
    }
    if (bytes.length > limits.wholeBytes) throw new SheetRefused('too_many_bytes')
    return { format: 'spreadsheetml', entries: [] }
  }
  if (/^mime-version:/.test(start)) throw new SheetRefused('html')
  if (!wide && bytes.subarray(0, 65_536).includes(0)) throw new SheetRefused('unknown')
  if (start === '') throw new SheetRefused('empty')
  return { format: 'csv', entries: [] }
}
