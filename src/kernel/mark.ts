import { ledger, type Effect } from './ledger.ts'

/** A mark on a subject; see the table's comment. */
export const MARK = ledger({
  kind: 'mark',
  table: 'mark',
  fields: {
    subjectKind: { column: 'subject_kind', as: 'text' },
    subjectId: { column: 'subject_id', as: 'uuid' },
    code: { column: 'code', as: 'text' },
    clause: { column: 'clause', as: 'text' },
    note: { column: 'note', as: 'text', sealed: true },
    openedAt: { column: 'opened_at', as: 'instant' },
    resolvedAt: { column: 'resolved_at', as: 'instant' },
  },
})

/** The effect that puts a mark on a subject, to be written with the act that found it. */
export function openMark(mark: {
  readonly id: string
  readonly jur: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly code: string
  readonly clause: string
  readonly note: string | null
  readonly at: string
  readonly owner: NonNullable<Effect['owner']>
}): Effect {
  return {
    kind: 'mark',
    jur: mark.jur,
    id: mark.id,
    revision: 1,
    owner: mark.owner,
    set: {
      subjectKind: mark.subject.kind,
      subjectId: mark.subject.id,
      code: mark.code,
      clause: mark.clause,
      note: mark.note,
      openedAt: mark.at,
    },
  }
}
