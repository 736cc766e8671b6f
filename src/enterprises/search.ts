import type { Decision, Json, SqlPart, Statement } from '#kernel/index.ts'
import { searchable, searchableMany, type Searched, type SearchRecord } from '#search/index.ts'

type Said = { readonly [field: string]: Json | undefined }

/** What of a subject can be found: its name, also by initials, its signs, and its credit code. */
export function searchedOfSubject({ name, creditCode, identifier, address }: Said): Searched {
  const said = (...values: (Json | undefined)[]) =>
    values.filter((value): value is string => typeof value === 'string')
  return { texts: said(name, identifier, address), names: said(name), codes: said(creditCode) }
}

/** The words under which a new subject is found. */
export function foundUnder(decision: Decision): SqlPart[] {
  return recordsOf([decision]).map((record) => searchable('subject', record))
}

/** The same for many new subjects. */
export function searchableSubjects(decisions: readonly Decision[]): Statement {
  return searchableMany('subject', recordsOf(decisions))
}

function recordsOf(decisions: readonly Decision[]): SearchRecord[] {
  return decisions
    .flatMap(({ effects }) => effects)
    .filter(({ kind, revision }) => kind === 'subject' && revision === 1)
    .map(({ jur, id, set }) => ({ jur, id, ...searchedOfSubject(set) }))
}
