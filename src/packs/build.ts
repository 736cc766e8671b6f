import { Decimal } from 'decimal.js'
import { levelKey, levelsOfBody, samplingOf } from './body.ts'
import { sheetLines, type SheetLine } from './columns.ts'
import { dealCriteria, dealItems } from './deal.ts'
import { FIGURES, headingsOf, type ReadCategory, type ReadLevel } from './headings.ts'
import { criteriaOf, itemsOf, joinCriteria, joinItems, unmixed } from './pieces.ts'
import type { ReadCriterion, ReadItem } from './pieces.ts'
import type { ReadFile } from './table.ts'
import type { ImportProblem } from './words.ts'

const LONGEST = 800

/** A score sheet as scoring.yaml writes it, before it is checked. */
export type DraftSheet = { readonly sheet: object; readonly categories: readonly object[] }

/** A draft sheet out of a file, and what could not be read into it. */
export type Built = {
  readonly scoring: DraftSheet
  readonly title: string
  readonly items: number
  readonly problems: readonly ImportProblem[]
}

/** Makes a score sheet of a file's tables; null where none of them is one. */
export function buildSheet(file: ReadFile): Built | null {
  const found = sheetLines(file)
  if (found === null) return null
  const lines = found.lines.filter((line) => !FOOTER.test(firstOf(line)))
  const { levels, categories: printed, taken } = headingsOf(lines)
  const { items, criteria } = piecesOf(lines, taken)
  if (items.length === 0) return null
  const whole = printed.length > 0 ? printed : [wholeSheet(found.title)]
  const scored = criteria.filter(({ clauses }) => clauses.length > 0)
  const categories = categoriesOf(whole, items, scored)
  const named = levelsOf(levels, categories, levelsOfBody(file.paragraphs))
  const title = (found.title ?? '打分表').slice(0, LONGEST)
  const sampling = samplingOf([...file.paragraphs, ...lines.map(firstOf)])
  const ofLevel = named.flatMap(({ key, from, to }) =>
    categories.slice(from, to).map((category) => ({ ...category, level: key })),
  )
  return {
    title,
    items: items.length,
    problems: [...problemsOf(lines, items, criteria), ...levelGaps(levels, named.length)],
    scoring: {
      sheet: {
        title,
        points: sum(categories),
        step: stepOf(criteria, items),
        levels: named.map(({ key, heading, printed: said, works, from, to }) => ({
          level: key,
          points:
            levels.find((one) => one.before === from)?.points ?? sum(categories.slice(from, to)),
          heading,
          ...(said === undefined ? {} : { printed: said }),
          ...(works === null ? {} : { works }),
        })),
        ...(sampling ? { sampling } : {}),
        columns: found.columns,
        header: ['检查组', '被检查单位'],
        footer: '总得分',
        article: 'sheet',
        mark: 'assumption',
      },
      categories: ofLevel.map(({ from: _, ...category }) => category),
    },
  }
}

const FOOTER = /^(总得分|合计|总分|总计|得分合计)/

function firstOf({ alone, category, item, criteria }: SheetLine): string {
  return alone || category || item || criteria
}

function wholeSheet(title: string | null): ReadCategory {
  const text = title ?? '全表'
  return { ordinal: null, label: null, text, points: [], line: 0, heading: null, expected: 1 }
}

function piecesOf(lines: readonly SheetLine[], taken: ReadonlySet<number>) {
  const items: ReadItem[] = []
  const criteria: ReadCriterion[] = []
  let item = 0
  let number = 0
  lines.forEach((mixed, index) => {
    if (taken.has(index)) return
    const line = unmixed(mixed, number)
    const here = itemsOf(line, index, item)
    items.push(...here)
    item = here.findLast((one) => one.number !== null)?.number ?? item
    const found = criteriaOf(line, index, number)
    criteria.push(...found)
    number = found.findLast((one) => one.number !== null)?.number ?? number
  })
  return { items: joinItems(items), criteria: joinCriteria(criteria) }
}

type Category = ReturnType<typeof categoriesOf>[number]

