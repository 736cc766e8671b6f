import type { Unit } from '#scores/words.ts'
import type { SheetLine } from './columns.ts'

/** One deduction as printed. `points` null: all the points of the item (不得分). */
export type ReadClause = {
  readonly points: string | null
  readonly unit: Unit
  readonly label: string
}
export type ReadCriterion = {
  /** As printed; null where the sheet does not number them. */
  readonly number: number | null
  readonly text: string
  readonly clauses: readonly ReadClause[]
  readonly notApplicable: boolean
  /** The most that the text lets be taken: a figure, or `item` for the item's own points. */
  readonly most: string | null
  readonly line: number
}
export type ReadItem = {
  readonly number: number | null
  readonly text: string
  readonly points: string | null
  readonly line: number
}

const POINTS = /（(\d+(?:\.\d+)?)分）/g

/** The items of a cell: each begins with the next number; without numbers the cell is one item. */
export function itemsOf(line: SheetLine, index: number, last: number): ReadItem[] {
  if (line.item === '') return []
  const parts = numbered(line.item, /(\d{1,3})[.．、](?!\d)/g, last)
  return parts.map(({ number, text }) => {
    const printed = [...text.matchAll(POINTS)].at(-1)?.[1]
    const column = /^\d+(\.\d+)?/.exec(line.points)?.[0]
    const points = printed ?? (parts.length === 1 ? column : undefined) ?? null
    const label = text.replaceAll(POINTS, '').replace(/[。；;，,\s]+$/, '')
    return { number, text: label, points, line: index }
  })
}

/** Parts criteria from an item's cell into which they slid: from the next number to its points. */
export function unmixed(line: SheetLine, last: number): SheetLine {
  const at = line.item.indexOf(`（${last + 1}）`)
  if (at <= 0 || !/扣|不得分/.test(line.item.slice(at))) return line
  const points = /（\d+(?:\.\d+)?分）$/.exec(line.item)?.[0] ?? ''
  const slid = line.item.slice(at, line.item.length - points.length)
  return { ...line, item: line.item.slice(0, at) + points, criteria: slid + line.criteria }
}

/** The criteria of a cell with their deductions, each counted once or per what the text names. */
export function criteriaOf(line: SheetLine, index: number, last: number): ReadCriterion[] {
  if (line.criteria === '') return []
  return numbered(line.criteria, /（(\d{1,3})）/g, last, [0, 10]).map(({ number, text }) =>
    criterionOf(number, text, index),
  )
}

function criterionOf(number: number | null, text: string, line: number): ReadCriterion {
  const notApplicable = /不涉及.{0,6}不扣/.test(text)
  return { number, text, clauses: clausesOf(text), notApplicable, most: mostOf(text), line }
}

/** A piece without a number, on a sheet that has them, goes on from the last: a page broke it. */
export function joinItems(items: readonly ReadItem[]): ReadItem[] {
  return joined(items, (last, more) => ({
    ...last,
    text: last.text + more.text,
    points: last.points ?? more.points,
  }))
}

/** The same for criteria; what is said once joined is read again as a whole. */
export function joinCriteria(criteria: readonly ReadCriterion[]): ReadCriterion[] {
  return joined(criteria, ({ number, text, line }, more) =>
    criterionOf(number, text + more.text, line),
  )
}

function joined<T extends { readonly number: number | null }>(
  pieces: readonly T[],
  join: (last: T, more: T) => T,
): T[] {
  if (pieces.every(({ number }) => number === null)) return [...pieces]
  const whole: T[] = []
  for (const piece of pieces) {
    const last = whole.at(-1)
    if (piece.number !== null || last === undefined) whole.push(piece)
    else whole[whole.length - 1] = join(last, piece)
  }
  return whole
}

/**
 * Splits a text at its running numbers. A number counts where it goes on from the last within the
 * given reach (0: it may be printed again); others are part of the sentence.
 */
function numbered(
  text: string,
  mark: RegExp,
  last: number,
  [least, most]: readonly [number, number] = [1, 3],
): { number: number | null; text: string }[] {
  const starts: { number: number; at: number; after: number }[] = []
  let before = last
  for (const found of text.matchAll(mark)) {
    const number = Number(found[1])
    if (number < before + least || number > before + most || number === 0) continue
    before = number
    starts.push({ number, at: found.index, after: found.index + found[0].length })
  }
  if (starts.length === 0) return [{ number: null, text }]
  const head = text.slice(0, starts[0]!.at).trim()
  return [
    ...(head === '' ? [] : [{ number: null, text: head }]),
    ...starts.map(({ number, after }, n) => ({
      number,
      text: text.slice(after, starts[n + 1]?.at).trim(),
    })),
  ]
}

const TAKEN = /扣(\d+(?:\.\d+)?)分|不得分|不计分/g

function clausesOf(text: string): ReadClause[] {
  const clauses: ReadClause[] = []
  let from = 0
  for (const found of text.matchAll(TAKEN)) {
    const said = text.slice(from, found.index)
    from = found.index + found[0].length
    if (/(最多|最高|累计|不超过)$/.test(said)) continue
    clauses.push({
      points: found[1] ?? null,
      unit: unitOf(said),
      label: labelOf(said) || labelOf(text) || text,
    })
  }
  return clauses
}

/** What a deduction counts, by its words; the first that fits. */
const UNITS: readonly (readonly [RegExp, Unit])[] = [
  [/每(缺少|少|缺)[1一]?(次|期)/, 'per_missing_occurrence'],
  [/每(缺少|少|缺)[1一]?(人|名)/, 'per_missing_person'],
  [/每(缺少|少|缺)[1一]?(项|个|条|份|门)/, 'per_missing_topic'],
  [/每(发现|有|查出)?[1一]?(家|户)/, 'per_enterprise_found'],
  [/每(发现|有|查出)?[1一]?(人|名)/, 'per_person_found'],
  [/每(发现|有|查出)?[1一]?(处|个|项|条)/, 'per_place_found'],
  [/每(发现|有|查出|发生)?[1一]?(次|起|例|件)/, 'per_occurrence_found'],
]

function unitOf(said: string): Unit {
  return UNITS.find(([pattern]) => pattern.test(said))?.[1] ?? 'once'
}

function labelOf(said: string): string {
  return said
    .replace(/^[，,；;。、\s]+/, '')
    .replace(
      /每(缺少|少|缺|发现|有|查出|发生)?[1一]?(次|期|人|名|项|个|条|份|门|家|户|处|起|例|件)的?[，,]?$/,
      '',
    )
    .replace(/(的)?[，,；;。：:\s]+$/, '')
}

function mostOf(text: string): string | null {
  const figure = /(?:最多|最高|累计)(?:不超过)?扣?(\d+(?:\.\d+)?)分/.exec(text)?.[1]
  return figure ?? (/扣完为止/.test(text) ? 'item' : null)
}
