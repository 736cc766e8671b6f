import pg from 'pg'

/** How to reach a PostgreSQL server: a connection URL, or the parts of one. */
export type Connection = pg.ClientConfig

const { builtins } = pg.types
const plain = (text: string) => text
pg.types.setTypeParser(builtins.DATE, plain)
pg.types.setTypeParser(builtins.NUMERIC, plain)
pg.types.setTypeParser(builtins.INT8, (text) => BigInt(text))
pg.types.setTypeParser(builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString())

/**
 * Two pools on one database. `owner` (two connections) owns the tables and serves migrations, the
 * sequencer, backup and restore. `app` runs everything else as bihuan_app, which row-level
 * security holds to its scope.
 */
export class Database {
  readonly owner: pg.Pool
  readonly app: pg.Pool
  readonly connection: Connection

  constructor(connection: Connection, size = 16) {
    this.connection = connection
    this.owner = new pg.Pool({ ...connection, max: 2, application_name: 'bihuan owner' })
    this.app = new pg.Pool({
      ...connection,
      max: size,
      application_name: 'bihuan',
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      // A connection that fell silent gives up its act, and the server gives up its locks.
      query_timeout: 120_000,
      idle_in_transaction_session_timeout: 60_000,
      options: '-c role=bihuan_app -c timezone=UTC',
      // What is sent without waiting for the answer before it goes out at once (scoped, commitWith).
      pipeline: true,
    })
    for (const pool of [this.owner, this.app]) {
      pool.on('error', () => undefined)
      // A connection lost between two statements of a transaction shows at the next statement;
      // without a listener it would end the process.
      pool.on('connect', (client) => client.on('error', () => undefined))
    }
  }

  /** Ends both pools. Safe to call twice. */
  async close(): Promise<void> {
    for (const pool of [this.owner, this.app]) if (!pool.ended) await pool.end()
  }
}

/** A connection or pool that runs one statement. */
export type Queryable = Pick<pg.Pool, 'query'>

/** Runs one statement and answers its rows. */
export async function rows<T extends object>(
  on: Queryable,
  text: string,
  values: readonly unknown[] = [],
): Promise<T[]> {
  return (await on.query(text, values as unknown[])).rows as T[]
}

/** Runs one statement and answers its first row, or undefined. */
export async function firstRow<T extends object>(
  on: Queryable,
  text: string,
  values: readonly unknown[] = [],
): Promise<T | undefined> {
  return (await rows<T>(on, text, values))[0]
}

/**
 * As rows, for a statement of every day whose best plan does not hang on its values: each
 * connection parses and plans it once. What is asked rarely or with ranges wide and narrow goes
 * through rows.
 */
export async function hotRows<T extends object>(
  on: Queryable,
  text: string,
  values: readonly unknown[] = [],
): Promise<T[]> {
  return (await on.query(hot(text, values))).rows as T[]
}

/** As firstRow, for a statement of every day. */
export async function hotRow<T extends object>(
  on: Queryable,
  text: string,
  values: readonly unknown[] = [],
): Promise<T | undefined> {
  return (await hotRows<T>(on, text, values))[0]
}

/** A statement for the driver that each connection prepares once, under a name of its own text. */
export function hot(text: string, values: readonly unknown[]): pg.QueryConfig {
  const known = names.get(text)
  if (known === undefined && names.size < MOST_PREPARED) names.set(text, `hot${names.size}`)
  const name = names.get(text)
  return { text, values: values as unknown[], ...(name === undefined ? {} : { name }) }
}

/** Each connection keeps the plans of what it prepared, so the number of texts is bounded. */
const MOST_PREPARED = 100
const names = new Map<string, string>()

/** Collects the values of one statement: `param(value)` answers `$1`, `$2`, … */
export function params(): { param: (value: unknown) => string; values: unknown[] } {
  const values: unknown[] = []
  return {
    values,
    param(value) {
      values.push(value)
      return `$${values.length}`
    },
  }
}

/**
 * Refuses to serve when row-level security would not hold for a ledger table (a superuser's
 * connection would switch it off silently).
 */
export async function assertScoped(db: Database): Promise<void> {
  const open = await rows<{ name: string }>(
    db.app,
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = current_schema() and c.relkind = 'r'
        and obj_description(c.oid) like 'class: ledger%' and not row_security_active(c.oid)`,
  )
  if (open.length > 0) {
    throw new Error(`数据库未按角色 bihuan_app 隔离这些台账：${open.map((t) => t.name).join('、')}`)
  }
}
