import { Decimal } from 'decimal.js'
import type {
  AnswerProblem,
  Answers,
  Band,
  Category,
  Criterion,
  Item,
  Score,
  ScoredCategory,
  ScoredDeduction,
  ScoredItem,
  Sheet,
  Unit,
} from './words.ts'

const ZERO = new Decimal(0)
const HUNDRED = new Decimal(100)

/** Places after the point of a percentage. */
const PLACES = 2

type Found = { readonly item: Item; readonly criterion: Criterion }

/**
 * Scores a sheet from what was found. Items start at their points; each deduction takes its
 * clause's points once or as often as it was found; what an item loses ends at its cap, at its
 * floor or at its own points. Answers the score, or everything that is wrong with the answers.
 */
export function scoreSheet(
  pack: { readonly id: string; readonly version: string; readonly scoring: Sheet },
  answers: Answers,
): Score | readonly AnswerProblem[] {
  const problems = judgeAnswers(pack.id, pack.scoring, answers)
  if (problems.length > 0) return problems
  const { sheet, categories } = pack.scoring
  const scored = categories.map((category) => ({
    category,
    items: category.items.map((item) => scoreItem(item, answers, sheet.result === 'percent')),
  }))
  const items = scored.flatMap((one) => one.items)
  const whole = scored.map(({ category, items: own }) => sumOf(category, own))
  const score = whole.reduce((sum, one) => sum.plus(one.score), ZERO)
  const applicable = whole.reduce((sum, one) => sum.plus(one.applicable), ZERO)
  const percent = applicable.isZero() ? null : score.div(applicable).times(HUNDRED)
  const result = resultOf(sheet, answers, sheet.result === 'percent' ? percent : score)
  return {
    sheet: pack.id,
    version: pack.version,
    points: sheet.points,
    score: score.toString(),
    percent: percent && rounded(percent),
    levels: levelsOf(pack.scoring, whole),
    categories: whole.map(({ category, scoredAny, score: own }): ScoredCategory => ({
      id: category.id,
      points: category.points,
      score: scoredAny ? own.toString() : null,
    })),
    items,
    complete: items.every(({ state }) => state !== 'not_scored'),
    ...result,
  }
}

function scoreItem(item: Item, answers: Answers, leaveOut: boolean): ScoredItem {
  const applies = item.criteria.some(({ key }) => !answers.notApplicable.includes(key))
  const base = { id: item.id, points: item.points, capped: false, deductions: [] }
  if (answers.notScored.includes(item.id)) return { ...base, score: null, state: 'not_scored' }
  if (!applies) {
    // Nothing is taken; a sheet that asks for a share leaves the item out of the whole.
    return { ...base, score: leaveOut ? null : item.points, state: 'not_applicable' }
  }
  const deductions = deductionsOf(item, answers)
  const taken = deductions.reduce((sum, { points }) => sum.plus(points), ZERO)
  const cap = mostTakenFrom(item)
  return {
    id: item.id,
    points: item.points,
    score: new Decimal(item.points).minus(Decimal.min(taken, cap)).toString(),
    capped: taken.gt(cap),
    state: 'scored',
    deductions,
  }
}

/** The most that an item can lose: its cap, but never what its floor keeps. */
function mostTakenFrom({ points, cap, floor }: Item): Decimal {
  const kept = new Decimal(points).minus(floor?.points ?? 0)
  return Decimal.min(cap?.points ?? points, kept)
}

function deductionsOf(item: Item, answers: Answers): ScoredDeduction[] {
  const criteria = new Map(item.criteria.map((criterion) => [criterion.key, criterion]))
  return answers.deductions.flatMap(({ criterion: key, clause, times, reason }) => {
    const points = criteria.get(key)?.clauses[clause - 1]?.points
    if (points === undefined) return []
    const taken = new Decimal(points).times(times).toString()
    return [{ criterion: key, clause, times, points: taken, reason }]
  })
}

type Whole = {
  readonly category: Category
  readonly score: Decimal
  readonly applicable: Decimal
  readonly scoredAny: boolean
}

function sumOf(category: Category, items: readonly ScoredItem[]): Whole {
  const counted = items.filter(({ score }) => score !== null)
  const weight = new Decimal(category.weight ?? 1)
  const of = (pick: (item: ScoredItem) => string) =>
    counted.reduce((sum, item) => sum.plus(pick(item)), ZERO).times(weight)
  return {
    category,
    score: of(({ score }) => score ?? '0'),
    applicable: of(({ points }) => points),
    scoredAny: counted.length > 0,
  }
}

function levelsOf({ sheet }: Sheet, whole: readonly Whole[]): Record<string, string> {
  return Object.fromEntries(
    sheet.levels.map(({ level }) => {
      const own = whole.filter(({ category }) => category.level === level)
      return [level, own.reduce((sum, { score }) => sum.plus(score), ZERO).toString()]
    }),
  )
}

function resultOf(sheet: Sheet['sheet'], answers: Answers, base: Decimal | null) {
  const coefficient = sheet.coefficients?.find(({ key }) => key === answers.coefficient)
  const adjustments = answers.adjustments.flatMap(({ key, times, reason }) => {
    const row = sheet.adjustments?.find((one) => one.key === key)
    if (row === undefined) return []
    const points = new Decimal(row.points).times(times).toString()
    return [{ key, kind: row.kind, times, points, reason }]
  })
  const multiplied = base && base.times(coefficient?.value ?? 1)
  const result =
    multiplied &&
    adjustments.reduce(
      (sum, { kind, points }) => (kind === 'bonus' ? sum.plus(points) : sum.minus(points)),
      multiplied,
    )
  return {
    coefficient: coefficient ? { key: coefficient.key, value: coefficient.value } : null,
    adjustments,
    result: result && rounded(result),
    band: result && (bandOf(sheet.bands ?? [], result.toDecimalPlaces(PLACES))?.label ?? null),
  }
}

