import {
  addressOf,
  cleanText,
  readAmount,
  readDay,
  type ClassifiedRow,
  type FieldCell,
} from '#sheets/index.ts'
import type { Sector } from '#findings/words.ts'
import { SECTOR_LABELS } from '#findings/texts.ts'
import {
  chosenSector,
  closedOf,
  FIELD_NAMES,
  gradeOf,
  isNothing,
  openSector,
  sectorOf,
} from './findings-fields.ts'
import type { LedgerField } from './findings-fields.ts'
import { marksOf, type LedgerMark } from './findings-marks.ts'
import type { ReadRow, RowContext } from './kind.ts'
import type { ImportProblem } from './report.ts'

/** One finding as a row of a spreadsheet says it. */
export type LedgerRow = {
  readonly sheet: string
  readonly row: number
  /** Texts by field, clean; a field that says nothing is not there. */
  readonly texts: { readonly [field in LedgerField]?: string }
  readonly grade: 'ordinary' | 'major'
  readonly sector: Sector
  readonly foundOn: string | null
  readonly dueOn: string | null
  readonly correctedOn: string | null
  readonly recheckedOn: string | null
  readonly closed: boolean
  readonly funds: { readonly amount: string; readonly unit: string } | null
  readonly marks: readonly LedgerMark[]
  /** Where the cells of names stand, so that a name without a match can be pointed at. */
  readonly cells: { readonly [field in LedgerField]?: string }
}

const DAYS = ['foundOn', 'dueOn', 'correctedOn', 'recheckedOn'] as const
type DayField = (typeof DAYS)[number]
const WITHOUT_DAY = /立行立改|立即整改|立改|当场|长期|持续|常态|随时|未|整改中|正在/

/** Reads the values of one row; a row with an error is not taken, and every error has its cell. */
export function readLedgerRow(
  from: ClassifiedRow<LedgerField>,
  context: RowContext,
): ReadRow<LedgerRow> {
  const reader = new RowValues(from, context)
  reader.checkCells()
  const days = reader.days()
  const funds = reader.funds()
  const grade = reader.grade()
  const sector = reader.sector()
  const closed = reader.closed(days)
  const { texts, cells, problems } = reader
  if (problems.some(({ severity }) => severity === 'error')) return { row: null, problems }
  const marks = marksOf({ ...days, closed, today: context.today })
  for (const { note, field, follows } of marks) {
    reader.say('warning', field, `${note}，照原样接收并作标记${follows ? `；${follows}` : ''}。`)
  }
  const { sheet } = context
  return {
    row: { sheet, row: from.row, texts, grade, sector, ...days, closed, funds, marks, cells },
    problems,
  }
}

class RowValues {
  readonly problems: ImportProblem[] = []
  readonly texts: { [field in LedgerField]?: string } = {}
  readonly cells: { [field in LedgerField]?: string } = {}
  private readonly from: ClassifiedRow<LedgerField>
  private readonly context: RowContext

  constructor(from: ClassifiedRow<LedgerField>, context: RowContext) {
    this.from = from
    this.context = context
    for (const [field, cell] of from.fields) {
      this.cells[field] = addressOf(cell.col, from.row)
      if (!isNothing(cell.text)) this.texts[field] = cleanText(cell.text)
    }
  }

  say(
    severity: ImportProblem['severity'],
    field: LedgerField,
    message: string,
    candidates?: ImportProblem['candidates'],
  ): void {
    const cell = this.cells[field] ?? null
    const { sheet } = this.context
    const may = candidates ? { candidates } : {}
    this.problems.push({ sheet, cell, severity, field, message, ...may })
  }

  checkCells(): void {
    const { row, fields, covered } = this.from
    if (this.texts.text === undefined) {
      this.cells.text ??= `A${row}`
      this.say('error', 'text', '没有问题内容，本行未接收。')
    }
    for (const [field, cell] of fields) {
      if (cell.kind === 'error') {
        const message = `公式结果为错误值 ${cell.text}，请更正后重新上传。`
        this.say('error', field, message)
      } else if (cell.formula) {
        this.say('note', field, '该单元格是公式，采用已保存的计算结果。')
      }
    }
    for (const { field, col, owner } of covered) {
      this.cells[field] = addressOf(col, row)
      const first = addressOf(owner.col, owner.row)
      this.say('warning', field, `与 ${first} 合并，其值只归 ${first}，此处按未填处理。`)
    }
  }

