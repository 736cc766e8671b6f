import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { streamXlsxRows, writeXlsx } from 'hucre'
import { utils, write } from '@e965/xlsx'
import { readSheets } from './reader.ts'
import { hold, packed, sheetXml, workbook, type Held } from './trial.ts'
import { LIMITS } from './words.ts'

const SHARED = process.env['BIHUAN_SHARED']

function textsOf({ sheets }: Held): string[] {
  return sheets.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map(({ text }) => text)))
}

test('a workbook reads as it was written, in both epochs and under every time zone', async () => {
  const rows = [
    ['问题', '日期', '数', '是'],
    ['安全出口 <堵塞> & "杂物"', new Date('2023-08-07T00:00:00Z'), 3.6, true],
    [null, new Date('2024-02-29T00:00:00Z'), 45_145, null],
  ]
  const zone = process.env['TZ']
  for (const name of ['UTC', 'Asia/Shanghai', 'America/New_York']) {
    process.env['TZ'] = name
    for (const dateSystem of ['1900', '1904'] as const) {
      const held = await hold(await writeXlsx({ sheets: [{ name: 'S', rows }], dateSystem }))
      assert.deepEqual([held.format, held.epoch], ['xlsx', Number(dateSystem)])
      const [, second, third] = held.sheets[0]!.rows
      assert.deepEqual(second!.cells, [
        { col: 0, kind: 'text', text: '安全出口 <堵塞> & "杂物"' },
        { col: 1, kind: 'date', text: '2023-08-07' },
        { col: 2, kind: 'number', text: '3.6' },
        { col: 3, kind: 'boolean', text: 'TRUE' },
      ])
      assert.deepEqual(third!.cells, [
        { col: 1, kind: 'date', text: '2024-02-29' },
        { col: 2, kind: 'number', text: '45145' },
      ])
    }
  }
  if (zone === undefined) delete process.env['TZ']
  else process.env['TZ'] = zone
})

test('formulas are marked, errors named, rich text joined, readings left out, merges told', async () => {
  const rows =
    '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>' +
    '<c r="C2" t="s"><v>0</v></c><c r="D2" t="inlineStr"><is><r><t>甲</t></r><r><t>乙_x000D_</t></r></is></c></row>' +
    '<row r="5"/><row r="6"><c r="XFD6" s="3"/></row>'
  const strings =
    '<sst><si><r><t>安</t></r><r><t>全</t></r><rPh sb="0" eb="1"><t>あん</t></rPh></si></sst>'
  const merges = '<mergeCells count="1"><mergeCell ref="A1:C2"/></mergeCells>'
  const more = [{ name: 'xl/sharedStrings.xml', data: strings }]
  const held = await hold(workbook(sheetXml(rows, merges), more))
  assert.deepEqual(held.sheets, [
    {
      kind: 'sheet',
      name: 'S',
      hidden: false,
      merges: [{ top: 1, left: 0, bottom: 2, right: 2 }],
      rows: [
        {
          row: 2,
          cells: [
            { col: 0, kind: 'number', text: '2', formula: true },
            { col: 1, kind: 'error', text: '#DIV/0!', formula: true },
            { col: 2, kind: 'text', text: '安全' },
            { col: 3, kind: 'text', text: '甲乙\r' },
          ],
        },
      ],
      lastRow: 6,
    },
  ])
})

test('another reader finds the same cells', async () => {
  const rows = Array.from({ length: 900 }, (_, nth) => [
    `第${nth}处&隐患`,
    nth / 7,
    new Date(Date.UTC(2020, 0, 1 + nth)),
  ])
  const bytes = await writeXlsx({ sheets: [{ name: 'S', rows }] })
  const held = await hold(bytes)
  let nth = 0
  for await (const { values } of streamXlsxRows(bytes)) {
    const other = values.map((value) =>
      value instanceof Date ? value.toISOString().slice(0, 10) : String(value),
    )
    const own = held.sheets[0]!.rows[nth]!.cells.map(({ text }) => text)
    assert.equal(own[0], other[0])
    assert.equal(own[2], other[2])
    assert.ok(Math.abs(Number(own[1]) - Number(other[1])) < 1e-9)
    nth += 1
  }
  assert.equal(nth, 900)
})

