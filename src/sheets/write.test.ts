import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { describe, it } from 'node:test'
import ExcelJS from 'exceljs'
import { sharedFolder } from '../../test/served.ts'
import { hold } from './trial.ts'
import { writeCsv } from './write-csv.ts'
import { writeXlsx, type WrittenRow, type WrittenSheet } from './write-xlsx.ts'

const SHEET: WrittenSheet = {
  name: '台账',
  title: '问题隐患台账（演示）',
  columns: [
    { title: '问题', width: 40, kind: 'text' },
    { title: '发现日期', width: 12, kind: 'day' },
    { title: '资金（万元）', width: 12, kind: 'number' },
  ],
  paper: 'A3',
}

/** Texts that a spreadsheet would take for formulas, or that XML or CSV could not carry. */
const HOSTILE = [
  '=1+1',
  '=HYPERLINK("https://example.org","点击")',
  '+86',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  "'=1",
  "''=1",
  '＝1+1',
  "=cmd|' /C calc'!A0",
  '0012',
  '13800000001',
  '1E5',
  '2023-08-07',
  '3/4',
  'TRUE',
  '#N/A',
  ' 两端有空格 ',
  '两行\n第二行',
  '引号"与,逗号;分号',
  '<script>&amp;</script>',
  '_x000D_',
  'a\u0001b',
  '𠮷𡿺',
  '😀',
  '孤立\ud800代理',
  'a'.repeat(32_767),
]

async function written(
  rows: readonly WrittenRow[],
  how: typeof writeXlsx | typeof writeCsv = writeXlsx,
  sheet = SHEET,
): Promise<{ bytes: Buffer; rows: number; cut: number }> {
  const pieces: Buffer[] = []
  const out = new Writable({
    write(piece: Buffer, _encoding, done) {
      pieces.push(piece)
      done()
    },
  })
  const counts = await how(out, sheet, batched(rows), async ({ rows: n }) => `说明：共${n}条`)
  return { bytes: Buffer.concat(pieces), ...counts }
}

async function* batched(rows: readonly WrittenRow[]): AsyncGenerator<readonly WrittenRow[]> {
  for (let at = 0; at < rows.length; at += 2) yield rows.slice(at, at + 2)
}

