import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import {
  assertScoped,
  Database,
  newId,
  rows,
  scoped,
  scopeOf,
  type Queryable,
} from '#kernel/index.ts'
import { LEDGERS } from '#app/index.ts'
import { smallWorld, type World } from '../world.ts'
import { live } from './life.ts'

let world: World
let one: Database
before(async () => {
  world = await smallWorld()
  one = new Database(world.db.connection, 1)
  let acts = 0
  await live(
    world,
    () => (acts += 1),
    () => acts >= 4,
  )
})
after(async () => {
  await one.close()
  await world.close()
})

/** Every ledger table there is, by its comment, so that a new one is not forgotten. */
async function ledgerTables(): Promise<string[]> {
  const found = await rows<{ name: string }>(
    world.db.owner,
    `select c.relname as name from pg_class c
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
        and obj_description(c.oid) like 'class: ledger%' order by 1`,
  )
  return found.map(({ name }) => name)
}

/** Puts one row into every ledger that the acts left empty; its values do not matter. */
async function fill(table: string): Promise<void> {
  const columns = await rows<{ name: string; type: string }>(
    world.db.owner,
    `select column_name as name, udt_name as type from information_schema.columns
      where table_schema = 'public' and table_name = $1 and is_nullable = 'NO'
        and column_default is null`,
    [table],
  )
  const values: Record<string, unknown> = {
    uuid: newId(),
    int4: 1,
    int8: 1,
    bool: true,
    jsonb: '{}',
    date: '2026-03-02',
    timestamptz: world.clock.now(),
    numeric: '1',
    _text: [],
    _uuid: [],
  }
  const checks = await rows<{ name: string }>(
    world.db.owner,
    `select conname as name from pg_constraint where conrelid = $1::regclass and contype in ('c', 'f')`,
    [table],
  )
  const client = await world.db.owner.connect()
  try {
    for (const { name } of checks) {
      await client.query(`alter table ${table} drop constraint ${pg.escapeIdentifier(name)}`)
    }
    await client.query(
      `insert into ${table} (${columns.map((c) => c.name).join(', ')})
        values (${columns.map((_, n) => `$${n + 1}`).join(', ')})`,
      columns.map((c) => (c.name === 'jur' ? '980121001' : (values[c.type] ?? 'x'))),
    )
  } finally {
    client.release()
  }
}

async function counts(on: Queryable, tables: readonly string[]): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const table of tables) {
    const [{ n } = { n: -1 }] = await rows<{ n: number }>(
      on,
      `select count(*)::int as n from ${table}`,
    )
    found[table] = n
  }
  return found
}

test('without context a connection sees no row of any ledger, however it was used before', async () => {
  const tables = await ledgerTables()
  const known = [...LEDGERS.values()].map(({ table }) => table)
  assert.deepEqual(
    known.filter((table) => !tables.includes(table)),
    [],
    'LEDGERS without the class',
  )
  const before = await counts(world.db.owner, tables)
  for (const table of tables) if (before[table] === 0) await fill(table)
  const all = await counts(world.db.owner, tables)
  assert.ok(Object.values(all).every((n) => n > 0))
  const none = Object.fromEntries(tables.map((table) => [table, 0]))
  const { app } = one
  const pid = async () =>
    (await rows<{ pid: number }>(app, 'select pg_backend_pid() as pid'))[0]?.pid
  const first = await pid()

  assert.deepEqual(await counts(app, tables), none, 'after acts')
  const seen = await scoped(app, scopeOf('0'), (client) => counts(client, tables))
  assert.deepEqual(seen, all, 'in the scope of the nation')
  assert.deepEqual(await counts(app, tables), none, 'after a scoped transaction')
  await assert.rejects(scoped(app, scopeOf('0'), (client) => client.query('select 1/0')))
  assert.deepEqual(await counts(app, tables), none, 'after an error in a statement')
  await assert.rejects(
    scoped(app, scopeOf('0'), () => Promise.reject(new Error('thrown by the work'))),
  )
  assert.deepEqual(await counts(app, tables), none, 'after an error of the work')
  const party = { ...scopeOf('9899'), party: newId() }
  const others = await scoped(app, party, (client) => counts(client, tables))
  assert.deepEqual(others, none, 'in another place, for another party')
  assert.equal(await pid(), first, 'all on one connection')
})

/** Runs `statement` on the database, tries `work`, and takes it back. */
async function changed(statement: string, back: string, work: () => Promise<void>): Promise<void> {
  await world.db.owner.query(statement)
  try {
    await work()
  } finally {
    await world.db.owner.query(back)
  }
}

test('the start fails where a ledger is not held to its scope', async () => {
  await assertScoped(world.db)
  for (const table of await ledgerTables()) {
    await changed(
      `alter table ${table} disable row level security`,
      `alter table ${table} enable row level security`,
      () => assert.rejects(assertScoped(world.db), new RegExp(`未按角色.*${table}`)),
    )
  }
})

test('the start fails where the product would read as a superuser or as the owner', async () => {
  const db = new Database(world.db.connection, 1)
  try {
    await db.app.query('reset role; set role none')
    await assert.rejects(assertScoped(db), /未按角色/)
  } finally {
    await db.close()
  }
})

test('the application cannot touch the journal, but for adding to what waits', async () => {
  await world.journal.sequencer.drain()
  const tables = await rows<{ name: string }>(
    world.db.owner,
    `select tablename as name from pg_tables where tablename like 'journal\\_%' order by 1`,
  )
  assert.ok(tables.length >= 5)
  for (const { name } of tables) {
    const column = (
      await rows<{ column: string }>(
        world.db.owner,
        `select column_name as column from information_schema.columns
          where table_name = $1 limit 1`,
        [name],
      )
    )[0]!.column
    const attempts = [
      `update ${name} set ${column} = ${column}`,
      `delete from ${name}`,
      `truncate ${name}`,
      `alter table ${name} add more text`,
      `drop table ${name}`,
      ...(name === 'journal_pending' ? [] : [`insert into ${name} default values`]),
    ]
    for (const attempt of attempts) {
      const denied = { code: '42501' }
      await assert.rejects(
        scoped(one.app, scopeOf('0'), (c) => c.query(attempt)),
        denied,
        attempt,
      )
    }
  }
})