function categoriesOf(
  printed: readonly ReadCategory[],
  items: readonly ReadItem[],
  criteria: readonly ReadCriterion[],
) {
  const bounds = dealItems(printed, items)
  const dealt = dealCriteria(items, criteria)
  const keys = keysOf(criteria)
  const written = items.map((item, n) => {
    const [from, to] = [dealt[n]!, dealt[n + 1]!]
    const home = bounds.findLastIndex((bound) => bound <= n)
    const own = criteria.slice(from, to).map((criterion, k) => ({
      ...writtenCriterion(criterion, keys[from + k]!, item),
      ...printedIn(printed, criterion, items[n]!, home),
    }))
    return writtenItem(item, n + 1, own, criteria.slice(from, to))
  })
  return printed.map((category, n) => {
    const own = written.slice(bounds[n], bounds[n + 1])
    return { ...writtenCategory(category, n + 1, own), from: bounds[n]! }
  })
}

type WrittenItem = ReturnType<typeof writtenItem>

/** Where the criterion stands under another category than its item's, on another line. */
function printedIn(
  categories: readonly ReadCategory[],
  criterion: ReadCriterion,
  item: ReadItem,
  home: number,
) {
  if (criterion.line === item.line) return {}
  const there = categories.findLastIndex(({ line }) => line <= criterion.line)
  return there < 0 || there === home ? {} : { printedIn: there + 1 }
}

/** C01 for number 1; where a number is printed again, each gets a letter. */
function keysOf(criteria: readonly ReadCriterion[]): { key: string; number: number }[] {
  const numbers = criteria.map(({ number }, n) => number ?? n + 1)
  return numbers.map((number, n) => {
    const digits = String(number).padStart(2, '0')
    const again = numbers.filter((one) => one === number).length > 1
    const before = numbers.slice(0, n).filter((one) => one === number).length
    return { key: `C${digits}${again ? String.fromCharCode(97 + before) : ''}`, number }
  })
}

function writtenCriterion(
  { clauses, notApplicable }: ReadCriterion,
  { key, number }: { key: string; number: number },
  item: ReadItem,
) {
  return {
    key,
    number,
    ...(notApplicable ? { notApplicable } : {}),
    clauses: clauses.map(({ points, unit, label }) => ({
      points: points ?? item.points ?? '0',
      ...(unit === 'once' ? {} : { unit }),
      label: label.slice(0, LONGEST),
    })),
  }
}

/** The cap is what the sheet says; where it counts without saying one, the item's points, assumed. */
function writtenItem(
  { text, points }: ReadItem,
  id: number,
  criteria: readonly ReturnType<typeof writtenCriterion>[],
  read: readonly ReadCriterion[],
) {
  const total = points ?? sum(criteria.flatMap(({ clauses }) => clauses))
  const said = read.find(({ most }) => most !== null)?.most
  const counted = read.some(({ clauses }) => clauses.some(({ unit }) => unit !== 'once'))
  const cap =
    said != null
      ? { points: said === 'item' ? total : said, mark: 'secondary' }
      : counted
        ? { points: total, mark: 'assumption' }
        : null
  return {
    id,
    points: total,
    label: (text || `第${id}项`).slice(0, LONGEST),
    ...(cap ? { cap } : {}),
    criteria,
  }
}

function writtenCategory(
  { text, points, label, ordinal, expected, heading }: ReadCategory,
  id: number,
  items: readonly WrittenItem[],
) {
  const counted = sum(items)
  const fits = points.find((one) => new Decimal(one).equals(counted))
  const wrongLabel = ordinal !== null && ordinal !== expected
  const printed = {
    ...(wrongLabel ? { label: label! } : {}),
    ...(points.length > 1 ? { points } : {}),
    ...(heading ? { heading } : {}),
  }
  return {
    id,
    level: '',
    label: (text || `第${id}类`).slice(0, LONGEST),
    points: points.length === 1 ? points[0]! : (fits ?? counted),
    ...(Object.keys(printed).length > 0 ? { printed } : {}),
    items,
  }
}

type Level = {
  readonly key: string
  readonly heading: string
  readonly printed?: string | null
  readonly works: number | null
  readonly from: number
  readonly to: number
}

