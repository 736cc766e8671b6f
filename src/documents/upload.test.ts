import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import { isRefusal } from '#kernel/index.ts'
import { readDocx } from '../../test/docx.ts'
import { makeZip } from '../files/trial.ts'
import { judgeTemplate } from './templates.ts'

/** A Word file of these lines, made without our own template tool. */
async function wordOf(lines: readonly string[]): Promise<Buffer> {
  const children = lines.map((line) => new Paragraph(line))
  return Packer.toBuffer(new Document({ sections: [{ children }] }))
}

const EXTENSION = ['{number} {title}', '{askedDueOn}：{reason}']

/** The tags of an extension, and in the last cell of a table of two by two the words given. */
async function inTable(words: string): Promise<Buffer> {
  const row = (texts: readonly string[]) =>
    new TableRow({
      children: texts.map((text) => new TableCell({ children: [new Paragraph(text)] })),
    })
  const table = new Table({ rows: [row(['甲', '乙']), row(['丙', words])] })
  const children = [...EXTENSION.map((line) => new Paragraph(line)), table]
  return Packer.toBuffer(new Document({ sections: [{ children }] }))
}

test('a template with a broken, unknown or missing tag is refused in a sentence', async () => {
  const cases: [string, Buffer, RegExp][] = [
    ['cut brace', await wordOf([...EXTENSION, '', '{date']), /不完整：“\{date”，在第4段“\{date”。/],
    [
      'two halves',
      await wordOf([...EXTENSION, '{da', 'te}']),
      /“\{date\}”分在两段，第3段“\{da”和第4段/,
    ],
    ['open loop', await wordOf([...EXTENSION, '{#number}']), /没有结束标签，在第3段“\{#number\}”/],
    ['unknown', await wordOf([...EXTENSION, '金额{fine}']), /：fine（在第3段“金额\{fine\}”）。/],
    [
      'misspelt',
      await wordOf([...EXTENSION, '{resaon}']),
      /（在第3段“\{resaon\}”，可能应为\{reason\}）/,
    ],
    ['by its label', await wordOf([...EXTENSION, '{原期限}']), /可能应为\{originalDueOn\}/],
    [
      'in a table',
      await inTable('{adress}{rectifyer}'),
      /第1个表格第2行第2格“\{adress\}\{rectify…”/,
    ],
    ['missing', await wordOf(['{number} {title}', '{askedDueOn}']), /缺少必需的标签：延期理由/],
  ]
  for (const [name, bytes, sentence] of cases) {
    const judged = await judgeTemplate('extension', bytes)
    assert.ok(isRefusal(judged), name)
    assert.match(judged.refused, sentence, name)
  }
})

test('what is no plain Word document is refused by its content, whatever its name', async () => {
  const whole = await wordOf(EXTENSION)
  const cases: [string, Buffer, RegExp][] = [
    ['text', Buffer.from('{number}'), /./],
    ['nothing', Buffer.alloc(0), /./],
    ['cut off', whole.subarray(0, 900), /./],
    ['macros declared', await changed(whole, '[Content_Types].xml', MACROS), /启用宏/],
    ['a macro', await changed(whole, 'word/vbaProject.bin', () => 'x'), /宏/],
    ['a template elsewhere', await changed(whole, 'word/_rels/document.xml.rels', OUTSIDE), /外部/],
    ['a spreadsheet', await changed(whole, 'xl/workbook.xml', () => '<a/>', /^word\//), /docx/],
  ]
  for (const [name, bytes, sentence] of cases) {
    const judged = await judgeTemplate('extension', bytes)
    assert.ok(isRefusal(judged), name)
    assert.match(judged.refused, sentence, name)
  }
})

const MACROS = (text: string) =>
  text.replace('wordprocessingml.document.main', 'wordprocessingml.document.macroEnabled.main')

const OUTSIDE = (text: string) =>
  text.replace(
    '</Relationships>',
    '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/' +
      'relationships/attachedTemplate" Target="https://example.org/a.dotx" ' +
      'TargetMode="External"/></Relationships>',
  )

/** The same Word file with one part changed or added, and without those that `without` names. */
async function changed(
  bytes: Buffer,
  part: string,
  change: (text: string) => string,
  without = /^$/,
): Promise<Buffer> {
  const { parts } = await readDocx(bytes)
  const all = new Map(parts)
  all.set(part, change(all.get(part) ?? ''))
  return makeZip(
    [...all].filter(([name]) => !without.test(name)).map(([name, data]) => ({ name, data })),
  )
}
