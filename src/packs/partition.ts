/** What a stretch of units costs a group; 0 where it fits exactly. */
export type Cost = (group: number, from: number, to: number) => number

/**
 * Deals a row of units out to a row of groups, in order and without gaps, at the least cost.
 * Answers where each group's stretch begins; one more entry closes the last. Sheets print items
 * under headings and criteria beside items; where a page broke them apart, points tell what belongs
 * together, and the place where it was printed decides between equals.
 */
export function partition(groups: number, units: number, longest: number, cost: Cost): number[] {
  const best: number[][] = [[0, ...Array.from({ length: units }, () => Infinity)]]
  const came: number[][] = [[]]
  for (let group = 0; group < groups; group += 1) {
    const before = best[group]!
    const row = Array.from({ length: units + 1 }, () => Infinity)
    const from = Array.from({ length: units + 1 }, () => 0)
    for (let to = 0; to <= units; to += 1) {
      const first = group === groups - 1 ? 0 : Math.max(0, to - longest)
      for (let start = to; start >= first; start -= 1) {
        // No cost is below nothing: what is dearer already is not looked at.
        if (before[start]! >= row[to]!) continue
        const total = before[start]! + cost(group, start, to)
        if (total < row[to]!) [row[to], from[to]] = [total, start]
      }
    }
    best.push(row)
    came.push(from)
  }
  const bounds = [units]
  for (let group = groups; group > 0; group -= 1) bounds.unshift(came[group]![bounds[0]!]!)
  return bounds
}
