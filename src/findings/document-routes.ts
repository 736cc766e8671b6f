import { notFound, scoped, serve, type Route } from '#kernel/index.ts'
import { calendarOf } from '#deadlines/index.ts'
import { officeTemplate, paperFile, render } from '#documents/index.ts'
import { FORM_LABELS } from '#documents/texts.ts'
import type { FileStore } from '#files/index.ts'
import { findFinding, findingDetail } from './detail.ts'
import { documentData } from './document-data.ts'
import { findingTimeline } from './timeline.ts'
import * as words from './words.ts'

/**
 * Documents on a finding as Word files, in the template of the office that keeps it. Reading them is
 * reading the record: nothing is entered in the journal.
 */
export function findingDocumentRoutes(files: FileStore): readonly Route[] {
  return [
    serve(words.findingDocument)(async ({ params, query }, { runner, actor }) => {
      const document = words.FINDING_DOCUMENTS.find((one) => one === params.document)
      if (!document || !words.isFindingId(params.id)) return notFound
      const pool = runner.db.app
      const today = runner.clock.today()
      const day = { today, calendar: await calendarOf(pool) }
      const told = await scoped(pool, actor.scope, async (client) => {
        const record = await findFinding(client, actor, params.id)
        const finding = await findingDetail(pool, client, actor, params.id, day)
        const steps = await findingTimeline(client, actor, params.id)
        return record && finding && steps ? { org: record.owner_org, finding, steps } : undefined
      })
      if (!told) return notFound
      const acts = told.steps.map(({ act }) => act)
      const refusal = words.refuseDocument(document, told.finding.state, acts)
      if (refusal) return refusal
      const template = await officeTemplate(pool, files, { org: told.org, form: document })
      const file = await render(template, documentData(document, told, today))
      const name = `${FORM_LABELS[document]} ${told.finding.number}`
      return paperFile(file, name, { ...query, now: runner.clock.now() })
    }),
  ]
}
