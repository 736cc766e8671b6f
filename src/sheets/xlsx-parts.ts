import { inflateEntry, type ZipEntry } from '#files/archive/index.ts'
import { zipRefused } from './detect.ts'
import { SheetRefused } from './refused.ts'
import { showsDay } from './serials.ts'
import type { Merge, SheetLimits } from './words.ts'
import { XmlScanner, type XmlHandler } from './xml.ts'

/** The archive of a workbook and its parts by path. */
export type Package = {
  readonly bytes: Buffer
  readonly entries: ReadonlyMap<string, ZipEntry>
  readonly limits: SheetLimits
}

/** What the parts beside the sheets say. */
export type Workbook = {
  readonly sheets: readonly {
    readonly name: string
    readonly hidden: boolean
    readonly part: string
  }[]
  readonly epoch: 1900 | 1904
  /** Shared strings by their number. */
  readonly strings: readonly string[]
  /** Whether a cell's style, by its number, shows a day. */
  readonly days: readonly boolean[]
  readonly stylesPart: string | undefined
}

/** Reads the list of sheets, the shared strings and the styles. */
export async function openWorkbook(pack: Package): Promise<Workbook> {
  const root = (await relations(pack, '_rels/.rels')).find(({ type }) => type === 'officeDocument')
  const main = root ? resolve('', root.target) : 'xl/workbook.xml'
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const related = await relations(pack, `${folder}_rels/${main.slice(folder.length)}.rels`)
  const partOf = (type: string) => {
    const found = related.find((one) => one.type === type)
    return found && resolve(folder, found.target)
  }
  const { sheets, epoch } = await sheetList(pack, main)
  const byId = new Map(related.map(({ id, target }) => [id, resolve(folder, target)]))
  return {
    epoch,
    sheets: sheets.flatMap(({ id, name, hidden }) => {
      const part = byId.get(id)
      return part !== undefined && pack.entries.has(part) ? [{ name, hidden, part }] : []
    }),
    strings: await sharedStrings(pack, partOf('sharedStrings')),
    days: await dayStyles(pack, partOf('styles')),
    stylesPart: partOf('styles'),
  }
}

/** Parses one part; `each` is awaited between pieces. A part that is not there says nothing. */
export async function parsePart(
  { bytes, entries }: Package,
  part: string | undefined,
  handler: XmlHandler,
  each: () => Promise<void> = async () => {},
): Promise<void> {
  const entry = part === undefined ? undefined : entries.get(part)
  if (!entry) return
  const scanner = new XmlScanner(handler)
  let decoder: TextDecoder | undefined
  try {
    await inflateEntry(bytes, entry, async (piece) => {
      const wide = piece[0] === 0xff && piece[1] === 0xfe
      decoder ??= new TextDecoder(wide ? 'utf-16le' : 'utf-8', { fatal: true })
      scanner.push(decode(decoder, piece))
      await each()
      return true
    })
  } catch (error) {
    throw zipRefused(error)
  }
  scanner.end()
}

function decode(decoder: TextDecoder, piece: Buffer): string {
  try {
    return decoder.decode(piece, { stream: true })
  } catch {
    throw new SheetRefused('damaged')
  }
}

type Relation = { readonly id: string; readonly type: string; readonly target: string }

async function relations(pack: Package, part: string): Promise<Relation[]> {
  const found: Relation[] = []
  await parsePart(pack, part, {
    ...SILENT,
    open(name, attributes) {
      if (name !== 'Relationship') return
      const { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode } = attributes()
      if (mode === 'External') return
      found.push({ id, type: type.slice(type.lastIndexOf('/') + 1), target })
      if (found.length > 10_000) throw new SheetRefused('too_many_sheets')
    },
  })
  return found
}

const SILENT = { open() {}, close() {}, text() {} } as const satisfies XmlHandler

/** A target as a path in the archive: absolute, or beside the part that names it. */
function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const path: string[] = []
  for (const part of `${folder}${target}`.split('/')) {
    if (part === '..') path.pop()
    else if (part !== '.' && part !== '') path.push(part)
  }
  return path.join('/')
}

