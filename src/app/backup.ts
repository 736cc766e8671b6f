import { access, constants, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { openFileStore } from '#files/index.ts'
import { BackupRefused } from './backup-format.ts'
import { backupTo } from './backup-write.ts'
import { print, withProduct, type Json } from './command-line.ts'

/** `backup FILE`: everything but the keys, in one file, beside a running server or alone. */
export async function backupCommand(file: string, options: Json): Promise<void> {
  const path = resolve(file)
  try {
    await checkTarget(path)
    const report = await withProduct(async ({ db, dataDir, runner }) =>
      backupTo(path, { db, files: await openFileStore(dataDir), now: runner.clock.now() }),
    )
    const whole = report.missing.length === 0
    print({ ok: whole, file: path, ...report }, whole, options, [
      `已备份到 ${path}：数据 ${report.rows} 行，文件 ${report.files} 个。签名密钥不在其中，请另行保管 data/keys。`,
      ...(whole
        ? []
        : [`有 ${report.missing.length} 个文件缺失或者已被改动，未能备份，请核查文件目录。`]),
    ])
  } catch (error) {
    if (!(error instanceof BackupRefused)) throw error
    print({ ok: false, refused: error.message }, false, options, [error.message])
  }
}

async function checkTarget(path: string): Promise<void> {
  const there = await stat(path).catch(() => undefined)
  if (there) throw new BackupRefused(`${path} 已经存在；备份不覆盖原有文件，请另取文件名。`)
  await access(dirname(path), constants.W_OK).catch(() => {
    throw new BackupRefused(`不能写入文件夹 ${dirname(path)}，请检查它是否存在、有无权限。`)
  })
}
