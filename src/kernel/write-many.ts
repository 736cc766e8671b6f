import { SQL_TYPES } from './ledger.ts'
import type { Json } from './canonical.ts'
import type { Written } from './write.ts'

/** One statement and its values, ready for the driver. */
export type Statement = { readonly text: string; readonly values: readonly unknown[] }

const OWN_COLUMNS = {
  jur: 'text',
  id: 'uuid',
  revision: 'integer',
  owner_org: 'uuid',
  party_id: 'uuid',
  demo: 'boolean',
  salts: 'jsonb',
} as const

/**
 * The statements that create many rows at once, one for each kind and set of fields, in the order
 * in which these first come. For taking over what others recorded: row-level security refuses
 * COPY, and it confines these inserts to the scope of the transaction. Creation only.
 */
export function insertMany(written: readonly Written[]): Statement[] {
  const groups = new Map<string, Written[]>()
  for (const one of written) {
    if (one.effect.revision !== 1) throw new Error('only new rows are written in bulk')
    const key = [one.effect.kind, ...Object.keys(one.effect.set)].join(' ')
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  return [...groups.values()].map(insertGroup)
}

function insertGroup(group: readonly Written[]): Statement {
  const { ledger, effect } = group[0]!
  const columns = new Map<string, string>(Object.entries(OWN_COLUMNS))
  for (const name of Object.keys(effect.set)) {
    const field = ledger.fields[name]!
    columns.set(field.column, SQL_TYPES[field.as])
  }
  const names = [...columns.keys()].join(', ')
  const typed = [...columns].map(([column, type]) => `${column} ${type}`).join(', ')
  return {
    text:
      `insert into ${ledger.table} (${names}) ` +
      `select ${names} from jsonb_to_recordset($1::jsonb) as t (${typed})`,
    values: [JSON.stringify(group.map(rowOf))],
  }
}

function rowOf({ effect, ledger, salts }: Written): Record<string, Json> {
  const { owner } = effect
  if (!owner) throw new Error(`a new ${effect.kind} needs an owner`)
  const row: Record<string, Json> = {
    jur: effect.jur,
    id: effect.id,
    revision: 1,
    owner_org: owner.org,
    party_id: owner.party,
    demo: owner.demo,
    salts: Object.fromEntries(Object.entries(salts).filter(([, salt]) => salt !== null)),
  }
  for (const [name, value] of Object.entries(effect.set)) row[ledger.fields[name]!.column] = value
  return row
}
