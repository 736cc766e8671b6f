import type { ClassifiedRow, FieldCell } from '#sheets/index.ts'
import type { Chosen } from './directory.ts'
import type { AnyKind, KindRow, RowContext } from './kind.ts'
import type { ImportProblem } from './report.ts'
import type { KeptCells, Settled } from './tables.ts'
import type { Target } from './target.ts'

/** What a kept row says once its settled cells are put in. */
export type Judged = {
  readonly row: KindRow | null
  readonly problems: readonly ImportProblem[]
  readonly identity: string | null
  readonly content: string | null
  readonly chosen: Chosen
}

/** Reads a kept row again with what was settled by hand; nothing else of it changes. */
export function judge(
  kind: AnyKind,
  target: Pick<Target<KindRow>, 'judge'>,
  of: {
    readonly row: number
    readonly cells: KeptCells
    readonly settled: Readonly<Record<string, Settled>>
    readonly context: RowContext
    /** Where a field's column stands, for a cell that the file leaves empty. */
    readonly columnOf: (field: string) => number | null
  },
): Judged {
  const chosen = chosenIn(of.settled)
  const { row, problems } = kind.read(restored(of), { ...of.context, chosen })
  return row
    ? { ...judgeRow(kind, target, row, problems, chosen), chosen }
    : { row: null, problems, identity: null, content: null, chosen }
}

/** A row that could be read, with what its names come to; a name that must match may refuse it. */
export function judgeRow(
  kind: AnyKind,
  target: Pick<Target<KindRow>, 'judge'>,
  row: KindRow,
  own: readonly ImportProblem[],
  chosen: Chosen,
): Omit<Judged, 'chosen'> {
  const problems = [...own, ...target.judge(row, chosen)]
  if (problems.some(({ severity }) => severity === 'error')) {
    return { row: null, problems, identity: null, content: null }
  }
  return { row, problems, identity: kind.identity(row), content: kind.content(row) }
}

/** The names that somebody chose, by field. */
export function chosenIn(settled: Readonly<Record<string, Settled>>): Chosen {
  return Object.fromEntries(
    Object.entries(settled).flatMap(([field, { id, name }]) =>
      id === undefined ? [] : [[field, { id, name: name ?? '' }] as const],
    ),
  )
}

function restored({
  row,
  cells,
  settled,
  columnOf,
}: Parameters<typeof judge>[2]): ClassifiedRow<string> {
  const fields = new Map<string, FieldCell>(cells.fields)
  for (const [field, { text }] of Object.entries(settled)) {
    if (text === undefined) continue
    const col = fields.get(field)?.col ?? columnOf(field)
    if (col === null) continue
    if (text === '') fields.delete(field)
    else fields.set(field, { col, row, kind: 'text', text })
  }
  const covered = cells.covered.filter(({ field }) => settled[field]?.text === undefined)
  const { group, groupRow = null } = cells
  return { row, is: 'data', why: null, fields, group, groupRow, covered }
}
