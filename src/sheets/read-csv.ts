import { CsvError, parse } from 'csv-parse/sync'
import { decodeText } from './encoding.ts'
import type { Sink } from './sink.ts'
import { SheetRefused } from './refused.ts'
import { unmarked } from './write-csv.ts'

/** Reads comma-, tab- or semicolon-separated text; every cell is text. */
export async function readCsv(bytes: Buffer, sink: Sink): Promise<void> {
  const { text, encoding } = decodeText(bytes)
  await sink.file('csv', encoding, 1900)
  await sink.sheet('CSV', false, [])
  const records = recordsOf(text)
  for (const [at, record] of records.entries()) {
    sink.row(at + 1)
    for (const [col, value] of record.entries()) sink.cell(col, 'text', unmarked(value), false)
    await sink.turn()
  }
  await sink.end(records.length)
}

function recordsOf(text: string): string[][] {
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      relaxColumnCount: true,
      skipEmptyLines: false,
      relaxQuotes: true,
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const { lines } = error as CsvError & { lines?: number }
    throw new SheetRefused('damaged', lines === undefined ? undefined : `第 ${lines} 行起`)
  }
}

/** The separator that the first lines have most of, outside quotes. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 20_000).replaceAll(/"[^"]*"/g, '')
  const count = (mark: string) => head.split(mark).length
  return [',', '\t', ';'].toSorted((a, b) => count(b) - count(a))[0]!
}
