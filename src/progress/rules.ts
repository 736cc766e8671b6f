import { refuse, type Refusal } from '#kernel/refusal.ts'
import { FACT_LABELS } from './texts.ts'
import { FACTS, type AnswerState, type Fact, type Rhythm, type RoundState } from './vocabulary.ts'
import type { Figure, ProgressViewer, Said } from './shapes.ts'
import type { StartSeries } from './faces.ts'

/** The clauses that refusals about calls for progress rest on. */
export const CLAUSES = {
  progress: 'bihuan-house-rules#progress',
  authority: 'bihuan-house-rules#14',
} as const

const OFFICE = ['committee_clerk', 'committee_head', 'regulator_clerk', 'section_head'] as const
const ANSWERERS = [...OFFICE, 'safety_officer', 'village_contact', 'inspector'] as const

/** Whether this role leads calls for progress at all. */
export function leadsProgress(role: string): boolean {
  return (OFFICE as readonly string[]).includes(role)
}

/** Words by which a question asks for what the records already say. */
const ASKED_AS = {
  found: ['发现', '排查出', '查出'],
  struck_off: ['销号', '整改完成', '完成整改', '已整改'],
  open: ['在办', '未整改', '未销号', '正在整改'],
  overdue: ['逾期', '超期'],
  tasks_open: ['未办结任务', '未完成任务'],
  tasks_overdue: ['逾期任务'],
} as const satisfies Record<Fact, readonly string[]>

const HOW_MANY = /多少|几[个项条件处家]|数量|个数|总数|条数/

/** The figure that a question asks for although the records hold it, or null. */
export function knownFact(question: string): Fact | null {
  if (!HOW_MANY.test(question)) return null
  const found = FACTS.toReversed().find((fact) =>
    ASKED_AS[fact].some((word) => question.includes(word)),
  )
  return found ?? null
}

/** Why a call for progress may not be started as asked, or null. */
export function startRefusal(
  viewer: ProgressViewer,
  asked: StartSeries,
  today: string,
): Refusal | null {
  if (!leadsProgress(viewer.role)) return refuse('本岗位不办理“调度”。', CLAUSES.authority)
  if (asked.facts.length === 0 && asked.questions.length === 0) {
    return refuse('请至少选择一项数字或者写明一个问题。', CLAUSES.progress)
  }
  if (asked.firstOn < today) return refuse(`首次日期不得早于今日（${today}）。`, CLAUSES.progress)
  for (const question of asked.questions) {
    const fact = knownFact(question)
    if (fact !== null) {
      return refuse(
        `“${question}”系统已有记录，不再询问；请选用数字“${FACT_LABELS[fact]}”，由单位核对。`,
        CLAUSES.progress,
      )
    }
  }
  return null
}

/** Whose office acts: the one that leads the call. */
export function leaderRefusal(
  viewer: ProgressViewer,
  owner: { readonly org: string; readonly name: string },
  verb: string,
): Refusal | null {
  if (!leadsProgress(viewer.role)) return refuse(`本岗位不办理“${verb}”。`, CLAUSES.authority)
  if (viewer.org === owner.org) return null
  return refuse(`${verb}应由${owner.name}办理。`, CLAUSES.authority)
}

/** Why a round may not be closed, or null. */
export function closeRefusal(
  viewer: ProgressViewer,
  round: { readonly ownerOrg: string; readonly ownerName: string; readonly state: RoundState },
): Refusal | null {
  const no = leaderRefusal(viewer, { org: round.ownerOrg, name: round.ownerName }, '结束本轮')
  if (no) return no
  return round.state === 'open' ? null : refuse('本轮调度已经结束。', CLAUSES.progress)
}

export type AnswerFacts = {
  readonly org: string
  readonly orgName: string
  readonly state: AnswerState
  readonly figures: readonly Figure[]
  readonly questions: readonly string[]
}

/** Why a body may not answer now, or null. */
export function answerRefusal(viewer: ProgressViewer, answer: AnswerFacts): Refusal | null {
  if (!(ANSWERERS as readonly string[]).includes(viewer.role)) {
    return refuse('本岗位不办理“答复调度”。', CLAUSES.authority)
  }
  if (viewer.org !== answer.org) {
    return refuse(`答复应由${answer.orgName}办理。`, CLAUSES.authority)
  }
  if (answer.state === 'silent') {
    return refuse('本轮调度已经结束，未反馈已记入调度记录。', CLAUSES.progress)
  }
  return null
}

/** Why what a body says is not enough or says too much, or null. */
export function saidRefusal(answer: AnswerFacts, said: Said): Refusal | null {
  const known = answer.figures.map(({ fact }) => fact)
  const foreign = said.explained.find(({ fact }) => !known.includes(fact))
  if (foreign) {
    return refuse(`本轮没有数字“${FACT_LABELS[foreign.fact]}”，不需说明。`, CLAUSES.progress)
  }
  if (new Set(said.explained.map(({ fact }) => fact)).size !== said.explained.length) {
    return refuse('每个数字只说明一次。', CLAUSES.progress)
  }
  const open = answer.questions.findIndex((_, index) => (said.answers[index] ?? '').trim() === '')
  if (open >= 0) {
    return refuse(`请答复第${open + 1}个问题“${answer.questions[open]}”。`, CLAUSES.progress)
  }
  if (said.answers.length > answer.questions.length) {
    return refuse(`本轮共${answer.questions.length}个问题，答复多于问题。`, CLAUSES.progress)
  }
  return null
}

/** The date on which the next round begins, or null where there is none. */
export function nextDate(rhythm: Rhythm, on: string): string | null {
  const [year, month, day] = on.split('-').map(Number) as [number, number, number]
  if (rhythm === 'once') return null
  if (rhythm === 'weekly') return dateOf(year, month, day + 7)
  if (rhythm === 'monthly') return sameDayNextMonth(year, month, day)
  // 旬: the 1st, the 11th and the 21st.
  const next = [11, 21].find((one) => one > day)
  return next === undefined ? dateOf(year, month + 1, 1) : dateOf(year, month, next)
}

function dateOf(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
}

function sameDayNextMonth(year: number, month: number, day: number): string {
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return dateOf(year, month + 1, Math.min(day, last))
}

/** The period that a round of a rhythm looks back on, up to the day before it begins. */
export function periodOf(
  rhythm: Rhythm,
  on: string,
): { readonly from: string; readonly to: string } {
  const [year, month, day] = on.split('-').map(Number) as [number, number, number]
  const to = dateOf(year, month, day - 1)
  if (rhythm === 'weekly') return { from: dateOf(year, month, day - 7), to }
  if (rhythm === 'ten_days') return { from: dateOf(year, month, day - 10), to }
  return { from: dateOf(year, month - 1, Math.min(day, 28)), to }
}
