import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { disposition } from '#files/index.ts'
import { writeXlsx, type WrittenRow, type WrittenSheet } from './write-xlsx.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A list that fits in memory as a workbook to download; `foot` stands below its rows. */
export async function sheetFile(
  sheet: WrittenSheet,
  rows: readonly WrittenRow[],
  { name, foot }: { readonly name: string; readonly foot: string },
) {
  const out = new PassThrough()
  const [body] = await Promise.all([
    buffer(out),
    writeXlsx(out, sheet, once(rows), async () => foot).finally(() => out.end()),
  ])
  return {
    download: {
      body,
      headers: {
        'content-type': XLSX,
        'content-length': String(body.length),
        'content-disposition': disposition('attachment', `${name}.xlsx`),
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
    },
  }
}

async function* once(all: readonly WrittenRow[]) {
  yield all
}
