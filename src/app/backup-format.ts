import * as z from 'zod'

/** The form of a backup: a gzipped tar of header, tables in parts, files, and a manifest last. */
export const FORMAT = 'bihuan-backup'
export const HEADER = 'backup.json'
export const MANIFEST = 'manifest.json'

/** Tables travel in parts of this size, so that neither side holds more in memory. */
export const PART_BYTES = 4 * 1024 * 1024

const count = z.int().nonnegative()
const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** The first member: what is needed to make room for the rest. */
export const headerSchema = z.object({
  format: z.literal(FORMAT),
  v: z.literal(1),
  /** The number of the migration that the tables are in the form of. */
  migration: z.int().positive(),
  at: z.string(),
  tables: z.array(
    z.object({ name: z.string().min(1), columns: z.array(z.string().min(1)).min(1) }),
  ),
  /** The present log and its last checkpoint; null where the journal was never opened. */
  log: z.object({ origin: z.string(), note: z.string().nullable() }).nullable(),
})
export type Header = z.output<typeof headerSchema>

/** The last member: what all the others must come to. A backup without it was broken off. */
export const manifestSchema = z.object({
  header: hash,
  tables: z.array(z.object({ name: z.string(), rows: count, bytes: count, sha256: hash })),
  files: z.object({ count, sha256: hash }),
})
export type Manifest = z.output<typeof manifestSchema>

/** A backup that cannot be made or restored, with the sentence that says why. */
export class BackupRefused extends Error {}
