import type { Unit } from '#scores/words.ts'
import type { ImportProblem, PackAct, PackState } from './words.ts'

export const PACK_STATE_LABELS = {
  draft: '草稿',
  proposed: '待发布',
  released: '已发布',
  withdrawn: '已撤回',
} as const satisfies Record<PackState, string>

export const PACK_ACT_LABELS = {
  correct: '上传改正稿',
  propose: '提请发布',
  release: '发布',
  withdraw: '撤回草稿',
} as const satisfies Record<PackAct, string>

/** How a deduction is counted, behind its points. */
export const CLAUSE_UNIT_LABELS = {
  once: '',
  per_occurrence_found: '每次',
  per_enterprise_found: '每家',
  per_person_found: '每人',
  per_missing_occurrence: '每缺一次',
  per_missing_person: '每少一人',
  per_place_found: '每处',
  per_missing_topic: '每缺一项',
} as const satisfies Record<Unit, string>

export const SEVERITY_LABELS = {
  error: '须改正',
  warning: '请核对',
  note: '已登记',
} as const satisfies Record<ImportProblem['severity'], string>

export const PACK_SAYS = {
  brought: (items: number, errors: number) =>
    errors === 0
      ? `已读入 ${items} 项，没有须改正之处。`
      : `已读入 ${items} 项，有 ${errors} 处须改正，改正后方可提请发布。`,
  proposed: '已提请发布，须由另一人发布。',
  released: '已发布，即日起可以用于打分。',
  withdrawn: '已撤回草稿。',
  noSheet: '文件中没有找到打分表，表头须有考评细则（或者检查内容）和评分标准两栏。',
  tooLong: '文件超过 10 MB，请拆分后再导入。',
  wrongForm: (message: string) => `文件的写法不正确：${message}`,
} as const