async function sheetList(
  pack: Package,
  main: string,
): Promise<{ sheets: { id: string; name: string; hidden: boolean }[]; epoch: 1900 | 1904 }> {
  const sheets: { id: string; name: string; hidden: boolean }[] = []
  let epoch: 1900 | 1904 = 1900
  if (!pack.entries.has(main)) throw new SheetRefused('damaged')
  await parsePart(pack, main, {
    ...SILENT,
    open(name, attributes) {
      if (name === 'workbookPr' && isTrue(attributes()['date1904'])) epoch = 1904
      if (name !== 'sheet') return
      const given = attributes()
      const key = Object.keys(given).find((one) => /^(\w+:)id$/.test(one))
      const hidden = (given['state'] ?? 'visible') !== 'visible'
      sheets.push({ id: key ? given[key]! : '', name: given['name'] ?? '', hidden })
      if (sheets.length > pack.limits.sheets) throw new SheetRefused('too_many_sheets')
    },
  })
  return { sheets, epoch }
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}

/** Shared strings: runs of rich text are joined, readings above the characters are left out. */
async function sharedStrings(pack: Package, part: string | undefined): Promise<string[]> {
  const strings: string[] = []
  let characters = 0
  let text = ''
  let inText = false
  let reading = 0
  await parsePart(pack, part, {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') reading += 1
      else if (name === 't') inText = reading === 0
    },
    close(name) {
      if (name === 't') inText = false
      else if (name === 'rPh') reading -= 1
      else if (name === 'si') {
        strings.push(unescaped(text))
        if (strings.length > pack.limits.cells) throw new SheetRefused('too_many_cells')
      }
    },
    text(more) {
      if (!inText) return
      characters += more.length
      if (characters > pack.limits.stringCharacters) throw new SheetRefused('too_much_memory')
      text += more
      if (text.length > pack.limits.cellCharacters) throw new SheetRefused('too_many_bytes')
    },
  })
  return strings
}

/** Office writes control characters as `_x000D_`. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text
  return text.replaceAll(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

async function dayStyles(pack: Package, part: string | undefined): Promise<boolean[]> {
  const codes = new Map<number, string>()
  const days: boolean[] = []
  let inCells = false
  await parsePart(pack, part, {
    ...SILENT,
    open(name, attributes) {
      if (name === 'cellXfs') inCells = true
      else if (name === 'numFmt') {
        const { numFmtId, formatCode = '' } = attributes()
        if (!inCells) codes.set(Number(numFmtId), formatCode)
      } else if (inCells && name === 'xf') {
        const id = Number(attributes()['numFmtId'] ?? 0)
        days.push(showsDay(id, codes.get(id)))
        if (days.length > 100_000) throw new SheetRefused('too_many_cells')
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return days
}

/** The merged cells of a sheet, which stand behind its rows: found before the rows are read. */
export async function mergesOf(pack: Package, part: string): Promise<Merge[]> {
  const entry = pack.entries.get(part)
  if (!entry) return []
  const merges: Merge[] = []
  let rest = ''
  const take = (piece: Buffer) => {
    if (rest === '' && !piece.includes('mergeC') && !cutMark(piece)) return true
    const text = rest + piece.toString('latin1')
    let last = 0
    for (const found of text.matchAll(MERGE)) {
      last = found.index + found[0].length
      merges.push(mergeOf(found))
      if (merges.length > pack.limits.merges) throw new SheetRefused('too_many_merges')
    }
    const tail = text.slice(Math.max(last, text.length - 200))
    rest = tail.includes('<') ? tail : ''
    return true
  }
  try {
    await inflateEntry(pack.bytes, entry, take)
  } catch (error) {
    throw zipRefused(error)
  }
  return merges
}

const MERGE =
  /<(?:\w+:)?mergeCell\s[^<>]*?ref\s*=\s*["']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})["']/g

/** Whether a piece may end inside a tag, so that the next must be read together with it. */
function cutMark(piece: Buffer): boolean {
  const open = piece.lastIndexOf(60)
  return open >= 0 && piece.indexOf(62, open) < 0
}

function mergeOf(found: RegExpExecArray): Merge {
  const [, left = '', top, right = '', bottom] = found
  return {
    top: Number(top),
    left: columnNumber(left),
    bottom: Number(bottom),
    right: columnNumber(right),
  }
}

/** The number of a column from 0: A is 0, XFD 16383. */
export function columnNumber(letters: string): number {
  let number = 0
  for (let at = 0; at < letters.length; at += 1) number = number * 26 + letters.charCodeAt(at) - 64
  return number - 1
}
