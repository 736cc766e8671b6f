import { ledger, rows, type Queryable } from '#kernel/index.ts'
import type { FileKind, Phase, Use } from './words.ts'

/** 证据: a photo or document that belongs to a subject, by the hash of its content. */
export const EVIDENCE = ledger({
  kind: 'evidence',
  table: 'evidence',
  fields: {
    subjectKind: { column: 'subject_kind', as: 'text' },
    subjectId: { column: 'subject_id', as: 'uuid' },
    kind: { column: 'kind', as: 'text' },
    phase: { column: 'phase', as: 'text' },
    hash: { column: 'hash', as: 'text' },
    mime: { column: 'mime', as: 'text' },
    size: { column: 'size', as: 'integer' },
    width: { column: 'width', as: 'integer' },
    height: { column: 'height', as: 'integer' },
    name: { column: 'name', as: 'text', sealed: true },
    note: { column: 'note', as: 'text', sealed: true },
    takenAt: { column: 'taken_at', as: 'instant' },
    uploadedAt: { column: 'uploaded_at', as: 'instant' },
    uploadedBy: { column: 'uploaded_by', as: 'uuid' },
    uploadedOrg: { column: 'uploaded_org', as: 'uuid' },
    position: { column: 'position', as: 'text', sealed: true },
    earlier: { column: 'earlier', as: 'json' },
    reuseReason: { column: 'reuse_reason', as: 'text', sealed: true },
    party: { column: 'party_id', as: 'uuid' },
  },
})

/** A row of the ledger under its logical names. */
export type EvidenceRow = {
  readonly jur: string
  readonly id: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly kind: FileKind
  readonly phase: Phase
  readonly hash: string
  readonly mime: string
  readonly size: number
  readonly width: number | null
  readonly height: number | null
  readonly name: string | null
  readonly note: string | null
  readonly takenAt: string | null
  readonly uploadedAt: string
  readonly uploadedBy: string
  readonly uploadedOrg: string
  readonly position: string | null
  readonly earlier: readonly Use[]
  readonly reuseReason: string | null
}

/** The select list that reads a row of `evidence e` under its logical names. */
export const EVIDENCE_COLUMNS = [
  'e.jur',
  'e.id',
  ...Object.entries(EVIDENCE.fields)
    .filter(([name]) => name !== 'party')
    .map(([name, { column }]) => `e.${column} as "${name}"`),
].join(', ')

/** A file that was uploaded and what is known of its content. */
export type UploadRow = {
  readonly id: string
  readonly hash: string
  readonly essence: string
  readonly kind: FileKind
  readonly mime: string
  readonly size: number
  readonly width: number | null
  readonly height: number | null
  readonly name: string
  readonly takenAt: string | null
  readonly position: string | null
  readonly uploadedAt: string
  readonly usedAt: string | null
}

/** Reads uploads of one account; those of others are not there for it. */
export async function findUploads(
  on: Queryable,
  account: string,
  ids: readonly string[],
): Promise<UploadRow[]> {
  return rows<UploadRow>(
    on,
    `select u.id, u.hash, u.essence, f.kind, f.mime, f.size::integer as size, f.width, f.height,
        u.name, u.taken_at as "takenAt", u.position, u.created_at as "uploadedAt",
        u.used_at as "usedAt"
      from evidence_upload u join evidence_file f on f.hash = u.hash
      where u.account = $1 and u.id = any ($2::uuid[])`,
    [account, ids],
  )
}

/** A use of a content as the registry keeps it. */
export type UseRow = {
  readonly essence: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly phase: Phase
  readonly photo: boolean
  readonly jur: string
  readonly number: string | null
  readonly at: string
}

/** Where these contents were used, oldest first. */
export async function usesOf(on: Queryable, essences: readonly string[]): Promise<UseRow[]> {
  return rows<UseRow>(
    on,
    `select essence, subject_kind as "subjectKind", subject_id as "subjectId", phase, photo, jur,
        number, at
      from evidence_use where essence = any ($1::text[]) order by at, subject_id, phase`,
    [essences],
  )
}

/** Takes the contents' rows, in one order, so that two acts with the same content take turns. */
export async function lockContents(on: Queryable, essences: readonly string[]): Promise<void> {
  await on.query(
    'select 1 from evidence_file where essence = any ($1::text[]) order by hash for update',
    [essences],
  )
}

/**
 * Claims contents for a subject. The unique index on “after” photos lets only one of two acts
 * have one, whatever the locks; a claim goes away with its transaction when the act is refused.
 */
export async function claimUses(
  on: Queryable,
  uses: readonly (Omit<UseRow, 'at'> & { readonly at: string })[],
): Promise<void> {
  for (const use of uses) {
    await on.query(
      `insert into evidence_use (essence, subject_kind, subject_id, phase, photo, jur, number, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
      [
        use.essence,
        use.subjectKind,
        use.subjectId,
        use.phase,
        use.photo,
        use.jur,
        use.number,
        use.at,
      ],
    )
  }
}

/** Marks uploads as handed in. */
export async function markUsed(on: Queryable, ids: readonly string[], at: string): Promise<void> {
  await on.query('update evidence_upload set used_at = $2 where id = any ($1::uuid[])', [ids, at])
}

/** Writes a subject's number into the registry once its office has given one. */
export async function numberUses(
  on: Queryable,
  subject: { readonly kind: string; readonly id: string },
  number: string,
): Promise<void> {
  await on.query(
    'update evidence_use set number = $3 where subject_kind = $1 and subject_id = $2',
    [subject.kind, subject.id, number],
  )
}
