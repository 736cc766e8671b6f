import type { Json } from './canonical.ts'

/** How a journalled field is kept: its type in the database and its form in an entry. */
export type FieldKind =
  | 'text'
  | 'integer'
  | 'boolean'
  | 'date'
  | 'instant'
  | 'uuid'
  | 'numeric'
  | 'json'
  | 'texts'
  | 'uuids'

export type Field = {
  readonly column: string
  readonly as: FieldKind
  /** Free text and facts about persons: the entry carries an HMAC, the row carries value and salt. */
  readonly sealed?: true
}

/**
 * One kind of ledger row, and which of its fields are journalled. Keys of `fields` are logical
 * names: they stand in entries for ever and are never renamed or given another meaning.
 */
export type Ledger = {
  readonly kind: string
  readonly table: string
  readonly fields: Readonly<Record<string, Field>>
}

/** Declares a ledger, keeping its literal field names. */
export function ledger<const L extends Ledger>(declared: L): L {
  return declared
}

/**
 * One change to one ledger row, written to the table and to the journal from the same value.
 * Revision 1 creates the row; then `owner` says whose it is.
 */
export type Effect = {
  readonly kind: string
  readonly jur: string
  readonly id: string
  /** The revision that the row has after the change. */
  readonly revision: number
  readonly set: { readonly [field: string]: Json }
  readonly owner?: {
    readonly org: string | null
    readonly party: string | null
    readonly demo: boolean
  }
}

/** The SQL type of a field. */
export const SQL_TYPES = {
  text: 'text',
  integer: 'integer',
  boolean: 'boolean',
  date: 'date',
  instant: 'timestamptz',
  uuid: 'uuid',
  numeric: 'numeric',
  json: 'jsonb',
  texts: 'text[]',
  uuids: 'uuid[]',
} as const satisfies Record<FieldKind, string>
