import { readSheets } from '#sheets/index.ts'
import { isDocx, readDocx } from './read-docx.ts'
import type { ReadFile, Table } from './table.ts'

/**
 * Reads a Word file or a spreadsheet by its content. Throws SheetRefused with its sentence for
 * what is neither.
 */
export async function readSheetFile(bytes: Buffer): Promise<ReadFile> {
  return isDocx(bytes) ? readDocx(bytes) : readWorkbook(bytes)
}

async function readWorkbook(bytes: Buffer): Promise<ReadFile> {
  const tables: { name: string; rows: Table['rows'][number][] }[] = []
  let format = ''
  for await (const event of readSheets(bytes)) {
    if (event.kind === 'file') format = event.format
    if (event.kind === 'sheet') tables.push({ name: event.name, rows: [] })
    if (event.kind !== 'rows') continue
    for (const { row, cells } of event.rows) {
      const held = cells.filter(({ text }) => text.trim() !== '')
      tables.at(-1)?.rows.push({ row, cells: new Map(held.map(({ col, text }) => [col, text])) })
    }
  }
  return { format, tables, paragraphs: [] }
}
