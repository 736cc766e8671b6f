// The papers of the product, as templates with tags in braces.
import { Table, TableRow, TextRun, WidthType, type Document } from 'docx'
import type { DocumentForm } from '../../src/documents/words.ts'
import { supervisionPapers } from './supervision.ts'
import {
  cell,
  form,
  formTable,
  letter,
  listTable,
  SIGN,
  small,
  type Children,
  type Line,
} from './parts.ts'
import {
  body,
  BODY,
  HEAD,
  heading,
  imprint,
  letterFoot,
  letterhead,
  letterMark,
  onPage,
  signature,
  SIZE,
  thin,
  title,
} from './page.ts'

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
  return [
    title('会议签到表'),
    small('会议名称：{title}（{kind}）'),
    small('时间：{when}　地点：{venue}　主持人：{chair}　编号：{number}'),
    listTable([
      ['序号', '{#rows}{nth}', 8],
      ['单位', '{unit}', 30],
      ['拟参会人', '{expected}', 18],
      ['签到', '{signed}', 18],
      ['签到时间', '{at}', 16],
      ['备注', '{remark}{/rows}', 10],
    ]),
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

const ABOUT: readonly Line[] = [
  ['问题隐患', '{title}'],
  ['所在地', '{place}', '整改对象', '{subject}'],
  ['级别', '{grade}', '行业领域', '{sector}'],
  ['来源', '{origin}', '发现日期', '{foundOn}'],
  ['问题描述', '{text}'],
  ['重大判定\n依据', '{majorClause}'],
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

/** A paper that an office sends; a letter differs in its head alone. */
/** 公文; a letter has no lines about its copies and does not say when it was printed (§10.1). */
function dispatch(head: Children, isLetter = false): Children {
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
    ...(isLetter
      ? [body(`{#copies ${each}}抄送：{text}。{/copies}`, flush)]
      : [
          imprint(`{#copies ${each}}抄送：{text}。{/copies}`, 'top'),
          imprint('{printer}　　{printedOn}印发', 'bottom'),
        ]),
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
      ['整改单位\n签收', SIGN],
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
      ['属地初验\n意见', `{acceptNote}\n{acceptBy}${SIGN}`],
      ['复查意见', `{opinion}\n{recheckedBy}${SIGN}`],
      ['销号审批\n意见', `{approval}\n{approvedBy}${SIGN}`],
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
  reply: () => dispatch(letterMark('{office}', '{number}'), true),
  meeting_sign_in: signIn,
  meeting_minutes: minutes,
  feedback: () => [
    title('问题隐患反馈交办清单'),
    small('检查组：{group}　　检查日期：{date}'),
    formTable([['督导县区', '{county}']]),
    thin(''),
    listTable([
      ['序号', '{#rows}{nth}', 7],
      ['问题隐患', '{title}\n{text}\n所在地：{place}\n编号：{number}', 37],
      ['级别', '{grade}', 10],
      ['责任单位', '{rectifier}', 16],
      ['整改期限', '{dueOn}', 14],
      ['复查单位', '{rechecker}{/rows}', 16],
    ]),
    thin(''),
    formTable([
      ['检查组人员', SIGN],
      ['属地县区\n安委会人员', SIGN],
    ]),
    small(
      '共{count}条。本清单一式三份，现场填写、双方签字后，一份交属地县区安委会，一份由检查组存档，一份报派出检查组的安委会办公室。',
    ),
  ],
  ...supervisionPapers,
}

/** Builds the template of one paper. */
export function paper(of: DocumentForm, label: string): Document {
  return onPage(CHILDREN[of](), label, of === 'reply' ? letterFoot() : undefined)
}
