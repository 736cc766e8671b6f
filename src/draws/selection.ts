import type { Chance } from './positions.ts'
import type { Unit } from './paper.ts'

export type Selected = {
  readonly drawn: readonly string[]
  readonly substitutes: readonly string[]
}

/**
 * Randomized systematic selection with probability proportional to weight: exactly `size` units,
 * each with the probability min(1, size × weight / sum of weights) exactly. Units that are certain
 * come first, then the line of random positions is walked in equal steps from a uniform start. With
 * equal weights every set of the line is as likely as its turn. Substitutes are the units not drawn,
 * next in line. Of some pairs the joint probability is small, as always under systematic steps.
 */
export function select(
  chance: Chance,
  units: readonly Unit[],
  size: number,
  substitutes: number,
): Selected {
  const { certain, rest, left } = certainties(units, size)
  const drawn = certain.map(({ id }) => id)
  const next: string[] = []
  const total = sum(rest)
  const line = chance.order(
    'order:',
    rest.map(({ id }) => id),
  )
  let mark = left > 0 ? chance.uniform('start', total) : Infinity
  let walked = 0
  for (const index of line) {
    const unit = rest[index]!
    walked += unit.weight * left
    if (mark < walked) {
      drawn.push(unit.id)
      mark += total
    } else if (next.length < substitutes) next.push(unit.id)
  }
  return { drawn, substitutes: next }
}

/** Units whose weight makes them certain, and how many are left to draw from the rest. */
function certainties(units: readonly Unit[], size: number) {
  const certain: Unit[] = []
  let rest = units
  for (;;) {
    const left = size - certain.length
    const total = sum(rest)
    const sure = left > 0 ? rest.filter(({ weight }) => weight * left >= total) : []
    if (sure.length === 0) return { certain, rest, left }
    certain.push(...sure)
    const taken = new Set(sure)
    rest = rest.filter((unit) => !taken.has(unit))
  }
}

function sum(units: readonly Unit[]): number {
  let total = 0
  for (const { weight } of units) total += weight
  return total
}
