import { refuse, type Refusal } from '#kernel/refusal.ts'
import type { Counts, DraftState, ImportKind } from './words.ts'

const CLAUSE = 'bihuan-house-rules#import'

/** How long a draft and its file are kept, in days (our own rule). */
export const KEPT_DAYS = 30

/** Which roles bring in what: offices their ledgers, the system administrator the directory. */
export const KIND_ROLES = {
  findings: ['committee_clerk', 'committee_head', 'regulator_clerk', 'section_head'],
  enterprises: ['committee_clerk', 'committee_head', 'regulator_clerk', 'section_head'],
  organizations: ['system_admin'],
  people: ['system_admin'],
} as const satisfies Record<ImportKind, readonly string[]>

/** The kinds that a role may bring in, in their order. */
export function kindsOf(role: string): ImportKind[] {
  return (Object.keys(KIND_ROLES) as ImportKind[]).filter((kind) => mayImport(role, kind))
}

function mayImport(role: string, kind: ImportKind): boolean {
  const roles: readonly string[] = KIND_ROLES[kind]
  return roles.includes(role)
}

/** Whether rows of a kind register codes, so that a doubtful one is kept for a reason only. */
export function keepsCodes(kind: ImportKind): boolean {
  return kind === 'enterprises'
}

/** Why a role may not bring in this kind; null where it may. */
export function kindRefusal(role: string, kind: ImportKind): Refusal | null {
  if (mayImport(role, kind)) return null
  const directory = kind === 'organizations' || kind === 'people'
  const who = directory ? '系统管理员' : '安委办、监管部门的经办和负责人'
  return refuse(`该类导入由${who}办理。`, 'bihuan-house-rules#14')
}

/** Why a draft may not be changed any more; null where it may. */
export function changeRefusal(state: DraftState): Refusal | null {
  switch (state) {
    case 'ready':
      return null
    case 'reading':
      return refuse('文件正在读取，读取完成后方可核对。', CLAUSE)
    case 'refused':
      return refuse('该文件未能读取，请按提示处理后重新上传。', CLAUSE)
    case 'taking':
      return refuse('正在接收，不能再改动。', CLAUSE)
    case 'taken':
      return refuse('本次导入已经完成，台账中的记录请在台账中办理。', CLAUSE)
    case 'dropped':
      return refuse('本次导入已经放弃，请重新上传文件。', CLAUSE)
  }
}

/** What agreeing is judged by. */
export type Agreeing = {
  readonly state: DraftState
  readonly kind: ImportKind
  readonly counts: Counts
  readonly doubtfulCodes: number
  readonly keepCodesBecause: string | null
}

/** Why a draft may not be taken over now; null where it may. */
export function agreeRefusal(of: Agreeing): Refusal | null {
  const no = changeRefusal(of.state)
  if (no) return no
  if (of.counts.data === 0) {
    return refuse('没有可以接收的行。请核对表头和内容，或者更换文件。', CLAUSE)
  }
  if (of.doubtfulCodes > 0 && of.keepCodesBecause === null) {
    return refuse(
      `有 ${of.doubtfulCodes} 行的登记代码校验未通过，须填写保留理由。`,
      'bihuan-house-rules#subjects',
    )
  }
  return null
}

/** Whether every row of the sheet is counted under exactly one heading. */
export function adds(counts: Counts): boolean {
  const { total, ...parts } = counts
  return Object.values(parts).reduce((sum, one) => sum + one, 0) === total
}

/** The sum of several sheets' counts. */
export function sumOf(all: readonly Counts[]): Counts {
  const sum: Counts = { ...NO_COUNTS }
  for (const counts of all) {
    for (const name of Object.keys(sum) as (keyof Counts)[]) sum[name] += counts[name]
  }
  return sum
}

export const NO_COUNTS: Counts = {
  total: 0,
  data: 0,
  refused: 0,
  headings: 0,
  subtotals: 0,
  notes: 0,
  examples: 0,
  empty: 0,
  repeated: 0,
  brought: 0,
  leftOut: 0,
}
