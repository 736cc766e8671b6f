import { ledger } from '#kernel/index.ts'
import type { Duty, Part, Tier } from './words.ts'

/** 分工: who answers for a place or an enterprise. */
export const ASSIGNMENT = ledger({
  kind: 'assignment',
  table: 'assignment',
  fields: {
    part: { column: 'part', as: 'text' },
    duty: { column: 'duty', as: 'text' },
    subject: { column: 'subject_id', as: 'uuid' },
    org: { column: 'org', as: 'uuid' },
    post: { column: 'post_id', as: 'uuid' },
    person: { column: 'person_id', as: 'uuid' },
    personName: { column: 'person_name', as: 'text', sealed: true },
    basis: { column: 'basis', as: 'text', sealed: true },
    fromOn: { column: 'from_on', as: 'date' },
    toOn: { column: 'to_on', as: 'date' },
    endedOn: { column: 'ended_on', as: 'date' },
    endReason: { column: 'end_reason', as: 'text', sealed: true },
    replaces: { column: 'replaces', as: 'uuid' },
    settled: { column: 'settled', as: 'boolean' },
    assignedAt: { column: 'assigned_at', as: 'instant' },
    assignedPerson: { column: 'assigned_person', as: 'uuid' },
  },
})

/** 重点、高危企业名单. */
export const KEY_ENTERPRISE = ledger({
  kind: 'key_enterprise',
  table: 'key_enterprise',
  fields: {
    subject: { column: 'subject_id', as: 'uuid' },
    tier: { column: 'tier', as: 'text' },
    basis: { column: 'basis', as: 'text', sealed: true },
    fromOn: { column: 'from_on', as: 'date' },
    endedOn: { column: 'ended_on', as: 'date' },
    endReason: { column: 'end_reason', as: 'text', sealed: true },
    replaces: { column: 'replaces', as: 'uuid' },
  },
})

export const GRID_LEDGERS = [ASSIGNMENT, KEY_ENTERPRISE]

/** A row of `assignment`. */
export type AssignmentRow = {
  readonly jur: string
  readonly id: string
  readonly revision: number
  readonly party_id: string | null
  readonly part: Part
  readonly duty: Duty | null
  readonly subject_id: string | null
  readonly org: string
  readonly post_id: string | null
  readonly person_id: string | null
  readonly person_name: string | null
  readonly basis: string | null
  readonly from_on: string
  readonly to_on: string | null
  readonly ended_on: string | null
  readonly end_reason: string | null
  readonly settled: boolean
}

/** A row of `key_enterprise`. */
export type KeyRow = {
  readonly jur: string
  readonly id: string
  readonly revision: number
  readonly subject_id: string
  readonly tier: Tier
  readonly from_on: string
  readonly ended_on: string | null
}
