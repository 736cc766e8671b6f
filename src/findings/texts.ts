import type { Age, FindingAct, FindingState, Grade, Origin, PlanPart, Sector } from './words.ts'

/** 状态: the words of the interface guide. What a state waits for stands beside it, see SIDE. */
export const STATE_LABELS = {
  registered: '已登记',
  handed_over: '待整改',
  returned: '已登记',
  rectifying: '整改中',
  reported: '待复查',
  accepted: '待复查',
  recheck_failed: '复查未通过',
  passed: '已整改',
  pending_approval: '待审批',
  struck_off: '已销号',
  void: '已作废',
  merged: '已归档',
} as const satisfies Record<FindingState, string>

/** What a state waits for, shown dashed beneath it. */
export const STATE_SIDE = {
  registered: '待交办',
  handed_over: '待签收',
  returned: '退办待改派',
  rectifying: null,
  reported: '待属地初验',
  accepted: null,
  recheck_failed: null,
  passed: '待销号',
  pending_approval: '销号审批',
  struck_off: null,
  void: null,
  merged: '已并入',
} as const satisfies Record<FindingState, string | null>

export const GRADE_LABELS = { ordinary: '一般', major: '重大' } as const satisfies Record<
  Grade,
  string
>

export const ORIGIN_LABELS = {
  government: '政府检查',
  enterprise_self: '企业自查',
  tipoff: '群众举报',
  audit: '审计',
  external: '外部移来',
} as const satisfies Record<Origin, string>

/** 存续时间, from the day of discovery to today. */
export const AGE_LABELS = {
  to30: '30天以内',
  to90: '31—90天',
  to180: '91—180天',
  to365: '181—365天',
  beyond365: '一年以上',
  unknown: '发现日期未记载',
} as const satisfies Record<Age, string>

export const SECTOR_LABELS = {
  mining: '非煤矿山',
  chemicals: '危险化学品',
  transport: '交通运输',
  construction: '建筑施工',
  fire: '消防',
  gas: '燃气',
  self_built: '经营性自建房',
  fishing: '渔业船舶',
  special_equipment: '特种设备',
  culture_tourism: '文化旅游',
  industry_trade: '工贸',
  campus: '校园',
  health: '医疗卫生',
  elderly_care: '养老服务',
  other: '其他',
} as const satisfies Record<Sector, string>

/** 五落实: the parts of a plan. */
export const PLAN_LABELS = {
  measures: '措施',
  responsibility: '责任',
  funds: '资金',
  limit: '时限',
  contingency: '预案',
} as const satisfies Record<PlanPart, string>

/** 办理记录: what an act is called in the timeline. */
export const ACT_LABELS = {
  register: '登记',
  hand_over: '交办',
  reassign: '改派',
  receive: '签收',
  fill_receive: '代为签收',
  return: '退办',
  plan: '填报五落实',
  add_task: '分派子任务',
  finish_task: '完成子任务',
  report: '提交整改',
  fill_report: '代填整改',
  accept: '属地初验通过',
  send_back: '初验退回',
  recheck_pass: '复查通过',
  recheck_fail: '复查未通过',
  request_strike_off: '报请销号',
  approve_strike_off: '批准销号',
  refuse_strike_off: '退回重查',
  strike_off: '销号',
  close_on_spot: '立行立改销号',
  request_extension: '申请延期',
  grant_extension: '批准延期',
  refuse_extension: '不准延期',
  remind: '催办',
  add_evidence: '补充证据',
  pause: '暂停计时',
  resume: '恢复计时',
  regrade: '调整级别',
  correct: '更正说明',
  void: '作废',
  merge: '并入',
  relapse: '复发重开',
} as const satisfies Record<FindingAct, string>

/** 标记: what is pointed out beside a record, without changing it. */
export const MARK_LABELS = {
  listed: '挂牌督办',
  relapsed: '销号后复发',
  malformed_correction_date: '原记录的整改日期有误',
  corrected_before_found: '原记录的整改日期早于发现日期',
  found_in_future: '原记录的发现日期晚于接收日期',
  due_before_found: '原记录的整改期限早于发现日期',
  corrected_after_due: '原记录的完成日期晚于整改期限',
  corrected_without_closing: '原记录有完成日期但未销号',
  rechecked_before_corrected: '原记录的复查日期早于整改完成日期',
  rechecked_after_due: '原记录的复查日期晚于整改期限',
  closed_without_recheck: '原记录未经复查即销号',
  closed_without_date: '原记录已销号但没有日期',
  due_from_taking_over: '原记录没有整改期限，自接收之日起计算',
  due_not_running: '整改期限待核定',
  'subject.credit-code-check': '统一社会信用代码校验不符',
} as const

