/** 汇总: what a set of sheets comes to, for pages and for whoever reports on it. */
import { Decimal } from 'decimal.js'
import type { Figures } from './reckon.ts'

export type SheetSum = { readonly id: string; readonly figures: Figures }

export type Mean = {
  /** Of how many sheets; those on which nothing of it has been scored are left out. */
  readonly of: number
  readonly mean: string | null
  readonly least: string | null
  readonly most: string | null
}

export type Summary = {
  readonly sheets: number
  /** Sheets that still have items nobody has scored. */
  readonly incomplete: readonly string[]
  readonly total: Mean
  readonly levels: Readonly<Record<string, Mean>>
  readonly categories: readonly (Mean & { readonly id: number })[]
  /** Complete sheets that come to the same, two or more at a time, the highest first. */
  readonly ties: readonly { readonly score: string; readonly sheets: readonly string[] }[]
}

/** What a sheet comes to in the end: its result where it has one, otherwise its points. */
export function endOf({ result, score }: Pick<Figures, 'result' | 'score'>): string {
  return result ?? score
}

/** Totals, levels, categories, ties. Means are of complete sheets; nothing is guessed for the rest. */
export function summaryOf(all: readonly SheetSum[]): Summary {
  const whole = all.filter(({ figures }) => figures.complete)
  const levels = [...new Set(whole.flatMap(({ figures }) => Object.keys(figures.levels)))]
  const ids = [...new Set(whole.flatMap(({ figures }) => figures.categories.map(({ id }) => id)))]
  const points = (pick: (figures: Figures) => string | null | undefined) =>
    meanOf(whole.flatMap(({ figures }) => pick(figures) ?? []))
  return {
    sheets: all.length,
    incomplete: all.filter(({ figures }) => !figures.complete).map(({ id }) => id),
    total: points(endOf),
    levels: Object.fromEntries(levels.map((level) => [level, points((one) => one.levels[level])])),
    categories: ids.map((id) => ({
      id,
      ...points((one) => one.categories.find((category) => category.id === id)?.score),
    })),
    ties: tiesOf(whole),
  }
}

/** Two places after the point, as percentages have them. */
const PLACES = 2

function meanOf(scores: readonly string[]): Mean {
  if (scores.length === 0) return { of: 0, mean: null, least: null, most: null }
  const all = scores.map((one) => new Decimal(one))
  const sum = all.reduce((total, one) => total.plus(one), new Decimal(0))
  return {
    of: all.length,
    mean: sum.div(all.length).toDecimalPlaces(PLACES, Decimal.ROUND_HALF_UP).toString(),
    least: Decimal.min(...all).toString(),
    most: Decimal.max(...all).toString(),
  }
}

function tiesOf(whole: readonly SheetSum[]): Summary['ties'] {
  const by = new Map<string, string[]>()
  for (const { id, figures } of whole) {
    const score = new Decimal(endOf(figures)).toString()
    by.set(score, [...(by.get(score) ?? []), id])
  }
  return [...by]
    .filter(([, sheets]) => sheets.length > 1)
    .map(([score, sheets]) => ({ score, sheets }))
    .toSorted((one, other) => new Decimal(other.score).cmp(one.score))
}

/** Complete sheets by what they come to, the highest first; equal ones share their place. */
export function rankedOf(
  all: readonly SheetSum[],
): { readonly id: string; readonly place: number }[] {
  const whole = all
    .filter(({ figures }) => figures.complete)
    .map(({ id, figures }) => ({ id, end: new Decimal(endOf(figures)) }))
    .toSorted((one, other) => other.end.cmp(one.end))
  return whole.map(({ id, end }) => ({
    id,
    place: 1 + whole.filter((other) => other.end.gt(end)).length,
  }))
}
