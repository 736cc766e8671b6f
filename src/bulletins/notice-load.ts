import { firstRow, hotRow, params, within, type Queryable, type Scope } from '#kernel/index.ts'
import type { NoticeRecordRow } from './tables.ts'
import type { NoticeFacts, NoticeViewer } from './notice-rules.ts'
import type { NoticeKind, NoticeState } from './notice-words.ts'

/** Locks a notice within the scope. */
export function lockNotice(
  client: Queryable,
  scope: Scope,
  id: string,
): Promise<NoticeRecordRow | undefined> {
  const { param, values } = params()
  return hotRow<NoticeRecordRow>(
    client,
    `select n.* from notice n where n.id = ${param(id)}::uuid and ${within(scope, 'n', param)}
      for update`,
    values,
  )
}

/** The notice that stands for an office and a time: issued and not corrected since. */
export type Standing = { readonly id: string; readonly number: string; readonly revision: number }

export function standingNotice(
  client: Queryable,
  of: {
    readonly jur: string
    readonly org: string
    readonly kind: NoticeKind
    readonly from: string
  },
): Promise<Standing | undefined> {
  return firstRow<Standing>(
    client,
    `select id, number, revision from notice where jur = $1 and owner_org = $2 and kind = $3
        and from_on = $4 and state = 'issued' and corrected_by is null`,
    [of.jur, of.org, of.kind, of.from],
  )
}

/** The row in the words of the rules. */
export function noticeFacts(
  row: NoticeRecordRow,
  standing: Standing | undefined,
  separate?: boolean,
): NoticeFacts {
  return {
    state: row.state as NoticeState,
    ownerOrg: row.owner_org,
    proposedPerson: row.proposed_person,
    to: row.to_on,
    standing: standing ? { id: standing.id, number: standing.number } : null,
    corrects: row.corrects,
    ...(separate === undefined ? {} : { separate }),
  }
}

/** Who acts, for the rules. */
export function noticeViewer(actor: NoticeViewer): NoticeViewer {
  const { person, org, role } = actor
  return { person, org, role }
}
