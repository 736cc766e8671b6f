import type { MeetingAct, MeetingKind, MeetingState, MonthAct, MonthState } from './vocabulary.ts'
import type { PartyAct, PartyState } from './vocabulary.ts'

export const MEETING_KIND_LABELS = {
  plenary: '全体会议',
  joint: '联席会议',
  special: '专题会议',
} as const satisfies Record<MeetingKind, string>

export const MEETING_STATE_LABELS = {
  draft: '草稿',
  called: '待召开',
  held: '已召开',
  concluded: '已完成',
  cancelled: '已取消',
} as const satisfies Record<MeetingState, string>

export const PARTY_STATE_LABELS = {
  invited: '待回执',
  acknowledged: '已回执',
  leave: '已请假',
  cancelled: '已取消',
} as const satisfies Record<PartyState, string>

export const MONTH_STATE_LABELS = {
  open: '进行中',
  summed_up: '已完成',
  void: '已作废',
} as const satisfies Record<MonthState, string>

/** What the record of handling calls each act. */
export const MEETING_STEP_LABELS = {
  plan: '拟会议',
  revise: '修改安排',
  call: '发通知',
  adjourn: '改期',
  cancel: '取消会议',
  enter: '代录签到',
  hold: '登记召开',
  minute: '拟纪要',
  sign: '签发纪要',
  acknowledge: '回执',
  excuse: '请假',
  attend: '签到',
  open: '登记主题月',
  sum_up: '总结',
  lapse: '会议已召开，回执终止',
  void: '作废',
} as const satisfies Record<MeetingAct | PartyAct | MonthAct | 'lapse', string>

/** `2026年3月2日09:30`. */
export function whenText(on: string, at: string): string {
  const [year, month, day] = on.split('-').map(Number)
  return `${year}年${month}月${day}日${at}`
}

/** The parts of a committee. */
export const PART_LABELS = {
  first_director: '第一主任',
  director: '主任',
  deputy: '副主任',
  office: '办公室',
  member_unit: '成员单位',
} as const
