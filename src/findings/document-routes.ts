import { notFound, refuse, scoped, serve, type Route, type Signed } from '#kernel/index.ts'
import { calendarOf } from '#deadlines/index.ts'
import { officeTemplate, paperFile, render } from '#documents/index.ts'
import { FORM_LABELS } from '#documents/texts.ts'
import type { FileFormat } from '#documents/words.ts'
import type { FileStore } from '#files/index.ts'
import { placeNames } from '#places/index.ts'
import { findFinding, findingDetail } from './detail.ts'
import { documentData, feedbackData } from './document-data.ts'
import { findingTimeline } from './timeline.ts'
import * as words from './words.ts'

/**
 * Documents on a finding as Word files, in the template of the office that keeps it. Reading them is
 * reading the record: nothing is entered in the journal.
 */
export function findingDocumentRoutes(files: FileStore): readonly Route[] {
  return [
    serve(words.findingDocument)(async ({ params, query }, call) => {
      const { runner, actor } = call
      const document = words.FINDING_DOCUMENTS.find((one) => one === params.document)
      if (!document || !words.isFindingId(params.id)) return notFound
      if (document === 'feedback') return feedbackFile(files, call, [params.id], query)
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
    serve(words.findingsFeedback)(async ({ query: { ids, ...query } }, call) => {
      const asked = [...new Set(ids.split(','))]
      if (!asked.every(words.isFindingId)) return notFound
      return feedbackFile(files, call, asked, query)
    }),
  ]
}

/** The list of an inspection, in the template of the office that keeps its first finding. */
async function feedbackFile(
  files: FileStore,
  { runner, actor }: Signed,
  ids: readonly string[],
  query: { readonly format?: FileFormat },
) {
  if (ids.length > words.MOST_FEEDBACK) {
    return refuse(
      `一份清单最多列${words.MOST_FEEDBACK}条，请减少勾选。`,
      'bihuan-house-rules#documents',
    )
  }
  const pool = runner.db.app
  const today = runner.clock.today()
  const day = { today, calendar: await calendarOf(pool) }
  const told = await scoped(pool, actor.scope, async (client) => {
    const found: words.FindingDetail[] = []
    for (const id of ids) {
      const one = await findingDetail(pool, client, actor, id, day)
      if (!one) return undefined
      found.push(one)
    }
    const counties = [...new Set(found.map(({ jur }) => jur.slice(0, COUNTY_DIGITS)))]
    const names = await placeNames(client, counties)
    const record = await findFinding(client, actor, ids[0] ?? '')
    const said = counties.map((jur) => names.get(jur)?.name ?? jur)
    return record && { org: record.owner_org, found, counties: said }
  })
  if (!told) return notFound
  const refusal = words.refuseFeedback(told.found, told.counties)
  if (refusal) return refusal
  const template = await officeTemplate(pool, files, { org: told.org, form: 'feedback' })
  const data = feedbackData(told.found, told.counties[0] ?? '', today)
  const name = `${FORM_LABELS.feedback} ${told.counties[0] ?? ''}${today}`
  return paperFile(await render(template, data), name, { ...query, now: runner.clock.now() })
}

/** A place's code begins with the six digits of its county; shorter ones are a city's or province's. */
const COUNTY_DIGITS = 6
