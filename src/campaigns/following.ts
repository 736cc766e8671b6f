import type { PoolClient } from 'pg'
import type { Circumstances, Command } from '#kernel/index.ts'
import type { Verdict } from './decide.ts'

/** A command of the product itself: loads, then decides. */
export function following<I, L>(
  act: string,
  load: (client: PoolClient, input: I, at: Circumstances) => Promise<L | undefined>,
  decide: (loaded: L, at: Circumstances) => Verdict,
): Command<I, L> {
  return { act, version: 1, load, decide: (loaded, _input, at) => decide(loaded, at) }
}
