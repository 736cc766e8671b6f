import type { Writable } from 'node:stream'
import { addressOf } from './values.ts'
import { partsOf } from './write-parts.ts'
import { isPlain, numberStyle, quotable, serialOf, STYLES, xmlText } from './write-values.ts'
import { ZipWriter } from './write-zip.ts'

/** A column of a written sheet. `group` stands above neighbouring columns that share it. */
export type WrittenColumn = {
  readonly title: string
  readonly group?: string
  /** In characters of the sheet's font; a Chinese one takes two. */
  readonly width: number
  /** What its texts are: dates as `YYYY-MM-DD`, numbers as decimal text. Others stay texts. */
  readonly kind: 'text' | 'number' | 'day'
}

/** A sheet around its rows. */
export type WrittenSheet = {
  readonly name: string
  /** Stands above the table, over all its columns. */
  readonly title: string
  readonly columns: readonly WrittenColumn[]
  readonly paper: 'A4' | 'A3'
  /** Lines beneath the rows: who filled it in, who signs. */
  readonly foot?: readonly string[]
}

/** A row: a value for each column, null where there is none. */
export type WrittenRow = readonly (string | null)[]

/** What came of writing: how many rows, and how many texts were too long for a cell and cut. */
export type WrittenCounts = { readonly rows: number; readonly cut: number }

/**
 * Writes a workbook of one sheet as its rows come, in constant memory. Texts stay texts whatever
 * they begin with. `line` answers the line under the title; it is asked after the last row, when
 * the number of rows is known, because it may name the entry in which that number stands.
 */
export async function writeXlsx(
  out: Writable,
  sheet: WrittenSheet,
  batches: AsyncIterable<readonly WrittenRow[]>,
  line: (counts: WrittenCounts) => Promise<string>,
): Promise<WrittenCounts> {
  const zip = new ZipWriter(out)
  const pieces = new SheetPieces(sheet)
  await zip.entry('xl/worksheets/sheet1.xml', pieces.all(batches))
  const counts = { rows: pieces.rows, cut: pieces.cut }
  const parts = partsOf(sheet, pieces.headerRows, await line(counts))
  for (const [name, text] of parts) await zip.entry(name, [text])
  await zip.end()
  return counts
}

const PIECE = 1 << 16

/** The XML of the sheet in pieces of some 64 KiB. */
class SheetPieces {
  rows = 0
  cut = 0
  readonly headerRows: number
  private row = 1
  private readonly sheet: WrittenSheet
  private readonly letters: readonly string[]
  private readonly merges: string[] = []

  constructor(sheet: WrittenSheet) {
    this.sheet = sheet
    this.headerRows = sheet.columns.some(({ group }) => group !== undefined) ? 2 : 1
    this.letters = sheet.columns.map((_, at) => addressOf(at, 1).slice(0, -1))
  }

  async *all(batches: AsyncIterable<readonly WrittenRow[]>): AsyncGenerator<string> {
    let piece = this.opening() + this.header()
    for await (const batch of batches) {
      for (const row of batch) {
        piece += this.data(row)
        if (piece.length < PIECE) continue
        yield piece
        piece = ''
      }
    }
    yield piece + this.closing()
  }

  /** Everything above the rows stays in sight. */
  private opening(): string {
    const { columns } = this.sheet
    const frozen = 2 + this.headerRows
    const widths = columns.map(
      ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
    )
    return (
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="` +
      `http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr ` +
      `fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="${frozen}" ` +
      `topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
      `<sheetFormatPr defaultRowHeight="15"/><cols>${widths.join('')}</cols><sheetData>`
    )
  }

  private header(): string {
    const { columns, title } = this.sheet
    const last = this.letters.at(-1)!
    this.merge(`A1:${last}1`)
    this.merge(`A2:${last}2`)
    const titles = this.line([[0, this.text(title), STYLES.title]], 30)
    const line = `<row r="2"><c r="A2" s="${STYLES.line}" t="s"><v>0</v></c></row>`
    this.row += 1
    if (this.headerRows === 1) return titles + line + this.line(this.titles(), 24)
    const above = columns.map(({ group, title: own }, at) => {
      const text = group ?? own
      return [at, this.text(text), STYLES.header] as const
    })
    this.mergeGroups(this.row)
    return titles + line + this.line(above, 24) + this.line(this.titles(), 24)
  }

  private titles() {
    return this.sheet.columns.map(({ title }, at) => [at, this.text(title), STYLES.header] as const)
  }

  /** A group lies over its columns; a column without one takes both rows. */
  private mergeGroups(row: number): void {
    const { columns } = this.sheet
    let from = 0
    for (let at = 1; at <= columns.length; at += 1) {
      const group = columns[from]!.group
      if (group !== undefined && columns[at]?.group === group) continue
      if (group === undefined)
        this.merge(`${this.letters[from]!}${row}:${this.letters[from]!}${row + 1}`)
      else if (at - from > 1)
        this.merge(`${this.letters[from]!}${row}:${this.letters[at - 1]!}${row}`)
      from = at
    }
  }

  private data(row: WrittenRow): string {
    const { columns } = this.sheet
    const number = this.row
    let cells = ''
    for (let at = 0; at < columns.length; at += 1) {
      const value = row[at]
      if (value === null || value === undefined || value === '') continue
      cells += this.cell(`${this.letters[at]!}${number}`, value, columns[at]!.kind)
    }
    this.row += 1
    this.rows += 1
    return `<row r="${number}">${cells}</row>`
  }

  private cell(address: string, value: string, kind: WrittenColumn['kind']): string {
    if (kind === 'number') {
      const style = numberStyle(value)
      if (style !== null) return `<c r="${address}" s="${style}"><v>${value}</v></c>`
    } else if (kind === 'day') {
      const serial = serialOf(value)
      if (serial !== null) return `<c r="${address}" s="${STYLES.day}"><v>${serial}</v></c>`
    }
    const style = quotable(value) ? STYLES.quoted : STYLES.text
    return `<c r="${address}" s="${style}" t="inlineStr">${this.text(value)}</c>`
  }

  private text(value: string): string {
    if (isPlain(value)) return `<is><t xml:space="preserve">${value}</t></is>`
    const { text, cut } = xmlText(value)
    if (cut) this.cut += 1
    return `<is><t xml:space="preserve">${text}</t></is>`
  }

  private line(cells: readonly (readonly [number, string, number])[], height?: number): string {
    const number = this.row
    this.row += 1
    const tall = height === undefined ? '' : ` ht="${height}" customHeight="1"`
    const inner = cells.map(
      ([at, text, style]) =>
        `<c r="${this.letters[at]!}${number}" s="${style}" t="inlineStr">${text}</c>`,
    )
    return `<row r="${number}"${tall}>${inner.join('')}</row>`
  }

  private merge(range: string): void {
    const [from, to] = range.split(':')
    if (from !== to) this.merges.push(`<mergeCell ref="${range}"/>`)
  }

  private closing(): string {
    const foot = (this.sheet.foot ?? []).map((text) => {
      this.merge(`A${this.row}:${this.letters.at(-1)!}${this.row}`)
      return this.line([[0, this.text(text), STYLES.line]])
    })
    const paper = this.sheet.paper === 'A3' ? 8 : 9
    const merged = `<mergeCells count="${this.merges.length}">${this.merges.join('')}</mergeCells>`
    return (
      `${foot.join('')}</sheetData>${this.merges.length === 0 ? '' : merged}` +
      `<printOptions horizontalCentered="1" gridLines="1"/><pageMargins left="0.5" right="0.5" ` +
      `top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="${paper}" ` +
      `orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>` +
      `&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>`
    )
  }
}
