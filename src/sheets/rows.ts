import type { Column, Layout } from './header.ts'
import { cleanText, comparable } from './values.ts'
import type { Cell, Merge, SheetRow } from './words.ts'

/** What a row is before its values are judged. */
export type RowClass = 'data' | 'headings' | 'subtotals' | 'notes' | 'empty'

/** A value of a row, where it stands, and whether it was taken from a merged cell above. */
export type FieldCell = Cell & { readonly row: number; readonly filled?: true }

/** A row with its class; the cells of its fields where it holds data. */
export type ClassifiedRow<F extends string> = {
  readonly row: number
  readonly is: RowClass
  readonly fields: ReadonlyMap<F, FieldCell>
  /** The group heading that stands above the row, or null. */
  readonly group: string | null
  /** The row in which that heading stands, or null. */
  readonly groupRow: number | null
  /** Why a row that carries something is none of data, where that is worth saying. */
  readonly why: 'only_number' | 'example' | 'hint' | null
  /** Fields whose cell lies in a merged one, the value of which is taken for its first cell alone. */
  readonly covered: readonly Covered<F>[]
}

/** A field without a value of its own, and the first cell of the merged one that it lies in. */
export type Covered<F extends string> = {
  readonly field: F
  readonly col: number
  readonly owner: { readonly row: number; readonly col: number }
}

/** How the rows of a kind are told apart. */
export type RowRules<F extends string> = {
  /** Columns that only number the rows. */
  readonly numbering: readonly F[]
  /** Columns whose merged cells hold for every row that they cover. */
  readonly grouping: readonly F[]
}

const SUBTOTAL = /^(本页)?(小计|合计|总计|累计|共计)|(小计|合计|总计)$/
const NOTE =
  /^(填表|填报|制表|编制)?(说明|备注|注|注意事项|要求)\d*[:：]|^(填表|填报|审核|审批|签发|制表|复核|经办|联系)(人|单位|日期|时间|电话)|^(单位)?(主要)?(负责人|领导)(签字|签名|签章)?[:：]|^(填报|制表|报送|统计)(单位|部门|日期|时间)[:：]/
const EXAMPLE = /请删除|^[（(【[]?(案例|示例|样例|范例|举例|例)([）)】\]:：\d]|$)|填写(示例|样例)/
/** A text all in brackets, as hints are: (全称), （具体描述）. */
const BRACKETED = /^([(（【[〔][^()（）【】[\]〔〕]+[)）】\]〕])+$/
/** A choice or a pattern to fill in by: 重大/一般, 年/月/日, YYYY-MM-DD. */
const CHOICE = /^[^\d\s/／|｜]{1,8}([/／|｜][^\d\s/／|｜]{1,8})+$|^[YMDXymdx×年月日.\-/]{3,}$/
const FEWEST_HINTS = 2
/** Of ten cells that say something, how many at least are hints in a row of hints. */
const HINTS_OF_TEN = 8
const HEADING =
  /^([一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十]+[部章])/

/** Tells the rows of one sheet apart, from the first to the last, each exactly once. */
export class RowSorter<F extends string> {
  private group: string | null = null
  private groupRow: number | null = null
  /** Whether nothing but hints has come since the header: only there are hints looked for. */
  private underHeader = true
  private readonly merges = new Map<number, Merge[]>()
  private open: { merge: Merge; cell: Cell | null }[] = []
  private readonly fieldOf: ReadonlyMap<number, F>
  private readonly headings: ReadonlySet<string>
  private readonly beginnings: ReadonlySet<string>
  private readonly layout: Layout<F>
  private readonly rules: RowRules<F>

  constructor(
    layout: Layout<F>,
    merges: readonly Merge[],
    rules: RowRules<F>,
    header: readonly SheetRow[],
  ) {
    this.layout = layout
    this.rules = rules
    this.fieldOf = new Map(
      layout.columns.flatMap(({ col, field }) => (field === null ? [] : [[col, field] as const])),
    )
    for (const merge of merges) {
      const known = this.merges.get(merge.top)
      if (known) known.push(merge)
      else this.merges.set(merge.top, [merge])
    }
    const titles = header.filter(({ row }) => layout.headerRows.includes(row))
    this.headings = new Set(titles.map(({ cells }) => wordsOf(cells)))
    this.beginnings = new Set(titles.map(({ cells }) => wordsOf(cells.slice(0, 1))))
  }

  /** Takes the next row of the sheet. */
  sort(row: SheetRow): ClassifiedRow<F> {
    const first = this.layout.headerRows[0]!
    const last = this.layout.headerRows.at(-1)!
    const cells = row.cells.filter(({ text }) => cleanText(text) !== '')
    this.follow(row.row, cells)
    if (row.row >= first && row.row <= last) return this.plain(row.row, 'headings')
    if (cells.length === 0) return this.plain(row.row, 'empty')
    if (row.row < first) return this.plain(row.row, isMetadata(cells) ? 'notes' : 'headings')
    return this.body(row.row, cells)
  }

