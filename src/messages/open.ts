/** What a running product has to do with messages. */
import type { Runner } from '#kernel/index.ts'
import { deliverDue } from './deliver.ts'
import type { Ground } from './ground.ts'
import type { FindMatter } from './matters.ts'
import { keepReceipt } from './send.ts'
import type { Channels } from './settings.ts'
import { unreachedOf } from './unreached.ts'

export type Messages = {
  readonly channels: Channels
  readonly find: FindMatter
  /** Sends what is due; several at once are one. Answers how many people were looked at. */
  readonly deliver: () => Promise<number>
  /** Takes what a gateway says of a message; who sent it was judged before. */
  readonly receive: (receipt: { id: string; delivered: boolean }) => Promise<void>
}

/** Opens the messages of a product over its channels. Nothing is sent by itself. */
export function openMessages(runner: Runner, channels: Channels, find: FindMatter): Messages {
  const ground: Ground = { runner, channels, unreached: unreachedOf(runner, find) }
  let passing: Promise<number> | undefined
  return {
    channels,
    find,
    deliver() {
      passing ??= deliverDue(ground).finally(() => (passing = undefined))
      return passing
    },
    async receive(receipt) {
      const lost = await keepReceipt(runner.db.app, receipt, runner.clock.now())
      await ground.unreached(lost)
    },
  }
}
