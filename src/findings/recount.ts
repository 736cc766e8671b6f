import { rows, type Queryable, type Runner } from '#kernel/index.ts'
import { FIGURE_CELLS, LIVE_CELLS, WIDE_CELLS } from './counted.ts'

/** One cell whose kept figure differs from what the ledger holds. Amounts are decimal strings. */
export type FigureDifference = {
  readonly level: 'county' | 'province'
  readonly figure: string
  readonly place: string
  readonly key: string
  readonly part: string
  readonly grade: string
  readonly taken: boolean
  readonly kept: string
  readonly counted: string
  readonly keptAmount: string
  readonly countedAmount: string
}

export type FigureCheck = {
  readonly ok: boolean
  /** How many cells a full recount of the ledger gives. */
  readonly cells: number
  readonly differing: number
  /** At most a hundred of the differences, in a fixed order. */
  readonly differences: FigureDifference[]
}

/**
 * Counts the whole ledger anew and compares every cell of every figure, by county and by province,
 * with what is kept and what waits to be folded: all in one snapshot, so that acts may go on
 * meanwhile. It mends nothing. `on` must see the whole ledger.
 */
export async function checkFigures(on: Queryable): Promise<FigureCheck> {
  const [found] = await rows<{
    cells: number
    differing: number
    differences: FigureDifference[]
  }>(
    on,
    `with kept as materialized (
       select figure, jur, key, part, grade, taken, sum(n) as n, sum(amount) as amount
         from ${FIGURE_CELLS} k group by 1, 2, 3, 4, 5, 6),
     counted as materialized (
       select figure, left(jur, 6) as jur, key, part, grade, taken, sum(n) as n, sum(amount) as amount
         from ${LIVE_CELLS} l group by 1, 2, 3, 4, 5, 6),
     wide as (
       select figure, jur, key, part, grade, taken, sum(n) as n, sum(amount) as amount
         from ${WIDE_CELLS} k group by 1, 2, 3, 4, 5, 6),
     provinces as (
       select figure, left(jur, 2) as jur, key, part, grade, taken, sum(n) as n, sum(amount) as amount
         from counted where figure <> 'line' group by 1, 2, 3, 4, 5, 6),
     differing as (
       select 'county' as level, figure, jur as place, key, part, grade, taken,
           coalesce(k.n, 0) as n, coalesce(c.n, 0) as m, coalesce(k.amount, 0) as a, coalesce(c.amount, 0) as b
         from kept k full join counted c using (figure, jur, key, part, grade, taken)
       union all
       select 'province', figure, jur, key, part, grade, taken,
           coalesce(k.n, 0), coalesce(c.n, 0), coalesce(k.amount, 0), coalesce(c.amount, 0)
         from wide k full join provinces c using (figure, jur, key, part, grade, taken)),
     wrong as (
       select level, figure, place, key, part, grade, taken, n::text as kept, m::text as counted,
           a::text as "keptAmount", b::text as "countedAmount"
         from differing where n <> m or a <> b)
     select (select count(*)::int from counted) as cells,
       (select count(*)::int from wrong) as differing,
       (select coalesce(json_agg(d), '[]') from (
          select * from wrong order by level, figure, place, key, part, grade, taken limit 100) d
       ) as differences`,
  )
  return { ok: found!.differing === 0, ...found! }
}

/**
 * Compares the figures with a recount, keeps what was found, and takes cells away that came to
 * nothing. A difference is thrown as a fault once it is kept, so that it is logged; it stays until
 * somebody has found out why.
 */
export async function checkNightly({ db, clock, newId }: Runner): Promise<void> {
  const { cells, differing, differences } = await checkFigures(db.owner)
  await db.app.query(
    `insert into figure_check (id, at, cells, differing, differences)
      values ($1, $2, $3, $4, $5::jsonb)`,
    [newId(), clock.now(), cells, differing, JSON.stringify(differences)],
  )
  await db.app.query('delete from finding_figure where n = 0 and amount = 0')
  await db.app.query('delete from finding_figure_wide where n = 0 and amount = 0')
  if (differing > 0) throw new Error(`figures: ${differing} cells differ from the ledger`)
}

/** What the last comparisons found, the newest first. */
export function lastChecks(
  on: Queryable,
  most: number,
): Promise<(Omit<FigureCheck, 'ok'> & { readonly at: string })[]> {
  return rows(
    on,
    'select at, cells, differing, differences from figure_check order by at desc, id desc limit $1',
    [most],
  )
}
