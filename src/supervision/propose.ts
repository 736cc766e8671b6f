import type { PoolClient } from 'pg'
import {
  hotRow,
  refuse,
  type Circumstances,
  type Command,
  type Effect,
  type Queryable,
} from '#kernel/index.ts'
import { cancelDeadline, count, lockDeadlines, type Deadline } from '#deadlines/index.ts'
import { ownerOf, type LawOfDay, type Seen } from '#findings/index.ts'
import { addresseeRefused } from './decide-letters.ts'
import { bodyOf, changed, decided, onFinding, startFor, type OnFinding } from './ground.ts'
import { CLAUSES, rungOf, type Late, type Proposed, type Thresholds } from './rules.ts'
import { PROPOSED } from './texts.ts'
import { rowsOfFinding } from './views.ts'
import type { LetterView, ProposalView, Rung } from './words.ts'

/** What a finding's office is asked to look at. */
type Proposing = OnFinding & {
  readonly letters: readonly LetterView[]
  readonly proposals: readonly ProposalView[]
  /** Desk rows of the proposals that still wait. */
  readonly waiting: readonly Deadline[]
  /** The role whose desk each rung lies on, where the office has such a post. */
  readonly head: string | null
}

/** Deadlines of others that the ladder follows; the office does not supervise itself. */
const FOLLOWED = ['receive', 'rectify', 'accept', 'recheck']

/**
 * 建议: locks one finding, looks where it stands on the ladder and lays the rung before the person
 * entitled. A proposal whose delay is over is withdrawn. Refuses where there is nothing to do, so
 * that a sweep leaves no trace. Only the sweep performs it.
 */
export function proposeRung(pool: Queryable): Command<{ readonly finding: string }, Proposing> {
  return {
    act: 'supervision.propose',
    version: 1,
    async load(client, { finding }, at) {
      const ground = await onFinding(pool, client, finding, at)
      if (!ground) return undefined
      return { ...ground, ...(await papersOf(client, ground, at)) }
    },
    decide: (ground, _input, at) => propose(ground, at),
  }
}

async function papersOf(client: PoolClient, { seen, bodies }: OnFinding, at: Circumstances) {
  const about = { finding: seen.record.id, today: at.today }
  const letters = await rowsOfFinding(client, at.actor, 'supervision_letter', about)
  const proposals = await rowsOfFinding(client, at.actor, 'supervision_proposal', about)
  const waiting: Deadline[] = []
  for (const { id, jur, state } of proposals) {
    const subject = { jur, kind: 'supervision_proposal', id }
    if (state === 'proposed') waiting.push(...(await lockDeadlines(client, subject)))
  }
  const office = bodyOf(bodies, seen.record.owner_org)
  const role = office?.kind === 'committee_office' ? 'committee_head' : 'section_head'
  const post = await hotRow(client, 'select 1 from post where org_id = $1 and role = $2 limit 1', [
    seen.record.owner_org,
    role,
  ])
  return { letters, proposals, waiting, head: post ? role : null }
}

function propose(ground: Proposing, at: Circumstances) {
  const { seen, proposals } = ground
  const late = lateOf(seen, at)
  const found = seen.record.ended ? null : rungOf(factsOf(ground, late, at), thresholdsOf(seen.law))
  const gone = proposals.filter(
    ({ state, facts }) => state === 'proposed' && facts['deadline'] !== late?.deadline,
  )
  const known = proposals.some(
    (one) => one.rung === found?.rung && one.facts['deadline'] === found.late.deadline,
  )
  const fresh = found !== null && !known && !underWay(ground, found) ? found : null
  if (fresh === null && gone.length === 0) {
    return refuse('该问题目前没有需要建议的督办事项。', CLAUSES.supervision)
  }
  const withdrawn = [...gone, ...(fresh ? overtaken(proposals, fresh, gone) : [])]
  const ids = new Set(withdrawn.map(({ id }) => id))
  const effects = [
    ...withdrawn.map((one) => changed('supervision_proposal', one, { state: 'lapsed' })),
    ...ground.waiting
      .filter(({ subjectId }) => ids.has(subjectId))
      .map((row) => cancelDeadline(row, at.today)),
  ]
  if (fresh === null) return withdrawing(ground, at, gone[0]!, effects)
  const { made, id, facts } = proposal(ground, fresh, at)
  return decided(ground, at, {
    act: 'supervision.propose',
    row: {
      kind: 'supervision_proposal',
      id,
      number: seen.record.number,
      state: 'proposed',
      revision: 1,
    },
    effects: [...effects, ...made],
    note: null,
    facts,
    given: { rung: fresh.rung, ground: fresh.ground, missed: fresh.missed },
    event: {
      event: 'supervision.proposed',
      jur: seen.record.jur,
      payload: { proposal: id, rung: fresh.rung },
    },
    say: `${PROPOSED[fresh.rung]}，由交办单位决定。`,
  })
}

/** The body that would be written to holds a letter of this rung already, issued by anybody's judgement. */
function underWay(ground: Proposing, { rung, late }: Proposed): boolean {
  const to = addresseeFor(ground, late.org)
  return ground.letters.some(
    (letter) => letter.rung === rung && letter.state !== 'closed' && letter.toOrg === to,
  )
}

