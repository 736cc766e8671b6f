import type { SheetLine } from './columns.ts'

/** A category as printed: its number, the points of each place where its heading stands. */
export type ReadCategory = {
  /** The number that is printed before it; null where none stands there. */
  readonly ordinal: number | null
  readonly label: string | null
  readonly text: string
  readonly points: readonly string[]
  readonly line: number
  /** Its heading came apart over two pages, or lost its number. */
  readonly heading: 'split' | 'lost' | null
  /** The number that belongs there: sheets number on, or anew under each level. */
  readonly expected: number
}
/** The heading of a level, such as 一、企业层面, and before which category it stands. */
export type ReadLevel = {
  readonly ordinal: number
  readonly printed: string
  readonly name: string
  readonly points: string | null
  readonly before: number
}

type Entry = Omit<ReadCategory, 'heading' | 'expected'>

/** 一 to 十, in their order. */
export const FIGURES = '一二三四五六七八九十'
const LEVEL = /^([一二三四五六七八九十]+)、(.*?)(?=（[一二三四五六七八九十]+）|$)/
const CATEGORY = /^（([一二三四五六七八九十]+)）/
const POINTS = /（(\d+(?:\.\d+)?)分）/g

/** The levels and categories of a sheet in the order of its lines. */
export function headingsOf(lines: readonly SheetLine[]): {
  readonly levels: readonly ReadLevel[]
  readonly categories: readonly ReadCategory[]
  /** Lines that are headings alone, so that they are read as nothing else. */
  readonly taken: ReadonlySet<number>
} {
  const levels: { level: Omit<ReadLevel, 'before'>; entries: number }[] = []
  const entries: Entry[] = []
  const taken = new Set<number>()
  lines.forEach((line, index) => {
    const banner = LEVEL.test(line.alone) || CATEGORY.test(line.alone)
    if (banner) taken.add(index)
    let text = banner ? line.alone : line.category
    const level = levelOf(text)
    if (level !== null) {
      levels.push({ level, entries: entries.length })
      text = text.slice(LEVEL.exec(text)![0].length)
    }
    if (text !== '') entries.push(entryOf(text, index))
  })
  const starts = new Set(levels.map((level) => level.entries))
  const { categories, began } = categoriesOf(entries, starts)
  return {
    levels: levels.map(({ level, entries: before }) => ({
      ...level,
      before: began[before] ?? categories.length,
    })),
    categories,
    taken,
  }
}

function levelOf(text: string): Omit<ReadLevel, 'before'> | null {
  const found = LEVEL.exec(text)
  if (found === null) return null
  const points = [...found[2]!.matchAll(POINTS)].at(-1)?.[1] ?? null
  const name = found[2]!.replaceAll(/（[^）]*）/g, '').trim()
  return { ordinal: figure(found[1]!), printed: `${found[1]}、${name}`, name, points }
}

function entryOf(text: string, line: number): Entry {
  const label = CATEGORY.exec(text)
  return {
    ordinal: label ? figure(label[1]!) : null,
    label: label ? label[0] : null,
    text: text
      .replace(CATEGORY, '')
      .replaceAll(POINTS, '')
      .replace(/[。；;，,\s]+$/, ''),
    points: [...text.matchAll(POINTS)].map(([, points]) => points!),
    line,
  }
}

/** 十四 is 14. */
function figure(text: string): number {
  const at = text.indexOf('十')
  if (at < 0) return FIGURES.indexOf(text) + 1
  const tens = at === 0 ? 1 : FIGURES.indexOf(text[at - 1]!) + 1
  const ones = text.length > at + 1 ? FIGURES.indexOf(text[at + 1]!) + 1 : 0
  return tens * 10 + ones
}

/**
 * Makes categories of the entries. Between two numbered ones as many are new as numbers are
 * missing; the others, first in line, continue the one that is open. Where nothing is numbered,
 * each is a category.
 */
function categoriesOf(entries: readonly Entry[], starts: ReadonlySet<number>) {
  const categories: ReadCategory[] = []
  const began: number[] = []
  const unnumbered = entries.every(({ ordinal }) => ordinal === null)
  let run: number[] = []
  let offset = 0
  const open = (entry: Entry, heading: ReadCategory['heading']) =>
    categories.push({ ...entry, heading, expected: categories.length - offset + 1 })
  const settle = (next: number | null) => {
    const missing = next === null ? 0 : Math.max(0, next - (categories.length - offset) - 1)
    const fresh = unnumbered ? run.length : Math.min(missing, run.length)
    run.forEach((at, n) => {
      const entry = entries[at]!
      const last = categories.at(-1)
      began[at] = categories.length
      if (n < run.length - fresh && last !== undefined) {
        categories[categories.length - 1] = continued(last, entry)
      } else open(entry, unnumbered ? null : 'lost')
    })
    run = []
  }
  entries.forEach((entry, at) => {
    if (entry.ordinal === null) return void run.push(at)
    const anew = entry.ordinal === 1 && starts.has(at)
    settle(anew ? null : entry.ordinal)
    if (anew) offset = categories.length
    began[at] = categories.length
    open(entry, null)
  })
  settle(null)
  return { categories, began }
}

function continued(open: ReadCategory, more: Entry): ReadCategory {
  const split = open.points.length === 0 || more.points.length === 0
  return {
    ...open,
    text: split ? open.text + more.text : open.text,
    points: [...open.points, ...more.points],
    heading: split ? 'split' : open.heading,
  }
}
