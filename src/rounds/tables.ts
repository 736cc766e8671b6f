import { ledger } from '#kernel/index.ts'
import type { Answered, Items, Phone, Unit } from './words.ts'

/** 调度, one round. */
const ROUND = ledger({
  kind: 'progress_round',
  table: 'progress_round',
  fields: {
    number: { column: 'number', as: 'text' },
    state: { column: 'state', as: 'text' },
    title: { column: 'title', as: 'text', sealed: true },
    fromOn: { column: 'from_on', as: 'date' },
    toOn: { column: 'to_on', as: 'date' },
    dueOn: { column: 'due_on', as: 'date' },
    items: { column: 'items', as: 'json' },
    bodies: { column: 'bodies', as: 'integer' },
    openedAt: { column: 'opened_at', as: 'instant' },
    openedPerson: { column: 'opened_person', as: 'uuid' },
    closedAt: { column: 'closed_at', as: 'instant' },
    closedPerson: { column: 'closed_person', as: 'uuid' },
    minutes: { column: 'minutes', as: 'json' },
  },
})

/** What one body answers. */
const REPLY = ledger({
  kind: 'progress_reply',
  table: 'progress_reply',
  fields: {
    round: { column: 'round_id', as: 'uuid' },
    roundNumber: { column: 'round_number', as: 'text' },
    org: { column: 'org', as: 'uuid' },
    state: { column: 'state', as: 'text' },
    title: { column: 'title', as: 'text', sealed: true },
    fromOn: { column: 'from_on', as: 'date' },
    toOn: { column: 'to_on', as: 'date' },
    dueOn: { column: 'due_on', as: 'date' },
    items: { column: 'items', as: 'json' },
    answer: { column: 'answer', as: 'json' },
    answeredAt: { column: 'answered_at', as: 'instant' },
    answeredPerson: { column: 'answered_person', as: 'uuid' },
    calls: { column: 'calls', as: 'json' },
  },
})

export const ROUND_LEDGERS = [ROUND, REPLY]

type Common = {
  readonly jur: string
  readonly id: string
  readonly revision: number
  readonly owner_org: string
  readonly demo: boolean
  readonly title: string | null
  readonly from_on: string
  readonly to_on: string
  readonly due_on: string
  readonly items: Items
}

/** A row of `progress_round` as the driver reads it. */
export type RoundRecord = Common & {
  readonly number: string
  readonly state: 'open' | 'closed'
  readonly bodies: number
  readonly closed_at: string | null
  readonly minutes: readonly Unit[] | null
}

/** A row of `progress_reply` as the driver reads it. */
export type ReplyRecord = Common & {
  readonly round_id: string
  readonly round_number: string
  readonly org: string
  readonly state: 'waiting' | 'answered' | 'closed'
  readonly answer: Answered | null
  readonly answered_at: string | null
  readonly calls: readonly Phone[]
}
