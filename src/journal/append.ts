/** Puts entries on the waiting list, inside the act's own transaction and as its last statement. */
import { params } from '#kernel/index.ts'
import type { Queryable } from '#kernel/index.ts'
import { entryBytes } from './entry.ts'
import type { Entry } from './entry.ts'

const COLUMNS = 'act_id, jur, subject_kind, subject_id, act, at, leaf'
const BULK = 1000

/**
 * An `insert … select` of one waiting entry, without a where clause, for the runner's closing
 * statement. It must be the last thing a transaction does: the id it draws is its place in the log,
 * and only the rows locked before it keep the acts on one subject in order.
 */
export function pendingInsert(entry: Entry, param: (value: unknown) => string): string {
  return (
    `insert into journal_pending (${COLUMNS}) select ${param(entry.id)}::uuid, ` +
    `${param(entry.jur)}::text, ${param(entry.subject.kind)}::text, ` +
    `${param(entry.subject.id)}::text, ${param(entry.act)}::text, ` +
    `${param(entry.at)}::timestamptz, ${param(entryBytes(entry))}::bytea`
  )
}

/** Appends one entry in the caller's transaction, which must commit without further work. */
export async function append(client: Queryable, entry: Entry): Promise<void> {
  const { param, values } = params()
  await client.query(pendingInsert(entry, param), values)
}

/** Appends many entries in the order given, for imports. */
export async function appendAll(client: Queryable, entries: readonly Entry[]): Promise<void> {
  for (let start = 0; start < entries.length; start += BULK) {
    const some = entries.slice(start, start + BULK)
    await client.query(
      `insert into journal_pending (${COLUMNS})
       select act_id, jur, subject_kind, subject_id, act, at, leaf
         from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[],
                     $6::timestamptz[], $7::bytea[])
              with ordinality as t (${COLUMNS}, nth)
        order by nth`,
      [
        some.map((entry) => entry.id),
        some.map((entry) => entry.jur),
        some.map((entry) => entry.subject.kind),
        some.map((entry) => entry.subject.id),
        some.map((entry) => entry.act),
        some.map((entry) => entry.at),
        some.map(entryBytes),
      ],
    )
  }
}
