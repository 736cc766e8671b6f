import { params, rows, type Actor, type Queryable } from '#kernel/index.ts'
import { leftAmount, type Day } from '#deadlines/index.ts'
import { successorsOf, taskLimits, taskSeen } from './load.ts'
import { like, OPEN_TASK, PAGE, type Page } from './parts.ts'
import type { TaskRecord } from './tables.ts'
import { BULK_MOST, TASK_ENDED } from './words.ts'
import type * as words from './words.ts'
import type * as z from 'zod'

const ENDED: readonly string[] = TASK_ENDED

export type TaskListed = TaskRecord & { readonly org_name: string; readonly issuer_name: string }

export const TASK_SELECT = `select t.*, coalesce(o.short_name, o.name) as org_name,
    coalesce(w.short_name, w.name) as issuer_name
  from office_task t join organization o on o.id = t.org
  left join organization w on w.id = t.owner_org`

/** 任务: what the acting body issued or must answer, the nearest date first, ended ones last. */
export async function listTasks(
  client: Queryable,
  actor: Actor,
  query: z.output<typeof words.listTasks.query>,
  day: Day,
): Promise<Page<words.TaskRow>> {
  const { param, values } = params()
  const where = filterOf(actor, query, day.today, param)
  const [ended, on, id] = (query.after ?? '').split('~')
  if (id !== undefined) {
    where.push(
      `(not ${OPEN_TASK}, t.due_on, t.id) > ` +
        `(${param(ended === '1')}::boolean, ${param(on)}::date, ${param(id)}::uuid)`,
    )
  }
  const found = await rows<TaskListed>(
    client,
    `${TASK_SELECT} where ${where.join(' and ')}
      order by not ${OPEN_TASK}, t.due_on, t.id limit ${param(PAGE + 1)}`,
    values,
  )
  const last = found[PAGE - 1]
  return {
    rows: found.slice(0, PAGE).map((row) => taskRow(row, day)),
    next:
      found.length > PAGE && last
        ? `${ENDED.includes(last.state) ? 1 : 0}~${last.due_on}~${last.id}`
        : null,
  }
}

export function taskRow(row: TaskListed, { today, calendar }: Day): words.TaskRow {
  const ended = ENDED.includes(row.state)
  return {
    id: row.id,
    revision: row.revision,
    number: row.number,
    title: row.title ?? '',
    state: row.state as words.TaskState,
    part: row.part as words.TaskPart,
    org: row.org,
    orgName: row.org_name,
    issuerName: row.issuer_name,
    dueOn: row.due_on,
    left:
      ended || row.state === 'draft'
        ? null
        : leftAmount(calendar, 'workingDays', today, row.due_on),
    endedOn: row.ended_at === null ? null : row.ended_at.slice(0, 10),
    incoming: row.source_id,
  }
}

/** The tasks that followed from each of these sources, as whoever keeps the sources sees them. */
export async function tasksFrom(
  client: Queryable,
  sources: readonly string[],
  day: Day,
): Promise<words.TaskRow[]> {
  const found = await rows<TaskListed>(
    client,
    `${TASK_SELECT} where t.source_id = any($1::uuid[])
      order by not ${OPEN_TASK}, t.due_on, t.id limit 2000`,
    [sources],
  )
  return found.map((row) => taskRow(row, day))
}

type Filter = Omit<z.output<typeof words.listTasks.query>, 'after'>

/** The conditions of a list of tasks. */
function filterOf(
  actor: Actor,
  query: Filter,
  today: string,
  param: (value: unknown) => string,
): string[] {
  const where = [taskSeen(actor, param)]
  if (query.state?.length) where.push(`t.state = any(${param(query.state)}::text[])`)
  if (query.side === 'issued') where.push(`t.owner_org = ${param(actor.org)}::uuid`)
  if (query.side === 'mine') where.push(`t.org = ${param(actor.org)}::uuid`)
  if (query.incoming) where.push(`t.source_id = ${param(query.incoming)}::uuid`)
  if (query.due) where.push(OPEN_TASK)
  if (query.due === 'overdue') where.push(`t.due_on < ${param(today)}::date`)
  if (query.q) {
    const q = param(like(query.q))
    where.push(`(t.title like ${q} or t.number like ${q})`)
  }
  return where
}

/** The tasks of a bulk act with what the rules need, at most so many. */
export async function chooseTasks(
  pool: Queryable,
  client: Queryable,
  actor: Actor,
  { ids, ...query }: z.output<typeof words.chooseTasks.query>,
  { today }: Day,
) {
  const { param, values } = params()
  const where = filterOf(actor, query, today, param)
  if (ids) where.push(`t.id = any(${param(ids)}::uuid[])`)
  const found = await rows<TaskListed & { readonly open_subtasks: number }>(
    client,
    `select c.*, (select count(*)::int from office_task t where t.source_id = c.id
          and t.source_kind = 'task' and ${OPEN_TASK}) as open_subtasks
        from (${TASK_SELECT} where ${where.join(' and ')}
          order by not ${OPEN_TASK}, t.due_on, t.id limit ${param(BULK_MOST + 1)}) c
        order by c.due_on, c.id`,
    values,
  )
  const rest = found.slice(0, BULK_MOST)
  const drafts = rest.filter(({ state }) => state === 'draft').map(({ org }) => org)
  const gone = await successorsOf(client, drafts, today)
  const chosen: words.ChosenTask[] = []
  for (const row of rest) {
    chosen.push({
      ...factsOf(row),
      openSubtasks: row.open_subtasks,
      successors: row.state === 'draft' ? (gone.get(row.org) ?? null) : null,
      title: row.title ?? '',
      orgName: row.org_name,
      dueOn: row.due_on,
      limits: await taskLimits(pool, { on: today, place: row.jur }),
    })
  }
  return { rows: chosen, more: found.length > BULK_MOST, today }
}

/** What the rules need of a task as it is listed. */
export function factsOf(row: TaskListed) {
  return {
    id: row.id,
    jur: row.jur,
    revision: row.revision,
    number: row.number,
    state: row.state as words.TaskState,
    ownerOrg: row.owner_org,
    org: row.org,
    party: row.party_id,
    returns: row.returns,
    names: { [row.owner_org]: row.issuer_name, [row.org]: row.org_name },
  }
}

type Batch = {
  readonly id: string
  readonly title: string | null
  readonly count: number
  readonly leaves_at: string
}

/** Batches of the acting body that have not left, the next to leave first. */
export async function listBatches(client: Queryable, actor: Actor) {
  const { param, values } = params()
  const found = await rows<Batch>(
    client,
    `select t.batch_id as id, min(t.title) as title, count(*)::int as count,
        min(t.leaves_at) as leaves_at
      from office_task t
      where t.state = 'leaving' and t.owner_org = ${param(actor.org)}::uuid
        and ${taskSeen(actor, param)}
      group by t.batch_id order by min(t.leaves_at), t.batch_id limit 20`,
    values,
  )
  return {
    rows: found.map(({ leaves_at: leavesAt, title, ...row }) => ({
      ...row,
      title: title ?? '',
      leavesAt,
    })),
  }
}
