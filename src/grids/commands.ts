import type { PoolClient } from 'pg'
import {
  covers,
  firstRow,
  isRefusal,
  params,
  within,
  type Circumstances,
  type Command,
  type Decision,
  type Effect,
  type Json,
} from '#kernel/index.ts'
import {
  findAim,
  findHolder,
  groundRows,
  lockCurrent,
  lockSeats,
  seatOf,
  type Aim,
} from './load.ts'
import { judgeAssignment, judgeEnd, SINGLE, type Holder } from './rules.ts'
import type { AssignmentRow } from './tables.ts'
import { PART_LABELS } from './texts.ts'
import type { Assign, Duty, End } from './words.ts'

type Assigning = {
  readonly aim: Aim
  readonly holder: (Holder & { readonly name: string }) | null
  readonly current: readonly AssignmentRow[]
}

/**
 * 明确分工: names a person on a post for a part in a place or an enterprise. Whoever held it before
 * is ended in the same act, never overwritten. Two who name at once wait for each other at the seat.
 */
export const assign: Command<Assign, Assigning> = {
  act: 'assignment.assign',
  version: 1,
  async load(client, given, at) {
    const aim = await findAim(client, given, at.actor)
    if (!aim) return undefined
    await lockSeats(client, aim.jur, [seatOf(given.part, aim.subject)])
    const current = await lockCurrent(client, aim, given.part)
    return { aim, holder: await findHolder(client, given, at), current: sameDuties(current, given) }
  },
  decide({ aim, holder, current }, given, at) {
    const ground = { target: aim.target, holder, current: groundRows(current) }
    const by = { role: at.actor.role, org: at.actor.org, today: at.today }
    const refusal = judgeAssignment(given, ground, by)
    if (refusal || !holder) return refusal!
    const before = current.find(({ id }) => id === given.replaces) ?? null
    const duties: readonly (Duty | null)[] = given.part === 'grid_member' ? given.duties : [null]
    const made = duties.map((duty) => assignmentEffect(aim, given, holder, duty, at))
    const reason = `改由${holder.name}承担`
    const ended = before ? [endEffect(before, reason, at)] : []
    const others = current.length - ended.length
    return decided(aim, [...made, ...ended], {
      inputs: { part: given.part, target: aim.target, replaces: given.replaces },
      say:
        `已明确${holder.name}为${aim.name}${PART_LABELS[given.part]}` +
        (!SINGLE.includes(given.part) && others > 0 ? '，同一责任另有人员承担，请核对。' : '。'),
    })
  },
}

/** Grid duties are seats of their own: who has another duty there is no predecessor. */
function sameDuties(current: readonly AssignmentRow[], given: Assign): readonly AssignmentRow[] {
  if (given.part !== 'grid_member') return current
  return current.filter((row) => row.duty !== null && given.duties.includes(row.duty))
}

function assignmentEffect(
  aim: Aim,
  given: Assign,
  holder: Holder & { readonly name: string },
  duty: Duty | null,
  at: Circumstances,
): Effect {
  return {
    kind: 'assignment',
    jur: aim.jur,
    id: at.newId(),
    revision: 1,
    owner: { org: at.actor.org, party: aim.party, demo: at.actor.demo },
    set: {
      part: given.part,
      duty,
      subject: aim.subject,
      org: holder.org,
      post: given.post,
      person: given.person,
      personName: holder.name,
      basis: given.basis,
      fromOn: given.fromOn,
      toOn: given.toOn,
      replaces: given.replaces,
      settled: false,
      assignedAt: at.now,
      assignedPerson: at.actor.person,
    },
  }
}

/** The end of a row that was in force. */
export function endEffect(
  row: Pick<AssignmentRow, 'jur' | 'id' | 'revision'>,
  reason: string,
  at: Circumstances,
): Effect {
  return {
    kind: 'assignment',
    jur: row.jur,
    id: row.id,
    revision: row.revision + 1,
    set: { endedOn: at.today, endReason: reason },
  }
}

/** The decision of an act on an assignment; its first effect is what it is about. */
export function decided(
  aim: Pick<Aim, 'jur'>,
  effects: readonly Effect[],
  more: { readonly inputs: Json; readonly say: string },
): Decision {
  const [first] = effects
  if (!first) throw new Error('an act on assignments changes something')
  return {
    jur: aim.jur,
    subject: { kind: first.kind, id: first.id },
    effects,
    basis: [],
    inputs: more.inputs,
    decision: { rows: effects.map(({ id }) => id) },
    answer: { id: first.id, say: more.say },
  }
}

/** 解除分工: ends an assignment with its reason; the seat is empty until somebody is named. */
export const endAssignment: Command<{ readonly id: string; readonly body: End }, AssignmentRow> = {
  act: 'assignment.end',
  version: 1,
  async load(client, { id }, at) {
    const row = await lockAssignment(client, id, at)
    return row && covers(at.actor.scope, row.jur) ? row : undefined
  },
  decide(row, { body }, at) {
    if (row.revision !== body.revision) return { stale: { revision: row.revision } }
    const refusal = judgeEnd(
      { part: row.part, endedOn: row.ended_on, settled: row.settled },
      at.actor,
    )
    if (isRefusal(refusal)) return refusal
    return decided(row, [endEffect(row, body.reason, at)], {
      inputs: { part: row.part },
      say: `已解除${PART_LABELS[row.part]}${row.person_name ?? ''}，请及时明确接替人员。`,
    })
  },
}

async function lockAssignment(
  client: PoolClient,
  id: string,
  at: Circumstances,
): Promise<AssignmentRow | undefined> {
  const { param, values } = params()
  const found = await firstRow<AssignmentRow>(
    client,
    `select a.* from assignment a where a.id = ${param(id)}::uuid
        and ${within(at.actor.scope, 'a', param)}`,
    values,
  )
  if (!found) return undefined
  await lockSeats(client, found.jur, [seatOf(found.part, found.subject_id)])
  return firstRow<AssignmentRow>(
    client,
    'select * from assignment where jur = $1 and id = $2 for update',
    [found.jur, id],
  )
}
