/** What may stand in a journal entry: no floats, no undefined. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json }

/**
 * One text for one value: keys sorted by code unit, no white space. Numbers must be safe integers;
 * amounts and dates travel as strings. Anything else is a fault.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new Error(`not a safe integer: ${value}`)
    return String(value)
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`
  if (typeof value !== 'object') throw new Error(`cannot stand in an entry: ${typeof value}`)
  const record = value as { readonly [key: string]: Json }
  const parts = Object.keys(record)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key]!)}`)
  return `{${parts.join(',')}}`
}
