/** The known name that a misspelt one most likely means, or null where none is near. */
export function nearest(
  name: string,
  known: readonly { readonly name: string; readonly label: string }[],
): string | null {
  const said = known.find(({ label }) => label === name)
  if (said) return said.name
  const most = Math.max(1, Math.floor(name.length / 3))
  const [best] = known
    .map((one) => ({ name: one.name, steps: stepsBetween(name.toLowerCase(), one.name) }))
    .filter(({ steps }) => steps <= most)
    .toSorted((a, b) => a.steps - b.steps)
  return best?.name ?? null
}

/** How many letters have to be put in, taken out or changed (Levenshtein). */
function stepsBetween(from: string, to: string): number {
  const target = to.toLowerCase()
  let row = Array.from({ length: target.length + 1 }, (_, i) => i)
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...target].entries()) {
      const change = row[j]! + (letter === other ? 0 : 1)
      next.push(Math.min(change, row[j + 1]! + 1, next[j]! + 1))
    }
    row = next
  }
  return row.at(-1)!
}
