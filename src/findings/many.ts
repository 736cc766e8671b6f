import type { Day } from '#deadlines/index.ts'
import { params, rows, type Actor, type Queryable } from '#kernel/index.ts'
import { placeScope } from '#places/index.ts'
import { termsQuery } from '#search/index.ts'
import { filterSql } from './filter.ts'
import type { FindingFilter } from './words.ts'

type Param = (value: unknown) => string

/** Words that more findings have than this are too common to sort and count all of them. */
export const MOST_FOUND = 4_000
/** How many of the first that have common words are looked at for “at least so many”. */
const MOST_COUNTED = 1_000
/** How far down the ledger's order a page of common words is looked for. */
const MOST_WALKED = 12_000

/** The query of the filter's words where they are too common, else null. */
export async function tooCommon(
  on: Queryable,
  actor: Actor,
  filter: FindingFilter,
): Promise<string | null> {
  if (!filter.q) return null
  const place = filter.place ? [await placeScope(on, filter.place)] : []
  const query = termsQuery(filter.q, [actor.scope, ...place])
  if (query === '') return null
  const [row] = await rows<{ n: number }>(
    on,
    `select count(*)::integer as n from (select 1 from search s
       where s.kind = 'finding' and s.words @@ $1::tsquery limit $2) found`,
    [query, MOST_FOUND + 1],
  )
  return (row?.n ?? 0) > MOST_FOUND ? query : null
}

/**
 * A source of rows for a page of common words: the ledger in its order, as far down as a page
 * may be looked for, and of these the rows that have the words. Common words fill the page soon.
 */
export function walkSql(where: string, order: string, query: string, param: Param): string {
  return (
    `(select w.* from (select f.* from finding f where ${where} order by ${order} ` +
    `limit ${param(MOST_WALKED)}) w where (select s.words @@ ${param(query)}::tsquery ` +
    `from search s where s.kind = 'finding' and s.jur = w.jur and s.id = w.id))`
  )
}

/** How many of the first that have the common words meet the whole filter: at least so many do. */
export async function countAtLeast(
  on: Queryable,
  actor: Actor,
  filter: FindingFilter,
  day: Day,
  query: string,
): Promise<number> {
  const { param, values } = params()
  const { q: _, ...others } = filter
  const where = await filterSql(on, actor, others, day, param)
  const [row] = await rows<{ n: bigint }>(
    on,
    `with found as materialized (select s.jur, s.id from search s
        where s.kind = 'finding' and s.words @@ ${param(query)}::tsquery limit ${param(MOST_COUNTED)})
     select count(*) as n from found join finding f on f.jur = found.jur and f.id = found.id
      where ${where}`,
    values,
  )
  return Number(row?.n ?? 0)
}
