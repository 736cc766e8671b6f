import type { PoolClient } from 'pg'
import { firstRow, params, rows, within, type Actor, type Queryable } from '#kernel/index.ts'
import { deadlinesOf, packsOf, titlesOf, viewDeadline, type Day } from '#deadlines/index.ts'
import { evidenceOf } from '#files/index.ts'
import { placeNames, shortNames } from '#places/index.ts'
import { lawOfDay, limitsOf } from './law-day.ts'
import { sideFacts } from './list.ts'
import { factsOf, LISTED, partiesOf } from './load.ts'
import { CLAUSES } from './rules.ts'
import type { FindingRecord } from './tables.ts'
import type { FindingDetail, FindingState } from './words.ts'

/** Finds a finding within the actor's scope, without a lock. */
export function findFinding(
  client: Queryable,
  actor: Actor,
  id: string,
): Promise<FindingRecord | undefined> {
  const { param, values } = params()
  return firstRow<FindingRecord>(
    client,
    `select f.*, ${LISTED} from finding f
      where f.id = ${param(id)}::uuid and ${within(actor.scope, 'f', param)}`,
    values,
  )
}

/** One finding with everything that its page shows, or undefined outside the scope. */
export async function findingDetail(
  pool: Queryable,
  client: PoolClient,
  actor: Actor,
  id: string,
  day: Day,
): Promise<FindingDetail | undefined> {
  const record = await findFinding(client, actor, id)
  if (!record) return undefined
  const papers = await papersOf(client, record)
  const names = await namesFor(client, record, papers)
  const place = (await placeNames(client, [record.jur])).get(record.jur)
  const links = await linked(client, actor, record)
  const facts = factsOf(record, papers.tasks, names.orgs)
  const law = await lawOfDay(pool, {
    on: day.today,
    place: record.jur,
    grade: facts.grade,
    origin: facts.origin,
  })
  const titles = titlesOf(await packsOf(pool), [
    ...Object.values(CLAUSES),
    ...Object.values(facts.way.clauses),
    ...papers.deadlines.map((row) => row.basis),
    ...papers.marks.map((mark) => mark.clause),
  ])
  return {
    ...facts,
    ...describe(record),
    ...partiesShown(record, names.orgs),
    ...links,
    placeName: place?.name ?? record.jur,
    placePath: place?.path ?? record.jur,
    stages: stagesOf(record, names.orgs),
    deadlines: papers.deadlines.map((row) => ({
      ...viewDeadline(row, day.today, day.calendar),
      ownerName: nameOf(names.orgs, row.ownerOrg),
      basisTitle: titles[row.basis] ?? row.basis,
    })),
    tasks: papers.tasks.map((task) => taskOf(task, names.orgs)),
    evidence: papers.evidence.map((one) => ({
      ...one,
      byName: names.people.get(one.uploadedBy) ?? null,
      orgName: nameOf(names.orgs, one.uploadedOrg),
    })),
    marks: papers.marks,
    clauseTitles: titles,
    limits: limitsOf(law),
  }
}

type Names = Readonly<Record<string, string>>

function nameOf(names: Names, org: string | null): string | null {
  return org === null ? null : (names[org] ?? null)
}

type Papers = Awaited<ReturnType<typeof papersOf>>

/** What lies with the finding: tasks, deadlines, evidence and open marks. */
async function papersOf(client: PoolClient, record: FindingRecord) {
  const subject = { jur: record.jur, kind: 'finding', id: record.id }
  return {
    tasks: await rows<TaskRow>(client, TASKS, [record.jur, record.id]),
    deadlines: await deadlinesOf(client, subject),
    evidence: await evidenceOf(client, subject),
    marks: await rows<FindingDetail['marks'][number]>(
      client,
      `select code, clause, note from mark where jur = $1 and subject_kind = 'finding'
          and subject_id = $2 and resolved_at is null order by id`,
      [record.jur, record.id],
    ),
  }
}

async function namesFor(client: PoolClient, record: FindingRecord, papers: Papers) {
  const orgs = [
    ...partiesOf(record),
    ...papers.tasks.map((task) => task.org),
    ...papers.deadlines.flatMap((row) => row.ownerOrg ?? []),
    ...papers.evidence.map((one) => one.uploadedOrg),
  ]
  const people = papers.evidence.map((one) => one.uploadedBy)
  return { orgs: await shortNames(client, orgs), people: await personNames(client, people) }
}

