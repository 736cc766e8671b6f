import { refuse, type Circumstances, type Decision, type Effect } from '#kernel/index.ts'
import type { Json, Refusal } from '#kernel/index.ts'
import { startDeadline, type Calendar } from '#deadlines/index.ts'
import type * as z from 'zod'
import { stopped, type Verdict } from './decide-way.ts'
import { moveOf } from './moves.ts'
import { CLAUSES } from './rules.ts'
import { stepEffect, uniqueBasis, type LawOfDay, type Seen } from './seen.ts'
import { DEADLINE_LABELS, GRID_REPORT } from './texts.ts'
import type { registerSchema } from './words.ts'
import type * as words from './words.ts'

/** What registering sees: nothing is locked yet but the number. */
export type Registering = {
  /** The id that the new record will have. */
  readonly id: string
  readonly number: string
  /** Whether the place lies within what the actor answers for. */
  readonly placeAllowed: boolean
  readonly law: LawOfDay
  readonly calendar: Calendar
  readonly office: { readonly id: string; readonly name: string }
}

type Register = z.output<typeof registerSchema>

/** The record that a finding is registered from, and which of its evidence comes with it. */
export type Source = {
  readonly kind: string
  readonly id: string
  readonly number: string
  /** What of the record, as the criterion of a score sheet's item. */
  readonly part: string | null
  readonly evidence: readonly string[]
}

/** 登记隐患: a new record in the office that hands it over, or of the enterprise that found it. */
export function register(
  seen: Registering,
  body: Register,
  at: Circumstances,
  evidence: readonly Effect[],
  source?: Source,
): Decision | Refusal {
  return (
    registerRefused(seen, body, at) ??
    open(seen, at, {
      act: 'register',
      set: { ...fromBody(body, at), ...fromSource(source) },
      jur: body.place,
      grade: body.grade,
      title: body.title,
      evidence,
    })
  )
}

/** Nothing found before the first legal calendar we hold is a current matter. */
const EARLIEST = '2007-01-01'

function registerRefused(seen: Registering, body: Register, at: Circumstances): Refusal | null {
  if (!moveOf('register').roles.includes(at.actor.role)) {
    return refuse('本岗位不登记问题隐患。', CLAUSES.authority)
  }
  if (!seen.placeAllowed)
    return refuse('所在地不在本岗位或交办单位的管辖范围内，请重新选择。', CLAUSES.authority)
  if (body.foundOn > at.today) return refuse('发现日期不得晚于今日。', CLAUSES.steps)
  if (body.foundOn < EARLIEST) return refuse(`发现日期有误，不得早于${EARLIEST}。`, CLAUSES.steps)
  if (body.grade === 'major' && body.majorClause === null) {
    return refuse('重大隐患须注明所依据的判定标准条款。', CLAUSES.steps)
  }
  const enterprise = at.actor.role === 'safety_officer'
  if (enterprise && body.origin !== 'enterprise_self') {
    return refuse('企业登记的隐患，来源应为企业自查。', CLAUSES.authority)
  }
  if (!enterprise && body.origin === 'enterprise_self') {
    return refuse('企业自查的隐患由企业登记。', CLAUSES.authority)
  }
  return null
}

function fromBody(body: Register, at: Circumstances): Effect['set'] {
  return {
    grade: body.grade,
    majorClause: body.majorClause,
    origin: body.origin,
    sourceNote: at.actor.role === 'village_contact' ? reported(body) : body.sourceNote,
    sector: body.sector,
    subject: body.subject,
    subjectName: body.subjectName,
    title: body.title,
    text: body.text,
    foundOn: body.foundOn,
    foundBy: body.foundBy,
    registeredAt: at.now,
    registeredOrg: at.actor.org,
    registeredPerson: at.actor.person,
  }
}

function fromSource(source: Source | undefined): Effect['set'] {
  if (!source) return {}
  return { sourceKind: source.kind, sourceId: source.id, sourcePart: source.part }
}

/** What a grid member enters is a report, not the result of an inspection: the record says so. */
function reported({ sourceNote }: Register): string {
  return sourceNote === null ? GRID_REPORT : `${GRID_REPORT}；${sourceNote}`.slice(0, 200)
}

