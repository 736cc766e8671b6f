import { matterPolicy, SCOPE_POLICY } from '#kernel/policy.ts'
import { lineAt, type Complaint, type Tree } from '../tidy/tree.ts'
import type { Schema, Table } from './schema.ts'
import { indexOfWords, inParentheses, tokenize, written } from './tokens.ts'

type Rule =
  | 'table-class'
  | 'ledger-columns'
  | 'ledger-key'
  | 'reference'
  | 'row-security'
  | 'policy'
  | 'column-type'

type Say = (rule: Rule, at: number, message: string, file?: string) => void

/** Checks every table against its class (STORE.md, "Classes of table"). */
export function checkTables(tree: Tree, schema: Schema): Complaint<Rule>[] {
  return [...schema.values()].flatMap((table) => {
    const complaints: Complaint<Rule>[] = []
    const say: Say = (rule, at, message, file = table.file) => {
      const line = lineAt(tree.get(file) ?? '', at)
      complaints.push({ file, line, rule, message: `${table.name}: ${message}` })
    }
    checkTypes(table, say)
    checkReferences(table, schema, say)
    if (classOf(table) === null) {
      say('table-class', table.at, "needs comment on table … is 'class: ledger. What it holds.'")
    }
    if (classOf(table) === 'ledger') checkLedger(table, say)
    checkPolicies(table, say)
    return complaints
  })
}

/** ledger, directory, registry or machinery; null where the comment does not say. */
export function classOf(table: Table): string | null {
  return /^class: (ledger|directory|registry|machinery)\. \S/.exec(table.comment)?.[1] ?? null
}

/** What every ledger table has from its first migration: name → type, and whether it may be null. */
const LEDGER_COLUMNS = {
  jur: ['text', false],
  id: ['uuid', false],
  revision: ['integer|int|bigint', false],
  owner_org: ['uuid', true],
  party_id: ['uuid', true],
  demo: ['boolean|bool', false],
  salts: ['jsonb', false],
} as const satisfies Record<string, readonly [type: string, nullable: boolean]>

function checkLedger(table: Table, say: Say): void {
  for (const [name, [type, mayBeNull]] of Object.entries(LEDGER_COLUMNS)) {
    const column = table.columns.get(name)
    if (!column) say('ledger-columns', table.at, `a ledger needs the column ${name}`)
    else if (!type.split('|').includes(column.type)) {
      say('ledger-columns', table.at, `${name} is ${type.split('|')[0]}, not ${column.type}`)
    } else if (column.nullable && !mayBeNull) {
      say('ledger-columns', table.at, `${name} is never null`)
    }
  }
  const jur = table.columns.get('jur')
  if (jur && jur.collation !== '"C"') say('ledger-columns', table.at, 'jur is text collate "C"')
  if (!table.keys.some((key) => key.primary)) say('ledger-key', table.at, 'has no primary key')
  for (const key of table.keys) {
    if (key.columns[0] !== 'jur') {
      say('ledger-key', key.at, `(${key.columns.join(', ')}) must begin with jur`, key.file)
    }
  }
}

/** Which class may refer to which by foreign key; across the others, ids without one. */
const MAY_REFER = {
  ledger: ['ledger', 'directory'],
  directory: ['directory'],
  registry: ['directory'],
  machinery: [],
} as const satisfies Record<string, readonly string[]>

function checkReferences(table: Table, schema: Schema, say: Say): void {
  const own = classOf(table) as keyof typeof MAY_REFER | null
  for (const { target, columns, targetColumns, at, file } of table.references) {
    const other = schema.get(target)
    const their = other ? classOf(other) : null
    if (!other) say('reference', at, `refers to ${target}, which no migration makes`, file)
    if (own === null || their === null) continue
    const allowed: readonly string[] = MAY_REFER[own]
    if (!allowed.includes(their)) {
      say(
        'reference',
        at,
        `a ${own} has no foreign key to a ${their} (${target}); keep the id`,
        file,
      )
    } else if (their === 'ledger' && !(columns[0] === 'jur' && targetColumns[0] === 'jur')) {
      say(
        'reference',
        at,
        `refers to the ledger ${target} within one jur: (jur, …) both sides`,
        file,
      )
    }
  }
}

