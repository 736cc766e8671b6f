/** What an act on a paper that is sent sees. */
import type { Circumstances } from '#kernel/index.ts'
import type { Seen } from '#papers/index.ts'
import type { DispatchRecord, SlipRecord } from './tables.ts'
import type { DispatchFacts, DispatchViewer, SlipFacts } from './words.ts'

export type SeenDispatch = Seen<DispatchRecord, DispatchFacts> & {
  readonly slips: readonly SlipRecord[]
}
export type SeenSlip = Seen<SlipRecord, SlipFacts>

/** Who looks, for the rules. */
export function viewerOf({ actor }: Pick<Circumstances, 'actor'>): DispatchViewer {
  return { org: actor.org, role: actor.role, person: actor.person }
}
