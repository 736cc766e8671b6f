import type { Day } from '#deadlines/index.ts'
import {
  covers,
  params,
  rows,
  within,
  type Actor,
  type Queryable,
  type Scope,
} from '#kernel/index.ts'
import { displacedUnder, findPlace, placeNames, placeScope, shortNames } from '#places/index.ts'
import { ageRange, cellsFor, childLength, childSql, movedJoin, scopeSql } from '#findings/index.ts'
import { AGES, type Age } from '#findings/words.ts'
import {
  figuresOf,
  monthsBefore,
  weeksBefore,
  type KeyCell,
  type OverdueCell,
  type PlaceCell,
  type RowOf,
} from './figures-rules.ts'
import type { Figures } from './figures-words.ts'

/**
 * The figures of one place within the actor's scope. Counts come from cells of provinces or
 * counties, below a county from its own rows; overdue by sector, origin and line from the index of
 * dates. To be asked in one snapshot. Undefined where there is no such place.
 */
export async function figuresOfPlace(
  client: Queryable,
  actor: Actor,
  place: string,
  { day, at }: { readonly day: Day; readonly at: string },
): Promise<Figures | undefined> {
  const region = await findPlace(client, place)
  if (!region) return undefined
  const asked = await placeScope(client, place)
  const withLines = place.length >= LINES_FROM
  const cells = await keyCells(client, { actor, place, asked, day, withLines })
  const below = await placeCells(client, { actor, place, asked, day })
  return figuresOf({
    place,
    placeName: region.name,
    above: await aboveOf(client, actor, region.parent_jur),
    at,
    today: day.today,
    cells,
    below,
    overdue: await overdueBy(client, { actor, asked, day, withLines }),
    places: await rowsBelow(client, actor, place, below),
    lines: withLines ? await lineNames(client, cells) : null,
  })
}

/** Above a city there are thousands of departments; breakdowns by them begin at its code. */
const LINES_FROM = 4

type Asked = {
  readonly actor: Actor
  readonly asked: Scope
  readonly day: Day
}

type Read<C> = Omit<C, 'n'> & { readonly n: bigint }

function counted<C extends { readonly n: number }>(found: readonly Read<C>[]): C[] {
  return found.map((cell) => ({ ...cell, n: Number(cell.n) }) as unknown as C)
}

async function keyCells(
  client: Queryable,
  asked: Asked & { readonly place: string; readonly withLines: boolean },
): Promise<KeyCell[]> {
  const { actor, place, day, withLines } = asked
  const { param, values } = params()
  const figures = ['sector', 'origin', 'open', 'due', 'found_week', 'found_month']
  figures.push('ended_week', 'ended_month', 'planned', 'spent', ...(withLines ? ['line'] : []))
  const weeks = param(weeksBefore(day.today)[0]?.key)
  const months = param(monthsBefore(day.today)[0]?.key)
  const found = await rows<Read<KeyCell>>(
    client,
    `select c.figure,
        case c.figure when 'open' then ${binSql(day.today, param)} when 'due' then '' else c.key end as key,
        c.part, c.grade, c.taken, sum(c.n)::bigint as n, sum(c.amount)::text as amount
       from ${cellsFor(actor.scope, place)} c
      where c.figure = any(${param(figures)}::text[])
        and (c.figure <> 'due' or c.key < ${param(day.today)})
        and (c.figure not in ('found_week', 'ended_week') or c.key >= ${weeks})
        and (c.figure not in ('found_month', 'ended_month') or c.key >= ${months})
        and ${within(asked.asked, 'c', param)} and ${within(actor.scope, 'c', param)}
      group by 1, 2, 3, 4, 5 having sum(c.n) <> 0`,
    values,
  )
  return counted<KeyCell>(found)
}

/** The age of a day of discovery, as it is today. */
function binSql(today: string, param: (value: unknown) => string): string {
  const bins = AGES.filter((age): age is Exclude<Age, 'unknown'> => age !== 'unknown')
  const when = bins.map(
    (age) => `when c.key >= ${param(ageRange(age, today)[0] ?? '')} then ${param(age)}`,
  )
  return `case when c.key = '' then 'unknown' ${when.join(' ')} end`
}

