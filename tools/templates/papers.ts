// The papers of the product, as templates with tags in braces.
import {
  AlignmentType,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  type Document,
  type ISectionOptions,
} from 'docx'
import type { DocumentForm } from '../../src/documents/words.ts'
import {
  BODY,
  body,
  HEAD,
  heading,
  imprint,
  letterhead,
  letterMark,
  onPage,
  signature,
  SIZE,
  thin,
  title,
} from './page.ts'

type Children = ISectionOptions['children']

function cell(
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
        new Paragraph({
          alignment: more.left ? AlignmentType.LEFT : AlignmentType.CENTER,
          spacing: { line: 400, lineRule: LineRuleType.AT_LEAST },
          children: [
            new TextRun({ text: line, font: more.head ? HEAD : BODY, size: SIZE.smallFour }),
          ],
        }),
    ),
  })
}

/** The table of a notice: 28 % for the name, the rest for six figures. */
function figures(): Table {
  const numbers = [1, 2, 3, 4, 5, 6]
  const header = ['{first}', ...numbers.map((n) => `{c${n}}`)]
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: [2480, ...numbers.map(() => 1060)],
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: header.map((text, index) =>
          cell(text, { head: true, width: index === 0 ? 28 : 12 }),
        ),
      }),
      new TableRow({
        cantSplit: true,
        children: [
          cell('{#rows}{label}', { width: 28 }),
          ...numbers.map((n) => cell(`{v${n}}${n === 6 ? '{/rows}' : ''}`, { width: 12 })),
        ],
      }),
    ],
  })
}

/** A line for each body; an empty cell is signed by hand. */
function signIn(): Children {
  const columns = [
    ['序号', '{#rows}{nth}', 8],
    ['单位', '{unit}', 30],
    ['拟参会人', '{expected}', 18],
    ['签到', '{signed}', 18],
    ['签到时间', '{at}', 16],
    ['备注', '{remark}{/rows}', 10],
  ] as const
  return [
    title('会议签到表'),
    thin('会议名称：{title}（{kind}）'),
    thin('时间：{when}　地点：{venue}　主持人：{chair}　编号：{number}'),
    new Table({
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
    }),
  ]
}

function minutes(): Children {
  const each = '[loopOver: "paragraph"]'
  return [
    ...letterhead('会议纪要', '{number}'),
    title('{title}'),
    thin(''),
    body(`{#correction ${each}}{text}{/correction}`),
    body('时间：{when}'),
    body('地点：{venue}'),
    body('主持：{chair}'),
    body(`{#absence ${each}}{text}{/absence}`),
    heading('议题'),
    body(`{#agenda ${each}}{text}{/agenda}`),
    heading('会议内容'),
    body(`{#paragraphs ${each}}{text}{/paragraphs}`),
    heading('议定事项'),
    body(`{#items ${each}}{text}{/items}`),
    body('参会：{attended}'),
    body('请假：{leave}'),
    body('签发：{signedBy}'),
    ...signature('{office}', '{date}'),
  ]
}

function notice(): Children {
  const each = '[loopOver: "paragraph"]'
  return [
    ...letterhead('{office}文件', '{number}'),
    title('{title}'),
    thin(''),
    body(`{#correction ${each}}{text}{/correction}`),
    thin('{#sections}'),
    heading('{heading}'),
    body(`{#paragraphs ${each}}{text}{/paragraphs}`),
    thin('{#tables}'),
    figures(),
    thin('{/tables}{/sections}'),
    body(`{#remark ${each}}{text}{/remark}`),
    ...signature('{office}', '{date}'),
    body('（{publicity}。统计截至{asOf}。依据：{basis}）', {
      children: [
        new TextRun({
          text: '（{publicity}。统计截至{asOf}。依据：{basis}）',
          font: BODY,
          size: SIZE.four,
        }),
      ],
    }),
  ]
}

type Line = readonly [string, string] | readonly [string, string, string, string]

