import type { DocumentForm, TagSpec } from './words.ts'

const NUMBER = { name: 'number', label: '编号', needed: true } as const
const OFFICE = { name: 'office', label: '制发机关' } as const
const DATE = { name: 'date', label: '日期' } as const

/** What every paper on one finding may say of it. */
const FINDING: readonly TagSpec[] = [
  NUMBER,
  OFFICE,
  DATE,
  { name: 'title', label: '问题隐患', needed: true },
  { name: 'text', label: '问题描述' },
  { name: 'grade', label: '级别' },
  { name: 'sector', label: '行业领域' },
  { name: 'origin', label: '来源' },
  { name: 'place', label: '所在地' },
  { name: 'subject', label: '整改对象' },
  { name: 'foundOn', label: '发现日期' },
  { name: 'foundBy', label: '发现人' },
  { name: 'majorClause', label: '重大判定依据' },
  { name: 'addressee', label: '主送单位' },
  { name: 'rectifier', label: '整改单位' },
  { name: 'sectorParty', label: '行业监管部门' },
  { name: 'territory', label: '属地' },
  { name: 'rechecker', label: '复查单位' },
  { name: 'sponsor', label: '包联领导' },
  { name: 'dueOn', label: '整改期限' },
  { name: 'dueDay', label: '整改期限（正文）' },
  { name: 'measures', label: '措施' },
  { name: 'responsibility', label: '责任' },
  { name: 'funds', label: '资金' },
  { name: 'timeLimit', label: '时限' },
  { name: 'contingency', label: '预案' },
  { name: 'basis', label: '依据' },
  { name: 'kept', label: '存证' },
]

/** A line that stands only where there is something to say. */
const line = (name: string, label: string) => ({
  name,
  label,
  list: [{ name: 'text', label: '文字', needed: true as const }],
})

/** What a paper that an office sends says: 公文 and, as a letter, 函. */
const DISPATCH: readonly TagSpec[] = [
  { name: 'number', label: '文号', needed: true },
  { name: 'title', label: '标题', needed: true },
  OFFICE,
  DATE,
  line('urgency', '紧急程度'),
  line('signer', '签发人'),
  line('addressee', '主送单位'),
  { ...line('paragraphs', '正文'), needed: true },
  line('copies', '抄送单位'),
  { name: 'publicity', label: '公开属性' },
  { name: 'printer', label: '印发单位' },
  { name: 'printedOn', label: '印发日期' },
]
/** What every paper on one meeting may say of it. */
const MEETING: readonly TagSpec[] = [
  NUMBER,
  OFFICE,
  { name: 'title', label: '会议名称', needed: true },
  { name: 'kind', label: '会议类别' },
  { name: 'when', label: '会议时间' },
  { name: 'venue', label: '会议地点' },
  { name: 'chair', label: '主持人' },
]
const LINES = [{ name: 'text', label: '文字', needed: true }] as const

/** A letter of supervision. */
const LETTER: readonly TagSpec[] = [
  { ...NUMBER, label: '文号' },
  OFFICE,
  DATE,
  { name: 'addressee', label: '主送单位', needed: true },
  { name: 'title', label: '问题隐患', needed: true },
  { name: 'findingNumber', label: '隐患编号' },
  { name: 'paragraphs', label: '正文', needed: true, list: LINES },
  { name: 'dueOn', label: '答复期限' },
  { name: 'basis', label: '依据' },
]

/** What an interview adds to a letter. */
const INTERVIEW: readonly TagSpec[] = [
  ...LETTER,
  { name: 'meetTime', label: '约谈时间' },
  { name: 'meetPlace', label: '约谈地点' },
  { name: 'meetBy', label: '约谈人' },
  { name: 'meetWith', label: '参加人员' },
]

/** A listing under supervision, and what its end adds. */
const LISTED: readonly TagSpec[] = [
  { ...NUMBER, label: '文号' },
  OFFICE,
  DATE,
  { name: 'addressee', label: '主送单位', needed: true },
  { name: 'level', label: '挂牌级别' },
  { name: 'title', label: '问题隐患', needed: true },
  { name: 'findingNumber', label: '隐患编号' },
  { name: 'rechecker', label: '复查部门' },
  { name: 'dueOn', label: '整改时限' },
  { name: 'listedOn', label: '挂牌日期' },
]

const TRANSFER: readonly TagSpec[] = [
  { ...NUMBER, label: '文号' },
  OFFICE,
  DATE,
  { name: 'addressee', label: '受移送单位', needed: true },
  { name: 'kind', label: '移送或者移交' },
  { name: 'receiver', label: '单位类别' },
  { name: 'about', label: '所涉问题编号' },
  { name: 'handedOn', label: '移送日期' },
  { name: 'dueOn', label: '反馈期限' },
]

