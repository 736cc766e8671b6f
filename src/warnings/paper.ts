import { isId, legalDate, notFound, serve, type Route } from '#kernel/index.ts'
import { readOnDay } from '#deadlines/index.ts'
import { officeTemplate, paperFile, render, type DocumentData } from '#documents/index.ts'
import type { FileStore } from '#files/index.ts'
import { warningDetail } from './queries.ts'
import {
  WARNING_EXPIRED_LABEL,
  WARNING_GRADE_LABELS,
  WARNING_RECEIPT_LABELS,
  WARNING_TOPIC_LABELS,
} from './texts.ts'
import { warningDocument, type WarningDetail } from './words.ts'

/** 预警通知 as Word or PDF, in the template of the office that issued it, as it now stands. */
export function warningPaperRoutes(files: FileStore): readonly Route[] {
  return [
    serve(warningDocument)(async ({ params, query }, call) => {
      if (!isId(params.id)) return notFound
      const pool = call.runner.db.app
      const found = await readOnDay(call, (client, day) =>
        warningDetail(client, call.actor, params.id, day),
      )
      if (!found) return notFound
      const template = await officeTemplate(pool, files, { org: found.ownerOrg, form: 'warning' })
      const word = await render(template, dataOf(found))
      return paperFile(word, `预警通知 ${found.number}`, { ...query, now: call.runner.clock.now() })
    }),
  ]
}

function dataOf(warning: WarningDetail): DocumentData {
  return {
    number: warning.number,
    office: warning.ownerName,
    date: legalDate(warning.issuedAt),
    title: warning.title,
    grade: WARNING_GRADE_LABELS[warning.grade],
    topic: WARNING_TOPIC_LABELS[warning.topic],
    addressee: warning.receipts.map(({ orgName }) => orgName).join('、'),
    validUntil: warning.validUntil + (warning.expired ? `（${WARNING_EXPIRED_LABEL}）` : ''),
    paragraphs: warning.text.split('\n').map((text) => ({ text })),
    adjusted: warning.changes.map(({ from, to, reason, at }) => ({
      text: `${legalDate(at)}由${WARNING_GRADE_LABELS[from]}调整为${WARNING_GRADE_LABELS[to]}：${reason}`,
    })),
    lifted:
      warning.liftedAt === null
        ? []
        : [{ text: `${legalDate(warning.liftedAt)}解除：${warning.reason ?? ''}` }],
    rows: warning.receipts.map(({ orgName, state, measures }) => ({
      unit: orgName,
      state: WARNING_RECEIPT_LABELS[state],
      measures: measures ?? '',
    })),
  }
}
