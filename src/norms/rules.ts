import { refuse, type Refusal } from '#kernel/refusal.ts'
import { NORM_MOVES } from './moves.ts'
import { NORM_STATE_LABELS } from './texts.ts'
import type { CleanResult, NormAct, NormFacts, NormState, NormViewer } from './words.ts'

export { AFTER_CLEAN, AFTER_REVIEW, NORM_MOVES, READERS } from './moves.ts'

/** The clauses that refusals about normative documents rest on. */
export const CLAUSES = {
  norms: 'bihuan-house-rules#norms',
  authority: 'bihuan-house-rules#14',
} as const

const no = (sentence: string) => refuse(sentence, CLAUSES.norms)

/** Why `viewer` may not do `act` on the document now, or null: whose act, the state, what stands. */
export function normRefusal(act: NormAct, norm: NormFacts, viewer: NormViewer): Refusal | null {
  const move = NORM_MOVES[act]
  if (!(move.roles as readonly string[]).includes(viewer.role)) {
    return refuse(`本岗位不办理“${move.label}”。`, CLAUSES.authority)
  }
  const whose = move.by === 'maker' ? norm.ownerOrg : norm.reviewOrg
  if (viewer.org !== whose) {
    return refuse(`${move.label}应由${norm.names[whose] ?? '有关单位'}办理。`, CLAUSES.authority)
  }
  if (!(move.from as readonly NormState[]).includes(norm.state)) {
    return no(`本件现为“${NORM_STATE_LABELS[norm.state]}”，不能${move.label}。`)
  }
  if (act === 'review' && norm.mine) {
    return no('起草人不得审核本人起草的文件，由其他法制审核人员审核。')
  }
  if (act === 'file' && norm.filedOn !== null) return no(`已于${norm.filedOn}备案。`)
  if (act === 'publish' && norm.publishedOn !== null) return no(`已于${norm.publishedOn}公布。`)
  return null
}

/** Why something that happened cannot have happened on this day, or null. */
export function dayRefusal(
  label: string,
  on: string,
  bounds: { readonly from: string | null; readonly today: string },
): Refusal | null {
  if (on > bounds.today) return no(`${label}日期不得晚于今日（${bounds.today}）。`)
  if (bounds.from !== null && on < bounds.from) {
    return no(`${label}日期不得早于${bounds.from}，请核对日期。`)
  }
  return null
}

/** Why a document may not hold over these days, or null. */
export function validityRefusal(of: {
  readonly issuedOn: string
  readonly validFrom: string
  readonly validUntil: string | null
}): Refusal | null {
  if (of.validFrom < of.issuedOn) return no('施行日期不得早于成文日期，请改填施行日期。')
  if (of.validUntil !== null && of.validUntil <= of.validFrom) {
    return no('有效期截止日期应晚于施行日期，请改填截止日期。')
  }
  return null
}

/** Why a clean-up may not find this, or null: what goes on holding needs a day that lies ahead. */
export function cleanRefusal(
  result: CleanResult,
  of: {
    readonly validUntil: string | null
    readonly until: string | null
    readonly dueOn: string | null
    readonly today: string
  },
): Refusal | null {
  if (result === 'amend' && (of.dueOn === null || of.dueOn < of.today)) {
    return no(`清理结果为“修改”的，请填写不早于今日（${of.today}）的修改完成期限。`)
  }
  if (result !== 'amend' && of.dueOn !== null) return no('只有清理结果为“修改”时才填写修改期限。')
  if (result !== 'keep' && of.until !== null) {
    return no('只有清理结果为“继续有效”时才填写新的有效期。')
  }
  if (of.until !== null && of.until <= (of.validUntil ?? of.today)) {
    return no(`新的有效期应晚于${of.validUntil ?? of.today}，请改填日期。`)
  }
  return null
}

/** What the night does with a document in force: nothing, say that it soon ends, or end it. */
export function watchOf(
  validUntil: string | null,
  noticed: boolean,
  { today, from }: { readonly today: string; readonly from: string },
): 'none' | 'remind' | 'expire' {
  if (validUntil === null) return 'none'
  if (validUntil < today) return 'expire'
  return !noticed && validUntil <= from ? 'remind' : 'none'
}
