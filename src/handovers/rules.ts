import { refuse, type Refusal } from '#kernel/refusal.ts'
import { LEAVE_STATE_LABELS, LIST_STATE_LABELS } from './texts.ts'
import type { Leave, ListRow, Viewer } from './words.ts'

/** The clauses that refusals about leave and hand-over rest on. */
export const CLAUSES = { handovers: 'bihuan-house-rules#handovers' } as const

/** Roles that lead a body: they act for a colleague who is gone or cannot. */
const HEADS: readonly string[] = ['committee_head', 'section_head', 'leader']

/** Longest leave that is entered at once, in days. */
const MOST_DAYS = 366
const DAY_MS = 86_400_000

/** Why `viewer` may not act on what concerns `person`, or null: oneself, or the head of the body. */
export function ownOrHead(viewer: Viewer, person: string, verb: string): Refusal | null {
  if (viewer.person === person || HEADS.includes(viewer.role)) return null
  return refuse(`${verb}应由本人或者本单位负责人办理。`, CLAUSES.handovers)
}

export type LeaveAsked = {
  readonly person: string
  readonly fromOn: string
  readonly toOn: string
  readonly standIn: string | null
}

/** What a leave is judged by beside what was asked. */
export type LeaveGround = {
  readonly today: string
  /** Whether the person holds the post on the first day. */
  readonly holds: boolean
  /** Other leaves of the person from this post that are not void. */
  readonly others: readonly { readonly fromOn: string; readonly toOn: string }[]
  /** Who may act in the post on every day of the leave. */
  readonly able: readonly string[]
}

/** Why a leave may not be entered, or null. The order is that of the form. */
export function leaveRefusal(
  viewer: Viewer,
  asked: LeaveAsked,
  ground: LeaveGround,
): Refusal | null {
  const no = ownOrHead(viewer, asked.person, '请假外出')
  if (no) return no
  if (!ground.holds) return refuse('该人员在起始日期不任本岗位，请核对岗位。', CLAUSES.handovers)
  if (asked.toOn < asked.fromOn) {
    return refuse('截止日期应当不早于起始日期。', CLAUSES.handovers)
  }
  if (asked.toOn < ground.today) {
    return refuse(`截止日期已过（今日${ground.today}），不再登记。`, CLAUSES.handovers)
  }
  if (daysBetween(asked.fromOn, asked.toOn) > MOST_DAYS) {
    return refuse('一次登记不超过一年；离开岗位更久的，由系统管理员结束任职。', CLAUSES.handovers)
  }
  const other = ground.others.find(
    ({ fromOn, toOn }) => fromOn <= asked.toOn && asked.fromOn <= toOn,
  )
  if (other) {
    return refuse(
      `与已登记的${other.fromOn}至${other.toOn}重叠，请调整日期或者先销假。`,
      CLAUSES.handovers,
    )
  }
  if (asked.standIn === null) return null
  if (asked.standIn === asked.person) {
    return refuse('代办人应当是本人以外的同事。', CLAUSES.handovers)
  }
  if (!ground.able.includes(asked.standIn)) {
    return refuse(
      '所选同事在此期间没有本岗位的任职；请系统管理员先登记代行任职（AB角），由安全管理员审核启用。',
      CLAUSES.handovers,
    )
  }
  return null
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS
}

/** Why a leave may not be ended on a day, or null. */
export function endLeaveRefusal(
  viewer: Viewer,
  leave: Pick<Leave, 'person' | 'state' | 'fromOn' | 'toOn'>,
  on: string | null,
): Refusal | null {
  const no = ownOrHead(viewer, leave.person, '销假')
  if (no) return no
  if (leave.state !== 'entered') {
    return refuse(`该登记现为“${LEAVE_STATE_LABELS[leave.state]}”，不再办理。`, CLAUSES.handovers)
  }
  if (on !== null && (on < leave.fromOn || on > leave.toOn)) {
    return refuse(
      `销假日期应在${leave.fromOn}至${leave.toOn}之间；尚未开始的可以作废。`,
      CLAUSES.handovers,
    )
  }
  return null
}

/** Why a list may not be drawn up, or null. */
export function drawRefusal(
  viewer: Viewer,
  asked: { readonly person: string },
  ground: { readonly held: boolean; readonly open: boolean },
): Refusal | null {
  const no = ownOrHead(viewer, asked.person, '交接清单')
  if (no) return no
  if (!ground.held) return refuse('该人员没有任过本岗位，请核对岗位。', CLAUSES.handovers)
  if (ground.open) {
    return refuse('该岗位已有待接收的交接清单，请先接收或者作废。', CLAUSES.handovers)
  }
  return null
}

type ListFacts = Pick<ListRow, 'state' | 'person' | 'post' | 'postTitle'>

/** Why `viewer` may not take a list over, or null: another person, acting in that very post. */
export function takeRefusal(viewer: Viewer, list: ListFacts): Refusal | null {
  if (list.state !== 'drawn') return ended(list)
  if (viewer.person === list.person) {
    return refuse('交接清单应由接任人员接收，移交人不能自接。', CLAUSES.handovers)
  }
  if (viewer.post !== list.post) {
    return refuse(
      `请以“${list.postTitle}”岗位接收；尚无人接任的，由系统管理员登记任职、安全管理员审核启用。`,
      CLAUSES.handovers,
    )
  }
  return null
}

/** Why `viewer` may not void a list, or null. */
export function voidListRefusal(viewer: Viewer, list: ListFacts): Refusal | null {
  const no = ownOrHead(viewer, list.person, '作废交接清单')
  if (no) return no
  return list.state === 'drawn' ? null : ended(list)
}

function ended({ state }: Pick<ListFacts, 'state'>): Refusal {
  return refuse(`该清单现为“${LIST_STATE_LABELS[state]}”，不再办理。`, CLAUSES.handovers)
}
