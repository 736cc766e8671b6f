import type { Runner } from '#kernel/index.ts'
import type { Channels } from './settings.ts'
import type { MessageRecord } from './tables.ts'

/** What a pass works on. */
export type Ground = {
  readonly runner: Runner
  readonly channels: Channels
  /** Told of messages whose addressee could not be reached. */
  readonly unreached: (messages: readonly MessageRecord[]) => Promise<void>
}
