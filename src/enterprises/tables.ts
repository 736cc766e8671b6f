import { ledger } from '#kernel/index.ts'
import type { SubjectKind } from './words.ts'

/** 对象: what a finding is about. Names and addresses may be those of persons and are sealed. */
export const SUBJECT = ledger({
  kind: 'subject',
  table: 'subject',
  fields: {
    kind: { column: 'kind', as: 'text' },
    name: { column: 'name', as: 'text', sealed: true },
    creditCode: { column: 'credit_code', as: 'text', sealed: true },
    identifier: { column: 'identifier', as: 'text', sealed: true },
    org: { column: 'org', as: 'uuid' },
    sector: { column: 'sector', as: 'text' },
    address: { column: 'address', as: 'text', sealed: true },
    registeredAt: { column: 'registered_at', as: 'instant' },
  },
})

/** A row of `subject`. */
export type SubjectRow = {
  readonly jur: string
  readonly id: string
  readonly revision: number
  readonly owner_org: string | null
  readonly party_id: string | null
  readonly demo: boolean
  readonly kind: SubjectKind
  readonly name: string | null
  readonly credit_code: string | null
  readonly identifier: string | null
  readonly org: string | null
  readonly sector: string
  readonly address: string | null
  readonly registered_at: string
}
