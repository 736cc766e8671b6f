import type { PoolClient } from 'pg'
import { firstRow, rows, type Actor, type Decision, type Statement } from '#kernel/index.ts'
import { readCalendar } from '#deadlines/index.ts'
import { takeOver, type TakenOver, type TakingLaw } from './decide-take-over.ts'
import { figureDeltasOf } from './counted.ts'
import { searchableMany } from '#search/index.ts'
import { searchedOf } from './derived.ts'
import { lawOfDay } from './law-day.ts'
import {
  takeOverBatch,
  type Fresh,
  type Made,
  type SourceRecord,
  type Taken,
  type TakeOverGround,
} from './take-over.ts'
import type { Grade } from './words.ts'

/** A finding of another system, without what taking it over gives it: its id, place and number. */
export type FindingRecord = SourceRecord &
  Omit<TakenOver, 'id' | 'jur' | 'number'> & {
    /** The enterprise or auditee that may see it. */
    readonly party?: string | null
  }

/** Where findings are taken over to. */
export type TakingOffice = {
  readonly source: string
  readonly jur: string
  readonly actor: Actor
  /** The body that keeps them; its numbers run on, by the year in which each was found. */
  readonly office: { readonly id: string; readonly name: string }
}

/** Brings findings of another system in, with their marks, counts and search words. */
export async function takeOverFindings(
  ground: TakeOverGround,
  { source, jur, actor, office }: TakingOffice,
  records: readonly FindingRecord[],
): Promise<Taken> {
  return takeOverBatch(ground, {
    source,
    act: 'finding.take_over',
    kind: 'finding',
    jur,
    actor,
    records,
    async make(client, fresh) {
      const on = ground.clock.today()
      const law = await lawsOf(ground, jur, on)
      const numbers = await takeNumbers(client, office, fresh, on)
      const decisions = fresh.map(({ record, id, at }, nth) => {
        const { sourceId: _id, content: _content, party = null, ...facts } = record
        const taken = { ...facts, id, jur, number: numbers[nth]! }
        const owner = { org: office.id, party, demo: actor.demo }
        return takeOver(taken, law[record.grade], at, owner)
      })
      return { decisions, also: derivedOf(decisions, ground.newId) } satisfies Made
    },
  })
}

/** What the packs say on the day, for either grade. */
async function lawsOf(
  ground: TakeOverGround,
  place: string,
  on: string,
): Promise<Readonly<Record<Grade, TakingLaw>>> {
  const calendar = await readCalendar(ground.db.app)
  const of = async (grade: Grade): Promise<TakingLaw> => {
    const law = await lawOfDay(ground.db.app, { on, place, grade, origin: 'external' })
    return { ...law.way(grade), rectify: law.clock(`finding.rectify.${grade}`), calendar }
  }
  return { ordinary: await of('ordinary'), major: await of('major') }
}

/** Numbers of the office for many findings, each in the year in which it was found. */
async function takeNumbers(
  client: PoolClient,
  office: TakingOffice['office'],
  fresh: readonly Fresh<FindingRecord>[],
  today: string,
): Promise<string[]> {
  // Named as in the numbers of new findings, which run on in the same series.
  const named = await firstRow<{ name: string }>(
    client,
    'select coalesce(short_name, name) as name from organization where id = $1',
    [office.id],
  )
  const name = named?.name ?? office.name
  const years = fresh.map(({ record }) => Number((record.foundOn ?? today).slice(0, 4)))
  const wanted = [...new Set(years)].toSorted((a, b) => a - b)
  const given = await rows<{ year: number; last: number }>(
    client,
    `insert into number_counter (org, series, year, last)
     select $1, 'finding', year, n from unnest($2::integer[], $3::integer[]) as t (year, n)
     on conflict (org, series, year) do update set last = number_counter.last + excluded.last
     returning year, last`,
    [office.id, wanted, wanted.map((year) => years.filter((one) => one === year).length)],
  )
  const next = new Map(
    given.map(({ year, last }) => [year, last - years.filter((one) => one === year).length]),
  )
  return years.map((year) => {
    const serial = next.get(year)! + 1
    next.set(year, serial)
    return `${name}〔${year}〕${String(serial).padStart(4, '0')}号`
  })
}

/** The counts and search words of many new findings: what `derived` does for one. */
function derivedOf(decisions: readonly Decision[], newId: () => string): Statement[] {
  const findings = decisions.flatMap(({ effects }) =>
    effects.filter((effect) => effect.kind === 'finding'),
  )
  const searched = findings.map(({ jur, id, set }) => ({ jur, id, ...searchedOf(set) }))
  return [figureDeltasOf(newId, findings), searchableMany('finding', searched)]
}
