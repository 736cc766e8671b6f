import { refuse, type Refusal } from '#kernel/refusal.ts'
import { eventLabel } from './texts.ts'
import { CHANNELS, type Channel, type Weight } from './vocabulary.ts'

/** The clauses that refusals about messages and calls rest on. */
export const CLAUSES = {
  messages: 'bihuan-house-rules#messages',
  authority: 'bihuan-house-rules#14',
} as const

/** Roles that run an office: they record calls, see its messages and set its channels. */
export const OFFICE_ROLES: readonly string[] = [
  'committee_clerk',
  'committee_head',
  'regulator_clerk',
  'section_head',
]
const CALLERS: readonly string[] = [...OFFICE_ROLES, 'inspector']

/** Who keeps a body's desk: what lies with nobody in particular is told to them. */
const CLERKS: readonly string[] = [
  'committee_clerk',
  'regulator_clerk',
  'safety_officer',
  'village_contact',
]

/** What events weigh that are more than something new on a desk. */
const HEAVY: Readonly<Record<string, Weight>> = {
  'finding.reminded': 'prompt',
  'task.reminded': 'prompt',
  'supervision.issued': 'prompt',
  'listing.listed': 'urgent',
  'suspension.ordered': 'prompt',
}

/** How much an event weighs; what concerns a 重大 matter is urgent. */
export function weightOf(event: string, isMajor: boolean): Exclude<Weight, 'digest'> {
  if (isMajor) return 'urgent'
  const weight = HEAVY[event] ?? 'ordinary'
  return weight === 'digest' ? 'ordinary' : weight
}

type Held = { readonly role: string; readonly post: string; readonly org: string }
type Owed = {
  readonly ownerPost: string | null
  readonly ownerOrg: string | null
  readonly ownerRole: string | null
}

/**
 * Whether a holder is told of a deadline: the post that owes it, else who has its role in the body,
 * else the body's clerks; a body without clerks is told as a whole.
 */
export function isTold(holder: Held, owed: Owed, hasClerk: boolean): boolean {
  if (owed.ownerPost !== null) return holder.post === owed.ownerPost
  if (holder.org !== owed.ownerOrg) return false
  if (owed.ownerRole !== null) return holder.role === owed.ownerRole
  return hasClerk ? isClerk(holder.role) : true
}

/** Whether a role keeps its body's desk. */
export function isClerk(role: string): boolean {
  return CLERKS.includes(role)
}

/** The channels that are tried for a person: their choice within what the office allows. */
export function channelsFor(given: {
  readonly chosen: readonly Channel[] | null
  readonly allowed: readonly Channel[] | null
  readonly configured: readonly Channel[]
}): Channel[] {
  const open = (given.allowed ?? CHANNELS).filter((channel) => given.configured.includes(channel))
  return (given.chosen ?? CHANNELS).filter((channel) => open.includes(channel))
}

/** A number that a message can be sent to: eleven digits, spaces and hyphens left out. */
export function mobileOf(phone: string | null): string | null {
  const digits = (phone ?? '').replace(/[\s-]/g, '').replace(/^\+?86(?=1\d{10}$)/, '')
  return /^1[3-9]\d{9}$/.test(digits) ? digits : null
}

const BACK_OFF_MINUTES = [5, 15, 60, 240]

/** Minutes until a message is tried again that could not be handed to its channel. */
export function backOff(tries: number): number {
  return BACK_OFF_MINUTES[Math.min(tries, BACK_OFF_MINUTES.length) - 1] ?? BACK_OFF_MINUTES[0]!
}

/** One thing that still has to be done, as a message names it. */
export type Line = {
  readonly label: string
  readonly number: string | null
  readonly title: string | null
  readonly dueOn: string
  readonly route: string
}

const TITLE_MOST = 20
const LINES_MOST = 3

/** 任务〔2026〕3号“报送…”，11-30前反馈: number, short title, date; never what a matter says. */
function lineText(line: Line): string {
  const title = (line.title ?? '').replace(/\s+/g, ' ')
  const signs = [...title]
  const short = signs.length > TITLE_MOST ? `${signs.slice(0, TITLE_MOST).join('')}…` : title
  const named = `${line.number ?? ''}${short === '' ? '' : `“${short}”`}`
  return `${named}，${line.dueOn.slice(5)}前${line.label}`
}

/** What a message about one thing says. */
export function singleText(line: Line, event: string, base: string | null): string {
  const link = base === null ? '' : `。${base}${line.route}`
  return `【${eventLabel(event)}】${lineText(line)}${link}`
}

export type DigestCounts = {
  readonly overdue: number
  readonly today: number
  readonly soon: number
  readonly fresh: number
}

/** What the digest says: how many, the nearest few, where to look. Null: nothing to say. */
export function digestText(
  counts: DigestCounts,
  lines: readonly Line[],
  base: string | null,
): string | null {
  const parts = [
    counts.overdue > 0 ? `逾期${counts.overdue}项` : '',
    counts.today > 0 ? `今日到期${counts.today}项` : '',
    counts.soon > 0 ? `3个工作日内到期${counts.soon}项` : '',
    counts.fresh > 0 ? `新收${counts.fresh}项` : '',
  ].filter((part) => part !== '')
  if (parts.length === 0) return null
  const named = lines.slice(0, LINES_MOST).map(lineText)
  const more = lines.length > LINES_MOST ? '；等' : ''
  const link = base === null ? '' : `。${base}/`
  return `【待办摘要】${parts.join('、')}。${named.join('；')}${more}${link}`
}

/** Why this role may not record or void a telephone call, or null. */
export function callRefusal(role: string): Refusal | null {
  if (CALLERS.includes(role)) return null
  return refuse('电话记录由办理事项的机关登记。', CLAUSES.authority)
}

/** Why a call may not be entered with this time, or null. */
export function callTimeRefusal(calledAt: string, now: string, lateMost: number): Refusal | null {
  const late = Date.parse(now) - Date.parse(calledAt)
  if (late < -60_000) return refuse('通话时间晚于现在，请核对。', CLAUSES.messages)
  if (late > lateMost * 86_400_000) {
    return refuse(`通话已过${lateMost}天，不再补记，请重新联系后登记。`, CLAUSES.messages)
  }
  return null
}

/** Why `viewer` may not void this call, or null. */
export function voidCallRefusal(
  call: { readonly ownerOrg: string; readonly state: string; readonly orgName: string },
  viewer: { readonly org: string; readonly role: string },
): Refusal | null {
  const no = callRefusal(viewer.role)
  if (no) return no
  if (viewer.org !== call.ownerOrg) {
    return refuse(`作废应由登记单位${call.orgName}办理。`, CLAUSES.authority)
  }
  return call.state === 'void' ? refuse('本条电话记录已经作废。', CLAUSES.messages) : null
}

/** Why this role may not set which channels its office allows, or null. */
export function officeRefusal(role: string): Refusal | null {
  if (OFFICE_ROLES.includes(role)) return null
  return refuse('本单位可用的通道由经办人员或负责人设置。', CLAUSES.authority)
}
