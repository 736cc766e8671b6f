import { isId, isRefusal, notFound, serve, type Route } from '#kernel/index.ts'
import { officeTemplate, paperFile, render } from '#documents/index.ts'
import { FORM_LABELS } from '#documents/texts.ts'
import type { FileStore } from '#files/index.ts'
import { paperOf } from './papers.ts'
import { SUPERVISION_PAPERS, supervisionPaper } from './words.ts'

/** The papers of supervision as files, in the template of the office that issued them. */
export function supervisionPaperRoutes(files: FileStore): readonly Route[] {
  return [
    serve(supervisionPaper)(async ({ params, query }, { runner, actor }) => {
      const form = SUPERVISION_PAPERS.find((one) => one === params.form)
      if (!form || !isId(params.id)) return notFound
      const pool = runner.db.app
      const asked = { form, id: params.id }
      const found = await paperOf(pool, actor, asked, runner.clock.today())
      if (found === undefined) return notFound
      if (isRefusal(found)) return found
      const template = await officeTemplate(pool, files, { org: found.org, form })
      const word = await render(template, found.data)
      const name = `${FORM_LABELS[form]} ${found.number}`
      return paperFile(word, name, { ...query, now: runner.clock.now() })
    }),
  ]
}
