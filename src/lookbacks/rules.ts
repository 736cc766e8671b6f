import { refuse, type Refusal } from '#kernel/refusal.ts'
import type { Figures, LookbackFacts, LookFacts, LookViewer } from './words.ts'

/** The house rule that second looks rest on; document 000 asks for them without a number. */
export const LOOKBACK_CLAUSE = 'bihuan-house-rules#lookback'
const SEPARATION_CLAUSE = 'bihuan-house-rules#6'

/** Roles that open rounds and name checkers for their office. */
export const OFFICE_ROLES: readonly string[] = [
  'committee_clerk',
  'committee_head',
  'regulator_clerk',
  'section_head',
]

/** Roles that sign for their office. */
export const SIGNING_ROLES: readonly string[] = ['committee_head', 'section_head', 'leader']

/** Roles that may look again at all. */
export const CHECKER_ROLES: readonly string[] = [...OFFICE_ROLES, 'inspector', 'leader', 'auditor']

const no = (sentence: string) => refuse(sentence, LOOKBACK_CLAUSE)

/** More findings than one round draws from; a larger one is split by period. */
export const MOST_FRAMED = 20_000

/** How many are drawn: the share rounded up, at least so many, at most all. */
export function sizeOf(framed: number, sharePercent: number, least: number): number {
  return Math.min(framed, Math.max(least, Math.ceil((framed * sharePercent) / 100)))
}

/** Why this person may not open a round over the period, or null. */
export function openRefusal(
  round: {
    readonly fromOn: string
    readonly toOn: string
    readonly today: string
    readonly placeCovered: boolean
    readonly framed: number
    /** The number of an earlier round of the office that overlaps in place and period. */
    readonly overlaps: string | null
    readonly reason: string | null
  },
  by: LookViewer,
): Refusal | null {
  if (!OFFICE_ROLES.includes(by.role)) return no('回头看应由安委办或者监管部门的经办岗位发起。')
  if (!round.placeCovered) return no('回头看的范围应在本单位管辖的地区之内。')
  if (round.fromOn > round.toOn) return no('开始日期不得晚于结束日期。')
  if (round.toOn > round.today) return no('结束日期不得晚于今日。')
  if (round.framed === 0) return no('该地区、该时段没有可以抽取的已销号问题。')
  if (round.framed > MOST_FRAMED) return no(`一轮最多从${MOST_FRAMED}件中抽取，请缩短时段。`)
  if (round.overlaps !== null && round.reason === null) {
    return no(`${round.overlaps}已抽取过相同地区、时段，再次抽取应写明理由。`)
  }
  return null
}

/** Why the draw may not be made anew, or null: only before it is complete, only by the office. */
export function redrawRefusal(
  round: Pick<LookbackFacts, 'state' | 'ownerOrg'>,
  drawComplete: boolean,
  by: LookViewer,
): Refusal | null {
  if (by.org !== round.ownerOrg || !OFFICE_ROLES.includes(by.role)) {
    return no('重抽应由发起回头看的单位办理。')
  }
  if (drawComplete || round.state !== 'drawing') {
    return no('抽取已完成并已公布结果，不再重抽。')
  }
  return null
}

/** Why the figures may not be signed for publication, or null. */
export function publishRefusal(round: LookbackFacts, by: LookViewer): Refusal | null {
  if (by.org !== round.ownerOrg || !SIGNING_ROLES.includes(by.role)) {
    return no('公布回头看结果应由发起单位的负责人签发。')
  }
  if (round.state === 'published') return no('本轮结果已签发公布。')
  if (round.state === 'drawing') return no('抽取并核查完毕后方可签发公布。')
  const open = round.figures.drawn - round.figures.concluded
  return open > 0 ? no(`还有${open}件未核查完毕，全部有结论后方可签发公布。`) : null
}

/**
 * Why the person may not be named as checker, or null. Whoever put it right, first accepted it or
 * re-checked it does not look again, neither the person nor anybody of that body.
 */
export function nameRefusal(
  look: LookFacts,
  checker: { readonly person: string; readonly org: string; readonly role: string } | null,
  by: LookViewer,
): Refusal | null {
  if (by.org !== look.ownerOrg || !OFFICE_ROLES.includes(by.role)) {
    return no('核查人应由发起回头看的单位指定。')
  }
  if (look.state === 'genuine' || look.state === 'false') return no('本件已有核查结论。')
  if (checker === null) return no('所选人员不在该岗位任职，请重新选择。')
  if (!CHECKER_ROLES.includes(checker.role)) return no('所选岗位不承担现场核查。')
  if (look.barredPersons.includes(checker.person)) {
    return refuse('核查人应由整改、初验、复查以外的人担任。', SEPARATION_CLAUSE)
  }
  if (look.barredOrgs.includes(checker.org)) {
    return refuse('核查人应来自整改、初验、复查以外的单位。', SEPARATION_CLAUSE)
  }
  return null
}

/** Why this person may not conclude the look, or null: only the named checker does. */
export function concludeRefusal(look: LookFacts, by: LookViewer): Refusal | null {
  if (look.state === 'genuine' || look.state === 'false') return no('本件已有核查结论。')
  if (look.state === 'unassigned') return no('指定核查人后方可填写核查结论。')
  if (look.checkerPerson !== by.person) return no('核查结论应由指定的核查人填写。')
  return null
}

/** The share found falsely closed, as the fraction that opens its records: 2/16. */
export function fractionOf(figures: Figures): string {
  return `${figures.false}/${figures.concluded}`
}
