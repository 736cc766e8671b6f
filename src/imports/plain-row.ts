import { createHash } from 'node:crypto'
import { addressOf, cleanText, readDay, type ClassifiedRow } from '#sheets/index.ts'
import { isNothing } from './findings-fields.ts'
import type { RowContext } from './kind.ts'
import type { ImportProblem } from './report.ts'

/** The texts of a row of a list, clean, with where they stand and what is to be said of them. */
export class PlainRow<F extends string> {
  readonly texts: { [field in F]?: string } = {}
  readonly cells: { [field in F]?: string } = {}
  readonly problems: ImportProblem[] = []
  readonly row: number
  readonly sheet: string
  private readonly from: ClassifiedRow<F>
  private readonly context: RowContext

  constructor(from: ClassifiedRow<F>, context: RowContext) {
    this.from = from
    this.context = context
    this.row = from.row
    this.sheet = context.sheet
    for (const [field, cell] of from.fields) {
      this.cells[field] = addressOf(cell.col, from.row)
      if (cell.kind === 'error') {
        this.say('error', field, `公式结果为错误值 ${cell.text}，请更正后重新上传。`)
      } else if (!isNothing(cell.text)) this.texts[field] = cleanText(cell.text)
    }
    for (const { field, col, owner } of from.covered) {
      this.cells[field] = addressOf(col, from.row)
      const first = addressOf(owner.col, owner.row)
      this.say('warning', field, `与 ${first} 合并，其值只归 ${first}，此处按未填处理。`)
    }
  }

  say(
    severity: ImportProblem['severity'],
    field: F,
    message: string,
    candidates?: ImportProblem['candidates'],
  ): void {
    const cell = this.cells[field] ?? addressOf(0, this.row)
    const may = candidates ? { candidates } : {}
    this.problems.push({ sheet: this.sheet, cell, severity, field, message, ...may })
  }

  /** Says that a row cannot come in without this field. */
  need(field: F, name: string): void {
    if (this.texts[field] === undefined) this.say('error', field, `没有${name}，本行未接收。`)
  }

  /** Cuts a text that is longer than its field, and says so. */
  atMost(field: F, name: string, most: number): void {
    const text = this.texts[field]
    if (text === undefined || text.length <= most) return
    this.texts[field] = text.slice(0, most)
    this.say('warning', field, `${name}超过 ${most} 字，只保留前 ${most} 字，请核对。`)
  }

  /** The day that a cell holds, or null; what is none refuses the row. */
  day(field: F): string | null {
    const cell = this.from.fields.get(field)
    if (!cell || this.texts[field] === undefined) return null
    const read = readDay(cell, this.context)
    if ('refused' in read) {
      this.say('error', field, read.refused)
      return null
    }
    if (read.doubt !== null) this.say('warning', field, read.doubt)
    return read.day
  }

  get isRefused(): boolean {
    return this.problems.some(({ severity }) => severity === 'error')
  }
}

/** A short name for what a row says. */
export function digestOf(said: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}

/** A text of several titles parted by spaces. */
export function titles(text: string): string[] {
  return text.split(' ')
}
