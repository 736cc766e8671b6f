import { readFile, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { systemClock } from '#kernel/index.ts'
import { LIMITS } from '#sheets/index.ts'
import { print, withProduct, type Json } from './command-line.ts'
import {
  bringLedger,
  ImportRefused,
  openOffice,
  readLedger,
  type ImportProblem,
  type WorkbookReport,
} from '#imports/index.ts'
import { deploymentKind } from './deployment.ts'
import { foldCounts } from './work.ts'

type Options = Json & {
  readonly dryRun?: boolean
  readonly office?: string
  readonly place?: string
}

/**
 * `import findings FILE [--dry-run] [--office NAME --place CODE]`: a ledger of findings from a
 * spreadsheet. The trial reads alone and needs no office; with one it also matches names.
 */
export async function importFindingsOf(path: string, options: Options): Promise<void> {
  const file = { name: basename(path), bytes: await bytesOf(resolve(path)) }
  const { office, place } = options
  const today = systemClock.today()
  if (place === undefined || office === undefined) {
    if (!options.dryRun) {
      throw new ImportRefused('正式导入须用 --office 指明单位名称、用 --place 指明地区代码。')
    }
    const report = await readLedger(file, today)
    print(report, report.ok, options, sentencesOf(report))
    return
  }
  await withProduct(async (product) => {
    const { db, runner, journal } = product
    const demo = (await deploymentKind(db.owner)) !== 'production'
    const taking = await openOffice(db.owner, { office, place, demo })
    if (options.dryRun) {
      const report = await readLedger(file, today, taking)
      return print(report, report.ok, options, sentencesOf(report))
    }
    const report = await bringLedger({ ...runner, journal }, taking, file)
    await journal.sequencer.drain()
    await foldCounts(product)
    return print(report, report.ok, options, [
      ...sentencesOf(report),
      `已接收 ${report.findings.taken} 条；此前已接收 ${report.findings.repeated} 条，其中 ${report.changed.length} 条内容有改动，台账保留原样。`,
      `对应到档案中的企业的有 ${report.linked} 行。`,
    ])
  })
}

export async function bytesOf(path: string): Promise<Uint8Array> {
  const there = await stat(path).catch(() => undefined)
  if (!there?.isFile()) throw new ImportRefused(`找不到文件 ${path}。`)
  if (there.size > LIMITS.bytes) {
    throw new ImportRefused(`文件超过 ${LIMITS.bytes >> 20} MB，请拆分后分次导入。`)
  }
  return readFile(path)
}

export function sentencesOf({ sheets, problems }: WorkbookReport): string[] {
  const count = (severity: string) => problems.filter((one) => one.severity === severity).length
  return [
    ...sheets.map(
      ({ name, rows }) =>
        `${name}：共 ${rows.total} 行，可接收 ${rows.data} 行、不接收 ${rows.refused} 行、表头和标题 ${rows.headings} 行、` +
        `小计合计 ${rows.subtotals} 行、说明和示例 ${rows.notes} 行、空行 ${rows.empty} 行、重复 ${rows.repeated} 行。`,
    ),
    ...problemLines(problems),
    `须更正的有 ${count('error')} 处，须核对的有 ${count('warning')} 处。`,
  ]
}

/** What is in doubt, a line each. */
export function problemLines(problems: readonly ImportProblem[]): string[] {
  return problems
    .filter(({ severity }) => severity !== 'note')
    .slice(0, 200)
    .map(({ sheet, cell, message }) => `${sheet}${cell === null ? '' : ` ${cell}`}：${message}`)
}
