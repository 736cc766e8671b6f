import type { CleanResult, NormAct, NormKind, NormState, Opinion } from './vocabulary.ts'

export const NORM_KIND_LABELS = {
  measures: '办法',
  provisions: '规定',
  rules: '细则',
  opinions: '意见',
  notice: '通知',
} as const satisfies Record<NormKind, string>

export const NORM_STATE_LABELS = {
  draft: '草稿',
  reviewing: '法制审核',
  returned: '已退回',
  passed: '待审议',
  decided: '待签发',
  in_force: '现行有效',
  repealed: '已废止',
  lapsed: '已失效',
  rejected: '不予通过',
  void: '已作废',
} as const satisfies Record<NormState, string>

export const OPINION_LABELS = {
  lawful: '合法',
  amend: '应修改',
  reject: '不予通过',
} as const satisfies Record<Opinion, string>

export const CLEAN_LABELS = {
  keep: '继续有效',
  amend: '修改',
  repeal: '废止',
  lapse: '失效',
} as const satisfies Record<CleanResult, string>

/** What the record of handling calls each act. */
export const NORM_STEP_LABELS = {
  register: '登记草案',
  revise: '修改草案',
  submit: '送合法性审核',
  review: '合法性审核',
  deliberate: '登记集体审议',
  issue: '签发',
  file: '登记备案',
  publish: '登记公布',
  clean: '清理',
  void: '作废',
  expire: '有效期届满',
  remind: '有效期将届满',
} as const satisfies Record<NormAct | 'expire' | 'remind', string>

/** `2026-03-02至2031-03-01`, or `2026-03-02起`. */
export function validText(from: string | null, until: string | null): string {
  if (from === null) return ''
  return until === null ? `${from}起` : `${from}至${until}`
}
