/**
 * Checks migrations/ and the SQL in src/ against STORE.md: classes of table, row-level security,
 * what keeps the schema fit for distribution, PostgreSQL 15, and no value inside a statement's text.
 * `node tools/sql-lint.ts` prints what breaks it; tools/sql-lint.test.ts plants each breach.
 */
import { checkEmbedded } from './sql-lint/embedded.ts'
import { checkLedgerFields } from './sql-lint/ledgers.ts'
import { checkMigrations, migrationsOf } from './sql-lint/migrations.ts'
import { readSchema } from './sql-lint/schema.ts'
import { checkTables } from './sql-lint/tables.ts'
import { readTree, report, type Complaint, type Tree } from './tidy/tree.ts'

export type SqlRule = ReturnType<
  typeof checkTables | typeof checkMigrations | typeof checkEmbedded | typeof checkLedgerFields
>[number]['rule']

/** Every complaint about the SQL of the tree, in no particular order. */
export function lintSql(tree: Tree): Complaint<SqlRule>[] {
  const schema = readSchema(migrationsOf(tree))
  return [
    ...checkMigrations(tree),
    ...checkTables(tree, schema),
    ...checkLedgerFields(tree, schema),
    ...checkEmbedded(tree, schema),
  ]
}

if (import.meta.main) process.exitCode = report(lintSql(readTree(process.cwd()))) ? 0 : 1
