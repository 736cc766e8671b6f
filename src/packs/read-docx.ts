import { inflateEntry, readZip, ZipError } from '#files/index.ts'
import { SheetRefused, XmlScanner, type Attributes } from '#sheets/index.ts'
import type { ReadFile, Table } from './table.ts'

const LIMITS = { entries: 2000, bytes: 50 << 20, ratio: 200 }
/** Text of a sheet is short; a document beyond it is none. */
const LONGEST_TEXT = 4 << 20

/** Whether bytes are a Word file, by what the archive holds. */
export function isDocx(bytes: Buffer): boolean {
  try {
    return readZip(bytes, LIMITS).some(({ name }) => name === 'word/document.xml')
  } catch {
    return false
  }
}

/** Reads the tables and paragraphs of a Word file. Throws SheetRefused for one that is damaged. */
export async function readDocx(bytes: Buffer): Promise<ReadFile> {
  const body = new Body()
  const scanner = new XmlScanner({
    open: (name, attributes) => body.open(name, attributes),
    close: (name) => body.close(name),
    text: (text) => body.text(text),
  })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    const entry = readZip(bytes, LIMITS).find(({ name }) => name === 'word/document.xml')
    if (entry === undefined) throw new SheetRefused('damaged')
    await inflateEntry(bytes, entry, (piece) => {
      scanner.push(decoder.decode(piece, { stream: true }))
      return true
    })
    scanner.end()
  } catch (error) {
    if (error instanceof ZipError || error instanceof TypeError) throw new SheetRefused('damaged')
    throw error
  }
  return { format: 'docx', tables: body.tables, paragraphs: body.paragraphs }
}

/** What stands where in the body. A table within a cell is read as text of that cell. */
class Body {
  readonly tables: Table[] = []
  readonly paragraphs: string[] = []
  private rows: { row: number; cells: Map<number, string> }[] = []
  private depth = 0
  private column = 0
  private span = 1
  private cell: string[] = []
  private words = ''
  private inText = false
  private size = 0

  open(name: string, attributes: () => Attributes): void {
    if (name === 'tbl') this.openTable()
    else if (name === 'tr' && this.depth === 1) this.openRow()
    else if (name === 'tc' && this.depth === 1) [this.cell, this.span] = [[], 1]
    else if (name === 'gridSpan' && this.depth === 1) this.span = spanOf(attributes())
    else if (name === 't') this.inText = true
    else if (name === 'br' || name === 'tab') this.words += '\n'
  }

  close(name: string): void {
    if (name === 't') this.inText = false
    else if (name === 'p') this.closeParagraph()
    else if (name === 'tc' && this.depth === 1) this.closeCell()
    else if (name === 'tbl') this.closeTable()
  }

  text(text: string): void {
    if (!this.inText) return
    this.size += text.length
    if (this.size > LONGEST_TEXT) throw new SheetRefused('too_many_bytes')
    this.words += text
  }

  private openTable(): void {
    this.depth += 1
    if (this.depth === 1) this.rows = []
  }

  private openRow(): void {
    this.rows.push({ row: this.rows.length + 1, cells: new Map() })
    this.column = 0
  }

  private closeParagraph(): void {
    const words = this.words.trim()
    this.words = ''
    if (words === '') return
    if (this.depth > 0) this.cell.push(words)
    else this.paragraphs.push(words)
  }

  private closeCell(): void {
    if (this.cell.length > 0) this.rows.at(-1)?.cells.set(this.column, this.cell.join('\n'))
    this.column += this.span
  }

  private closeTable(): void {
    this.depth -= 1
    if (this.depth === 0) this.tables.push({ name: `表${this.tables.length + 1}`, rows: this.rows })
  }
}

function spanOf(attributes: Attributes): number {
  const value = Number(attributes['w:val'] ?? attributes['val'] ?? 1)
  return Number.isInteger(value) && value > 0 && value < 100 ? value : 1
}
