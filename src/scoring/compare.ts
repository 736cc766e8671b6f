/** 重新评判: one sheet's answers under another version, side by side; nothing is overwritten. */
import { Decimal } from 'decimal.js'
import { scoreSheet } from '#scores/rules.ts'
import type { Answers, Score } from '#scores/words.ts'
import { criteriaOf, itemsOf, reckonable, type SheetPack } from './reckon.ts'

export type Compared = {
  readonly key: string
  readonly label: string
  /** Null where that side has no such row, or it was not scored. */
  readonly now: string | null
  readonly other: string | null
  /** `other` less `now`; null where one side has none. */
  readonly difference: string | null
}

export type Rejudged = {
  readonly now: Score
  /** Null where the other sheet cannot be reckoned with these answers. */
  readonly other: Score | null
  readonly levels: readonly Compared[]
  readonly items: readonly Compared[]
  /** What the answers say and the other sheet has no place for. */
  readonly leftOut: readonly string[]
  readonly problems: readonly string[]
}

/** Judges the same answers under both sheets. */
export function rejudge(now: SheetPack, other: SheetPack, answers: Answers): Rejudged {
  const own = scoreSheet(reckonable(now, answers), answers)
  if (!('score' in own)) throw new Error(own.map(({ message }) => message).join(''))
  const { fitted, leftOut } = fit(other, answers)
  const judged = scoreSheet(reckonable(other, fitted), fitted)
  const score = 'score' in judged ? judged : null
  const label = (pack: SheetPack) =>
    new Map(itemsOf(pack.scoring).map((item) => [String(item.id), item.label]))
  const byItem = (one: Score) =>
    new Map(one.items.map(({ id, score: points }) => [String(id), points]))
  const heading = ({ scoring }: SheetPack) =>
    new Map(scoring.sheet.levels.map((one) => [one.level, one.heading]))
  return {
    now: own,
    other: score,
    levels: sides(
      new Map(Object.entries(own.levels)),
      score && new Map(Object.entries(score.levels)),
      [heading(now), heading(other)],
    ),
    items: sides(byItem(own), score && byItem(score), [label(now), label(other)]),
    leftOut,
    problems: 'score' in judged ? [] : judged.map(({ message }) => message),
  }
}

/** The answers as far as the other sheet has a place for them. */
function fit(pack: SheetPack, answers: Answers): { fitted: Answers; leftOut: string[] } {
  const criteria = criteriaOf(pack.scoring)
  const ids = new Set(itemsOf(pack.scoring).map(({ id }) => id))
  const takes = ({ criterion, clause }: Answers['deductions'][number]) =>
    (criteria.get(criterion)?.clauses.length ?? 0) >= clause
  const lost = answers.deductions.filter((one) => !takes(one))
  const none = answers.notApplicable.filter((key) => !criteria.get(key)?.notApplicable)
  const coefficients = pack.scoring.sheet.coefficients ?? []
  const known = coefficients.some(({ key }) => key === answers.coefficient)
  const rows = new Set((pack.scoring.sheet.adjustments ?? []).map(({ key }) => key))
  const { coefficient: _, ...rest } = answers
  return {
    fitted: {
      ...rest,
      sheet: pack.id,
      deductions: answers.deductions.filter(takes),
      notApplicable: answers.notApplicable.filter((key) => !none.includes(key)),
      notScored: answers.notScored.filter((id) => ids.has(id)),
      adjustments: answers.adjustments.filter(({ key }) => rows.has(key)),
      ...(known ? { coefficient: answers.coefficient } : {}),
    },
    leftOut: [
      ...lost.map(({ criterion, clause }) => `${criterion}第${clause}条的扣分`),
      ...none.map((key) => `${key}的不涉及`),
      ...answers.adjustments.flatMap(({ key }) => (rows.has(key) ? [] : [`加减分项${key}`])),
    ],
  }
}

type Side = ReadonlyMap<string, string | null>

function sides(
  now: Side,
  other: Side | null,
  labels: readonly [ReadonlyMap<string, string>, ReadonlyMap<string, string>],
): Compared[] {
  const keys = [...new Set([...now.keys(), ...(other?.keys() ?? [])])]
  return keys.map((key) => {
    const [a, b] = [now.get(key) ?? null, other?.get(key) ?? null]
    return {
      key,
      label: labels[0].get(key) ?? labels[1].get(key) ?? key,
      now: a,
      other: b,
      difference: a === null || b === null ? null : new Decimal(b).minus(a).toString(),
    }
  })
}