  private body(row: number, cells: readonly Cell[]): ClassifiedRow<F> {
    const texts = cells.map(({ text }) => cleanText(text))
    const lead = texts.slice(0, 4)
    if (this.isHeader(cells) || isNumbering(texts)) {
      this.underHeader = true
      return this.plain(row, 'headings')
    }
    if (lead.some((text) => EXAMPLE.test(text))) return this.plain(row, 'notes', 'example')
    if (lead.some((text) => text.length <= 12 && SUBTOTAL.test(text.replaceAll(' ', '')))) {
      return this.plain(row, 'subtotals')
    }
    if (NOTE.test(texts[0]!) && cells.length <= 6) return this.plain(row, 'notes')
    const saying = cells.filter(({ col }) => !this.isNumberingColumn(col))
    if (this.underHeader && isHints(saying)) return this.plain(row, 'notes', 'hint')
    if (this.isGroup(row, cells)) {
      this.group = texts[0]!
      this.groupRow = row
      return this.plain(row, 'headings')
    }
    if (saying.length === 0) return this.plain(row, 'empty', 'only_number')
    this.underHeader = false
    return { ...this.plain(row, 'data'), ...this.fieldsOf(row, cells) }
  }

  /** A page's header again: looked at closely only where it begins like one. */
  private isHeader(cells: readonly Cell[]): boolean {
    return this.beginnings.has(wordsOf(cells.slice(0, 1))) && this.headings.has(wordsOf(cells))
  }

  /** One text alone, across several columns, numbered as a heading, or in the numbering column. */
  private isGroup(row: number, cells: readonly Cell[]): boolean {
    const [only] = cells
    if (cells.length !== 1 || !only || only.kind !== 'text') return false
    if (/^\d+$/.test(cleanText(only.text)) || only.text.length > 60) return false
    const wide = (this.merges.get(row) ?? []).some(
      ({ left, right, bottom }) => left === only.col && right - left >= 2 && bottom === row,
    )
    return wide || HEADING.test(cleanText(only.text)) || this.isNumberingColumn(only.col)
  }

  private isNumberingColumn(col: number): boolean {
    const field = this.fieldOf.get(col)
    return field !== undefined && this.rules.numbering.includes(field)
  }

  private fieldsOf(row: number, cells: readonly Cell[]) {
    const fields = new Map<F, FieldCell>()
    for (const cell of cells) {
      const field = this.fieldOf.get(cell.col)
      if (field !== undefined) fields.set(field, { ...cell, row })
    }
    const covered: Covered<F>[] = []
    for (const { merge, cell } of this.open) {
      for (const [col, field] of this.fieldOf) {
        const first = merge.top === row && merge.left === col
        if (col < merge.left || col > merge.right || first || fields.has(field) || !cell) continue
        const owner = { row: merge.top, col: merge.left }
        if (merge.left === col && this.rules.grouping.includes(field)) {
          fields.set(field, { ...cell, row: merge.top, filled: true })
        } else if (!this.rules.numbering.includes(field)) covered.push({ field, col, owner })
      }
    }
    return { fields, covered }
  }

  /** Keeps the merged cells that reach over this row. */
  private follow(row: number, cells: readonly Cell[]): void {
    this.open = this.open.filter(({ merge }) => merge.bottom >= row)
    for (const merge of this.merges.get(row) ?? []) {
      this.open.push({ merge, cell: cells.find(({ col }) => col === merge.left) ?? null })
    }
  }

  private plain(row: number, is: RowClass, why: ClassifiedRow<F>['why'] = null): ClassifiedRow<F> {
    const { group, groupRow } = this
    return { row, is, why, fields: new Map(), group, groupRow, covered: [] }
  }
}

/** The values below a header may be numbered 1, 2, 3 … from column to column. */
function isNumbering(texts: readonly string[]): boolean {
  return (
    texts.length > 3 &&
    texts.every((text, at) => text.replaceAll(/[()（）]/g, '') === String(at + 1))
  )
}

/** What a form says of how to fill it in stands right under its header, in brackets or as a choice. */
function isHints(cells: readonly Cell[]): boolean {
  const hints = cells.filter(({ kind, text }) => {
    const words = cleanText(text)
    return kind === 'text' && (BRACKETED.test(words) || CHOICE.test(words))
  })
  return hints.length >= FEWEST_HINTS && hints.length * 10 >= cells.length * HINTS_OF_TEN
}

/** A row above the header that says who filled it in, and when. */
function isMetadata(cells: readonly Cell[]): boolean {
  return cells.some(({ text }) => /[:：]/.test(text) || NOTE.test(cleanText(text)))
}

function wordsOf(cells: readonly Cell[]): string {
  return cells.map(({ col, text }) => `${col}=${comparable(text)}`).join('|')
}

/** A column's titles as one, for people to read. */
export function titleOf({ titles }: Pick<Column<string>, 'titles'>): string {
  return titles.map((title) => title.replaceAll('\n', '')).join('/')
}
