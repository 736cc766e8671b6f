import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { Database, migrate, migrations } from '#kernel/index.ts'

/** A migrated database of its own for one test file, cloned from a template. Close it after. */
export async function testDatabase(): Promise<Database> {
  const url = await serverUrl()
  const template = await ensureTemplate(url)
  const name = `bihuan_t_${randomBytes(6).toString('hex')}`
  await onServer(url, (admin) => cloneTemplate(admin, template, name))
  const db = new Database({ connectionString: named(url, name) }, 12)
  const close = db.close.bind(db)
  db.close = async () => {
    await close()
    await onServer(url, (admin) => dropDatabase(admin, name))
  }
  return db
}

/** An empty database without tables, for tests of migration and restore. */
export async function emptyDatabase(): Promise<Database> {
  const url = await serverUrl()
  const name = `bihuan_e_${randomBytes(6).toString('hex')}`
  await onServer(url, (admin) =>
    admin.query(`create database ${name} template template0 encoding 'UTF8'`),
  )
  const db = new Database({ connectionString: named(url, name) }, 6)
  const close = db.close.bind(db)
  db.close = async () => {
    await close()
    await onServer(url, (admin) => dropDatabase(admin, name))
  }
  return db
}

async function serverUrl(): Promise<string> {
  if (process.env.BIHUAN_TEST_URL) return process.env.BIHUAN_TEST_URL
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL
  const { testServer } = await import('#kernel/store/index.ts')
  const server = await testServer()
  process.env.BIHUAN_TEST_URL = server.url
  return server.url
}

function named(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.toString()
}

/**
 * Drops a database with whoever is still in it. An owner who is no superuser may not end a worker of
 * autovacuum that way; dropping without force sends it away by itself.
 */
async function dropDatabase(admin: pg.Client, name: string): Promise<void> {
  try {
    await admin.query(`drop database if exists ${name} with (force)`)
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    await admin.query(`drop database if exists ${name}`)
  }
}

async function onServer<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}

/** Makes the template for the present migrations once; others wait for it. */
async function ensureTemplate(url: string): Promise<string> {
  const text = migrations().map((migration) => readFileSync(migration.file, 'utf8'))
  const name = `bihuan_tpl_${createHash('sha256').update(text.join()).digest('hex').slice(0, 12)}`
  await onServer(url, async (admin) => {
    await admin.query('select pg_advisory_lock(86402)')
    const found = await admin.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount !== 0) return
    await admin.query(`drop database if exists ${name}_making with (force)`)
    await admin.query(`create database ${name}_making template template0 encoding 'UTF8'`)
    const db = new Database({ connectionString: named(url, `${name}_making`) }, 1)
    await migrate(db)
    await db.close()
    await admin.query(`alter database ${name}_making rename to ${name}`)
  })
  return name
}

async function cloneTemplate(admin: pg.Client, template: string, name: string): Promise<void> {
  await admin.query('select pg_advisory_lock(86402)')
  await admin.query(`create database ${name} template ${template}`)
  await admin.query('select pg_advisory_unlock(86402)')
}
