import { readFileSync } from 'node:fs'
import { isRfc3797, runRfc3797, runText, verifyText, type DrawProblem } from '#draws/index.ts'
import { print, type Json } from './command-line.ts'

/** `draw run FILE`: prints the completed file; 1 where it cannot be drawn, 2 where there is none. */
export function drawRunCommand(file: string): void {
  const text = read(file)
  if (text === undefined) return
  const done = isRfc3797(text) ? runRfc3797(text) : runText(text)
  if (typeof done === 'string') process.stdout.write(done)
  else {
    process.stderr.write(`${done.map(({ message }) => message).join('\n')}\n`)
    process.exitCode = 1
  }
}

/** `draw verify FILE`: draws again from the published file and says what differs. */
export function drawVerifyCommand(file: string, options: Json): void {
  const text = read(file)
  if (text === undefined) return
  const verdict = isRfc3797(text) ? verifyRfc(text) : verifyText(text)
  print(verdict, verdict.ok, options, [
    ...verdict.problems.map(({ message }) => message),
    verdict.ok ? '重新抽取的结果与文件一致。' : '文件不能通过核验。',
    ...('fileHash' in verdict ? [`文件摘要 SHA-256：${verdict.fileHash}`] : []),
  ])
}

function verifyRfc(text: string): { ok: boolean; kind: string; problems: readonly DrawProblem[] } {
  const done = runRfc3797(text)
  const kind = 'rfc3797'
  if (typeof done !== 'string') return { ok: false, kind, problems: done }
  if ((JSON.parse(text) as { result?: unknown }).result !== undefined) {
    return { ok: true, kind, problems: [] }
  }
  const message = '文件没有抽取结果，尚未完成。'
  return { ok: false, kind, problems: [{ code: 'no_result', message }] }
}

function read(file: string): string | undefined {
  try {
    // As the bytes stand: a byte order mark is a difference, not something to be taken away.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file))
  } catch (error) {
    process.stderr.write(`无法读取文件：${(error as Error).message}\n`)
    process.exitCode = 2
    return undefined
  }
}
