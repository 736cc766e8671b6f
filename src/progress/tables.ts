import { ledger } from '#kernel/index.ts'

/** 调度: whom an office asks what, how often. */
export const PROGRESS_SERIES = ledger({
  kind: 'progress_series',
  table: 'progress_series',
  fields: {
    state: { column: 'state', as: 'text' },
    title: { column: 'title', as: 'text', sealed: true },
    basis: { column: 'basis', as: 'text', sealed: true },
    rhythm: { column: 'rhythm', as: 'text' },
    answerDays: { column: 'answer_days', as: 'integer' },
    bodies: { column: 'bodies', as: 'uuids' },
    facts: { column: 'facts', as: 'texts' },
    questions: { column: 'questions', as: 'text', sealed: true },
    nextOn: { column: 'next_on', as: 'date' },
    reason: { column: 'reason', as: 'text', sealed: true },
  },
})

/** One round of it. `record` is the round as it stood when it was closed. */
export const PROGRESS_ROUND = ledger({
  kind: 'progress_round',
  table: 'progress_round',
  fields: {
    series: { column: 'series_id', as: 'uuid' },
    state: { column: 'state', as: 'text' },
    number: { column: 'number', as: 'text' },
    title: { column: 'title', as: 'text', sealed: true },
    fromOn: { column: 'from_on', as: 'date' },
    toOn: { column: 'to_on', as: 'date' },
    dueOn: { column: 'due_on', as: 'date' },
    asOf: { column: 'as_of', as: 'instant' },
    facts: { column: 'facts', as: 'texts' },
    questions: { column: 'questions', as: 'text', sealed: true },
    asked: { column: 'asked', as: 'integer' },
    opinion: { column: 'opinion', as: 'text', sealed: true },
    record: { column: 'record', as: 'text', sealed: true },
    closedAt: { column: 'closed_at', as: 'instant' },
    closedPerson: { column: 'closed_person', as: 'uuid' },
  },
})

/** What one body is asked in a round, and what it says. */
export const PROGRESS_ANSWER = ledger({
  kind: 'progress_answer',
  table: 'progress_answer',
  fields: {
    round: { column: 'round_id', as: 'uuid' },
    org: { column: 'org', as: 'uuid' },
    state: { column: 'state', as: 'text' },
    title: { column: 'title', as: 'text', sealed: true },
    questions: { column: 'questions', as: 'text', sealed: true },
    fromOn: { column: 'from_on', as: 'date' },
    toOn: { column: 'to_on', as: 'date' },
    dueOn: { column: 'due_on', as: 'date' },
    asOf: { column: 'as_of', as: 'instant' },
    figures: { column: 'figures', as: 'json' },
    records: { column: 'records', as: 'text', sealed: true },
    said: { column: 'said', as: 'text', sealed: true },
    answeredAt: { column: 'answered_at', as: 'instant' },
    answeredPerson: { column: 'answered_person', as: 'uuid' },
    phone: { column: 'phone', as: 'text', sealed: true },
    phoneAt: { column: 'phone_at', as: 'instant' },
  },
})

export const PROGRESS_LEDGERS = [PROGRESS_SERIES, PROGRESS_ROUND, PROGRESS_ANSWER]

type Own = {
  readonly jur: string
  readonly id: string
  readonly revision: number
  readonly owner_org: string
  readonly party_id: string | null
  readonly demo: boolean
}

/** A row of `progress_series` as the driver reads it. */
export type SeriesRecord = Own & {
  readonly state: string
  readonly title: string | null
  readonly basis: string | null
  readonly rhythm: string
  readonly answer_days: number
  readonly bodies: readonly string[]
  readonly facts: readonly string[]
  readonly questions: string | null
  readonly next_on: string | null
}

/** A row of `progress_round` as the driver reads it. */
export type RoundRecord = Own & {
  readonly series_id: string
  readonly state: string
  readonly number: string
  readonly title: string | null
  readonly from_on: string
  readonly to_on: string
  readonly due_on: string
  readonly as_of: string
  readonly facts: readonly string[]
  readonly questions: string | null
  readonly asked: number
  readonly opinion: string | null
  readonly record: string | null
  readonly closed_at: string | null
}

/** A row of `progress_answer` as the driver reads it. */
export type AnswerRecord = Own & {
  readonly round_id: string
  readonly org: string
  readonly state: string
  readonly title: string | null
  readonly questions: string | null
  readonly from_on: string
  readonly to_on: string
  readonly due_on: string
  readonly as_of: string
  readonly figures: readonly { readonly fact: string; readonly value: number }[]
  readonly records: string | null
  readonly said: string | null
  readonly answered_at: string | null
  readonly phone: string | null
  readonly phone_at: string | null
}

/** What a sealed text holds as JSON; nothing where it was erased. */
export function parsed<T>(text: string | null, nothing: T): T {
  return text === null ? nothing : (JSON.parse(text) as T)
}