test('.xls and SpreadsheetML read alike, whatever the file is called', async () => {
  const sheet = utils.aoa_to_sheet([
    ['问题', '日期'],
    ['堵塞', 45_145],
  ])
  sheet['B2'].z = 'yyyy-mm-dd'
  sheet['!merges'] = [{ s: { r: 1, c: 0 }, e: { r: 2, c: 0 } }]
  const book = utils.book_new(sheet, 'S')
  for (const [bookType, format] of [
    ['biff8', 'xls'],
    ['xlml', 'spreadsheetml'],
  ] as const) {
    const held = await hold(write(book, { type: 'buffer', bookType }) as Buffer)
    assert.equal(held.format, format)
    assert.deepEqual(textsOf(held), ['问题', '日期', '堵塞', '2023-08-07'], format)
    assert.deepEqual(held.sheets[0]!.merges, [{ top: 2, left: 0, bottom: 3, right: 0 }])
  }
})

test('CSV in UTF-8 and GB18030, with and without a mark, and in UTF-16', async () => {
  const lines = '序号,问题\r\n1,"堵塞，\n未清理"\r\n\r\n2,燃气\r\n'
  const gb = Buffer.from('d0f2bac52ccecacce20d0a312cb6c2c8fb0d0a', 'hex')
  const utf8 = Buffer.from(lines)
  const cases: readonly (readonly [Buffer, string])[] = [
    [utf8, 'utf-8'],
    [Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8]), 'utf-8'],
    [
      Buffer.concat([
        Buffer.from([0xff, 0xfe]),
        Buffer.from(lines.replaceAll(',', '\t'), 'utf16le'),
      ]),
      'utf-16le',
    ],
  ]
  for (const [bytes, encoding] of cases) {
    const held = await hold(bytes)
    assert.deepEqual([held.format, held.encoding], ['csv', encoding])
    assert.deepEqual(textsOf(held).slice(0, 4), ['序号', '问题', '1', '堵塞，\n未清理'])
    assert.deepEqual(
      held.sheets[0]!.rows.map(({ row }) => row),
      [1, 2, 4],
    )
    assert.equal(held.sheets[0]!.lastRow, 4)
  }
  for (const bytes of [gb, Buffer.concat([Buffer.from([0x84, 0x31, 0x95, 0x33]), gb])]) {
    const held = await hold(bytes)
    assert.equal(held.encoding, 'gb18030')
    assert.deepEqual(textsOf(held), ['序号', '问题', '1', '堵塞'])
  }
  const mixed = Buffer.concat([gb, Buffer.from([0xff, 0xff, 0x0a])])
  assert.equal((await hold(mixed)).fault, 'encoding')
})

test('what is no table is refused by what it is', async () => {
  const types = { name: '[Content_Types].xml', data: '<Types/>' }
  const compound = (name: string) =>
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(504),
      Buffer.from(`${name}\0`, 'utf16le'),
    ])
  const cases: readonly (readonly [string, Buffer])[] = [
    ['empty', Buffer.alloc(0)],
    ['empty', Buffer.from(' \n')],
    ['pdf', Buffer.from('%PDF-1.7 ')],
    ['html', Buffer.from('<html><table><tr><td>1</td></tr></table></html>')],
    ['unknown', Buffer.from([1, 2, 0, 3])],
    ['archive', packed([{ name: 'a.csv', data: 'a,b' }])],
    ['archive', packed([{ name: '../a.csv', data: 'a,b' }])],
    ['word', packed([types, { name: 'word/document.xml', data: '<w/>' }])],
    ['binary_workbook', packed([types, { name: 'xl/workbook.bin', data: 'x' }])],
    ['macro', workbook(sheetXml(''), [{ name: 'xl/vbaProject.bin', data: 'x' }])],
    ['macro', compound('_VBA_PROJECT_CUR')],
    ['encrypted', compound('EncryptedPackage')],
    ['word', compound('WordDocument')],
    ['damaged', workbook(sheetXml('')).subarray(0, 300)],
    ['damaged', workbook(sheetXml('<row r="3"/><row r="2"/>'))],
    ['damaged', workbook('<worksheet><sheetData><row')],
    ['doctype', workbook('<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>')],
    [
      'doctype',
      Buffer.from(
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
      ),
    ],
  ]
  for (const [fault, bytes] of cases) assert.equal((await hold(bytes)).fault, fault)
})

