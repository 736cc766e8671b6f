// What papers are put together from: cells, tables of labels and values, forms and letters.
import {
  AlignmentType,
  LineRuleType,
  type Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  type ISectionOptions,
} from 'docx'
import { BODY, body, HEAD, letterhead, OffGrid, signature, SIZE, title } from './page.ts'

export type Children = ISectionOptions['children']

export function cell(
  text: string,
  more: { head?: boolean; span?: number; width?: number; left?: boolean } = {},
) {
  return new TableCell({
    verticalAlign: VerticalAlign.CENTER,
    margins: { left: 60, right: 60, top: 40, bottom: 40 },
    ...(more.span ? { columnSpan: more.span } : {}),
    ...(more.width ? { width: { size: more.width, type: WidthType.PERCENTAGE } } : {}),
    children: text.split('\n').map(
      (line) =>
        new OffGrid({
          alignment: more.left ? AlignmentType.LEFT : AlignmentType.CENTER,
          spacing: { line: 400, lineRule: LineRuleType.AT_LEAST },
          children: [
            new TextRun({ text: line, font: more.head ? HEAD : BODY, size: SIZE.smallFour }),
          ],
        }),
    ),
  })
}

/** A table of a row of heads and a row that a list repeats, the widths in percent. */
export function listTable(columns: readonly (readonly [string, string, number])[]): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: columns.map(([, , width]) => width * 88),
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map(([head, , width]) => cell(head, { head: true, width })),
      }),
      new TableRow({
        cantSplit: true,
        children: columns.map(([, tag, width]) => cell(tag, { width })),
      }),
    ],
  })
}

export type Line = readonly [string, string] | readonly [string, string, string, string]

/** A form as a table of labels and values, 小四 in the cells. */
export function formTable(lines: readonly Line[]): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: [1500, 2920, 1500, 2920],
    rows: lines.map(
      (line) =>
        new TableRow({
          cantSplit: true,
          children:
            line.length === 2
              ? [
                  cell(line[0], { head: true, width: 17 }),
                  cell(line[1], { span: 3, left: true, width: 83 }),
                ]
              : [
                  cell(line[0], { head: true, width: 17 }),
                  cell(line[1], { left: true, width: 33 }),
                  cell(line[2], { head: true, width: 17 }),
                  cell(line[3], { left: true, width: 33 }),
                ],
        }),
    ),
  })
}

export const SIGN = '\n\n签字（盖章）：　　　　　　　　年　　月　　日'

export function form(name: string, lines: readonly Line[]): Children {
  return [
    title(name),
    small('编号：{number}　　填表单位：{office}'),
    formTable(lines),
    small('依据：{basis}。{kept}'),
  ]
}

export function small(text: string): Paragraph {
  return new OffGrid({
    spacing: { before: 120, after: 120 },
    children: [new TextRun({ text, font: BODY, size: SIZE.smallFour })],
  })
}

export function letter(
  name: string,
  paragraphs: readonly string[],
  lines: readonly Line[],
): Children {
  return [
    ...letterhead('{office}', '{number}'),
    title(name),
    body('{addressee}：', { indent: {} }),
    ...paragraphs.map((text) => body(text)),
    formTable(lines),
    ...signature('{office}', '{date}'),
    small('依据：{basis}。{kept}'),
  ]
}
