import { isId, legalDate, notFound, serve, type Queryable, type Route } from '#kernel/index.ts'
import { readOnDay } from '#deadlines/index.ts'
import { officeTemplate, paperFile, render, type DocumentData } from '#documents/index.ts'
import type { FileStore } from '#files/index.ts'
import { feedbackDetail } from './feedback-queries.ts'
import { campaignSummary, groupSummary } from './report-queries.ts'
import {
  campaignSummaryFile,
  feedbackFile,
  groupSummaryFile,
  type FeedbackDetail,
  type GroupReport,
} from './words.ts'

/** 问题隐患反馈交办清单 as Word or PDF, in the template of the group's own office. */
export function campaignPaperRoutes(files: FileStore): readonly Route[] {
  return [
    serve(feedbackFile)(async ({ params, query }, call) => {
      if (!isId(params.id)) return notFound
      const pool = call.runner.db.app
      const found = await readOnDay(call, (client, day) =>
        feedbackDetail(pool, client, call.actor, params.id, day),
      )
      if (!found) return notFound
      const template = await officeTemplate(pool, files, { org: found.org, form: 'feedback' })
      const word = await render(template, dataOf(found))
      const name = `反馈交办清单 ${found.number}`
      return paperFile(word, name, { ...query, now: call.runner.clock.now() })
    }),
    reportRoute(groupSummaryFile, files, (reader, client, id) => groupSummary(reader, client, id)),
    reportRoute(campaignSummaryFile, files, (reader, client, id) =>
      campaignSummary(reader, client, id),
    ),
  ]
}

type Report = Pick<GroupReport, 'title' | 'number' | 'org' | 'orgName' | 'parts'>

/** A summary as an office's paper, to be changed, numbered and sent as the office does. */
function reportRoute(
  face: typeof groupSummaryFile | typeof campaignSummaryFile,
  files: FileStore,
  find: (
    reader: Parameters<typeof groupSummary>[0],
    client: Queryable,
    id: string,
  ) => Promise<Report | undefined>,
): Route {
  return serve(face)(async ({ params, query }, call) => {
    if (!isId(params.id)) return notFound
    const { runner, actor } = call
    const pool = runner.db.app
    const found = await readOnDay(call, (client, day) =>
      find({ pool, actor, day }, client, params.id),
    )
    if (!found) return notFound
    const template = await officeTemplate(pool, files, { org: found.org, form: 'dispatch' })
    const word = await render(template, paperOf(found, legalDate(runner.clock.now())))
    return paperFile(word, found.title, { ...query, now: runner.clock.now() })
  })
}

function paperOf({ title, number, orgName, parts }: Report, date: string): DocumentData {
  return {
    number,
    title,
    office: orgName,
    date,
    urgency: [],
    signer: [],
    addressee: [],
    paragraphs: parts
      .flatMap(({ heading, texts }) => [heading, ...texts])
      .map((text) => ({ text })),
    copies: [],
    publicity: '',
    printer: orgName,
    printedOn: date,
  }
}

function dataOf(form: FeedbackDetail): DocumentData {
  return {
    group: `第${form.groupNo}专项行动组（${form.orgName}）`,
    date: legalDate(`${form.givenOn}T12:00:00+08:00`),
    county: form.hostName,
    office: form.orgName,
    count: String(form.lines.length),
    rows: form.lines.map((line, index) => ({
      nth: String(index + 1),
      title: line.problem,
      text: line.measures ?? '',
      place: line.subjectName,
      number: line.finding?.number ?? '',
      grade: line.grade === 'major' ? '重大' : '一般',
      rectifier: [line.rectifierName, line.rectifierPerson].filter(Boolean).join(' '),
      dueOn: line.dueOn,
      rechecker: line.recheckerName ?? '',
    })),
  }
}
