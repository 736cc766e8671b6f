import type { Amount, DeadlineState, DeadlineView, Step } from './words.ts'

/** How a countdown looks: red only after breach, amber when near, grey when it no longer runs. */
export type Tone = 'breach' | 'near' | 'plain' | 'done' | 'done_late' | 'paused' | 'cancelled'

/** The lines of a deadline, in the words of the interface guide. */
export type Countdown = {
  readonly tone: Tone
  readonly first: string
  readonly second: string
  /** A provisional date says so; nothing otherwise. */
  readonly note: string | null
}

/** The state of a deadline in a list of matters. */
export const deadlineStateLabels = {
  open: '办理中',
  met: '已完成',
  cancelled: '已撤销',
  paused: '已暂停计时',
} as const satisfies Record<DeadlineState, string>

/** From how many working days (or days) left a deadline counts as near. */
export const NEAR = 3

const weekdays = ['一', '二', '三', '四', '五', '六', '日'] as const

/** 周五, whatever zone the browser is in. */
export function weekdayText(date: string): string {
  return `周${weekdays[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7]}`
}

/** 3 个工作日, 5 天; the sign is not written. */
export function amountText({ count, unit }: Amount): string {
  return `${Math.abs(count)} ${unit === 'workingDays' ? '个工作日' : '天'}`
}

/** Words a deadline: what is left or over, by when, and whether the date is provisional. */
export function countdown(view: DeadlineView): Countdown {
  const note = view.provisionalYear === null ? null : provisionalText(view.provisionalYear)
  switch (view.state) {
    case 'met':
      return { ...done(view), note: null }
    case 'cancelled':
      return {
        tone: 'cancelled',
        first: '已撤销',
        second: `应于 ${short(view, view.dueOn)}`,
        note: null,
      }
    case 'paused':
      return {
        tone: 'paused',
        first: '已暂停计时',
        second: `剩 ${amountText(view.left)}`,
        note: null,
      }
    case 'open':
      return { ...running(view), second: dueText(view), note }
  }
}

function running({ left }: DeadlineView): { tone: Tone; first: string } {
  if (left.count < 0) return { tone: 'breach', first: `逾期 ${amountText(left)}` }
  if (left.count === 0) return { tone: 'near', first: '今日到期' }
  return { tone: left.count <= NEAR ? 'near' : 'plain', first: `剩 ${amountText(left)}` }
}

function done(view: DeadlineView): Omit<Countdown, 'note'> {
  const first = `${short(view, view.doneOn ?? view.dueOn)} 完成`
  const due = `应于 ${short(view, view.dueOn)}`
  if (view.left.count >= 0) return { tone: 'done', first, second: due }
  return { tone: 'done_late', first, second: `${due}，逾期 ${amountText(view.left)}` }
}

const moved = { extended: '延至', resumed: '恢复计时后', recounted: '重新计算后' } as const

function dueText(view: DeadlineView): string {
  const due = `${short(view, view.dueOn)} ${dayText(view)}`
  if (view.movedBy === null) return due
  return `原 ${short(view, view.originalDueOn)}，${moved[view.movedBy]} ${due}`
}

function dayText({ dueOn, dueDay }: DeadlineView): string {
  const day = weekdayText(dueOn)
  return dueDay === 'make_up_workday' ? `${day}，调休上班` : day
}

/** 08-25 within the year of today, 2027-01-05 otherwise. */
function short({ today }: DeadlineView, date: string): string {
  return date.slice(0, 4) === today.slice(0, 4) ? date.slice(5) : date
}

/** 暂定（2027年日历未发布）. */
export function provisionalText(year: number): string {
  return `暂定（${year}年日历未发布）`
}

/** One line of the calculation: 10-01 至 10-07 国庆节，不计入. */
export function stepText(step: Step): string {
  const days = step.from === step.to ? step.from : `${step.from} 至 ${step.to}`
  switch (step.kind) {
    case 'weekend':
      return `${days} 周末，不计入`
    case 'holiday':
      return `${days} ${step.name ?? '法定节假日'}，不计入`
    case 'make_up_workday':
      return `${days} ${weekdayText(step.from)}，调休上班，计入`
    case 'moved_to_workday':
      return `${step.from} 为休息日，顺延至 ${step.to}`
  }
}

/** The groups of the desk, in order. */
export const deskGroupLabels = {
  overdue: '逾期',
  today: '今日到期',
  soon: '3个工作日内',
  later: '以后',
  paused: '已暂停',
} as const
