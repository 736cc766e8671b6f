import { refuse, type Refusal } from '#kernel/refusal.ts'
import type { LinkState, MatterKind } from './words.ts'

/** The clauses that refusals about links rest on. */
export const CLAUSES = {
  links: 'bihuan-house-rules#links',
  authority: 'bihuan-house-rules#14',
} as const

const OFFICE = ['committee_clerk', 'committee_head', 'regulator_clerk', 'section_head']

/** What rules need to know of the matter that a link leads to. */
export type Matter = {
  readonly kind: MatterKind
  readonly state: string
  readonly ownerOrg: string
  /** The body that answers now. */
  readonly org: string | null
  /** 属地 of a finding. */
  readonly territoryOrg: string | null
  readonly party: string | null
}

/** States in which the answering body has something to do. */
const OPEN = {
  office_task: ['sent', 'received', 'sent_back'],
  finding: ['handed_over', 'rectifying', 'recheck_failed'],
} as const satisfies Record<MatterKind, readonly string[]>

/** Who looks: what the rules need to know of the actor. */
export type Viewer = { readonly org: string; readonly role: string }

/**
 * Whether the viewer has to do with links of the matter: the office that issued it, the place's own
 * body, or the village contact for the enterprises of the village.
 */
export function keeps(matter: Matter, { org, role }: Viewer): boolean {
  if (role === 'village_contact') return matter.party !== null && matter.org !== org
  return OFFICE.includes(role) && (org === matter.ownerOrg || org === matter.territoryOrg)
}

/** Why the viewer makes no link for the matter, or null. */
export function makingRefusal(matter: Matter, viewer: Viewer): Refusal | null {
  if (!keeps(matter, viewer)) {
    return refuse('链接由下达、交办单位或者属地联络员生成。', CLAUSES.authority)
  }
  return isOpen(matter) ? null : refuse('本事项现在无需对方办理，不能生成链接。', CLAUSES.links)
}

/** Whether the answering body has something to do in this state. */
export function isOpen({ kind, state }: Pick<Matter, 'kind' | 'state'>): boolean {
  return (OPEN[kind] as readonly string[]).includes(state)
}

/** What the rules need to know of a link. */
export type Link = {
  readonly org: string
  readonly endsOn: string
  readonly revokedAt: string | null
  readonly openedAt: string | null
  readonly verifiedAt: string | null
}

/**
 * Why a link opens nothing any more, or null: revoked, its matter re-assigned or ended for good, its
 * days over. The sentence tells nothing of the matter.
 */
export function deadLink(link: Link, matter: Matter, today: string): Refusal | null {
  if (link.revokedAt !== null) {
    return refuse('链接已被下达单位撤销，请与下达单位联系。', CLAUSES.links)
  }
  if (matter.org !== link.org) {
    return refuse('本事项已改由其他单位办理，链接失效。', CLAUSES.links)
  }
  if (link.endsOn < today) {
    return refuse(`链接已于${link.endsOn}到期，请向下达单位索取新的链接。`, CLAUSES.links)
  }
  return null
}

/** 未打开, 已打开, 已办理, 已失效, 已撤销. */
export function linkState(
  link: Link,
  matter: Matter,
  { today, done }: { readonly today: string; readonly done: boolean },
): LinkState {
  if (link.revokedAt !== null) return 'revoked'
  if (done) return 'done'
  if (deadLink(link, matter, today)) return 'expired'
  return link.openedAt === null ? 'unopened' : 'opened'
}

/** Why a code is not asked for or shown now, or null. */
export function codeRefusal(madeToday: number, most: number): Refusal | null {
  if (madeToday < most) return null
  return refuse(`今天已索取${madeToday}次，请明天再试，或由下达单位换发链接。`, CLAUSES.links)
}

/** Why a code that was entered does not count. `left` is how many tries it still has. */
export function wrongCode(left: number): Refusal {
  return left > 0
    ? refuse(`验证码不对，还可以再填${left}次。`, CLAUSES.links)
    : refuse('验证码已填错多次而作废，请重新索取。', CLAUSES.links)
}

export const noCode = refuse('验证码已过期或者已经用过，请重新索取。', CLAUSES.links)

/** The day on which a link ends: some days after the matter's date, counted from today if later. */
export function endOf(dueOn: string | null, today: string, days: number): string {
  const from = dueOn !== null && dueOn > today ? dueOn : today
  return new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
