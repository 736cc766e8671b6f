const PREFIX = 'bihuan.draft.'

/** A form that was begun and not sent, kept on this machine only. */
export type Draft = {
  readonly key: string
  readonly title: string
  readonly route: string
  readonly savedAt: string
}

type Kept = Draft & { readonly values: object }

/** Keeps what was typed. A full store keeps the former draft and says nothing. */
export function keepDraft(draft: Omit<Draft, 'savedAt'>, values: object): void {
  const kept: Kept = { ...draft, savedAt: new Date().toISOString(), values }
  try {
    localStorage.setItem(PREFIX + draft.key, JSON.stringify(kept))
  } catch {
    // No room: the form itself still holds everything.
  }
}

/** What was typed before, or nothing. */
export function readDraft<V extends object>(key: string): Partial<V> {
  const kept: Partial<V> = read(PREFIX + key)?.values ?? {}
  return kept
}

/** Forgets a draft that was sent. */
export function clearDraft(key: string): void {
  localStorage.removeItem(PREFIX + key)
}

/** All drafts on this machine, the latest first. */
export function allDrafts(): readonly Draft[] {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))
  return keys
    .map(read)
    .filter((kept) => kept !== null)
    .sort((a, b) => b.savedAt.localeCompare(a.savedAt))
}

function read(key: string): Kept | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return kept !== null && typeof kept === 'object' && 'values' in kept ? (kept as Kept) : null
  } catch {
    return null
  }
}
