import type { Pool } from 'pg'
import {
  refuse,
  rows,
  type Actor,
  type Queryable,
  type Refusal,
  type Runner,
} from '#kernel/index.ts'
import type * as z from 'zod'
import { rememberChoice, saidIn } from './choices.ts'
import { judge } from './judge.ts'
import { KINDS, takingOf } from './kinds.ts'
import type { AnyKind, KindRow } from './kind.ts'
import type { SheetSetting } from './sheet-reading.ts'
import {
  gravest,
  refusedFor,
  writeRows,
  type DraftRecord,
  type RowRecord,
  type Settled,
} from './tables.ts'
import type { Known, Target } from './target.ts'
import type * as words from './words.ts'

type CellBody = z.output<typeof words.settleCell.body>
type LayoutBody = z.output<typeof words.settleLayout.body>

const CLAUSE = 'bihuan-house-rules#import'
const MOST_SAME = 20_000

/**
 * Settles a cell: another text, or whom its name means. With `same` it holds for every row whose
 * cell says the same. The rows are read again at once. Answers how many rows it was.
 */
export async function settleCells(
  runner: Runner,
  actor: Actor,
  draft: DraftRecord,
  body: CellBody,
): Promise<number | Refusal | undefined> {
  const on = runner.db.app
  const { kind, open } = KINDS[draft.kind]
  const target = await open(on, await takingOf(on, actor, draft))
  if (!Object.hasOwn(kind.names, body.field)) {
    return refuse('没有这个栏目，请重新选择。', CLAUSE)
  }
  const name = body.choice && target.offered(body.choice.id)
  if (body.choice && name === null) {
    return refuse('所选的地区、单位或企业不在本岗位的范围内，请重新选择。', CLAUSE)
  }
  const found = await concerned(on, draft, body)
  if (found.length === 0) return undefined
  const next: Settled | null = body.choice
    ? { id: body.choice.id, name: name! }
    : body.text === null
      ? null
      : { text: body.text }
  for (let at = 0; at < found.length; at += 500) {
    const again = found.slice(at, at + 500).map((row) => {
      const { [body.field]: _old, ...rest } = row.settled
      return { ...row, settled: next ? { ...rest, [body.field]: next } : rest }
    })
    await judgeAgain(on, draft, { kind, target }, again)
  }
  await keepChoice(runner, draft, body, found)
  return found.length
}

/** The row that was pointed at, and with `same` every other whose cell says the same. */
async function concerned(on: Queryable, draft: DraftRecord, body: CellBody): Promise<RowRecord[]> {
  const here = await rows<RowRecord>(
    on,
    `select * from import_row where draft = $1 and sheet_no = $2 and row_no = $3
        and cells is not null`,
    [draft.id, body.sheet, body.row],
  )
  const said = textIn(here[0], body.field)
  if (!body.same || said === null) return here
  const all = await rows<RowRecord>(
    on,
    `select * from import_row where draft = $1 and cells is not null
      order by sheet_no, row_no limit $2`,
    [draft.id, MOST_SAME],
  )
  return all.filter((row) => textIn(row, body.field) === said)
}

/** A choice for every row that says the same holds for the office's next file; undone, it is forgotten. */
async function keepChoice(
  runner: Runner,
  draft: DraftRecord,
  { field, text, choice, same }: CellBody,
  found: readonly RowRecord[],
): Promise<void> {
  const said = textIn(found[0], field)
  const undone = choice === null && text === null
  if (said === null || (!undone && !(choice && same))) return
  const now = runner.clock.now()
  await rememberChoice(runner.db.app, draft, { field, said, id: choice?.id ?? null }, now)
}

function textIn(row: RowRecord | undefined, field: string): string | null {
  const text = row?.cells?.fields.find(([name]) => name === field)?.[1].text
  return text === undefined ? null : saidIn(text)
}

type Ground = { readonly kind: AnyKind; readonly target: Target<KindRow> }

async function judgeAgain(
  on: Pool,
  draft: DraftRecord,
  { kind, target }: Ground,
  found: readonly RowRecord[],
): Promise<void> {
  const judged = found.map((kept) => {
    const sheet = draft.sheets[kept.sheet_no]!
    const of = {
      row: kept.row_no,
      cells: kept.cells!,
      settled: kept.settled,
      context: sheet.context,
      columnOf: (field: string) => sheet.columns.find((one) => one.field === field)?.col ?? null,
    }
    return { kept, ...judge(kind, target, of) }
  })
  const asked = judged.flatMap(({ row, identity, content, chosen }) =>
    row && identity !== null && content !== null ? [{ row, identity, content, chosen }] : [],
  )
  const known = asked.length > 0 ? await target.known(on, asked) : new Map<string, Known>()
  const refusals = await target.refusals?.(on, asked)
  await writeRows(
    on,
    draft.id,
    judged.map(({ kept, problems, identity, content }) => {
      const here = identity === null ? undefined : known.get(identity)
      const no = here || isDouble(kept) ? undefined : refusals?.get(identity ?? '')
      const now = {
        ...kept,
        class: identity === null ? 'refused' : isDouble(kept) ? 'repeated' : 'data',
        problems: isDouble(kept) ? [...problems, ...ofTheRow(kept)] : problems,
        severity: gravest(problems),
        identity,
        content,
        brought_at: here ? (here.at ?? draft.created_at) : null,
        brought_id: here?.id ?? null,
        brought_changed: here?.changed ?? false,
      } as const
      return no ? refusedFor(now, no) : now
    }),
  )
}

/** A row that stands twice in its file stays the double while only names of it were chosen. */
function isDouble({ class: is, settled }: RowRecord): boolean {
  return is === 'repeated' && Object.values(settled).every(({ text }) => text === undefined)
}

/** What was said of a row as a whole: that it stands twice. */
function ofTheRow({ problems }: RowRecord): RowRecord['problems'] {
  return problems.filter(({ field }) => field === null)
}

/** Keeps a settled layout with the draft; its next reading follows it, and remembers the columns. */
export async function keepLayout(
  runner: Runner,
  draft: DraftRecord,
  body: LayoutBody,
): Promise<Refusal | null> {
  const { kind } = KINDS[draft.kind]
  const settings: Record<string, SheetSetting> = {}
  for (const { name, use, headerRows, columns } of body.sheets) {
    if (!draft.sheets.some((sheet) => sheet.name === name))
      return refuse(`文件中没有名为“${name}”的工作表。`, CLAUSE)
    const stray = Object.values(columns).find(
      (field) => field !== null && !Object.hasOwn(kind.names, field),
    )
    if (stray !== undefined) return refuse('没有这个栏目，请重新选择。', CLAUSE)
    const taken = Object.values(columns).filter((field) => field !== null)
    const twice = taken.find((field, at) => taken.indexOf(field) !== at)
    if (twice) {
      return refuse(`“${kind.names[twice]}”只能对应一列，请重新选择。`, CLAUSE)
    }
    const before = draft.settings[name]?.columns ?? {}
    settings[name] = {
      use,
      headerRows: headerRows ?? draft.settings[name]?.headerRows ?? null,
      columns: { ...before, ...columns },
    }
  }
  await runner.db.app.query('update import_draft set settings = $2::jsonb where id = $1', [
    draft.id,
    JSON.stringify({ ...draft.settings, ...settings }),
  ])
  return null
}
