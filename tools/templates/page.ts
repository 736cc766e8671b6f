// The page of GB/T 9704-2012: A4, margins, core of 22 lines × 28 characters, page number.
import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  DocumentGridType,
  Footer,
  LineRuleType,
  PageNumber,
  Paragraph,
  TextRun,
  type ISectionOptions,
} from 'docx'

/** Fonts by the names of the standard; templates/README.md lists free ones that stand in. */
export const BODY = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '仿宋_GB2312' }
export const TITLE = { ...BODY, eastAsia: '方正小标宋简体' }
export const HEAD = { ...BODY, eastAsia: '黑体' }
export const SONG = { ascii: '宋体', hAnsi: '宋体', eastAsia: '宋体' }

/** Sizes in half points: 二号, 三号, 四号, 小四. */
export const SIZE = { two: 44, three: 32, four: 28, smallFour: 24 } as const

/** 28 points exactly, in twips. */
const LINE = { line: 560, lineRule: LineRuleType.EXACT } as const

/** A quarter of a point less between characters: 28 of 三号 are 448 points, the core 442. */
const CLOSE = { characterSpacing: -5 } as const

/** Two characters of 三号. */
const TWO_CHARACTERS = 640

type ParagraphOptions = ConstructorParameters<typeof Paragraph>[0]
type More = Exclude<ParagraphOptions, string>
type Written = ReturnType<Paragraph['prepForXml']>

/**
 * A paragraph that the page's grid does not move. LibreOffice gives each character two of its cells
 * and breaks labels of four; so paragraphs keep to 22 × 28 by their own spacing. The package has no
 * option for it.
 */
export class OffGrid extends Paragraph {
  override prepForXml(context: Parameters<Paragraph['prepForXml']>[0]): Written {
    const written = super.prepForXml(context)
    const parts = (written?.['w:p'] ?? []) as readonly { readonly 'w:pPr'?: object[] }[]
    const properties = parts.find((part) => part['w:pPr'] !== undefined)?.['w:pPr']
    // The schema wants it before the spacing, which every such paragraph has.
    const at = properties?.findIndex((one) => 'w:spacing' in one) ?? -1
    if (at < 0) throw new Error('a paragraph off the grid has spacing')
    properties?.splice(at, 0, { 'w:snapToGrid': { _attr: { 'w:val': '0' } } })
    return written
  }
}

/** A paragraph of the body: 三号仿宋, first line two characters in. */
export function body(text: string, more: More = {}): Paragraph {
  return new OffGrid({
    spacing: LINE,
    indent: { firstLine: TWO_CHARACTERS },
    alignment: AlignmentType.BOTH,
    children: [new TextRun({ text, font: BODY, size: SIZE.three, ...CLOSE })],
    ...more,
  })
}

/** A heading of the first level: 三号黑体. */
export function heading(text: string): Paragraph {
  return body('', {
    keepNext: true,
    children: [new TextRun({ text, font: HEAD, size: SIZE.three, ...CLOSE })],
  })
}

/** The title: 二号小标宋, in the middle. */
export function title(text: string): Paragraph {
  return new OffGrid({
    spacing: { line: 640, lineRule: LineRuleType.EXACT },
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ text, font: TITLE, size: SIZE.two })],
  })
}

/** An empty line of the body's height. */
export function blank(): Paragraph {
  return body('', { indent: {} })
}

/** A line that only holds tags: it must not take a line's height. */
export function thin(text: string): Paragraph {
  return new OffGrid({
    spacing: { line: 20, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    children: [new TextRun({ text, size: 2 })],
  })
}

const RED = 'E60012'

/** 发文机关标志, 文号 and the red line of a letterhead. */
export function letterhead(office: string, number: string): Paragraph[] {
  return [
    new OffGrid({
      alignment: AlignmentType.CENTER,
      spacing: { before: 400, after: 400 },
      children: [new TextRun({ text: office, font: TITLE, size: 60, color: RED })],
    }),
    new OffGrid({
      alignment: AlignmentType.CENTER,
      spacing: { ...LINE, after: 80 },
      children: [new TextRun({ text: number, font: BODY, size: SIZE.three })],
      border: { bottom: { style: BorderStyle.SINGLE, size: 18, color: RED, space: 6 } },
    }),
    blank(),
  ]
}

/** The letterhead of a letter: the mark without 文件, a red line, the number at the right beneath. */
export function letterMark(office: string, number: string): Paragraph[] {
  return [
    new OffGrid({
      alignment: AlignmentType.CENTER,
      spacing: { after: 120 },
      children: [new TextRun({ text: office, font: TITLE, size: 60, color: RED })],
      border: {
        bottom: { style: BorderStyle.THICK_THIN_SMALL_GAP, size: 24, color: RED, space: 6 },
      },
    }),
    body(number, { alignment: AlignmentType.RIGHT, indent: {} }),
    blank(),
  ]
}

/** 版记: copies and printing, in 四号 between lines. */
export function imprint(text: string, line: 'top' | 'bottom'): Paragraph {
  return new OffGrid({
    spacing: LINE,
    indent: { left: SIZE.four * 10, right: SIZE.four * 10 },
    border: { [line]: { style: BorderStyle.SINGLE, size: 6, space: 4 } },
    children: [new TextRun({ text, font: BODY, size: SIZE.four })],
  })
}

/** 署名 and 成文日期, four characters in from the right. */
export function signature(office: string, date: string): Paragraph[] {
  const right = { alignment: AlignmentType.RIGHT, indent: { right: TWO_CHARACTERS * 2 } } as const
  return [blank(), body(office, { ...right, keepNext: true }), body(date, right)]
}

function pageNumber(alignment: 'left' | 'right'): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: alignment === 'left' ? { left: SIZE.four * 10 } : { right: SIZE.four * 10 },
        children: [
          new TextRun({
            font: SONG,
            size: SIZE.four,
            children: ['— ', PageNumber.CURRENT, ' —'],
          }),
        ],
      }),
    ],
  })
}

/** The foot of a letter's first page: the second red line, and no page number. */
export function letterFoot(): Footer {
  const line = { style: BorderStyle.THIN_THICK_SMALL_GAP, size: 24, color: RED, space: 6 } as const
  return new Footer({ children: [new Paragraph({ border: { top: line }, children: [] })] })
}

/** A document on the standard's page; `first` is the foot of its first page, where that differs. */
export function onPage(
  children: ISectionOptions['children'],
  title: string,
  first?: Footer,
): Document {
  const mm = convertMillimetersToTwip
  return new Document({
    title,
    creator: '闭环',
    lastModifiedBy: '闭环',
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { font: BODY, size: SIZE.three } } } },
    sections: [
      {
        properties: {
          titlePage: first !== undefined,
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: {
              top: mm(37),
              left: mm(28),
              right: mm(26),
              bottom: mm(35),
              header: mm(15),
              // 4号 one line, 7 mm below the core.
              footer: mm(22),
            },
          },
          // The core of 156 × 225 mm holds 28 characters of 三号 and 22 lines.
          grid: { type: DocumentGridType.LINES_AND_CHARS, linePitch: 579, charSpace: -849 },
        },
        footers: {
          default: pageNumber('right'),
          even: pageNumber('left'),
          ...(first ? { first } : {}),
        },
        children,
      },
    ],
  })
}