const STANDARD_POLICY = written(tokenize(SCOPE_POLICY))

/** How the first migrations wrote it; what they made is renewed when migrations have run. */
const FIRST_POLICY = written(
  tokenize(
    `( jur >= nullif(current_setting('app.jur_from', true), '')
       and jur < nullif(current_setting('app.jur_to', true), '') )
     or party_id = nullif(current_setting('app.party', true), '')::uuid`,
  ),
)

/** The rows of one matter, by the column that names it. */
function isMatterPolicy(policy: string, table: Table): boolean {
  const [column = ''] = policy.split(' ')
  return table.columns.has(column) && policy === written(tokenize(matterPolicy(column)))
}

function checkPolicies(table: Table, say: Say): void {
  const ledger = classOf(table) === 'ledger'
  if (ledger && !table.secured) {
    say('row-security', table.at, 'a ledger needs alter table … enable row level security')
  }
  if (ledger && table.policies.length === 0) {
    say('row-security', table.at, 'a ledger needs the standard policy (jur range or party)')
  }
  if (table.secured && !ledger && table.policies.length === 0) {
    say('row-security', table.at, 'row security without a policy shows nothing')
  }
  for (const { tokens, at, file } of table.policies) {
    for (const clause of ['using (', 'with check (']) {
      const open = indexOfWords(tokens, clause) + clause.split(' ').length - 1
      if (indexOfWords(tokens, clause) < 0) continue
      const { inside } = inParentheses(tokens, open)
      const unfit = unfitInPolicy(written(inside), table)
      if (unfit) say('policy', at, unfit, file)
      else if (
        ledger &&
        ![STANDARD_POLICY, FIRST_POLICY].includes(written(inside)) &&
        !isMatterPolicy(written(inside), table)
      ) {
        say(
          'policy',
          at,
          'a ledger has the standard policy, word for word (src/kernel/policy.ts)',
          file,
        )
      }
    }
  }
}

/** `(select nullif(current_setting('…', true), ''))`: read once a statement, and nothing else. */
const ONE_SETTING =
  /\( select nullif \( current_setting \( '[^']*' , true \) , '' \)( :: uuid)? \)/g

/** Policies compare text and uuid only, and read a setting through nullif. */
function unfitInPolicy(policy: string, table: Table): string | null {
  if (/\bselect\b/.test(policy.replaceAll(ONE_SETTING, ''))) {
    return 'a policy has no sub-select but the reading of one setting'
  }
  const read = /current_setting \( '[^']*' , true \)/g
  for (const { index } of policy.matchAll(read)) {
    if (policy.slice(0, index).endsWith('nullif ( ')) continue
    return "a setting that ended is '', which shows everything: nullif(current_setting(…, true), '')"
  }
  if (/\b(like|ilike|similar)\b|@@|&&|@>|<@|~/.test(policy)) {
    return 'a policy compares with = < >= only: other operators are not leakproof and cost the index'
  }
  for (const [name, column] of table.columns) {
    if (!new RegExp(`(^|\\W)${name} (=|<|>|<=|>=)( |$)`).test(policy)) continue
    if (!['text', 'uuid'].includes(column.type)) {
      return `a policy compares text and uuid only, and ${name} is ${column.type}`
    }
  }
  return null
}

const UNFIT_TYPES = [
  [/^(real|float\d*|double precision)\b/, 'amounts are numeric, counts integer: never a float'],
  [/^money\b/, 'amounts are numeric with a unit beside'],
  [/^(timestamp( without time zone)?|time)( \(|$)/, 'instants are timestamptz, legal dates date'],
  [/^(small|big)?serial\d?$/, 'ids come from the application'],
] as const satisfies readonly (readonly [RegExp, string])[]

function checkTypes(table: Table, say: Say): void {
  for (const { name, type } of table.columns.values()) {
    for (const [pattern, instead] of UNFIT_TYPES) {
      if (pattern.test(type)) say('column-type', table.at, `${name} is ${type}: ${instead}`)
    }
  }
}
