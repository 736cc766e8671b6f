import type { Fact } from './words.ts'

/** The catalogue of facts that the product holds: its name, and the words by which people ask it. */
export const FACTS = {
  found: { label: '本期发现问题', words: ['发现问题', '发现隐患', '新增问题', '新增隐患'] },
  struckOff: { label: '本期销号问题', words: ['销号问题', '销号隐患', '销号', '完成销号'] },
  overdue: { label: '逾期未办结问题', words: ['逾期问题', '逾期隐患', '逾期未办结', '超期问题'] },
  tasksOpen: { label: '未反馈任务', words: ['未反馈任务', '在办任务', '未完成任务'] },
  tasksOverdue: { label: '逾期任务', words: ['逾期任务', '超期任务'] },
} as const satisfies Record<Fact, { readonly label: string; readonly words: readonly string[] }>

export const ROUND_LABELS = { open: '进行中', closed: '已完成' } as const

export const REPLY_LABELS = { waiting: '未答复', answered: '已答复', closed: '已完成' } as const
