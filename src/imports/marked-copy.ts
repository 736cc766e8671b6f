import { legalDate, rows } from '#kernel/index.ts'
import type { JobRun } from '#jobs/index.ts'
import { markedLines, markWorkbook, type SheetMarks } from '#sheets/index.ts'
import { bytesOf } from './draft-read.ts'
import type { DraftRecord, RowRecord } from './tables.ts'
import { ROW_CLASS_TEXTS } from './texts.ts'
import type { ImportKind } from './words.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const TITLE = '校验说明'
const PAGE = 2000

type Marks = { col: number; remarks: Map<number, string>; cells: Map<string, 'error' | 'warning'> }

/**
 * Writes the user's own file with what is to be said of it: a column of remarks behind the others,
 * doubtful cells coloured. A workbook keeps all its other parts; other formats become CSV.
 */
export async function writeMarkedCopy(job: JobRun, draft: DraftRecord): Promise<string> {
  const bytes = await bytesOf(draft)
  const marks = await marksOf(job, draft)
  const base = draft.file_name.replace(/\.[A-Za-z]{1,5}$/, '')
  if (draft.format === 'xlsx') {
    const out = await job.file(`${base}（标注）.xlsx`, XLSX)
    await markWorkbook(bytes, marks, out)
    out.end()
  } else {
    const out = await job.file(`${base}（标注）.csv`, 'text/csv; charset=utf-8')
    for await (const piece of markedLines(bytes, marks)) out.write(piece)
    out.end()
  }
  const remarked = [...marks.values()].reduce((sum, { remarks }) => sum + remarks.size, 0)
  return `已在原表上标注 ${Math.max(0, remarked - marks.size)} 行。`
}

async function marksOf(job: JobRun, draft: DraftRecord): Promise<ReadonlyMap<string, SheetMarks>> {
  const all = draft.sheets.map((sheet): Marks => {
    const remarks = new Map<number, string>()
    const above = draft.problems.filter(({ sheet: name }) => name === sheet.name)
    const said = above.map(({ cell, message }) => `${cell ?? ''}${message}`).join('；')
    const [top] = sheet.headerRows
    if (top !== undefined) remarks.set(top, said === '' ? TITLE : `${TITLE}（${said}）`)
    return { col: sheet.lastCol + 1, remarks, cells: new Map() }
  })
  for (let after = { sheet_no: 0, row_no: 0 }; ;) {
    const page = await rows<RowRecord>(
      job.runner.db.app,
      `select * from import_row where draft = $1 and (sheet_no, row_no) > ($2::integer, $3::integer)
        order by sheet_no, row_no limit $4`,
      [draft.id, after.sheet_no, after.row_no, PAGE],
    )
    for (const row of page) remember(all[row.sheet_no]!, row, draft.kind)
    await job.progress('标注原表', page.at(-1)?.row_no ?? 0, null)
    if (page.length < PAGE) break
    after = page.at(-1)!
  }
  return new Map(draft.sheets.map((sheet, at) => [sheet.name, all[at]!]))
}

function remember(marks: Marks, row: RowRecord, kind: ImportKind): void {
  for (const { cell, severity } of row.problems) {
    if (cell === null || severity === 'note') continue
    if (marks.cells.get(cell) !== 'error') marks.cells.set(cell, severity)
  }
  const remark = remarkOf(row, kind)
  if (remark !== null) marks.remarks.set(row.row_no, remark)
}

/** What stands behind a row: how it was taken, and each doubt with its address. */
function remarkOf(row: RowRecord, kind: ImportKind): string | null {
  if (row.class === 'headings' || row.class === 'notes' || row.class === 'empty') return null
  const said = row.problems.map(({ cell, message }) => `${cell ?? ''} ${message}`.trim())
  return [standing(row, kind), ...said].join('；')
}

function standing(row: RowRecord, kind: ImportKind): string {
  if (row.left_out !== null) return `不导入（${row.left_out}）`
  if (row.outcome === 'taken') return '已导入'
  if (row.outcome === 'failed') return `未能接收（${row.outcome_say ?? ''}）`
  if (row.brought_at !== null) {
    const before = kind === 'findings' ? `已于 ${legalDate(row.brought_at)} 导入` : '名录中已有'
    return `${before}，不重复写入`
  }
  return ROW_CLASS_TEXTS[row.class]
}
