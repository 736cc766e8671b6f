import { runNight } from '#jobs/index.ts'
import { print, withProduct, type Json } from './command-line.ts'
import { nightlyOf } from './jobs.ts'

/** `nightly`: does the work of the night now, beside a running server or alone. */
export async function nightlyCommand(options: Json): Promise<void> {
  const fault = (error: unknown) =>
    void process.stderr.write(`${(error as Error).stack ?? String(error)}\n`)
  const result = await withProduct(({ runner }) =>
    runNight(runner, nightlyOf(runner), 'command', fault),
  )
  const good = result !== null && result.failed === 0
  const line =
    result === null
      ? '夜间任务正在办理，未重复办理。'
      : `夜间任务已办理 ${result.done} 项，未完成 ${result.failed} 项。`
  print(result ?? { running: true }, good, options, [line])
}
