import { crc32 } from 'node:zlib'
import { writeXlsx } from 'hucre'
import type { Pack } from '#law/index.ts'

/** A row of a printed sheet: its cells, or one cell that stands for the whole row. */
export type PrintedRow = readonly string[]

type Scoring = NonNullable<Pack['scoring']>
type Clause = Scoring['categories'][number]['items'][number]['criteria'][number]['clauses'][number]

export const COLUMNS = ['考评项目', '考评细则', '评分标准', '完成情况', '得分', '扣分及原因']

const ORDINALS = '一二三四五六七八九十'
const ordinal = (n: number) =>
  n > 10 ? `十${n % 10 === 0 ? '' : ORDINALS[(n % 10) - 1]}` : ORDINALS[n - 1]!

const COUNTED = {
  once: '，',
  per_occurrence_found: '，每发现一次',
  per_enterprise_found: '，每发现 1 家',
  per_person_found: '，每发现1人',
  per_missing_occurrence: '，每缺少一次，',
  per_missing_person: '，每少1人，',
  per_place_found: '，每发现一处',
  per_missing_topic: '，每缺少一项',
} as const satisfies Record<Clause['unit'], string>

/**
 * A sheet as an office prints it, in the words of its pack, with everything in which the paper
 * differs from it: headings that came apart or lost their number, criteria in another row, a label
 * and points printed wrong, headings of levels that are missing, the header again on each page.
 */
export function printedSheet({ sheet, categories }: Scoring): PrintedRow[] {
  const shifted = categories.flatMap(({ items }) =>
    items.flatMap((item) => item.criteria.filter(({ printedIn }) => printedIn !== undefined)),
  )
  const rows: PrintedRow[] = [COLUMNS]
  let level = ''
  for (const category of categories) {
    const heading = sheet.levels.find((one) => one.level === category.level)!
    const said = heading.printed === undefined ? heading.heading : heading.printed
    const opening = category.level === level ? null : said
    level = category.level
    if (opening !== null && category.id === 1)
      rows.push([`${opening}（每个县区抽查 3 个重点行业领域，每行业领域至少抽查 1 家企业）`])
    const cells = headingCells(category, opening !== null && category.id > 1 ? opening : '')
    category.items.forEach((item, n) => {
      const moved = n === 0 ? shifted.filter(({ printedIn }) => printedIn === category.id) : []
      const own = item.criteria.filter((one) => !moved.includes(one) && !shifted.includes(one))
      const criteria = [...moved, ...own].map(criterionText).join('\n')
      if (n === 1 && cells[1] !== undefined) rows.push(COLUMNS)
      rows.push([cells[n] ?? '', `${item.id}. ${item.label}。（${item.points} 分）`, criteria])
    })
  }
  return [...rows, [`${sheet.footer}：`]]
}

function headingCells(
  { id, label, points, printed }: Scoring['categories'][number],
  opening: string,
): string[] {
  const number = printed?.label ?? `(${ordinal(id)})`
  if (printed?.heading === 'lost') return [`${label}。（${points}分）`]
  if (printed?.heading === 'split') {
    const half = Math.ceil(label.length / 2)
    return [`${number}${label.slice(0, half)}`, `${label.slice(half)}。(${points}分)`]
  }
  const [first = points, ...more] = printed?.points ?? []
  return [
    `${opening}\n${number}${label}。(${first} 分)`,
    ...more.map((one) => `${label}（${one}分）`),
  ]
}

function criterionText({
  number,
  notApplicable,
  clauses,
}: Scoring['categories'][number]['items'][number]['criteria'][number]): string {
  const said = clauses.map(({ label, unit, points }) => `${label}的${COUNTED[unit]}扣 ${points} 分`)
  return `(${number}) ${said.join('，')}；${notApplicable ? '(不涉及的不扣分)' : ''}`
}

/** A workbook of the rows. */
export async function sheetXlsx(rows: readonly PrintedRow[]): Promise<Buffer> {
  return Buffer.from(
    await writeXlsx({ sheets: [{ name: '打分表', rows: rows.map((row) => [...row]) }] }),
  )
}

/** A Word file of paragraphs and one table; a row of one cell spans the table. */
export function sheetDocx(paragraphs: readonly string[], rows: readonly PrintedRow[]): Buffer {
  const cell = (text: string, span: number) =>
    `<w:tc><w:tcPr>${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''}</w:tcPr>${text
      .split('\n')
      .map(paragraph)
      .join('')}</w:tc>`
  const row = (cells: PrintedRow) => {
    const whole = cells.length === 1
    const written = whole ? cells : COLUMNS.map((_, n) => cells[n] ?? '')
    return `<w:tr>${written.map((text) => cell(text, whole ? COLUMNS.length : 1)).join('')}</w:tr>`
  }
  const document = `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraphs.map(paragraph).join('')}<w:tbl>${rows.map(row).join('')}</w:tbl></w:body></w:document>`
  return stored({
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    'word/document.xml': document,
  })
}

function paragraph(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<w:p><w:r><w:t xml:space="preserve">${escaped}</w:t></w:r></w:p>`
}

/** An archive whose entries are not packed. */
function stored(parts: { readonly [name: string]: string }): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(parts)) {
    const [named, data] = [Buffer.from(name), Buffer.from(text)]
    const sizes = Buffer.alloc(16)
    sizes.writeUInt32LE(crc32(data), 0)
    sizes.writeUInt32LE(data.length, 4)
    sizes.writeUInt32LE(data.length, 8)
    sizes.writeUInt16LE(named.length, 12)
    const common = Buffer.concat([Buffer.from([20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0]), sizes])
    const head = Buffer.concat([Buffer.from('PK\x03\x04'), common, named, data])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, named]))
    local.push(head)
    offset += head.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(central.length, 8)
  end.writeUInt16LE(central.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, directory, end])
}
