const KEY = 'bihuan.places'

/** Keeps the name of a place that was picked, so that its chip can be read. */
export function rememberPlace(jur: string, name: string): void {
  sessionStorage.setItem(KEY, JSON.stringify({ ...all(), [jur]: name }))
}

/** The name of a place picked before in this window, or its code. */
export function placeNameOf(jur: string): string {
  return all()[jur] ?? jur
}

function all(): Record<string, string> {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Record<string, string>
  } catch {
    return {}
  }
}
