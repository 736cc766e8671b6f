import { rm } from 'node:fs/promises'
import { rows, type Runner } from '#kernel/index.ts'

/** Removes drafts whose time is over or that were given up, with their rows and files. */
export async function sweepDrafts({ db, clock }: Pick<Runner, 'db' | 'clock'>): Promise<number> {
  const old = await rows<{ id: string; file_path: string | null }>(
    db.app,
    `select id, file_path from import_draft
      where (expires_at < $1 or state = 'dropped') and state <> 'taking' limit 1000`,
    [clock.now()],
  )
  for (const { id, file_path: path } of old) {
    if (path !== null) await rm(path, { force: true })
    await db.app.query('delete from import_row where draft = $1', [id])
    await db.app.query('delete from import_draft where id = $1', [id])
  }
  return old.length
}
