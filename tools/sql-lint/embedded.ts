import { codeUnder, walk } from '../tidy/code.ts'
import { lineAt, type Complaint, type Tree } from '../tidy/tree.ts'
import { interpolations, type Interpolation } from './interpolation.ts'
import { classOf } from './tables.ts'
import { checkLedgerWrites } from './ledgers.ts'
import type { Schema } from './schema.ts'
import { checkLocks, checkStatement, type StatementRule } from './statements.ts'
import { HOLE, statements } from './tokens.ts'

type Rule = StatementRule | 'lock-by-jur' | 'ledger-write' | 'interpolation'

/** A text in code that looks like SQL; `${…}` stands as HOLE. */
type Embedded = { readonly text: string; readonly at: number }

/**
 * Checks the SQL in src/: the rules of single statements, locks within one jur, and no value put
 * into the text: values are parameters.
 */
export function checkEmbedded(tree: Tree, schema: Schema): Complaint<Rule>[] {
  const tables = [...schema.values()]
  const ledgers = new Set(tables.filter((t) => classOf(t) === 'ledger').map((t) => t.name))
  return codeUnder(tree, ['src']).flatMap(([file, code]) => {
    const complaints = new Map<string, Complaint<Rule>>()
    const say = (rule: Rule, at: number, message: string, warning?: true): void => {
      const found = { file, line: lineAt(code, at), rule, message }
      complaints.set(`${rule} ${at}`, warning ? { ...found, warning } : found)
    }
    for (const { text, at } of embeddedIn(file, code)) {
      for (const statement of statements(text)) {
        const writes = MAY_WRITE.test(file) ? [] : checkLedgerWrites(statement, ledgers)
        const locks = checkLocks(statement, ledgers)
        for (const found of [...checkStatement(statement), ...locks, ...writes]) {
          say(found.rule, at, found.message, found.warning)
        }
      }
    }
    if (file in TRUSTED) return [...complaints.values()]
    for (const put of interpolations(tree, file, looksLikeSql)) {
      say('interpolation', put.at, sentence(put))
    }
    return [...complaints.values()]
  })
}

/** The runner, and restore. */
const MAY_WRITE = /^src\/(kernel|journal)\//

/** Files that write statements from names in declarations or the catalogue, and why they may. */
const TRUSTED = {
  'src/kernel/scope.ts': 'opens every transaction with literals that quote() has checked',
  'src/kernel/write-many.ts':
    'writes the columns that a ledger declares, which ledger-fields checks',
  'src/kernel/migrate.ts': 'grants on the names that the catalogue answers',
} as const satisfies Record<string, string>

function sentence({ written, quoted }: Interpolation): string {
  return quoted
    ? `\${${written}} stands in quotes inside SQL: pass it as a parameter`
    : `\${${written}} goes into SQL: pass values as parameters; for names use a CONSTANT`
}

function embeddedIn(file: string, code: string): Embedded[] {
  const found: Embedded[] = []
  const keep = (text: string, at: number): void => {
    if (looksLikeSql(text)) found.push({ text, at })
  }
  walk(file, code, {
    Literal: ({ value, start }) => void (typeof value === 'string' && keep(value, start)),
    TemplateLiteral({ quasis, start }) {
      const text = quasis.map((quasi) => quasi.value.cooked ?? '').join(HOLE)
      if (!text.startsWith(HOLE)) keep(text, start)
    },
    TaggedTemplateExpression({ tag, quasi, start }) {
      const text = quasi.quasis.map((part) => part.value.cooked ?? '').join(HOLE)
      if (tag.type === 'Identifier' && tag.name === 'sql') found.push({ text, at: start })
    },
  })
  return found
}

const STARTS = [
  /^select\s[^]*\bfrom\s|^select\s+(\w+\s*\(|\d|exists\b)/,
  /^insert\s+into\s|^delete\s+from\s|^merge\s+into\s|^truncate\s+(table\s+)?[a-z]/,
  /^update\s+\S+\s+(as\s+\w+\s+)?set\s/,
  /^with\s+(recursive\s+)?\w+\s*(\([^)]*\)\s*)?as\s+(not\s+)?(materialized\s+)?\(/,
  /^(create|alter|drop|comment\s+on)\s+(or\s+replace\s+)?(unique\s+|constraint\s+)?(table|index|policy|role|type|function|trigger|database|extension|schema|procedure|rule)\b/,
  /^(begin|commit|rollback)\s*;/,
  /^set\s+(local|session|role)\s|^set\s+app\./,
  /^lock\s+table\s|^copy\s+\S+\s*(\(|from|to)\s?|^(grant|revoke)\s[^]*\son\s/,
] as const

/** Whether a text begins as a statement does; prose in Chinese or English does not. */
export function looksLikeSql(text: string): boolean {
  const bare = text.replace(/^(\s|--[^\n]*\n|\/\*[^]*?\*\/)+/, '')
  return STARTS.some((start) => start.test(bare.slice(0, 2000).toLowerCase()))
}
