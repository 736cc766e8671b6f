/** What follows where nobody of a body could be reached: the issuer is asked to telephone. */
import {
  itself,
  perform,
  rows,
  scoped,
  type Command,
  type Queryable,
  type Runner,
} from '#kernel/index.ts'
import {
  calendarOf,
  cancelDeadline,
  DEADLINE_COLUMNS,
  lawOn,
  startDeadline,
  type Calendar,
  type Cited,
  type Deadline,
  type Period,
} from '#deadlines/index.ts'
import type { FindMatter, Matter } from './matters.ts'
import type { MessageRecord } from './tables.ts'
import { REASON_LABELS } from './texts.ts'
import { MATTER_KINDS, type MatterKind, type Reason } from './vocabulary.ts'

/** 电话告知: the deadline on the issuer's desk. */
export const CALL_KIND = 'message_call'

type Unreached = {
  readonly kind: MatterKind
  readonly id: string
  readonly jur: string
  readonly deadline: string
  readonly issuer: string
  readonly reason: Reason
}

type Loaded = {
  readonly matter: Matter
  readonly row: Deadline
  readonly clock: Cited<Period>
  readonly calendar: Calendar
}

/**
 * Lays 电话告知 on the issuer's desk for each deadline whose message reached nobody. A body of which
 * somebody else was told, or still will be, is not called.
 */
export function unreachedOf(runner: Runner, find: FindMatter) {
  return async (messages: readonly MessageRecord[]): Promise<void> => {
    for (const message of messages) {
      const asked = askedOf(message)
      if (!asked || (await isToldElsewhere(runner.db.app, asked.deadline))) continue
      const outcome = await perform(runner, callThem(runner.db.app, find), asked, {
        actor: itself(asked.jur),
        key: `unreached:${asked.deadline}`,
      })
      if (!('done' in outcome)) continue
      const { id } = outcome.done as { id: string }
      await runner.db.app.query('update message set call_id = $2 where deadline_id = $1', [
        asked.deadline,
        id,
      ])
    }
  }
}

function askedOf(message: MessageRecord): Unreached | null {
  const { subject_kind: kind, subject_id: id, jur, deadline_id: deadline } = message
  const { issuer_org: issuer } = message
  const known = MATTER_KINDS.find((one) => one === kind)
  if (!known || id === null || jur === null || deadline === null || issuer === null) return null
  return {
    kind: known,
    id,
    jur,
    deadline,
    issuer,
    reason: (message.reason ?? 'no_phone') as Reason,
  }
}

async function isToldElsewhere(on: Queryable, deadline: string): Promise<boolean> {
  const found = await rows(
    on,
    `select 1 as told from message where deadline_id = $1
        and state in ('waiting', 'sending', 'sent', 'delivered') limit 1`,
    [deadline],
  )
  return found.length > 0
}

function callThem(pool: Queryable, find: FindMatter): Command<Unreached, Loaded> {
  return {
    act: 'message.unreached',
    version: 1,
    async load(client, { kind, id, jur, deadline }, at) {
      const matter = await find(client, at.actor, { kind, id, lock: true })
      if (!matter) return undefined
      const [row] = await rows<Deadline>(
        client,
        `select ${DEADLINE_COLUMNS} from deadline d
          where d.jur = $1 and d.id = $2 and d.state in ('open', 'paused')`,
        [jur, deadline],
      )
      if (!row) return undefined
      const law = await lawOn(pool, { on: at.today, place: jur })
      return { matter, row, clock: law.clock('message.call'), calendar: await calendarOf(pool) }
    },
    decide({ matter, row, clock, calendar }, { issuer, reason }, at) {
      const id = at.newId()
      return {
        jur: matter.jur,
        subject: { kind: matter.kind, id: matter.id },
        effects: [
          startDeadline({
            id,
            jur: matter.jur,
            owner: { org: issuer, party: null, demo: matter.demo },
            subject: { kind: matter.kind, id: matter.id },
            kind: CALL_KIND,
            label: '电话告知',
            title: `未送达（${REASON_LABELS[reason]}）：${row.title ?? ''}`,
            number: row.number,
            route: row.route,
            basis: clock.ref,
            startedOn: at.today,
            clock: clock.value,
            calendar,
          }),
        ],
        basis: [clock.basis],
        inputs: { deadline: row.id, reason },
        decision: { asked: issuer },
        answer: { id },
      }
    },
  }
}

/** Takes 电话告知 from desks where what was to be told has been done meanwhile. Answers how many. */
export async function settleCalls(runner: Runner): Promise<number> {
  const over = await scoped(runner.db.app, itself('0').scope, (client) =>
    rows<{ jur: string; id: string }>(
      client,
      `select distinct d.jur, d.id from message m join deadline d on d.jur = m.jur and d.id = m.call_id
        where m.call_id is not null and d.state = 'open'
          and not exists (select 1 from deadline o where o.jur = m.jur and o.id = m.deadline_id
            and o.state in ('open', 'paused')) limit 500`,
      [],
    ),
  )
  for (const key of over) {
    await perform(runner, SETTLE, key, { actor: itself(key.jur), key: `settled:${key.id}` })
  }
  return over.length
}

/** Locks this one row and waits for no other, as the recount of deadlines does. */
const SETTLE: Command<{ readonly jur: string; readonly id: string }, Deadline> = {
  act: 'message.settle',
  version: 1,
  async load(client, { jur, id }) {
    const [row] = await rows<Deadline>(
      client,
      `select ${DEADLINE_COLUMNS} from deadline d
        where d.jur = $1 and d.id = $2 and d.state = 'open' for update`,
      [jur, id],
    )
    return row
  },
  decide: (row, _input, { today }) => ({
    jur: row.jur,
    subject: { kind: row.subjectKind, id: row.subjectId },
    effects: [cancelDeadline(row, today)],
    basis: [],
    inputs: { deadline: row.id },
    decision: { settled: true },
    answer: { id: row.id },
  }),
}
