/** pg-boss behind the jobs: who runs what when, again after a crash, and every night. */
import type { PgBoss } from 'pg-boss'
import { rows, type Runner } from '#kernel/index.ts'
import { runNight, type Nightly } from './night.ts'

const QUEUE = 'job'
const NIGHT = 'night'
const DELIVERY = 'delivery'
/** A job whose server died is taken up again after this many seconds without a beat. */
const HEARTBEAT_SECONDS = 30
const LONGEST_SECONDS = 6 * 3600
const AT_ONCE = 2

/** The queue of one server. */
export type Queue = {
  /** Has what waits to be delivered looked at now, not at its next turn. */
  readonly deliver: () => Promise<void>
  /** Hands a job to whoever is free; one that is sent twice is run once. */
  readonly send: (id: string) => Promise<void>
  readonly stop: () => Promise<void>
}

export type QueueOptions = {
  readonly runner: Runner
  readonly run: (id: string) => Promise<void>
  readonly nightly: readonly Nightly[]
  /** What is looked at every five minutes; null where there is nothing to look at. */
  readonly delivery: (() => Promise<unknown>) | null
  readonly onFault: (error: unknown) => void
}

/** Opens the queue in a schema of its own and takes up what waits. */
export async function openQueue(options: QueueOptions): Promise<Queue> {
  const { runner, run, nightly, onFault } = options
  // Loaded only by a server, after it answers: commands never need it.
  const { PgBoss } = await import('pg-boss')
  const { owner, app } = runner.db
  const boss = new PgBoss({
    db: { executeSql: (text, values) => owner.query(text, values) },
    superviseIntervalSeconds: HEARTBEAT_SECONDS,
  })
  boss.on('error', onFault)
  await boss.start()
  await ensureQueue(boss, QUEUE, { heartbeatSeconds: HEARTBEAT_SECONDS })
  await ensureQueue(boss, NIGHT, {})
  const worker = await boss.work<{ id: string }>(
    QUEUE,
    {
      batchSize: 1,
      localConcurrency: AT_ONCE,
      pollingIntervalSeconds: 2,
      burstWhenBatchFull: true,
    },
    async ([job]) => {
      if (job) await run(job.data.id)
    },
  )
  // At two o'clock of the legal zone, when offices are closed.
  await boss.schedule(NIGHT, '0 2 * * *', null, { tz: 'Asia/Shanghai' })
  await boss.work(NIGHT, { batchSize: 1, pollingIntervalSeconds: 60 }, async () => {
    await runNight(runner, nightly, 'schedule', onFault)
  })
  const deliver = await openDelivery(boss, options)
  const send = async (id: string) => {
    await boss.send(QUEUE, { id })
    boss.notifyWorker(worker)
  }
  const open = await rows<{ id: string }>(
    app,
    `select id from job where state in ('waiting', 'running') order by asked_at`,
  )
  for (const { id } of open) await send(id)
  return { send, deliver, stop: () => boss.stop({ graceful: true, timeout: 5000 }) }
}

/** Deliveries have a turn every five minutes, and one at once where something is urgent. */
async function openDelivery(
  boss: PgBoss,
  { delivery, onFault }: QueueOptions,
): Promise<() => Promise<void>> {
  await ensureQueue(boss, DELIVERY, {})
  if (delivery === null) {
    await boss.unschedule(DELIVERY)
    return async () => undefined
  }
  await boss.schedule(DELIVERY, '*/5 * * * *', null, { tz: 'Asia/Shanghai' })
  const worker = await boss.work(
    DELIVERY,
    { batchSize: 1, pollingIntervalSeconds: 60 },
    async () => void (await delivery().catch(onFault)),
  )
  return async () => {
    await boss.send(
      DELIVERY,
      {},
      { singletonKey: DELIVERY, singletonSeconds: 5, singletonNextSlot: true },
    )
    boss.notifyWorker(worker)
  }
}

async function ensureQueue(
  boss: PgBoss,
  name: string,
  more: { readonly heartbeatSeconds?: number },
): Promise<void> {
  const options = { retryLimit: 3, retryDelay: 1, expireInSeconds: LONGEST_SECONDS, ...more }
  if (await boss.getQueue(name)) await boss.updateQueue(name, options)
  else await boss.createQueue(name, options)
}
