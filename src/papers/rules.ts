import { refuse, type Refusal } from '#kernel/refusal.ts'
import { INCOMING_MOVES, OFFICE, TASK_MOVES } from './moves.ts'
import { INCOMING_STATE_LABELS, TASK_STATE_LABELS } from './texts.ts'
import type {
  IncomingAct,
  IncomingFacts,
  IncomingState,
  PaperViewer,
  TaskAct,
  TaskFacts,
  TaskState,
} from './words.ts'

export { INCOMING_MOVES, TASK_MOVES } from './moves.ts'

/** The clauses that refusals about papers and tasks rest on. */
export const CLAUSES = {
  papers: 'bihuan-house-rules#papers',
  authority: 'bihuan-house-rules#14',
  receipt: 'bihuan-house-rules#1',
  answers: 'bihuan-house-rules#12',
  links: 'bihuan-house-rules#links',
} as const

/** Limits that the packs set, resolved on the day of the act. */
export type TaskLimits = { readonly returnsMost: number }

/**
 * Why `viewer` may not do `act` on the paper now, or null where they may: whose act it is, then
 * the state, then what must be done before.
 */
export function incomingRefusal(
  act: IncomingAct,
  paper: IncomingFacts,
  viewer: PaperViewer,
): Refusal | null {
  const move = INCOMING_MOVES[act]
  const whose = move.by === 'office' ? paper.ownerOrg : paper.leaderOrg
  if (!(move.roles as readonly string[]).includes(viewer.role)) {
    return refuse(`本岗位不办理“${move.label}”。`, CLAUSES.authority)
  }
  if (whose !== null && viewer.org !== whose) {
    return refuse(`${move.label}应由${paper.names[whose] ?? '有关单位'}办理。`, CLAUSES.authority)
  }
  if (!(move.from as readonly IncomingState[]).includes(paper.state)) {
    const state = INCOMING_STATE_LABELS[paper.state]
    return refuse(`本件现为“${state}”，不能${move.label}。`, CLAUSES.papers)
  }
  if (act === 'finish' && paper.openTasks > 0) {
    return refuse(`还有${paper.openTasks}项任务未办完，全部完成后办结。`, CLAUSES.papers)
  }
  if (act === 'void' && paper.openTasks > 0) {
    return refuse(`还有${paper.openTasks}项任务未办完，请先撤回或作废任务。`, CLAUSES.papers)
  }
  return null
}

/** Why `viewer` may not do `act` on the task now, or null where they may. */
export function taskRefusal(
  act: TaskAct,
  task: TaskFacts,
  viewer: PaperViewer,
  limits: TaskLimits,
): Refusal | null {
  const move = TASK_MOVES[act]
  const whose = move.by === 'issuer' ? task.ownerOrg : task.org
  if (!(move.roles as readonly string[]).includes(viewer.role)) {
    return refuse(`本岗位不办理“${move.label}”。`, CLAUSES.authority)
  }
  if (move.by === 'village' && task.party === null) {
    return refuse('代填限于没有账号的企业、商户；单位由其本人办理。', CLAUSES.links)
  }
  if (move.by !== 'village' && move.by !== 'product' && viewer.org !== whose) {
    return refuse(`${move.label}应由${task.names[whose] ?? '有关单位'}办理。`, CLAUSES.authority)
  }
  if (!(move.from as readonly TaskState[]).includes(task.state)) {
    if (task.state === 'leaving') return refuse('任务尚未发出，请先收回。', CLAUSES.papers)
    if (act === 'withdraw') {
      return refuse('对方已经签收，不能撤回；确需取消的，作废并说明理由。', CLAUSES.papers)
    }
    const state = TASK_STATE_LABELS[task.state]
    return refuse(`任务现为“${state}”，不能${move.label}。`, CLAUSES.papers)
  }
  if (act === 'return' && task.returns >= limits.returnsMost) {
    const who = task.names[task.ownerOrg] ?? '下达单位'
    return refuse(`本任务已退办${task.returns}次，由${who}指定承办，不再退办。`, CLAUSES.receipt)
  }
  return act === 'send' ? abolishedRefusal(task) : null
}

/** A body abolished since the draft gets nothing; whoever took over is named. */
function abolishedRefusal({ successors, names, org }: TaskFacts): Refusal | null {
  if (successors === null) return null
  const gone = `${names[org] ?? '承办单位'}已撤销`
  if (successors.length === 0) {
    return refuse(`${gone}，没有登记承接单位；撤回后另拟任务。`, CLAUSES.papers)
  }
  const heirs = successors.map(({ name }) => name).join('、')
  return refuse(`${gone}，职责由${heirs}承接；改由承接单位办理后下达。`, CLAUSES.papers)
}

/** Why one task of a bulk act will not go, or null: what the look before sending counts. */
export function bulkRefusal(
  act: BulkAct,
  task: TaskFacts & { readonly dueOn: string },
  viewer: PaperViewer,
  { limits, today }: { readonly limits: TaskLimits; readonly today: string },
): Refusal | null {
  const no = taskRefusal(act, task, viewer, limits)
  return no ?? (act === 'send' ? dueRefusal(task.dueOn, today) : null)
}

/** Acts that may be done to many at once; what is judged one by one is not among them. */
export const BULK_ACTS = ['send', 'remind', 'accept', 'withdraw', 'void'] as const
export type BulkAct = (typeof BULK_ACTS)[number]

/** Why the body of `viewer` may not divide the task among its own subordinates now, or null. */
export function divideRefusal(
  task: Pick<TaskFacts, 'org' | 'state' | 'names'>,
  viewer: PaperViewer,
): Refusal | null {
  if (!(OFFICE as readonly string[]).includes(viewer.role)) {
    return refuse('本岗位不办理“分办”。', CLAUSES.authority)
  }
  if (viewer.org !== task.org) {
    return refuse(`分办应由${task.names[task.org] ?? '承办单位'}办理。`, CLAUSES.authority)
  }
  if (task.state === 'received' || task.state === 'sent_back') return null
  const state = TASK_STATE_LABELS[task.state]
  return refuse(`任务现为“${state}”，签收后、反馈前可以分办。`, CLAUSES.papers)
}

/** An answer waits for the tasks divided from it, unless it says why it does not. */
export function unfinishedRefusal(openSubtasks: number, unfinished: string | null): Refusal | null {
  if (openSubtasks === 0 || unfinished !== null) return null
  return refuse(
    `还有${openSubtasks}项分办任务未办完，办完后反馈；确需先行反馈的，说明理由。`,
    CLAUSES.answers,
  )
}

/** The dates that a task may not have. */
export function dueRefusal(dueOn: string, today: string): Refusal | null {
  if (dueOn >= today) return null
  return refuse(`反馈期限不得早于今日（${today}）。`, CLAUSES.answers)
}

/** Why somebody of this role may not begin a matter with this move, or null. */
export function openingRefusal(
  move: { readonly label: string; readonly roles: readonly string[] },
  { role }: Pick<PaperViewer, 'role'>,
): Refusal | null {
  if (move.roles.includes(role)) return null
  return refuse(`本岗位不办理“${move.label}”。`, CLAUSES.authority)
}
