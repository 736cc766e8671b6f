/** The parameters of an address before they are known to be right. */
export type Search = Record<string, unknown>

/** Keeps the parameters that are words, of all or of the named ones. */
export function strings(search: Search, names?: readonly string[]): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(search))
    if (
      (!names || names.includes(name)) &&
      (typeof value === 'string' || typeof value === 'number')
    )
      if (value !== '') kept[name] = String(value)
  return kept
}
