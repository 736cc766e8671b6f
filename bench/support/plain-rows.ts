import { randomUUID } from 'node:crypto'

/** About as long as the entry of a registration is. */
export const LEAF_BYTES = 3000

const COLUMNS =
  'jur, id, revision, owner_org, demo, salts, number, state, ended, grade, origin, sector, ' +
  'subject_name, title, body, found_on, found_by, registered_at, registered_org, ' +
  'registered_person, needs_time, planned, next_due_on, next_label, next_original_on, ' +
  'next_paused, extensions, returns, failures, paused, taken_over, way'

const TEXT =
  `with made as (insert into finding (${COLUMNS}) values ` +
  `($1, $2, 1, $3, true, '{}', $4, 'registered', false, $5, $6, $7, $8, $9, $10, $11, $12, now(), ` +
  `$3, $3, false, false, $11, '', $11, false, 0, 0, 0, false, false, '{}') returning jur, id) ` +
  `insert into journal_pending (act_id, jur, subject_kind, subject_id, act, at, leaf) ` +
  `select $13, jur, 'finding', id::text, 'finding.register', now(), $14 from made`

/** One statement that inserts a finding and its journal row, by hand. */
export function insertFinding(
  body: Readonly<Record<string, string>>,
  random: (bytes: number) => Buffer,
): { text: string; values: unknown[]; id: string } {
  const id = randomUUID()
  const entry = JSON.stringify({ id, ...body })
  const leaf = Buffer.concat([Buffer.from(entry), random(Math.max(1, LEAF_BYTES - entry.length))])
  const values = [
    body.place,
    id,
    randomUUID(),
    id,
    body.grade,
    body.origin,
    body.sector,
    body.subjectName,
    body.title,
    body.text,
    body.foundOn,
    body.foundBy,
    randomUUID(),
    leaf,
  ]
  return { text: TEXT, values, id }
}
