import type { DrawState } from './words.ts'
import type { Ceremony, DrawKind, Seat } from './paper.ts'

/** The word of INTERFACE §5 that the state's tag bears. */
export const DRAW_TAGS = {
  prepared: '未开始',
  committed: '进行中',
  revealed: '进行中',
  complete: '已完成',
  void: '已作废',
} as const satisfies Record<DrawState, string>

/** What the draw waits for. */
export const DRAW_STATE_LABELS = {
  prepared: '待承诺',
  committed: '待揭示',
  revealed: '待抽取',
  complete: '已抽取',
  void: '已作废',
} as const satisfies Record<DrawState, string>

export const SEAT_LABELS = {
  clerk: '经办人',
  witness: '见证人',
  delegate: '第三方代表',
} as const satisfies Record<Seat, string>

export const CEREMONY_LABELS = {
  everyday: '日常抽取（经办人、见证人）',
  three_party: '三方抽取（经办人、见证人、第三方代表）',
} as const satisfies Record<Ceremony, string>

export const DRAW_KIND_LABELS = {
  selection: '抽样',
  cycle: '单环交叉',
  permutation: '任意交叉',
} as const satisfies Record<DrawKind, string>
