import type { MeetingAct, MeetingState, MonthAct, MonthState } from './vocabulary.ts'

export const OFFICE = ['committee_clerk', 'committee_head'] as const
const CHAIRS = ['leader', 'committee_head'] as const
/** Who answers a notice for a body, and who may sign in for it. */
export const PARTICIPANTS = [
  ...OFFICE,
  'leader',
  'regulator_clerk',
  'section_head',
  'safety_officer',
  'village_contact',
] as const

type Move<State, By> = {
  /** The verb on the button. */
  readonly label: string
  readonly from: readonly State[]
  readonly to: State | null
  readonly by: By
  /** Roles that may ever do it. */
  readonly roles: readonly string[]
}

/** Whose act it is: the office that calls the meeting, or the body of who presides. */
export type MeetingRelation = 'office' | 'chair'

/** The one table of moves of a meeting. */
export const MEETING_MOVES = {
  plan: { label: '拟会议', from: [], to: 'draft', by: 'office', roles: OFFICE },
  revise: { label: '修改安排', from: ['draft'], to: 'draft', by: 'office', roles: OFFICE },
  call: { label: '发通知', from: ['draft'], to: 'called', by: 'office', roles: OFFICE },
  adjourn: { label: '改期', from: ['called'], to: 'called', by: 'office', roles: OFFICE },
  cancel: {
    label: '取消会议',
    from: ['draft', 'called'],
    to: 'cancelled',
    by: 'office',
    roles: OFFICE,
  },
  enter: {
    label: '代录签到',
    from: ['called', 'held', 'concluded'],
    to: null,
    by: 'office',
    roles: OFFICE,
  },
  hold: { label: '登记召开', from: ['called'], to: 'held', by: 'office', roles: OFFICE },
  minute: {
    label: '拟纪要',
    from: ['held', 'concluded'],
    to: null,
    by: 'office',
    roles: OFFICE,
  },
  sign: {
    label: '签发纪要',
    from: ['held', 'concluded'],
    to: 'concluded',
    by: 'chair',
    roles: CHAIRS,
  },
} as const satisfies Record<MeetingAct, Move<MeetingState, MeetingRelation>>

/** The one table of moves of a thematic month. */
export const MONTH_MOVES = {
  open: { label: '登记主题月', from: [], to: 'open', by: 'office', roles: OFFICE },
  sum_up: { label: '总结', from: ['open'], to: 'summed_up', by: 'office', roles: OFFICE },
  void: { label: '作废', from: ['open'], to: 'void', by: 'office', roles: OFFICE },
} as const satisfies Record<MonthAct, Move<MonthState, 'office'>>