describe('a written workbook', () => {
  it('holds title, the line known last, header and rows, each of its kind', async () => {
    const { bytes, rows } = await written([
      ['甲', '2023-08-07', '3.60'],
      ['乙', null, '5元'],
      [null, '1899-01-01', '12345678901234567.89'],
    ])
    const { sheets, fault } = await hold(bytes)
    assert.equal(fault, null)
    assert.equal(rows, 3)
    assert.deepEqual(
      sheets[0]!.rows.map(({ cells }) => cells.map(({ kind, text }) => `${kind} ${text}`)),
      [
        ['text 问题隐患台账（演示）'],
        ['text 说明：共3条'],
        ['text 问题', 'text 发现日期', 'text 资金（万元）'],
        ['text 甲', 'date 2023-08-07', 'number 3.6'],
        ['text 乙', 'text 5元'],
        ['text 1899-01-01', 'text 12345678901234567.89'],
      ],
    )
    assert.deepEqual(sheets[0]!.merges, [
      { top: 1, left: 0, bottom: 1, right: 2 },
      { top: 2, left: 0, bottom: 2, right: 2 },
    ])
  })

  it('keeps every text a text, whatever it begins with', async () => {
    const { bytes, cut } = await written(HOSTILE.map((text) => [text, text, text]))
    const { sheets, fault } = await hold(bytes)
    assert.equal(fault, null)
    assert.equal(cut, 0)
    const cells = sheets[0]!.rows.slice(3).map((row) => row.cells)
    for (const [at, text] of HOSTILE.entries()) {
      const first = cells[at]![0]!
      assert.equal(first.kind, 'text')
      assert.equal(first.formula, undefined)
      assert.equal(first.text, text.toWellFormed())
    }
  })

  it('opens in another reader with equal cells, real dates and formats', async () => {
    // The other reader leaves `_xHHHH_` as it is written.
    const texts = HOSTILE.filter(
      (text) => !text.includes('_x') && !text.includes('\u0001') && text.length < 100,
    )
    const { bytes } = await written([
      ...texts.map((t) => [t, null, null]),
      ['甲', '2024-02-29', '1234.50'],
    ])
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(bytes as never)
    const sheet = book.worksheets[0]!
    assert.equal(sheet.name, '台账')
    assert.deepEqual(
      texts.map((_, at) => sheet.getCell(at + 4, 1).value),
      texts.map((text) => text.toWellFormed()),
    )
    const last = sheet.getRow(4 + texts.length)
    assert.equal((last.getCell(2).value as Date).toISOString().slice(0, 10), '2024-02-29')
    assert.equal(last.getCell(3).value, 1234.5)
    assert.equal(last.getCell(3).numFmt, '#,##0.00')
    assert.equal(sheet.getCell('A1').isMerged, true)
    assert.equal(sheet.views[0]!.state, 'frozen')
    assert.equal((sheet.views[0] as { ySplit: number }).ySplit, 3)
    assert.equal(sheet.getColumn(1).width, 40)
    assert.equal(sheet.pageSetup.printTitlesRow, '1:3')
  })

  it('cuts a text that no cell holds and counts it', async () => {
    const { bytes, cut } = await written([['长'.repeat(40_000), null, null]])
    assert.equal(cut, 1)
    const { text } = (await hold(bytes)).sheets[0]!.rows[3]!.cells[0]!
    assert.equal(text.length, 32_767)
    assert.match(text, /超出单元格上限/)
  })

  it('lays groups over their columns and gives lines beneath the rows', async () => {
    const column = (title: string, group?: string) =>
      ({ title, width: 10, kind: 'number', ...(group === undefined ? {} : { group }) }) as const
    const { bytes } = await written([['1', '2', '3']], writeXlsx, {
      ...SHEET,
      columns: [column('行业'), column('排查', '一般'), column('整改', '一般')],
      foot: ['填表人：'],
    })
    const [sheet] = (await hold(bytes)).sheets
    assert.deepEqual(
      sheet!.merges.map(({ top, left, bottom, right }) => [top, left, bottom, right]),
      [
        [1, 0, 1, 2],
        [2, 0, 2, 2],
        [3, 0, 4, 0],
        [3, 1, 3, 2],
        [6, 0, 6, 2],
      ],
    )
    assert.equal(sheet!.rows.at(-1)!.cells[0]!.text, '填表人：')
  })

  it('throws on what its rows throw', async () => {
    async function* broken(): AsyncGenerator<readonly WrittenRow[]> {
      yield [['甲', null, null]]
      throw new Error('gone')
    }
    const out = new Writable({ write: (_piece, _encoding, done) => done() })
    await assert.rejects(
      writeXlsx(out, SHEET, broken(), async () => ''),
      /gone/,
    )
  })

  const naughty = join(sharedFolder(), 'data/strings/blns.json')
  it('carries the collected naughty strings', { skip: !existsSync(naughty) }, async () => {
    const all = JSON.parse(readFileSync(naughty, 'utf8')) as string[]
    const lines = all.filter((line) => line !== '')
    for (const how of [writeXlsx, writeCsv]) {
      const { bytes } = await written(
        lines.map((line) => [line, null, null]),
        how,
      )
      const { sheets, fault } = await hold(bytes)
      assert.equal(fault, null)
      const read = new Map(sheets[0]!.rows.map(({ row, cells }) => [row, cells[0]?.text]))
      const above = how === writeXlsx ? 4 : 2
      for (const [at, line] of lines.entries()) {
        assert.equal(read.get(at + above), line.toWellFormed())
      }
    }
  })
})

describe('a written CSV', () => {
  it('marks what would be a formula, and the reader takes the mark off', async () => {
    const kept = HOSTILE.filter((text) => text.isWellFormed() && !text.includes('\u0001'))
    const { bytes } = await written(
      kept.map((text) => [text, null, '3.60']),
      writeCsv,
    )
    const text = bytes.toString()
    assert.ok(text.startsWith('\ufeff问题,发现日期,资金（万元）\r\n'))
    assert.match(text, /^'=1\+1,,3\.60\r$/m)
    assert.doesNotMatch(text, /^[=+\-@]/m)
    const { sheets, fault } = await hold(bytes)
    assert.equal(fault, null)
    assert.deepEqual(
      sheets[0]!.rows.slice(1, -1).map(({ cells }) => cells[0]!.text),
      kept,
    )
    assert.equal(sheets[0]!.rows.at(-1)!.cells[0]!.text, `说明：共${kept.length}条`)
  })
})
