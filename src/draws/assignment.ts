import type { Chance } from './positions.ts'

/** Who inspects whom, by the inspecting unit; and the attempt that kept every rule. */
export type Assigned = {
  readonly assignment: readonly (readonly [string, string])[]
  readonly attempt: number
}

/** After so many attempts none is expected any more; the file is then refused, not drawn wrongly. */
export const MOST_ATTEMPTS = 20_000

/**
 * Cross-assignment 交叉互查: every unit inspects one and is inspected by one, none by itself, no two
 * each other, no forbidden pair. `cycle` draws one ring of all units, `permutation` any such
 * assignment; both are uniform over what the rules allow, by rejection. Null where no attempt
 * kept the rules.
 */
export function assign(
  chance: Chance,
  kind: 'cycle' | 'permutation',
  ids: readonly string[],
  forbidden: readonly (readonly [string, string])[],
): Assigned | null {
  const never = new Set(forbidden.map(([one, other]) => `${one}\n${other}`))
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const line = [...chance.order(`${kind}:${attempt}:`, ids)].map((index) => ids[index]!)
    const next = (index: number) =>
      kind === 'cycle' ? line[(line.indexOf(ids[index]!) + 1) % ids.length]! : line[index]!
    const assignment = ids.map((id, index): [string, string] => [id, next(index)])
    const kept = assignment.every(([one, other]) => !never.has(`${one}\n${other}`))
    const { selfs, pairs } = recognize(assignment)
    if (kept && selfs === 0 && pairs === 0) return { assignment, attempt }
  }
  return null
}

/** What an assignment is: its rings by length, how many inspect themselves, how many each other. */
export function recognize(assignment: readonly (readonly [string, string])[]): {
  readonly rings: readonly number[]
  readonly selfs: number
  readonly pairs: number
} {
  const next = new Map(assignment)
  const rings: number[] = []
  const seen = new Set<string>()
  for (const [start] of assignment) {
    let length = 0
    for (let at: string | undefined = start; at !== undefined && !seen.has(at); at = next.get(at)) {
      seen.add(at)
      length += 1
    }
    if (length > 0) rings.push(length)
  }
  return {
    rings: rings.toSorted((one, other) => other - one),
    selfs: rings.filter((length) => length === 1).length,
    pairs: rings.filter((length) => length === 2).length,
  }
}
