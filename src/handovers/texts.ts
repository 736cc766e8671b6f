import type { LeaveKind, LeaveState, ListState } from './words.ts'

export const LEAVE_KIND_LABELS = {
  leave: '休假',
  trip: '出差',
  training: '学习培训',
  sick: '病假',
} as const satisfies Record<LeaveKind, string>

export const LEAVE_STATE_LABELS = {
  entered: '已登记',
  ended: '已销假',
  void: '已作废',
} as const satisfies Record<LeaveState, string>

export const LIST_STATE_LABELS = {
  drawn: '待接收',
  taken: '已接收',
  void: '已作废',
} as const satisfies Record<ListState, string>
