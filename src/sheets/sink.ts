import { SheetRefused } from './refused.ts'
import type {
  Cell,
  CellKind,
  Merge,
  SheetEvent,
  SheetFormat,
  SheetLimits,
  SheetRow,
} from './words.ts'

const ROWS_AT_ONCE = 200
const CHARACTERS_AT_ONCE = 1 << 18
const WAITING = 4
/** A piece of a file stands for no more text: few bytes may name one long text many times. */
const MOST_CHARACTERS = 8_000_000

/**
 * Collects what a reader finds and sends it on in pieces, holding it to the limits. It waits while
 * four pieces are still under way, so a slow taker slows the reader down instead of filling memory.
 */
export class Sink {
  private rows: SheetRow[] = []
  private cells: Cell[] | null = null
  private rowNumber = 0
  private cellCount = 0
  private blankCount = 0
  private characters = 0
  private readonly used = new Set<number>()
  private underWay = 0
  private wake: (() => void) | null = null
  private readonly limits: SheetLimits
  private readonly send: (event: SheetEvent) => void

  constructor(limits: SheetLimits, send: (event: SheetEvent) => void) {
    this.limits = limits
    this.send = send
  }

  file(format: SheetFormat, encoding: string | null, epoch: 1900 | 1904): Promise<void> {
    return this.give({ kind: 'file', format, encoding, epoch })
  }

  sheet(name: string, hidden: boolean, merges: readonly Merge[]): Promise<void> {
    if (merges.length > this.limits.merges) throw new SheetRefused('too_many_merges')
    this.rowNumber = 0
    this.used.clear()
    return this.give({ kind: 'sheet', name, hidden, merges })
  }

  /** Begins a row; rows must come in their order. */
  row(number: number): void {
    this.closeRow()
    if (!(number > this.rowNumber && number <= 1_048_576)) throw new SheetRefused('damaged')
    this.rowNumber = number
    this.cells = []
  }

  /** Counts a cell that is there but says nothing. */
  blank(): void {
    this.blankCount += 1
    if (this.blankCount > this.limits.blanks) throw new SheetRefused('too_many_cells')
  }

  cell(col: number, kind: CellKind, text: string, formula: boolean): void {
    if (text === '' || !this.cells) return this.blank()
    this.cellCount += 1
    if (this.cellCount > this.limits.cells) throw new SheetRefused('too_many_cells')
    if (text.length > this.limits.cellCharacters) throw new SheetRefused('too_many_bytes')
    if (!(col >= 0 && col < 16_384)) throw new SheetRefused('damaged')
    if (text.trim() !== '') this.used.add(col)
    if (this.used.size > this.limits.columns) throw new SheetRefused('too_many_columns')
    this.characters += text.length
    if (this.characters > MOST_CHARACTERS) throw new SheetRefused('too_many_bytes')
    this.cells.push(formula ? { col, kind, text, formula } : { col, kind, text })
  }

  /** To be awaited between rows: sends what has gathered, and waits where the taker is behind. */
  async turn(): Promise<void> {
    if (this.rows.length >= ROWS_AT_ONCE || this.characters >= CHARACTERS_AT_ONCE)
      await this.flush()
  }

  async end(lastRow: number): Promise<void> {
    this.closeRow()
    await this.flush()
    await this.give({ kind: 'end', lastRow })
  }

  /** One piece was taken. */
  taken(): void {
    this.underWay -= 1
    this.wake?.()
  }

  private closeRow(): void {
    if (this.cells && this.cells.length > 0) {
      this.rows.push({ row: this.rowNumber, cells: this.cells })
    }
    this.cells = null
  }

  private async flush(): Promise<void> {
    const { rows } = this
    this.rows = []
    this.characters = 0
    if (rows.length > 0) await this.give({ kind: 'rows', rows })
  }

  private async give(event: SheetEvent): Promise<void> {
    while (this.underWay >= WAITING) {
      await new Promise<void>((resolve) => (this.wake = resolve))
    }
    this.wake = null
    this.underWay += 1
    this.send(event)
  }
}
