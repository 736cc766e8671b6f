import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse'
import { ImportRefused, type RowCounts, type SheetReport } from '#imports/index.ts'

/** One row of a table: its number in the file (the header is 1), and its cells by title. */
export type Line = { readonly row: number; readonly cells: { readonly [title: string]: string } }

/** A table of comma-separated values: its titles, and the field that takes each column. */
export type Table = {
  readonly name: string
  readonly fields: { readonly [title: string]: string | null }
}

/**
 * Reads a table of Latin-1 text line by line; memory does not grow with the file. The counts grow
 * while it is read. Refuses with a sentence what is missing, unreadable or has other titles.
 */
export async function* readTable(
  dir: string,
  table: Table,
  counts: RowCounts,
): AsyncGenerator<Line> {
  const file = join(dir, table.name)
  const there = await stat(file).catch(() => undefined)
  if (!there?.isFile()) throw new ImportRefused(`找不到文件 ${file}。`)
  const titles = Object.keys(table.fields)
  const source = createReadStream(file)
  const parser = source.pipe(
    parse({ encoding: 'latin1', relaxColumnCount: true, skipEmptyLines: false }),
  )
  source.on('error', (error) => parser.destroy(error))
  let row = 0
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1
      if (row === 1) {
        checkTitles(table, cells)
        continue
      }
      counts.total += 1
      if (cells.every((cell) => cell.trim() === '')) {
        counts.empty += 1
        continue
      }
      yield { row, cells: Object.fromEntries(titles.map((title, at) => [title, cells[at] ?? ''])) }
    }
  } catch (error) {
    if (error instanceof ImportRefused) throw error
    const { code, message } = error as { code?: string; message: string }
    if (!code?.startsWith('CSV_') && !code?.startsWith('E')) throw error
    throw new ImportRefused(`${table.name} 第 ${row + 1} 行起无法读取：${message}`)
  }
  if (row === 0) checkTitles(table, [])
}

function checkTitles({ name, fields }: Table, titles: readonly string[]): void {
  const wanted = Object.keys(fields)
  if (wanted.join() === titles.join()) return
  throw new ImportRefused(`${name} 的表头应为“${wanted.join('、')}”，实为“${titles.join('、')}”。`)
}

/** The report of a table that was read. */
export function sheetOf({ name, fields }: Table, rows: RowCounts): SheetReport {
  const columns = Object.entries(fields).map(([title, field]) => ({
    address: cellOf({ name, fields }, title, 1),
    title,
    field,
  }))
  return { name, headerRows: [1], columns, rows }
}

/** The address of a cell, as a spreadsheet shows it. */
export function cellOf(table: Table, title: string, row: number): string {
  return `${String.fromCharCode(65 + Object.keys(table.fields).indexOf(title))}${row}`
}