/** What every new record starts with; the journal carries it like any other value. */
export const FRESH = {
  needsTime: false,
  planned: false,
  nextPaused: false,
  extensions: 0,
  returns: 0,
  failures: 0,
  paused: false,
  takenOver: false,
} as const satisfies Effect['set']

type Opening = {
  readonly act: 'register' | 'relapse'
  readonly set: Effect['set']
  readonly jur: string
  readonly grade: string
  readonly title: string
  readonly evidence: readonly Effect[]
}

/** Writes the new row, its first step and its first clock. */
function open(seen: Registering, at: Circumstances, opening: Opening): Decision {
  const { way, basis } = seen.law.way(opening.grade)
  const own = !way.handOver
  const org = own ? at.actor.org : seen.office.id
  const owner = { org, party: own ? org : null, demo: at.actor.demo }
  const clock = seen.law.clock(own ? `finding.rectify.${opening.grade}` : 'finding.handOver')
  const kind = own ? 'rectify' : 'hand_over'
  const deadline = startDeadline({
    id: at.newId(),
    jur: opening.jur,
    owner,
    subject: { kind: 'finding', id: seen.id },
    kind,
    label: DEADLINE_LABELS[kind],
    title: opening.title,
    number: seen.number,
    route: `/findings/${seen.id}`,
    basis: clock.ref,
    startedOn: at.today,
    clock: clock.value,
    calendar: seen.calendar,
  })
  const due = deadline.set.dueOn as string
  const state = own ? 'rectifying' : 'registered'
  const finding: Effect = {
    kind: 'finding',
    jur: opening.jur,
    id: seen.id,
    revision: 1,
    owner,
    set: {
      number: seen.number,
      state,
      ended: false,
      ...FRESH,
      ...opening.set,
      ...(own ? ownParties(at, due) : {}),
      nextDueOn: due,
      nextLabel: DEADLINE_LABELS[kind],
      nextUnit: deadline.set.unit ?? null,
      nextOriginalOn: due,
      way: way,
    },
  }
  const step = stepEffect(
    { jur: opening.jur, id: seen.id },
    at,
    { act: opening.act, note: null, facts: { number: seen.number } },
    owner,
  )
  return {
    jur: opening.jur,
    subject: { kind: 'finding', id: seen.id },
    effects: [finding, step, deadline, ...opening.evidence],
    basis: uniqueBasis([clock.basis, ...basis]),
    inputs: { grade: opening.grade, way: way as unknown as Json, place: opening.jur },
    decision: { to: state, number: seen.number },
    answer: {
      id: seen.id,
      number: seen.number,
      state,
      revision: 1,
      say: `已登记${seen.number}。`,
    },
  }
}

/** An enterprise's own hazard: it puts it right and another person of it looks again. */
function ownParties(at: Circumstances, due: string): Effect['set'] {
  const { org } = at.actor
  return {
    rectifierOrg: org,
    territoryOrg: org,
    recheckerOrg: org,
    handedOverAt: at.now,
    receivedAt: at.now,
    dueOn: due,
  }
}

/** 复发重开: the same problem came back after it was struck off; a new record linked to the old. */
export function relapse(
  old: Seen,
  seen: Registering,
  body: z.output<typeof words.relapseFinding.body>,
  at: Circumstances,
): Verdict {
  const no = stopped('relapse', old, body, at)
  if (no) return no
  const { record } = old
  if (body.foundOn > at.today) return refuse('发现日期不得晚于今日。', CLAUSES.merging)
  const made = open(seen, at, {
    act: 'relapse',
    jur: record.jur,
    grade: record.grade,
    title: record.title ?? record.number,
    evidence: [],
    set: {
      grade: record.grade,
      majorClause: record.major_clause,
      origin: record.origin,
      sourceNote: record.source_note,
      sector: record.sector,
      subject: record.subject_id,
      subjectName: record.subject_name,
      title: record.title,
      text: body.text,
      foundOn: body.foundOn,
      foundBy: record.found_by,
      registeredAt: at.now,
      registeredOrg: at.actor.org,
      registeredPerson: at.actor.person,
      relapseOf: record.id,
    },
  })
  return {
    ...made,
    events: [
      {
        event: 'finding.relapsed',
        jur: record.jur,
        payload: { old: record.id, number: seen.number },
      },
    ],
  }
}
