import { ledger } from '#kernel/index.ts'

/** 通报. */
export const NOTICE = ledger({
  kind: 'notice',
  table: 'notice',
  fields: {
    kind: { column: 'kind', as: 'text' },
    state: { column: 'state', as: 'text' },
    from: { column: 'from_on', as: 'date' },
    to: { column: 'to_on', as: 'date' },
    title: { column: 'title', as: 'text' },
    number: { column: 'number', as: 'text' },
    publicity: { column: 'publicity', as: 'text' },
    remark: { column: 'remark', as: 'text', sealed: true },
    proposedAt: { column: 'proposed_at', as: 'instant' },
    proposedPerson: { column: 'proposed_person', as: 'uuid' },
    issuedAt: { column: 'issued_at', as: 'instant' },
    issuedPerson: { column: 'issued_person', as: 'uuid' },
    issuedActing: { column: 'issued_acting', as: 'boolean' },
    figures: { column: 'figures', as: 'json' },
    snapshotHash: { column: 'snapshot_hash', as: 'text' },
    documentHash: { column: 'document_hash', as: 'text' },
    corrects: { column: 'corrects', as: 'uuid' },
    correctedBy: { column: 'corrected_by', as: 'uuid' },
    voidAt: { column: 'void_at', as: 'instant' },
    voidReason: { column: 'void_reason', as: 'text', sealed: true },
  },
})

/** A row of `notice` as the driver reads it. */
export type NoticeRecordRow = {
  readonly jur: string
  readonly id: string
  readonly revision: number
  readonly owner_org: string
  readonly party_id: string | null
  readonly demo: boolean
  readonly kind: string
  readonly state: string
  readonly from_on: string
  readonly to_on: string
  readonly title: string
  readonly number: string | null
  readonly publicity: string
  readonly remark: string | null
  readonly proposed_at: string
  readonly proposed_person: string
  readonly issued_at: string | null
  readonly issued_person: string | null
  readonly issued_acting: boolean | null
  readonly figures: Readonly<Record<string, number>> | null
  readonly snapshot_hash: string | null
  readonly document_hash: string | null
  readonly corrects: string | null
  readonly corrected_by: string | null
  readonly void_at: string | null
  readonly void_reason: string | null
}