/** A lower rung that nobody decided gives way to the higher one for the same delay. */
function overtaken(
  proposals: readonly ProposalView[],
  fresh: Proposed,
  gone: readonly ProposalView[],
): ProposalView[] {
  return proposals.filter(
    (one) => one.state === 'proposed' && one.rung !== fresh.rung && !gone.includes(one),
  )
}

function withdrawing(
  ground: Proposing,
  at: Circumstances,
  one: ProposalView,
  effects: readonly Effect[],
) {
  return decided(ground, at, {
    act: 'supervision.withdraw',
    row: {
      kind: 'supervision_proposal',
      id: one.id,
      number: ground.seen.record.number,
      state: 'lapsed',
      revision: one.revision + 1,
    },
    effects,
    note: null,
    say: '逾期事项已办理，建议撤下。',
  })
}

/** The deadline of another body that has been over the longest. */
function lateOf({ deadlines, calendar, record }: Seen, at: Circumstances): Late | null {
  const over = deadlines.filter(
    (row) =>
      row.state === 'open' &&
      row.dueOn < at.today &&
      FOLLOWED.includes(row.kind) &&
      row.ownerOrg !== record.owner_org,
  )
  const [row] = over.toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : 1))
  if (!row || row.ownerOrg === null) return null
  const days = count(calendar, 'workingDays', row.dueOn, at.today)
  return { deadline: row.id, label: row.label, org: row.ownerOrg, dueOn: row.dueOn, days }
}

function factsOf(ground: Proposing, late: Late | null, at: Circumstances) {
  const { record, law, calendar } = ground.seen
  const counts = (key: string, n: number) => (law.value(key).value === true ? n : 0)
  return {
    grade: record.grade as 'ordinary' | 'major',
    late,
    missedBefore:
      counts('supervision.missed.recheckFailed', record.failures) +
      counts('supervision.missed.extended', record.extensions) +
      counts('supervision.missed.returned', record.returns),
    letters: ground.letters.map(({ rung, number, dueOn, state, answeredOn }) => ({
      rung,
      number,
      heeded: state === 'closed' && answeredOn !== null && answeredOn <= dueOn,
      pastDue: count(calendar, 'workingDays', dueOn, at.today),
    })),
  }
}

function thresholdsOf(law: LawOfDay): Thresholds {
  const of = (key: string) => {
    const { value, ref } = law.number(key)
    return { value, clause: ref }
  }
  return {
    remindOverdue: of('supervision.remind.overdue'),
    majorOverdue: of('supervision.supervise.majorOverdue'),
    timesMissed: of('supervision.supervise.timesMissed'),
    interviewAfter: of('supervision.interview.afterSupervise'),
    circulateAfter: of('supervision.circulate.afterInterview'),
  }
}

/** The proposal's row and its place on the desk of the person entitled. */
function proposal(ground: Proposing, found: Proposed, at: Circumstances) {
  const { record, law, facts: finding } = ground.seen
  const { late } = found
  const id = at.newId()
  const clock = law.clock('supervision.decide')
  const facts = {
    deadline: late.deadline,
    what: late.label,
    dueOn: late.dueOn,
    days: String(late.days),
    missed: String(found.missed),
    ...(found.letter ? { letter: found.letter } : {}),
  }
  const row: Effect = {
    kind: 'supervision_proposal',
    jur: record.jur,
    id,
    revision: 1,
    owner: { ...ownerOf(record), party: null },
    set: {
      finding: record.id,
      rung: found.rung,
      ground: found.ground,
      deadline: late.deadline,
      clause: found.clause,
      lateOrg: late.org,
      toOrg: addresseeFor(ground, late.org),
      facts,
      state: 'proposed',
      proposedOn: at.today,
    },
  }
  const desk = startFor(
    ground,
    at,
    { kind: 'supervision_proposal', id },
    {
      kind: 'decide_proposal',
      org: record.owner_org,
      role: roleFor(found.rung, ground.head),
      party: null,
    },
    clock,
  )
  const name = finding.names[late.org] ?? bodyOf(ground.bodies, late.org)?.name ?? ''
  const told = { overdue: `${name}${late.label}`, dueOn: late.dueOn, days: String(late.days) }
  return { id, facts: told, made: [row, desk] }
}

function roleFor(rung: Rung, head: string | null): string | null {
  return rung === 'remind' ? null : head
}

/** Whom the office may write to: the late body itself, else who answers for its sector or place. */
function addresseeFor(ground: Proposing, late: string): string | null {
  const { record } = ground.seen
  const office = { ...ground, own: bodyOf(ground.bodies, record.owner_org) }
  const offices = ground.bodies.filter(({ kind }) => kind === 'committee_office')
  const wanted = [late, record.sector_org, record.territory_org, ...offices.map(({ id }) => id)]
  const found = wanted.find(
    (org) => org !== null && addresseeRefused(office, bodyOf(ground.bodies, org)) === null,
  )
  return found ?? null
}
