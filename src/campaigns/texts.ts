import type { RegimeKind } from '#law/words.ts'
import type {
  CampaignState,
  ConcernState,
  DutyPart,
  DutyState,
  FeedbackState,
  GroupState,
  HelpState,
  HostState,
  ItineraryState,
  MemberPart,
  SigningWay,
  VisitKind,
} from './vocabulary.ts'

export const CAMPAIGN_STATE_LABELS = {
  drawing: '抽签中',
  running: '进行中',
  closed: '已结束',
  void: '已作废',
} as const satisfies Record<CampaignState, string>

export const GROUP_STATE_LABELS = {
  forming: '组建中',
  sworn: '已组建',
  agreed: '行程已定',
  finished: '检查结束',
  void: '已作废',
} as const satisfies Record<GroupState, string>

export const HOST_STATE_LABELS = {
  waiting: '待定行程',
  agreed: '行程已定',
  finished: '检查结束',
  void: '已作废',
} as const satisfies Record<HostState, string>

export const ITINERARY_LABELS = {
  none: '未提出',
  proposed: '待确认',
  returned: '已退回',
  agreed: '已确认',
} as const satisfies Record<ItineraryState, string>

export const DUTY_STATE_LABELS = {
  owed: '待报送',
  advance: '待报盖章件',
  submitted: '待收存',
  received: '已收存',
  void: '已作废',
} as const satisfies Record<DutyState, string>

export const DUTY_PART_LABELS = {
  members: '牵头部门',
  groups: '参加单位',
} as const satisfies Record<DutyPart, string>

export const MEMBER_PART_LABELS = {
  leader: '组长',
  deputy: '副组长',
  member: '成员',
} as const satisfies Record<MemberPart, string>

export const VISIT_KIND_LABELS = {
  body: '机关部门',
  enterprise: '企业',
  site: '现场',
  other: '其他',
} as const satisfies Record<VisitKind, string>

export const SIGNING_WAY_LABELS = {
  screen: '当场在屏幕上签字',
  paper: '纸面签字，附扫描件',
} as const satisfies Record<SigningWay, string>

export const FEEDBACK_STATE_LABELS = {
  draft: '草稿',
  sent: '待对方签字',
  signed: '双方已签',
  disputed: '已签，有异议',
  void: '已作废',
} as const satisfies Record<FeedbackState, string>

export const HELP_STATE_LABELS = {
  given: '已提出',
  taken_up: '已采纳',
  not_taken_up: '未采纳',
} as const satisfies Record<HelpState, string>

export const CONCERN_STATE_LABELS = {
  raised: '待答复',
  answered: '已答复',
} as const satisfies Record<ConcernState, string>

export const REGIME_LABELS = {
  groups_score_enterprises: '检查组对县区和企业一并打分',
  licensed_inspections: '检查组督导政府和部门，企业由持证单位另行检查',
} as const satisfies Record<RegimeKind, string>

/** Labels of the acts in 办理记录. */
export const CAMPAIGN_STEP_LABELS: Readonly<Record<string, string>> = {
  open: '组织专项行动',
  redraw: '重新抽签',
  begin: '分组公布',
  close: '结束专项行动',
  void: '作废',
  rank: '内部排序',
  form: '列入分组',
  staff: '组建',
  replace: '更换组员',
  swear: '签署纪律承诺',
  propose: '提出行程',
  agree: '确认行程',
  return: '退回',
  finish: '结束检查',
  host: '列入接受检查',
  raise: '反映',
  answer: '答复',
  owe: '明确应报送',
  submit: '报送',
  advance: '先行报送',
  receive: '收存',
  give: '登记帮扶',
  settle: '登记结果',
  draft: '填写',
  revise: '修改',
  send: '签字并反馈',
  arrive: '收到反馈清单',
  sign: '签字接收',
  dispute: '签字并提出异议',
}

export const CAMPAIGN_DEADLINE_LABELS = {
  staff: '组建专项行动组',
  swear: '签署纪律承诺',
  itinerary: '提出行程',
  agree: '确认行程',
  duty: '报送',
  receive: '收存报送件',
  concern: '答复反映',
  sign: '签字接收反馈清单',
} as const
