import { notFound, perform, problem, scoped, serve, type Actor, type Call } from '#kernel/index.ts'
import type { Route } from '#kernel/index.ts'
import { IMPORT_CALENDAR, recountProvisional } from './commands.ts'
import { calendarOf, findYear, forgetCalendar } from './notices.ts'
import { desk, deskPage, explainDeadline } from './queries.ts'
import * as words from './words.ts'

type Signed = Call & { readonly actor: Actor }

async function dayOf({ runner }: Signed) {
  return { today: runner.clock.today(), calendar: await calendarOf(runner.db.app) }
}

function yearOf(text: string): number | null {
  return /^(19|20)\d\d$/.test(text) ? Number(text) : null
}

const badYear = problem(400, '年份不正确', {
  errors: [{ field: 'year', message: '请填写四位年份' }],
})

/** The desk, the deadlines and the working-day calendar over HTTP. */
export const routes: readonly Route[] = [
  serve(words.readDesk)(async (_given, call) => {
    const day = await dayOf(call)
    const { actor, runner } = call
    return scoped(runner.db.app, actor.scope, (client) => desk(client, actor, day))
  }),
  serve(words.readDeskPage)(async ({ params, query }, call) => {
    const group = words.deskGroups.find((name) => name === params.group)
    if (!group) return notFound
    const day = await dayOf(call)
    const { actor, runner } = call
    const page = { group, after: [query.afterDue, query.afterId] as const }
    const found = await scoped(runner.db.app, actor.scope, (client) =>
      deskPage(client, actor, day, page),
    )
    return { rows: found }
  }),
  serve(words.readDeadline)(async ({ params }, call) => {
    if (!words.isDeadlineId(params.id)) return notFound
    const day = await dayOf(call)
    const { actor, runner } = call
    const found = await scoped(runner.db.app, actor.scope, (client) =>
      explainDeadline(client, actor, day, params.id),
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
