import type { ReadFile } from './table.ts'

/** The columns of a score sheet that say what is scored; the rest is filled in later. */
const TITLES = {
  category: /^(考评|考核|检查|评价|督导|评分|评估)?(项目|类别|一级指标)$/,
  item: /^(考评|考核|检查|评价|督导|评分|评估)?(细则|内容|要求|要点|二级指标|指标)$/,
  criteria: /^((评分|扣分|计分)(标准|细则|办法|方法|依据)|(考核|评价|考评)(标准|办法|方法))$/,
  points: /^(分值|标准分|满分|标准分值|权重分)$/,
} as const
type Column = keyof typeof TITLES

/** A row of the sheet by what its columns mean; `alone` where one cell stands for the whole row. */
export type SheetLine = {
  /** The place in words, such as 表1第3行. */
  readonly at: string
  readonly category: string
  readonly item: string
  readonly criteria: string
  readonly points: string
  readonly alone: string
}

export type Lines = {
  readonly lines: readonly SheetLine[]
  /** The titles of the sheet's columns, as they stand. */
  readonly columns: readonly string[]
  /** The line above the columns that names the sheet. */
  readonly title: string | null
}

/** The rows of a score sheet in the order of the file; null where no table has its columns. */
export function sheetLines({ tables, paragraphs }: ReadFile): Lines | null {
  let layout: ReadonlyMap<Column, number> | null = null
  let columns: string[] = []
  let title: string | null = null
  const lines: SheetLine[] = []
  for (const table of tables) {
    for (const { row, cells } of table.rows) {
      const found = layoutOf(cells)
      if (found !== null) {
        layout = found
        if (columns.length === 0) columns = [...cells.values()].map(plain)
        continue
      }
      if (layout === null) title ??= titleOf([...cells.values()])
      else lines.push(lineOf(layout, cells, `${table.name}第${row}行`))
    }
  }
  if (layout === null) return null
  const named = paragraphs.map(plain).filter((text) => TITLE.test(text))
  return { lines, columns, title: title ?? named.at(-1) ?? null }
}

const TITLE = /^[^。；]{4,60}(表|标准)(（[^）]*）)?$/

function titleOf(cells: readonly string[]): string | null {
  const text = plain(cells[0] ?? '')
  return cells.length === 1 && text.length <= 60 ? text : null
}

/** A header names the items and how they are scored; a continued page repeats it. */
function layoutOf(cells: ReadonlyMap<number, string>): Map<Column, number> | null {
  const layout = new Map<Column, number>()
  for (const [col, text] of cells) {
    for (const name of Object.keys(TITLES) as Column[]) {
      if (!layout.has(name) && TITLES[name].test(plain(text))) layout.set(name, col)
    }
  }
  if (!layout.has('criteria')) return null
  if (!layout.has('item') && layout.has('category')) {
    layout.set('item', layout.get('category')!)
    layout.delete('category')
  }
  return layout.has('item') ? layout : null
}

function lineOf(
  layout: ReadonlyMap<Column, number>,
  cells: ReadonlyMap<number, string>,
  at: string,
): SheetLine {
  const of = (name: Column) => {
    const col = layout.get(name)
    return col === undefined ? '' : plain(cells.get(col) ?? '')
  }
  const alone = cells.size === 1 ? plain([...cells.values()][0]!) : ''
  const known = new Set(layout.values())
  const strayed = [...cells]
    .filter(([col, text]) => !known.has(col) && CRITERION.test(plain(text)))
    .map(([, text]) => plain(text))
  const said = shifted(of('category'), of('item'), [of('criteria'), ...strayed].join(''))
  return { at, ...said, points: of('points'), alone }
}

const ITEM = /^\d{1,3}[.．、](?!\d)/
const CRITERION = /^（\d{1,3}）/

/** A continued row may have lost its first cell: an item or a criterion stands a column early. */
function shifted(category: string, item: string, criteria: string) {
  if (ITEM.test(category) && (item === '' || CRITERION.test(item))) {
    return { category: '', item: category, criteria: item + criteria }
  }
  if (CRITERION.test(item) && criteria === '') return { category, item: '', criteria: item }
  return { category, item, criteria }
}

/** Full-width figures and brackets in one form; spaces and breaks between characters gone. */
export function plain(text: string): string {
  return text
    .replaceAll(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replaceAll(/[(（]\s*/g, '（')
    .replaceAll(/\s*[)）]/g, '）')
    .replaceAll(/(?<=[^\x20-\x7e])\s+|\s+(?=[^\x20-\x7e])/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
