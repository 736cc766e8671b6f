/** What a group and the county that it inspects may do; pure. */
import { refuse, type Refusal } from '#kernel/refusal.ts'
import { authority, CLAUSES } from './campaign-rules.ts'
import { MEMBER_PART_LABELS } from './texts.ts'
import type * as words from './words.ts'

export type GroupFacts = {
  readonly org: string
  readonly orgName: string
  readonly state: words.GroupState
  readonly itineraryState: words.ItineraryState
  readonly visitFrom: string
  readonly visitTo: string
  /** Names of the present members. */
  readonly names: readonly string[]
  readonly openFeedback: number
}

type GroupAct = 'staff' | 'replace' | 'swear' | 'propose' | 'finish' | 'help' | 'feedback'

/** States in which a group's act is open. */
const GROUP_OPEN = {
  staff: ['forming'],
  replace: ['forming', 'sworn', 'agreed'],
  swear: ['forming'],
  propose: ['sworn', 'agreed'],
  finish: ['agreed'],
  help: ['agreed', 'finished'],
  feedback: ['agreed'],
} as const satisfies Record<GroupAct, readonly words.GroupState[]>

const GROUP_WHY = {
  forming: '请先组建专项行动组并签署纪律承诺。',
  sworn: '请先与被检查县区商定行程。',
  agreed: '行程已经商定。',
  finished: '本组检查已经结束。',
  void: '本组已随专项行动作废。',
} as const satisfies Record<words.GroupState, string>

/** Why an act of a group is not open, or null. */
export function groupRefusal(
  act: GroupAct,
  viewer: words.CampaignViewer,
  facts: GroupFacts,
): Refusal | null {
  const no = authority(act, viewer, { org: facts.org, name: facts.orgName })
  if (no) return no
  const open: readonly words.GroupState[] = GROUP_OPEN[act]
  if (!open.includes(facts.state)) {
    const sworn = act === 'staff' || act === 'swear'
    const said = sworn && facts.state !== 'finished' && facts.state !== 'void'
    return refuse(
      said ? '本组已签署纪律承诺，调整人员请用更换组员。' : GROUP_WHY[facts.state],
      CLAUSES.campaigns,
    )
  }
  if ((act === 'swear' || act === 'replace') && facts.names.length === 0) {
    return refuse('请先填写组成人员。', CLAUSES.campaigns)
  }
  if (act === 'propose' && facts.itineraryState === 'proposed') {
    return refuse('行程已提出，等待对方确认。', CLAUSES.campaigns)
  }
  if (act === 'finish' && facts.openFeedback > 0) {
    return refuse(`还有${facts.openFeedback}份反馈清单未签字，请先办结。`, CLAUSES.campaigns)
  }
  return null
}

export type Needed = {
  readonly part: words.MemberPart
  readonly least: number
  readonly most: number | null
}

/** Why these members may not make up the group, or null: number of each part, twice, recusal. */
export function membersRefusal(
  members: readonly words.Member[],
  needed: readonly Needed[],
  clause: string,
): Refusal | null {
  const names = new Set<string>()
  for (const { name, tie } of members) {
    if (names.has(name)) return refuse(`${name}重复列出。`, clause)
    names.add(name)
    if (tie !== null) {
      return refuse(`${name}申报了与被检查县区的关系，应当回避，请另行抽调。`, clause)
    }
  }
  for (const { part, least, most } of needed) {
    const count = members.filter((one) => one.part === part).length
    const label = MEMBER_PART_LABELS[part]
    if (count < least) return refuse(`${label}至少${least}名，现有${count}名。`, clause)
    if (most !== null && count > most) {
      return refuse(`${label}至多${most}名，现有${count}名。`, clause)
    }
  }
  return null
}

/** Why not all have signed, or null: every member signs the undertaking, nobody else. */
export function signersRefusal(
  names: readonly string[],
  signed: readonly string[],
): Refusal | null {
  const missing = names.filter((name) => !signed.includes(name))
  if (missing.length > 0) {
    return refuse(`${missing.join('、')}尚未签字，全组签字后提交。`, CLAUSES.campaigns)
  }
  const strange = signed.filter((name) => !names.includes(name))
  return strange.length > 0
    ? refuse(`${strange.join('、')}不是本组人员。`, CLAUSES.campaigns)
    : null
}

/** Why an itinerary cannot be proposed, or null: every day lies within the campaign's visits. */
export function itineraryRefusal(
  visits: readonly words.Visit[],
  window: { readonly visitFrom: string; readonly visitTo: string },
): Refusal | null {
  const out = visits.find(({ on }) => on < window.visitFrom || on > window.visitTo)
  if (!out) return null
  return refuse(
    `${out.on}不在实地检查期间（${window.visitFrom}至${window.visitTo}）之内。`,
    CLAUSES.campaigns,
  )
}

export type HostFacts = {
  readonly org: string
  readonly orgName: string
  readonly state: words.HostState
  readonly itineraryState: words.ItineraryState
}

/** Why an act of the inspected side is not open, or null. */
export function hostRefusal(
  act: 'agree' | 'return' | 'raise',
  viewer: words.CampaignViewer,
  facts: HostFacts,
): Refusal | null {
  const no = authority(act, viewer, { org: facts.org, name: facts.orgName })
  if (no) return no
  if (facts.state === 'void') return refuse('专项行动已经作废。', CLAUSES.campaigns)
  if (act === 'raise' || facts.itineraryState === 'proposed') return null
  return refuse(
    facts.itineraryState === 'agreed' ? '行程已经确认。' : '对方尚未提出行程。',
    CLAUSES.campaigns,
  )
}

/** Why the contacts do not do, or null: each enterprise of the itinerary has one by name. */
export function contactsRefusal(
  visits: readonly words.Visit[],
  contacts: readonly words.Contact[],
): Refusal | null {
  const known = new Set(contacts.map(({ enterprise }) => enterprise))
  const missing = visits.filter(({ kind, what }) => kind === 'enterprise' && !known.has(what))
  if (missing.length === 0) return null
  const names = [...new Set(missing.map(({ what }) => what))].join('、')
  return refuse(`请为${names}各明确一名联络人。`, CLAUSES.campaigns)
}
