import { nextCode, type Scope } from '#kernel/index.ts'
import { readingsOf } from '#places/index.ts'

/** The form in which words are made; rows with words of an older form are made anew (renew.ts). */
export const FORM = 1

/** What of a record can be found, and how. */
export type Searched = {
  /** Found by any two neighbouring characters, and by the beginning of a number or Latin word. */
  readonly texts: readonly string[]
  /** Found also by pinyin initials, from any of its characters on. */
  readonly names?: readonly string[]
  /** Codes without spaces, found by their beginning. */
  readonly codes?: readonly string[]
}

const MOST_WORDS = 2000
/** Initials are stored this long; who types more has long found the name. */
const MOST_INITIALS = 12
const MOST_BEGINNINGS = 24

/** The words under which a record is found, each once; where it lies stands among them too. */
export function termsOf(jur: string, { texts, names = [], codes = [] }: Searched): string[] {
  const words = new Set<string>(placeTerms(jur))
  const add = (word: string): void => {
    if (word !== '' && words.size < MOST_WORDS) words.add(word.replaceAll('\0', ''))
  }
  for (const name of names) initialsTerms(name).forEach(add)
  for (const code of codes) add(code.toLowerCase().slice(0, 60))
  for (const run of texts.flatMap(runsOf)) {
    const letters = [...run]
    if (letters.length === 1) add(run)
    letters.slice(1).forEach((letter, at) => {
      const pair = letters[at]! + letter
      if (!/^[a-z0-9]+$/.test(pair)) add(pair)
    })
    for (const plain of run.match(/[a-z0-9]+/g) ?? []) {
      add(plain.slice(0, 60))
      // 〔2026〕0012号 is also looked for as 12号.
      if (/^0+[1-9]\d*$/.test(plain)) add(plain.replace(/^0+/, ''))
    }
  }
  return [...words]
}

/** Runs of letters and digits, in lower case and in one width. */
function runsOf(text: string): string[] {
  const one = text.normalize('NFKC').toLowerCase()
  return one.split(/[^\p{L}\p{N}]+/u).filter((run) => run !== '')
}

/**
 * The initials of a name from each of its characters on, marked ~: 青杨铸造 → ~qyzz, ~yzz, ~zz. A
 * name with a character of several readings is found under each of them, from its beginning.
 */
function initialsTerms(name: string): string[] {
  const [usual = '', ...others] = readingsOf(name)
  const beginnings = Array.from({ length: Math.max(0, usual.length - 1) }, (_, at) => at)
  return [
    ...beginnings.slice(0, MOST_BEGINNINGS).map((at) => `~${usual.slice(at, at + MOST_INITIALS)}`),
    ...others.map((other) => `~${other.slice(0, MOST_INITIALS)}`),
  ]
}

/** How far down the places of a record stand among its words. */
const PLACE_DIGITS = [2, 4, 6]

/** The places of a record as words, which no text can hold: @41, @4115, @411522. */
function placeTerms(jur: string): string[] {
  return PLACE_DIGITS.filter((digits) => jur.length >= digits).map((n) => `@${jur.slice(0, n)}`)
}

/**
 * The query that finds what a person typed, as a tsquery of exact words and beginnings, or '' where
 * less than two characters were typed in a row. Places beyond the scopes are left out as far as a
 * query can say so; the exact filter stands beside it.
 */
export function termsQuery(text: string, scopes: readonly Scope[] = []): string {
  const asked = runsOf(text).flatMap(runQuery)
  if (asked.length === 0) return ''
  return [...new Set(asked), ...scopes.map(placesQuery).filter((part) => part !== '')].join(' & ')
}

function runQuery(run: string): string[] {
  const letters = [...run]
  if (letters.length < 2) return []
  const pairs = letters.slice(1).map((letter, at) => letters[at]! + letter)
  return [
    ...pairs.filter((pair) => !/^[a-z0-9]+$/.test(pair)).map(quoted),
    ...(run.match(/[a-z0-9]{2,}/g) ?? []).map(plainQuery),
  ]
}

/** Digits begin a number or a code; Latin letters may be initials as well. */
function plainQuery(plain: string): string {
  const beginning = `${quoted(plain.slice(0, 60))}:*`
  if (!/^[a-z]/.test(plain)) return beginning
  return `(${beginning} | ${quoted(`~${plain.slice(0, MOST_INITIALS)}`)}:*)`
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`
}

/** May let too much through, and is '' where it cannot tell. */
function placesQuery(scope: Scope): string {
  const ranges = [scope, ...scope.plus].filter(({ from }) => from !== '')
  const plain = ranges.every(({ from, to }) => from.length > 1 && to === nextCode(from))
  if (scope.party !== null || !plain || ranges.length === 0) return ''
  const marks = ranges.map(({ from }) => {
    const digits = PLACE_DIGITS.findLast((n) => from.length >= n) ?? 2
    return `'@${from.slice(0, digits)}'`
  })
  return `(${marks.join(' | ')})`
}
