import { refuse, type Refusal } from '#kernel/refusal.ts'
import { directs, HIGH_BODIES, placed, type Body } from '#places/rules.ts'
import type { WarningGrade, WarningReceiptState, WarningState } from './vocabulary.ts'
import type { WarningViewer } from './shapes.ts'

/** The clauses that refusals about warnings rest on. */
export const CLAUSES = {
  warnings: 'bihuan-house-rules#warnings',
  addressing: 'bihuan-house-rules#addressing',
  authority: 'bihuan-house-rules#14',
} as const

const OFFICE = ['committee_clerk', 'committee_head', 'regulator_clerk', 'section_head'] as const
const ANSWERERS = [...OFFICE, 'safety_officer', 'village_contact', 'inspector'] as const

/** Whether this role issues warnings at all. */
export function issuesWarnings(role: string): boolean {
  return (OFFICE as readonly string[]).includes(role)
}

/** Why a body may not be warned by another, or null: who is directed is warned. */
export function addressRefused(issuer: Body, to: Body): Refusal | null {
  if (issuer.id === to.id) return refuse('发送单位应为本单位以外的单位。', CLAUSES.addressing)
  if (directs(issuer, to)) return null
  return HIGH_BODIES.includes(to.kind)
    ? refuse(`不向${to.name}发送预警；需要其知悉的，用发文报告。`, CLAUSES.addressing)
    : refuse(`${to.name}不在本单位职权所及的下级或者成员单位之列，请移出。`, CLAUSES.addressing)
}

export type IssueFacts = {
  readonly issuer: Body
  readonly area: string
  readonly validUntil: string
  readonly bodies: readonly Body[]
}

/** Why a warning may not be issued as asked, or null. */
export function issueRefusal(
  viewer: WarningViewer,
  { issuer, area, validUntil, bodies }: IssueFacts,
  today: string,
): Refusal | null {
  if (!issuesWarnings(viewer.role)) return refuse('本岗位不办理“发布预警”。', CLAUSES.authority)
  if (placed(issuer.place, area) === null) {
    return refuse('预警区域应为本地区或者所辖地区。', CLAUSES.warnings)
  }
  if (validUntil < today) return pastRefusal(today)
  for (const to of bodies) {
    const no = addressRefused(issuer, to)
    if (no) return no
  }
  return null
}

function pastRefusal(today: string): Refusal {
  return refuse(`有效期不得早于今日（${today}）。`, CLAUSES.warnings)
}

export type WarningFacts = {
  readonly ownerOrg: string
  readonly ownerName: string
  readonly state: WarningState
}

/** Why an act of the issuing office on a warning is not open, or null. */
export function officeRefusal(
  viewer: WarningViewer,
  warning: WarningFacts,
  verb: '调整预警' | '解除预警',
): Refusal | null {
  if (!issuesWarnings(viewer.role)) return refuse(`本岗位不办理“${verb}”。`, CLAUSES.authority)
  if (viewer.org !== warning.ownerOrg) {
    return refuse(`${verb}应由${warning.ownerName}办理。`, CLAUSES.authority)
  }
  return warning.state === 'in_force' ? null : refuse('该预警已经解除。', CLAUSES.warnings)
}

type Terms = { readonly grade: WarningGrade; readonly validUntil: string }

/** Why these new terms are no adjustment, or null. */
export function changeRefusal(now: Terms, wanted: Terms, today: string): Refusal | null {
  if (now.grade === wanted.grade && now.validUntil === wanted.validUntil) {
    return refuse('等级和有效期均未改变，请选择新的等级或者有效期。', CLAUSES.warnings)
  }
  return wanted.validUntil < today ? pastRefusal(today) : null
}

export type ReceiptFacts = {
  readonly org: string
  readonly orgName: string
  readonly liftedAt: string | null
  readonly state: WarningReceiptState
}

/** Why a body may not acknowledge now, or null; until the lifting it may correct itself. */
export function acknowledgeRefusal(viewer: WarningViewer, receipt: ReceiptFacts): Refusal | null {
  if (!(ANSWERERS as readonly string[]).includes(viewer.role)) {
    return refuse('本岗位不办理“预警回执”。', CLAUSES.authority)
  }
  if (viewer.org !== receipt.org) {
    return refuse(`预警回执应由${receipt.orgName}办理。`, CLAUSES.authority)
  }
  if (receipt.liftedAt === null) return null
  return refuse(
    receipt.state === 'silent'
      ? '预警已经解除，未回执已记入预警记录。'
      : '预警已经解除，不需回执。',
    CLAUSES.warnings,
  )
}

/** Whether a warning is past its date without having been lifted. */
export function isExpired(state: WarningState, validUntil: string, today: string): boolean {
  return state === 'in_force' && validUntil < today
}

/** By when a body acknowledges: never later than the warning is valid, never before today. */
export function receiptDue(counted: string, validUntil: string, today: string): string {
  if (validUntil >= counted) return counted
  return validUntil < today ? today : validUntil
}
