import { createHash } from 'node:crypto'
import {
  addressOf,
  cleanText,
  comparable,
  findLayout,
  HEADER_WITHIN,
  readSheets,
  RowSorter,
  SheetRefused,
  titleMatcher,
  titleOf,
  yearIn,
  type ClassifiedRow,
  type Layout,
  type Merge,
  type Remembered,
  type SheetEvent,
  type SheetFormat,
  type SheetRow,
} from '#sheets/index.ts'
import { LEDGER_ROWS, LEDGER_TITLES, type LedgerField } from './import-findings-fields.ts'
import { readLedgerRow, type LedgerRow, type RowContext } from './import-findings-row.ts'
import {
  ImportRefused,
  noRows,
  type ImportProblem,
  type ImportReport,
  type SheetReport,
} from './import-report.ts'

/** The report of a ledger, with what the file turned out to be. */
export type LedgerReport = ImportReport & {
  readonly format: SheetFormat
  readonly encoding: string | null
  readonly epoch: 1900 | 1904
}

/** What a reading is given beside the file: the day, the year it may speak of, settled columns. */
export type LedgerGround = {
  readonly today: string
  readonly fileName: string
  readonly remembered?: Remembered<LedgerField>
}

const MOST_PROBLEMS = 5000
/** Rows gone through before others get their turn. */
const BREATH = 500

/** Reads a workbook of findings; every row of every sheet is counted under exactly one heading. */
export class LedgerFile {
  private readonly sheets: SheetReport[] = []
  private readonly problems: ImportProblem[] = []
  private omitted = 0
  private found = 0
  private file = {
    format: 'csv' as SheetFormat,
    encoding: null as string | null,
    epoch: 1900 as 1900 | 1904,
  }
  private readonly seen = new Map<string, string>()
  private readonly ground: LedgerGround

  constructor(ground: LedgerGround) {
    this.ground = ground
  }

  /** Gives the rows that can come in, in their order; throws SheetRefused. */
  async *rows(bytes: Uint8Array): AsyncGenerator<LedgerRow> {
    let sheet: SheetReading | null = null
    for await (const event of readSheets(bytes)) {
      if (event.kind === 'file') this.file = event
      else if (event.kind === 'sheet') sheet = this.begin(event)
      else if (sheet && event.kind === 'rows') yield* this.through(sheet, event.rows)
      else if (sheet && event.kind === 'end') {
        yield* this.through(sheet, [], true)
        this.sheets.push(sheet.end(event.lastRow))
        this.found += sheet.layout ? 1 : 0
      }
    }
    if (this.found === 0) {
      this.say(null, 'error', '没有找到表头：至少应有“问题”等两个以上可以识别的列名。')
    }
  }

  /** To be called after the rows. */
  report(): LedgerReport {
    const problems = [...this.problems]
    if (this.omitted > 0) {
      const message = `另有 ${this.omitted} 处未逐一列出。`
      problems.push({ sheet: '', cell: null, severity: 'note', field: null, message })
    }
    const ok = this.found > 0 && problems.every(({ severity }) => severity !== 'error')
    const { format, encoding, epoch } = this.file
    return { ok, format, encoding, epoch, sheets: this.sheets, problems }
  }

  /** Adds what was found after reading, such as a name that matches nothing. */
  add(problem: ImportProblem): void {
    if (this.problems.length < MOST_PROBLEMS) this.problems.push(problem)
    else this.omitted += 1
  }

  private begin(event: Extract<SheetEvent, { kind: 'sheet' }>): SheetReading {
    if (event.hidden) this.say(event.name, 'note', '该工作表是隐藏的，同样读取。')
    return new SheetReading(event.name, event.merges, this.ground, this.file.epoch)
  }

  private *given(sheet: SheetReading, row: ClassifiedRow<LedgerField>): Generator<LedgerRow> {
    const { row: read, problems } = sheet.read(row)
    for (const problem of problems) this.add(problem)
    if (!read) return
    const key = contentOf(read)
    const at = `${sheet.name} 第 ${read.row} 行`
    const earlier = this.seen.get(key)
    if (earlier === undefined) {
      this.seen.set(key, at)
      sheet.counts.data += 1
      yield read
    } else {
      sheet.counts.repeated += 1
      const cell = read.cells.text ?? null
      const message = `与 ${earlier} 内容相同，不重复接收。`
      this.add({ sheet: sheet.name, cell, severity: 'note', field: null, message })
    }
  }

  private async *through(
    sheet: SheetReading,
    rows: readonly SheetRow[],
    last = false,
  ): AsyncGenerator<LedgerRow> {
    let nth = 0
    for (const row of sheet.take(rows, last)) {
      nth += 1
      if (nth % BREATH === 0) await new Promise((resolve) => setImmediate(resolve))
      if (row.is === 'data') yield* this.given(sheet, row)
    }
    for (const problem of sheet.problems.splice(0)) this.add(problem)
  }

  private say(sheet: string | null, severity: ImportProblem['severity'], message: string): void {
    this.add({ sheet: sheet ?? '', cell: null, severity, field: null, message })
  }
}

/** The reading of one sheet: waits for enough rows to find the header, then sorts row by row. */
class SheetReading {
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

/** The rows of a ledger; a file that is none is refused with its sentence. */
export async function* ledgerRows(
  ledger: LedgerFile,
  bytes: Uint8Array,
): AsyncGenerator<LedgerRow> {
  try {
    yield* ledger.rows(bytes)
  } catch (error) {
    if (!(error instanceof SheetRefused)) throw error
    throw new ImportRefused(error.message)
  }
}

/** What a row says, without its place in the sheet: the same again is the same finding. */
export function contentOf(row: LedgerRow): string {
  const { foundOn, dueOn, correctedOn, recheckedOn, funds } = row
  const texts = Object.entries(row.texts)
    .filter(([field]) => !BY_VALUE.has(field))
    .map(([field, text]) => [field, comparable(text)])
    .toSorted(([a], [b]) => (a! < b! ? -1 : 1))
  const said = JSON.stringify([texts, foundOn, dueOn, correctedOn, recheckedOn, funds])
  return createHash('sha256').update(said).digest('base64')
}

/** Fields that count by what they mean, not by how they are written; the serial says nothing. */
const BY_VALUE = new Set(['serial', 'foundOn', 'correctedOn', 'recheckedOn', 'fundsAmount'])

/** By what a finding is recognized when it comes again, perhaps further on its way. */
export function identityOf({ texts, foundOn }: LedgerRow): string {
  const { number, text, subjectName, place, rectifier } = texts
  const said = [number, text, subjectName ?? rectifier, place].map((one) => comparable(one ?? ''))
  return createHash('sha256')
    .update(JSON.stringify([...said, foundOn]))
    .digest('hex')
}
