import {
  addressOf,
  cleanText,
  findLayout,
  HEADER_WITHIN,
  layoutAt,
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
import type { KindRow, RowContext, SheetKind } from './kind.ts'
import { noRows, type ImportProblem, type SheetReport } from './report.ts'
import type { RowClassName } from './vocabulary.ts'

/** What somebody settled of a sheet by hand: whether it counts, where its header stands, its columns. */
export type SheetSetting = {
  readonly use: boolean
  readonly headerRows: readonly number[] | null
  /** Fields by column, counted from 0; null for a column that is not taken. */
  readonly columns: Readonly<Record<string, string | null>>
}

/** What a reading is given beside the file: the day, settled columns of the office and of the file. */
export type Ground<F extends string> = {
  readonly today: string
  readonly fileName: string
  readonly remembered?: Remembered<F>
  readonly settings?: Readonly<Record<string, SheetSetting>>
}

/** A row as it was sorted, with the words that stand in it. */
export type SortedRow<F extends string> = {
  readonly row: ClassifiedRow<F>
  readonly is: RowClassName
  readonly said: string
  /** Why a row that carries something is none of data, where that is worth saying. */
  readonly why: ImportProblem | null
}

const MOST_SAID = 160
const PREVIEWED = 16
const MOST_COLUMNS = 60

/** The reading of one sheet: waits for enough rows to find the header, then sorts row by row. */
export class SheetReading<F extends string, R extends KindRow> {
  readonly counts = noRows()
  /** Example rows, which the counts hold among the notes. */
  examples = 0
  readonly problems: ImportProblem[] = []
  readonly name: string
  readonly used: boolean
  layout: Layout<F> | null = null
  context: RowContext
  /** The last column in use, counted from 0. */
  lastCol = -1
  /** The first rows as they stand, so that somebody can point at the header. */
  readonly preview: { row: number; cells: { col: number; text: string }[] }[] = []
  private readonly kind: SheetKind<F, R>
  private readonly merges: readonly Merge[]
  private readonly ground: Ground<F>
  private waiting: SheetRow[] | null = []
  private sorter: RowSorter<F> | null = null
  private stored = 0
  /** Rows that the file does not store: empty ones, and the lower parts of the header's merged cells. */
  readonly unstored = { empty: 0, headings: 0 }

  constructor(
    of: { readonly name: string; readonly merges: readonly Merge[]; readonly epoch: 1900 | 1904 },
    kind: SheetKind<F, R>,
    ground: Ground<F>,
  ) {
    this.name = of.name
    this.merges = of.merges
    this.kind = kind
    this.ground = ground
    this.used = ground.settings?.[of.name]?.use ?? true
    this.context = {
      sheet: of.name,
      today: ground.today,
      epoch: of.epoch,
      year: null,
      fundsUnit: null,
    }
  }

  /** Sorts and counts rows; those of data are counted when they have been read. */
  *take(rows: readonly SheetRow[], last: boolean): Generator<SortedRow<F>> {
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

  read(row: ClassifiedRow<F>): ReturnType<SheetKind<F, R>['read']> {
    const read = this.kind.read(row, this.context)
    if (!read.row) this.counts.refused += 1
    return read
  }

  /** Rows that the file does not store at all are empty ones. */
  end(lastRow: number): SheetReport {
    const total = Math.max(lastRow, 0)
    this.counts.total = total
    this.unstored.empty = total - this.stored - this.unstored.headings
    this.counts.headings += this.unstored.headings
    this.counts.empty += this.unstored.empty
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

  private *sorted(rows: readonly SheetRow[]): Generator<SortedRow<F>> {
    for (const row of rows) {
      for (const { col } of row.cells) if (col > this.lastCol) this.lastCol = col
      if (!this.sorter) {
        const is = row.cells.some(({ text }) => cleanText(text) !== '') ? 'notes' : 'empty'
        this.counts[is] += 1
        yield { row: unsorted(row.row), is, said: saidIn(row), why: null }
        continue
      }
      const sorted = this.sorter.sort(row)
      if (sorted.is !== 'data') this.counts[sorted.is] += 1
      const example = sorted.why === 'example'
      if (example) this.examples += 1
      yield {
        row: sorted,
        is: example ? 'examples' : sorted.is,
        said: saidIn(row),
        why: this.whyOf(sorted),
      }
    }
  }

  private whyOf({ row, why }: ClassifiedRow<F>): ImportProblem | null {
    if (why === null) return null
    const cell = addressOf(0, row)
    return { sheet: this.name, cell, severity: 'note', field: null, message: WHY[why] }
  }

  private settle(first: readonly SheetRow[]): void {
    this.show(first)
    if (!this.used) {
      this.say('note', null, '该工作表按选择不读取，其中各行计入说明。')
      return
    }
    const setting = this.ground.settings?.[this.name]
    const match = titleMatcher(this.kind.titles, this.ground.remembered)
    const within = first.slice(0, HEADER_WITHIN)
    const found = setting?.headerRows
      ? layoutAt(setting.headerRows, within, this.merges, match)
      : findLayout(within, this.merges, match)
    this.layout = found && settled(found, setting?.columns ?? {})
    if (!this.layout) {
      if (first.length > 0)
        this.say('warning', null, '该工作表没有找到表头，其中内容未作为台账读取。')
      return
    }
    const { headerRows } = this.layout
    this.unstored.headings = headerRows.filter((number) =>
      first.every(({ row }) => row !== number),
    ).length
    this.sorter = new RowSorter(this.layout, this.merges, this.kind.rules, first)
    this.judgeColumns(this.layout)
    this.look(first, this.layout)
  }

  private judgeColumns({ headerRows, columns, doubled }: Layout<F>): void {
    const { main, names } = this.kind
    if (!columns.some(({ field }) => field === main)) {
      this.say('error', null, `表头中没有“${names[main]}”一列，各行均不能接收。`)
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
  }

  /** Looks above the header, at the sheet's name and the file's for the year that dates may lack. */
  private look(first: readonly SheetRow[], { headerRows, columns }: Layout<F>): void {
    const above = first.filter(({ row }) => row < headerRows[0]!)
    const said = [
      ...above.flatMap(({ cells }) => cells.map(({ text }) => text)),
      this.name,
      this.ground.fileName,
    ]
    const { money } = this.kind
    const funds = columns.find(({ field }) => money !== undefined && field === money)
    this.context = {
      ...this.context,
      year: said.map(yearIn).find((year) => year !== null) ?? null,
      fundsUnit: funds ? unitIn(titleOf(funds)) : null,
    }
  }

  private show(first: readonly SheetRow[]): void {
    for (const { row, cells } of first.slice(0, PREVIEWED)) {
      const shown = cells.filter(({ col, text }) => col < MOST_COLUMNS && cleanText(text) !== '')
      this.preview.push({
        row,
        cells: shown.map(({ col, text }) => ({ col, text: cleanText(text).slice(0, 40) })),
      })
    }
  }

  private say(severity: ImportProblem['severity'], cell: string | null, message: string): void {
    this.problems.push({ sheet: this.name, cell, severity, field: null, message })
  }
}

const WHY = {
  only_number: '该行只有编号，没有内容，按空行处理。',
  example: '该行是填写示例，未作为问题接收。',
  hint: '该行是表头下的填写提示，未作为问题接收。',
} as const

function unsorted<F extends string>(row: number): ClassifiedRow<F> {
  const fields = new Map<F, never>()
  return { row, is: 'notes', why: null, fields, group: null, groupRow: null, covered: [] }
}

function saidIn({ cells }: SheetRow): string {
  const words = cells.map(({ text }) => cleanText(text)).filter((text) => text !== '')
  const said = words.join(' | ')
  return said.length > MOST_SAID ? `${said.slice(0, MOST_SAID - 1)}…` : said
}

function unitIn(title: string): RowContext['fundsUnit'] {
  return (['万元', '亿元', '元'] as const).find((unit) => title.includes(unit)) ?? null
}

/** The layout with the columns that somebody settled; a field goes to the column settled last. */
function settled<F extends string>(
  layout: Layout<F>,
  columns: Readonly<Record<string, string | null>>,
): Layout<F> {
  const chosen = new Set(Object.values(columns).filter((field) => field !== null))
  const fieldOf = (col: number, field: F | null): F | null => {
    if (Object.hasOwn(columns, String(col))) return columns[String(col)] as F | null
    return field !== null && chosen.has(field) ? null : field
  }
  const next = layout.columns.map((column) => ({
    ...column,
    field: fieldOf(column.col, column.field),
  }))
  const doubled = layout.doubled.filter(({ col }) => !Object.hasOwn(columns, String(col)))
  return { ...layout, columns: next, doubled }
}