/** The grade that covers a result; none where a stretch between two is left open. */
export function bandOf(bands: readonly Band[], result: Decimal): Band | undefined {
  return bands.find(
    ({ from, to, below }) =>
      result.gte(from) &&
      (to === undefined || result.lte(to)) &&
      (below === undefined || result.lt(below)),
  )
}

function rounded(value: Decimal): string {
  return value.toDecimalPlaces(PLACES, Decimal.ROUND_HALF_UP).toString()
}

/** Everything that is wrong with answers, in the order of their text. */
export function judgeAnswers(id: string, scoring: Sheet, answers: Answers): AnswerProblem[] {
  const found = new Map<string, Found>()
  for (const category of scoring.categories)
    for (const item of category.items)
      for (const criterion of item.criteria) found.set(criterion.key, { item, criterion })
  return [
    ...(answers.sheet === id
      ? []
      : [{ at: 'sheet', message: `答卷所属打分表为 ${answers.sheet}，与 ${id} 不符。` }]),
    ...judgeDeductions(found, answers),
    ...judgeNotApplicable(found, answers),
    ...judgeNotScored(scoring, found, answers),
    ...judgeBeside(scoring.sheet, answers),
  ]
}

function judgeDeductions(found: ReadonlyMap<string, Found>, answers: Answers): AnswerProblem[] {
  const counted = new Map<string, number>()
  return answers.deductions.flatMap(({ criterion: key, clause, times }, index) => {
    const at = `deductions[${index}]`
    const one = found.get(key)
    if (one === undefined) return [{ at, message: `打分表没有评分标准 ${key}。` }]
    const { clauses, number } = one.criterion
    const row = clauses[clause - 1]
    if (row === undefined) {
      const message = `评分标准（${number}）共 ${clauses.length} 条扣分情形，没有第 ${clause} 条。`
      return [{ at, message }]
    }
    if (answers.notApplicable.includes(key)) {
      return [{ at, message: `评分标准（${number}）已填不涉及，不得扣分。` }]
    }
    const where = `${key} ${clause}`
    const total = (counted.get(where) ?? 0) + times
    counted.set(where, total)
    const most = mostOf(row.unit, answers)
    if (total <= most) return []
    const message =
      row.unit === 'once'
        ? `评分标准（${number}）第 ${clause} 条只扣一次，现为 ${total} 次。`
        : `评分标准（${number}）第 ${clause} 条按家扣分，检查 ${most} 家，现为 ${total} 家。`
    return [{ at, message }]
  })
}

function mostOf(unit: Unit, { enterprises }: Answers): number {
  if (unit === 'once') return 1
  return unit === 'per_enterprise_found' ? (enterprises ?? Infinity) : Infinity
}

function judgeNotApplicable(found: ReadonlyMap<string, Found>, answers: Answers): AnswerProblem[] {
  return answers.notApplicable.flatMap((key, index) => {
    const at = `notApplicable[${index}]`
    const one = found.get(key)
    if (one === undefined) return [{ at, message: `打分表没有评分标准 ${key}。` }]
    if (one.criterion.notApplicable) return []
    const { number } = one.criterion
    return [{ at, message: `打分表没有写明评分标准（${number}）可以不涉及，应逐项评定。` }]
  })
}

function judgeNotScored(
  scoring: Sheet,
  found: ReadonlyMap<string, Found>,
  answers: Answers,
): AnswerProblem[] {
  const ids = new Set(scoring.categories.flatMap(({ items }) => items.map(({ id }) => id)))
  return answers.notScored.flatMap((id, index) => {
    const at = `notScored[${index}]`
    if (!ids.has(id)) return [{ at, message: `打分表没有第 ${id} 项。` }]
    const taken = answers.deductions.some(({ criterion }) => found.get(criterion)?.item.id === id)
    return taken ? [{ at, message: `第 ${id} 项有扣分，不能同时填未评。` }] : []
  })
}

function judgeBeside(sheet: Sheet['sheet'], answers: Answers): AnswerProblem[] {
  const problems: AnswerProblem[] = []
  const coefficients = sheet.coefficients ?? []
  const { coefficient } = answers
  if (coefficient !== undefined && !coefficients.some(({ key }) => key === coefficient)) {
    problems.push({ at: 'coefficient', message: `打分表没有系数 ${coefficient}。` })
  }
  if (coefficient === undefined && coefficients.length > 0) {
    const choices = coefficients.map(({ key }) => key).join('、')
    problems.push({ at: 'coefficient', message: `请选择系数：${choices}。` })
  }
  const counted = new Map<string, number>()
  answers.adjustments.forEach(({ key, times }, index) => {
    const at = `adjustments[${index}]`
    const row = sheet.adjustments?.find((one) => one.key === key)
    if (row === undefined) return void problems.push({ at, message: `打分表没有加减分项 ${key}。` })
    const total = (counted.get(key) ?? 0) + times
    counted.set(key, total)
    const most = row.most ?? 1
    if (total > most) {
      problems.push({ at, message: `“${row.label}”最多计 ${most} 次，现为 ${total} 次。` })
    }
  })
  return problems
}
