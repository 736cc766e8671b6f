import { once } from 'node:events'
import type { Writable } from 'node:stream'
import type { WrittenCounts, WrittenRow, WrittenSheet } from './write-xlsx.ts'

const BOM = '\ufeff'
/** Texts that a spreadsheet would take for a formula; one that was marked already is marked again. */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/

/**
 * Writes comma-separated text with the columns' titles first, in UTF-8 with its mark, as the rows
 * come. A text that would be taken for a formula carries an apostrophe, which the reader takes off
 * again. The last line says what the file is.
 */
export async function writeCsv(
  out: Writable,
  sheet: Pick<WrittenSheet, 'columns'>,
  batches: AsyncIterable<readonly WrittenRow[]>,
  line: (counts: WrittenCounts) => Promise<string>,
): Promise<WrittenCounts> {
  const kinds = sheet.columns.map(({ kind }) => kind)
  const counts = { rows: 0, cut: 0 }
  await push(out, BOM + lineOf(sheet.columns.map(({ title }) => title)))
  for await (const batch of batches) {
    let piece = ''
    for (const row of batch) {
      piece += lineOf(row.map((value, at) => (kinds[at] === 'number' ? plain(value) : safe(value))))
    }
    counts.rows += batch.length
    await push(out, piece)
  }
  await push(out, lineOf([safe(await line(counts))]))
  return counts
}

/** Takes off the apostrophe that kept a text from being a formula. */
export function unmarked(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text
}

function safe(value: string | null): string {
  if (value === null) return ''
  return FORMULA.test(value) ? `'${value}` : value
}

function plain(value: string | null): string {
  return value !== null && /^-?\d+(\.\d+)?$/.test(value) ? value : safe(value)
}

function lineOf(values: readonly string[]): string {
  const written = values.map((value) =>
    /[",\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value,
  )
  return `${written.join(',')}\r\n`
}

async function push(out: Writable, text: string): Promise<void> {
  if (out.errored) throw out.errored
  if (text !== '' && !out.write(text)) await once(out, 'drain')
}