function describe(record: FindingRecord) {
  return {
    side: sideFacts(record),
    title: record.title ?? '（内容已依法删除）',
    text: record.body ?? '',
    majorClause: record.major_clause,
    sourceNote: record.source_note,
    subject: record.subject_id,
    subjectName: record.subject_name ?? '',
    foundOn: record.found_on,
    foundBy: record.found_by,
    plan: record.planned ? planOf(record) : null,
    source: sourceOf(record),
  }
}

function sourceOf(record: FindingRecord): FindingDetail['source'] {
  const { source_kind: kind, source_id: id, source_part: part } = record
  return kind === null || id === null ? null : { kind, id, part }
}

function partiesShown(record: FindingRecord, names: Names) {
  const party = (org: string | null, name: string | null) =>
    org === null ? null : { org, orgName: names[org] ?? '', name }
  return {
    officeName: names[record.owner_org] ?? '',
    rectifier: party(record.rectifier_org, record.rectifier_name),
    sectorParty: party(record.sector_org, record.sector_name),
    territory: party(record.territory_org, record.territory_name),
    rechecker: party(record.rechecker_org, record.rechecker_name),
    sponsor: record.sponsor_name,
  }
}

async function personNames(on: Queryable, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const found = await rows<{ id: string; name: string }>(
    on,
    `select id, name from person where id = any($1::uuid[])
      union all select id, label from link_receiver where id = any($1::uuid[])`,
    [[...new Set(ids)]],
  )
  return new Map(found.map(({ id, name }) => [id, name]))
}

type TaskRow = {
  readonly id: string
  readonly revision: number
  readonly org: string
  readonly content: string | null
  readonly due_on: string | null
  readonly state: 'open' | 'done' | 'cancelled'
}

const TASKS = `select id, revision, org, content, due_on, state from finding_task
  where jur = $1 and finding_id = $2 order by id`

function taskOf(task: TaskRow, names: Record<string, string>): FindingDetail['tasks'][number] {
  return {
    id: task.id,
    revision: task.revision,
    org: task.org,
    orgName: names[task.org] ?? '',
    content: task.content ?? '',
    dueOn: task.due_on,
    state: task.state,
  }
}

function planOf(record: FindingRecord): FindingDetail['plan'] {
  return {
    measures: record.measures,
    responsibility: record.responsibility,
    fundsAmount: record.funds_amount,
    fundsUnit: record.funds_unit,
    spentAmount: record.spent_amount,
    spentUnit: record.spent_unit,
    timeLimit: record.time_limit,
    contingency: record.contingency,
  }
}

/** The findings that this one was merged into, or came back from; only where they may be seen. */
async function linked(
  client: PoolClient,
  actor: Actor,
  record: FindingRecord,
): Promise<Pick<FindingDetail, 'mergedInto' | 'relapseOf'>> {
  const find = async (id: string | null) => {
    if (id === null) return null
    const other = await findFinding(client, actor, id)
    return other ? { id: other.id, number: other.number } : null
  }
  return { mergedInto: await find(record.merged_into), relapseOf: await find(record.relapse_of) }
}

const ORDER = ['found', 'handed_over', 'rectified', 'rechecked', 'struck_off'] as const

const REACHED = {
  registered: 1,
  returned: 1,
  handed_over: 2,
  rectifying: 2,
  recheck_failed: 2,
  reported: 3,
  accepted: 3,
  passed: 4,
  pending_approval: 4,
  struck_off: 5,
  void: 0,
  merged: 0,
} as const satisfies Record<FindingState, number>

/** 发现→交办→整改→复查→销号: how far the finding has come, when, and who. */
function stagesOf(record: FindingRecord, names: Record<string, string>): FindingDetail['stages'] {
  const reached = REACHED[record.state as FindingState]
  const onSpot = record.state === 'struck_off' && record.handed_over_at === null
  const name = (org: string | null) => (org === null ? null : (names[org] ?? null))
  const on = {
    found: record.found_on,
    handed_over: day(record.handed_over_at),
    rectified: day(record.reported_at),
    rechecked: day(record.rechecked_at),
    struck_off: day(record.ended_at),
  }
  const by = {
    found: record.found_by,
    handed_over: name(record.owner_org),
    rectified: name(record.rectifier_org),
    rechecked: name(record.rechecked_org ?? record.rechecker_org),
    struck_off: name(record.owner_org),
  }
  return ORDER.map((key, index) => {
    const done = index < reached
    const skipped = onSpot && on[key] === null
    const state = skipped ? 'skipped' : done ? 'done' : index === reached ? 'now' : 'ahead'
    return { key, state, on: done ? on[key] : null, by: index <= reached ? by[key] : null }
  })
}

function day(instant: string | null): string | null {
  if (instant === null) return null
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10)
}
