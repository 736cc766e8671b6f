import {
  firstRow,
  hotRows,
  ledger,
  params,
  rows,
  within,
  type Queryable,
  type Scope,
} from '#kernel/index.ts'
import type { Deadline } from './words.ts'

/** 期限: everything that somebody must still do, by when and under which clause. */
export const DEADLINE = ledger({
  kind: 'deadline',
  table: 'deadline',
  fields: {
    subjectKind: { column: 'subject_kind', as: 'text' },
    subjectId: { column: 'subject_id', as: 'uuid' },
    kind: { column: 'kind', as: 'text' },
    label: { column: 'label', as: 'text' },
    title: { column: 'title', as: 'text', sealed: true },
    number: { column: 'number', as: 'text' },
    route: { column: 'route', as: 'text' },
    clock: { column: 'clock', as: 'json' },
    basis: { column: 'basis', as: 'text' },
    startedOn: { column: 'started_on', as: 'date' },
    dueOn: { column: 'due_on', as: 'date' },
    originalDueOn: { column: 'original_due_on', as: 'date' },
    unit: { column: 'unit', as: 'text' },
    ownerPost: { column: 'owner_post', as: 'uuid' },
    ownerRole: { column: 'owner_role', as: 'text' },
    waitedByOrg: { column: 'waited_by_org', as: 'uuid' },
    state: { column: 'state', as: 'text' },
    pausedOn: { column: 'paused_on', as: 'date' },
    left: { column: 'left_days', as: 'integer' },
    doneOn: { column: 'done_on', as: 'date' },
    provisional: { column: 'provisional', as: 'boolean' },
    changes: { column: 'changes', as: 'json' },
  },
})

const own = {
  jur: 'jur',
  id: 'id',
  revision: 'revision',
  ownerOrg: 'owner_org',
  partyId: 'party_id',
  demo: 'demo',
}
const columns = [
  ...Object.entries(own),
  ...Object.entries(DEADLINE.fields).map(([name, { column }]) => [name, column] as const),
]

/** The select list that reads a row of `deadline d` under its logical names. */
export const DEADLINE_COLUMNS = columns
  .map(([name, column]) => `d.${column} as "${name}"`)
  .join(', ')

/** The condition of every partial index of the table: what still runs or is paused. */
export const RUNNING = `d.state in ('open', 'paused')`

/** Reads the running deadlines of a subject and locks them; the subject must be locked before. */
export async function lockDeadlines(
  client: Queryable,
  subject: { readonly jur: string; readonly kind: string; readonly id: string },
): Promise<Deadline[]> {
  return hotRows<Deadline>(
    client,
    `select ${DEADLINE_COLUMNS} from deadline d
      where d.jur = $1 and d.subject_kind = $2 and d.subject_id = $3 and ${RUNNING}
      order by d.due_on, d.id for update`,
    [subject.jur, subject.kind, subject.id],
  )
}

/** All deadlines of a subject: the running ones first, each by its date. */
export async function deadlinesOf(
  client: Queryable,
  subject: { readonly jur: string; readonly kind: string; readonly id: string },
): Promise<Deadline[]> {
  return rows<Deadline>(
    client,
    `select ${DEADLINE_COLUMNS} from deadline d
      where d.jur = $1 and d.subject_kind = $2 and d.subject_id = $3
      order by not ${RUNNING}, d.due_on, d.id`,
    [subject.jur, subject.kind, subject.id],
  )
}

/** One deadline within the scope, or undefined. */
export async function findDeadline(
  client: Queryable,
  scope: Scope,
  id: string,
): Promise<Deadline | undefined> {
  const { param, values } = params()
  const key = param(id)
  return firstRow<Deadline>(
    client,
    `select ${DEADLINE_COLUMNS} from deadline d
      where d.id = ${key}::uuid and ${within(scope, 'd', param)}`,
    values,
  )
}
