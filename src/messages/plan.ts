/** From an event to the messages about it: who is to be told what, once. */
import { itself, rows, scoped, type Queryable, type Runner } from '#kernel/index.ts'
import { DEADLINE_COLUMNS, RUNNING, type Deadline } from '#deadlines/index.ts'
import { toldOf } from './people.ts'
import type { Weight } from './vocabulary.ts'

/** Something that happened, as the outbox has it. */
export type Happened = {
  readonly jur: string
  readonly event: string
  readonly subjectKind: string
  readonly subjectId: string
  /** The act that led to it, whose entry names the deadlines it started. */
  readonly cause: string
  /** The body that an event is for, where the act started no deadline. */
  readonly to: string | null
}

/**
 * Plans what an event has people told: the deadlines that its act laid on other bodies' desks, or,
 * where it laid none there, the nearest one of the body it is for. Planning again adds nothing.
 * Answers how many messages are new.
 */
export async function planMessages(
  runner: Runner,
  happened: Happened,
  weight: Exclude<Weight, 'digest'>,
): Promise<number> {
  const { db, clock } = runner
  let planned = 0
  for (const row of await concerned(db, happened)) {
    for (const person of await toldOf(db.app, row, clock.today())) {
      const key = `${happened.cause}:${row.id}:${person}`
      planned += await keep(runner, { row, person, key, happened, weight })
    }
  }
  return planned
}

async function concerned(db: Runner['db'], happened: Happened): Promise<Deadline[]> {
  const made = await deadlinesMadeBy(db.owner, happened.cause)
  return scoped(db.app, itself(happened.jur).scope, async (client) => {
    const started = await rows<Deadline>(
      client,
      `select ${DEADLINE_COLUMNS} from deadline d
        where d.jur = $1 and d.id = any($2::uuid[]) and ${RUNNING} and d.waited_by_org is not null
          and d.owner_org is distinct from d.waited_by_org
        order by d.due_on desc, d.id`,
      [happened.jur, made],
    )
    // Of several clocks that one act started on one desk, the last is what is asked for.
    const perOrg = new Map(started.toReversed().map((row) => [row.ownerOrg, row]))
    if (perOrg.size > 0) return [...perOrg.values()]
    if (happened.to === null) return []
    return rows<Deadline>(
      client,
      `select ${DEADLINE_COLUMNS} from deadline d
        where d.jur = $1 and d.subject_kind = $2 and d.subject_id = $3 and ${RUNNING}
          and d.owner_org = $4 order by d.due_on, d.id limit 1`,
      [happened.jur, happened.subjectKind, happened.subjectId, happened.to],
    )
  })
}

/** The deadlines that an act started, by its journal entry, sequenced or still waiting. */
async function deadlinesMadeBy(on: Queryable, act: string): Promise<string[]> {
  const found = await rows<{ leaf: Buffer }>(
    on,
    `select leaf from journal_pending where act_id = $1
      union all select leaf from journal_entry where act_id = $1 limit 1`,
    [act],
  )
  const entry = found[0] && (JSON.parse(found[0].leaf.toString('utf8')) as Entry)
  return (entry?.effects ?? [])
    .filter(({ kind, revision }) => kind === 'deadline' && revision === 1)
    .map(({ id }) => id)
}

type Entry = {
  readonly effects?: readonly { kind: string; id: string; revision: number }[]
}

type Planning = {
  readonly row: Deadline
  readonly person: string
  readonly key: string
  readonly happened: Happened
  readonly weight: Weight
}

async function keep({ db, clock, newId }: Runner, planning: Planning): Promise<number> {
  const { row, person, key, happened, weight } = planning
  const kept = await db.app.query(
    `insert into message (id, once_key, event, weight, person_id, org_id, issuer_org, jur,
       subject_kind, subject_id, deadline_id, number, route, state, not_before, tries, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'waiting', $14, 0, $14)
     on conflict (once_key) do nothing`,
    [
      newId(),
      key,
      happened.event,
      weight,
      person,
      row.ownerOrg,
      row.waitedByOrg,
      row.jur,
      row.subjectKind,
      row.subjectId,
      row.id,
      row.number,
      row.route,
      clock.now(),
    ],
  )
  return kept.rowCount ?? 0
}
