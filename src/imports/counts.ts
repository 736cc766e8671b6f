import { rows, type Queryable } from '#kernel/index.ts'
import { keepsCodes, NO_COUNTS } from './rules.ts'
import type { DraftRecord } from './tables.ts'
import type { Counts, RowClassName } from './words.ts'

/** What the rows of a draft come to, counted anew from the rows themselves. */
export type Tally = {
  readonly sheets: readonly Counts[]
  readonly doubts: { readonly error: number; readonly warning: number; readonly note: number }
  readonly outcomes: { readonly taken: number; readonly repeated: number; readonly failed: number }
  readonly doubtfulCodes: number
}

type Group = {
  readonly sheet_no: number
  readonly class: RowClassName
  readonly n: bigint
  readonly left_out: bigint
  readonly brought: bigint
  readonly errors: bigint
  readonly warnings: bigint
  readonly notes: bigint
  readonly taken: bigint
  readonly repeated: bigint
  readonly failed: bigint
  readonly codes: bigint
}

/** Counts the rows of a draft, sheet by sheet; rows that the file does not store are added. */
export async function tallyOf(
  on: Queryable,
  draft: Pick<DraftRecord, 'id' | 'kind' | 'sheets'>,
): Promise<Tally> {
  const groups = await rows<Group>(
    on,
    `select sheet_no, class, count(*) as n,
        count(*) filter (where left_out is not null) as left_out,
        count(*) filter (where left_out is null and class = 'data' and brought_at is not null)
          as brought,
        count(*) filter (where left_out is null and severity = 'error') as errors,
        count(*) filter (where left_out is null and severity = 'warning') as warnings,
        count(*) filter (where left_out is null and severity = 'note') as notes,
        count(*) filter (where outcome = 'taken') as taken,
        count(*) filter (where outcome = 'repeated') as repeated,
        count(*) filter (where outcome = 'failed') as failed,
        count(*) filter (where left_out is null and class = 'data' and brought_at is null
          and problems @> '[{"field": "creditCode", "severity": "warning"}]'::jsonb) as codes
       from import_row where draft = $1 group by sheet_no, class`,
    [draft.id],
  )
  const sum = (of: (group: Group) => bigint) =>
    Number(groups.reduce((all, group) => all + of(group), 0n))
  return {
    sheets: draft.sheets.map(({ total, unstored }, at) =>
      countsOf(
        groups.filter(({ sheet_no: sheet }) => sheet === at),
        total,
        unstored,
      ),
    ),
    doubts: {
      error: sum((group) => group.errors),
      warning: sum((group) => group.warnings),
      note: sum((group) => group.notes),
    },
    outcomes: {
      taken: sum((group) => group.taken),
      repeated: sum((group) => group.repeated),
      failed: sum((group) => group.failed),
    },
    doubtfulCodes: keepsCodes(draft.kind) ? sum((group) => group.codes) : 0,
  }
}

function countsOf(
  groups: readonly Group[],
  total: number,
  unstored: { readonly empty: number; readonly headings: number },
): Counts {
  const counts: Counts = { ...NO_COUNTS, total }
  for (const group of groups) {
    const leftOut = Number(group.left_out)
    const brought = Number(group.brought)
    counts[group.class] += Number(group.n) - leftOut - brought
    counts.leftOut += leftOut
    counts.brought += brought
  }
  counts.empty += unstored.empty
  counts.headings += unstored.headings
  return counts
}
