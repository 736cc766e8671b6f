import type { Basis, Circumstances, Decision, Effect } from '#kernel/index.ts'
import { startDeadline, type Calendar, type Cited, type Period } from '#deadlines/index.ts'
import { FRESH } from './decide-new.ts'
import { DEADLINE_LABELS } from './texts.ts'
import type { Way } from './words.ts'

/** What taking over one record from another system's ledger brings in. */
export type TakenOver = {
  readonly id: string
  readonly jur: string
  readonly number: string
  readonly title: string
  readonly text: string
  readonly subjectName: string
  readonly subject: string | null
  readonly sector: string
  readonly grade: 'ordinary' | 'major'
  readonly foundOn: string | null
  /** The day it was put right as the other system has it, or null while it is open. */
  readonly correctedOn: string | null
  readonly marks: readonly { readonly code: string; readonly note: string }[]
  readonly sourceNote: string
  /** What else the other ledger says, by the fields of ours; only with them is it worked on here. */
  readonly facts?: Effect['set']
}

/** What the packs say where a record is taken over; the clock is for open ones without a date. */
export type TakingLaw = {
  readonly way: Way
  readonly basis: readonly Basis[]
  readonly rectify: Cited<Period>
  readonly calendar: Calendar
}

/**
 * 接收存量: brings in a record that another system already advanced or closed, without its gates.
 * It is marked for ever and left out of rates (house rule 16).
 */
export function takeOver(
  taken: TakenOver,
  law: TakingLaw,
  at: Circumstances,
  owner: NonNullable<Effect['owner']>,
): Decision {
  const ended = taken.correctedOn !== null
  const deadline = ended || !taken.facts ? null : rectification(taken, law, at, owner)
  const given = [...taken.marks]
  if (deadline && !taken.facts?.dueOn) given.push(UNDATED)
  else if (deadline && !runningDate(taken)) given.push(IMPOSSIBLE)
  const finding: Effect = {
    kind: 'finding',
    jur: taken.jur,
    id: taken.id,
    revision: 1,
    owner,
    set: {
      number: taken.number,
      state: ended ? 'struck_off' : 'rectifying',
      ended,
      ...FRESH,
      ...taken.facts,
      grade: taken.grade,
      origin: 'external',
      sourceNote: taken.sourceNote,
      sector: taken.sector,
      subject: taken.subject,
      subjectName: taken.subjectName,
      title: taken.title,
      text: taken.text,
      foundOn: taken.foundOn,
      registeredAt: at.now,
      registeredOrg: at.actor.org,
      registeredPerson: at.actor.person,
      endedAt: taken.correctedOn === null ? null : startOfDay(taken.correctedOn),
      takenOver: true,
      way: law.way,
      ...(deadline ? runningTo(deadline) : {}),
    },
  }
  const marks: Effect[] = given.map((mark) => ({
    kind: 'mark',
    jur: taken.jur,
    id: at.newId(),
    revision: 1,
    owner,
    set: {
      subjectKind: 'finding',
      subjectId: taken.id,
      code: mark.code,
      clause: 'bihuan-house-rules#16',
      note: mark.note,
      openedAt: at.now,
    },
  }))
  return {
    jur: taken.jur,
    subject: { kind: 'finding', id: taken.id },
    effects: [finding, ...(deadline ? [deadline] : []), ...marks],
    basis: law.basis,
    inputs: { takenOver: true, marks: given.map((mark) => mark.code) },
    decision: { to: ended ? 'struck_off' : 'rectifying', number: taken.number },
    answer: { id: taken.id, number: taken.number },
  }
}

const UNDATED = {
  code: 'due_from_taking_over',
  note: '原记录没有整改期限，自接收之日起计算',
} as const

const IMPOSSIBLE = {
  code: 'due_not_running',
  note: '原记录的整改期限早于发现日期，不按其计时，暂自接收之日起计算，待核定',
} as const

/** The date that a record brought, unless it lies before the finding and so cannot be right. */
function runningDate({ foundOn, facts }: TakenOver): string | null {
  const dueOn = facts?.dueOn
  if (typeof dueOn !== 'string') return null
  return foundOn !== null && dueOn < foundOn ? null : dueOn
}

/**
 * The clock of an open record: the date that it brought, however long past, otherwise the packs'
 * own from today on. A date that cannot be right runs against nobody. The clock lies on the desk of
 * whoever puts it right, of the office where nobody is known.
 */
function rectification(
  taken: TakenOver,
  { rectify, calendar }: TakingLaw,
  at: Circumstances,
  owner: NonNullable<Effect['owner']>,
): Effect {
  const rectifierOrg = taken.facts?.rectifierOrg
  const dueOn = runningDate(taken)
  const known = typeof rectifierOrg === 'string'
  const org = known ? rectifierOrg : owner.org
  // Nobody to rectify is named yet: the office is asked to name somebody, not to rectify.
  const kind = known ? 'rectify' : 'reassign'
  return startDeadline({
    id: at.newId(),
    jur: taken.jur,
    owner: { ...owner, org },
    subject: { kind: 'finding', id: taken.id },
    kind,
    label: DEADLINE_LABELS[kind],
    title: taken.title,
    number: taken.number,
    route: `/findings/${taken.id}`,
    waitedByOrg: org === owner.org ? null : owner.org,
    ...(dueOn !== null
      ? { basis: 'bihuan-house-rules#16', startedOn: taken.foundOn ?? at.today, dueOn }
      : { basis: rectify.ref, startedOn: at.today, clock: rectify.value, calendar }),
  })
}

/** What the finding's own row says of its nearest clock. */
function runningTo({ set }: Effect): Effect['set'] {
  return {
    dueOn: set.dueOn ?? null,
    nextDueOn: set.dueOn ?? null,
    nextLabel: set.label ?? null,
    nextUnit: set.unit ?? null,
    nextOriginalOn: set.originalDueOn ?? null,
  }
}

/** The instant at which a legal day begins, in the form that the journal keeps. */
function startOfDay(day: string): string {
  return new Date(`${day}T00:00:00+08:00`).toISOString()
}
