import type { FileFault } from './words.ts'
import { inflateEntry, readZip, ZipError, type ZipEntry, type ZipFault } from './zip.ts'

const OFFICE = 'application/vnd.openxmlformats-officedocument.'

/** What an office document may hold inflated: far above any real one, far below a bomb. */
const LIMITS = { entries: 5000, bytes: 300 * 1024 * 1024, ratio: 150 }

export type DocumentType = { readonly mime: string; readonly extension: string }

/** The answer of an inspection: what it is, or why it is not taken. */
export type Inspected = DocumentType | { readonly fault: FileFault }

const zipFaults = {
  damaged: 'damaged_document',
  unsafe_name: 'unsafe_archive',
  bomb: 'archive_bomb',
  encrypted: 'encrypted',
} as const satisfies Record<ZipFault, FileFault>

/**
 * Inspects an archive as an Office document: the directory first, then every part inflated once
 * within the declared size. Macros, external entities and other archives are refused by name.
 */
export async function inspectOffice(bytes: Buffer): Promise<Inspected> {
  try {
    const entries = readZip(bytes, LIMITS)
    const type = officeType(entries)
    if (type === null) return { fault: 'unknown_type' }
    if (entries.some(({ name }) => holdsMacros(name))) return { fault: 'macros' }
    for (const entry of entries) {
      if (await declaresEntities(bytes, entry)) return { fault: 'entities' }
    }
    return type
  } catch (error) {
    if (error instanceof ZipError) return { fault: zipFaults[error.fault] }
    if (error instanceof RangeError) return { fault: 'damaged_document' }
    throw error
  }
}

function officeType(entries: readonly ZipEntry[]): DocumentType | null {
  const names = new Set(entries.map(({ name }) => name))
  if (!names.has('[Content_Types].xml')) return null
  const parts = [...names]
  const has = (folder: string) => parts.some((name) => name.startsWith(folder))
  if (has('word/')) return { mime: `${OFFICE}wordprocessingml.document`, extension: 'docx' }
  if (has('xl/')) return { mime: `${OFFICE}spreadsheetml.sheet`, extension: 'xlsx' }
  if (has('ppt/')) return { mime: `${OFFICE}presentationml.presentation`, extension: 'pptx' }
  return null
}

function holdsMacros(name: string): boolean {
  return /vbaProject\.bin$|(^|\/)macrosheets\//i.test(name)
}

const DECLARATION = /<!(DOCTYPE|ENTITY)|<xsd?:(redefine|include|import)[^>]*schemaLocation\s*=/i

/**
 * Office never writes document type declarations or schemas to be fetched from elsewhere;
 * readers that follow them can be abused.
 */
async function declaresEntities(bytes: Buffer, entry: ZipEntry): Promise<boolean> {
  const isXml = /\.(xml|rels|vml|xsd)$/i.test(entry.name)
  let found = false
  let tail = ''
  await inflateEntry(bytes, entry, (piece) => {
    if (!isXml) return true
    const text = tail + piece.toString('latin1').replaceAll('\0', '')
    found ||= DECLARATION.test(text)
    tail = text.slice(-256)
    return !found
  })
  return found
}

const MOST_SECTORS = 200_000

/**
 * Inspects a binary document of the older Office (OLE) by the names in its directory. Encrypted
 * ones and those with macros are refused.
 */
export function inspectOle(bytes: Buffer): Inspected {
  const names = oleNames(bytes)
  if (names === null) return { fault: 'damaged_document' }
  if (names.has('EncryptedPackage')) return { fault: 'encrypted' }
  if (names.has('_VBA_PROJECT') || names.has('_VBA_PROJECT_CUR')) return { fault: 'macros' }
  if (names.has('WordDocument')) return { mime: 'application/msword', extension: 'doc' }
  if (names.has('Workbook') || names.has('Book')) {
    return { mime: 'application/vnd.ms-excel', extension: 'xls' }
  }
  if (names.has('PowerPoint Document')) {
    return { mime: 'application/vnd.ms-powerpoint', extension: 'ppt' }
  }
  return { fault: 'unknown_type' }
}

/** The names of an OLE file's directory; null where its chain of sectors is broken. */
function oleNames(bytes: Buffer): Set<string> | null {
  if (bytes.length < 1536) return null
  const shift = bytes.readUInt16LE(30)
  if (shift !== 9 && shift !== 12) return null
  const size = 2 ** shift
  const names = new Set<string>()
  const seen = new Set<number>()
  for (let sector = bytes.readUInt32LE(48); sector < 0xfffffffa;) {
    const start = (sector + 1) * size
    if (seen.has(sector) || seen.size > MOST_SECTORS || start + size > bytes.length + size - 1) {
      return null
    }
    seen.add(sector)
    addNames(bytes, start, Math.min(start + size, bytes.length), names)
    const next = nextSector(bytes, sector, size)
    if (next === null) return null
    sector = next
  }
  return names
}

function addNames(bytes: Buffer, start: number, end: number, names: Set<string>): void {
  for (let at = start; at + 128 <= end; at += 128) {
    const length = bytes.readUInt16LE(at + 64)
    if (length >= 2 && length <= 64) names.add(bytes.toString('utf16le', at, at + length - 2))
  }
}

/** Follows the allocation table, of which the header lists the first 109 sectors. */
function nextSector(bytes: Buffer, sector: number, size: number): number | null {
  const perSector = size / 4
  const table = Math.floor(sector / perSector)
  if (table >= 109) return null
  const tableSector = bytes.readUInt32LE(76 + table * 4)
  const at = (tableSector + 1) * size + (sector % perSector) * 4
  return at + 4 > bytes.length ? null : bytes.readUInt32LE(at)
}

/** Inspects a PDF by its end; a file cut off on the way has none. */
export function inspectPdf(bytes: Buffer): Inspected {
  if (!bytes.subarray(-2048).includes('%%EOF')) return { fault: 'damaged_document' }
  return { mime: 'application/pdf', extension: 'pdf' }
}
