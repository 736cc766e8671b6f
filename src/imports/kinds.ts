import { firstRow, type Actor, type Queryable } from '#kernel/index.ts'
import { ENTERPRISES } from './enterprises-kind.ts'
import { openEnterprises } from './enterprises-target.ts'
import { FINDINGS } from './findings-kind.ts'
import { openFindings } from './findings-target.ts'
import type { AnyKind, KindRow } from './kind.ts'
import { ORGANIZATIONS } from './organizations-kind.ts'
import { openOrganizations } from './organizations-target.ts'
import { PEOPLE } from './people-kind.ts'
import { openPeople } from './people-target.ts'
import { WorkbookReading, type WorkbookReport } from './reading.ts'
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
  enterprises: entry(ENTERPRISES, openEnterprises),
  organizations: entry(ORGANIZATIONS, openOrganizations),
  people: entry(PEOPLE, openPeople),
} as const satisfies Record<ImportKind, Entry>

/** Reads a file as one kind and reports what would come in; nothing is written or looked up. */
export async function readAs(
  kind: ImportKind,
  file: { readonly name: string; readonly bytes: Uint8Array },
  today: string,
): Promise<WorkbookReport> {
  const reading = new WorkbookReading(KINDS[kind].kind, { today, fileName: file.name })
  for await (const _entry of reading.entries(file.bytes));
  return reading.report()
}

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
