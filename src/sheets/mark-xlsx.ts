import type { Writable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { packedBytes, type ZipEntry } from '#files/archive/index.ts'
import { detect } from './detect.ts'
import { MarkedRows, type FillOf } from './mark-rows.ts'
import { SheetRefused } from './refused.ts'
import { LIMITS } from './words.ts'
import { ZipWriter } from './write-zip.ts'
import { openWorkbook } from './xlsx-parts.ts'

/** What is to be said of a sheet: a remark for each row, in one column, and cells to be coloured. */
export type SheetMarks = {
  /** The column of the remarks, counted from 0; it must be behind every column in use. */
  readonly col: number
  readonly remarks: ReadonlyMap<number, string>
  readonly cells: ReadonlyMap<string, 'error' | 'warning'>
}

/**
 * Writes a workbook again with its marks: a remark behind the row, a colour under the cell. Only the
 * marked sheets and the list of styles are written anew; every other part is taken over byte for byte.
 */
export async function markWorkbook(
  bytes: Buffer,
  marks: ReadonlyMap<string, SheetMarks>,
  out: Writable,
): Promise<void> {
  const { entries, format } = detect(bytes, LIMITS)
  if (format !== 'xlsx') throw new SheetRefused('unknown')
  const byName = new Map(entries.map((entry) => [entry.name, entry]))
  const book = await openWorkbook({ bytes, entries: byName, limits: LIMITS })
  const styles = book.stylesPart === undefined ? undefined : byName.get(book.stylesPart)
  const fills = styles ? new Fills(await textOf(bytes, styles)) : null
  const marked = new Map(
    book.sheets.flatMap(({ name, part }) => {
      const found = marks.get(name)
      return found ? [[part, found] as const] : []
    }),
  )
  const zip = new ZipWriter(out)
  for (const entry of entries) {
    if (marked.has(entry.name) || entry.name === styles?.name) continue
    await zip.copy(entry, packedBytes(bytes, entry))
  }
  for (const [part, found] of marked) {
    const rows = new MarkedRows(found, fills?.of ?? ((style) => style))
    await zip.entry(part, rows.through(piecesOf(bytes, byName.get(part)!)))
  }
  if (styles) await zip.entry(styles.name, [fills!.written()])
  await zip.end()
}

async function* piecesOf(bytes: Buffer, entry: ZipEntry): AsyncGenerator<string> {
  const packed = packedBytes(bytes, entry)
  let decoder: TextDecoder | undefined
  for await (const piece of entry.method === 0 ? [packed] : inflated(packed)) {
    const wide = piece[0] === 0xff && piece[1] === 0xfe
    // A mark at the beginning is kept: the sheet is written in UTF-8, which needs none.
    decoder ??= new TextDecoder(wide ? 'utf-16le' : 'utf-8')
    yield decoder.decode(piece, { stream: true })
  }
}

async function* inflated(packed: Buffer): AsyncGenerator<Buffer> {
  const stream = createInflateRaw({ chunkSize: 1 << 16 })
  stream.end(packed)
  for await (const piece of stream) yield piece as Buffer
}

async function textOf(bytes: Buffer, entry: ZipEntry): Promise<string> {
  let text = ''
  for await (const piece of piecesOf(bytes, entry)) text += piece
  return text
}

const COLOURS = { error: 'FFFDD9D6', warning: 'FFFFF0C2' } as const

/** The list of styles, and the coloured copies of them that marked cells ask for. */
class Fills {
  private readonly xml: string
  private readonly formats: readonly string[]
  private readonly fillCount: number
  private readonly made = new Map<string, number>()
  private readonly added: string[] = []

  constructor(xml: string) {
    this.xml = xml
    this.formats = pieces(within(xml, 'cellXfs'), 'xf')
    this.fillCount = pieces(within(xml, 'fills'), 'fill').length
  }

  readonly of: FillOf = (style, grade) => {
    const format = this.formats[style]
    if (format === undefined || this.fillCount === 0) return style
    const key = `${style} ${grade}`
    const known = this.made.get(key)
    if (known !== undefined) return known
    const fill = this.fillCount + (grade === 'error' ? 0 : 1)
    const plain = format.replaceAll(/\s(?:fillId|applyFill)="[^"]*"/g, '')
    this.added.push(plain.replace(/^<([\w:]+)/, `<$1 fillId="${fill}" applyFill="1"`))
    const number = this.formats.length + this.added.length - 1
    this.made.set(key, number)
    return number
  }

  written(): string {
    if (this.added.length === 0) return this.xml
    const prefix = /<(\w+:)?cellXfs/.exec(this.xml)?.[1] ?? ''
    const fills = Object.values(COLOURS).map(
      (colour) =>
        `<${prefix}fill><${prefix}patternFill patternType="solid"><${prefix}fgColor rgb="${colour}"/>` +
        `<${prefix}bgColor indexed="64"/></${prefix}patternFill></${prefix}fill>`,
    )
    const coloured = append(this.xml, 'fills', fills)
    return append(coloured, 'cellXfs', this.added)
  }
}

function within(xml: string, list: string): string {
  return (
    new RegExp(`<(?:\\w+:)?${list}\\b[^>]*>([\\s\\S]*?)</(?:\\w+:)?${list}>`).exec(xml)?.[1] ?? ''
  )
}

function pieces(xml: string, name: string): string[] {
  const one = new RegExp(`<((?:\\w+:)?${name})\\b[^>]*?(?:/>|>[\\s\\S]*?</\\1>)`, 'g')
  return [...xml.matchAll(one)].map(([piece]) => piece)
}

/** Adds entries at the end of a list, and counts them. */
function append(xml: string, list: string, added: readonly string[]): string {
  const head = new RegExp(`<((?:\\w+:)?${list})\\b([^>]*)>([\\s\\S]*?)</\\1>`)
  return xml.replace(head, (_whole, name: string, attributes: string, inside: string) => {
    const counted = attributes.replace(
      /\bcount="(\d+)"/,
      (_count, n: string) => `count="${Number(n) + added.length}"`,
    )
    return `<${name}${counted}>${inside}${added.join('')}</${name}>`
  })
}