  days(): Record<DayField, string | null> {
    const days: Record<DayField, string | null> = {
      foundOn: null,
      dueOn: null,
      correctedOn: null,
      recheckedOn: null,
    }
    for (const field of DAYS) {
      const cell = this.from.fields.get(field)
      if (!cell || isNothing(cell.text) || cell.kind === 'error') continue
      days[field] = this.day(field, cell, days.foundOn)
    }
    return days
  }

  private day(field: DayField, cell: FieldCell, foundOn: string | null): string | null {
    const year = foundOn === null ? this.context.year : Number(foundOn.slice(0, 4))
    const read = readDay(cell, { epoch: this.context.epoch, year })
    if ('day' in read) {
      if (read.doubt !== null) this.say('warning', field, read.doubt)
      return read.day
    }
    if (cell.kind === 'text' && WITHOUT_DAY.test(cell.text) && !/\d/.test(cell.text)) {
      this.say('warning', field, `“${cleanText(cell.text)}”不是日期，原文保留在来源说明中。`)
      return null
    }
    this.say('error', field, read.refused)
    return null
  }

  funds(): LedgerRow['funds'] {
    const cell = this.from.fields.get('fundsAmount')
    if (!cell || isNothing(cell.text) || cell.kind === 'error') return null
    const read = readAmount(cell, this.context.fundsUnit)
    if ('refused' in read) {
      this.say('error', 'fundsAmount', read.refused)
      return null
    }
    if (read.doubt !== null) this.say('warning', 'fundsAmount', read.doubt)
    return { amount: read.amount, unit: read.unit }
  }

  grade(): 'ordinary' | 'major' {
    const text = this.texts.grade
    if (text === undefined) return 'ordinary'
    const grade = gradeOf(text)
    if (grade === 'both') {
      this.say('error', 'grade', `级别“${text}”同时写有重大和一般，请改填其中一项。`)
      return 'ordinary'
    }
    if (grade === null) this.say('warning', 'grade', `级别“${text}”无法对应，按一般接收，请核对。`)
    return grade ?? 'ordinary'
  }

  sector(): Sector {
    const text = this.texts.sector
    const chosen = chosenSector(this.context.chosen?.sector?.id)
    if (text === undefined) return this.sectorOfGroup(chosen) ?? 'other'
    if (chosen !== null) return chosen
    const read = sectorOf(text)
    if (read === null) {
      this.say('warning', 'sector', `行业“${text}”无法对应，按其他接收，原文保留在来源说明中。`)
    } else if (read.may.length > 0) {
      this.say('warning', 'sector', openSector(text, read), read.may)
    }
    return read?.sector ?? 'other'
  }

  /** What the heading above says is taken, and said where the row has no cell of its own. */
  private sectorOfGroup(chosen: Sector | null): Sector | null {
    const { group, groupRow } = this.from
    const read = group === null ? null : sectorOf(group)
    if (group === null || read === null) return null
    const from = groupRow === null ? '上方' : `第${groupRow}行`
    if (this.cells.text !== undefined) this.cells.sector ??= this.cells.text
    if (chosen !== null) return chosen
    if (read.may.length > 0) {
      this.say('warning', 'sector', `行业未填，${from}标题${openSector(group, read)}`, read.may)
    } else {
      const label = SECTOR_LABELS[read.sector]
      this.say('note', 'sector', `行业未填，按${from}标题“${group}”取“${label}”，请核对。`)
    }
    return read.sector
  }

  closed(days: Record<DayField, string | null>): boolean {
    const text = this.texts.status
    if (text === undefined) return days.correctedOn !== null && days.recheckedOn !== null
    const closed = closedOf(text)
    if (closed === null) {
      const message = `${FIELD_NAMES.status}“${text}”无法对应，按未销号接收，请核对。`
      this.say('warning', 'status', message)
    }
    return closed ?? false
  }
}
