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
  if (Array.isArray(value)) {
    let list = ''
    for (const item of value as readonly Json[]) list += `${list && ','}${canonicalJson(item)}`
    return `[${list}]`
  }
  if (typeof value !== 'object') throw new Error(`cannot stand in an entry: ${typeof value}`)
  const record = value as { readonly [key: string]: Json }
  let members = ''
  for (const key of Object.keys(record).sort()) {
    members += `${members && ','}${JSON.stringify(key)}:${canonicalJson(record[key]!)}`
  }
  return `{${members}}`
}
