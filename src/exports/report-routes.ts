import {
  notFound,
  perform,
  problem,
  refuse,
  scoped,
  serve,
  type Actor,
  type Route,
  type Runner,
} from '#kernel/index.ts'
import type { Jobs } from '#jobs/index.ts'
import { calendarOf, packsOf } from '#deadlines/index.ts'
import { countPage } from '#findings/index.ts'
import { briefOf } from './brief.ts'
import { exportFindings } from './commands.ts'
import { answersFor, bodyOf, fillsForms, layoutOf, rightsOf } from './forms.ts'
import { printedLedger } from './print.ts'
import { CLAUSES, exportRefusal } from './rules.ts'
import { statisticsOf } from './statistics.ts'
import { statisticsWork } from './work-statistics.ts'
import * as words from './words.ts'

/** What is printed, over HTTP. */
export function reportRoutes(jobs: Jobs): readonly Route[] {
  return [
    serve(words.readPrint)(
      async ({ query }, { runner, actor }) =>
        exportRefusal(rightsOf(actor)) ?? printedLedger(runner, actor, query),
    ),
    serve(words.readBrief)(
      async ({ query }, { runner, actor }) =>
        exportRefusal(rightsOf(actor)) ??
        (answersFor(actor, query.place) ? briefOf(runner, actor, query) : notFound),
    ),
    serve(words.readStatistics)(async ({ query }, { runner, actor }) => {
      const no = exportRefusal(rightsOf(actor))
      if (no) return no
      if (!fillsForms(actor, query.place)) return notFound
      const filled = await statisticsOf(runner, actor, query)
      if (filled && 'badPeriod' in filled) return wrongPeriod(filled.badPeriod)
      return filled?.table ?? notFound
    }),
    serve(words.exportStatistics)(async ({ body }, { runner, actor }) => {
      const no = exportRefusal(rightsOf(actor))
      if (no) return no
      if (!fillsForms(actor, body.place)) return notFound
      const filled = await statisticsOf(runner, actor, body)
      if (filled && 'badPeriod' in filled) return wrongPeriod(filled.badPeriod)
      if (!filled) {
        return refuse('所选表式今日未施行，请重新选择。', CLAUSES.export)
      }
      const { id } = await jobs.enqueue(actor, statisticsWork, body)
      return { job: id }
    }),
    serve(words.enterPrint)(async ({ body }, { runner, actor, key }) => {
      const given = await printOf(runner, actor, body)
      const outcome = await perform(runner, exportFindings, given, { actor, key })
      if (!('done' in outcome)) return outcome
      return { act: outcome.actId, at: runner.clock.now(), count: given.count }
    }),
  ]
}

const wrongPeriod = (message: string) =>
  problem(400, '所属时期有误', { errors: [{ field: 'on', message }] })

type Printed = Parameters<typeof exportFindings.decide>[1]

/** What goes onto paper: the findings of the filter, in the columns of the form. */
async function printOf(
  runner: Runner,
  actor: Actor,
  asked: { readonly form: string; readonly query: words.WrittenFilter; readonly purpose: string },
): Promise<Printed> {
  const pool = runner.db.app
  const today = runner.clock.today()
  const body = await bodyOf(pool, actor)
  const layout = await layoutOf(pool, { form: asked.form, columns: [] }, body, today)
  const { sort: _, ...filter } = words.writtenQuery.parse(asked.query)
  const day = { today, calendar: await calendarOf(pool) }
  const count = await scoped(pool, actor.scope, (client) => countPage(client, actor, filter, day))
  const [pack, article] = CLAUSES.export.split('#') as [string, string]
  const version = (await packsOf(pool)).find(({ head }) => head.id === pack)?.version ?? ''
  return {
    layout: layout ?? { key: asked.form, basis: { pack, version, article }, columns: [] },
    type: 'print',
    query: asked.query,
    count,
    purpose: asked.purpose,
    body,
  }
}
