import type { ZipEntry } from '#files/archive/index.ts'
import { SheetRefused } from './refused.ts'
import { dayOfSerial, decimalText } from './serials.ts'
import type { Sink } from './sink.ts'
import type { SheetLimits } from './words.ts'
import { columnNumber, mergesOf, openWorkbook, parsePart, unescaped } from './xlsx-parts.ts'
import type { Package, Workbook } from './xlsx-parts.ts'
import type { Attributes, XmlHandler } from './xml.ts'

/** Reads a workbook sheet by sheet, never holding more than a few hundred rows. */
export async function readXlsx(
  bytes: Buffer,
  entries: readonly ZipEntry[],
  limits: SheetLimits,
  sink: Sink,
): Promise<void> {
  const pack: Package = { bytes, limits, entries: new Map(entries.map((one) => [one.name, one])) }
  const book = await openWorkbook(pack)
  if (book.sheets.length === 0) throw new SheetRefused('damaged')
  await sink.file('xlsx', null, book.epoch)
  for (const { name, hidden, part } of book.sheets) {
    await sink.sheet(name, hidden, await mergesOf(pack, part))
    const reader = new RowReader(book, sink)
    await parsePart(pack, part, reader, () => sink.turn())
    await sink.end(reader.lastRow)
  }
}

/** Follows the elements of a sheet: rows, cells, values, formulas and text in the cell. */
class RowReader implements XmlHandler {
  lastRow = 0
  private inData = false
  private inRow = false
  private next = 0
  private cell: { col: number; type: string; style: number; formula: boolean } | null = null
  private taking: 'value' | 'inline' | null = null
  private reading = 0
  private value = ''
  private inline = ''
  private readonly book: Workbook
  private readonly sink: Sink

  constructor(book: Workbook, sink: Sink) {
    this.book = book
    this.sink = sink
  }

  readonly open = (name: string, attributes: () => Attributes): void => {
    if (name === 'sheetData') this.inData = true
    else if (!this.inData) return
    else if (name === 'row') this.openRow(attributes())
    else if (!this.inRow) return
    else if (name === 'c') this.openCell(attributes())
    else if (!this.cell) return
    else if (name === 'v') this.taking = 'value'
    else if (name === 'f') this.cell.formula = true
    else if (name === 'rPh') this.reading += 1
    else if (name === 't' && this.reading === 0) this.taking = 'inline'
  }

  readonly text = (text: string): void => {
    if (this.taking === 'value') this.value += text
    else if (this.taking === 'inline') this.inline += text
    if (this.value.length + this.inline.length > 1 << 17) throw new SheetRefused('too_many_bytes')
  }

  readonly close = (name: string): void => {
    if (name === 'v' || name === 't') this.taking = null
    else if (name === 'rPh') this.reading -= 1
    else if (name === 'c' && this.cell) this.closeCell()
    else if (name === 'row') this.inRow = false
    else if (name === 'sheetData') this.inData = false
  }

  private openRow({ r }: Attributes): void {
    this.lastRow = r === undefined ? this.lastRow + 1 : Number(r)
    this.sink.row(this.lastRow)
    this.inRow = true
    this.next = 0
  }

  private openCell({ r, t, s }: Attributes): void {
    const letters = r === undefined ? null : /^([A-Z]{1,3})\d+$/.exec(r)
    if (r !== undefined && !letters) throw new SheetRefused('damaged')
    const col = letters ? columnNumber(letters[1]!) : this.next
    if (col < this.next) throw new SheetRefused('damaged')
    this.next = col + 1
    this.cell = { col, type: t ?? 'n', style: Number(s ?? 0), formula: false }
    this.value = ''
    this.inline = ''
  }

  private closeCell(): void {
    const { col, type, style, formula } = this.cell!
    this.cell = null
    this.taking = null
    const { sink, value } = this
    if (type === 's') sink.cell(col, 'text', this.book.strings[Number(value)] ?? '', formula)
    else if (type === 'inlineStr') sink.cell(col, 'text', unescaped(this.inline), formula)
    else if (type === 'str') sink.cell(col, 'text', unescaped(value), formula)
    else if (type === 'e') sink.cell(col, 'error', value, formula)
    else if (type === 'b') sink.cell(col, 'boolean', value === '1' ? 'TRUE' : 'FALSE', formula)
    else if (type === 'd') sink.cell(col, 'date', value.slice(0, 10), formula)
    else this.number(col, style, formula)
  }

  private number(col: number, style: number, formula: boolean): void {
    const stored = this.value.trim()
    if (stored === '') return this.sink.blank()
    const day = this.book.days[style] ? dayOfSerial(Number(stored), this.book.epoch) : null
    if (day !== null) return this.sink.cell(col, 'date', day, formula)
    const text = decimalText(stored)
    return this.sink.cell(col, text === null ? 'text' : 'number', text ?? stored, formula)
  }
}
