import { Worker } from 'node:worker_threads'
import { SheetRefused } from './refused.ts'
import { LIMITS, type SheetEvent, type SheetLimits } from './words.ts'
import type { Ending } from './worker.ts'

const LOOK_MS = 100

/**
 * Reads a file in a thread of its own, by content and not by name. Throws SheetRefused with a fault
 * by name for what is no readable table or exceeds a limit; the thread is ended with it, so that
 * others notice nothing. The bytes are copied to the thread; leaving the loop early ends it too.
 */
export async function* readSheets(
  bytes: Uint8Array,
  limits: SheetLimits = LIMITS,
): AsyncGenerator<SheetEvent> {
  if (bytes.length > limits.bytes) throw new SheetRefused('too_many_bytes')
  const worker = start(bytes, limits)
  const inbox = new Inbox()
  worker.on('message', (message: SheetEvent | Ending) => inbox.put(message))
  worker.on('error', (error) => inbox.fail(faultOf(error as Error)))
  worker.on('exit', () => inbox.fail(new SheetRefused('damaged')))
  const stop = watch(worker, bytes.length, limits, (error) => inbox.fail(error))
  try {
    for (;;) {
      const message = await inbox.take()
      if (message.kind === 'done') return
      if (message.kind === 'refused') throw new RefusedThere(message)
      yield message
      worker.postMessage('taken', [])
    }
  } finally {
    stop()
    await worker.terminate()
  }
}

/** A refusal that the thread gave, with its own sentence. */
class RefusedThere extends SheetRefused {
  constructor({ fault, message }: Extract<Ending, { kind: 'refused' }>) {
    super(fault)
    this.message = message
  }
}

function start(bytes: Uint8Array, limits: SheetLimits): Worker {
  const copy = new ArrayBuffer(bytes.length)
  new Uint8Array(copy).set(bytes)
  return new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { bytes: copy, limits },
    transferList: [copy],
    resourceLimits: {
      maxOldGenerationSizeMb: limits.memoryMegabytes,
      maxYoungGenerationSizeMb: 16,
      stackSizeMb: 4,
    },
  })
}

/** What comes from the thread, in order; a failure comes after what arrived before it. */
class Inbox {
  private readonly waiting: (SheetEvent | Ending)[] = []
  private failure: Error | undefined
  private wake: (() => void) | null = null

  put(message: SheetEvent | Ending): void {
    this.waiting.push(message)
    this.wake?.()
  }

  fail(error: Error): void {
    this.failure ??= error
    this.wake?.()
  }

  async take(): Promise<SheetEvent | Ending> {
    for (;;) {
      const next = this.waiting.shift()
      if (next) return next
      if (this.failure !== undefined) throw this.failure
      await new Promise<void>((resolve) => (this.wake = resolve))
    }
  }
}

/** Ends the thread when it has computed longer than a file of this size may take. */
function watch(
  worker: Worker,
  bytes: number,
  limits: SheetLimits,
  fail: (error: SheetRefused) => void,
): () => void {
  const allowed = limits.cpuMs + (limits.cpuMsPerMegabyte * bytes) / (1 << 20)
  const started = performance.now()
  let asking = false
  const over = () => {
    fail(new SheetRefused('too_slow'))
    void worker.terminate()
  }
  const look = async () => {
    if (performance.now() - started > limits.wallMs) return over()
    if (asking) return
    asking = true
    // A thread that has not begun yet, or has ended, answers with an error: it is asked again.
    const used = await worker.cpuUsage().catch(() => undefined)
    asking = false
    if (used && (used.user + used.system) / 1000 > allowed) over()
  }
  const timer = setInterval(() => void look(), LOOK_MS)
  return () => clearInterval(timer)
}

function faultOf(error: Error): Error {
  const { code } = error as { code?: string }
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? new SheetRefused('too_much_memory') : error
}
