/** What is said to one person now: always made from what is still true. */
import { rows, scoped, itself, type Runner } from '#kernel/index.ts'
import { addWorkdays, DEADLINE_COLUMNS, type Calendar, type Deadline } from '#deadlines/index.ts'
import { deadlinesOfPerson } from './people.ts'
import { digestText, type Line } from './rules.ts'
import type { MessageRecord } from './tables.ts'

/** How near a deadline must be to stand in a digest, in working days. */
const SOON_WORKDAYS = 3

export type Digest = { readonly text: string | null; readonly deadlines: readonly string[] }

/** The digest of a person: what is overdue, due, near, and new since `since`. */
export async function digestOf(
  runner: Pick<Runner, 'db' | 'clock'>,
  person: string,
  given: {
    readonly since: string | null
    /** Deadlines that count as new although they are older: their messages could not be sent. */
    readonly fresh: ReadonlySet<string>
    readonly calendar: Calendar
    readonly link: string | null
  },
): Promise<Digest> {
  const today = runner.clock.today()
  const soon = addWorkdays(given.calendar, today, SOON_WORKDAYS)
  const all = await deadlinesOfPerson(runner, person, today, false)
  const running = all.filter(({ state }) => state === 'open')
  const isFresh = ({ id, startedOn }: Deadline) =>
    startedOn >= (given.since ?? today) || given.fresh.has(id)
  const named = running.filter((row) => row.dueOn <= soon || isFresh(row))
  const count = (wanted: (row: Deadline) => boolean) => running.filter(wanted).length
  const counts = {
    overdue: count(({ dueOn }) => dueOn < today),
    today: count(({ dueOn }) => dueOn === today),
    soon: count(({ dueOn }) => dueOn > today && dueOn <= soon),
    fresh: count((row) => row.dueOn > soon && isFresh(row)),
  }
  return {
    text: digestText(counts, named.map(lineOf), given.link),
    deadlines: named.map(({ id }) => id),
  }
}

/** A deadline as a message names it. */
export function lineOf(row: Deadline): Line {
  const { label, number, title, dueOn, route } = row
  return { label, number, title, dueOn, route }
}

/** The deadlines that messages are about and that still run, by the message's id. */
export async function stillTrue(
  { db }: Pick<Runner, 'db'>,
  messages: readonly MessageRecord[],
): Promise<Map<string, Deadline>> {
  const ids = messages.flatMap(({ deadline_id }) => deadline_id ?? [])
  if (ids.length === 0) return new Map()
  const found = await scoped(db.app, itself('0').scope, (client) =>
    rows<Deadline>(
      client,
      `select ${DEADLINE_COLUMNS} from deadline d
        where d.jur = any($1::text[]) and d.id = any($2::uuid[]) and d.state = 'open'`,
      [[...new Set(messages.flatMap(({ jur }) => jur ?? []))], ids],
    ),
  )
  const byId = new Map(found.map((row) => [row.id, row]))
  return new Map(
    messages.flatMap(({ id, deadline_id }) => {
      const row = deadline_id === null ? undefined : byId.get(deadline_id)
      return row ? [[id, row] as const] : []
    }),
  )
}
