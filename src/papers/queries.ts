import { firstRow, params, rows, type Actor, type Queryable } from '#kernel/index.ts'
import {
  deadlinesOf,
  leftAmount,
  viewDeadline,
  type Calendar,
  type Deadline,
} from '#deadlines/index.ts'
import { evidenceOf } from '#files/index.ts'
import { bodyNames, incomingSeen, taskLimits, taskSeen } from './load.ts'
import type { IncomingRecord, TaskRecord } from './tables.ts'
import { TASK_ENDED } from './words.ts'
import type * as words from './words.ts'
import type * as z from 'zod'

export type Day = { readonly today: string; readonly calendar: Calendar }
type Page<R> = { readonly rows: R[]; readonly next: string | null }

const PAGE = 50
const ENDED: readonly string[] = TASK_ENDED
const OPEN_TASK = `t.state not in ('accepted', 'withdrawn', 'void')`

/** A title part as a pattern of its own letters. */
function like(text: string): string {
  return `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
}

type IncomingListed = IncomingRecord & { readonly tasks: number; readonly open_tasks: number }

/** 收文登记簿: the papers of the acting body, newest first. */
export async function listIncoming(
  client: Queryable,
  actor: Actor,
  query: z.output<typeof words.listIncoming.query>,
  day: Day,
): Promise<Page<words.IncomingRow>> {
  const { param, values } = params()
  const where = [incomingSeen(actor, param)]
  if (query.state) where.push(`i.state = ${param(query.state)}`)
  if (query.kind) where.push(`i.kind = ${param(query.kind)}`)
  if (query.q) {
    const q = param(like(query.q))
    where.push(`(i.title like ${q} or i.number like ${q} or i.document_number like ${q})`)
  }
  const [on, id] = cursorOf(query.after)
  if (on !== null && id !== null) {
    where.push(`(i.received_on, i.id) < (${param(on)}::date, ${param(id)}::uuid)`)
  }
  const found = await rows<IncomingListed>(
    client,
    `select i.*, s.tasks, s.open_tasks from incoming i
       cross join lateral (select count(*)::int as tasks,
           count(*) filter (where ${OPEN_TASK})::int as open_tasks
         from office_task t where t.source_id = i.id) s
      where ${where.join(' and ')}
      order by i.received_on desc, i.id desc limit ${param(PAGE + 1)}`,
    values,
  )
  const last = found[PAGE - 1]
  return {
    rows: found.slice(0, PAGE).map((row) => incomingRow(row, day)),
    next: found.length > PAGE && last ? `${last.received_on}~${last.id}` : null,
  }
}

function incomingRow(row: IncomingListed, { today, calendar }: Day): words.IncomingRow {
  const due = row.ended_at === null ? row.due_on : null
  return {
    id: row.id,
    revision: row.revision,
    number: row.number,
    title: row.title ?? '',
    kind: row.kind as words.PaperKind,
    urgency: row.urgency as words.Urgency,
    state: row.state as words.IncomingState,
    fromName: row.from_name ?? '',
    documentNumber: row.document_number,
    receivedOn: row.received_on,
    dueOn: row.due_on,
    left: due === null ? null : leftAmount(calendar, 'workingDays', today, due),
    tasks: row.tasks,
    openTasks: row.open_tasks,
  }
}

type TaskListed = TaskRecord & { readonly org_name: string; readonly issuer_name: string }

const TASK_SELECT = `select t.*, coalesce(o.short_name, o.name) as org_name,
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
  const where = [taskSeen(actor, param)]
  if (query.state?.length) where.push(`t.state = any(${param(query.state)}::text[])`)
  if (query.side === 'issued') where.push(`t.owner_org = ${param(actor.org)}::uuid`)
  if (query.side === 'mine') where.push(`t.org = ${param(actor.org)}::uuid`)
  if (query.incoming) where.push(`t.source_id = ${param(query.incoming)}::uuid`)
  if (query.due) where.push(OPEN_TASK)
  if (query.due === 'overdue') where.push(`t.due_on < ${param(day.today)}::date`)
  if (query.q) {
    const q = param(like(query.q))
    where.push(`(t.title like ${q} or t.number like ${q})`)
  }
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

function taskRow(row: TaskListed, { today, calendar }: Day): words.TaskRow {
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

function cursorOf(text: string | undefined): [string | null, string | null] {
  const [on, id] = (text ?? '').split('~')
  return on && id ? [on, id] : [null, null]
}

/** One paper with everything that followed from it, or undefined. */
export async function incomingDetail(
  client: Queryable,
  actor: Actor,
  id: string,
  day: Day,
): Promise<words.IncomingDetail | undefined> {
  const { param, values } = params()
  const record = await firstRow<IncomingRecord>(
    client,
    `select i.* from incoming i where i.id = ${param(id)}::uuid and ${incomingSeen(actor, param)}`,
    values,
  )
  if (!record) return undefined
  const tasks = await rows<TaskListed>(
    client,
    `${TASK_SELECT} where t.source_id = $1 order by not ${OPEN_TASK}, t.due_on, t.id limit 400`,
    [id],
  )
  return {
    id,
    jur: record.jur,
    revision: record.revision,
    number: record.number,
    state: record.state as words.IncomingState,
    ownerOrg: record.owner_org,
    leaderOrg: record.leader_org,
    openTasks: tasks.filter(({ state }) => !ENDED.includes(state)).length,
    names: await bodyNames(client, [record.owner_org, record.leader_org]),
    title: record.title ?? '',
    kind: record.kind as words.PaperKind,
    urgency: record.urgency as words.Urgency,
    fromName: record.from_name ?? '',
    documentNumber: record.document_number,
    receivedOn: record.received_on,
    dueOn: record.due_on,
    summary: record.summary,
    proposal: record.proposal,
    instruction: record.instruction,
    slip: record.slip_id,
    tasks: tasks.map((row) => taskRow(row, day)),
    ...(await partsOf(client, { jur: record.jur, kind: 'incoming', id }, day)),
  }
}

/** One task, or undefined. `pool` is where the packs are read. */
export async function taskDetail(
  pool: Queryable,
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
  return {
    id,
    jur: record.jur,
    revision: record.revision,
    number: record.number,
    state: record.state as words.TaskState,
    ownerOrg: record.owner_org,
    org: record.org,
    party: record.party_id,
    returns: record.returns,
    names: { [record.owner_org]: record.issuer_name, [record.org]: record.org_name },
    title: record.title ?? '',
    content: record.content ?? '',
    part: record.part as words.TaskPart,
    person: record.person_name,
    issuerName: record.issuer_name,
    orgName: record.org_name,
    dueOn: record.due_on,
    answer: record.answer,
    incoming: source ? { ...source, title: source.title ?? '' } : null,
    limits: await taskLimits(pool, { on: day.today, place: record.jur }),
    ...(await partsOf(client, { jur: record.jur, kind: 'office_task', id }, day)),
  }
}

type Subject = { readonly jur: string; readonly kind: string; readonly id: string }

/** Steps, deadlines and files of a row of the office. */
export async function partsOf(client: Queryable, subject: Subject, { today, calendar }: Day) {
  const deadlines = await deadlinesOf(client, subject)
  const names = await bodyNames(
    client,
    deadlines.map(({ ownerOrg }) => ownerOrg),
  )
  return {
    steps: await stepsOf(client, subject),
    deadlines: deadlines.map((row: Deadline) => ({
      ...viewDeadline(row, today, calendar),
      ownerName: row.ownerOrg === null ? null : (names[row.ownerOrg] ?? null),
    })),
    evidence: await evidenceOf(client, subject),
  }
}

async function stepsOf(client: Queryable, subject: Subject): Promise<words.PaperStep[]> {
  const found = await rows<{
    id: string
    act: string
    at: string
    org_name: string | null
    person_name: string | null
    note: string | null
    facts: Record<string, string>
    index: bigint | null
  }>(
    client,
    `select s.id, s.act, s.at, coalesce(o.short_name, o.name) as org_name, coalesce(p.name, r.label) as person_name,
        s.note, s.facts, e.idx as index
       from paper_step s
       left join journal_entry e on e.act_id = s.id
       left join organization o on o.id = s.org
       left join person p on p.id = s.person
       left join link_receiver r on r.id = s.person
      where s.jur = $1 and s.subject_id = $2 order by s.at desc, s.id desc`,
    [subject.jur, subject.id],
  )
  return found.map(({ org_name: orgName, person_name: personName, ...row }) => ({
    ...row,
    orgName,
    personName,
    index: row.index === null ? null : Number(row.index),
  }))
}
