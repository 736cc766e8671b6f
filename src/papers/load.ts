import type { PoolClient } from 'pg'
import {
  hotRow,
  params,
  within,
  type Actor,
  type Circumstances,
  type Queryable,
} from '#kernel/index.ts'
import { abolishedBodies, shortNames, type Abolished } from '#places/index.ts'
import { calendarOf, lawOn, lockDeadlines } from '#deadlines/index.ts'
import type { TaskLimits } from './rules.ts'
import type { SeenIncoming, SeenTask } from './seen.ts'
import type { IncomingRecord, TaskRecord } from './tables.ts'
import type { IncomingState, TaskState } from './words.ts'

/** Locks a paper within the actor's scope, then its deadlines. Undefined where it is not seen. */
export async function lockIncoming(
  pool: Queryable,
  client: PoolClient,
  id: string,
  at: Circumstances,
): Promise<SeenIncoming | undefined> {
  const { param, values } = params()
  const record = await hotRow<IncomingRecord>(
    client,
    `select i.* from incoming i where i.id = ${param(id)}::uuid and ${incomingSeen(at.actor, param)}
      for update`,
    values,
  )
  if (!record) return undefined
  const tasks = await hotRow<{ open: number }>(
    client,
    `select count(*)::int as open from office_task t where t.source_id = $1
        and t.state not in ('accepted', 'withdrawn', 'void')`,
    [id],
  )
  return {
    subject: 'incoming',
    record,
    deadlines: await lockDeadlines(client, { jur: record.jur, kind: 'incoming', id }),
    facts: {
      id,
      jur: record.jur,
      revision: record.revision,
      number: record.number,
      state: record.state as IncomingState,
      ownerOrg: record.owner_org,
      leaderOrg: record.leader_org,
      openTasks: tasks?.open ?? 0,
      names: await shortNames(client, [record.owner_org, record.leader_org]),
    },
    law: await lawOn(pool, { on: at.today, place: record.jur }),
    calendar: await calendarOf(pool),
  }
}

/** Locks a task within the actor's scope, then its deadlines. Undefined where it is not seen. */
export async function lockTask(
  pool: Queryable,
  client: PoolClient,
  id: string,
  at: Circumstances,
): Promise<SeenTask | undefined> {
  const { param, values } = params()
  const record = await hotRow<TaskRecord>(
    client,
    `select t.* from office_task t where t.id = ${param(id)}::uuid and ${taskSeen(at.actor, param)}
      for update`,
    values,
  )
  if (!record) return undefined
  const gone = record.state === 'draft' ? [record.org] : []
  return {
    subject: 'office_task',
    record,
    deadlines: await lockDeadlines(client, { jur: record.jur, kind: 'office_task', id }),
    facts: {
      id,
      jur: record.jur,
      revision: record.revision,
      number: record.number,
      state: record.state as TaskState,
      ownerOrg: record.owner_org,
      org: record.org,
      party: record.party_id,
      returns: record.returns,
      openSubtasks: await openSubtasks(client, id),
      successors: (await successorsOf(client, gone, at.today)).get(record.org) ?? null,
      names: await shortNames(client, [record.owner_org, record.org]),
    },
    law: await lawOn(pool, { on: at.today, place: record.jur }),
    calendar: await calendarOf(pool),
  }
}

type Param = (value: unknown) => string

/** Who sees a paper: the office that keeps it, and the body of the leader to whom it was put. */
export function incomingSeen({ scope, org }: Actor, param: Param): string {
  const own = `${param(org)}::uuid`
  return `${within(scope, 'i', param)} and (i.owner_org = ${own} or i.leader_org = ${own})`
}

/**
 * Who sees a task: the office that issued it, and, once it is sent, the body that answers; the
 * village contact also those of the shops of the village. The product itself sees all of them.
 */
export function taskSeen({ scope, org, role }: Actor, param: Param): string {
  if (role === 'system') return within(scope, 't', param)
  const own = `${param(org)}::uuid`
  const answers =
    role === 'village_contact' ? `(t.org = ${own} or t.party_id is not null)` : `t.org = ${own}`
  return (
    `${within(scope, 't', param)} and (t.owner_org = ${own} ` +
    `or (${answers} and t.state <> 'draft' and t.sent_at is not null))`
  )
}

/** Whether somebody of the body can sign in: then nobody else writes its answers. */
export async function hasAccount(on: Queryable, org: string, today: string): Promise<boolean> {
  const found = await hotRow(
    on,
    `select 1 from post p join holding h on h.post_id = p.id
        join account a on a.person_id = h.person_id
      where p.org_id = $1 and h.from_on <= $2::date and (h.to_on is null or h.to_on >= $2::date)
        and a.disabled_at is null limit 1`,
    [org, today],
  )
  return found !== undefined
}

/** How often a task may be returned on a day at a place. */
export async function taskLimits(
  pool: Queryable,
  asked: { readonly on: string; readonly place: string },
): Promise<TaskLimits> {
  const law = await lawOn(pool, asked)
  return { returnsMost: law.number('task.return.most').value }
}

/** How many of the tasks into which a body divided this one have not ended. */
async function openSubtasks(on: Queryable, id: string): Promise<number> {
  const found = await hotRow<{ open: number }>(
    on,
    `select count(*)::int as open from office_task t
      where t.source_id = $1 and t.source_kind = 'task'
        and t.state not in ('accepted', 'withdrawn', 'void')`,
    [id],
  )
  return found?.open ?? 0
}

/** Who took over, for each of the bodies that is abolished today; bodies that exist are left out. */
export async function successorsOf(
  on: Queryable,
  orgs: readonly string[],
  today: string,
): Promise<ReadonlyMap<string, Abolished['successors']>> {
  const gone = await abolishedBodies(on, orgs, today)
  return new Map(gone.map(({ id, successors }) => [id, successors]))
}
