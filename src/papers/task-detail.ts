import type { Day } from '#deadlines/index.ts'
import type { Pool } from 'pg'
import {
  firstRow,
  itself,
  params,
  rows,
  scoped,
  within,
  type Actor,
  type Queryable,
} from '#kernel/index.ts'
import { successorsOf, taskLimits, taskSeen } from './load.ts'
import { partsOf } from './parts.ts'
import { factsOf, TASK_SELECT, type TaskListed } from './task-lists.ts'
import { TASK_ENDED } from './words.ts'
import type * as words from './words.ts'

const ENDED: readonly string[] = TASK_ENDED
/** States that only the issuer knows of. */
const UNSENT: readonly string[] = ['draft', 'leaving']

/** One task, or undefined. `pool` is where the packs are read. */
export async function taskDetail(
  pool: Pool,
  client: Queryable,
  actor: Actor,
  id: string,
  day: Day,
): Promise<words.TaskDetail | undefined> {
  const { param, values } = params()
  const record = await firstRow<TaskListed>(
    client,
    `${TASK_SELECT} where t.id = ${param(id)}::uuid and ${taskSeen(actor, param)}`,
    values,
  )
  if (!record) return undefined
  const source =
    record.source_id === null
      ? undefined
      : await firstRow<{ id: string; number: string; title: string | null }>(
          client,
          'select id, number, title from incoming where id = $1',
          [record.source_id],
        )
  const own = actor.org === record.owner_org
  const gone = record.state === 'draft' ? [record.org] : []
  const subtasks = await subtasksOf(client, actor, record)
  const parts = await partsOf(client, { jur: record.jur, kind: 'office_task', id }, day)
  return {
    ...factsOf(record),
    openSubtasks: subtasks.filter(({ state }) => !ENDED.includes(state)).length,
    successors: (await successorsOf(client, gone, day.today)).get(record.org) ?? null,
    title: record.title ?? '',
    content: record.content ?? '',
    part: record.part as words.TaskPart,
    person: record.person_name,
    issuerName: record.issuer_name,
    orgName: record.org_name,
    dueOn: record.due_on,
    answer: record.answer,
    unfinished: record.unfinished,
    leavesAt: record.leaves_at,
    parent: own ? await parentOf(client, record) : null,
    subtasks:
      actor.org === record.org ? subtasks : subtasks.filter(({ state }) => !UNSENT.includes(state)),
    beside: await besideOf(pool, actor, record),
    incoming: source ? { ...source, title: source.title ?? '' } : null,
    limits: await taskLimits(pool, { on: day.today, place: record.jur }),
    ...parts,
    steps: own ? parts.steps : sinceRecall(parts.steps),
  }
}

/** What was called back before it left is no business of the body that would have answered. */
function sinceRecall(steps: words.PaperStep[]): words.PaperStep[] {
  const last = steps.findIndex(({ act }) => act === 'recall' || act === 'redirect')
  return last === -1 ? steps : steps.slice(0, last)
}

/** The tasks into which the answering body divided this one; the issuer sees number, body, state. */
async function subtasksOf(client: Queryable, actor: Actor, { id, org }: TaskListed) {
  const { param, values } = params()
  const found = await rows<TaskListed>(
    client,
    `${TASK_SELECT} where t.source_id = ${param(id)}::uuid and t.source_kind = 'task'
        and t.owner_org = ${param(org)}::uuid and ${within(actor.scope, 't', param)}
      order by t.due_on, t.id limit 400`,
    values,
  )
  return found.map((row) => ({
    id: row.id,
    number: row.number,
    orgName: row.org_name,
    state: row.state as words.TaskState,
    dueOn: row.due_on,
    own: row.owner_org === actor.org,
  }))
}

/** The task that was divided, for the body that divided it. */
async function parentOf(client: Queryable, { source_id: id, source_kind: kind }: TaskListed) {
  if (id === null || kind !== 'task') return null
  const row = await firstRow<{ id: string; number: string; title: string | null }>(
    client,
    'select id, number, title from office_task where id = $1',
    [id],
  )
  return row ? { ...row, title: row.title ?? '' } : null
}

/**
 * The other bodies of one matter. They may lie in other places than the reader may look at, so
 * the product itself reads them, by their tie to this very task: an assisting body learns who
 * leads and no more; the leader and the issuer learn where the assisting ones stand and their answers.
 */
async function besideOf(pool: Pool, actor: Actor, task: TaskListed) {
  const leads = task.part === 'lead'
  if (!leads && task.lead_id === null) return []
  const found = await scoped(pool, itself('0').scope, (client) =>
    rows<TaskListed>(
      client,
      `${TASK_SELECT} where ${leads ? 't.lead_id = $1' : 't.id = $1'} and t.owner_org = $2
        order by t.number, t.id limit 400`,
      [leads ? task.id : task.lead_id, task.owner_org],
    ),
  )
  const issuer = actor.org === task.owner_org
  return found
    .filter(({ state }) => issuer || !leads || !UNSENT.includes(state))
    .map((row) => ({
      id: row.id,
      orgName: row.org_name,
      part: row.part as words.TaskPart,
      state: issuer || leads ? (row.state as words.TaskState) : null,
      answer: issuer || leads ? row.answer : null,
    }))
}
