/** One ledger row beside what the journal says of it. */
import type { PoolClient } from 'pg'
import { canonicalJson } from '#kernel/index.ts'
import type { Field, FieldKind, Json, Ledger } from '#kernel/index.ts'
import { seal, SEALED } from './entry.ts'
import type { EntryEffect } from './entry.ts'
import { pages } from './stream.ts'

/** The state that the journal gives a row. */
export type Folded = {
  readonly id: string
  readonly jur: string
  revision: number
  readonly set: Map<string, Json>
  owner: EntryEffect['owner']
}

/** A row of a ledger, every journalled column as text. */
export type LedgerRow = {
  readonly id: string
  readonly jur: string
  readonly revision: number
  readonly owner_org: string | null
  readonly party_id: string | null
  readonly demo: boolean
  readonly salts: Readonly<Record<string, string>> | null
  readonly [column: `f${number}`]: string | null
}

export type Difference = {
  readonly code: string
  readonly field?: string
  readonly message: string
}

/** The rows of a ledger, ordered as folded effects are: by id, then jur, both by bytes. */
export function readRows(client: PoolClient, ledger: Ledger): AsyncGenerator<LedgerRow[]> {
  const columns = Object.values(ledger.fields).map(
    ({ column, as }, n) => `${AS_TEXT[as](column)} as f${n}`,
  )
  return pages<LedgerRow>(
    client,
    `verify_rows_${ledger.table}`,
    `select id::text as id, jur, revision, owner_org, party_id, demo, salts
            ${columns.map((column) => `, ${column}`).join('')}
       from ${ledger.table} order by ${ledger.table}.id, jur`,
  )
}

/** What differs between a row and its journal, each as the end of a sentence about the row. */
export function differences(ledger: Ledger, folded: Folded, row: LedgerRow): Difference[] {
  const found: Difference[] = []
  if (row.revision !== folded.revision) {
    const message = `现为第${row.revision}版，存证至第${folded.revision}版。`
    found.push({ code: 'revision-differs', message })
  }
  if (folded.owner && ownerDiffers(ledger, folded.owner, row)) {
    const message = '的归属（主办单位、当事人或演示标记）与存证不一致。'
    found.push({ code: 'owner-differs', message })
  }
  const { fields } = shapeOf(ledger)
  fields.forEach(([name, field], n) => {
    const live = row[`f${n}`] ?? null
    const said = folded.set.get(name) ?? null
    const message = field.sealed
      ? sealedDifference(live, said, row.salts?.[name])
      : openDifference(field, live, said)
    if (message)
      found.push({ code: 'value-differs', field: name, message: `的“${name}”${message}` })
  })
  for (const name of folded.set.keys()) {
    if (name in ledger.fields) continue
    found.push({ code: 'field-unknown', field: name, message: `的“${name}”有存证而台账没有此栏。` })
  }
  return found
}

type Shape = {
  readonly fields: readonly (readonly [string, Field])[]
  /** The columns that fields tell of. */
  readonly told: ReadonlySet<string>
}
const shapes = new WeakMap<Ledger, Shape>()

/** What is the same for every row of a ledger, made once. */
function shapeOf(ledger: Ledger): Shape {
  const known = shapes.get(ledger)
  if (known) return known
  const fields = Object.entries(ledger.fields)
  const shape = { fields, told: new Set(fields.map(([, { column }]) => column)) }
  shapes.set(ledger, shape)
  return shape
}

/** Where a ledger journals one of these columns as a field, the field tells its later changes. */
function ownerDiffers(
  ledger: Ledger,
  owner: NonNullable<Folded['owner']>,
  row: LedgerRow,
): boolean {
  const { told } = shapeOf(ledger)
  return (
    (!told.has('owner_org') && owner.org !== row.owner_org) ||
    (!told.has('party_id') && owner.party !== row.party_id) ||
    (!told.has('demo') && owner.demo !== row.demo)
  )
}

function sealedDifference(
  live: string | null,
  said: Json,
  salt: string | undefined,
): string | undefined {
  if (said === null) return live === null ? undefined : '存证为空，台账却有内容。'
  if (typeof said !== 'string' || !said.startsWith(SEALED)) return '在存证中没有封存。'
  if (salt === undefined) return live === null ? undefined : '已无封存凭据，内容却仍在。'
  if (live === null) return '内容被删除，但没有办理清除。'
  return seal(live, salt) === said ? undefined : '与封存的内容不一致。'
}

function openDifference(field: Field, live: string | null, said: Json): string | undefined {
  const was = said === null ? null : written(field.as, said)
  if (live === was) return undefined
  if (live !== null && was !== null && plain(field.as, live) === plain(field.as, was)) {
    return undefined
  }
  return `现为${shown(live)}，存证所载为${shown(was)}。`
}

const AS_TEXT: Readonly<Record<FieldKind, (column: string) => string>> = {
  text: (column) => `${column}::text`,
  integer: (column) => `${column}::text`,
  boolean: (column) => `${column}::text`,
  date: (column) => `${column}::text`,
  uuid: (column) => `${column}::text`,
  numeric: (column) => `${column}::text`,
  json: (column) => `${column}::text`,
  texts: (column) => `array_to_json(${column})::text`,
  uuids: (column) => `array_to_json(${column})::text`,
  // Whole, so that a change below the millisecond is seen too.
  instant: (column) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
}

/** An entry's value as the column's text would be, as far as that is a matter of form. */
function written(as: FieldKind, value: Json): string {
  if (as === 'json' || typeof value === 'object') return JSON.stringify(value)
  if (as === 'instant' && typeof value === 'string') {
    const fraction = /^(.*:\d\d)(?:\.(\d{1,6}))?Z$/u.exec(value)
    if (fraction) return `${fraction[1]}.${(fraction[2] ?? '').padEnd(6, '0')}Z`
  }
  return String(value)
}

/** Forms that mean the same made equal: 1.50 and 1.5, the order of keys. */
function plain(as: FieldKind, text: string): string {
  if (as === 'numeric') return text.includes('.') ? text.replace(/\.?0+$/u, '') : text
  if (as === 'uuid') return text.toLowerCase()
  if (as !== 'json' && as !== 'texts' && as !== 'uuids') return text
  try {
    return canonicalJson(JSON.parse(text) as Json)
  } catch {
    return text
  }
}

function shown(text: string | null): string {
  if (text === null) return '空'
  return text.length > 60 ? `“${text.slice(0, 60)}…”` : `“${text}”`
}
