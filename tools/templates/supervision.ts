// The papers of supervision: letters, listings, transfers.
import type { DocumentForm } from '../../src/documents/words.ts'
import { body, letterhead, signature, thin, title } from './page.ts'
import { form, formTable, listTable, SIGN, small, type Children, type Line } from './parts.ts'

const EACH = '[loopOver: "paragraph"]'

function text(name: string): ReturnType<typeof body> {
  return body(`{#${name} ${EACH}}{text}{/${name}}`)
}

type Wanted = {
  readonly name: string
  readonly begin: string
  readonly end: string
  readonly lines?: readonly Line[]
}

/** A letter: to whom, about what, the text that was written, and what is asked by when. */
function letterOf({ name, begin, end, lines }: Wanted): Children {
  return [
    ...letterhead('{office}', '{number}'),
    title(name),
    thin(''),
    body('{addressee}：', { indent: {} }),
    body(begin),
    text('paragraphs'),
    body(end),
    ...(lines ? [formTable(lines)] : []),
    ...signature('{office}', '{date}'),
    small('依据：{basis}。'),
  ]
}

const HAZARD = '“{title}”（编号：{findingNumber}）'

const LISTED: readonly Line[] = [
  ['隐患', '{title}'],
  ['隐患编号', '{findingNumber}', '挂牌级别', '{level}'],
  ['整改单位', '{addressee}', '督办单位', '{office}'],
  ['复查部门', '{rechecker}', '整改时限', '{dueOn}'],
]

export const supervisionPapers = {
  remind: () =>
    letterOf({
      name: '催办函',
      begin: `关于问题隐患${HAZARD}，现催办如下：`,
      end: '请于{dueOn}前书面答复。',
    }),
  supervise: () =>
    letterOf({
      name: '督办函',
      begin: `关于问题隐患${HAZARD}，现督办如下：`,
      end: '请于{dueOn}前办理并书面答复。逾期未办理的，将依照规定约谈。',
    }),
  interview: () =>
    letterOf({
      name: '约谈通知书',
      begin: `因问题隐患${HAZARD}，决定对你单位进行约谈。约谈事项：`,
      end: '请于{dueOn}前书面说明整改情况。约谈时间、地点和参加人员：',
      lines: [
        ['时间', '{meetTime}', '地点', '{meetPlace}'],
        ['约谈人', '{meetBy}', '参加人员', '{meetWith}'],
      ],
    }),
  circulate: () =>
    letterOf({
      name: '关于给予通报批评的决定',
      begin: `因问题隐患${HAZARD}，决定对你单位给予通报批评：`,
      end: '请于{dueOn}前书面报告整改情况。',
    }),
  interview_minutes: () => [
    title('约谈纪要'),
    small('约谈通知文号：{number}　　约谈机关：{office}'),
    formTable([
      ['被约谈单位', '{addressee}'],
      ['问题隐患', '{title}（{findingNumber}）'],
      ['时间', '{meetTime}', '地点', '{meetPlace}'],
      ['约谈人', '{meetBy}', '记录人', ''],
      ['参加人员', '{meetWith}'],
      ['约谈事项', `{#paragraphs ${EACH}}{text}{/paragraphs}`],
      ['被约谈单位\n说明和承诺', '{answer}\n说明日期：{answeredOn}'],
      ['核对意见', '{closing}'],
      ['被约谈人', SIGN],
      ['约谈机关', SIGN],
    ]),
    small('依据：{basis}。'),
  ],
  listing: () => [
    ...letterhead('{office}', '{number}'),
    title('{level}重大事故隐患挂牌督办通知'),
    thin(''),
    body('{addressee}：', { indent: {} }),
    body('现对下列重大事故隐患挂牌督办。{reason}'),
    body('整改期间应当采取有效防范措施，整改完成后书面申请摘牌。'),
    formTable(LISTED),
    ...signature('{office}', '{date}'),
  ],
  delisting: () => [
    ...letterhead('{office}', '{number}'),
    title('重大事故隐患摘牌通知'),
    thin(''),
    body('{addressee}：', { indent: {} }),
    body('{listingNumber}挂牌督办的重大事故隐患，经复查准予摘牌。{delisting}'),
    formTable([
      ...LISTED,
      ['挂牌日期', '{listedOn}', '申请摘牌', '{appliedOn}'],
      ['整改完成\n情况', '{application}'],
      ['复查意见', '{recheck}'],
      ['专家意见', '{expert}'],
    ]),
    ...signature('{office}', '{date}'),
  ],
  transfer: () => [
    ...letterhead('{office}', '{number}'),
    title('问题线索{kind}书'),
    thin(''),
    body('{addressee}：', { indent: {} }),
    body(
      '现将有关问题线索{kind}你单位，请依法处理，并于{dueOn}前反馈处理情况。所涉问题：{about}。',
    ),
    body('收到后请填写回执退回本机关。'),
    body('附件：有关材料'),
    ...signature('{office}', '{date}'),
  ],
  transfer_receipt: () =>
    form('问题线索{kind}回执', [
      ['移送机关', '{office}', '移送文号', '{number}'],
      ['受移送单位', '{addressee}', '单位类别', '{receiver}'],
      ['移送日期', '{handedOn}', '反馈期限', '{dueOn}'],
      ['所涉问题', '{about}'],
      ['受理结果', '{result}'],
      ['回执文号', '{receiptNumber}', '回执日期', '{receiptOn}'],
      ['受移送单位', SIGN],
    ]).slice(0, -1),
  warning: () => [
    ...letterhead('{office}', '{number}'),
    title('{title}'),
    thin(''),
    body('{addressee}：', { indent: {} }),
    text('paragraphs'),
    body('预警等级：{grade}；预警事项：{topic}；有效期至{validUntil}。'),
    text('adjusted'),
    text('lifted'),
    ...signature('{office}', '{date}'),
    thin(''),
    listTable([
      ['单位', '{#rows}{unit}', 28],
      ['回执', '{state}', 16],
      ['防范措施', '{measures}{/rows}', 56],
    ]),
  ],
} as const satisfies Partial<Record<DocumentForm, () => Children>>