/** The values of each paper: what a template may name, and what it must. */
export const FORM_TAGS = {
  notice: [
    { name: 'number', label: '文号', needed: true },
    { name: 'title', label: '标题', needed: true },
    OFFICE,
    DATE,
    { name: 'publicity', label: '公开属性' },
    { name: 'correction', label: '更正说明', list: [{ name: 'text', label: '文字' }] },
    {
      name: 'sections',
      label: '各部分',
      needed: true,
      list: [
        { name: 'heading', label: '小标题' },
        {
          name: 'paragraphs',
          label: '段落',
          needed: true,
          list: [{ name: 'text', label: '文字', needed: true }],
        },
        {
          name: 'tables',
          label: '表格',
          needed: true,
          list: [
            ...['first', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6'].map((name) => ({
              name,
              label: `表头${name}`,
            })),
            {
              name: 'rows',
              label: '表格各行',
              needed: true,
              list: ['label', 'v1', 'v2', 'v3', 'v4', 'v5', 'v6'].map((name) => ({
                name,
                label: `表格${name}`,
                needed: true as const,
              })),
            },
          ],
        },
      ],
    },
    { name: 'remark', label: '补充说明', list: [{ name: 'text', label: '文字' }] },
    { name: 'basis', label: '依据' },
    { name: 'asOf', label: '统计截止日' },
  ],
  hand_over: [
    ...FINDING,
    { name: 'handedOn', label: '交办日期' },
    { name: 'note', label: '交办意见' },
  ],
  rectify: FINDING,
  recheck: [
    ...FINDING,
    { name: 'reportNote', label: '整改情况' },
    { name: 'reportedOn', label: '整改完成日期' },
    { name: 'acceptNote', label: '属地初验意见' },
    { name: 'opinion', label: '复查意见', needed: true },
    { name: 'passed', label: '复查结论' },
    { name: 'recheckedOn', label: '复查日期' },
    { name: 'recheckedBy', label: '复查人' },
  ],
  strike_off: [
    ...FINDING,
    { name: 'reportNote', label: '整改情况' },
    { name: 'reportBy', label: '整改填报' },
    { name: 'acceptNote', label: '属地初验意见' },
    { name: 'acceptBy', label: '初验人' },
    { name: 'opinion', label: '复查意见' },
    { name: 'recheckedBy', label: '复查人' },
    { name: 'approval', label: '销号审批意见' },
    { name: 'approvedBy', label: '审批人' },
  ],
  extension: [
    ...FINDING,
    { name: 'originalDueOn', label: '原期限' },
    { name: 'askedDueOn', label: '申请延至', needed: true },
    { name: 'reason', label: '延期理由', needed: true },
    { name: 'askedBy', label: '申请人' },
    { name: 'askedOn', label: '申请日期' },
    { name: 'decision', label: '审批意见' },
    { name: 'decidedBy', label: '审批人' },
  ],
  dispatch: DISPATCH,
  reply: DISPATCH,
  meeting_sign_in: [
    ...MEETING,
    {
      name: 'rows',
      label: '签到各行',
      needed: true,
      list: [
        { name: 'nth', label: '序号' },
        { name: 'unit', label: '单位', needed: true },
        { name: 'expected', label: '拟参会人' },
        { name: 'signed', label: '签到', needed: true },
        { name: 'at', label: '签到时间' },
        { name: 'remark', label: '备注' },
      ],
    },
  ],
  meeting_minutes: [
    ...MEETING,
    DATE,
    { name: 'correction', label: '更正说明', list: [{ name: 'text', label: '文字' }] },
    { name: 'absence', label: '主持人变更', list: [{ name: 'text', label: '文字' }] },
    { name: 'attended', label: '参会单位和人员' },
    { name: 'leave', label: '请假单位' },
    { name: 'agenda', label: '议题', list: LINES },
    { name: 'paragraphs', label: '会议内容', needed: true, list: LINES },
    { name: 'items', label: '议定事项', needed: true, list: LINES },
    { name: 'signedBy', label: '签发人' },
  ],
  feedback: [
    { name: 'group', label: '检查组', needed: true },
    { ...DATE, label: '检查日期' },
    { name: 'county', label: '督导县区', needed: true },
    OFFICE,
    { name: 'count', label: '问题条数' },
    {
      name: 'rows',
      label: '问题各行',
      needed: true,
      list: [
        { name: 'nth', label: '序号' },
        { name: 'title', label: '问题隐患', needed: true },
        { name: 'text', label: '问题描述' },
        { name: 'place', label: '所在地' },
        { name: 'number', label: '编号' },
        { name: 'grade', label: '级别', needed: true },
        { name: 'rectifier', label: '责任单位', needed: true },
        { name: 'dueOn', label: '整改期限', needed: true },
        { name: 'rechecker', label: '复查单位', needed: true },
      ],
    },
  ],
  remind: LETTER,
  supervise: LETTER,
  interview: INTERVIEW,
  circulate: LETTER,
  interview_minutes: [
    ...INTERVIEW,
    { name: 'answer', label: '被约谈单位说明', needed: true },
    { name: 'answeredOn', label: '说明日期' },
    { name: 'closing', label: '核对意见' },
  ],
  listing: [...LISTED, { name: 'reason', label: '挂牌理由', needed: true }],
  delisting: [
    ...LISTED,
    { name: 'listingNumber', label: '挂牌文号' },
    { name: 'application', label: '整改完成情况' },
    { name: 'appliedOn', label: '申请日期' },
    { name: 'recheck', label: '复查意见' },
    { name: 'expert', label: '专家意见' },
    { name: 'delisting', label: '摘牌意见', needed: true },
  ],
  transfer: TRANSFER,
  transfer_receipt: [
    ...TRANSFER,
    { name: 'receiptNumber', label: '回执文号' },
    { name: 'receiptOn', label: '回执日期' },
    { name: 'result', label: '受理结果' },
  ],
  warning: [
    { name: 'number', label: '编号', needed: true },
    OFFICE,
    DATE,
    { name: 'title', label: '标题', needed: true },
    { name: 'grade', label: '预警等级', needed: true },
    { name: 'topic', label: '预警事项' },
    { name: 'addressee', label: '主送单位' },
    { name: 'validUntil', label: '有效期至' },
    { ...line('paragraphs', '正文'), needed: true },
    line('adjusted', '调整情况'),
    line('lifted', '解除情况'),
    {
      name: 'rows',
      label: '回执各行',
      list: [
        { name: 'unit', label: '单位', needed: true },
        { name: 'state', label: '回执' },
        { name: 'measures', label: '防范措施' },
      ],
    },
  ],
} as const satisfies Record<DocumentForm, readonly TagSpec[]>
