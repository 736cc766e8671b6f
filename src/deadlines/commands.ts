import { refuse, rows, type Command, type Json, type Queryable } from '#kernel/index.ts'
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
    if (actor.role === 'system_admin' && judgeNotice(notice) === null) {
      await saveNotice(client, notice, 'import')
    }
    return notice
  },
  decide(notice, _input, { actor, actId }) {
    if (actor.role !== 'system_admin') {
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

/** The keys of provisional deadlines, for the sweep that follows an import; at most `limit`. */
export async function provisionalDeadlines(client: Queryable, limit: number): Promise<Key[]> {
  return rows<Key>(
    client,
    `select d.jur, d.id from deadline d where d.provisional and d.state = 'open'
      order by d.jur, d.id limit $1`,
    [limit],
  )
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
