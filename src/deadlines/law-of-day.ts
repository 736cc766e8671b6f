import { firstRow, type Basis, type Queryable } from '#kernel/index.ts'
import { clauseTitle, releasedPacks, resolve, type LawValue, type Pack } from '#law/index.ts'
import { lineageOf } from '#places/index.ts'
import type { Period } from './words.ts'

/** A value of the packs as an act uses it: what it says, and the article it cites. */
export type Cited<T> = { readonly value: T; readonly ref: string; readonly basis: Basis }

/** Where and when, and about what sort of thing, the packs are asked. */
export type Asked = {
  readonly on: string
  readonly place: string
  readonly facts?: { readonly [fact: string]: string }
}

/** What the packs say on one day for one place: clocks and numbers by their key. */
export type LawOfDay = {
  /** A period; throws where no pack gives it. */
  readonly clock: (key: string) => Cited<Period>
  /** A number; throws where no pack gives it. */
  readonly number: (key: string) => Cited<number>
  /** A list of words; throws where no pack gives it. */
  readonly words: (key: string) => Cited<readonly string[]>
  /** Whatever stands there, as for a switch; throws where no pack gives it. */
  readonly value: (key: string) => Cited<LawValue>
}

/** The packs that hold now, and what was resolved from them so far. */
export type Book = {
  readonly packs: readonly Pack[]
  readonly version: string
  readonly resolved: Map<string, unknown>
  checkedAt: number
}

const CHECK_EVERY_MS = 5_000
const books = new WeakMap<object, Promise<Book>>()

/** The book of a database; a release is noticed within seconds, by this process or another. */
export async function bookOf(pool: Queryable): Promise<Book> {
  const known = await books.get(pool)
  if (known && Date.now() - known.checkedAt < CHECK_EVERY_MS) return known
  const version = await versionOf(pool)
  if (known?.version === version) {
    known.checkedAt = Date.now()
    return known
  }
  const making = read(pool, version)
  books.set(pool, making)
  making.catch(() => books.delete(pool))
  return making
}

async function read(pool: Queryable, version: string): Promise<Book> {
  const kind = await firstRow<{ value: string }>(
    pool,
    `select value from deployment where key = 'kind'`,
  )
  const packs = await releasedPacks(pool, { demo: kind?.value === 'demo' })
  return { packs, version, resolved: new Map(), checkedAt: Date.now() }
}

async function versionOf(pool: Queryable): Promise<string> {
  const row = await firstRow<{ version: string }>(
    pool,
    `select count(*) || ' ' || coalesce(max(released_at)::text, '') as version from law_release`,
  )
  return row?.version ?? ''
}

/** The packs that hold now, for titles of clauses. */
export async function packsOf(pool: Queryable): Promise<readonly Pack[]> {
  return (await bookOf(pool)).packs
}

/** What the packs say on a day for a place and the facts of a matter. */
export async function lawOn(pool: Queryable, { on, place, facts = {} }: Asked): Promise<LawOfDay> {
  const book = await bookOf(pool)
  const asked = { on, lineage: await lineageIn(book, pool, place), facts }
  const key = `${on} ${place} ${JSON.stringify(facts)}`
  return {
    clock: (name) => keptIn(book, `${key} ${name}`, () => clockOf(book.packs, asked, name)),
    number: (name) => keptIn(book, `${key} ${name}`, () => numberOf(book.packs, asked, name)),
    words: (name) => keptIn(book, `${key} ${name}`, () => wordsOf(book.packs, asked, name)),
    value: (name) => keptIn(book, `${key} = ${name}`, () => valueOf(book.packs, asked, name)),
  }
}

/** The places whose rules hold in a place, the nation first. */
export async function lineageIn(book: Book, pool: Queryable, place: string): Promise<string[]> {
  const key = `lineage ${place}`
  const known = book.resolved.get(key)
  if (known) return known as string[]
  const lineage = (await lineageOf(pool, place)).toReversed()
  book.resolved.set(key, lineage)
  return lineage
}

/** Titles of clauses, for screens. */
export function titlesOf(packs: readonly Pack[], refs: readonly string[]): Record<string, string> {
  return Object.fromEntries([...new Set(refs)].map((ref) => [ref, clauseTitle(packs, ref)]))
}

const MOST_KEPT = 20_000

/** What was resolved before under the key, or made now and kept. */
export function keptIn<T>(book: Book, key: string, make: () => T): T {
  if (book.resolved.size > MOST_KEPT) book.resolved.clear()
  if (!book.resolved.has(key)) book.resolved.set(key, make())
  return book.resolved.get(key) as T
}

type Question = Omit<Parameters<typeof resolve>[1], 'key'>

function clockOf(packs: readonly Pack[], asked: Question, key: string): Cited<Period> {
  const found = resolve(packs, { ...asked, key })
  if (found === undefined || typeof found.value !== 'number' || found.unit === null) {
    throw new Error(`no pack gives the clock ${key}`)
  }
  const value = { [found.unit]: found.value } as unknown as Period
  return { value, ref: found.winner.ref, basis: basisOf(found.winner) }
}

function numberOf(packs: readonly Pack[], asked: Question, key: string): Cited<number> {
  const found = resolve(packs, { ...asked, key })
  if (found === undefined || typeof found.value !== 'number') {
    throw new Error(`no pack gives the number ${key}`)
  }
  return { value: found.value, ref: found.winner.ref, basis: basisOf(found.winner) }
}

function wordsOf(packs: readonly Pack[], asked: Question, key: string): Cited<readonly string[]> {
  const found = resolve(packs, { ...asked, key })
  if (found === undefined || !Array.isArray(found.value)) {
    throw new Error(`no pack gives the words ${key}`)
  }
  return { value: found.value, ref: found.winner.ref, basis: basisOf(found.winner) }
}

function valueOf(packs: readonly Pack[], asked: Question, key: string): Cited<LawValue> {
  const found = resolve(packs, { ...asked, key })
  if (found === undefined) throw new Error(`no pack gives the value ${key}`)
  return { value: found.value, ref: found.winner.ref, basis: basisOf(found.winner) }
}

/** What an act cites of a value that won. */
export function basisOf(winner: { pack: string; version: string; article: string }): Basis {
  return { pack: winner.pack, version: winner.version, article: winner.article }
}