async function placeCells(
  client: Queryable,
  { actor, place, asked, day }: Asked & { readonly place: string },
): Promise<PlaceCell[]> {
  if (childLength(place) > COUNTY_LENGTH) return townCells(client, { actor, place, asked, day })
  const moved = await displacedUnder(client, place)
  const { param, values } = params()
  const found = await rows<Read<PlaceCell>>(
    client,
    `select ${childSql(place, param)} as place, c.figure, c.part, c.grade, c.taken,
        sum(c.n)::bigint as n
       from ${cellsFor(actor.scope, place, childLength(place))} c ${movedJoin(moved, param)}
      where c.figure in ('state', 'due') and (c.figure <> 'due' or c.key < ${param(day.today)})
        and ${within(asked, 'c', param)} and ${within(actor.scope, 'c', param)}
      group by 1, 2, 3, 4, 5 having sum(c.n) <> 0`,
    values,
  )
  return counted<PlaceCell>(found)
}

/** No figure is kept below a county, whose code has six characters. */
const COUNTY_LENGTH = 6

/** The same of the places within a county, from its own rows. */
async function townCells(
  client: Queryable,
  { actor, place, asked, day }: Asked & { readonly place: string },
): Promise<PlaceCell[]> {
  const { param, values } = params()
  const found = await rows<Read<Omit<PlaceCell, 'figure'>> & { readonly late: bigint }>(
    client,
    `select left(f.jur, ${param(childLength(place))}::integer) as place, f.state as part, f.grade,
        f.taken_over as taken, count(*) as n,
        count(*) filter (where not f.ended and not f.next_paused
                           and f.next_due_on < ${param(day.today)}::date) as late
       from finding f
      where ${scopeSql(asked, param)} and ${within(actor.scope, 'f', param)}
      group by 1, 2, 3, 4`,
    values,
  )
  return found.flatMap(({ n, late, ...cell }) => [
    { ...cell, figure: 'state', n: Number(n) },
    { ...cell, figure: 'due', part: 'running', n: Number(late) },
  ])
}

/** What is overdue by sector, origin and line: a question to the index of dates that run. */
async function overdueBy(
  client: Queryable,
  { actor, asked, day, withLines }: Asked & { readonly withLines: boolean },
): Promise<OverdueCell[]> {
  const { param, values } = params()
  const found = await rows<Read<OverdueCell>>(
    client,
    `select f.sector, f.origin, case when ${param(withLines)}::boolean then f.sector_org end as line,
        count(*) as n
       from finding f
      where not f.ended and not f.next_paused and f.next_due_on < ${param(day.today)}::date
        and ${scopeSql(asked, param)} and ${within(actor.scope, 'f', param)}
      group by 1, 2, 3`,
    values,
  )
  return counted<OverdueCell>(found)
}

/** The places directly below that the actor sees, and the place itself where it holds findings. */
async function rowsBelow(
  client: Queryable,
  actor: Actor,
  place: string,
  below: readonly PlaceCell[],
): Promise<RowOf[]> {
  const known = await rows<{ jur: string }>(
    client,
    'select jur from region where parent_jur = $1 and valid_to is null order by jur',
    [place],
  )
  const seen = known.map(({ jur }) => jur).filter((jur) => reaches(actor.scope, jur))
  const all = [...new Set([...seen, ...below.map((cell) => cell.place)])].toSorted()
  const names = await placeNames(client, all)
  return all.map((jur) =>
    jur === place
      ? { key: jur, name: '本级', own: true, filter: { place: jur, reach: 'own' } }
      : { key: jur, name: names.get(jur)?.name ?? jur, filter: { place: jur } },
  )
}

/** Whether a scope sees a place or something below it. */
function reaches(scope: Scope, jur: string): boolean {
  return covers(scope, jur) || [scope, ...scope.plus].some(({ from }) => from.startsWith(jur))
}

async function aboveOf(
  client: Queryable,
  actor: Actor,
  parent: string | null,
): Promise<Figures['above']> {
  if (
    parent === null ||
    !(parent === '0' ? actor.scope.from <= '0' : covers(actor.scope, parent))
  ) {
    return null
  }
  const region = await findPlace(client, parent)
  return region ? { place: region.jur, name: region.name } : null
}

async function lineNames(
  client: Queryable,
  cells: readonly KeyCell[],
): Promise<ReadonlyMap<string, string>> {
  const ids = cells.filter(({ figure, key }) => figure === 'line' && key !== '')
  const names = await shortNames(
    client,
    ids.map(({ key }) => key),
  )
  return new Map(Object.entries(names))
}
