import { firstRow, params, rows, type Queryable } from '#kernel/index.ts'
import { placeNames } from '#places/index.ts'
import { addressOf } from '#sheets/index.ts'
import type * as z from 'zod'
import { tallyOf } from './counts.ts'
import { KINDS } from './kinds.ts'
import { sumOf } from './rules.ts'
import { COMES_IN, type DraftRecord, type RowRecord } from './tables.ts'
import type { DraftBrief, DraftRow, DraftView, readDraftRows, RowFilter } from './words.ts'

/** A draft in one line of the list. */
export function briefOf(draft: DraftRecord): DraftBrief {
  return {
    id: draft.id,
    kind: draft.kind,
    state: draft.state,
    fileName: draft.file_name,
    say: draft.say,
    createdAt: draft.created_at,
    expiresAt: draft.expires_at,
  }
}

/** A draft as the wizard shows it, its counts taken anew from its rows. */
export async function viewDraft(on: Queryable, draft: DraftRecord): Promise<DraftView> {
  const { kind } = KINDS[draft.kind]
  const tally = await tallyOf(on, draft)
  const office = await firstRow<{ name: string }>(
    on,
    'select name from organization where id = $1',
    [draft.org],
  )
  const places = await placeNames(on, [draft.jur])
  return {
    id: draft.id,
    kind: draft.kind,
    state: draft.state,
    revision: draft.revision,
    fileName: draft.file_name,
    fileSize: Number(draft.file_size),
    fileHash: draft.file_hash,
    format: draft.format,
    encoding: draft.encoding,
    epoch: draft.epoch,
    office: office?.name ?? '',
    placeName: places.get(draft.jur)?.path ?? draft.jur,
    say: draft.say,
    job: draft.job,
    fields: Object.entries(kind.names).map(([field, name]) => ({ field, name })),
    main: kind.main,
    sheets: draft.sheets.map((sheet, at) => ({
      name: sheet.name,
      use: sheet.use,
      headerRows: [...sheet.headerRows],
      columns: sheet.columns.map(({ col, address, title, field }) => ({
        col,
        address,
        title,
        field,
      })),
      preview: sheet.preview.map(({ row, cells }) => ({ row, cells: [...cells] })),
      counts: tally.sheets[at]!,
    })),
    counts: sumOf(tally.sheets),
    doubts: tally.doubts,
    outcomes: tally.outcomes,
    problems: draft.problems.map((problem) => ({
      ...problem,
      candidates: [...(problem.candidates ?? [])],
    })),
    sameFile: await sameFileBefore(on, draft),
    doubtfulCodes: tally.doubtfulCodes,
    createdAt: draft.created_at,
    agreedAt: draft.agreed_at,
    takenAt: draft.taken_at,
    expiresAt: draft.expires_at,
  }
}

async function sameFileBefore(on: Queryable, draft: DraftRecord): Promise<DraftView['sameFile']> {
  const before = await firstRow<{ at: string; file_name: string; rows_taken: number }>(
    on,
    `select at, file_name, rows_taken from import_brought
      where org = $1 and kind = $2 and file_hash = $3 and id <> $4 order by at desc limit 1`,
    [draft.org, draft.kind, draft.file_hash, draft.id],
  )
  return before ? { at: before.at, fileName: before.file_name, taken: before.rows_taken } : null
}

type RowQuery = z.output<typeof readDraftRows.query>

/** Rows of a draft in the order of the file, filtered; `next` is the cursor of the next page. */
export async function rowsOf(
  on: Queryable,
  draft: DraftRecord,
  query: RowQuery,
): Promise<{ rows: DraftRow[]; next: string | null }> {
  const { param, values } = params()
  const where = [`r.draft = ${param(draft.id)}`]
  if (query.show) where.push(SHOWN[query.show])
  if (query.sheet !== undefined) where.push(`r.sheet_no = ${param(query.sheet)}::integer`)
  if (query.after) {
    const [sheet, row] = query.after.split('.').map(Number)
    where.push(`(r.sheet_no, r.row_no) > (${param(sheet)}::integer, ${param(row)}::integer)`)
  }
  const found = await rows<RowRecord>(
    on,
    `select r.* from import_row r where ${where.join(' and ')}
      order by r.sheet_no, r.row_no limit ${param(query.size + 1)}::integer`,
    values,
  )
  const page = found.slice(0, query.size)
  const last = page.at(-1)
  return {
    rows: page.map((row) => viewRow(draft, row)),
    next: found.length > query.size && last ? `${last.sheet_no}.${last.row_no}` : null,
  }
}

const SHOWN = {
  data: COMES_IN,
  refused: `r.class = 'refused' and r.left_out is null`,
  headings: `r.class = 'headings'`,
  subtotals: `r.class = 'subtotals'`,
  notes: `r.class = 'notes'`,
  examples: `r.class = 'examples'`,
  empty: `r.class = 'empty'`,
  repeated: `r.class = 'repeated' and r.left_out is null`,
  doubtful: `r.severity in ('error', 'warning') and r.left_out is null`,
  brought: `r.class = 'data' and r.brought_at is not null and r.left_out is null`,
  leftOut: 'r.left_out is not null',
  failed: `r.outcome = 'failed'`,
} as const satisfies Record<RowFilter, string>

function viewRow(draft: DraftRecord, row: RowRecord): DraftRow {
  const sheet = draft.sheets[row.sheet_no]
  const fields = new Map(row.cells?.fields ?? [])
  const columns = row.cells ? (sheet?.columns ?? []).filter(({ field }) => field !== null) : []
  return {
    sheet: row.sheet_no,
    sheetName: sheet?.name ?? '',
    row: row.row_no,
    class: row.class,
    said: row.said,
    cells: columns.map(({ col, field }) => {
      const settled = row.settled[field!]
      return {
        field: field!,
        address: addressOf(col, row.row_no),
        text: fields.get(field!)?.text ?? '',
        settled: settled?.text ?? settled?.name ?? null,
      }
    }),
    problems: row.problems.map((problem) => ({
      ...problem,
      candidates: [...(problem.candidates ?? [])],
    })),
    severity: row.severity,
    broughtAt: row.brought_at,
    broughtId: row.brought_id,
    broughtChanged: row.brought_changed,
    leftOut: row.left_out,
    outcome: row.outcome,
    outcomeSay: row.outcome_say,
    outcomeId: row.outcome_id,
  }
}
