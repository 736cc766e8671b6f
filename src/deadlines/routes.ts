import { notFound, perform, problem, serve } from '#kernel/index.ts'
import type { Route } from '#kernel/index.ts'
import { readOnDay } from './day.ts'
import { IMPORT_CALENDAR, recountProvisional } from './commands.ts'
import { findYear, forgetCalendar } from './notices.ts'
import { desk, deskPage, explainDeadline } from './queries.ts'
import * as words from './words.ts'

function yearOf(text: string): number | null {
  return /^(19|20)\d\d$/.test(text) ? Number(text) : null
}

const badYear = problem(400, '年份不正确', {
  errors: [{ field: 'year', message: '请填写四位年份' }],
})

/** The desk, the deadlines and the working-day calendar over HTTP. */
export const routes: readonly Route[] = [
  serve(words.readDesk)(async (_given, call) => {
    return readOnDay(call, (client, day) => desk(client, call.actor, day))
  }),
  serve(words.readDeskPage)(async ({ params, query }, call) => {
    const group = words.deskGroups.find((name) => name === params.group)
    if (!group) return notFound
    const page = { group, after: [query.afterDue, query.afterId] as const }
    return {
      rows: await readOnDay(call, (client, day) => deskPage(client, call.actor, day, page)),
    }
  }),
  serve(words.readDeadline)(async ({ params }, call) => {
    if (!words.isDeadlineId(params.id)) return notFound
    const found = await readOnDay(call, (client, day) =>
      explainDeadline(client, call.actor, day, params.id),
    )
    return found ?? notFound
  }),
  serve(words.readCalendarYear)(async ({ params }, { runner }) => {
    const year = yearOf(params.year)
    if (year === null) return badYear
    const found = await findYear(runner.db.app, year)
    return found ?? { year, notice: '', days: [], covered: false, source: null }
  }),
  serve(words.importCalendarYear)(async ({ params, body }, { runner, actor, key }) => {
    const year = yearOf(params.year)
    if (year === null) return badYear
    const outcome = await perform(runner, IMPORT_CALENDAR, { year, ...body }, { actor, key })
    forgetCalendar(runner.db.app)
    if ('done' in outcome && !outcome.repeated) {
      await recountProvisional(runner, outcome.actId)
    }
    return outcome
  }),
]
