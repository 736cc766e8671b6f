import { params } from './database.ts'
import { SQL_TYPES, type Effect, type Field, type Ledger } from './ledger.ts'
import type { Json } from './canonical.ts'

/** Seals one value: what the entry shows, and the salt that stays in the row. */
export type Seal = (value: string) => { readonly sealed: string; readonly salt: string }

/** An effect as it is written to its table, and as it stands in the journal entry. */
export type Written = {
  readonly effect: Effect
  readonly ledger: Ledger
  readonly salts: { readonly [field: string]: string | null }
  readonly journalled: { readonly [field: string]: Json }
}

/** Looks up the ledger of each effect and seals its free text. Unknown kinds or fields are faults. */
export function prepare(
  effects: readonly Effect[],
  ledgers: ReadonlyMap<string, Ledger>,
  seal: Seal,
): Written[] {
  const seen = new Set<string>()
  return effects.map((effect) => {
    const name = `${effect.kind} ${effect.id}`
    if (seen.has(name)) throw new Error(`two effects on one row: ${name}`)
    seen.add(name)
    const ledger = ledgers.get(effect.kind)
    if (!ledger) throw new Error(`no ledger of kind ${effect.kind}`)
    return { effect, ledger, ...sealFields(effect, ledger, seal) }
  })
}

function sealFields(
  effect: Effect,
  ledger: Ledger,
  seal: Seal,
): Pick<Written, 'salts' | 'journalled'> {
  const salts: Record<string, string | null> = {}
  const journalled: Record<string, Json> = ownership(effect, ledger)
  for (const [name, value] of Object.entries(effect.set)) {
    const field = ledger.fields[name]
    if (!field) throw new Error(`${effect.kind} has no field ${name}`)
    if (!field.sealed || value === null) {
      journalled[name] = value
      if (field.sealed) salts[name] = null
      continue
    }
    if (typeof value !== 'string')
      throw new Error(`${effect.kind}.${name} must be text to be sealed`)
    const { sealed, salt } = seal(value)
    journalled[name] = sealed
    salts[name] = salt
  }
  return { salts, journalled }
}

/** A new row's owner and party, where the ledger journals them: their columns are always written. */
function ownership({ revision, owner }: Effect, ledger: Ledger): Record<string, Json> {
  const set: Record<string, Json> = {}
  if (revision !== 1 || !owner) return set
  for (const [name, { column }] of Object.entries(ledger.fields)) {
    if (column === 'party_id') set[name] = owner.party
    if (column === 'owner_org') set[name] = owner.org
  }
  return set
}

type Param = (value: unknown) => string

/** One data-changing part of the statement that ends a command; `counted` parts must hit one row. */
type Part = { readonly sql: string; readonly counted: boolean }

/** The insert or update of one effect. */
function part(written: Written, param: Param): Part {
  const { effect, ledger, salts } = written
  const fields = Object.entries(effect.set).map(
    ([name, value]) => [ledger.fields[name]!, value] as const,
  )
  return effect.revision === 1
    ? { sql: insert(written, fields, param), counted: false }
    : { sql: update(ledger, effect, salts, fields, param), counted: true }
}

function insert(
  { effect, ledger, salts }: Written,
  fields: (readonly [Field, Json])[],
  param: Param,
): string {
  const { owner } = effect
  if (!owner) throw new Error(`a new ${effect.kind} needs an owner`)
  const columns = ['jur', 'id', 'revision', 'owner_org', 'party_id', 'demo', 'salts']
  const values = [
    param(effect.jur),
    `${param(effect.id)}::uuid`,
    '1',
    `${param(owner.org)}::uuid`,
    `${param(owner.party)}::uuid`,
    `${param(owner.demo)}::boolean`,
    `${param(JSON.stringify(withoutNulls(salts)))}::jsonb`,
  ]
  for (const [field, value] of fields) {
    columns.push(field.column)
    values.push(`${param(toSql(field, value))}::${SQL_TYPES[field.as]}`)
  }
  return `insert into ${ledger.table} (${columns.join(', ')}) values (${values.join(', ')})`
}

function update(
  ledger: Ledger,
  effect: Effect,
  salts: Written['salts'],
  fields: (readonly [Field, Json])[],
  param: Param,
): string {
  const sets = [`revision = ${param(effect.revision)}::integer`]
  for (const [field, value] of fields) {
    sets.push(`${field.column} = ${param(toSql(field, value))}::${SQL_TYPES[field.as]}`)
  }
  if (Object.keys(salts).length > 0) {
    sets.push(`salts = jsonb_strip_nulls(salts || ${param(JSON.stringify(salts))}::jsonb)`)
  }
  return (
    `update ${ledger.table} set ${sets.join(', ')} where jur = ${param(effect.jur)} and ` +
    `id = ${param(effect.id)}::uuid and revision = ${param(effect.revision - 1)}::integer returning 1`
  )
}

/** A field's value as the driver takes it. */
export function toSql(field: Field, value: Json): unknown {
  if (value === null) return null
  if (field.as === 'json') return JSON.stringify(value)
  return value
}

function withoutNulls(salts: Written['salts']): object {
  return Object.fromEntries(Object.entries(salts).filter(([, salt]) => salt !== null))
}

/**
 * One statement that writes all effects and the further parts, and then runs `last`, an
 * `insert … select` without a where clause. An update that met no row divides by zero, and the whole
 * statement fails: so the commit may be sent behind it unseen.
 */
export function closingStatement(
  written: readonly Written[],
  further: readonly ((param: Param) => string)[],
  last: (param: Param) => string,
): { text: string; values: unknown[] } {
  const { param, values } = params()
  const parts = [
    ...written.map((one) => part(one, param)),
    ...further.map((make) => ({ sql: make(param), counted: false })),
  ]
  const named = parts.map(({ sql }, index) => `w${index} as (${sql})`)
  const checks = parts.flatMap(({ counted }, index) =>
    counted ? [`1 / (select count(*) from w${index}) = 1`] : [],
  )
  const tail = last(param)
  const where = checks.length > 0 ? ` where ${checks.join(' and ')}` : ''
  return { text: `${named.length > 0 ? `with ${named.join(', ')} ` : ''}${tail}${where}`, values }
}
