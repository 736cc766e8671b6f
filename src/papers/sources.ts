/** What a task follows from, found and locked for whoever drafts it. */
import type { PoolClient } from 'pg'
import { hotRow, params, within, type Circumstances } from '#kernel/index.ts'
import type { Source } from './decide-task.ts'
import { taskSeen } from './load.ts'
import type { TaskRecord } from './tables.ts'
import type * as words from './words.ts'

/** The paper or the task that leads to it, locked for sharing; null for none, undefined if unseen. */
export async function sourceOf(
  client: PoolClient,
  { incoming, parent }: Pick<words.DraftTask, 'incoming' | 'parent'>,
  at: Circumstances,
): Promise<Source | null | undefined> {
  const { param, values } = params()
  if (parent) {
    const row = await hotRow<TaskRecord>(
      client,
      `select t.* from office_task t where t.id = ${param(parent)}::uuid
          and ${taskSeen(at.actor, param)} for share`,
      values,
    )
    return row && dividedOf(row)
  }
  if (!incoming) return null
  const row = await hotRow<{ id: string; state: string; number: string }>(
    client,
    `select i.id, i.state, i.number from incoming i
      where i.id = ${param(incoming)}::uuid and i.owner_org = ${param(at.actor.org)}::uuid
        and ${within(at.actor.scope, 'i', param)} for share`,
    values,
  )
  return row && { kind: 'incoming', ...row }
}

function dividedOf(row: TaskRecord): Source {
  const state = row.state as words.TaskState
  return {
    kind: 'task',
    id: row.id,
    state,
    number: row.number,
    divided: { state, org: row.org, ownerOrg: row.owner_org, dueOn: row.due_on, names: {} },
  }
}

/** The leader's task, drafted by the same office. */
export function findLead(client: PoolClient, id: string, at: Circumstances) {
  const { param, values } = params()
  return hotRow<{ id: string }>(
    client,
    `select t.id from office_task t where t.id = ${param(id)}::uuid and t.part = 'lead'
        and t.owner_org = ${param(at.actor.org)}::uuid and ${within(at.actor.scope, 't', param)}`,
    values,
  )
}
