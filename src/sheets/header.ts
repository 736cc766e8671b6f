import type { TitleMatcher } from './mapping.ts'
import { cleanText } from './values.ts'
import type { Cell, Merge, SheetRow } from './words.ts'

/** A column of a sheet: its titles from the top header row down, and the field that takes it. */
export type Column<F extends string> = {
  readonly col: number
  readonly titles: readonly string[]
  readonly field: F | null
}

/** Where the header stands, and what its columns are. */
export type Layout<F extends string> = {
  readonly headerRows: readonly number[]
  readonly columns: readonly Column<F>[]
  /** Columns whose title names a field that another column has already. */
  readonly doubled: readonly Column<F>[]
}

/** Rows in which a header is looked for. */
export const HEADER_WITHIN = 60
const DEEPEST = 3
const LONGEST_TITLE = 40
const FEWEST_FIELDS = 2

/**
 * Finds the header of a sheet: the one to three rows next to each other whose cells, with merges
 * followed, name the most fields. Null where fewer than two are named: the sheet is no ledger.
 */
export function findLayout<F extends string>(
  rows: readonly SheetRow[],
  merges: readonly Merge[],
  match: TitleMatcher<F>,
): Layout<F> | null {
  const byNumber = new Map(rows.map((row) => [row.row, textsOf(row)]))
  const near = merges.filter((merge) => byNumber.has(merge.top))
  const isThere = (row: number) =>
    byNumber.has(row) || near.some(({ top, bottom }) => top < row && row <= bottom)
  let best: { layout: Layout<F>; score: number } | null = null
  for (const { row: top } of rows) {
    for (let depth = 1; depth <= DEEPEST; depth += 1) {
      const numbers = Array.from({ length: depth }, (_, at) => top + at)
      if (depth > 1 && !isThere(numbers.at(-1)!)) continue
      const found = layoutOf(numbers, byNumber, near, match)
      if (found && (best === null || found.score > best.score)) best = found
    }
  }
  return best?.layout ?? null
}

/**
 * The layout of a sheet whose header rows somebody pointed at, however few fields its titles name;
 * null where these rows hold no title at all.
 */
export function layoutAt<F extends string>(
  headerRows: readonly number[],
  rows: readonly SheetRow[],
  merges: readonly Merge[],
  match: TitleMatcher<F>,
): Layout<F> | null {
  const numbers = headerRows.toSorted((a, b) => a - b)
  if (numbers.length === 0) return null
  const byNumber = new Map(rows.map((row) => [row.row, textsOf(row)]))
  const near = merges.filter((merge) => byNumber.has(merge.top))
  return layoutOf(numbers, byNumber, near, match, 0)?.layout ?? null
}

type Texts = ReadonlyMap<number, string>

function textsOf({ cells }: SheetRow): Texts {
  return new Map(cells.map((cell: Cell) => [cell.col, cleanText(cell.text)]))
}

function layoutOf<F extends string>(
  numbers: readonly number[],
  byNumber: ReadonlyMap<number, Texts>,
  merges: readonly Merge[],
  match: TitleMatcher<F>,
  fewest = FEWEST_FIELDS,
): { layout: Layout<F>; score: number } | null {
  const last = numbers.at(-1)!
  const grid = numbers.map((number) => spread(number, byNumber, merges))
  const cols = [...new Set(grid.flatMap((texts) => [...texts.keys()]))].toSorted((a, b) => a - b)
  const named = cols.map((col) => {
    const titles = titlesOf(grid.map((texts) => texts.get(col) ?? ''))
    return { col, titles, found: match(titles) }
  })
  const taken = new Map<F, number>()
  for (const certainty of [4, 3, 2, 1]) {
    for (const { col, found } of named) {
      if (found?.certainty === certainty && !taken.has(found.field)) taken.set(found.field, col)
    }
  }
  if (taken.size < fewest || named.length === 0) return null
  const columns = named.map(({ col, titles, found }) => ({
    col,
    titles,
    field: found && taken.get(found.field) === col ? found.field : null,
  }))
  const doubled = named.flatMap(({ col, titles, found }) =>
    found && taken.get(found.field) !== col ? [{ col, titles, field: found.field }] : [],
  )
  const sure = named.filter(({ found }) => (found?.certainty ?? 0) >= 3).length
  const long = named.filter(({ titles }) => titles.some((one) => one.length > LONGEST_TITLE)).length
  // Rows that a merge of the header reaches, above or below, belong to it.
  const cut = merges.filter(
    ({ top, bottom }) =>
      (top < numbers[0]! && bottom >= numbers[0]!) ||
      (top <= last && bottom > last && top >= numbers[0]!),
  ).length
  const score =
    taken.size * 10 + sure * 2 - doubled.length * 3 - long * 8 - cut * 4 - numbers.length
  return { layout: { headerRows: numbers, columns, doubled }, score }
}

/** The texts of a row, with those of merged cells in every cell that they cover. */
function spread(
  number: number,
  byNumber: ReadonlyMap<number, Texts>,
  merges: readonly Merge[],
): Map<number, string> {
  const texts = new Map([...(byNumber.get(number) ?? [])].filter(([, text]) => text !== ''))
  for (const { top, bottom, left, right } of merges) {
    if (number < top || number > bottom || right - left > 400) continue
    const text = byNumber.get(top)?.get(left) ?? ''
    for (let col = left; text !== '' && col <= right; col += 1) texts.set(col, text)
  }
  return texts
}

function titlesOf(texts: readonly string[]): string[] {
  return texts.filter((text, at) => text !== '' && text !== texts[at - 1])
}
