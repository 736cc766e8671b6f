import type { TakenFinding } from '#findings/index.ts'
import { cellOf, readTable, sheetOf, type Line } from './import-csv.ts'
import { noRows, type ImportProblem, type ImportReport, type RowCounts } from '#imports/index.ts'
import {
  BUSINESSES,
  INSPECTIONS,
  MALFORMED_DATE,
  MALFORMED_FOUND,
  readViolation,
  VIOLATIONS,
  type Violation,
} from './import-sf-files.ts'

/** A business, ready to be taken over as a subject. */
export type Business = {
  readonly sourceId: string
  readonly content: string
  readonly name: string
  readonly address: string | null
}

/** A violation, ready but for its subject, which it names as the source does. */
export type ViolationRecord = Omit<TakenFinding, 'subject'> & { readonly business: string }

/** Reads the three tables, one after the other, and notes what it meets. */
export class InspectionFiles {
  readonly problems: ImportProblem[] = []
  private readonly dir: string
  private readonly counts = { businesses: noRows(), inspections: noRows(), violations: noRows() }
  private readonly names = new Map<string, string>()
  private readonly inspected = new Map<string, string>()
  private readonly seen = new Map<string, number>()
  private withoutInspection = 0
  private readonly figures: Record<string, number> = { corrected: 0, open: 0 }

  constructor(dir: string) {
    this.dir = dir
  }

  async *businesses(): AsyncGenerator<Business> {
    const rows = this.counts.businesses
    for await (const line of readTable(this.dir, BUSINESSES, rows)) {
      const {
        business_id: id = '',
        name = '',
        address,
        city,
        state,
        postal_code: code,
      } = line.cells
      if (id === '' || name.trim() === '') {
        this.refuse(BUSINESSES.name, rows, line, '企业编号和名称不能为空，本行未接收。')
      } else if (this.names.has(id)) {
        rows.repeated += 1
        this.note(BUSINESSES.name, cellOf(BUSINESSES, 'business_id', line.row), '企业编号重复。')
      } else {
        this.names.set(id, name)
        rows.data += 1
        const place = [address, city, state, code].map((part) => part?.trim()).filter(Boolean)
        const content = JSON.stringify(line.cells)
        yield { sourceId: id, content, name, address: place.join(', ') || null }
      }
    }
  }

  /** Reads the scores; to be called after the businesses. */
  async inspections(): Promise<void> {
    const rows = this.counts.inspections
    for await (const line of readTable(this.dir, INSPECTIONS, rows)) {
      const { business_id: id = '', date = '', score = '', type = '' } = line.cells
      if (!this.names.has(id)) {
        this.refuse(INSPECTIONS.name, rows, line, `没有编号为 ${id} 的企业，本行未采用。`)
        continue
      }
      rows.data += 1
      const key = `${id} ${date}`
      const earlier = this.inspected.get(key)
      const text = `${TYPES[type] ?? type}${score === '' ? '' : `，得分 ${score}`}`
      this.inspected.set(key, earlier ? `${earlier}；${text}` : text)
    }
  }

  /** Reads the violations; to be called last. */
  async *violations(): AsyncGenerator<ViolationRecord> {
    const rows = this.counts.violations
    for await (const line of readTable(this.dir, VIOLATIONS, rows)) {
      const violation = readViolation(line)
      if (!this.names.has(violation.business)) {
        const sentence = `没有编号为 ${violation.business} 的企业，本行未接收。`
        this.refuse(VIOLATIONS.name, rows, line, sentence)
      } else if (violation.title === '') {
        this.refuse(VIOLATIONS.name, rows, line, '没有问题描述，本行未接收。')
      } else {
        rows.data += 1
        this.noteMarks(violation, line)
        this.count(violation)
        yield this.recordOf(violation, line)
      }
    }
  }

  /** What was read; to be called when everything was. */
  report(): ImportReport {
    const { businesses, inspections, violations } = this.counts
    const problems = [...this.problems]
    if (this.withoutInspection > 0) {
      const message = `${this.withoutInspection} 行违规没有同一企业同一日期的检查记录，已照原样接收。`
      problems.push({
        sheet: VIOLATIONS.name,
        cell: null,
        severity: 'note',
        field: 'foundOn',
        message,
      })
    }
    return {
      ok: problems.every(({ severity }) => severity !== 'error'),
      format: 'sf-inspections',
      sheets: [
        sheetOf(BUSINESSES, businesses),
        sheetOf(INSPECTIONS, inspections),
        sheetOf(VIOLATIONS, violations),
      ],
      problems,
      figures: this.figures,
    }
  }

  /** Corrected, open, and one figure for each kind of mark; a malformed date is neither. */
  private count({ correctedOn, marks }: Violation): void {
    const codes = marks.map(({ code }) => code)
    const stands = correctedOn === null ? 'open' : 'corrected'
    if (!codes.includes(MALFORMED_DATE)) this.figures[stands] = (this.figures[stands] ?? 0) + 1
    for (const code of codes) this.figures[code] = (this.figures[code] ?? 0) + 1
  }

  /** Two rows may say the same of one day: each is a record of its own, counted from the first. */
  private recordOf(violation: Violation, { cells }: Line): ViolationRecord {
    const { business, title, text, foundOn, correctedOn, marks } = violation
    const key = `${business} ${cells.date}`
    const base = `${key} ${title}`
    const nth = (this.seen.get(base) ?? 0) + 1
    this.seen.set(base, nth)
    const inspection = this.inspected.get(key)
    if (inspection === undefined) this.withoutInspection += 1
    return {
      sourceId: `${base} #${nth}`,
      content: text,
      business,
      title,
      text,
      subjectName: this.names.get(business)!,
      sector: 'other',
      grade: 'ordinary',
      foundOn,
      correctedOn,
      marks,
      sourceNote: `旧金山餐饮检查数据，企业编号 ${business}${inspection ? `，${inspection}` : ''}。`,
    }
  }

  private noteMarks({ marks }: Violation, { row }: Line): void {
    for (const { code, note } of marks) {
      const title = code === MALFORMED_FOUND ? 'date' : 'description'
      const kept = code === MALFORMED_DATE ? '，按未整改接收' : ''
      this.problems.push({
        sheet: VIOLATIONS.name,
        cell: cellOf(VIOLATIONS, title, row),
        severity: 'warning',
        field: title === 'date' ? 'foundOn' : 'endedAt',
        message: `${note}${kept}；已作标记 ${code}。`,
      })
    }
  }

  private refuse(sheet: string, rows: RowCounts, { row }: Line, message: string): void {
    rows.refused += 1
    this.problems.push({ sheet, cell: `A${row}`, severity: 'error', field: null, message })
  }

  private note(sheet: string, cell: string, message: string): void {
    this.problems.push({ sheet, cell, severity: 'note', field: 'identifier', message })
  }
}

const TYPES: Readonly<Record<string, string>> = { routine: '例行检查', complaint: '投诉检查' }