/** A form as a table of labels and values, 小四 in the cells. */
function formTable(lines: readonly Line[]): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: [1500, 2920, 1500, 2920],
    rows: lines.map(
      (line) =>
        new TableRow({
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

const SIGN = '\n\n签字（盖章）：　　　　　　　　年　　月　　日'

const ABOUT: readonly Line[] = [
  ['问题隐患', '{title}'],
  ['所在地', '{place}', '整改对象', '{subject}'],
  ['级别', '{grade}', '行业领域', '{sector}'],
  ['来源', '{origin}', '发现日期', '{foundOn}'],
  ['问题描述', '{text}'],
  ['重大判定依据', '{majorClause}'],
]

const PARTIES: readonly Line[] = [
  ['整改单位', '{rectifier}', '复查单位', '{rechecker}'],
  ['行业监管', '{sectorParty}', '属地', '{territory}'],
  ['包联领导', '{sponsor}', '整改期限', '{dueOn}'],
]

const FIVE: Line = [
  '五落实',
  '措施：{measures}\n责任：{responsibility}\n资金：{funds}\n时限：{timeLimit}\n预案：{contingency}',
]

function form(name: string, lines: readonly Line[]): Children {
  return [
    title(name),
    small('编号：{number}　　填表单位：{office}'),
    formTable(lines),
    small('依据：{basis}。{kept}'),
  ]
}

function small(text: string): Paragraph {
  return new Paragraph({
    spacing: { before: 120, after: 120 },
    children: [new TextRun({ text, font: BODY, size: SIZE.smallFour })],
  })
}

function letter(name: string, paragraphs: readonly string[], lines: readonly Line[]): Children {
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

/** A paper that an office sends; a letter differs in its head alone. */
function dispatch(head: Children): Children {
  const each = '[loopOver: "paragraph"]'
  const flush = { indent: {} } as const
  return [
    body(`{#urgency ${each}}{text}{/urgency}`, {
      ...flush,
      children: [
        new TextRun({ text: `{#urgency ${each}}{text}{/urgency}`, font: HEAD, size: SIZE.three }),
      ],
    }),
    ...head,
    title('{title}'),
    thin(''),
    body(`{#addressee ${each}}{text}：{/addressee}`, flush),
    body(`{#paragraphs ${each}}{text}{/paragraphs}`),
    ...signature('{office}', '{date}'),
    body('（公开属性：{publicity}）'),
    imprint(`{#copies ${each}}抄送：{text}。{/copies}`, 'top'),
    imprint('{printer}　　{printedOn}印发', 'bottom'),
  ]
}

const CHILDREN: Readonly<Record<DocumentForm, () => Children>> = {
  notice,
  hand_over: () =>
    form('问题隐患交办单', [
      ...ABOUT,
      ...PARTIES,
      ['交办意见', `{note}\n交办日期：{handedOn}`],
      ['交办机关', SIGN],
      ['整改单位签收', SIGN],
    ]),
  rectify: () =>
    letter(
      '整改通知书',
      [
        '经检查，发现你单位存在下列问题隐患，现通知你单位于{dueDay}前整改完毕，落实整改措施、责任、资金、时限和预案，并按期报告整改情况。整改期间应当采取有效防范措施。',
        '对通知内容有异议的，可以在签收后按规定期限说明理由。',
      ],
      [...ABOUT, ...PARTIES, FIVE],
    ),
  recheck: () =>
    letter(
      '整改复查意见书',
      ['你单位关于下列问题隐患的整改，已经复查。复查结论：{passed}。'],
      [
        ...ABOUT,
        ['整改情况', '{reportNote}\n完成日期：{reportedOn}'],
        ['属地初验', '{acceptNote}'],
        ['复查意见', `{opinion}\n复查人：{recheckedBy}　复查日期：{recheckedOn}${SIGN}`],
        ['复查单位', '{rechecker}', '整改期限', '{dueOn}'],
      ],
    ),
  strike_off: () =>
    form('问题隐患整改销号审批表', [
      ...ABOUT,
      ...PARTIES,
      FIVE,
      ['整改情况', `{reportNote}\n{reportBy}${SIGN}`],
      ['属地初验意见', `{acceptNote}\n{acceptBy}${SIGN}`],
      ['复查意见', `{opinion}\n{recheckedBy}${SIGN}`],
      ['销号审批意见', `{approval}\n{approvedBy}${SIGN}`],
    ]),
  extension: () =>
    form('问题隐患整改延期审批表', [
      ...ABOUT,
      ...PARTIES,
      ['原期限', '{originalDueOn}', '申请延至', '{askedDueOn}'],
      ['延期理由', `{reason}\n申请人：{askedBy}　申请日期：{askedOn}${SIGN}`],
      ['审批意见', `{decision}\n{decidedBy}${SIGN}`],
    ]),
  dispatch: () =>
    dispatch(letterhead('{office}文件', '{number}{#signer}　　签发人：{text}{/signer}')),
  reply: () => dispatch(letterMark('{office}', '{number}')),
  meeting_sign_in: signIn,
  meeting_minutes: minutes,
}

/** Builds the template of one paper. */
export function paper(of: DocumentForm, label: string): Document {
  return onPage(CHILDREN[of](), label)
}
