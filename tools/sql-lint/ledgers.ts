import type { Expression, ObjectExpression } from 'oxc-parser'
import { codeUnder, walk } from '../tidy/code.ts'
import { lineAt, type Complaint, type Tree } from '../tidy/tree.ts'
import type { Schema } from './schema.ts'
import type { Found } from './statements.ts'
import { classOf } from './tables.ts'
import type { Statement } from './tokens.ts'

type Rule = 'ledger-fields'

/** The SQL type behind each kind of field, as src/kernel/ledger.ts maps them. */
const TYPES = {
  text: 'text',
  integer: 'integer',
  boolean: 'boolean',
  date: 'date',
  instant: 'timestamptz',
  uuid: 'uuid',
  numeric: 'numeric',
  json: 'jsonb',
  texts: 'text [ ]',
  uuids: 'uuid [ ]',
} as const satisfies Record<string, string>

type Declared = { table: string; columns: { column: string; as: string; at: number }[]; at: number }

/**
 * Every `ledger({ table, fields })` fits its table, column by column, and every ledger table is
 * declared once: what is not declared is neither journalled nor compared by `journal verify`.
 */
export function checkLedgerFields(tree: Tree, schema: Schema): Complaint<Rule>[] {
  const complaints: Complaint<Rule>[] = []
  const declared = new Set<string>()
  for (const [file, code] of codeUnder(tree, ['src'])) {
    const say = (at: number, message: string): void => {
      complaints.push({ file, line: lineAt(code, at), rule: 'ledger-fields', message })
    }
    for (const { table, columns, at } of declarationsIn(file, code)) {
      const made = schema.get(table)
      if (declared.has(table)) say(at, `${table} is declared twice`)
      declared.add(table)
      if (!made) say(at, `no migration makes the table ${table}`)
      else if (classOf(made) !== 'ledger') say(at, `${table} is a ${classOf(made)}, not a ledger`)
      for (const field of made ? columns : []) {
        const type = made?.columns.get(field.column)?.type
        const wanted = (TYPES as Readonly<Record<string, string>>)[field.as]
        if (type === undefined) say(field.at, `${table} has no column ${field.column}`)
        else if (type !== wanted)
          say(field.at, `${table}.${field.column} is ${type}, not ${wanted}`)
      }
    }
  }
  return [...complaints, ...undeclared(tree, schema, declared)]
}

function undeclared(tree: Tree, schema: Schema, declared: Set<string>): Complaint<Rule>[] {
  return [...schema.values()]
    .filter((table) => classOf(table) === 'ledger' && !declared.has(table.name))
    .map(({ name, file, at }) => ({
      file,
      line: lineAt(tree.get(file) ?? '', at),
      rule: 'ledger-fields',
      message: `no ledger({ table: '${name}', … }) in src/ says which of its fields are journalled`,
    }))
}

function declarationsIn(file: string, code: string): Declared[] {
  const found: Declared[] = []
  walk(file, code, {
    CallExpression({ callee, arguments: [given], start }) {
      if (callee.type !== 'Identifier' || callee.name !== 'ledger') return
      if (given?.type !== 'ObjectExpression') return
      const fields = property(given, 'fields')
      found.push({
        table: literal(property(given, 'table')),
        at: start,
        columns: fields?.type === 'ObjectExpression' ? fields.properties.flatMap(fieldOf) : [],
      })
    },
  })
  return found
}

function fieldOf(row: ObjectExpression['properties'][number]): Declared['columns'] {
  if (row.type !== 'Property' || row.value.type !== 'ObjectExpression') return []
  const [column, as] = ['column', 'as'].map((name) => literal(property(row.value, name)))
  return column && as ? [{ column, as, at: row.start }] : []
}

function property(object: Expression, name: string): Expression | null {
  if (object.type !== 'ObjectExpression') return null
  for (const row of object.properties) {
    if (row.type !== 'Property' || row.key.type !== 'Identifier' || row.key.name !== name) continue
    return row.value
  }
  return null
}

function literal(node: Expression | null): string {
  return node?.type === 'Literal' ? String(node.value) : ''
}

/**
 * Nobody writes a ledger by hand: the runner writes rows and journal entry from the same effects.
 * Only the kernel and the journal (restore) may.
 */
export function checkLedgerWrites(
  { tokens, at }: Statement,
  ledgers: ReadonlySet<string>,
): Found<'ledger-write'>[] {
  const written = tokens.find(
    ({ text }, i) =>
      ledgers.has(text) &&
      /^(into|update|from)$/.test(tokens[i - 1]?.text ?? '') &&
      (tokens[i - 1]?.text === 'update'
        ? tokens[i - 2]?.text !== 'for'
        : /^(insert|delete|merge)$/.test(tokens[i - 2]?.text ?? '')),
  )
  if (!written) return []
  const message = `writes ${written.text} by hand: answer an effect, and the runner writes and journals it`
  return [{ rule: 'ledger-write', at, message }]
}
