import { ledger } from '#kernel/index.ts'

/** 预警: what an office warns of, whom, until when. `edition` grows with each adjustment. */
export const WARNING = ledger({
  kind: 'warning',
  table: 'warning',
  fields: {
    state: { column: 'state', as: 'text' },
    number: { column: 'number', as: 'text' },
    title: { column: 'title', as: 'text', sealed: true },
    grade: { column: 'grade', as: 'text' },
    topic: { column: 'topic', as: 'text' },
    area: { column: 'area', as: 'text' },
    text: { column: 'text', as: 'text', sealed: true },
    validUntil: { column: 'valid_until', as: 'date' },
    bodies: { column: 'bodies', as: 'uuids' },
    edition: { column: 'edition', as: 'integer' },
    issuedAt: { column: 'issued_at', as: 'instant' },
    changes: { column: 'changes', as: 'text', sealed: true },
    reason: { column: 'reason', as: 'text', sealed: true },
    liftedAt: { column: 'lifted_at', as: 'instant' },
    liftedPerson: { column: 'lifted_person', as: 'uuid' },
  },
})

/** What one body was told, in the place of that body, and what it says that it does. */
export const WARNING_RECEIPT = ledger({
  kind: 'warning_receipt',
  table: 'warning_receipt',
  fields: {
    warning: { column: 'warning_id', as: 'uuid' },
    org: { column: 'org', as: 'uuid' },
    state: { column: 'state', as: 'text' },
    number: { column: 'number', as: 'text' },
    title: { column: 'title', as: 'text', sealed: true },
    grade: { column: 'grade', as: 'text' },
    topic: { column: 'topic', as: 'text' },
    text: { column: 'text', as: 'text', sealed: true },
    note: { column: 'note', as: 'text', sealed: true },
    validUntil: { column: 'valid_until', as: 'date' },
    edition: { column: 'edition', as: 'integer' },
    issuedAt: { column: 'issued_at', as: 'instant' },
    dueOn: { column: 'due_on', as: 'date' },
    measures: { column: 'measures', as: 'text', sealed: true },
    answeredAt: { column: 'answered_at', as: 'instant' },
    answeredPerson: { column: 'answered_person', as: 'uuid' },
    earlier: { column: 'earlier', as: 'text', sealed: true },
    liftedAt: { column: 'lifted_at', as: 'instant' },
  },
})

export const WARNING_LEDGERS = [WARNING, WARNING_RECEIPT]

type Own = {
  readonly jur: string
  readonly id: string
  readonly revision: number
  readonly owner_org: string
  readonly party_id: string | null
  readonly demo: boolean
}

type Terms = {
  readonly state: string
  readonly number: string
  readonly title: string | null
  readonly grade: string
  readonly topic: string
  readonly text: string | null
  readonly valid_until: string
  readonly edition: number
  readonly issued_at: string
  readonly lifted_at: string | null
}

/** A row of `warning` as the driver reads it. */
export type WarningRecord = Own &
  Terms & {
    readonly area: string
    readonly bodies: readonly string[]
    readonly changes: string | null
    readonly reason: string | null
    readonly lifted_person: string | null
  }

/** A row of `warning_receipt` as the driver reads it. */
export type ReceiptRecord = Own &
  Terms & {
    readonly warning_id: string
    readonly org: string
    readonly note: string | null
    readonly due_on: string
    readonly measures: string | null
    readonly answered_at: string | null
    readonly answered_person: string | null
    readonly earlier: string | null
  }

/** What a sealed text holds as a JSON list; nothing where it was erased. */
export function listed<T>(text: string | null): T[] {
  return text === null ? [] : (JSON.parse(text) as T[])
}
