import {
  addressOf,
  cleanText,
  findLayout,
  HEADER_WITHIN,
  RowSorter,
  titleMatcher,
  titleOf,
  yearIn,
  type ClassifiedRow,
  type Layout,
  type Merge,
  type Remembered,
  type SheetRow,
} from '#sheets/index.ts'
import { LEDGER_ROWS, LEDGER_TITLES, type LedgerField } from './import-findings-fields.ts'
import { readLedgerRow, type RowContext } from './import-findings-row.ts'
import { noRows, type ImportProblem, type SheetReport } from './import-report.ts'

/** What a reading is given beside the file: the day, the year it may speak of, settled columns. */
export type LedgerGround = {
  readonly today: string
  readonly fileName: string
  readonly remembered?: Remembered<LedgerField>
}

/** The reading of one sheet: waits for enough rows to find the header, then sorts row by row. */
export class SheetReading {
  readonly counts = noRows()
  readonly problems: ImportProblem[] = []
  readonly name: string
  layout: Layout<LedgerField> | null = null
  private readonly merges: readonly Merge[]
  private readonly ground: LedgerGround
  private readonly epoch: 1900 | 1904
  private waiting: SheetRow[] | null = []
  private sorter: RowSorter<LedgerField> | null = null
  private context: RowContext
  private stored = 0
  /** Rows of the header that hold nothing but the lower part of merged cells. */
  private unstoredHeader = 0

  constructor(name: string, merges: readonly Merge[], ground: LedgerGround, epoch: 1900 | 1904) {
    this.name = name
    this.merges = merges
    this.ground = ground
    this.epoch = epoch
    this.context = { sheet: name, today: ground.today, epoch, year: null, fundsUnit: null }
  }

  /** Sorts and counts rows; those of data are counted when they have been read. */
  *take(rows: readonly SheetRow[], last: boolean): Generator<ClassifiedRow<LedgerField>> {
    this.stored += rows.length
    if (this.waiting) {
      this.waiting.push(...rows)
      if (!last && this.waiting.length < HEADER_WITHIN) return
      const first = this.waiting
      this.waiting = null
      this.settle(first)
      yield* this.sorted(first)
    } else {
      yield* this.sorted(rows)
    }
  }

  read(row: ClassifiedRow<LedgerField>): ReturnType<typeof readLedgerRow> {
    const read = readLedgerRow(row, this.context)
    if (!read.row) this.counts.refused += 1
    return read
  }

  /** Rows that the file does not store at all are empty ones. */
  end(lastRow: number): SheetReport {
    const total = Math.max(lastRow, 0)
    this.counts.total = total
    const unstored = this.unstoredHeader
    this.counts.headings += unstored
    this.counts.empty += total - this.stored - unstored
    const header = this.layout?.headerRows.at(-1) ?? 0
    return {
      name: this.name,
      headerRows: this.layout?.headerRows ?? [],
      columns: (this.layout?.columns ?? []).map((column) => ({
        address: addressOf(column.col, header),
        title: titleOf(column),
        field: column.field,
      })),
      rows: this.counts,
    }
  }

  private *sorted(rows: readonly SheetRow[]): Generator<ClassifiedRow<LedgerField>> {
    for (const row of rows) {
      if (!this.sorter) {
        this.counts[row.cells.some(({ text }) => cleanText(text) !== '') ? 'notes' : 'empty'] += 1
        continue
      }
      const sorted = this.sorter.sort(row)
      if (sorted.is !== 'data') this.counts[sorted.is] += 1
      if (sorted.why !== null) {
        this.say('note', addressOf(0, row.row), WHY[sorted.why])
      }
      yield sorted
    }
  }

  private settle(first: readonly SheetRow[]): void {
    const match = titleMatcher(LEDGER_TITLES, this.ground.remembered)
    this.layout = findLayout(first.slice(0, HEADER_WITHIN), this.merges, match)
    if (!this.layout) {
      if (first.length > 0)
        this.say('warning', null, '该工作表没有找到表头，其中内容未作为台账读取。')
      return
    }
    const { headerRows, columns, doubled } = this.layout
    this.unstoredHeader = headerRows.filter((number) =>
      first.every(({ row }) => row !== number),
    ).length
    this.sorter = new RowSorter(this.layout, this.merges, LEDGER_ROWS, first)
    if (!columns.some(({ field }) => field === 'text')) {
      this.say('error', null, '表头中没有“问题”一列，各行均不能接收。')
    }
    for (const { col, titles } of doubled) {
      const message = `列名“${titleOf({ titles })}”与另一列对应同一字段，本列未采用。`
      this.say('warning', addressOf(col, headerRows.at(-1)!), message)
    }
    for (const column of columns) {
      const double = doubled.some(({ col }) => col === column.col)
      if (column.field !== null || double || column.titles.length === 0) continue
      const message = `列名“${titleOf(column)}”没有对应的字段，本列未采用。`
      this.say('warning', addressOf(column.col, headerRows.at(-1)!), message)
    }
    const above = first.filter(({ row }) => row < headerRows[0]!)
    const said = [
      ...above.flatMap(({ cells }) => cells.map(({ text }) => text)),
      this.name,
      this.ground.fileName,
    ]
    const funds = columns.find(({ field }) => field === 'fundsAmount')
    this.context = {
      ...this.context,
      epoch: this.epoch,
      year: said.map(yearIn).find((year) => year !== null) ?? null,
      fundsUnit: funds ? unitIn(titleOf(funds)) : null,
    }
  }

  private say(severity: ImportProblem['severity'], cell: string | null, message: string): void {
    this.problems.push({ sheet: this.name, cell, severity, field: null, message })
  }
}

const WHY = {
  only_number: '该行只有编号，没有内容，按空行处理。',
  example: '该行是填写示例，未作为问题接收。',
} as const

function unitIn(title: string): RowContext['fundsUnit'] {
  return (['万元', '亿元', '元'] as const).find((unit) => title.includes(unit)) ?? null
}
