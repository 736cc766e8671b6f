import { params, rows, subtree, type Queryable } from '#kernel/index.ts'
import type { FactRecord } from './shapes.ts'
import type { Fact } from './vocabulary.ts'

/** Of whom, and of which days, the records are asked. */
export type Asking = {
  readonly body: { readonly id: string; readonly place: string; readonly kind: string }
  readonly fromOn: string
  readonly toOn: string
  readonly today: string
}

export type FactFound = { readonly value: number; readonly records: readonly FactRecord[] }

/** Of each figure this many records are kept beside it; the figure is always whole. */
const MOST_RECORDS = 500

/** Bodies that answer for all of their place. */
const OF_PLACE = ['committee_office', 'committee', 'government', 'township', 'village']

/** What the records say of a body: the number, and the records behind it. */
export async function factOf(client: Queryable, fact: Fact, asking: Asking): Promise<FactFound> {
  const found =
    fact === 'tasks_open' || fact === 'tasks_overdue'
      ? await tasksOf(client, fact, asking)
      : await findingsOf(client, fact, asking)
  return {
    value: found[0] ? Number(found[0].count) : 0,
    records: found.map(({ count: _count, ...record }) => record),
  }
}

type FindingFact = Exclude<Fact, 'tasks_open' | 'tasks_overdue'>
type Counted = FactRecord & { readonly count: bigint }

function findingsOf(client: Queryable, fact: FindingFact, asking: Asking): Promise<Counted[]> {
  const { body } = asking
  const { param, values } = params()
  const range = subtree(body.place)
  const whose = OF_PLACE.includes(body.kind)
    ? 'true'
    : `${param(body.id)}::uuid in (f.rectifier_org, f.sector_org, f.territory_org)`
  return rows<Counted>(
    client,
    `select f.id, f.number, coalesce(f.title, '') as title, '/findings/' || f.id as route,
        count(*) over () as count
       from finding f
      where f.jur >= ${param(range.from)} and f.jur < ${param(range.to)}
        and ${whose} and ${countedSql(fact, asking, param)}
      order by f.number, f.id limit ${param(MOST_RECORDS)}`,
    values,
  )
}

/** What a figure counts, as the ledger's own filters have it. */
function countedSql(
  fact: FindingFact,
  { fromOn, toOn, today }: Asking,
  param: (value: unknown) => string,
): string {
  switch (fact) {
    case 'open':
      return 'not f.ended'
    case 'overdue':
      return `not f.ended and not f.next_paused and f.next_due_on < ${param(today)}::date`
    case 'found':
      return (
        `f.state not in ('void', 'merged') ` +
        `and f.found_on between ${param(fromOn)}::date and ${param(toOn)}::date`
      )
    case 'struck_off':
      return (
        `f.state = 'struck_off' and (f.ended_at at time zone 'Asia/Shanghai')::date ` +
        `between ${param(fromOn)}::date and ${param(toOn)}::date`
      )
  }
}

function tasksOf(
  client: Queryable,
  fact: 'tasks_open' | 'tasks_overdue',
  { body, today }: Asking,
): Promise<Counted[]> {
  const { param, values } = params()
  const late = fact === 'tasks_overdue' ? `t.due_on < ${param(today)}::date` : 'true'
  return rows<Counted>(
    client,
    `select t.id, t.number, coalesce(t.title, '') as title, '/tasks/' || t.id as route,
        count(*) over () as count
       from office_task t
      where t.org = ${param(body.id)}::uuid and t.sent_at is not null
        and t.state not in ('accepted', 'withdrawn', 'void') and ${late}
      order by t.due_on, t.id limit ${param(MOST_RECORDS)}`,
    values,
  )
}
