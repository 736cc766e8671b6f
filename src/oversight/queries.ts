import { params, rows, within, type Actor, type Queryable } from '#kernel/index.ts'
import { lawOfDay } from '#findings/index.ts'
import type { FindingState } from '#findings/words.ts'
import { placeNames, placeScope } from '#places/index.ts'
import { near, similarity } from './rules.ts'
import type { Alike, CandidateQuery, ComparedBy, Pair } from './words.ts'

/** How many findings of one subject, and how many pairs, are compared at a time. */
const MOST_CANDIDATES = 200
const MOST_PAIRS = 2_000

/** The threshold and the window that hold at a place today. */
export async function comparedBy(
  pool: Queryable,
  place: string,
  today: string,
): Promise<ComparedBy> {
  const law = await lawOfDay(pool, { on: today, place, grade: 'ordinary', origin: 'government' })
  const threshold = law.number('finding.duplicate.similarity')
  return {
    threshold: threshold.value,
    windowDays: law.number('finding.duplicate.window').value,
    clause: threshold.ref,
  }
}

type Row = {
  readonly id: string
  readonly jur: string
  readonly number: string
  readonly title: string | null
  readonly body: string | null
  readonly subject_name: string | null
  readonly state: string
  readonly found_on: string | null
  readonly registered_org: string | null
  readonly registered_name: string | null
}

const COLUMNS = `f.id, f.jur, f.number, f.title, f.body, f.subject_name, f.state, f.found_on,
  f.registered_org, coalesce(o.short_name, o.name) as registered_name`

/** Open findings of the same subject that read alike, the most alike first. */
export async function candidatesFor(
  on: Queryable,
  actor: Actor,
  query: CandidateQuery,
  by: ComparedBy,
): Promise<(Alike & { similarity: number })[]> {
  const { param, values } = params()
  const where = [within(actor.scope, 'f', param), 'not f.ended']
  if (query.subject) where.push(`f.subject_id = ${param(query.subject)}::uuid`)
  else {
    where.push(within(await placeScope(on, query.place), 'f', param))
    where.push(`f.subject_name = ${param(query.subjectName)}`)
  }
  const found = await rows<Row>(
    on,
    `select ${COLUMNS} from finding f left join organization o on o.id = f.registered_org
      where ${where.join(' and ')} order by f.id desc limit ${param(MOST_CANDIDATES)}`,
    values,
  )
  const names = await namesOf(on, found)
  return found
    .flatMap((row) => {
      const alike = alikeOf(row, names)
      const degree = similarity(query, alike)
      const fits = degree >= by.threshold && near(query, alike, by.windowDays)
      return fits ? [{ ...alike, similarity: degree }] : []
    })
    .toSorted((a, b) => b.similarity - a.similarity)
    .slice(0, 5)
}

/**
 * Pairs of open findings that two bodies entered about one subject and that read alike, the most
 * alike first. What somebody told apart is left out.
 */
export async function pairsFor(
  on: Queryable,
  actor: Actor,
  place: string | undefined,
  by: ComparedBy,
): Promise<{ pairs: Pair[]; partial: boolean }> {
  const met = await metPairs(on, actor, place, by)
  const ids = [...new Set(met.flatMap(({ one, two }) => [one, two]))]
  const found = await rows<Row>(
    on,
    `select ${COLUMNS} from finding f left join organization o on o.id = f.registered_org
      where f.id = any($1::uuid[])`,
    [ids],
  )
  const names = await namesOf(on, found)
  const known = new Map(found.map((row) => [row.id, alikeOf(row, names)]))
  const pairs = met.slice(0, MOST_PAIRS).flatMap(({ one, two }) => {
    const first = known.get(one)
    const second = known.get(two)
    if (!first || !second) return []
    const degree = similarity(first, second)
    return degree >= by.threshold ? [{ first, second, similarity: degree }] : []
  })
  return {
    pairs: pairs.toSorted((a, b) => b.similarity - a.similarity),
    partial: met.length > MOST_PAIRS,
  }
}

/** Pairs about one subject, by two bodies, near in time, that nobody has told apart. */
async function metPairs(
  on: Queryable,
  actor: Actor,
  place: string | undefined,
  by: ComparedBy,
): Promise<{ one: string; two: string }[]> {
  const { param, values } = params()
  const where = [within(actor.scope, 'f', param), within(actor.scope, 'g', param)]
  if (place) where.push(within(await placeScope(on, place), 'f', param))
  where.push(`abs(coalesce(f.found_on - g.found_on, 0)) <= ${param(by.windowDays)}::integer`)
  const both = `not f.ended and not g.ended and f.id < g.id
    and f.registered_org is distinct from g.registered_org
    and not exists (select 1 from duplicate_verdict v
      where v.jur = f.jur and v.finding_id = f.id and v.other_id = g.id)`
  return rows(
    on,
    `select f.id as one, g.id as two from finding f join finding g on g.subject_id = f.subject_id
      where ${both} and ${where.join(' and ')}
     union
     select f.id, g.id from finding f
       join finding g on g.jur = f.jur and g.subject_name = f.subject_name
      where f.subject_id is null and g.subject_id is null and ${both}
        and ${where.join(' and ')}
     order by two desc limit ${param(MOST_PAIRS + 1)}`,
    values,
  )
}

function namesOf(on: Queryable, found: readonly Row[]) {
  return placeNames(
    on,
    found.map(({ jur }) => jur),
  )
}

function alikeOf(row: Row, names: ReadonlyMap<string, { readonly name: string }>): Alike {
  return {
    id: row.id,
    number: row.number,
    title: row.title ?? row.number,
    text: row.body ?? '',
    subjectName: row.subject_name ?? '',
    placeName: names.get(row.jur)?.name ?? row.jur,
    state: row.state as FindingState,
    foundOn: row.found_on,
    registeredName: row.registered_name,
  }
}
