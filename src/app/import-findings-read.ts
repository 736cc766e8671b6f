import { createHash } from 'node:crypto'
import {
  comparable,
  readSheets,
  SheetRefused,
  type ClassifiedRow,
  type SheetEvent,
  type SheetFormat,
  type SheetRow,
} from '#sheets/index.ts'
import type { LedgerField } from './import-findings-fields.ts'
import type { LedgerRow } from './import-findings-row.ts'
import { SheetReading, type LedgerGround } from './import-findings-sheet.ts'
import {
  ImportRefused,
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

const MOST_PROBLEMS = 5000

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
      else if (sheet && event.kind === 'rows') {
        yield* this.through(sheet, event.rows)
        await breath()
      } else if (sheet && event.kind === 'end') {
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

  private *through(
    sheet: SheetReading,
    rows: readonly SheetRow[],
    last = false,
  ): Generator<LedgerRow> {
    for (const row of sheet.take(rows, last)) {
      if (row.is === 'data') yield* this.given(sheet, row)
    }
    for (const problem of sheet.problems.splice(0)) this.add(problem)
  }

  private say(sheet: string | null, severity: ImportProblem['severity'], message: string): void {
    this.add({ sheet: sheet ?? '', cell: null, severity, field: null, message })
  }
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

/** Lets others have their turn. */
function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
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
