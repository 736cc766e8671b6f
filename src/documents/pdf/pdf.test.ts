import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Document, Footer, PageBreak, PageNumber, Packer, Paragraph, TextRun } from 'docx'
import { Table, TableCell, TableRow, WidthType } from 'docx'
import { isRefusal } from '#kernel/index.ts'
import { readPdf } from '../../../test/pdf.ts'
import { builtIn } from '../templates.ts'
import { findFonts } from './fonts.ts'
import { pdfOf } from './index.ts'
import { linesOf, type Setting } from './lines.ts'
import type { Look, Paragraph as Laid } from './shapes.ts'

const NOW = '2026-03-02T02:00:00Z'
const skip = findFonts() ? false : 'no Chinese font on this machine'

type Children = (Paragraph | Table)[]

async function wordOf(children: Children, footer: Paragraph[] = []): Promise<Buffer> {
  const footers = { default: new Footer({ children: footer }) }
  return Packer.toBuffer(new Document({ sections: [{ children, footers }] }))
}

async function pdfPages(word: Buffer) {
  const pdf = await pdfOf(word, NOW)
  assert.ok(!isRefusal(pdf), JSON.stringify(pdf))
  return readPdf(pdf)
}

const LOOK: Look = { face: 'fang', size: 16, color: '#000000', underline: false, spacing: 0 }

function laid(text: string, more: Partial<Laid> = {}): string[] {
  const paragraph: Laid = {
    kind: 'paragraph',
    align: 'both',
    left: 0,
    right: 0,
    first: 0,
    before: 0,
    after: 0,
    line: { rule: 'exact', value: 28 },
    keepNext: false,
    newPage: false,
    above: null,
    below: null,
    size: 16,
    pieces: [{ kind: 'text', text, look: LOOK }],
    ...more,
  }
  const setting: Setting = {
    width: 80,
    pitch: 0,
    charSpace: 0,
    tabStop: 36,
    measure: (character) => (character > '\u2E7F' || /[“”]/.test(character) ? 16 : 8),
    field: () => '1',
  }
  return linesOf(paragraph, setting).map(({ segments }) => segments.map((s) => s.text).join(''))
}

test('lines break between Chinese characters, never before a stop or inside a number', () => {
  const cases: [string, string[]][] = [
    ['一二三四五六', ['一二三四五', '六']],
    ['一二三四五，六', ['一二三四', '五，六']],
    ['一二三四（五六', ['一二三四', '（五六']],
    ['一二三四2026年', ['一二三四', '2026年']],
    ['abcdefghijklmn', ['abcdefghij', 'klmn']],
    ['', ['']],
  ]
  for (const [text, lines] of cases) assert.deepEqual(laid(text), lines, text)
  assert.deepEqual(laid('一二三四五', { first: 32 }), ['一二三', '四五'])
})

test(
  'a form becomes A4 pages with its page numbers, its text and its fonts in it',
  { skip },
  async () => {
    for (const form of ['notice', 'strike_off'] as const) {
      const { pages, sizes, fonts } = await pdfPages(await builtIn(form))
      assert.ok(pages.length > 0, form)
      pages.forEach((text, index) => assert.ok(text.endsWith(`—${index + 1}—`), `${form}: ${text}`))
      for (const [width, height] of sizes) {
        assert.ok(Math.abs(width - 595.3) < 0.2 && Math.abs(height - 841.9) < 0.2, form)
      }
      assert.ok(pages.join('').includes('{number}'), form)
      assert.ok(
        fonts.every((name) => /^[A-Z]{6}\+/.test(name)),
        'subsets',
      )
    }
  },
)

test(
  'a table goes on over pages with its head again, a cell taller than a page is cut',
  { skip },
  async () => {
    const cell = (lines: readonly string[]) =>
      new TableCell({ children: lines.map((line) => new Paragraph(line)) })
    const rows = [
      new TableRow({ tableHeader: true, children: [cell(['表头'])] }),
      ...Array.from({ length: 60 }, (_, n) => new TableRow({ children: [cell([`第${n}行。`])] })),
      new TableRow({ children: [cell(Array.from({ length: 90 }, (_, n) => `长${n}。`))] }),
    ]
    const table = new Table({ rows, width: { size: 100, type: WidthType.PERCENTAGE } })
    const { pages } = await pdfPages(await wordOf([table]))
    assert.equal(pages.length, 3)
    for (const page of pages) assert.ok(page.startsWith('表头'), page.slice(0, 20))
    const text = pages.join('')
    for (let n = 0; n < 60; n++) assert.equal(text.split(`第${n}行。`).length, 2, `row ${n}`)
    for (let n = 0; n < 90; n++) assert.equal(text.split(`长${n}。`).length, 2, `line ${n}`)
  },
)

test(
  'page breaks and the number of all pages hold; a file of too many pages is refused',
  { skip },
  async () => {
    const footer = new Paragraph({
      children: [new TextRun({ children: ['共', PageNumber.TOTAL_PAGES, '页'] })],
    })
    const breaks = (count: number) =>
      Array.from({ length: count }, () => new Paragraph({ children: [new PageBreak()] }))
    const { pages } = await pdfPages(await wordOf(breaks(2), [footer]))
    assert.deepEqual(pages, ['共3页', '共3页', '共3页'])
    const many = await pdfOf(await wordOf(breaks(500)), NOW)
    assert.match(isRefusal(many) ? many.refused : '', /文书超过400页，不生成PDF/)
  },
)

test('where no Chinese font is, none is made up', () => {
  assert.equal(findFonts(['/nowhere']), null)
})
