import { indexOfWords, inParentheses, splitAtCommas, statements, written } from './tokens.ts'
import type { Statement, Token } from './tokens.ts'

export type Column = {
  readonly name: string
  readonly type: string
  readonly nullable: boolean
  readonly collation: string | null
}
export type Key = { readonly columns: readonly string[]; readonly at: number }
export type Reference = Key & { readonly target: string; readonly targetColumns: readonly string[] }
export type Policy = { readonly tokens: readonly Token[]; readonly at: number }

/** A table as all migrations together leave it, and where each part was written. */
export type Table = {
  readonly name: string
  readonly file: string
  readonly at: number
  readonly columns: Map<string, Column>
  readonly keys: (Key & { readonly file: string; readonly primary: boolean })[]
  readonly references: (Reference & { readonly file: string })[]
  readonly policies: (Policy & { readonly file: string })[]
  comment: string
  secured: boolean
}

export type Schema = ReadonlyMap<string, Table>

/** Reads the tables out of the migrations, in the order of their numbers. */
export function readSchema(migrations: readonly (readonly [file: string, sql: string])[]): Schema {
  const schema = new Map<string, Table>()
  for (const [file, sql] of migrations) {
    for (const statement of statements(sql)) readStatement(schema, file, statement)
  }
  return schema
}

function readStatement(schema: Map<string, Table>, file: string, { tokens }: Statement): void {
  const start = written(tokens.slice(0, 3))
  if (/^create (unlogged )?table/.test(start)) readTable(schema, file, tokens)
  else if (start.startsWith('alter table')) readAlteration(schema, file, tokens)
  else if (start.startsWith('create unique index')) readUniqueIndex(schema, file, tokens)
  else if (start.startsWith('drop table')) dropTables(schema, tokens)
  else if (start.startsWith('comment on table')) {
    const table = schema.get(nameAt(tokens, 3).name)
    const text = tokens.at(-1)?.text ?? ''
    if (table) table.comment = text.slice(1, -1).replaceAll("''", "'")
  } else if (start.startsWith('create policy')) {
    const on = tokens.findIndex((token) => token.text === 'on')
    schema.get(nameAt(tokens, on + 1).name)?.policies.push({ tokens, at: tokens[0]?.at ?? 0, file })
  }
}

/** A possibly qualified name, and the index behind it. */
function nameAt(tokens: readonly Token[], at: number): { name: string; after: number } {
  const plain = (token: Token | undefined): string => token?.text.replaceAll('"', '') ?? ''
  let i = at
  if (tokens[i]?.text === 'only') i++
  for (const words of ['if not exists', 'if exists']) {
    if (indexOfWords(tokens, words, i) === i) i += words.split(' ').length
  }
  return tokens[i + 1]?.text === '.'
    ? { name: plain(tokens[i + 2]), after: i + 3 }
    : { name: plain(tokens[i]), after: i + 1 }
}

function readTable(schema: Map<string, Table>, file: string, tokens: readonly Token[]): void {
  const word = tokens.findIndex((token) => token.text === 'table')
  const { name, after } = nameAt(tokens, word + 1)
  if (tokens[after]?.text === 'partition') return
  const table: Table = {
    name,
    file,
    at: tokens[0]?.at ?? 0,
    columns: new Map(),
    keys: [],
    references: [],
    policies: [],
    comment: '',
    secured: false,
  }
  schema.set(name, table)
  const { inside } = inParentheses(tokens, after)
  for (const element of splitAtCommas(inside)) readElement(table, file, element)
}

function readAlteration(schema: Map<string, Table>, file: string, tokens: readonly Token[]): void {
  const { name, after } = nameAt(tokens, 2)
  const table = schema.get(name)
  if (!table) return
  for (const action of splitAtCommas(tokens.slice(after))) {
    const text = written(action)
    if (text === 'enable row level security') table.secured = true
    if (text === 'disable row level security') table.secured = false
    if (action[0]?.text === 'drop' && action[1]?.text === 'column') {
      table.columns.delete(nameAt(action, 2).name)
    }
    if (action[0]?.text === 'add') {
      const skip = ['column', 'if', 'not', 'exists']
      readElement(
        table,
        file,
        action.slice(1).filter(({ text: t }, i) => i > 3 || !skip.includes(t)),
      )
    }
  }
}

function dropTables(schema: Map<string, Table>, tokens: readonly Token[]): void {
  const { after } = nameAt(tokens, 2)
  for (const part of splitAtCommas(tokens.slice(after - 1))) schema.delete(nameAt(part, 0).name)
}

const CONSTRAINTS = new Set(['primary', 'unique', 'foreign', 'constraint', 'check', 'exclude'])
const AFTER_TYPE = new Set(
  'not null default primary unique references check constraint collate generated'.split(' '),
)

function readElement(table: Table, file: string, element: readonly Token[]): void {
  const tokens = element[0]?.text === 'constraint' ? element.slice(2) : element
  const [first] = tokens
  if (!first) return
  const at = first.at
  if (CONSTRAINTS.has(first.text)) {
    const columns = columnsIn(tokens, 0)
    if (first.text === 'primary') table.keys.push({ columns, at, file, primary: true })
    if (first.text === 'unique') table.keys.push({ columns, at, file, primary: false })
    if (first.text === 'foreign') table.references.push({ ...reference(tokens, columns), file })
    return
  }
  const name = first.text.replaceAll('"', '')
  const rest = tokens.slice(1)
  const end = rest.findIndex((token) => AFTER_TYPE.has(token.text))
  const collate = indexOfWords(rest, 'collate')
  const primary = indexOfWords(rest, 'primary key') >= 0
  table.columns.set(name, {
    name,
    type: written(end < 0 ? rest : rest.slice(0, end)),
    nullable: indexOfWords(rest, 'not null') < 0 && !primary,
    collation: collate < 0 ? null : (rest[collate + 1]?.text ?? null),
  })
  if (primary) table.keys.push({ columns: [name], at, file, primary })
  else if (indexOfWords(rest, 'unique') >= 0) {
    table.keys.push({ columns: [name], at, file, primary: false })
  }
  if (indexOfWords(rest, 'references') >= 0) {
    table.references.push({ ...reference(tokens, [name]), file })
  }
}

function columnsIn(tokens: readonly Token[], from: number): string[] {
  const open = tokens.findIndex(({ text }, index) => index >= from && text === '(')
  if (open < 0) return []
  return splitAtCommas(inParentheses(tokens, open).inside).map(
    ([first]) => first?.text.replaceAll('"', '') ?? '',
  )
}

function reference(tokens: readonly Token[], columns: readonly string[]): Reference {
  const word = indexOfWords(tokens, 'references')
  const { name, after } = nameAt(tokens, word + 1)
  const targetColumns = tokens[after]?.text === '(' ? columnsIn(tokens, after) : []
  return { columns, target: name, targetColumns, at: tokens[0]?.at ?? 0 }
}

function readUniqueIndex(schema: Map<string, Table>, file: string, tokens: readonly Token[]): void {
  const on = tokens.findIndex((token) => token.text === 'on')
  const { name, after } = nameAt(tokens, on + 1)
  const columns = columnsIn(tokens, after)
  schema.get(name)?.keys.push({ columns, at: tokens[0]?.at ?? 0, file, primary: false })
}
