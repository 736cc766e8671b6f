import { firstRow, ledger, type Queryable, type SqlPart } from '#kernel/index.ts'
import { sha256Text } from './sha256.ts'
import type { Ceremony } from './paper.ts'
import type { DrawFacts, DrawState, SeatTaken } from './words.ts'

/** 抽签. */
export const DRAW = ledger({
  kind: 'draw',
  table: 'draw',
  fields: {
    number: { column: 'number', as: 'text' },
    kind: { column: 'kind', as: 'text' },
    title: { column: 'title', as: 'text', sealed: true },
    state: { column: 'state', as: 'text' },
    aboutKind: { column: 'about_kind', as: 'text' },
    about: { column: 'about_id', as: 'uuid' },
    round: { column: 'round', as: 'integer' },
    previousHash: { column: 'previous_hash', as: 'text' },
    reason: { column: 'reason', as: 'text', sealed: true },
    ceremony: { column: 'ceremony', as: 'text' },
    publicSource: { column: 'public_source', as: 'text' },
    publicValue: { column: 'public_value', as: 'text' },
    frozenHash: { column: 'frozen_hash', as: 'text' },
    fileHash: { column: 'file_hash', as: 'text' },
    unitCount: { column: 'unit_count', as: 'integer' },
    excludedCount: { column: 'excluded_count', as: 'integer' },
    size: { column: 'size', as: 'integer' },
    substitutes: { column: 'substitutes', as: 'integer' },
    seats: { column: 'seats', as: 'json' },
    preparedAt: { column: 'prepared_at', as: 'instant' },
    preparedPerson: { column: 'prepared_person', as: 'uuid' },
    completedAt: { column: 'completed_at', as: 'instant' },
    voidReason: { column: 'void_reason', as: 'text', sealed: true },
  },
})

/** A row of `draw` as the driver reads it. */
export type DrawRecord = {
  readonly jur: string
  readonly id: string
  readonly revision: number
  readonly owner_org: string
  readonly demo: boolean
  readonly number: string
  readonly kind: string
  readonly title: string | null
  readonly state: string
  readonly about_kind: string
  readonly about_id: string
  readonly round: number
  readonly previous_hash: string | null
  readonly reason: string | null
  readonly ceremony: string
  readonly public_source: string
  readonly public_value: string | null
  readonly frozen_hash: string
  readonly file_hash: string | null
  readonly unit_count: number
  readonly excluded_count: number
  readonly size: number
  readonly substitutes: number
  readonly seats: readonly SeatTaken[]
  readonly prepared_at: string
  readonly completed_at: string | null
  readonly void_reason: string | null
}

/** The row in the words of the rules. */
export function factsOf(record: DrawRecord): DrawFacts {
  return {
    id: record.id,
    jur: record.jur,
    revision: record.revision,
    state: record.state as DrawState,
    ownerOrg: record.owner_org,
    ceremony: record.ceremony as Ceremony,
    frozenHash: record.frozen_hash,
    publicValue: record.public_value,
    seats: [...record.seats],
  }
}

/** Keeps a text under its hash, with the act that names the hash. */
export function keepPaper(content: string): SqlPart {
  return (param) =>
    `insert into draw_paper (hash, content) values (${param(sha256Text(content))}, ` +
    `${param(content)}) on conflict (hash) do nothing`
}

/** The text of a hash that a visible draw names; a text that is not its hash is a fault. */
export async function paperOf(on: Queryable, hash: string): Promise<string> {
  const row = await firstRow<{ content: string }>(
    on,
    'select content from draw_paper where hash = $1',
    [hash],
  )
  if (!row || sha256Text(row.content) !== hash) throw new Error(`no paper ${hash}`)
  return row.content
}
