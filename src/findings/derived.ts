import type { Decision, Json, SqlPart } from '#kernel/index.ts'
import { nextCode, type Scope } from '#kernel/index.ts'
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
  if (set.title !== undefined) {
    const text = SEARCHED.map((field) => plain(set[field])).join(' ')
    parts.push(
      (param) =>
        `insert into search (jur, kind, id, words) values (${param(jur)}, 'finding', ` +
        `${param(id)}::uuid, array_to_tsvector(${param([...searchWords(text), ...placeWords(jur)])}::text[]))`,
    )
  }
  return parts
}

/** The fields that search finds. */
const SEARCHED = ['number', 'title', 'subjectName', 'text'] as const

function plain(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

const MOST_WORDS = 2000

/** Pairs of neighbouring characters and whole runs of letters and digits, lower case, each once. */
export function searchWords(text: string): string[] {
  const words = new Set<string>()
  for (const run of text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)) {
    const letters = [...run]
    if (letters.length === 1) words.add(run)
    for (let at = 0; at + 1 < letters.length && words.size < MOST_WORDS; at += 1) {
      words.add(letters[at]! + letters[at + 1]!)
    }
    if (/^[a-z0-9]+$/.test(run)) words.add(run.slice(0, 60))
  }
  return [...words].map((word) => word.replaceAll('\0', '')).filter((word) => word !== '')
}

/** How far down the places of a record stand among its search words. */
const PLACE_DIGITS = [2, 4, 6]

/** The places of a record as search words, which no text can hold: @41, @4115, @411522. */
export function placeWords(jur: string): string[] {
  return PLACE_DIGITS.filter((digits) => jur.length >= digits).map((n) => `@${jur.slice(0, n)}`)
}

/**
 * The part of a query that leaves out places beyond a scope, or '' where it cannot say so. It may
 * let too much through: the exact filter stands beside it.
 */
export function placeQuery(scope: Scope): string {
  const ranges = [scope, ...scope.plus].filter(({ from }) => from !== '')
  const plain = ranges.every(({ from, to }) => from.length > 1 && to === nextCode(from))
  if (scope.party !== null || !plain || ranges.length === 0) return ''
  const marks = ranges.map(({ from }) => {
    const digits = PLACE_DIGITS.findLast((n) => from.length >= n) ?? 2
    return `'@${from.slice(0, digits)}'`
  })
  return `(${marks.join(' | ')})`
}

/** The query that finds a phrase: all its pairs of characters, as a tsquery of exact words. */
export function searchQuery(text: string): string {
  return searchWords(text)
    .map((word) => `'${word.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`)
    .join(' & ')
}
