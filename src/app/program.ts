import { Command } from 'commander'
import { StoreRefused } from '#kernel/store/index.ts'
import { lawCheckCommand, lawReplayCommand } from './law-commands.ts'
import { sheetImportCommand } from './sheet-commands.ts'
import { countsVerifyCommand } from './counts-commands.ts'
import { journalExportCommand, journalVerifyCommand } from './journal-commands.ts'
import { loadDemoCommand } from './demo-command.ts'
import { adminCreateCommand } from './admin-create.ts'
import { backupCommand } from './backup.ts'
import { drawRunCommand, drawVerifyCommand } from './draw-commands.ts'
import { importCommand } from './import-command.ts'
import { nightlyCommand } from './night-command.ts'
import { planClashCommand } from './plan-commands.ts'
import { restoreCommand } from './restore.ts'
import { scoreCommand } from './score-command.ts'
import { serve } from './serve.ts'
import { migrateCommand } from './store-commands.ts'

/** Exit codes of every command: the answer is yes, the answer is no, the call was wrong. */
export const GOOD = 0
export const NO = 1
export const WRONG_USE = 2

const program = new Command('bihuan')
  .description('闭环：问题隐患从发现到销号')
  .exitOverride()
  .configureOutput({ writeErr: (text) => process.stderr.write(text) })

program
  .command('serve')
  .description('启动服务')
  .action(() => serve())
program
  .command('migrate')
  .description('将数据库升级到本版本')
  .option('--json')
  .action(migrateCommand)

program
  .command('nightly')
  .description('立即办理夜间任务：到期提醒、统计核对、督办建议、清理导入草稿')
  .option('--json')
  .action(nightlyCommand)

const law = program.command('law').description('法规包')
law
  .command('check')
  .argument('[dir]')
  .option('--json')
  .description('检查法规包')
  .action(lawCheckCommand)
law
  .command('replay')
  .option('--json')
  .description('按存证重新研判每次办理')
  .action(lawReplayCommand)

program
  .command('score')
  .argument('<pack>')
  .argument('<answers>')
  .option('--json')
  .description('按打分表计分，每处扣分注明依据')
  .action(scoreCommand)

program
  .command('sheet')
  .description('打分表')
  .command('import')
  .argument('<file>', 'Word 文件或者电子表格')
  .requiredOption('--out <dir>', '草稿写入的文件夹')
  .option('--id <id>', '草稿的标识，默认取文件夹名')
  .option('--issuer <name>', '制定机关')
  .option('--place <code>', '适用地区代码')
  .option('--json')
  .description('将打分表读成规则包草稿，报告对不上之处')
  .action(sheetImportCommand)

program
  .command('plan')
  .description('检查计划')
  .command('clash')
  .argument('<file>')
  .option('--json')
  .description('找出检查数量要求与企业年度上限的冲突，以上限为准')
  .action(planClashCommand)

const journal = program.command('journal').description('存证')
journal
  .command('verify')
  .option('--json')
  .description('核验存证与台账')
  .action(journalVerifyCommand)
journal
  .command('export')
  .argument('<dir>')
  .option('--entries', '连同每条内容')
  .option('--json')
  .description('导出可供外部核验的存证')
  .action(journalExportCommand)

program
  .command('counts')
  .description('统计')
  .command('verify')
  .option('--json')
  .description('重新清点台账，与统计数逐格核对；只报告，不改动')
  .action(countsVerifyCommand)

const drawing = program.command('draw').description('抽取')
drawing
  .command('run')
  .argument('<file>')
  .option('--json')
  .description('按抽取文件抽取，输出完整文件')
  .action(drawRunCommand)
drawing
  .command('verify')
  .argument('<file>')
  .option('--json')
  .description('重新抽取并核对公布的文件')
  .action(drawVerifyCommand)

program
  .command('admin')
  .description('管理员')
  .command('create')
  .requiredOption('--name <name>', '使用单位名称')
  .requiredOption('--place <code>', '使用单位所在地区代码')
  .option('--kind <kind>', '单位类别，默认 committee_office')
  .option('--json')
  .description('建立正式环境和三个管理员')
  .action(adminCreateCommand)

program
  .command('import')
  .argument('<kind>', 'findings、enterprises、organizations、people、sf-inspections、divisions')
  .argument('<file>', '文件、文件夹或省级代码')
  .option('--dry-run', '只试读，不写入')
  .option('--office <name>', '接收台账的单位名称')
  .option('--place <code>', '接收台账的地区代码')
  .option('--login <name>', '导入名录的人员账号，密码由环境变量 BIHUAN_PASSWORD 提供')
  .option('--agree', '已核对须核对之处，同意导入')
  .option('--keep-codes-because <reason>', '登记代码校验未通过而仍予保留的理由')
  .option('--json')
  .description('导入数据')
  .action(importCommand)

program
  .command('backup')
  .argument('<file>')
  .option('--json')
  .description('备份全部数据和文件')
  .action(backupCommand)
program
  .command('restore')
  .argument('<file>')
  .option('--checkpoint <file...>', '见证方或者导出件所留的存证点')
  .option('--json')
  .description('将备份恢复到空的数据目录')
  .action(restoreCommand)

const demo = program.command('demo').description('演示数据')
demo.command('load').option('--json').description('载入演示数据').action(loadDemoCommand)

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = explain(error)
}

function explain(error: unknown): number {
  const { code, exitCode, message } = error as { code?: string; exitCode?: number; message: string }
  if (code?.startsWith('commander.')) return exitCode === 0 ? GOOD : WRONG_USE
  if (error instanceof StoreRefused) {
    process.stderr.write(`${message}\n`)
    return NO
  }
  process.stderr.write(`${(error as Error).stack ?? message}\n`)
  return NO
}
