import { migrations } from '#kernel/index.ts'
import { print, withProduct, type Json } from './command-line.ts'

/** `migrate`: brings the database to this version; opening the product does the work. */
export async function migrateCommand(options: Json): Promise<void> {
  const number = await withProduct(async () => migrations().at(-1)?.number ?? 0)
  print({ ok: true, migration: number }, true, options, [`数据库已是第 ${number} 号结构。`])
}
