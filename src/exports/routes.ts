import { refuse, scoped, serve, type Route } from '#kernel/index.ts'
import type { Jobs } from '#jobs/index.ts'
import { calendarOf } from '#deadlines/index.ts'
import { countPage } from '#findings/index.ts'
import { bodyOf, exportChoices, layoutOf, rightsOf } from './forms.ts'
import { CLAUSES, columnRefusal, countRefusal, exportRefusal } from './rules.ts'
import { reportRoutes } from './report-routes.ts'
import { exportWork } from './work.ts'
import * as words from './words.ts'

/** Exports over HTTP: what may be taken, and asking for it. */
export function exportRoutes(jobs: Jobs): readonly Route[] {
  return [
    serve(words.readExportForms)(async (_given, { runner, actor }) =>
      exportChoices(runner.db.app, actor, runner.clock.today()),
    ),
    ...reportRoutes(jobs),
    serve(words.askExport)(async ({ body }, { runner, actor }) => {
      const rights = rightsOf(actor)
      const no = exportRefusal(rights)
      if (no) return no
      const pool = runner.db.app
      const today = runner.clock.today()
      const layout = await layoutOf(pool, body, await bodyOf(pool, actor), today)
      if (!layout) return refuse('所选表式今日未施行，请重新选择。', CLAUSES.export)
      const own = body.form === words.OWN_COLUMNS
      if (layout.columns.length === 0) return refuse('请至少选择一列。', CLAUSES.export)
      const column = own && layout.columns.find(({ field }) => columnRefusal(field, rights))
      if (column) return columnRefusal(column.field, rights)!
      const { sort: _, ...filter } = words.writtenQuery.parse(body.query)
      const day = { today, calendar: await calendarOf(pool) }
      const count = await scoped(pool, actor.scope, (client) =>
        countPage(client, actor, filter, day),
      )
      const refused = countRefusal(count)
      if (refused) return refused
      const { id } = await jobs.enqueue(actor, exportWork, body)
      return { job: id }
    }),
  ]
}
