import { loadAttachments, type Attached, type Subject } from '#files/index.ts'
import type { Attachment } from '#files/words.ts'
import type { Circumstances, Queryable } from '#kernel/index.ts'

type Paper = { readonly jur: string; readonly id: string; readonly number: string }

/** A finding as evidence is handed in for it. */
export function subjectOf({ jur, id, number }: Paper): Subject {
  return { jur, kind: 'finding', id, number }
}

/** Reads and claims the files of an act, under the lock of its finding; many acts bring none. */
export function filesOf(
  client: Queryable,
  body: object,
  paper: Paper,
  at: Circumstances,
): Promise<Attached[]> {
  const wanted = (body as { evidence?: readonly Attachment[] }).evidence ?? []
  return loadAttachments(client, wanted, subjectOf(paper), at)
}
