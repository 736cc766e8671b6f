import { subtree, type Range, type Scope } from '#kernel/index.ts'

/** A place that belongs to another than its code says, with its governing places from the top. */
export type Displaced = { readonly jur: string; readonly lineage: readonly string[] }

/**
 * The scope of a place and everything it governs. Displaced places are added where the place
 * governs them (雄安 governs 容城, whose code begins with 保定's) and taken out where only the
 * code says so (保定 without 定州).
 */
export function scopeOfPlace(jur: string, displaced: readonly Displaced[]): Scope {
  const own = subtree(jur)
  const plus: Range[] = []
  const minus: Range[] = []
  for (const place of displaced) {
    if (place.jur === jur) continue
    const coded = place.jur >= own.from && place.jur < own.to
    const governed = place.lineage.includes(jur)
    if (governed && !coded) plus.push(subtree(place.jur))
    if (coded && !governed && jur !== '0') minus.push(subtree(place.jur))
  }
  return { ...own, plus: merge(plus), minus: merge(minus), party: null }
}

function merge(ranges: Range[]): Range[] {
  const out: Range[] = []
  for (const range of ranges.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = out.at(-1)
    if (last !== undefined && last.to === range.from) {
      out[out.length - 1] = { from: last.from, to: range.to }
    } else out.push(range)
  }
  return out
}
