import { firstRow, type Basis, type Queryable } from '#kernel/index.ts'
import { clauseTitle, releasedPacks, resolve, resolveSteps, type Pack } from '#law/index.ts'
import { lineageOf } from '#places/index.ts'
import type { Period } from '#deadlines/index.ts'
import type { Cited, LawOfDay } from './seen.ts'
import type { Limits } from './rules.ts'
import type { Grade, Origin, Way } from './words.ts'

/** The packs that hold now, and what was resolved from them so far. */
type Book = {
  readonly packs: readonly Pack[]
  readonly version: string
  readonly resolved: Map<string, unknown>
  checkedAt: number
}

const CHECK_EVERY_MS = 5_000
const books = new WeakMap<object, Promise<Book>>()

/** The book of a database; a release is noticed within seconds, by this process or another. */
async function bookOf(pool: Queryable): Promise<Book> {
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

/** What the packs say on a day for a place, a grade and an origin of findings. */
export async function lawOfDay(
  pool: Queryable,
  about: {
    readonly on: string
    readonly place: string
    readonly grade: Grade
    readonly origin: Origin
  },
): Promise<LawOfDay> {
  const book = await bookOf(pool)
  const lineage = await kept(book, `lineage ${about.place}`, async () =>
    (await lineageOf(pool, about.place)).toReversed(),
  )
  const { on, place, grade, origin } = about
  const asked = { on, lineage, facts: { grade, origin } }
  const key = `${on} ${place} ${grade} ${origin}`
  return {
    clock: (name) => keptNow(book, `${key} ${name}`, () => clockOf(book.packs, asked, name)),
    number: (name) => keptNow(book, `${key} ${name}`, () => numberOf(book.packs, asked, name)),
    way: (other) =>
      keptNow(book, `${key} way ${other}`, () =>
        wayOf(book.packs, { on, lineage, grade: other as Grade, origin }),
      ),
  }
}

/** The limits that rules need besides the clocks. */
export function limitsOf(law: LawOfDay): Limits {
  return {
    extensionsMost: law.number('finding.extension.most').value,
    returnsMost: law.number('finding.return.most').value,
  }
}

/** Titles of clauses, for screens. */
export function titlesOf(packs: readonly Pack[], refs: readonly string[]): Record<string, string> {
  return Object.fromEntries([...new Set(refs)].map((ref) => [ref, clauseTitle(packs, ref)]))
}

async function kept<T>(book: Book, key: string, make: () => Promise<T>): Promise<T> {
  if (!book.resolved.has(key)) book.resolved.set(key, await make())
  return book.resolved.get(key) as T
}

const MOST_KEPT = 20_000

function keptNow<T>(book: Book, key: string, make: () => T): T {
  if (book.resolved.size > MOST_KEPT) book.resolved.clear()
  if (!book.resolved.has(key)) book.resolved.set(key, make())
  return book.resolved.get(key) as T
}

type Asked = {
  readonly on: string
  readonly lineage: readonly string[]
  readonly facts?: { readonly grade: Grade; readonly origin: Origin }
}

function clockOf(packs: readonly Pack[], asked: Asked, key: string): Cited<Period> {
  const found = resolve(packs, { ...asked, key })
  if (found === undefined || typeof found.value !== 'number' || found.unit === null) {
    throw new Error(`no pack gives the clock ${key}`)
  }
  const value = { [found.unit]: found.value } as unknown as Period
  return { value, ref: found.winner.ref, basis: basisOf(found.winner) }
}

function numberOf(packs: readonly Pack[], asked: Asked, key: string): Cited<number> {
  const found = resolve(packs, { ...asked, key })
  if (found === undefined || typeof found.value !== 'number') {
    throw new Error(`no pack gives the number ${key}`)
  }
  return { value: found.value, ref: found.winner.ref, basis: basisOf(found.winner) }
}

function basisOf(winner: { pack: string; version: string; article: string }): Basis {
  return { pack: winner.pack, version: winner.version, article: winner.article }
}

function wayOf(
  packs: readonly Pack[],
  asked: Asked & { readonly grade: Grade; readonly origin: Origin },
): { readonly way: Way; readonly basis: readonly Basis[] } {
  const { steps, by } = resolveSteps(packs, asked)
  return {
    way: {
      handOver: steps.handOver === 'required',
      firstAcceptance: steps.firstAcceptance === 'required',
      recheck: steps.recheck === 'required',
      approval: steps.strikeOffApproval === 'required',
      five: steps.fiveImplementations,
      onSpot: steps.onSpot === 'allowed',
      rechecker: steps.rechecker,
      clauses: {
        handOver: by.handOver.winner.ref,
        firstAcceptance: by.firstAcceptance.winner.ref,
        recheck: by.recheck.winner.ref,
        approval: by.strikeOffApproval.winner.ref,
        five: by.fiveImplementations.winner.ref,
        onSpot: by.onSpot.winner.ref,
        rechecker: by.rechecker.winner.ref,
      },
    },
    basis: Object.values(by).map(({ winner }) => basisOf(winner)),
  }
}
