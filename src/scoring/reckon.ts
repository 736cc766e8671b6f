/** What the rows of a sheet come to; pure, for server and browser alike. */
import { judgeAnswers, scoreSheet } from '#scores/rules.ts'
import type {
  AnswerProblem,
  Answers,
  Criterion,
  Item,
  Score,
  ScoredItem,
  Sheet,
} from '#scores/words.ts'
import type * as z from 'zod'
import type { Beside, figuresSchema, KeptDeduction } from './shapes.ts'
import type { ItemState } from './vocabulary.ts'

/** A sheet as its pack holds it, with what is printed around it. */
export type PackSheet = Sheet & {
  readonly sheet: {
    readonly title: string
    readonly columns: readonly string[]
    readonly header: readonly string[]
    readonly footer: string
    readonly article: string
    readonly sampling?:
      | { readonly industries: number; readonly enterprisesEach: number }
      | undefined
  }
}

/** One version of a pack that has a sheet. */
export type SheetPack = {
  readonly id: string
  readonly version: string
  readonly scoring: PackSheet
}

/** What was said of one item. */
export type ItemAnswer = {
  readonly item: number
  readonly state: ItemState
  readonly done: string | null
  readonly deductions: readonly KeptDeduction[]
  readonly notApplicable: readonly string[]
}

export type Figures = z.output<typeof figuresSchema>

export const NO_BESIDE: Beside = { coefficient: null, adjustments: [] }

/** The items of a sheet in the order of its print. */
export function itemsOf({ categories }: Pick<Sheet, 'categories'>): Item[] {
  return categories.flatMap(({ items }) => [...items])
}

/** The criteria of a sheet by their keys. */
export function criteriaOf(sheet: Pick<Sheet, 'categories'>): ReadonlyMap<string, Criterion> {
  return new Map(itemsOf(sheet).flatMap(({ criteria }) => criteria.map((one) => [one.key, one])))
}

/** The answers of a whole sheet; without a sample no deduction per enterprise is bounded. */
export function answersOf(
  pack: Pick<SheetPack, 'id' | 'scoring'>,
  items: readonly ItemAnswer[],
  { enterprises = 0, beside = NO_BESIDE }: { enterprises?: number; beside?: Beside } = {},
): Answers {
  const by = new Map(items.map((one) => [one.item, one]))
  const said = itemsOf(pack.scoring).map(({ id }) => by.get(id))
  return {
    sheet: pack.id,
    ...(enterprises > 0 ? { enterprises } : {}),
    deductions: said.flatMap((one) => (one?.deductions ?? []).map(takenOf)),
    notApplicable: said.flatMap((one) => [...(one?.notApplicable ?? [])]),
    notScored: itemsOf(pack.scoring).flatMap(({ id }, index) =>
      (said[index]?.state ?? 'not_scored') === 'not_scored' ? [id] : [],
    ),
    ...(beside.coefficient === null ? {} : { coefficient: beside.coefficient }),
    adjustments: [...beside.adjustments],
  }
}

const takenOf = ({ criterion, clause, times, reason }: KeptDeduction) => ({
  criterion,
  clause,
  times,
  reason,
})

/**
 * The score of what has been said so far. While a coefficient is still to be chosen the points are
 * told without it; answers are judged where they are given, so whatever else is wrong is a fault.
 */
export function scoreOf(
  pack: SheetPack,
  items: readonly ItemAnswer[],
  more: { readonly enterprises?: number; readonly beside?: Beside } = {},
): Score {
  const answers = answersOf(pack, items, more)
  const score = scoreSheet(reckonable(pack, answers), answers)
  if ('score' in score) return score
  throw new Error(`sheet ${pack.id}: ${score.map(({ message }) => message).join('')}`)
}

/** A sheet without its coefficients while none is chosen. */
export function reckonable(pack: SheetPack, { coefficient }: Answers): SheetPack {
  if (coefficient !== undefined) return pack
  const { sheet, categories } = pack.scoring
  return { ...pack, scoring: { categories, sheet: { ...sheet, coefficients: [] } } }
}

/** What one item comes to by itself. */
export function scoreAlone(pack: SheetPack, answer: ItemAnswer): ScoredItem {
  return scoreOf(pack, [answer]).items.find(({ id }) => id === answer.item)!
}

/** What is wrong with what is said of one item, by itself; a sample bounds what counts enterprises. */
export function judgeAlone(
  pack: SheetPack,
  answer: ItemAnswer,
  enterprises: number,
): readonly AnswerProblem[] {
  const answers = answersOf(pack, [answer], { enterprises })
  const about = /^(deductions|notApplicable)/
  return judgeAnswers(pack.id, pack.scoring, answers).filter(({ at }) => about.test(at))
}

/** Totals, levels and categories, as lists and summaries tell them. */
export function figuresOf(score: Score): Figures {
  const scored = score.items.filter(({ state }) => state !== 'not_scored').length
  return {
    score: score.score,
    points: score.points,
    result: score.result,
    band: score.band,
    complete: score.complete,
    levels: { ...score.levels },
    categories: score.categories.map((one) => ({ ...one })),
    scored,
    items: score.items.length,
  }
}
