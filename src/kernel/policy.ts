import type { PoolClient } from 'pg'
import { rows } from './database.ts'

/**
 * What a ledger table's policy says (migrations write it word for word, `npm run check -- sql`
 * compares): the row's place lies in the transaction's range, or its party asks.
 *
 * Each setting is read in a sub-select without a table, which PostgreSQL evaluates once a statement;
 * read in place it is looked up for every row, 3 µs each. `nullif`, because a setting that ended is
 * '' and would show everything. `case`, because the planner knows nothing of what such a sub-select
 * answers, takes any range of it for narrow, and would read the nation by an index on the policy; so it
 * chooses by the statement's own filter alone.
 */
export const SCOPE_POLICY = `
  case
    when jur >= (select nullif(current_setting('app.jur_from', true), ''))
      and jur < (select nullif(current_setting('app.jur_to', true), '')) then true
    else party_id = (select nullif(current_setting('app.party', true), '')::uuid)
  end`

/**
 * Beside it, on what belongs to a matter that a link leads to: the rows of that one matter. Whoever
 * acts by a link has neither range nor party, everybody else has no matter.
 */
export const matterPolicy = (column: string): string =>
  `${column} = (select nullif(current_setting('app.matter', true), '')::uuid)`

/**
 * Gives every ledger table this form of the policy, so that those made by older migrations, which
 * are never edited, follow. Runs with the migrations; changes only what still has the older form.
 */
export async function renewPolicies(client: PoolClient): Promise<void> {
  const older = await rows<{ renew: string }>(
    client,
    `select format('alter policy %I on %I using (%s)', p.polname, c.relname, $1::text) as renew
       from pg_policy p join pg_class c on c.oid = p.polrelid
      where c.relnamespace = current_schema()::regnamespace
        and obj_description(c.oid) like 'class: ledger%'
        and pg_get_expr(p.polqual, p.polrelid) not like '%CASE%'
        and pg_get_expr(p.polqual, p.polrelid) not like '%app.matter%'`,
    [SCOPE_POLICY],
  )
  for (const { renew } of older) await client.query(renew)
}