/** The levels: as the body counts them where that fits the sheet, else as the sheet prints them. */
function levelsOf(
  printed: readonly ReadLevel[],
  categories: readonly Category[],
  body: ReturnType<typeof levelsOfBody>,
): Level[] {
  const works = body.reduce((all, one) => all + (one.works ?? NaN), 0)
  if (body.length > 1 && works === categories.length) return bodyLevels(printed, body)
  if (printed.length === 0) {
    return [{ key: 'whole', heading: '全表', works: null, from: 0, to: categories.length }]
  }
  return printed.map(({ name, printed: heading, before }, n) => ({
    key: uniqueKey(printed, name, n),
    heading,
    works: null,
    from: n === 0 ? 0 : before,
    to: printed[n + 1]?.before ?? categories.length,
  }))
}

function uniqueKey(printed: readonly ReadLevel[], name: string, n: number): string {
  const key = levelKey(name, n)
  const twice = printed.slice(0, n).some((one, k) => levelKey(one.name, k) === key)
  return twice ? `level${n + 1}` : key
}

function bodyLevels(printed: readonly ReadLevel[], body: ReturnType<typeof levelsOfBody>): Level[] {
  let from = 0
  return body.map(({ name, works }, n) => {
    const key = levelKey(name, n)
    const there = printed.find((one, k) => levelKey(one.name, k) === key)
    const heading = `${FIGURES[n]}、${there?.name ?? name}`
    const to = from + works!
    const level = { key, heading, printed: there?.printed ?? null, works, from, to }
    from = to
    return level
  })
}

/** Headings number on: where one is passed over, a level has none. */
function levelGaps(levels: readonly ReadLevel[], count: number): ImportProblem[] {
  if (count !== levels.length) return []
  return levels.flatMap(({ ordinal, printed }, n): ImportProblem[] =>
    ordinal === n + 1
      ? []
      : [
          {
            class: 'extraction',
            severity: 'warning',
            at: printed,
            message: `层级标题“${printed}”应为第${n + 1}个，其前可能缺少标题`,
          },
        ],
  )
}

function problemsOf(
  lines: readonly SheetLine[],
  items: readonly ReadItem[],
  criteria: readonly ReadCriterion[],
): ImportProblem[] {
  const say = (line: number, message: string): ImportProblem => ({
    class: 'document',
    severity: 'error',
    at: lines[line]!.at,
    message,
  })
  const short = (text: string) => (text.length > 30 ? `${text.slice(0, 30)}…` : text)
  return [
    ...items.flatMap(({ points, text, line }) =>
      points === null ? [say(line, `“${short(text)}”没有写明分值，暂按各扣分条合计`)] : [],
    ),
    ...items.flatMap(({ number, line }, n) => {
      const next = n === 0 ? 1 : (items[n - 1]!.number ?? 0) + 1
      if (number === null || number === next) return []
      const skipped = number === next + 1 ? `${next}` : `${next} 至 ${number - 1}`
      return [say(line, `项目编号 ${skipped} 缺失，其后为 ${number}`)]
    }),
    ...criteria.flatMap(({ clauses, number, text, line }) =>
      clauses.length > 0
        ? []
        : [
            say(
              line,
              `评分标准${number ? `（${number}）` : ''}“${short(text)}”没有写明扣分，未录入`,
            ),
          ],
    ),
  ]
}

/** The smallest step in which points are given: 0.1, 0.5 or 1. */
function stepOf(criteria: readonly ReadCriterion[], items: readonly ReadItem[]): string {
  const all = [
    ...items.map(({ points }) => points),
    ...criteria.flatMap(({ clauses }) => clauses.map(({ points }) => points)),
  ].flatMap((points) => (points === null ? [] : [new Decimal(points)]))
  const fits = (step: string) => all.every((points) => points.mod(step).isZero())
  return ['1', '0.5', '0.1', '0.05'].find(fits) ?? '0.01'
}

function sum(parts: readonly { readonly points: string }[]): string {
  return parts.reduce((all, { points }) => all.plus(points), new Decimal(0)).toString()
}
