import type { Ground, Rung } from './words.ts'

/** A running deadline of the finding that is over. */
export type Late = {
  readonly deadline: string
  readonly label: string
  readonly org: string
  readonly dueOn: string
  /** Working days over, whatever the deadline itself is counted in; 0 over a weekend. */
  readonly days: number
}

/** A letter of the finding, open or closed. */
export type Standing = {
  readonly rung: Rung
  readonly number: string
  /** Answered by its date and closed by its issuer. */
  readonly heeded: boolean
  /** Working days since its answer was due; negative before. */
  readonly pastDue: number
}

/** What the ladder looks at. */
export type LadderFacts = {
  readonly grade: 'ordinary' | 'major'
  readonly late: Late | null
  /** Re-checks failed, extensions granted and returns, as far as the packs count them. */
  readonly missedBefore: number
  readonly letters: readonly Standing[]
}

/** A threshold of the packs, with the clause that sets it. */
export type Threshold = { readonly value: number; readonly clause: string }
export type Thresholds = {
  readonly remindOverdue: Threshold
  readonly majorOverdue: Threshold
  readonly timesMissed: Threshold
  readonly interviewAfter: Threshold
  readonly circulateAfter: Threshold
}

/** A rung that is proposed, and why. */
export type Proposed = {
  readonly rung: Rung
  readonly ground: Ground
  readonly clause: string
  readonly late: Late
  readonly missed: number
  /** The letter that was not heeded. */
  readonly letter: string | null
}

/**
 * The highest rung that a late finding has come to, or null where nothing is late. The machine
 * proposes; it never sanctions. 通报批评 follows an interview, an interview follows a 督办 letter,
 * 督办 follows a major or a repeated delay, and any other delay is reminded of.
 */
export function rungOf(facts: LadderFacts, limits: Thresholds): Proposed | null {
  const { late } = facts
  if (late === null) return null
  const missed = facts.missedBefore + 1
  const at = (rung: Rung, ground: Ground, { clause }: Threshold, letter: string | null = null) => ({
    rung,
    ground,
    clause,
    late,
    missed,
    letter,
  })
  const interview = unheeded(facts.letters, 'interview', limits.circulateAfter.value)
  if (interview) {
    return at('circulate', 'interview_unheeded', limits.circulateAfter, interview.number)
  }
  const supervised = unheeded(facts.letters, 'supervise', limits.interviewAfter.value)
  if (supervised) {
    return at('interview', 'supervise_unheeded', limits.interviewAfter, supervised.number)
  }
  if (facts.grade === 'major' && late.days >= limits.majorOverdue.value) {
    return at('supervise', 'major_overdue', limits.majorOverdue)
  }
  if (missed >= limits.timesMissed.value) return at('supervise', 'times_missed', limits.timesMissed)
  if (late.days >= limits.remindOverdue.value) return at('remind', 'overdue', limits.remindOverdue)
  return null
}

/**
 * The letter that leads to the next rung. The thresholds speak of what is still late when the time
 * to answer is over: a letter that was answered in time and closed was heeded, and what is late
 * since then begins its own way up. Closed but answered late or not at all, it still counts.
 */
function unheeded(letters: readonly Standing[], rung: Rung, days: number): Standing | undefined {
  return letters.find((letter) => letter.rung === rung && !letter.heeded && letter.pastDue >= days)
}
