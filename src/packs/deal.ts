import type { ReadCategory } from './headings.ts'
import { partition } from './partition.ts'
import type { ReadCriterion, ReadItem } from './pieces.ts'

/** Units that one group may hold at most, except the last, which takes what is left. */
const LONGEST = 60

/** What it costs to leave the place where something was printed; less than any point. */
const ELSEWHERE = 3
const POINT = 10
const EMPTY = 1000

/** Which items stand under which category: the bounds of each category's stretch. */
export function dealItems(
  categories: readonly ReadCategory[],
  items: readonly ReadItem[],
): number[] {
  const owners = ownersOf(categories, items)
  return partition(categories.length, items.length, LONGEST, (group, from, to) => {
    if (from === to) return EMPTY
    const mine = items.slice(from, to)
    const sum = mine.reduce((all, { points }) => all + Number(points ?? 0), 0)
    const printed = categories[group]!.points.map((points) => Math.abs(sum - Number(points)))
    const off = printed.length === 0 ? 0 : Math.min(...printed)
    return off * POINT + elsewhere(owners, group, from, to)
  })
}

/** Which criteria belong to which item, in the same way. */
export function dealCriteria(
  items: readonly ReadItem[],
  criteria: readonly ReadCriterion[],
): number[] {
  const owners = ownersOf(items, criteria)
  return partition(items.length, criteria.length, LONGEST, (group, from, to) => {
    if (from === to) return EMPTY
    const mine = criteria.slice(from, to)
    return misfit(items[group]!, mine) * POINT + elsewhere(owners, group, from, to)
  })
}

/**
 * How far criteria are from their item: what is taken once makes up the item's points; what is
 * counted, or stops at a bound, may stay below them.
 */
function misfit(item: ReadItem, criteria: readonly ReadCriterion[]): number {
  if (item.points === null) return 0
  const clauses = criteria.flatMap((one) => one.clauses)
  // Hundredths, so that halves add up exactly.
  const whole = hundredths(item.points)
  const sum = clauses.reduce((all, one) => all + hundredths(one.points ?? item.points!), 0)
  const off = (sum - whole) / 100
  const bounded = criteria.some(({ most }) => most !== null)
  if (bounded || clauses.some(({ unit }) => unit !== 'once')) return Math.max(0, bounded ? 0 : off)
  return Math.abs(off)
}

function hundredths(points: string): number {
  return Math.round(Number(points) * 100)
}

/** The groups that stand in the same line as a unit, or the last before it. */
function ownersOf(
  groups: readonly { readonly line: number }[],
  units: readonly { readonly line: number }[],
): ReadonlySet<number>[] {
  return units.map(({ line }) => {
    const same = groups.flatMap((group, n) => (group.line === line ? [n] : []))
    if (same.length > 0) return new Set(same)
    return new Set([groups.findLastIndex((group) => group.line < line)])
  })
}

function elsewhere(
  owners: readonly ReadonlySet<number>[],
  group: number,
  from: number,
  to: number,
): number {
  return owners.slice(from, to).filter((mine) => !mine.has(group)).length * ELSEWHERE
}
