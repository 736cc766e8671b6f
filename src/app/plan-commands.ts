import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { clauseTitle, readLaw, type Pack } from '#law/index.ts'
import { planVisits, visitLawOf, visitPlanSchema, type PlanClash } from '#plans/index.ts'
import { print, type Json } from './command-line.ts'
import { ROOT } from './product.ts'

/**
 * `plan clash FILE`: where a campaign's visits meet the yearly caps of enterprises. The cap wins;
 * each line cites its clauses. 1 where something stays open or the file does not fit, 2 where it
 * cannot be read.
 */
export function planClashCommand(file: string, options: Json): void {
  const read = readPlan(file)
  if (typeof read === 'string') {
    process.stderr.write(`${read}\n`)
    process.exitCode = 2
    return
  }
  const packs = readLaw(join(ROOT, 'law')).packs.map(({ pack }) => pack)
  const law = visitLawOf(packs, read)
  const found = 'caps' in law ? planVisits(read, law) : [law]
  if (!('ok' in found)) {
    const said = found.map(({ at, message }) => `${at} ${message}`)
    return print({ ok: false, problems: found }, false, options, said)
  }
  print(found, found.ok, options, linesOf(packs, found))
}

function readPlan(file: string) {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    return `无法读取计划 ${file}：${(error as Error).message}`
  }
  const parsed = visitPlanSchema.safeParse(value)
  if (parsed.success) return parsed.data
  return parsed.error.issues
    .map((issue) => `计划的 ${issue.path.join('.') || '内容'} 不正确：${issue.message}`)
    .join('\n')
}

function linesOf(packs: readonly Pack[], { lines, slots, enterprises }: PlanClash): string[] {
  const asked = enterprises.reduce((sum, one) => sum + one.asked, 0)
  const said = lines.map(({ message, refs }) => {
    const clauses = refs.map((ref) => clauseTitle(packs, ref)).join('；')
    return clauses === '' ? message : `${message}（${clauses}）`
  })
  return [`计划 ${asked} 家次，可安排检查 ${slots.length} 次。`, ...said]
}
