import type { Decision, Json, SqlPart } from '#kernel/index.ts'
import { searchable, type Searched } from '#search/index.ts'
import { figureDeltas, type Counted } from './counted.ts'

/**
 * What an act changes besides the ledgers: the figures of the finding, and the words that search
 * finds. Neither is journalled; both are recounted from the ledgers. `before` is the locked row.
 */
export function derived(
  decision: Decision,
  before: Counted | null,
  newId: () => string,
): SqlPart[] {
  const effect = decision.effects.find((one) => one.kind === 'finding')
  if (!effect) return []
  const { set, id, jur } = effect
  const parts = figureDeltas(newId, jur, before, set)
  if (set.title !== undefined) parts.push(searchable('finding', { jur, id, ...searchedOf(set) }))
  return parts
}

type Said = { readonly [field: string]: Json | undefined }

/** What of a finding can be found: its number and words, and what it is about by initials too. */
export function searchedOf({ number, title, subjectName, text }: Said): Searched {
  const said = (...values: (Json | undefined)[]) =>
    values.filter((value): value is string => typeof value === 'string')
  return { texts: said(number, title, subjectName, text), names: said(subjectName, title) }
}
