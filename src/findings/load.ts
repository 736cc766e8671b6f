import type { PoolClient } from 'pg'
import {
  covers,
  hotRow,
  hotRows,
  params,
  within,
  type Circumstances,
  type Queryable,
} from '#kernel/index.ts'
import { calendarOf, lockDeadlines, type Deadline } from '#deadlines/index.ts'
import { placeScope, shortNames } from '#places/index.ts'
import { lawOfDay, limitsOf } from './law-day.ts'
import type { Paper, Seen, Task } from './seen.ts'
import type { FindingRecord } from './tables.ts'
import type { FindingFacts, Grade, Origin, Sector, FindingState, Way } from './words.ts'

/** Whether a finding stands under 挂牌督办: the open mark says so, whoever listed it. */
export const LISTED = `exists (select 1 from mark m where m.jur = f.jur and m.subject_kind = 'finding'
  and m.subject_id = f.id and m.code = 'listed' and m.resolved_at is null) as listed`

/**
 * Locks a finding within the actor's scope, then its deadlines, and reads what the rules need.
 * `also` are bodies that the act names. Undefined where nothing is to be seen.
 */
export async function lockFinding(
  pool: Queryable,
  client: PoolClient,
  id: string,
  at: Circumstances,
  also: readonly string[] = [],
): Promise<Seen | undefined> {
  const { param, values } = params()
  const record = await hotRow<FindingRecord>(
    client,
    `select f.*, ${LISTED} from finding f
      where f.id = ${param(id)}::uuid and ${within(at.actor.scope, 'f', param)} for update of f`,
    values,
  )
  if (!record) return undefined
  const subject = { jur: record.jur, kind: 'finding', id: record.id }
  const deadlines = await lockDeadlines(client, subject)
  const tasks = await tasksOf(client, record)
  const names = await shortNames(client, [
    ...partiesOf(record),
    ...also,
    ...tasks.map((t) => t.org),
  ])
  const origin = record.origin as Origin
  const grade = record.grade as Grade
  const law = await lawOfDay(pool, { on: at.today, place: record.jur, grade, origin })
  return {
    record,
    facts: factsOf(record, tasks, names),
    deadlines,
    tasks,
    taskDeadlines: await taskDeadlinesOf(client, record.jur, tasks),
    papers: await papersOf(client, record),
    law,
    calendar: await calendarOf(pool),
    limits: limitsOf(law),
    reportOnly: also.length > 0 ? await villagesAmong(client, also) : [],
    blind: also.length > 0 ? await blindAmong(client, also, record.jur) : [],
  }
}

/** Public bodies among those named whose places do not hold the finding's: they could not see it. */
async function blindAmong(
  client: PoolClient,
  orgs: readonly string[],
  jur: string,
): Promise<string[]> {
  const found = await hotRows<{ id: string; place: string }>(
    client,
    `select id, place from organization where id = any($1::uuid[])
        and kind not in ('enterprise', 'soe_group')`,
    [orgs],
  )
  const blind: string[] = []
  for (const { id, place } of found) {
    if (!covers(await placeScope(client, place), jur)) blind.push(id)
  }
  return blind
}

/** Village bodies among those named: their people report and never inspect. */
async function villagesAmong(client: PoolClient, orgs: readonly string[]): Promise<string[]> {
  const found = await hotRows<{ id: string }>(
    client,
    `select id from organization where id = any($1::uuid[]) and kind = 'village'`,
    [[...new Set(orgs)]],
  )
  return found.map(({ id }) => id)
}

/** Steps and evidence so far, which a new party gets to see with the finding. */
async function papersOf(client: PoolClient, record: FindingRecord): Promise<Paper[]> {
  if (!['registered', 'returned', 'handed_over'].includes(record.state)) return []
  return hotRows<Paper>(
    client,
    `select 'finding_step' as kind, id, revision from finding_step
        where jur = $1 and finding_id = $2
      union all select 'evidence', id, revision from evidence
        where jur = $1 and subject_kind = 'finding' and subject_id = $2`,
    [record.jur, record.id],
  )
}

/** The running deadlines of open tasks, locked under their finding. */
async function taskDeadlinesOf(
  client: PoolClient,
  jur: string,
  tasks: readonly Task[],
): Promise<Deadline[]> {
  const found: Deadline[] = []
  for (const task of tasks.filter(({ state }) => state === 'open')) {
    found.push(...(await lockDeadlines(client, { jur, kind: 'finding_task', id: task.id })))
  }
  return found
}

/** The tasks of a finding. */
export async function tasksOf(
  on: Queryable,
  record: Pick<FindingRecord, 'jur' | 'id'>,
): Promise<Task[]> {
  return hotRows<Task>(
    on,
    `select id, revision, org, state, due_on from finding_task
      where jur = $1 and finding_id = $2 order by id`,
    [record.jur, record.id],
  )
}

/** The bodies that take part in a finding. */
export function partiesOf(record: FindingRecord): string[] {
  return [
    record.owner_org,
    record.rectifier_org,
    record.sector_org,
    record.territory_org,
    record.rechecker_org,
  ].filter((org) => org !== null)
}

/** The row in the words of the rules. */
export function factsOf(
  record: FindingRecord,
  tasks: readonly Task[],
  names: Record<string, string>,
): FindingFacts {
  return {
    id: record.id,
    jur: record.jur,
    number: record.number,
    revision: record.revision,
    state: record.state as FindingState,
    grade: record.grade as Grade,
    origin: record.origin as Origin,
    sector: record.sector as Sector,
    ownerOrg: record.owner_org,
    partyId: record.party_id,
    rectifierOrg: record.rectifier_org,
    sectorOrg: record.sector_org,
    territoryOrg: record.territory_org,
    recheckerOrg: record.rechecker_org,
    reportedOrg: record.reported_org,
    reportedPerson: record.reported_person,
    registeredPerson: record.registered_person,
    recheckedPerson: record.rechecked_person,
    needsTime: record.needs_time,
    planned: record.planned,
    extensions: record.extensions,
    extensionPending: record.extension_to !== null,
    extensionPerson: record.extension_person,
    returns: record.returns,
    paused: record.paused,
    openTasks: tasks.filter((task) => task.state === 'open').length,
    taskOrgs: tasks.map((task) => task.org),
    names,
    takenOver: record.taken_over,
    listed: record.listed,
    dueOn: record.due_on,
    way: record.way as Way,
  }
}