test('bombs, lying headers, floods of cells, merges, columns and time are refused by name', async () => {
  const cell = '<c><v>1</v></c>'
  const many = (count: number, of: (nth: number) => string) =>
    Array.from({ length: count }, (_, nth) => of(nth)).join('')
  const bomb = Buffer.alloc(64 << 20, ' ')
  const merges = many(50_000, (nth) => `<mergeCell ref="A${nth + 1}:B${nth + 1}"/>`)
  const named = many(300, () => `<row>${many(8, () => '<c t="s"><v>0</v></c>')}</row>`)
  const long = many(40, () => '<c t="s"><v>0</v></c>')
  const cases: readonly (readonly [string, Buffer, Partial<typeof LIMITS>?])[] = [
    ['bomb', workbook('', [{ name: 'xl/media/a.png', data: bomb }])],
    ['bomb', workbook(sheetXml(many(20_000, () => `<row>${cell}</row>`)), [], 900)],
    ['too_many_merges', workbook(sheetXml('', `<mergeCells>${merges}</mergeCells>`))],
    ['too_many_columns', workbook(sheetXml(`<row>${many(500, () => cell)}</row>`))],
    [
      'too_many_cells',
      workbook(sheetXml(many(300, () => `<row>${many(9, () => '<c/>')}</row>`)), []),
      { blanks: 2000 },
    ],
    [
      'too_many_bytes',
      workbook(sheetXml(`<row>${long}</row>`), [
        { name: 'xl/sharedStrings.xml', data: `<sst><si><t>${'长'.repeat(50_000)}</t></si></sst>` },
      ]),
    ],
  ]
  const one = `<sst><si><t>${'长'.repeat(39_000)}</t></si></sst>`
  const flood = workbook(sheetXml(named), [{ name: 'xl/sharedStrings.xml', data: one }])
  for (const [fault, bytes, limits] of [...cases, ['too_many_bytes', flood] as const]) {
    assert.equal((await hold(bytes, { ...LIMITS, ...limits })).fault, fault)
  }
})

test('a thread that computes too long is ended', async () => {
  // Different values: many equal ones would be taken for a bomb first. And so many of them that the
  // thread is looked at many times before it is through, however fast the machine is.
  const value = (nth: number) => Math.trunc(Math.abs(Math.sin(nth + 1)) * 1e12)
  const rows = Array.from(
    { length: 300_000 },
    (_, nth) => `<row><c><v>${value(nth)}</v></c></row>`,
  ).join('')
  const limits = { ...LIMITS, cpuMs: 1, cpuMsPerMegabyte: 0 }
  const toEnd = async () => {
    for await (const _event of readSheets(workbook(sheetXml(rows)), limits));
  }
  await assert.rejects(toEnd(), { fault: 'too_slow' })
})

test('a slow taker slows the reader down, and one that leaves ends it', async () => {
  const rows = Array.from({ length: 40_000 }, (_, nth) => `<row><c><v>${nth}</v></c></row>`).join(
    '',
  )
  let taken = 0
  for await (const event of readSheets(workbook(sheetXml(rows)))) {
    if (event.kind === 'rows') taken += event.rows.length
    if (taken >= 400) break
  }
  assert.ok(taken < 40_000)
})

test('the hostile folder: every file is read or refused by name', async (t) => {
  const folder = SHARED === undefined ? undefined : join(SHARED, 'data/hostile')
  if (folder === undefined || !existsSync(folder)) {
    return t.skip('BIHUAN_SHARED names no folder with data/hostile')
  }
  const faults: { [name: string]: string | null } = {}
  for (const name of readdirSync(folder)) {
    const held = await hold(readFileSync(join(folder, name)))
    faults[name] = held.fault
    if (/DateWindowing/.test(name)) assert.equal(textsOf(held)[0], '2000-01-01', name)
  }
  assert.equal(faults['57893-many-merges.xlsx'], 'too_many_merges')
  assert.equal(faults['poc-xmlbomb.xlsx'], 'doctype')
  assert.equal(faults['poc-shared-strings.xlsx'], 'too_many_bytes')
  assert.equal(faults['protected_passtika.xlsx'], 'encrypted')
  assert.equal(faults['zip-slip.zip'], 'archive')
})
