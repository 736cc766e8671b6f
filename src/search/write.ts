import type { SqlPart, Statement } from '#kernel/index.ts'
import { FORM, termsOf, type Searched } from './terms.ts'

/** What is searched: findings, and what they are about. */
export type SearchKind = 'finding' | 'subject'

/** A record and what of it can be found. */
export type SearchRecord = { readonly jur: string; readonly id: string } & Searched

/** Makes a new record searchable, with the act that makes it. */
export function searchable(kind: SearchKind, record: SearchRecord): SqlPart {
  return (param) =>
    `insert into search (jur, kind, id, words, form) values (${param(record.jur)}, ` +
    `${param(kind)}, ${param(record.id)}::uuid, ` +
    `array_to_tsvector(${param(termsOf(record.jur, record))}::text[]), ${param(FORM)}::integer)`
}

/** Makes many new records searchable. */
export function searchableMany(kind: SearchKind, records: readonly SearchRecord[]): Statement {
  const words = records.map((record) => ({
    jur: record.jur,
    id: record.id,
    words: termsOf(record.jur, record),
  }))
  return {
    text: `insert into search (jur, kind, id, words, form)
      select jur, $2, id, array_to_tsvector(words), $3::integer
        from jsonb_to_recordset($1::jsonb) as t (jur text, id uuid, words text[])`,
    values: [JSON.stringify(words), kind, FORM],
  }
}

/** Replaces the words of records that have words of an older form. */
export function renewed(kind: SearchKind, records: readonly SearchRecord[]): Statement {
  const { values } = searchableMany(kind, records)
  return {
    text: `update search s set words = array_to_tsvector(t.words), form = $3::integer
      from jsonb_to_recordset($1::jsonb) as t (jur text, id uuid, words text[])
     where s.kind = $2 and s.jur = t.jur and s.id = t.id`,
    values,
  }
}