/** What a mark is called; one without a name of its own is called a mark. */
export function markLabel(code: string): string {
  const labels: Readonly<Record<string, string>> = MARK_LABELS
  return labels[code] ?? '标记'
}

/** What reactions and taking over add to a timeline. */
export const FOLLOW_LABELS = {
  note_merged: '另一问题并入',
  mark_relapsed: '复发',
  take_up: '转交处理',
  take_over: '接收历史台账',
} as const

/** What supervision adds to a timeline. */
export const SUPERVISION_STEPS: Readonly<Record<string, string>> = {
  'supervision.propose': '建议督办',
  'supervision.withdraw': '撤下建议',
  'supervision.decline': '不予采纳',
  'supervision.issue': '签发督办文书',
  'supervision.issue_remind': '签发催办函',
  'supervision.issue_supervise': '签发督办函',
  'supervision.issue_interview': '签发约谈通知',
  'supervision.issue_circulate': '签发通报批评',
  'supervision.acknowledge': '签收督办函',
  'supervision.answer': '答复督办函',
  'supervision.check': '核对答复',
  'supervision.send_back': '退回再答',
  'supervision.close': '督办办结',
  'listing.list': '挂牌督办',
  'listing.publish': '公布挂牌',
  'listing.ask_extension': '申请挂牌延期',
  'listing.decide_extension': '审批挂牌延期',
  'listing.grant_extension': '批准挂牌延期',
  'listing.refuse_extension': '不准挂牌延期',
  'listing.apply': '申请摘牌',
  'listing.recheck': '摘牌复查',
  'listing.recheck_pass': '摘牌复查通过',
  'listing.recheck_fail': '摘牌复查未通过',
  'listing.opine': '专家意见',
  'listing.delist': '摘牌',
  'listing.publish_delisting': '公布摘牌',
  'transfer.hand': '移交移送',
  'transfer.receipt': '登记回执',
  'transfer.accept': '登记回执',
  'transfer.turn_back': '登记退回',
  'transfer.process': '登记办理',
  'transfer.feed_back': '登记反馈',
  'suspension.order': '责令停止',
  'suspension.ask_resume': '申请恢复',
  'suspension.decide_resume': '恢复前复查',
  'suspension.allow_resume': '准予恢复',
  'suspension.refuse_resume': '不准恢复',
  'suspension.verify': '关闭现场核查',
  'suspension.confirm': '关闭二次核查',
}

/** What any step of a timeline is called. */
export function stepLabel(act: string): string {
  const labels: Readonly<Record<string, string>> = {
    ...ACT_LABELS,
    ...FOLLOW_LABELS,
    ...DECIDED,
    ...SUPERVISION_STEPS,
  }
  return labels[act] ?? act
}

/** Acts that decide either way stand in the journal under one name. */
const DECIDED = { decide_strike_off: '销号审批', decide_extension: '审批延期' } as const

/** 期限: what has to be done by the date, by the deadline's kind; the verb on the desk. */
export const DEADLINE_LABELS = {
  hand_over: '交办',
  receive: '签收',
  reassign: '改派',
  rectify: '整改',
  accept: '初验',
  recheck: '复查',
  strike_off: '销号',
  approve: '审批销号',
  extension: '审批延期',
  answer_urge: '答复催办',
  take_up: '处理',
} as const
export type FindingDeadline = keyof typeof DEADLINE_LABELS

/** Labels of the facts that a step records. */
export const FACT_LABELS = {
  dueOn: '期限',
  from: '原',
  to: '改为',
  rectifier: '整改单位',
  rechecker: '复查单位',
  territory: '属地',
  sector: '行业监管',
  org: '承办单位',
  number: '编号',
  grade: '级别',
  addressee: '受文单位',
  overdue: '逾期事项',
  days: '逾期工作日',
  rung: '建议',
  saidBy: '说明人',
  how: '方式',
} as const

/** The source note of what a grid member reports. */
export const GRID_REPORT = '网格人员报告，未经检查'
