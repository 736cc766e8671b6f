import { params, rows, within, type Actor, type Queryable } from '#kernel/index.ts'
import { DEADLINE_COLUMNS, RUNNING, viewDeadline } from '#deadlines/index.ts'
import type { Calendar, Deadline } from '#deadlines/index.ts'
import type { ReminderView } from './words.ts'

const SHOWN = 20

type Row = Deadline & {
  readonly threshold: number
  readonly reminded_by: string
  readonly reminded_at: string
}

/** 到期提醒 of the acting post: its running deadlines that were reminded of, soonest first. */
export async function remindersOf(
  client: Queryable,
  actor: Actor,
  day: { readonly today: string; readonly calendar: Calendar },
): Promise<ReminderView[]> {
  const { param, values } = params()
  const role = `(d.owner_role is null or d.owner_role = ${param(actor.role)})`
  const post = `${param(actor.post)}::uuid`
  const org = `${param(actor.org)}::uuid`
  const found = await rows<Row>(
    client,
    `select ${DEADLINE_COLUMNS}, r.threshold, r.basis as reminded_by, r.at as reminded_at
       from deadline d join lateral (
         select m.threshold, m.basis, m.at from reminder m
          where m.deadline_id = d.id and m.due_on = d.due_on
          order by m.threshold limit 1) r on true
      where ${RUNNING} and d.due_on >= ${param(day.today)}::date
        and ${within(actor.scope, 'd', param)}
        and (d.owner_post = ${post} or (d.owner_post is null and d.owner_org = ${org} and ${role}))
      order by d.due_on, d.id limit ${param(SHOWN)}`,
    values,
  )
  return found.map((row) => ({
    deadline: viewDeadline(row, day.today, day.calendar),
    threshold: row.threshold,
    basis: row.reminded_by,
    at: row.reminded_at,
  }))
}
