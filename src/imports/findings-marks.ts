import type { LedgerField } from './findings-fields.ts'

/** What is inconsistent in a row that comes in all the same, and the field where it shows. */
export type LedgerMark = {
  readonly code: string
  readonly note: string
  readonly field: LedgerField
  /** What follows from it for the record that comes in; nothing where it changes nothing. */
  readonly follows?: string | null
}

type Days = {
  readonly foundOn: string | null
  readonly dueOn: string | null
  readonly correctedOn: string | null
  readonly recheckedOn: string | null
  readonly closed: boolean
  readonly today: string
}

/** The marks of a row, in the order of the way: found, due, corrected, re-checked, closed. */
export function marksOf(days: Days): LedgerMark[] {
  const { foundOn, dueOn, correctedOn, recheckedOn, closed, today } = days
  const ended = closed && (recheckedOn ?? correctedOn) !== null
  const before = (a: string | null, b: string | null) => a !== null && b !== null && a < b
  const marks: (LedgerMark | false)[] = [
    before(today, foundOn) && {
      code: 'found_in_future',
      field: 'foundOn',
      note: `发现日期 ${foundOn} 晚于今日`,
    },
    before(dueOn, foundOn) && {
      code: 'due_before_found',
      field: 'dueOn',
      note: `整改期限 ${dueOn} 早于发现日期 ${foundOn}`,
      follows: ended ? null : '不按此期限计时，自接收之日起按规定时限计算',
    },
    before(correctedOn, foundOn) && {
      code: 'corrected_before_found',
      field: 'correctedOn',
      note: `整改完成日期 ${correctedOn} 早于发现日期 ${foundOn}`,
    },
    before(dueOn, correctedOn) && {
      code: 'corrected_after_due',
      field: 'correctedOn',
      note: `整改完成日期 ${correctedOn} 晚于整改期限 ${dueOn}`,
    },
    before(recheckedOn, correctedOn) && {
      code: 'rechecked_before_corrected',
      field: 'recheckedOn',
      note: `复查日期 ${recheckedOn} 早于整改完成日期 ${correctedOn}`,
    },
    before(dueOn, recheckedOn) && {
      code: 'rechecked_after_due',
      field: 'recheckedOn',
      note: `复查日期 ${recheckedOn} 晚于整改期限 ${dueOn}`,
    },
    !closed &&
      correctedOn !== null && {
        code: 'corrected_without_closing',
        field: 'correctedOn',
        note: `有整改完成日期 ${correctedOn} 而没有销号情况，按整改中`,
      },
    closed &&
      recheckedOn === null && {
        code: 'closed_without_recheck',
        field: 'status',
        note: '已销号而没有复查日期',
      },
    closed &&
      recheckedOn === null &&
      correctedOn === null && {
        code: 'closed_without_date',
        field: 'status',
        note: '已销号而没有任何完成日期，按整改中',
      },
  ]
  return marks.filter((mark) => mark !== false)
}
