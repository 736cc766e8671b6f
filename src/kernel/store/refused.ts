/**
 * The store cannot be opened, for a reason the operator can act on. The message is one Chinese
 * sentence with the remedy, followed by a short English line; it is shown without a stack.
 */
export class StoreRefused extends Error {
  constructor(sentence: string, english: string) {
    super(`${sentence}\n${english}`)
    this.name = 'StoreRefused'
  }
}

/** Another server holds the data folder; waiting does not mend it. */
export class StoreTaken extends StoreRefused {}

/** The message of anything thrown, on one line. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message || String(error) : String(error)
  return text.replace(/\s+/g, ' ').trim()
}

/** The code of a system or PostgreSQL error, '' when it has none. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  return String(error.code)
}
