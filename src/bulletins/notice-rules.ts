import { refuse, type Refusal } from '#kernel/refusal.ts'
import type { NoticeKind, NoticeState } from './notice-words.ts'
import { dayText } from './notice-texts.ts'

const CLAUSE = 'bihuan-house-rules#notices'
const RIGHTS = 'bihuan-house-rules#14'

/** Posts that draw up notices of their office. */
export const NOTICE_DRAFTERS = [
  'committee_clerk',
  'committee_head',
  'regulator_clerk',
  'section_head',
] as const

const MONTHS = { month: 1, quarter: 3, half_year: 6 } as const satisfies Record<NoticeKind, number>

/** The first and the last day of the month, quarter or half-year that a day lies in. */
export function periodOf(
  kind: NoticeKind,
  on: string,
): { readonly from: string; readonly to: string } {
  const length = MONTHS[kind]
  const year = Number(on.slice(0, 4))
  const first = Math.floor((Number(on.slice(5, 7)) - 1) / length) * length
  return { from: dayOf(year, first, 1), to: dayOf(year, first + length, 0) }
}

/** The first day of the period before the one that a day lies in: what is usually reported next. */
export function periodBefore(kind: NoticeKind, on: string): string {
  const { from } = periodOf(kind, on)
  return dayOf(Number(from.slice(0, 4)), Number(from.slice(5, 7)) - 1 - MONTHS[kind], 1)
}

function dayOf(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10)
}

/** What the rules see of somebody who draws up or signs a notice. */
export type NoticeViewer = {
  readonly person: string
  readonly org: string
  readonly role: string
}

export type NoticeFacts = {
  readonly state: NoticeState
  readonly ownerOrg: string
  readonly proposedPerson: string
  readonly to: string
  /** The notice that stands for the same time, if there is one. */
  readonly standing: { readonly id: string; readonly number: string } | null
  readonly corrects: string | null
  /** Whether the packs keep signer and proposer apart; not recorded before they did. */
  readonly separate?: boolean
  /** Who else of the office may sign, by name, where it is known. */
  readonly others?: readonly string[]
}

/** Refuses a draft to somebody who draws up no notices. */
export function refuseReading(role: string): Refusal | null {
  if ((NOTICE_DRAFTERS as readonly string[]).includes(role)) return null
  return refuse('通报由安委办、监管部门的经办人员或者负责人拟办。', RIGHTS)
}

/** Refuses what may not be proposed: whose the notice is, and whether its time has come. */
export function refuseProposal(
  viewer: NoticeViewer,
  facts: Pick<NoticeFacts, 'to' | 'standing' | 'corrects'> & { readonly covered: boolean },
  today: string,
): Refusal | null {
  const reading = refuseReading(viewer.role)
  if (reading) return reading
  if (!facts.covered) return refuse('通报的范围应当在本岗位管辖范围内。', RIGHTS)
  return refuseTime(facts, today)
}

function refuseTime(
  { to, standing, corrects }: Pick<NoticeFacts, 'to' | 'standing' | 'corrects'>,
  today: string,
): Refusal | null {
  if (today < to) return refuse(`通报应当在所报期间届满后印发，最早为${dayText(to)}。`, CLAUSE)
  if (standing !== null && corrects !== standing.id) {
    return refuse(`同期通报${standing.number}已经印发，更正应当另行印发并注明原通报。`, CLAUSE)
  }
  if (standing === null && corrects !== null) {
    return refuse('所要更正的通报不是同期现行的通报。', CLAUSE)
  }
  return null
}

/** Refuses a signature: by whom, in which state, and whether another stands for the same time. */
export function refuseIssue(
  facts: NoticeFacts,
  viewer: NoticeViewer,
  signers: readonly string[],
  today: string,
): Refusal | null {
  if (viewer.org !== facts.ownerOrg) return refuse('通报由印发机关的负责人签发。', RIGHTS)
  if (!signers.includes(viewer.role)) return refuse('通报由本机关负责人签发。', CLAUSE)
  if (facts.state === 'issued') return refuse('该通报已经签发，更正应当另行印发通报。', CLAUSE)
  if (facts.state === 'void') return refuse('该通报已经退回，应当重新送签。', CLAUSE)
  if (facts.separate && viewer.person === facts.proposedPerson) {
    return refuse(`通报应当由拟办人以外的负责人签发${whoElse(facts.others)}。`, CLAUSE)
  }
  return refuseTime(facts, today)
}

function whoElse(others: readonly string[] | undefined): string {
  if (others === undefined) return ''
  if (others.length === 0) return '，本机关暂无其他签发人，可以退回后由经办人员重新送签'
  return `，本机关可以签发的有${others.join('、')}`
}

/** Refuses giving a notice back: by its office only, and never after it was issued. */
export function refuseVoid(
  facts: Pick<NoticeFacts, 'state' | 'ownerOrg' | 'proposedPerson'>,
  viewer: NoticeViewer,
  signers: readonly string[],
): Refusal | null {
  if (viewer.org !== facts.ownerOrg) return refuse('通报由印发机关退回。', RIGHTS)
  if (!signers.includes(viewer.role) && viewer.person !== facts.proposedPerson) {
    return refuse('通报由本机关负责人退回，或者由拟办人撤回。', CLAUSE)
  }
  if (facts.state === 'issued') return refuse('该通报已经签发，更正应当另行印发通报。', CLAUSE)
  if (facts.state === 'void') return refuse('该通报已经退回。', CLAUSE)
  return null
}
