import { readOwn, type Queryable, type Runner, type Signed } from '#kernel/index.ts'
import type { Calendar } from './calendar.ts'
import { calendarOf } from './notices.ts'

/** A legal day and the calendar by which deadlines are told on it. */
export type Day = { readonly today: string; readonly calendar: Calendar }

/** The day on which a call is answered. */
export async function dayOf({ runner }: { readonly runner: Runner }): Promise<Day> {
  return { today: runner.clock.today(), calendar: await calendarOf(runner.db.app) }
}

/** Reads within the caller's places what deadlines, and so the day, belong to. */
export async function readOnDay<T>(
  call: Signed,
  work: (client: Queryable, day: Day) => Promise<T>,
): Promise<T> {
  const day = await dayOf(call)
  return readOwn(call, (client) => work(client, day))
}
