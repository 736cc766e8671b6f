import { firstRow, rows, type Actor, type Queryable } from '#kernel/index.ts'
import type { FieldCell, SheetFormat } from '#sheets/index.ts'
import type { RowContext } from './kind.ts'
import type { ImportProblem } from './report.ts'
import type { SheetSetting } from './sheet-reading.ts'
import type { DraftState, ImportKind, RowClassName, Severity } from './words.ts'

/** What a draft keeps of a sheet: how it was read, and the counts of rows that never change. */
export type KeptSheet = {
  readonly name: string
  readonly use: boolean
  readonly headerRows: readonly number[]
  readonly columns: readonly {
    readonly col: number
    readonly address: string
    readonly title: string
    readonly titles: readonly string[]
    readonly field: string | null
  }[]
  readonly preview: readonly {
    readonly row: number
    readonly cells: readonly { readonly col: number; readonly text: string }[]
  }[]
  readonly context: RowContext
  readonly total: number
  /** The last column in use, counted from 0. */
  readonly lastCol: number
  /** Rows that the file does not store, and that no row of the draft stands for. */
  readonly unstored: { readonly empty: number; readonly headings: number }
}

/** A row of `import_draft`. */
export type DraftRecord = {
  readonly id: string
  readonly kind: ImportKind
  readonly account: string
  readonly org: string
  readonly jur: string
  readonly file_name: string
  readonly file_hash: string
  readonly file_size: bigint
  readonly file_path: string | null
  readonly format: SheetFormat | null
  readonly encoding: string | null
  readonly epoch: number | null
  readonly state: DraftState
  readonly say: string | null
  readonly job: string | null
  readonly settings: Readonly<Record<string, SheetSetting>>
  readonly sheets: readonly KeptSheet[]
  readonly problems: readonly ImportProblem[]
  readonly options: { readonly keepCodesBecause?: string | null }
  readonly revision: number
  readonly created_at: string
  readonly agreed_at: string | null
  readonly taken_at: string | null
  readonly expires_at: string
}

/** What was settled of a cell by hand. */
export type Settled = {
  readonly text?: string
  readonly id?: string
  readonly name?: string
}

/** The cells of a row that its kind reads, with the merged ones that cover it. */
export type KeptCells = {
  readonly fields: readonly (readonly [string, FieldCell])[]
  readonly covered: readonly {
    readonly field: string
    readonly col: number
    readonly owner: { readonly row: number; readonly col: number }
  }[]
  readonly group: string | null
  /** The row of that heading; drafts from before it was kept lack it. */
  readonly groupRow?: number | null
}

/** A row of `import_row`. */
export type RowRecord = {
  readonly sheet_no: number
  readonly row_no: number
  readonly class: RowClassName
  readonly said: string
  readonly cells: KeptCells | null
  readonly problems: readonly ImportProblem[]
  readonly severity: Severity | null
  readonly identity: string | null
  readonly content: string | null
  readonly brought_at: string | null
  readonly brought_id: string | null
  readonly brought_changed: boolean
  readonly settled: Readonly<Record<string, Settled>>
  readonly left_out: string | null
  readonly outcome: 'taken' | 'repeated' | 'failed' | null
  readonly outcome_say: string | null
  readonly outcome_id: string | null
}

const STANDING = `select d.*,
        case when j.state not in ('failed', 'cancelled') then d.state
          when d.state = 'taking' then 'ready'
          when d.state = 'reading' and d.sheets <> '[]'::jsonb then 'ready'
          when d.state = 'reading' then 'refused' else d.state end as state,
        case when d.state in ('reading', 'taking') and j.state in ('failed', 'cancelled')
          then j.say else d.say end as say
       from import_draft d left join job j on j.id = d.job`

/**
 * A draft of this person on this post's body; nobody else's is found. One whose job was stopped or
 * failed stands where it stood before: taking over may be agreed to again, and goes on.
 */
export function findDraft(
  on: Queryable,
  actor: Pick<Actor, 'account' | 'org'>,
  id: string,
): Promise<DraftRecord | undefined> {
  return firstRow<DraftRecord>(
    on,
    `${STANDING}
      where d.id = $1 and d.account = $2 and d.org = $3`,
    [id, actor.account, actor.org],
  )
}

/** The drafts of this person on this post's body that were not given up, newest first. */
export function draftsOf(
  on: Queryable,
  { account, org }: Pick<Actor, 'account' | 'org'>,
): Promise<DraftRecord[]> {
  return rows<DraftRecord>(
    on,
    `${STANDING}
      where d.account = $1 and d.org = $2 and d.state <> 'dropped'
      order by d.created_at desc, d.id limit 100`,
    [account, org],
  )
}

/** The gravest of what is to be said. */
export function gravest(problems: readonly ImportProblem[]): Severity | null {
  for (const severity of ['error', 'warning', 'note'] as const) {
    if (problems.some((one) => one.severity === severity)) return severity
  }
  return null
}

/** A row that taking it over would refuse, for a reason that is not in the row itself. */
export function refusedFor<R extends Pick<RowRecord, 'class' | 'problems'>>(
  row: R,
  no: ImportProblem,
): R & Pick<RowRecord, 'severity' | 'identity' | 'content'> {
  const problems = [...row.problems, no]
  return {
    ...row,
    class: 'refused',
    problems,
    severity: no.severity,
    identity: null,
    content: null,
  }
}

/** The rows that come in when the draft is agreed to, over `import_row r`. */
export const COMES_IN = `r.class = 'data' and r.brought_at is null and r.left_out is null`

/** Writes rows of a draft anew; what was settled of them goes along. */
export async function writeRows(
  on: Queryable,
  draft: string,
  found: readonly Omit<RowRecord, 'outcome' | 'outcome_say' | 'outcome_id'>[],
): Promise<void> {
  await on.query(
    `insert into import_row (draft, sheet_no, row_no, class, said, cells, problems, severity,
        identity, content, brought_at, brought_id, brought_changed, settled, left_out)
     select $1, sheet_no, row_no, class, said, cells, problems, severity, identity, content,
        brought_at, brought_id, brought_changed, settled, left_out
       from jsonb_to_recordset($2::jsonb) as t (sheet_no integer, row_no integer, class text,
        said text, cells jsonb, problems jsonb, severity text, identity text, content text,
        brought_at timestamptz, brought_id uuid, brought_changed boolean, settled jsonb,
        left_out text)
     on conflict (draft, sheet_no, row_no) do update set class = excluded.class,
        said = excluded.said, cells = excluded.cells,
        problems = excluded.problems, severity = excluded.severity,
        identity = excluded.identity, content = excluded.content,
        brought_at = excluded.brought_at, brought_id = excluded.brought_id,
        brought_changed = excluded.brought_changed, settled = excluded.settled,
        left_out = excluded.left_out`,
    [draft, JSON.stringify(found)],
  )
}
