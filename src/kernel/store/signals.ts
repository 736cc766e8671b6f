const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Runs `close` and exits when a signal comes that nobody else handles: PostgreSQL runs in a session
 * of its own and would outlive a process that is interrupted while it still starts. A program that
 * handles the signal itself calls the store's `close()`. Answers how to forget about it.
 */
export function closeOnSignal(close: () => Promise<void>): () => void {
  let closing = false
  function handle(signal: NodeJS.Signals): void {
    if (process.listenerCount(signal) > 1 || closing) return
    closing = true
    close().then(exit, exit)
  }
  const exit = () => process.exit(130)
  for (const signal of SIGNALS) process.on(signal, handle)
  return () => {
    for (const signal of SIGNALS) process.off(signal, handle)
  }
}
