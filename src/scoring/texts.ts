import type { Clause, Unit } from '#scores/words.ts'
import type { ItemState, SheetMove, SheetState } from './vocabulary.ts'

export const SHEET_STATE_LABELS = {
  open: '评分中',
  submitted: '待确认',
  confirmed: '已确认',
  void: '已作废',
} as const satisfies Record<SheetState, string>

export const ITEM_STATE_LABELS = {
  not_scored: '未评',
  scored: '已评',
  not_applicable: '不涉及',
} as const satisfies Record<ItemState, string>

export const SHEET_MOVE_LABELS = {
  submit: '提交',
  confirm: '确认',
  send_back: '退回',
  void: '作废',
} as const satisfies Record<SheetMove, string>

/** How often a clause is taken, as the sheet says it. */
export const UNIT_LABELS = {
  once: '',
  per_occurrence_found: '每发现一次',
  per_person_found: '每发现一人',
  per_enterprise_found: '每发现一家',
  per_missing_occurrence: '每少一次',
  per_missing_person: '每少一人',
  per_place_found: '每发现一处',
  per_missing_topic: '每缺一项',
} as const satisfies Record<Unit, string>

/** A clause of a criterion as the sheet prints it. */
export function clauseText({ label, unit, points }: Clause): string {
  return `${label}，${UNIT_LABELS[unit]}扣${points}分`
}

/** What has to be named, one by one, where a clause counts it. */
export const NAMED_UNITS: Partial<Record<Unit, string>> = {
  per_enterprise_found: '企业',
  per_missing_person: '人员',
  per_person_found: '人员',
  per_place_found: '场所',
}

/** Labels of the deadlines of score sheets. */
export const SHEET_DEADLINES = { submit: '提交打分表', confirm: '确认打分表' } as const

/** Marks a cap that the paper does not state. */
export const CAP_ASSUMED = '封顶（推定）'
