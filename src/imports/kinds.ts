import { firstRow, type Actor, type Queryable } from '#kernel/index.ts'
import { FINDINGS } from './findings-kind.ts'
import { openFindings } from './findings-target.ts'
import type { AnyKind, KindRow } from './kind.ts'
import type { OpenTarget, Taking } from './target.ts'
import type { ImportKind } from './words.ts'

type Entry = { readonly kind: AnyKind; readonly open: OpenTarget<KindRow> }

/** A kind and its target agree on their fields and rows; the table forgets which. */
function entry(kind: unknown, open: unknown): Entry {
  return { kind: kind as AnyKind, open: open as OpenTarget<KindRow> }
}

/** Every kind of spreadsheet, and where its rows go. */
export const KINDS = {
  findings: entry(FINDINGS, openFindings),
  enterprises: entry(FINDINGS, openFindings),
  organizations: entry(FINDINGS, openFindings),
  people: entry(FINDINGS, openFindings),
} as const satisfies Record<ImportKind, Entry>

/** Who takes in what the acting post uploaded: its office, and the place that names are matched in. */
export async function takingOf(
  on: Queryable,
  actor: Actor,
  draft: { readonly jur: string; readonly file_name: string },
): Promise<Taking> {
  const office = await firstRow<{ name: string }>(
    on,
    'select name from organization where id = $1',
    [actor.org],
  )
  if (!office) throw new Error(`no organization ${actor.org}`)
  return {
    actor,
    office: { id: actor.org, name: office.name },
    home: draft.jur,
    fileName: draft.file_name,
  }
}
