import { ledger } from '#kernel/index.ts'
import type { Figures } from './words.ts'

/** 回头看, one round. */
export const LOOKBACK = ledger({
  kind: 'lookback',
  table: 'lookback',
  fields: {
    number: { column: 'number', as: 'text' },
    state: { column: 'state', as: 'text' },
    place: { column: 'place', as: 'text' },
    fromOn: { column: 'from_on', as: 'date' },
    toOn: { column: 'to_on', as: 'date' },
    draw: { column: 'draw_id', as: 'uuid' },
    round: { column: 'round', as: 'integer' },
    framed: { column: 'framed', as: 'integer' },
    excluded: { column: 'excluded', as: 'integer' },
    size: { column: 'size', as: 'integer' },
    sharePercent: { column: 'share_percent', as: 'integer' },
    reason: { column: 'reason', as: 'text', sealed: true },
    openedAt: { column: 'opened_at', as: 'instant' },
    openedPerson: { column: 'opened_person', as: 'uuid' },
    publishedAt: { column: 'published_at', as: 'instant' },
    publishedPerson: { column: 'published_person', as: 'uuid' },
    publishedNote: { column: 'published_note', as: 'text', sealed: true },
    figures: { column: 'figures', as: 'json' },
  },
})

/** 核查: the second look at one drawn finding. */
export const LOOK = ledger({
  kind: 'look',
  table: 'look',
  fields: {
    lookback: { column: 'lookback_id', as: 'uuid' },
    lookbackJur: { column: 'lookback_jur', as: 'text' },
    lookbackNumber: { column: 'lookback_number', as: 'text' },
    finding: { column: 'finding_id', as: 'uuid' },
    findingNumber: { column: 'finding_number', as: 'text' },
    state: { column: 'state', as: 'text' },
    checkerPerson: { column: 'checker_person', as: 'uuid' },
    checkerPost: { column: 'checker_post', as: 'uuid' },
    checkerOrg: { column: 'checker_org', as: 'uuid' },
    namedAt: { column: 'named_at', as: 'instant' },
    opinion: { column: 'opinion', as: 'text', sealed: true },
    concludedAt: { column: 'concluded_at', as: 'instant' },
    concludedPerson: { column: 'concluded_person', as: 'uuid' },
    relapse: { column: 'relapse_id', as: 'uuid' },
  },
})

export const LOOKBACK_LEDGERS = [LOOKBACK, LOOK]

/** A row of `lookback` as the driver reads it. */
export type LookbackRecord = {
  readonly jur: string
  readonly id: string
  readonly revision: number
  readonly owner_org: string
  readonly demo: boolean
  readonly number: string
  readonly state: string
  readonly place: string
  readonly from_on: string
  readonly to_on: string
  readonly draw_id: string
  readonly round: number
  readonly framed: number
  readonly excluded: number
  readonly size: number
  readonly share_percent: number
  readonly reason: string | null
  readonly opened_at: string
  readonly published_at: string | null
  readonly published_person: string | null
  readonly published_note: string | null
  readonly figures: Figures | null
}

/** A row of `look` as the driver reads it. */
export type LookRecord = {
  readonly jur: string
  readonly id: string
  readonly revision: number
  readonly owner_org: string
  readonly demo: boolean
  readonly lookback_id: string
  readonly lookback_jur: string
  readonly lookback_number: string
  readonly finding_id: string
  readonly finding_number: string
  readonly state: string
  readonly checker_person: string | null
  readonly checker_post: string | null
  readonly checker_org: string | null
  readonly opinion: string | null
  readonly concluded_at: string | null
  readonly relapse_id: string | null
}
