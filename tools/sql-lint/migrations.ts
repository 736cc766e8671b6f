import { lineAt, type Complaint, type Tree } from '../tidy/tree.ts'
import { checkStatement, type StatementRule } from './statements.ts'
import { statements } from './tokens.ts'

type Rule = StatementRule | 'one-statement' | 'migration-name'

/** The migrations in the order in which they run. */
export function migrationsOf(tree: Tree): [file: string, sql: string][] {
  return [...tree]
    .filter(([file]) => /^migrations\/.*\.sql$/.test(file))
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Checks each migration: its name, its statements, and how they are cut into messages. */
export function checkMigrations(tree: Tree): Complaint<Rule>[] {
  const migrations = migrationsOf(tree)
  return migrations.flatMap(([file, sql], index) => {
    const complaints: Complaint<Rule>[] = []
    const say = (rule: Rule, at: number, message: string): void => {
      complaints.push({ file, line: lineAt(sql, at), rule, message })
    }
    const [, number] = /^migrations\/(\d{4})-[a-z0-9-]+\.sql$/.exec(file) ?? []
    if (number === undefined) say('migration-name', 0, 'is named NNNN-what-it-is-about.sql')
    const before = migrations[index - 1]?.[0].slice('migrations/'.length, 'migrations/'.length + 4)
    if (number !== undefined && number === before) say('migration-name', 0, `${number} is taken`)
    for (const statement of statements(sql)) {
      for (const found of checkStatement(statement)) say(found.rule, found.at, found.message)
      if (!/^;[ \t]*(\n|$)/.test(sql.slice(statement.end))) {
        say('one-statement', statement.at, 'a statement ends with ; at the end of its line')
      }
    }
    for (const at of cutsInside(sql)) {
      say('one-statement', at, 'a line inside a comment or a text may not end with ; (cut there)')
    }
    return complaints
  })
}

/** Semicolons at the end of a line that end no statement: the migrator would cut there. */
function cutsInside(sql: string): number[] {
  const ends = new Set(statements(sql).map((statement) => statement.end))
  return [...sql.matchAll(/;[ \t]*(?=\n|$)/g)]
    .map(({ index }) => index)
    .filter((at) => !ends.has(at))
}
