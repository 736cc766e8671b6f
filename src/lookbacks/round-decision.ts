import type { Decision, Effect, SqlPart } from '#kernel/index.ts'
import type { LookbackRecord } from './tables.ts'

/** A decision that also keeps the text of a frozen frame. */
export type Keeping = Decision & { readonly keep?: readonly SqlPart[] }

/** What a command on a round writes besides its ledgers. */
export const also = (decision: Decision) => (decision as Keeping).keep ?? []

/** The round after a change. */
export function updated(record: LookbackRecord, set: Effect['set']): Effect {
  return { kind: 'lookback', jur: record.jur, id: record.id, revision: record.revision + 1, set }
}

/** A decision on a round that exists. */
export function movedOf(record: LookbackRecord, state: string, say: string): Decision {
  const { jur, id, number, revision } = record
  return decided({ jur, id, number, revision: revision + 1 }, state, say)
}

type About = {
  readonly jur: string
  readonly id: string
  readonly number: string
  readonly revision: number
}

/** A decision on a round; its effects follow. */
export function decided(
  { jur, id, number, revision }: About,
  state: string,
  say: string,
): Decision {
  return {
    jur,
    subject: { kind: 'lookback', id },
    effects: [],
    basis: [],
    inputs: {},
    decision: { to: state },
    answer: { id, number, state, revision, say },
  }
}

export function keeping(decision: Decision, more: Partial<Keeping>): Keeping {
  return { ...decision, ...more }
}
