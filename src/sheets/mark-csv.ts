import { readSheets } from './reader.ts'
import type { SheetMarks } from './mark-xlsx.ts'

const BOM = '\ufeff'

/**
 * A table that is no .xlsx, with a column of remarks behind each row, as comma-separated text in
 * UTF-8 with its mark; the cells stand as they were read. Several sheets follow each other by name.
 */
export async function* markedLines(
  bytes: Uint8Array,
  marks: ReadonlyMap<string, SheetMarks>,
): AsyncGenerator<string> {
  let here: SheetMarks | undefined
  let at = 0
  yield BOM
  for await (const event of readSheets(bytes)) {
    if (event.kind === 'sheet') {
      here = marks.get(event.name)
      at = 0
      if (marks.size > 1) yield lineOf([`工作表：${event.name}`])
    } else if (event.kind === 'rows') {
      let piece = ''
      for (const { row, cells } of event.rows) {
        // Rows that hold nothing are kept, so that each row stays where its address says.
        for (at += 1; at < row; at += 1) piece += '\r\n'
        const values: string[] = []
        for (const { col, text } of cells) values[col] = text
        const remark = here?.remarks.get(row)
        if (here && remark !== undefined) values[here.col] = remark
        piece += lineOf(Array.from(values, (value) => value ?? ''))
      }
      yield piece
    }
  }
}

function lineOf(values: readonly string[]): string {
  const written = values.map((value) =>
    /[",\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value,
  )
  return `${written.join(',')}\r\n`
}
