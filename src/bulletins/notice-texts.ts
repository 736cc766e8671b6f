import type { NoticeKind, NoticeState, Publicity } from './notice-words.ts'

export const NOTICE_KIND_LABELS = {
  month: '月通报',
  quarter: '季通报',
  half_year: '半年通报',
} as const satisfies Record<NoticeKind, string>

export const NOTICE_STATE_LABELS = {
  proposed: '待签字',
  issued: '已完成',
  void: '已作废',
} as const satisfies Record<NoticeState, string>

/** What stands dashed beneath the state. */
export const NOTICE_STATE_SIDE = {
  proposed: null,
  issued: '已签发',
  void: '退回',
} as const satisfies Record<NoticeState, string | null>

export const PUBLICITY_LABELS = {
  open: '主动公开',
  on_request: '依申请公开',
  closed: '不予公开',
} as const satisfies Record<Publicity, string>

/** 2026年10月, 2026年第三季度, 2026年上半年: the time a notice covers, by its first day. */
export function periodText(kind: NoticeKind, from: string): string {
  const year = `${from.slice(0, 4)}年`
  const month = Number(from.slice(5, 7))
  switch (kind) {
    case 'month':
      return `${year}${month}月`
    case 'quarter':
      return `${year}第${'一二三四'[(month - 1) / 3]}季度`
    case 'half_year':
      return `${year}${month === 1 ? '上' : '下'}半年`
  }
}

/** 2026年10月31日. */
export function dayText(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** What stands first in a notice that takes the place of another. */
export function correctionText(corrects: string | null): string | null {
  return corrects === null ? null : `本通报更正${corrects}，有关数字以本通报为准。`
}
