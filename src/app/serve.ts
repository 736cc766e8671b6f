import type { FastifyInstance } from 'fastify'
import { portOf } from './address.ts'
import { changesOf } from './changes.ts'
import { ensureDemo } from './demo-command.ts'
import { nightlyOf } from './jobs.ts'
import { openProduct, type Product } from './product.ts'
import { routesOf } from './routes.ts'
import { buildServer } from './server.ts'
import { startSearchRenewal } from './search-renewal.ts'
import { startWork } from './work.ts'

/** A running server: its address, and how to stop everything cleanly. */
export type Running = {
  readonly url: string
  readonly product: Product
  readonly stop: () => Promise<void>
}

/** Starts everything on loopback and answers when the first request would be served. */
export async function start(options: {
  readonly port: number
  readonly say: (sentence: string) => void
  readonly log?: boolean
  readonly onLost?: (reason: Error) => void
  readonly onTaken?: (refusal: Error) => void
}): Promise<Running> {
  const fault = (error: unknown) =>
    process.stderr.write(`后台出错：${(error as Error).stack ?? String(error)}\n`)
  const product = await openProduct({
    purpose: 'server',
    say: options.say,
    onFault: fault,
    onLost: options.onLost ?? fault,
    onTaken: options.onTaken ?? fault,
  })
  let app: FastifyInstance | undefined
  try {
    await ensureDemo(product, options.say, options.port)
    const work = startWork(product, fault)
    const renewal = startSearchRenewal(product, fault)
    const runner = { ...product.runner, react: work.wake }
    const working = { ...product, runner }
    app = await buildServer({
      product: working,
      routes: await routesOf(working),
      log: options.log ?? true,
      changes: changesOf,
    })
    product.journal.sequencer.start()
    const url = await app.listen({ host: '127.0.0.1', port: options.port })
    work.wake()
    const { adapters, fault: misset } = product.messages.channels
    if (misset !== null) options.say(misset)
    const delivery = adapters.length > 0 ? product.messages.deliver : null
    const queue = product.jobs.start(nightlyOf(working.runner), delivery).catch(fault)
    const running = app
    return {
      url,
      product: working,
      async stop() {
        await running.close()
        await queue
        await renewal.stop()
        await work.stop()
        await product.close()
      },
    }
  } catch (error) {
    await app?.close()
    await product.close()
    throw error
  }
}

/** `serve`: runs until it is told to stop. */
export async function serve(): Promise<void> {
  const say = (sentence: string) => process.stdout.write(`${sentence}\n`)
  let stopping = false
  const stop = (code: 0 | 1) => {
    if (stopping) return
    stopping = true
    starting
      .then(({ stop: end }) => end())
      .then(
        () => {
          say('闭环已停止。')
          process.exit(code)
        },
        () => process.exit(1),
      )
  }
  const taken = (refusal: Error) => {
    process.stderr.write(`${refusal.message}\n`)
    stop(1)
  }
  const port = portOf(process.env.PORT)
  const starting = start({ port, say, onLost: databaseLost, onTaken: taken })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0))
  const running = await starting
  if (!stopping) say(`闭环已启动：${running.url}`)
}

/** The store starts its PostgreSQL again by itself; the operator is told that it went away. */
function databaseLost(reason: Error): void {
  process.stderr.write(`数据库意外停止，正在重新启动：${reason.message}\n`)
}
