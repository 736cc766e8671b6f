import type { PoolClient } from 'pg'
import {
  firstRow,
  params,
  rows,
  within,
  type Circumstances,
  type Queryable,
} from '#kernel/index.ts'
import { calendarOf, lockDeadlines, type Calendar, type Deadline } from '#deadlines/index.ts'
import { lawOfDay } from '#findings/index.ts'
import type { LookbackRecord, LookRecord } from './tables.ts'
import type { Figures, LookFacts, LookState } from './words.ts'

type LawOfDay = Awaited<ReturnType<typeof lawOfDay>>

/** What the packs say on the day for a place; second looks do not hang on grade or origin. */
export function lawFor(pool: Queryable, place: string, today: string): Promise<LawOfDay> {
  return lawOfDay(pool, { on: today, place, grade: 'ordinary', origin: 'government' })
}

export type LookSeen = {
  readonly record: LookRecord
  readonly title: string | null
  readonly facts: LookFacts
  readonly deadlines: readonly Deadline[]
  readonly law: LawOfDay
  readonly calendar: Calendar
}

/** Locks a round within the actor's scope. */
export async function lockLookback(
  client: PoolClient,
  id: string,
  at: Pick<Circumstances, 'actor'>,
): Promise<LookbackRecord | undefined> {
  const { param, values } = params()
  return firstRow<LookbackRecord>(
    client,
    `select b.* from lookback b where b.id = ${param(id)}::uuid
      and ${within(at.actor.scope, 'b', param)} for update`,
    values,
  )
}

/** Locks a look within the actor's scope, then its deadlines, and reads who took part before. */
export async function lockLook(
  pool: Queryable,
  client: PoolClient,
  id: string,
  at: Circumstances,
): Promise<LookSeen | undefined> {
  const { param, values } = params()
  const record = await firstRow<LookRecord & { readonly title: string | null }>(
    client,
    `select k.*, f.title from look k join finding f on f.jur = k.jur and f.id = k.finding_id
      where k.id = ${param(id)}::uuid and ${within(at.actor.scope, 'k', param)} for update of k`,
    values,
  )
  if (!record) return undefined
  return {
    record,
    title: record.title,
    facts: { ...lookFacts(record), ...(await barredFrom(client, record)) },
    deadlines: await lockDeadlines(client, { jur: record.jur, kind: 'look', id: record.id }),
    law: await lawFor(pool, record.jur, at.today),
    calendar: await calendarOf(pool),
  }
}

export function lookFacts(
  record: Pick<LookRecord, 'state' | 'owner_org' | 'checker_person'>,
): Omit<LookFacts, 'barredOrgs' | 'barredPersons'> {
  return {
    state: record.state as LookState,
    ownerOrg: record.owner_org,
    checkerPerson: record.checker_person,
  }
}

/** Acts on a finding after which neither the person nor the body looks at it a second time. */
const TAKING_PART = [
  'receive',
  'plan',
  'finish_task',
  'report',
  'fill_report',
  'accept',
  'send_back',
  'recheck_pass',
  'recheck_fail',
  'close_on_spot',
]

/** The bodies and persons that rectified, first accepted or re-checked the finding of a look. */
export async function barredFrom(
  client: Queryable,
  look: Pick<LookRecord, 'jur' | 'finding_id'>,
): Promise<Pick<LookFacts, 'barredOrgs' | 'barredPersons'>> {
  const found = await rows<{ org: string | null; person: string | null }>(
    client,
    `select rectifier_org as org, reported_person as person from finding where jur = $1 and id = $2
      union select reported_org, null from finding where jur = $1 and id = $2
      union select rechecked_org, rechecked_person from finding where jur = $1 and id = $2
      union select org, person from finding_step
        where jur = $1 and finding_id = $2 and act = any ($3::text[])`,
    [look.jur, look.finding_id, TAKING_PART],
  )
  const known = (ids: readonly (string | null)[]) => [
    ...new Set(ids.filter((id): id is string => id !== null)),
  ]
  return {
    barredOrgs: known(found.map(({ org }) => org)).toSorted(),
    barredPersons: known(found.map(({ person }) => person)).toSorted(),
  }
}

/** How the looks of rounds stand, by round. */
export async function figuresOf(
  client: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Figures>> {
  const found = await rows<{ id: string } & Record<keyof Figures, number>>(
    client,
    `select lookback_id as id, count(*)::integer as drawn,
        (count(*) filter (where state in ('genuine', 'false')))::integer as concluded,
        (count(*) filter (where state = 'genuine'))::integer as genuine,
        (count(*) filter (where state = 'false'))::integer as "false"
       from look where lookback_id = any ($1::uuid[]) group by lookback_id`,
    [ids],
  )
  return new Map(found.map(({ id, ...figures }) => [id, figures]))
}

export const NO_FIGURES: Figures = { drawn: 0, concluded: 0, genuine: 0, false: 0 }
