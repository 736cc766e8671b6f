import { params, rows, within, type Effect, type Queryable, type Scope } from '#kernel/index.ts'
import type { Subject } from './rules.ts'
import { claimUses, EVIDENCE_COLUMNS, type EvidenceRow } from './tables.ts'

/** Evidence that lies with one record and is laid with another that follows from it. */
export type Carried = EvidenceRow & { readonly number: string | null }

/**
 * Reads evidence of a record within the scope and claims its contents for the record that follows,
 * inside the act's transaction, so that it counts there like evidence handed in.
 */
export async function loadCarried(
  client: Queryable,
  scope: Scope,
  from: {
    readonly kind: string
    readonly id: string
    readonly number: string
    readonly evidence: readonly string[]
  },
  { to, now }: { readonly to: Subject; readonly now: string },
): Promise<Carried[]> {
  if (from.evidence.length === 0) return []
  const { param, values } = params()
  const found = await rows<EvidenceRow & { readonly essence: string }>(
    client,
    `select ${EVIDENCE_COLUMNS}, f.essence from evidence e join evidence_file f on f.hash = e.hash
      where e.subject_kind = ${param(from.kind)} and e.subject_id = ${param(from.id)}::uuid
        and e.id = any (${param(from.evidence)}::uuid[]) and ${within(scope, 'e', param)}
      order by e.uploaded_at, e.id`,
    values,
  )
  await claimUses(
    client,
    found.map(({ essence, kind, phase }) => ({
      essence,
      subjectKind: to.kind,
      subjectId: to.id,
      phase,
      photo: kind === 'photo',
      jur: to.jur,
      number: to.number,
      at: now,
    })),
  )
  return found.map(({ essence: _, ...row }) => ({ ...row, number: from.number }))
}

/** The effects that lay carried evidence with another record; each says where it lay before. */
export function carryEvidence(
  carried: readonly Carried[],
  {
    subject,
    owner,
    newId,
  }: {
    readonly subject: Subject
    readonly owner: NonNullable<Effect['owner']>
    readonly newId: () => string
  },
): Effect[] {
  return carried.map(({ jur: _, id: __, number, subjectKind, subjectId, earlier, ...rest }) => ({
    kind: 'evidence',
    jur: subject.jur,
    id: newId(),
    revision: 1,
    owner,
    set: {
      ...rest,
      subjectKind: subject.kind,
      subjectId: subject.id,
      earlier: [
        ...earlier,
        { subjectKind, subjectId, number, phase: rest.phase, at: rest.uploadedAt },
      ],
    },
  }))
}
