import type { Product } from './product.ts'
import { sweepUploads } from '#files/index.ts'
import { foldFigures } from '#findings/index.ts'
import { leaveTasks } from '#papers/index.ts'
import { react } from './reactions.ts'

const EVERY_MS = 2_000
const SWEEP_EVERY_MS = 3_600_000
/** How long an upload waits for the act that hands it in. */
const UPLOAD_KEPT_MS = 7 * 86_400_000

/**
 * What goes on beside requests: reactions right after each act that led to any, and every two
 * seconds what was missed, batches of tasks whose time to leave has come, and the folding of counts. `stop` waits for the round under way.
 */
export function startWork(product: Product, onFault: (error: unknown) => void) {
  let running: Promise<void> | undefined
  let again = false
  let stopped = false
  let folded = -EVERY_MS
  async function round(): Promise<void> {
    do {
      again = false
      await leaveTasks(product.runner)
      while ((await react(product.runner, () => product.jobs.deliver())) > 0 && !stopped);
      if (performance.now() - folded < EVERY_MS / 2) continue
      folded = performance.now()
      await foldCounts(product)
    } while (again && !stopped)
  }
  function wake(): void {
    again = true
    if (running || stopped) return
    running = round()
      .catch(onFault)
      .finally(() => (running = undefined))
  }
  const timer = setInterval(wake, EVERY_MS)
  timer.unref()
  const sweep = setInterval(() => {
    const before = Date.parse(product.runner.clock.now()) - UPLOAD_KEPT_MS
    sweepUploads(product.db.app, new Date(before).toISOString()).catch(onFault)
    product.jobs.sweep().catch(onFault)
  }, SWEEP_EVERY_MS)
  sweep.unref()
  return {
    wake,
    async stop() {
      stopped = true
      clearInterval(timer)
      clearInterval(sweep)
      await running
    },
  }
}

/** Folds what acts added into the counts; one worker at a time, others skip the turn. */
export async function foldCounts({ db }: Pick<Product, 'db'>): Promise<void> {
  await foldFigures(db.app)
}
