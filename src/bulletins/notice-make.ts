import type { Actor, Queryable } from '#kernel/index.ts'
import { calendarOf } from '#deadlines/index.ts'
import { composeNotice } from './notice-compose.ts'
import type { FigureBook } from './notice-book.ts'
import { groundOf, noticeRecords, type Grounded, type Tell } from './notice-rows.ts'
import { periodText } from './notice-texts.ts'
import type { NoticeContent, NoticeKind } from './notice-words.ts'

/** A notice as it would read now, with the records behind its figures. */
export type Made = {
  readonly ground: Grounded
  readonly content: NoticeContent
  readonly book: FigureBook
}

/** Computes a notice of a body from the ledger as it stands, within the actor's scope. */
export async function makeNotice(
  pool: Queryable,
  client: Queryable,
  actor: Actor,
  asked: { readonly org: string; readonly kind: NoticeKind; readonly on: string },
  today: string,
  tell?: Tell,
): Promise<Made> {
  const ground = await groundOf(pool, client, asked, today)
  const day = { today, calendar: await calendarOf(pool) }
  const records = await noticeRecords(client, actor, ground, day, tell)
  await tell?.('汇总数字', records.length)
  const { sections, book } = await composeNotice(records, ground)
  return {
    ground,
    book,
    content: {
      title: titleOf(ground),
      officeName: ground.office.fullName,
      placeName: ground.placeName,
      from: ground.from,
      to: ground.to,
      asOf: ground.asOf,
      sections,
      figures: [...book.figures.values()],
      clause: ground.clause,
      clauseTitle: ground.clauseTitle,
    },
  }
}

/** What a notice is called, from its office and its time. */
export function titleOf({ office, kind, from }: Grounded): string {
  const about = kind === 'half_year' ? '重大隐患整治进展' : '问题隐患排查整治情况'
  return `${office.fullName}关于${periodText(kind, from)}${about}的通报`
}

/** What a notice is called on the desk and in lists of acts. */
export function shortTitle(kind: NoticeKind, from: string): string {
  return `${periodText(kind, from)}通报`
}
