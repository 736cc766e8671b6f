import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readLaw, type Pack } from '#law/index.ts'
import { answersSchema, scoreSheet, type Answers, type Score } from '#scores/index.ts'
import { print, type Json } from './command-line.ts'
import { ROOT } from './product.ts'

/**
 * `score PACK ANSWERS.json`: the score with every deduction cited. PACK is the id of a pack of this
 * release, or a folder that holds one. 1 where the answers do not fit the sheet, 2 where the pack
 * or the file cannot be read.
 */
export function scoreCommand(asked: string, file: string, options: Json): void {
  const pack = findPack(asked)
  const answers = readAnswers(file)
  const wrong = [pack, answers].filter((one) => typeof one === 'string')
  if (wrong.length > 0 || typeof pack === 'string' || typeof answers === 'string') {
    process.stderr.write(`${wrong.join('\n')}\n`)
    process.exitCode = 2
    return
  }
  const { head, version, scoring } = pack
  const score = scoreSheet({ id: head.id, version, scoring: scoring! }, answers)
  if ('score' in score) return print(score, true, options, linesOf(score, head.title))
  const problems = score.map(({ at, message }) => `${at} ${message}`)
  print({ ok: false, problems: score }, false, options, problems)
}

function findPack(asked: string): Pack | string {
  const folder = existsSync(asked) ? resolve(asked) : join(ROOT, 'law')
  const { packs, problems } = readLaw(folder)
  const broken = problems.find(({ severity }) => severity === 'error')
  if (broken) return `${broken.file}:${broken.line} ${broken.message}`
  const found = packs.map(({ pack }) => pack).filter(({ scoring }) => scoring !== undefined)
  const named = existsSync(asked) ? found : found.filter(({ head }) => head.id === asked)
  if (named.length === 1) return named[0]!
  const known = found.map(({ head }) => head.id).join('、')
  return named.length === 0
    ? `没有打分表 ${asked}；现有：${known || '无'}。`
    : `${asked} 中有多张打分表，请指明其中一张的文件夹。`
}

function readAnswers(file: string): Answers | string {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    return `无法读取答卷 ${file}：${(error as Error).message}`
  }
  const parsed = answersSchema.safeParse(value)
  if (parsed.success) return parsed.data
  return parsed.error.issues
    .map((issue) => `答卷的 ${issue.path.join('.') || '内容'} 不正确：${issue.message}`)
    .join('\n')
}

function linesOf(score: Score, title: string): string[] {
  const lines = score.items.flatMap((item) =>
    item.deductions.map(
      ({ criterion, clause, times, points, reason }) =>
        `第${item.id}项 ${criterion} 第${clause}条 × ${times} 扣 ${points}：${reason}` +
        (item.capped ? '（本项已扣完）' : ''),
    ),
  )
  const missing = score.items.filter(({ state }) => state === 'not_scored').map(({ id }) => id)
  return [
    `${title}（${score.version.slice(0, 12)}）`,
    ...lines,
    `得分 ${score.score}/${score.points}`,
    ...(score.percent === null ? [] : [`占适用项目 ${score.percent}%`]),
    ...(missing.length > 0 ? [`未评：第${missing.join('、')}项`] : []),
    ...(score.result === null || score.result === score.score ? [] : [`评定结果 ${score.result}`]),
    ...(score.band === null ? [] : [`等次 ${score.band}`]),
  ]
}
