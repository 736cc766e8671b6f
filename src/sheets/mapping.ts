import { comparable } from './values.ts'

/** The fields that a kind of ledger takes, each with the titles under which ledgers know it. */
export type Vocabulary<F extends string> = { readonly [field in F]: readonly string[] }

/** What an office settled earlier: a title's field, or null for a column that is not taken. */
export type Remembered<F extends string> = { readonly [title: string]: F | null }

/** How surely a title names a field; 0 is not at all. */
export type Match<F extends string> = { readonly field: F; readonly certainty: 1 | 2 | 3 | 4 }

/** Finds the field that a column's titles name; the titles go from the top header row down. */
export type TitleMatcher<F extends string> = (titles: readonly string[]) => Match<F> | null

/** Prepares the titles of a vocabulary once, for the matching of many columns. */
export function titleMatcher<F extends string>(
  vocabulary: Vocabulary<F>,
  remembered: Remembered<F> = {},
): TitleMatcher<F> {
  const known = new Map<string, F>()
  for (const [field, titles] of Object.entries(vocabulary) as [F, readonly string[]][]) {
    for (const title of titles) known.set(comparable(title), field)
  }
  const settled = new Map<string, F | null>()
  for (const [title, field] of Object.entries<F | null>(remembered)) {
    settled.set(comparable(title), field)
  }
  const longest = [...known].toSorted(([a], [b]) => b.length - a.length)
  return (titles) => {
    const leaf = bare(titles.at(-1) ?? '')
    const above = bare(titles.at(-2) ?? '')
    const whole = titles.map((title) => comparable(title)).join('/')
    if (settled.has(whole)) {
      const field = settled.get(whole)!
      return field === null ? null : { field, certainty: 4 }
    }
    const joined = above === '' ? undefined : known.get(above + leaf)
    const exact = joined ?? known.get(leaf)
    if (exact !== undefined) return { field: exact, certainty: 3 }
    const within = (text: string) =>
      longest.find(
        ([title]) => title.length > 1 && text.length <= title.length + 6 && text.includes(title),
      )
    const near = within(leaf) ?? (leaf.length <= 6 ? within(above + leaf) : undefined)
    return near ? { field: near[1], certainty: near[0] === leaf ? 3 : 1 } : null
  }
}

/** The key under which a column's settled field is remembered. */
export function rememberedKey(titles: readonly string[]): string {
  return titles.map((title) => comparable(title)).join('/')
}

/** A title without what stands in brackets, such as a unit or a hint. */
function bare(title: string): string {
  const plain = comparable(title)
  const without = plain.replaceAll(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/g, '')
  return without === '' ? plain : without
}
