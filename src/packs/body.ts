import { plain } from './columns.ts'

/** A level that the body of the instrument describes, with how many works it counts for it. */
export type BodyLevel = { readonly name: string; readonly works: number | null }

/** The levels of which the body speaks, in its order: 1. 企业层面……6 项重点工作. */
export function levelsOfBody(paragraphs: readonly string[]): BodyLevel[] {
  return paragraphs.flatMap((paragraph) => {
    const text = plain(paragraph)
    const name = /^\d+[.．、](.{2,10}?层面)[。：:]/.exec(text)?.[1]
    if (name === undefined) return []
    const works = /(\d+)项重点工作/.exec(text)?.[1]
    return [{ name, works: works === undefined ? null : Number(works) }]
  })
}

/** How many industries and enterprises are to be looked at: each industry at least so many. */
export function samplingOf(
  texts: readonly string[],
): { industries: number; enterprisesEach: number } | undefined {
  for (const text of texts) {
    const found = /抽查(\d+)个[^。]*?行业[^。]*?至少抽查(\d+)家/.exec(plain(text))
    if (found) return { industries: Number(found[1]), enterprisesEach: Number(found[2]) }
  }
  return undefined
}

/** A key for a level by its name: the three that sheets have, or its place in the sheet. */
export function levelKey(name: string, index: number): string {
  if (/企业|单位/.test(name)) return 'enterprise'
  if (/部门|行业/.test(name)) return 'department'
  if (/县|区|市|政府|党委|乡|镇/.test(name)) return 'county'
  return `level${index + 1}`
}
