import { ledger } from '#kernel/index.ts'

/** 收文. */
export const INCOMING = ledger({
  kind: 'incoming',
  table: 'incoming',
  fields: {
    number: { column: 'number', as: 'text' },
    state: { column: 'state', as: 'text' },
    kind: { column: 'kind', as: 'text' },
    urgency: { column: 'urgency', as: 'text' },
    title: { column: 'title', as: 'text', sealed: true },
    fromName: { column: 'from_name', as: 'text', sealed: true },
    documentNumber: { column: 'document_number', as: 'text' },
    receivedOn: { column: 'received_on', as: 'date' },
    dueOn: { column: 'due_on', as: 'date' },
    summary: { column: 'summary', as: 'text', sealed: true },
    proposal: { column: 'proposal', as: 'text', sealed: true },
    proposedAt: { column: 'proposed_at', as: 'instant' },
    leaderOrg: { column: 'leader_org', as: 'uuid' },
    instruction: { column: 'instruction', as: 'text', sealed: true },
    instructedAt: { column: 'instructed_at', as: 'instant' },
    instructedPerson: { column: 'instructed_person', as: 'uuid' },
    slip: { column: 'slip_id', as: 'uuid' },
    endedAt: { column: 'ended_at', as: 'instant' },
  },
})

/** 任务. */
export const OFFICE_TASK = ledger({
  kind: 'office_task',
  table: 'office_task',
  fields: {
    number: { column: 'number', as: 'text' },
    state: { column: 'state', as: 'text' },
    sourceKind: { column: 'source_kind', as: 'text' },
    sourceId: { column: 'source_id', as: 'uuid' },
    part: { column: 'part', as: 'text' },
    org: { column: 'org', as: 'uuid' },
    person: { column: 'person_name', as: 'text', sealed: true },
    title: { column: 'title', as: 'text', sealed: true },
    content: { column: 'content', as: 'text', sealed: true },
    dueOn: { column: 'due_on', as: 'date' },
    sentAt: { column: 'sent_at', as: 'instant' },
    receivedAt: { column: 'received_at', as: 'instant' },
    returns: { column: 'returns', as: 'integer' },
    answer: { column: 'answer', as: 'text', sealed: true },
    answeredAt: { column: 'answered_at', as: 'instant' },
    answeredPerson: { column: 'answered_person', as: 'uuid' },
    endedAt: { column: 'ended_at', as: 'instant' },
    party: { column: 'party_id', as: 'uuid' },
    leavesAt: { column: 'leaves_at', as: 'instant' },
    batch: { column: 'batch_id', as: 'uuid' },
    lead: { column: 'lead_id', as: 'uuid' },
    unfinished: { column: 'unfinished', as: 'text', sealed: true },
  },
})

/** One act on a paper or a task, with its words. */
export const PAPER_STEP = ledger({
  kind: 'paper_step',
  table: 'paper_step',
  fields: {
    subjectKind: { column: 'subject_kind', as: 'text' },
    subjectId: { column: 'subject_id', as: 'uuid' },
    act: { column: 'act', as: 'text' },
    at: { column: 'at', as: 'instant' },
    org: { column: 'org', as: 'uuid' },
    person: { column: 'person', as: 'uuid' },
    note: { column: 'note', as: 'text', sealed: true },
    facts: { column: 'facts', as: 'json' },
    party: { column: 'party_id', as: 'uuid' },
  },
})

export const PAPER_LEDGERS = [INCOMING, OFFICE_TASK, PAPER_STEP]

type Own = {
  readonly jur: string
  readonly id: string
  readonly revision: number
  readonly owner_org: string
  readonly party_id: string | null
  readonly demo: boolean
  readonly number: string
}

/** A row of `incoming` as the driver reads it. */
export type IncomingRecord = Own & {
  readonly state: string
  readonly kind: string
  readonly urgency: string
  readonly title: string | null
  readonly from_name: string | null
  readonly document_number: string | null
  readonly received_on: string
  readonly due_on: string | null
  readonly summary: string | null
  readonly proposal: string | null
  readonly leader_org: string | null
  readonly instruction: string | null
  readonly slip_id: string | null
  readonly ended_at: string | null
}

/** A row of `office_task` as the driver reads it. */
export type TaskRecord = Own & {
  readonly state: string
  readonly source_kind: string | null
  readonly source_id: string | null
  readonly part: string
  readonly org: string
  readonly person_name: string | null
  readonly title: string | null
  readonly content: string | null
  readonly due_on: string
  readonly returns: number
  readonly answer: string | null
  readonly leaves_at: string | null
  readonly batch_id: string | null
  readonly lead_id: string | null
  readonly unfinished: string | null
  readonly ended_at: string | null
}
