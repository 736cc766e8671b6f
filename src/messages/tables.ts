import { ledger } from '#kernel/index.ts'

/** 电话记录. */
export const CALL_RECORD = ledger({
  kind: 'call_record',
  table: 'call_record',
  fields: {
    subjectKind: { column: 'subject_kind', as: 'text' },
    subjectId: { column: 'subject_id', as: 'uuid' },
    state: { column: 'state', as: 'text' },
    calledOrg: { column: 'called_org', as: 'uuid' },
    calledName: { column: 'called_name', as: 'text', sealed: true },
    calledAt: { column: 'called_at', as: 'instant' },
    outcome: { column: 'outcome', as: 'text' },
    answeredName: { column: 'answered_name', as: 'text', sealed: true },
    said: { column: 'said', as: 'text', sealed: true },
    person: { column: 'person', as: 'uuid' },
    recordedAt: { column: 'recorded_at', as: 'instant' },
    voidReason: { column: 'void_reason', as: 'text', sealed: true },
  },
})

/** A row of `message`. */
export type MessageRecord = {
  readonly id: string
  readonly event: string
  readonly weight: string
  readonly person_id: string
  readonly org_id: string
  readonly issuer_org: string | null
  readonly jur: string | null
  readonly subject_kind: string | null
  readonly subject_id: string | null
  readonly deadline_id: string | null
  readonly number: string | null
  readonly route: string | null
  readonly channel: string | null
  readonly state: string
  readonly reason: string | null
  readonly not_before: string
  readonly tries: number
  readonly at: string
}

/** A row of `call_record`. */
export type CallRecord = {
  readonly jur: string
  readonly id: string
  readonly revision: number
  readonly owner_org: string
  readonly state: string
  readonly subject_kind: string
  readonly subject_id: string
}
