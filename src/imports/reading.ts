import { addressOf, readSheets, SheetRefused, type SheetEvent } from '#sheets/index.ts'
import type { FileFacts, KindRow, SheetKind } from './kind.ts'
import { ImportRefused, type ImportProblem, type ImportReport, type SheetReport } from './report.ts'
import { SheetReading, type Ground, type SortedRow } from './sheet-reading.ts'
import type { RowClassName } from './vocabulary.ts'

/** The report of a workbook, with what the file turned out to be. */
export type WorkbookReport = ImportReport & FileFacts

/** One stored row of a workbook: what it is, and where it holds data, what it says. */
export type ReadEntry<F extends string, R> = {
  readonly sheet: number
  readonly sorted: SortedRow<F>
  readonly is: RowClassName
  readonly row: R | null
  readonly problems: readonly ImportProblem[]
  readonly content: string | null
  /** Where the same stands earlier in the file. */
  readonly repeats: string | null
}

const MOST_PROBLEMS = 5000

/** Reads a workbook of one kind; every row of every sheet is counted under exactly one heading. */
export class WorkbookReading<F extends string, R extends KindRow> {
  readonly sheets: SheetReading<F, R>[] = []
  private readonly reports: SheetReport[] = []
  private readonly problems: ImportProblem[] = []
  /** What concerns the file, a sheet or a column, and no single row. */
  readonly general: ImportProblem[] = []
  private omitted = 0
  file: FileFacts = { format: 'csv', encoding: null, epoch: 1900 }
  private readonly seen = new Map<string, string>()
  private readonly kind: SheetKind<F, R>
  private readonly ground: Ground<F>

  constructor(kind: SheetKind<F, R>, ground: Ground<F>) {
    this.kind = kind
    this.ground = ground
  }

  /** Gives the rows that can come in, in their order; a file that is no table is refused. */
  async *rows(bytes: Uint8Array): AsyncGenerator<R> {
    for await (const entry of this.entries(bytes)) {
      if (entry.is === 'data' && entry.row) yield entry.row
    }
  }

  /** Gives every stored row, in their order; a file that is no table is refused. */
  async *entries(bytes: Uint8Array): AsyncGenerator<ReadEntry<F, R>> {
    try {
      yield* this.through(bytes)
    } catch (error) {
      if (!(error instanceof SheetRefused)) throw error
      throw new ImportRefused(error.message)
    }
    if (this.sheets.every(({ layout }) => layout === null)) {
      const name = this.kind.names[this.kind.main]
      const message = `没有找到表头：至少应有“${name}”等两个以上可以识别的列名。`
      this.sayOf('', 'error', message)
    }
  }

  /** To be called after the rows. */
  report(): WorkbookReport {
    const problems = [...this.problems]
    if (this.omitted > 0) {
      const message = `另有 ${this.omitted} 处未逐一列出。`
      problems.push({ sheet: '', cell: null, severity: 'note', field: null, message })
    }
    const found = this.sheets.some(({ layout }) => layout !== null)
    const ok = found && problems.every(({ severity }) => severity !== 'error')
    return { ok, ...this.file, sheets: this.reports, problems }
  }

  /** Adds what was found after reading, such as a name that matches nothing. */
  add(problem: ImportProblem): void {
    if (this.problems.length < MOST_PROBLEMS) this.problems.push(problem)
    else this.omitted += 1
  }

  private async *through(bytes: Uint8Array): AsyncGenerator<ReadEntry<F, R>> {
    for await (const event of readSheets(bytes)) {
      const sheet = this.sheets.at(-1)
      if (event.kind === 'file') {
        const { format, encoding, epoch } = event
        this.file = { format, encoding, epoch }
      } else if (event.kind === 'sheet') this.begin(event)
      else if (sheet && event.kind === 'rows') {
        for (const sorted of sheet.take(event.rows, false)) yield this.entry(sheet, sorted)
        this.gather(sheet)
        await breath()
      } else if (sheet && event.kind === 'end') {
        for (const sorted of sheet.take([], true)) yield this.entry(sheet, sorted)
        this.gather(sheet)
        this.reports.push(sheet.end(event.lastRow))
      }
    }
  }

  private begin(event: Extract<SheetEvent, { kind: 'sheet' }>): void {
    if (event.hidden) this.sayOf(event.name, 'note', '该工作表是隐藏的，同样读取。')
    const of = { name: event.name, merges: event.merges, epoch: this.file.epoch }
    this.sheets.push(new SheetReading(of, this.kind, this.ground))
  }

  private entry(sheet: SheetReading<F, R>, sorted: SortedRow<F>): ReadEntry<F, R> {
    const at = this.sheets.length - 1
    const plain = { sheet: at, sorted, row: null, problems: [], content: null, repeats: null }
    if (sorted.is !== 'data') {
      const problems = sorted.why === null ? [] : [sorted.why]
      for (const problem of problems) this.add(problem)
      return { ...plain, is: sorted.is, problems }
    }
    const { row, problems } = sheet.read(sorted.row)
    for (const problem of problems) this.add(problem)
    if (!row) return { ...plain, is: 'refused', problems }
    const content = this.kind.content(row)
    const earlier = this.seen.get(content)
    if (earlier === undefined) {
      this.seen.set(content, `${sheet.name} 第 ${row.row} 行`)
      sheet.counts.data += 1
      return { ...plain, is: 'data', row, problems, content }
    }
    sheet.counts.repeated += 1
    const cell = row.cells[this.kind.main] ?? addressOf(0, row.row)
    const message = `与 ${earlier} 内容相同，不重复接收。`
    const repeated = { sheet: sheet.name, cell, severity: 'note', field: null, message } as const
    this.add(repeated)
    return {
      ...plain,
      is: 'repeated',
      row,
      content,
      problems: [...problems, repeated],
      repeats: earlier,
    }
  }

  private gather(sheet: SheetReading<F, R>): void {
    for (const problem of sheet.problems.splice(0)) {
      this.add(problem)
      if (this.general.length < MOST_PROBLEMS) this.general.push(problem)
    }
  }

  private sayOf(sheet: string, severity: ImportProblem['severity'], message: string): void {
    const problem = { sheet, cell: null, severity, field: null, message }
    this.add(problem)
    this.general.push(problem)
  }
}

/** Lets others have their turn. */
function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
