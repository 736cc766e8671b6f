import { itself, params, perform, refuse, rows, scoped } from '#kernel/index.ts'
import type { Command, Json, Queryable, Runner } from '#kernel/index.ts'
import { may } from '#places/index.ts'
import { readCalendar, saveNotice } from './notices.ts'
import { judgeNotice, recountDeadline } from './rules.ts'
import { DEADLINE_COLUMNS } from './tables.ts'
import type { Calendar } from './calendar.ts'
import type { CalendarNotice, Deadline } from './words.ts'

/**
 * Enters a year's notice on holidays and make-up workdays; only the system administrator may.
 * The notice stands whole in the journal. An amended notice is entered the same way.
 */
export const IMPORT_CALENDAR: Command<CalendarNotice, CalendarNotice> = {
  act: 'calendar.import',
  version: 1,
  async load(client, notice, { actor }) {
    if (may(actor.role, 'calendar.manage') && judgeNotice(notice) === null) {
      await saveNotice(client, notice, 'import')
    }
    return notice
  },
  decide(notice, _input, { actor, actId }) {
    if (!may(actor.role, 'calendar.manage')) {
      return refuse('工作日历由系统管理员导入。', 'bihuan-house-rules#14')
    }
    const refusal = judgeNotice(notice)
    if (refusal) return refusal
    const of = (wanted: string) => notice.days.filter(({ kind }) => kind === wanted).length
    const answer = {
      year: notice.year,
      holidays: of('holiday'),
      makeUpWorkdays: of('make_up_workday'),
    }
    return {
      jur: '0',
      subject: { kind: 'calendar', id: actId },
      effects: [],
      basis: [],
      inputs: notice as unknown as Json,
      decision: answer,
      answer,
    }
  },
}

type Key = { readonly jur: string; readonly id: string }

/** The keys of provisional deadlines that follow `after` in the order of places. */
export async function provisionalDeadlines(
  client: Queryable,
  { after, limit }: { readonly after: Key | null; readonly limit: number },
): Promise<Key[]> {
  const { param, values } = params()
  const more = after ? `and (d.jur, d.id) > (${param(after.jur)}, ${param(after.id)}::uuid)` : ''
  return rows<Key>(
    client,
    `select d.jur, d.id from deadline d where d.provisional and d.state = 'open' ${more}
      order by d.jur, d.id limit ${param(limit)}`,
    values,
  )
}

const SWEEP_ROWS = 500

/** An administrator of the calendar has no say in the cases that it moves. */
const ITSELF = itself('0')

/**
 * Counts every provisional deadline of the deployment again, each as an act of its own that
 * names the import it follows from. Answers how many dates were settled.
 */
export async function recountProvisional(runner: Runner, cause: string): Promise<number> {
  let settled = 0
  for (let after: Key | null = null; ;) {
    const page: Key[] = await scoped(runner.db.app, ITSELF.scope, (client) =>
      provisionalDeadlines(client, { after, limit: SWEEP_ROWS }),
    )
    for (const key of page) {
      const submission = { actor: ITSELF, key: `${cause}/${key.id}`, cause }
      const outcome = await perform(runner, RECOUNT_DEADLINE, key, submission)
      if ('done' in outcome) settled += 1
    }
    after = page.at(-1) ?? null
    if (page.length < SWEEP_ROWS) return settled
  }
}

/**
 * Counts one provisional deadline again, once its year's notice is in. It locks this one row and
 * waits for no other, so it cannot stand in the way of an act on the subject.
 */
export const RECOUNT_DEADLINE: Command<
  Key,
  { readonly row: Deadline; readonly calendar: Calendar }
> = {
  act: 'deadline.recount',
  version: 1,
  async load(client, { jur, id }) {
    const [row] = await rows<Deadline>(
      client,
      `select ${DEADLINE_COLUMNS} from deadline d where d.jur = $1 and d.id = $2 for update`,
      [jur, id],
    )
    return row && { row, calendar: await readCalendar(client) }
  },
  decide({ row, calendar }, _input, { today }) {
    const effect = recountDeadline(row, { on: today, calendar })
    if (effect === null) return refuse('该期限无需重新计算。', 'bihuan-house-rules#2')
    const answer = { id: row.id, dueOn: effect.set['dueOn'] ?? row.dueOn }
    return {
      jur: row.jur,
      subject: { kind: row.subjectKind, id: row.subjectId },
      effects: [effect],
      basis: [],
      inputs: { dueOn: row.dueOn, startedOn: row.startedOn, clock: row.clock },
      decision: answer,
      answer,
    }
  },
}
