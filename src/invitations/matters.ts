/** The matter behind a link, whichever kind it is, in the words of the rules. */
import type { PoolClient } from 'pg'
import { firstRow, params, type Actor, type Circumstances, type Queryable } from '#kernel/index.ts'
import { findFinding, lockFinding } from '#findings/index.ts'
import { lockTask, taskSeen } from '#papers/index.ts'
import type { Matter } from './rules.ts'
import type { MatterKind } from './words.ts'

/** A matter with what a link needs to say of it. */
export type Found = Matter & {
  readonly id: string
  readonly jur: string
  readonly number: string
  readonly title: string
  readonly dueOn: string | null
  readonly demo: boolean
}

type TaskRow = {
  readonly id: string
  readonly jur: string
  readonly number: string
  readonly title: string | null
  readonly state: string
  readonly owner_org: string
  readonly org: string
  readonly party_id: string | null
  readonly due_on: string
  readonly demo: boolean
}

type FindingRow = Omit<TaskRow, 'org' | 'due_on'> & {
  readonly rectifier_org: string | null
  readonly territory_org: string | null
  readonly due_on: string | null
}

/** Reads a matter that the actor sees, without a lock. */
export async function findMatter(
  client: Queryable,
  actor: Actor,
  kind: MatterKind,
  id: string,
): Promise<Found | undefined> {
  if (kind === 'finding') {
    const row = await findFinding(client, actor, id)
    return row && foundFinding(row)
  }
  const { param, values } = params()
  const row = await firstRow<TaskRow>(
    client,
    `select t.* from office_task t where t.id = ${param(id)}::uuid and ${taskSeen(actor, param)}`,
    values,
  )
  return row && foundTask(row)
}

/** Locks a matter that the actor sees, so that it does not move while a link to it is made. */
export async function lockMatter(
  pool: Queryable,
  client: PoolClient,
  kind: MatterKind,
  id: string,
  at: Circumstances,
): Promise<Found | undefined> {
  if (kind === 'finding') {
    const seen = await lockFinding(pool, client, id, at)
    return seen && foundFinding(seen.record)
  }
  const seen = await lockTask(pool, client, id, at)
  return seen && foundTask(seen.record)
}

function foundTask(row: TaskRow): Found {
  return {
    kind: 'office_task',
    id: row.id,
    jur: row.jur,
    number: row.number,
    title: row.title ?? '',
    state: row.state,
    ownerOrg: row.owner_org,
    org: row.org,
    territoryOrg: null,
    party: row.party_id,
    dueOn: row.due_on,
    demo: row.demo,
  }
}

function foundFinding(row: FindingRow): Found {
  return {
    kind: 'finding',
    id: row.id,
    jur: row.jur,
    number: row.number,
    title: row.title ?? '',
    state: row.state,
    ownerOrg: row.owner_org,
    org: row.rectifier_org,
    territoryOrg: row.territory_org,
    party: row.party_id,
    dueOn: row.due_on,
    demo: row.demo,
  }
}
