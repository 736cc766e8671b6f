/** 统一尺度: how strictly the sheets of one set were filled in, as evidence and never as a verdict. */
import { Decimal } from 'decimal.js'
import { criteriaOf, itemsOf, type ItemAnswer, type SheetPack } from './reckon.ts'

export type Measured = {
  readonly id: string
  readonly items: readonly ItemAnswer[]
}

/** When something stands out; figures of the house rules. */
export type RulerRule = {
  /** Fewer sheets than this are not compared. */
  readonly least: number
  /** A sheet stands out on a criterion where at least this share of the others did otherwise. */
  readonly sharePercent: number
  /** A sheet stands out as a whole where it is further from the mean than so many deviations. */
  readonly deviationPercent: number
}

export type CriterionStrictness = {
  readonly key: string
  readonly number: number
  readonly item: number
  /** Sheets that have scored the item, and those of them that took something for the criterion. */
  readonly scored: number
  readonly deducted: readonly string[]
  /** Points taken for it on average over the sheets that scored it. */
  readonly mean: string | null
  /** Sheets that stand alone: they took where others did not, or did not where others took. */
  readonly stricter: readonly string[]
  readonly milder: readonly string[]
}

export type SheetStrictness = {
  readonly id: string
  readonly complete: boolean
  /** Points taken before caps, over all criteria. */
  readonly taken: string
  /** From the mean of the complete sheets; null where the sheet is not complete. */
  readonly deviation: string | null
  readonly outlier: boolean
}

export type Strictness = {
  readonly compared: boolean
  readonly criteria: readonly CriterionStrictness[]
  readonly sheets: readonly SheetStrictness[]
  readonly mean: string | null
  readonly standardDeviation: string | null
}

const PLACES = 2
const rounded = (value: Decimal) => value.toDecimalPlaces(PLACES, Decimal.ROUND_HALF_UP).toString()
const sum = (all: readonly Decimal[]) => all.reduce((total, one) => total.plus(one), new Decimal(0))

/** Compares the sheets of one set under one version, criterion by criterion and as wholes. */
export function strictnessOf(
  pack: SheetPack,
  sheets: readonly Measured[],
  rule: RulerRule,
): Strictness {
  const known = criteriaOf(pack.scoring)
  const criteria = itemsOf(pack.scoring).flatMap((item) =>
    item.criteria.map((criterion) => {
      const scored = sheets.flatMap((sheet) => {
        const answer = sheet.items.find((one) => one.item === item.id)
        const applies =
          answer && answer.state !== 'not_scored' && !answer.notApplicable.includes(criterion.key)
        return applies ? [{ id: sheet.id, taken: takenFor(known, answer, criterion.key) }] : []
      })
      return criterionOf({ ...criterion, item: item.id }, scored, rule)
    }),
  )
  const compared = sheets.length >= rule.least
  return { compared, criteria, ...wholesOf(pack, sheets, rule) }
}

type Taken = { readonly id: string; readonly taken: Decimal }

function criterionOf(
  { key, number, item }: { readonly key: string; readonly number: number; readonly item: number },
  scored: readonly Taken[],
  rule: RulerRule,
): CriterionStrictness {
  const deducted = scored.filter(({ taken }) => taken.gt(0))
  const free = scored.filter(({ taken }) => taken.isZero())
  const others = scored.length - 1
  const alone = (otherwise: number) =>
    scored.length >= rule.least && otherwise * 100 >= others * rule.sharePercent
  return {
    key,
    number,
    item,
    scored: scored.length,
    deducted: deducted.map(({ id }) => id),
    mean:
      scored.length === 0 ? null : rounded(sum(scored.map((one) => one.taken)).div(scored.length)),
    stricter: alone(free.length) ? deducted.map(({ id }) => id) : [],
    milder: alone(deducted.length) ? free.map(({ id }) => id) : [],
  }
}

/** Points taken before caps, for one criterion or for all. */
function takenFor(
  criteria: ReturnType<typeof criteriaOf>,
  answer: ItemAnswer,
  key: string | null,
): Decimal {
  return sum(
    answer.deductions
      .filter(({ criterion }) => key === null || criterion === key)
      .map(({ criterion, clause, times }) =>
        new Decimal(criteria.get(criterion)?.clauses[clause - 1]?.points ?? 0).times(times),
      ),
  )
}

function wholesOf(pack: SheetPack, sheets: readonly Measured[], rule: RulerRule) {
  const ids = itemsOf(pack.scoring).map(({ id }) => id)
  const criteria = criteriaOf(pack.scoring)
  const all = sheets.map((sheet) => ({
    id: sheet.id,
    complete: ids.every((id) =>
      sheet.items.some((one) => one.item === id && one.state !== 'not_scored'),
    ),
    taken: sum(sheet.items.map((answer) => takenFor(criteria, answer, null))),
  }))
  const whole = all.filter(({ complete }) => complete)
  const mean = whole.length === 0 ? null : sum(whole.map((one) => one.taken)).div(whole.length)
  const spread =
    mean &&
    sum(whole.map(({ taken }) => taken.minus(mean).pow(2)))
      .div(whole.length)
      .sqrt()
  return {
    mean: mean && rounded(mean),
    standardDeviation: spread && rounded(spread),
    sheets: all.map(({ id, complete, taken }): SheetStrictness => {
      const deviation = mean && complete ? taken.minus(mean) : null
      return {
        id,
        complete,
        taken: taken.toString(),
        deviation: deviation && rounded(deviation),
        outlier:
          whole.length >= rule.least &&
          deviation !== null &&
          spread !== null &&
          spread.gt(0) &&
          deviation.abs().times(100).gt(spread.times(rule.deviationPercent)),
      }
    }),
  }
}
