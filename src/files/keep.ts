import type { Queryable } from '#kernel/index.ts'
import { sha256 } from './inspect.ts'
import type { FileStore } from './store.ts'

/**
 * Keeps a file that the product itself made or that was checked otherwise, and enters it in the
 * registry, so that backups carry it. Answers its hash. Keeping the same again changes nothing.
 */
export async function keepFile(
  on: Queryable,
  store: FileStore,
  file: { readonly bytes: Buffer; readonly mime: string; readonly now: string },
): Promise<string> {
  const hash = sha256(file.bytes)
  await store.put(hash, file.bytes)
  await on.query(
    `insert into evidence_file (hash, essence, kind, mime, size, created_at)
      values ($1, $1, 'document', $2, $3, $4) on conflict (hash) do nothing`,
    [hash, file.mime, file.bytes.length, file.now],
  )
  return hash
}
