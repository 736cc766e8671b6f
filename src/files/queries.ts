import { firstRow, params, rows, within, type Queryable, type Scope } from '#kernel/index.ts'
import { EVIDENCE_COLUMNS, type EvidenceRow } from './tables.ts'
import type { EvidenceView } from './words.ts'

/** One piece of evidence within the scope, or undefined. */
export async function findEvidence(
  client: Queryable,
  scope: Scope,
  id: string,
): Promise<EvidenceRow | undefined> {
  const { param, values } = params()
  return firstRow<EvidenceRow>(
    client,
    `select ${EVIDENCE_COLUMNS} from evidence e
      where e.id = ${param(id)}::uuid and ${within(scope, 'e', param)}`,
    values,
  )
}

/** The evidence of a subject in the order in which it was uploaded. */
export async function evidenceOf(
  client: Queryable,
  subject: { readonly jur: string; readonly kind: string; readonly id: string },
): Promise<EvidenceView[]> {
  const found = await rows<EvidenceRow>(
    client,
    `select ${EVIDENCE_COLUMNS} from evidence e
      where e.jur = $1 and e.subject_kind = $2 and e.subject_id = $3
      order by e.uploaded_at, e.id`,
    [subject.jur, subject.kind, subject.id],
  )
  return found.map(viewEvidence)
}

/** A piece of evidence as the screen is told it. */
export function viewEvidence(row: EvidenceRow): EvidenceView {
  const { jur: _, subjectKind, subjectId, earlier, ...rest } = row
  return { ...rest, subject: { kind: subjectKind, id: subjectId }, earlier: [...earlier] }
}

/** Removes uploads that nobody handed in since `before`; their contents stay in the store. */
export async function sweepUploads(on: Queryable, before: string): Promise<number> {
  const gone = await on.query(
    'delete from evidence_upload where used_at is null and created_at < $1',
    [before],
  )
  return gone.rowCount ?? 0
}
