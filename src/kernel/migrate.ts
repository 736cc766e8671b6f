import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PoolClient } from 'pg'
import { rows, type Database } from './database.ts'
import { renewPolicies } from './policy.ts'

const FOLDER = join(import.meta.dirname, '../../migrations')

/** The role under which the product reads and writes; it never owns a table and cannot sign in. */
const APP_ROLE = 'bihuan_app'

export type Migration = { readonly number: number; readonly name: string; readonly file: string }

/** All migrations of this version of the product, in order. */
export function migrations(folder = FOLDER): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-.+\.sql$/.test(name))
    .toSorted()
    .map((name) => ({ number: Number(name.slice(0, 4)), name, file: join(folder, name) }))
}

/** The statements of a migration file; each ends with a semicolon at the end of a line. */
export function statements(text: string): string[] {
  return text
    .replace(/^\s*--.*$/gm, '')
    .split(/;[ \t]*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
}

/**
 * Brings the database to `upTo` (default: the newest migration), one statement a message, each
 * file in one transaction, one migrator at a time. Answers the numbers it applied.
 */
export async function migrate(db: Database, upTo = Infinity): Promise<number[]> {
  const client = await db.owner.connect()
  try {
    await client.query('select pg_advisory_lock(86401)')
    await ensureRole(client)
    await client.query(
      'create table if not exists migration (number integer primary key, name text not null)',
    )
    const done = new Set(
      (await rows<{ number: number }>(client, 'select number from migration')).map((m) => m.number),
    )
    const wanted = migrations().filter((m) => m.number <= upTo && !done.has(m.number))
    for (const migration of wanted) await apply(client, migration)
    if (wanted.length > 0) {
      await grant(client)
      await renewPolicies(client)
    }
    return wanted.map((m) => m.number)
  } finally {
    await client.query('select pg_advisory_unlock(86401)')
    client.release()
  }
}

async function apply(client: PoolClient, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    for (const text of statements(readFileSync(migration.file, 'utf8'))) await client.query(text)
    await client.query('insert into migration (number, name) values ($1, $2)', [
      migration.number,
      migration.name,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${migration.name}: ${(error as Error).message}`, { cause: error })
  }
}

/** Makes the application's role, or prints the SQL that an administrator has to run. */
async function ensureRole(client: PoolClient): Promise<void> {
  const found = await client.query('select 1 from pg_roles where rolname = $1', [APP_ROLE])
  try {
    if (found.rowCount === 0) await client.query(`create role ${APP_ROLE} nologin`)
    await client.query(`grant ${APP_ROLE} to current_user`)
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === '42710' || code === '23505') return
    if (code !== '42501') throw error
    throw new Error(
      `数据库用户无权建立角色。请由数据库管理员执行：create role ${APP_ROLE} nologin; grant ${APP_ROLE} to <连接用户>;`,
      { cause: error },
    )
  }
}

/** The application may read and write every table, but only add to the journal's waiting list. */
async function grant(client: PoolClient): Promise<void> {
  const [{ schema } = { schema: 'public' }] = await rows<{ schema: string }>(
    client,
    'select current_schema() as schema',
  )
  await client.query(`grant usage on schema ${schema} to ${APP_ROLE}`)
  const tables = await rows<{ name: string }>(
    client,
    'select tablename as name from pg_tables where schemaname = current_schema()',
  )
  for (const { name } of tables) {
    const rights = !name.startsWith('journal_')
      ? 'select, insert, update, delete'
      : name === 'journal_pending'
        ? 'select, insert'
        : 'select'
    await client.query(`revoke all on ${name} from ${APP_ROLE}`)
    await client.query(`grant ${rights} on ${name} to ${APP_ROLE}`)
  }
  await client.query(`grant usage on all sequences in schema ${schema} to ${APP_ROLE}`)
}
