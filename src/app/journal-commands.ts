import { join, resolve } from 'node:path'
import { exportJournal, verifyDeployment } from '#journal/index.ts'
import { print, withProduct, type Json } from './command-line.ts'
import { LEDGERS } from './product.ts'

/** `journal verify`: rebuilds every tile, folds every entry and compares with the ledgers. */
export async function journalVerifyCommand(options: Json): Promise<void> {
  const report = await withProduct(({ db, dataDir }) =>
    verifyDeployment({
      pool: db.owner,
      ledgers: LEDGERS.values(),
      keysDir: join(dataDir, 'keys'),
    }),
  )
  print(report, report.ok, options, [
    report.ok
      ? `存证完整：${report.size} 条存证，${report.replayed} 次变动，与台账 ${report.ledgerRows} 行一致。`
      : `存证与台账不一致，共 ${report.problemCount} 处：`,
    ...report.problems.map((problem) => problem.message),
  ])
}

/** `journal export DIR`: the log as static files that others can check. */
export async function journalExportCommand(
  dir: string,
  options: Json & { readonly entries?: boolean },
): Promise<void> {
  const reports = await withProduct(({ db }) =>
    exportJournal(db.owner, resolve(dir), { entries: options.entries ?? false }),
  )
  print({ ok: true, logs: reports }, true, options, [`已导出到 ${resolve(dir)}。`])
}
