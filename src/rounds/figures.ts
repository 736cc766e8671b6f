import {
  firstRow,
  params,
  rows,
  scopeOf,
  within,
  type Actor,
  type Queryable,
} from '#kernel/index.ts'
import type { Fact, Figure } from './words.ts'

type Asked = {
  readonly org: string
  readonly from_on: string
  readonly to_on: string
  readonly items: { readonly facts: readonly Fact[] }
}

/** Bodies that are asked about their own line only; any other about its whole place. */
const BY_LINE: readonly string[] = ['department', 'institution']

const RUNNING = `x.state in ('sent', 'received', 'sent_back')`

/** The figures that a body is asked about, each with the records behind it, as they are now. */
export async function figuresFor(
  client: Queryable,
  actor: Actor,
  reply: Asked,
  today: string,
): Promise<Figure[]> {
  const body = await firstRow<{ kind: string; place: string }>(
    client,
    'select kind, place from organization where id = $1',
    [reply.org],
  )
  const found: Figure[] = []
  for (const fact of body ? reply.items.facts : []) {
    const { param, values } = params()
    const tasks = fact.startsWith('tasks')
    const conditions = [within(actor.scope, 'x', param)]
    if (tasks) {
      conditions.push(`x.org = ${param(reply.org)}::uuid`)
      conditions.push(RUNNING)
      if (fact === 'tasksOverdue') conditions.push(`x.due_on < ${param(today)}::date`)
    } else {
      conditions.push(within(scopeOf(body!.place), 'x', param))
      if (BY_LINE.includes(body!.kind)) conditions.push(`x.sector_org = ${param(reply.org)}::uuid`)
      conditions.push(conditionSql(fact, reply, today, param))
    }
    const from = tasks ? 'office_task' : 'finding'
    const sql = `select x.id::text as id from ${from} x where ${conditions.join(' and ')} order by x.id`
    const records = (await rows<{ id: string }>(client, sql, values)).map(({ id }) => id)
    found.push({ fact, count: records.length, records })
  }
  return found
}

function conditionSql(
  fact: Fact,
  { from_on, to_on }: Asked,
  today: string,
  param: (value: unknown) => string,
): string {
  if (fact === 'overdue') {
    return `not x.ended and not x.next_paused and x.next_due_on < ${param(today)}::date`
  }
  const period = `between ${param(from_on)}::date and ${param(to_on)}::date`
  return fact === 'struckOff'
    ? `x.state = 'struck_off' and (x.ended_at at time zone 'Asia/Shanghai')::date ${period}`
    : `x.state not in ('void', 'merged') and x.found_on ${period}`
}
