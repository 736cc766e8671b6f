import type { Refusal } from '#kernel/index.ts'
import { refusalOf, type Limits } from './rules.ts'
import { ACTS, type FindingAct, type FindingFacts, type Viewer } from './words.ts'

/**
 * Judges a recorded act again from what its rule saw then: null where it would be allowed again,
 * undefined where the entry holds nothing to judge (a registration, a record taken over).
 */
export function judgeAgain(act: string, inputs: unknown): Refusal | null | undefined {
  const { facts, viewer, limits, given } = inputs as {
    facts?: FindingFacts
    viewer?: Viewer
    limits?: Limits
    given?: { passed?: boolean; granted?: boolean }
  }
  if (!facts || !viewer || !limits || viewer.role === 'system') return undefined
  const name = actOf(act.replace('finding.', ''), given ?? {})
  return name === undefined ? undefined : refusalOf(name, facts, viewer, limits)
}

/** The act that was done, where one command decides either way. */
function actOf(
  name: string,
  given: { readonly passed?: boolean; readonly granted?: boolean },
): FindingAct | undefined {
  switch (name) {
    case 'accept':
      return given.passed ? 'accept' : 'send_back'
    case 'recheck':
      return given.passed ? 'recheck_pass' : 'recheck_fail'
    case 'decide_strike_off':
      return given.granted ? 'approve_strike_off' : 'refuse_strike_off'
    case 'decide_extension':
      return given.granted ? 'grant_extension' : 'refuse_extension'
    default:
      return ACTS.find((known) => known === name)
  }
}
