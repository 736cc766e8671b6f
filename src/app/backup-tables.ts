import { rows, type Queryable } from '#kernel/index.ts'

/** A table with its columns, and the statement that copies it out. */
export type BackedTable = {
  readonly name: string
  readonly columns: readonly string[]
  readonly copyOut: string
}

/**
 * What is not taken along: migrations are applied again, and nobody stays signed in where a backup
 * is restored.
 */
const LEFT_OUT = ['migration', 'session']

/** What makes the text of values the same on every server. */
export const PLAIN_TEXT =
  "set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = " +
  "'iso_8601'; set local bytea_output = 'hex'; set local row_security = off"

/** All tables to back up; one that another refers to comes before it. */
export async function tablesOf(on: Queryable): Promise<BackedTable[]> {
  const found = await rows<BackedTable & { needs: string[] }>(
    on,
    `select c.relname as name, cols.columns,
        format('copy %I (%s) to stdout', c.relname, cols.list) as "copyOut",
        coalesce((select array_agg(distinct r.relname::text) from pg_constraint k
                    join pg_class r on r.oid = k.confrelid
                   where k.contype = 'f' and k.conrelid = c.oid and k.confrelid <> c.oid),
                 '{}') as needs
       from pg_class c
       cross join lateral (
         select array_agg(a.attname::text order by a.attnum) as columns,
                string_agg(quote_ident(a.attname), ', ' order by a.attnum) as list
           from pg_attribute a
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            and a.attgenerated = '') cols
      where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
        and c.relname <> all($1::text[])
      order by c.relname collate "C"`,
    [LEFT_OUT],
  )
  return inOrder(found)
}

function inOrder<T extends { readonly name: string; readonly needs: readonly string[] }>(
  tables: readonly T[],
): T[] {
  const placed = new Set<string>(LEFT_OUT)
  const ordered: T[] = []
  while (ordered.length < tables.length) {
    const next = tables.filter(
      ({ name, needs }) => !placed.has(name) && needs.every((need) => placed.has(need)),
    )
    if (next.length === 0) throw new Error('tables refer to each other in a circle')
    for (const table of next) {
      placed.add(table.name)
      ordered.push(table)
    }
  }
  return ordered
}

/** The statement that copies a table in; a name that the database does not know fails in it. */
export async function copyInOf(
  on: Queryable,
  table: { readonly name: string; readonly columns: readonly string[] },
): Promise<string> {
  const [row] = await rows<{ sql: string }>(
    on,
    `select format('copy %I (%s) from stdin', $1::text, string_agg(quote_ident(c), ', ' order by n))
        as sql from unnest($2::text[]) with ordinality as t (c, n)`,
    [table.name, table.columns],
  )
  return row!.sql
}

/** Lets every counter go on after the highest number that was copied in. */
export async function raiseCounters(on: Queryable): Promise<void> {
  const counters = await rows<{ sql: string }>(
    on,
    `select format('select setval(%L, coalesce(max(%I), 0) + 1, false) from %I',
              pg_get_serial_sequence(quote_ident(c.relname), a.attname), a.attname, c.relname) as sql
       from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
        and a.attnum > 0 and not a.attisdropped
        and pg_get_serial_sequence(quote_ident(c.relname), a.attname) is not null`,
  )
  for (const { sql } of counters) await on.query(sql)
}

/** Tables whose first row says that somebody works with the deployment. */
const SIGNS_OF_USE = ['deployment', 'account', 'organization', 'journal_entry', 'journal_pending']

/** Whether nothing was ever entered: no tables of ours, or none that people fill. */
export async function isUnused(on: Queryable): Promise<boolean> {
  const tables = await tablesOf(on)
  const ours = await rows(on, `select 1 where to_regclass('migration') is not null`)
  if (ours.length === 0) return tables.length === 0
  const signs = await rows<{ sql: string }>(
    on,
    `select format('select 1 from %I limit 1', name) as sql from unnest($1::text[]) as t (name)`,
    [SIGNS_OF_USE.filter((name) => tables.some((table) => table.name === name))],
  )
  for (const { sql } of signs) if ((await rows(on, sql)).length > 0) return false
  return true
}

/** Takes away all tables of an unused deployment, or of a restore that failed. */
export async function dropTables(on: Queryable): Promise<void> {
  const [row] = await rows<{ sql: string | null }>(
    on,
    `select 'drop table ' || string_agg(format('%I', relname), ', ') || ' cascade' as sql
       from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'`,
  )
  if (row?.sql) await on.query(row.sql)
}
