import { params, rows, within, type Actor, type Queryable } from '#kernel/index.ts'
import { addWorkdays } from './calendar.ts'
import type { Day } from './day.ts'
import { calculation, viewDeadline } from './rules.ts'
import { DEADLINE_COLUMNS, findDeadline, RUNNING } from './tables.ts'
import { deskGroups, type Calculation, type Deadline, type DeadlineView } from './words.ts'
import type { Desk, DeskGroup } from './words.ts'

/** How many rows of each group the desk shows; the count is always the whole one. */
const DESK_ROWS = 50

/** The working days within which a deadline counts as near. */
const SOON_WORKDAYS = 3

type Param = (value: unknown) => string

/**
 * What the acting post must do, soonest first, in the groups of the desk: its own deadlines, and
 * those of its body that lie with its role or with nobody in particular. Beside it what the body
 * waits for from others. `client` must be in the actor's scope.
 */
export async function desk(client: Queryable, actor: Actor, day: Day): Promise<Desk> {
  const own = await deskRows(client, actor, day)
  const waiting = await waitingRows(client, actor, day)
  const groups = deskGroups.map((group) => {
    const found = own.filter((row) => row.group === group)
    return { group, count: Number(found[0]?.count ?? 0), rows: found.map((row) => view(row, day)) }
  })
  return { today: day.today, groups, waiting: waiting.map((row) => view(row, day)) }
}

/** Rows of one group that follow the row `after`, for a desk that is longer than its page. */
export async function deskPage(
  client: Queryable,
  actor: Actor,
  day: Day,
  { group, after }: { readonly group: DeskGroup; readonly after: readonly [string, string] },
): Promise<DeadlineView[]> {
  const { param, values } = params()
  const where = `${mine(actor, param)} and ${groupColumn(day, param)} = ${param(group)}
    and (d.due_on, d.id) > (${param(after[0])}::date, ${param(after[1])}::uuid)`
  const found = await rows<Deadline>(
    client,
    `select ${DEADLINE_COLUMNS} from deadline d where ${where}
      order by d.due_on, d.id limit ${param(DESK_ROWS)}`,
    values,
  )
  return found.map((row) => view(row, day))
}

type DeskRow = Deadline & { readonly group: DeskGroup; readonly count: bigint }

async function deskRows(client: Queryable, actor: Actor, day: Day): Promise<DeskRow[]> {
  const { param, values } = params()
  return rows<DeskRow>(
    client,
    `select * from (
        select ${DEADLINE_COLUMNS}, g.name as "group", count(*) over (partition by g.name) as count,
          row_number() over (partition by g.name order by d.due_on, d.id) as place
        from deadline d cross join lateral (select ${groupColumn(day, param)} as name) g
        where ${mine(actor, param)}) ranked
      where place <= ${param(DESK_ROWS)} order by "dueOn", id`,
    values,
  )
}

function groupColumn({ today, calendar }: Day, param: Param): string {
  const now = `${param(today)}::date`
  const soon = `${param(addWorkdays(calendar, today, SOON_WORKDAYS))}::date`
  return (
    `case when d.state = 'paused' then 'paused' when d.due_on < ${now} then 'overdue' ` +
    `when d.due_on = ${now} then 'today' when d.due_on <= ${soon} then 'soon' else 'later' end`
  )
}

function mine(actor: Actor, param: Param): string {
  const role = `(d.owner_role is null or d.owner_role = ${param(actor.role)})`
  return (
    `${RUNNING} and ${within(actor.scope, 'd', param)} and (d.owner_post = ${param(actor.post)}::uuid ` +
    `or (d.owner_post is null and d.owner_org = ${param(actor.org)}::uuid and ${role}))`
  )
}

async function waitingRows(client: Queryable, actor: Actor, _day: Day): Promise<Deadline[]> {
  const { param, values } = params()
  const org = `${param(actor.org)}::uuid`
  return rows<Deadline>(
    client,
    `select ${DEADLINE_COLUMNS} from deadline d
      where ${RUNNING} and d.waited_by_org = ${org} and d.owner_org is distinct from ${org}
        and ${within(actor.scope, 'd', param)}
      order by d.due_on, d.id limit ${param(DESK_ROWS)}`,
    values,
  )
}

/** One deadline with its calculation (计算过程), or undefined outside the scope. */
export async function explainDeadline(
  client: Queryable,
  actor: Actor,
  day: Day,
  id: string,
): Promise<Calculation | undefined> {
  const row = await findDeadline(client, actor.scope, id)
  return row && calculation(row, day.today, day.calendar)
}

function view(row: Deadline, { today, calendar }: Day): DeadlineView {
  return viewDeadline(row, today, calendar)
}
