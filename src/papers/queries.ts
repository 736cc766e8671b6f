import { shortNames } from '#places/index.ts'
import { firstRow, params, rows, type Actor, type Queryable } from '#kernel/index.ts'
import { leftAmount, type Day } from '#deadlines/index.ts'
import { incomingSeen } from './load.ts'
import { like, OPEN_TASK, PAGE, partsOf, type Page } from './parts.ts'
import { TASK_SELECT, taskRow, type TaskListed } from './task-lists.ts'
import type { IncomingRecord } from './tables.ts'
import { TASK_ENDED } from './words.ts'
import type * as words from './words.ts'
import type * as z from 'zod'

const ENDED: readonly string[] = TASK_ENDED

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
    names: await shortNames(client, [record.owner_org, record.leader_org]),
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
