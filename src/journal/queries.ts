/** What screens read from the journal. */
import { rows, within } from '#kernel/index.ts'
import type { Queryable, Scope } from '#kernel/index.ts'
import { parseEntry } from './entry.ts'
import type { Entry } from './entry.ts'
import { currentLog } from './grow.ts'
import type { JournalLine, JournalStatus } from './words.ts'

/** One act of a timeline; index is null while it waits. */
export type TimelineAct = {
  readonly actId: string
  readonly index: number | null
  readonly entry: Entry
}

/**
 * The acts on one subject, oldest first. The caller has shown that the actor may see the subject:
 * the journal itself knows no parties.
 */
export async function actsOn(
  client: Queryable,
  subject: { readonly jur: string; readonly kind: string; readonly id: string },
): Promise<TimelineAct[]> {
  const found = await rows<{ idx: bigint | null; act_id: string; leaf: Buffer }>(
    client,
    `select idx, act_id, leaf from (
       select idx, null::bigint as id, act_id, leaf from journal_entry
        where subject_kind = $1 and subject_id = $2 and jur = $3
       union all
       select null, id, act_id, leaf from journal_pending
        where subject_kind = $1 and subject_id = $2 and jur = $3) acts
      order by idx nulls last, id`,
    [subject.kind, subject.id, subject.jur],
  )
  return found.flatMap(({ idx, act_id, leaf }) => {
    const entry = parseEntry(leaf)
    return entry ? [{ actId: act_id, index: idx === null ? null : Number(idx), entry }] : []
  })
}

/** The place and subject of an act, by which the caller decides whether it may be shown. */
export async function findAct(
  client: Queryable,
  actId: string,
): Promise<{ jur: string; subject: { kind: string; id: string } } | undefined> {
  const [row] = await rows<LineRow>(
    client,
    `select ${LINE} from journal_entry where act_id = $1
     union all
     select ${WAITING_LINE} from journal_pending where act_id = $1`,
    [actId],
  )
  return row && { jur: row.jur, subject: { kind: row.subject_kind, id: row.subject_id } }
}

/**
 * The log's figures and the newest acts of a scope, or of the subjects that a party is concerned
 * in.
 */
export async function journalStatusOf(
  client: Queryable,
  scope: Scope,
  subjects: readonly string[] = [],
  most = 50,
): Promise<JournalStatus> {
  const log = await currentLog(client)
  const values: unknown[] = []
  const param = (value: unknown) => `$${values.push(value)}`
  const own = () => `line.subject_id = any(${param(subjects)}::text[])`
  const seen = `(${within({ ...scope, party: null }, 'line', param)} or ${own()})`
  const again = `(${within({ ...scope, party: null }, 'line', param)} or ${own()})`
  const limit = param(most)
  const lines = await rows<LineRow>(
    client,
    `select * from (
       (select ${WAITING_LINE}, line.id as place from journal_pending line
         where ${seen} order by line.id desc limit ${limit})
       union all
       (select ${LINE}, null from journal_entry line
         where ${again} order by line.idx desc limit ${limit})) newest
      order by idx desc nulls first, place desc limit ${limit}`,
    values,
  )
  const [waiting] = await rows<{ n: number }>(
    client,
    'select count(*)::int as n from journal_pending',
  )
  return {
    origin: log?.origin ?? '',
    size: log ? log.base + log.size : 0,
    pending: waiting?.n ?? 0,
    checkpointAt: log?.checkpointAt ?? null,
    recent: lines.map(toLine),
  }
}

type LineRow = {
  idx: bigint | null
  act_id: string
  jur: string
  act: string
  at: string
  subject_kind: string
  subject_id: string
}

const LINE = 'idx, act_id, jur, act, at, subject_kind, subject_id'
const WAITING_LINE = 'null::bigint as idx, act_id, jur, act, at, subject_kind, subject_id'

function toLine(row: LineRow): JournalLine {
  return {
    actId: row.act_id,
    index: row.idx === null ? null : Number(row.idx),
    jur: row.jur,
    act: row.act,
    at: row.at,
    subject: { kind: row.subject_kind, id: row.subject_id },
  }
}
