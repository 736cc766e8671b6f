import { resolve } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { loadableProvinces, loadDivisions } from '#places/index.ts'
import { print, withProduct, type Json } from './command-line.ts'
import { deploymentKind } from './deployment.ts'
import { importFindingsOf } from './import-findings.ts'
import { importListOf } from './import-list.ts'
import { ImportRefused } from '#imports/index.ts'
import { importInspections, readInspections } from './import-sf.ts'
import type { Product } from './product.ts'

type Options = Json & { readonly dryRun?: boolean }

/** What each kind of import does with the file, folder or place named after it. */
const KINDS = {
  'sf-inspections': importInspectionsOf,
  divisions: importDivisions,
  findings: importFindingsOf,
  enterprises: importListOf('enterprises'),
  organizations: importListOf('organizations'),
  people: importListOf('people'),
} as const satisfies Record<string, (what: string, options: Options) => Promise<void>>

/** `import KIND FILE [--dry-run]`: brings data in; `--dry-run` only reads and reports. */
export async function importCommand(kind: string, what: string, options: Options): Promise<void> {
  const run = Object.entries(KINDS).find(([name]) => name === kind)?.[1]
  if (!run) {
    process.stderr.write(`没有“${kind}”这种导入；可用：${Object.keys(KINDS).join('、')}。\n`)
    process.exitCode = 2
    return
  }
  try {
    await run(what, options)
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error
    const { message } = error
    const problem = { sheet: what, cell: null, severity: 'error', field: null, message }
    print({ ok: false, format: kind, sheets: [], problems: [problem] }, false, options, [message])
  }
}

async function importInspectionsOf(dir: string, options: Options): Promise<void> {
  const progress = (sentence: string) => process.stderr.write(`${sentence}\n`)
  if (options.dryRun) {
    const report = await readInspections(resolve(dir))
    print(report, report.ok, options, [
      ...report.sheets.map(({ name, rows }) => `${name}：${rows.data} 行可接收。`),
      `需要注意的有 ${report.problems.length} 处；试读未写入任何内容。`,
    ])
    return
  }
  // Rows are soon forgotten; a heap that grows with them instead would cost 200 MB.
  setFlagsFromString('--optimize-for-size')
  const report = await withProduct(async (product) => {
    await mustBeSetUp(product)
    return importInspections(product, resolve(dir), progress)
  })
  const { subjects, findings, changed } = report
  print(report, report.ok, options, [
    `已接收企业 ${subjects.taken} 家、违规 ${findings.taken} 条；此前已接收 ${subjects.repeated} 家、${findings.repeated} 条。`,
    `其中已整改 ${report.figures?.corrected ?? 0} 条、未整改 ${report.figures?.open ?? 0} 条，在“外部数据”地区的台账中查看（演示账号 waibu）。`,
    `需要注意的有 ${report.problems.length} 处；来源后来有改动而台账保留原样的 ${changed.length} 条。`,
  ])
}

/** Records of others come into a deployment that is somebody's, never into an empty folder. */
async function mustBeSetUp({ db }: Product): Promise<void> {
  if ((await deploymentKind(db.owner)) !== undefined) return
  throw new ImportRefused(
    '本数据目录尚未建立环境。请先运行 admin create 建立正式环境，或运行 demo load 载入演示数据，再导入。',
  )
}

async function importDivisions(province: string, options: Options): Promise<void> {
  if (!loadableProvinces().includes(province)) {
    throw new ImportRefused(
      `没有省级代码 ${province} 的区划数据；可用：${loadableProvinces().join('、')}。`,
    )
  }
  const report = (added: number) => ({
    ok: true,
    format: 'divisions',
    sheets: [],
    problems: [],
    added,
  })
  if (options.dryRun) {
    print(report(0), true, options, [`省级代码 ${province} 的区划数据可以载入。`])
    return
  }
  const added = await withProduct(({ db }) => loadDivisions(db, province))
  print(report(added), true, options, [`已载入区划 ${added} 个；原有的保持不变。`])
}
