import { refuse, type Refusal } from '#kernel/refusal.ts'
import { directs, type Body } from '#places/rules.ts'
import { MEMBER_PART_LABELS } from './texts.ts'
import type * as words from './words.ts'

/** The clauses that refusals about campaigns rest on. */
export const CLAUSES = {
  campaigns: 'bihuan-house-rules#campaigns',
  addressing: 'bihuan-house-rules#addressing',
  authority: 'bihuan-house-rules#14',
} as const

const OFFICE = ['committee_clerk', 'committee_head'] as const
const BODIES = [...OFFICE, 'regulator_clerk', 'section_head'] as const

type Move = { readonly label: string; readonly roles: readonly string[] }

/** Every act, its name and who does it; the rules below say when. */
export const MOVES = {
  open: { label: '组织专项行动', roles: OFFICE },
  redraw: { label: '重新抽签', roles: OFFICE },
  close: { label: '结束专项行动', roles: OFFICE },
  void: { label: '作废专项行动', roles: OFFICE },
  rank: { label: '内部排序', roles: ['committee_head'] },
  staff: { label: '组建专项行动组', roles: OFFICE },
  replace: { label: '更换组员', roles: OFFICE },
  swear: { label: '签署纪律承诺', roles: OFFICE },
  propose: { label: '提出行程', roles: OFFICE },
  finish: { label: '结束检查', roles: OFFICE },
  agree: { label: '确认行程', roles: OFFICE },
  return: { label: '退回行程', roles: OFFICE },
  raise: { label: '向组织单位反映', roles: OFFICE },
  answer: { label: '答复反映', roles: OFFICE },
  submit: { label: '报送', roles: BODIES },
  receive: { label: '收存', roles: OFFICE },
  sendBack: { label: '退回补正', roles: OFFICE },
  help: { label: '登记帮扶', roles: OFFICE },
  feedback: { label: '填写反馈交办清单', roles: OFFICE },
  sign: { label: '签字接收', roles: OFFICE },
} as const satisfies Record<string, Move>
export type CampaignAct = keyof typeof MOVES

/** Whether this post organizes campaigns. */
export function organizes(role: string): boolean {
  return (OFFICE as readonly string[]).includes(role)
}

/** Whether this post of this body does the act at all, or why not. */
export function authority(
  act: CampaignAct,
  viewer: words.CampaignViewer,
  owner: { readonly org: string; readonly name: string } | null,
): Refusal | null {
  const { label, roles } = MOVES[act]
  if (!(roles as readonly string[]).includes(viewer.role)) {
    return refuse(`本岗位不办理“${label}”。`, CLAUSES.authority)
  }
  if (owner === null || owner.org === viewer.org) return null
  return refuse(`${label}应由${owner.name}办理。`, CLAUSES.authority)
}

export type OpenFacts = {
  readonly issuer: Body
  readonly units: readonly Body[]
  readonly members: readonly Body[]
}

/** Why a campaign may not be opened as asked, or null: authority, dates, milestones, addressees. */
export function openRefusal(
  viewer: words.CampaignViewer,
  body: words.OpenCampaign,
  { issuer, units, members }: OpenFacts,
): Refusal | null {
  const no = authority('open', viewer, null)
  if (no) return no
  if (issuer.kind !== 'committee_office') {
    return refuse('专项行动由安委会办公室组织。', CLAUSES.campaigns)
  }
  return datesRefusal(body) ?? milestonesRefusal(body) ?? addressRefusal(issuer, units, members)
}

function datesRefusal({ fromOn, toOn, visitFrom, visitTo }: words.OpenCampaign): Refusal | null {
  if (fromOn > toOn) return refuse('结束日期不得早于开始日期。', CLAUSES.campaigns)
  if (visitFrom > visitTo) return refuse('实地检查的结束日期不得早于开始日期。', CLAUSES.campaigns)
  if (visitFrom >= fromOn && visitTo <= toOn) return null
  return refuse('实地检查应在专项行动起止日期之内。', CLAUSES.campaigns)
}

function milestonesRefusal({ milestones, fromOn, toOn, sectors, members }: words.OpenCampaign) {
  const keys = new Set<string>()
  for (const one of milestones) {
    if (keys.has(one.key)) return refuse(`事项“${one.what}”重复列出。`, CLAUSES.campaigns)
    keys.add(one.key)
    if (one.fromOn !== null && one.fromOn > one.dueOn) {
      return refuse(`“${one.what}”的截止日期早于开始日期。`, CLAUSES.campaigns)
    }
    if (one.dueOn < fromOn || one.dueOn > toOn) {
      return refuse(
        `“${one.what}”的日期（${one.dueOn}）不在专项行动起止日期之内。`,
        CLAUSES.campaigns,
      )
    }
  }
  const led = sectors.some(({ lead }) => lead !== null) || members.length > 0
  return milestones.some(({ part }) => part === 'members') && !led
    ? refuse('有应由牵头部门报送的事项，请明确牵头部门或者成员单位。', CLAUSES.campaigns)
    : null
}

function addressRefusal(issuer: Body, units: readonly Body[], members: readonly Body[]) {
  const wrong = units.find((one) => one.kind !== 'committee_office' || !directs(issuer, one))
  if (wrong) {
    return refuse(
      `${wrong.name}不是下级安委会办公室，不参加交叉检查分组，请移出。`,
      CLAUSES.addressing,
    )
  }
  const far = members.find((one) => !directs(issuer, one))
  return far ? refuse(`${far.name}不是本级安委会成员单位，请移出。`, CLAUSES.addressing) : null
}

export type CampaignFacts = {
  readonly ownerOrg: string
  readonly ownerName: string
  readonly state: words.CampaignState
  /** Whether the current draw is complete. */
  readonly drawn: boolean
  /** Groups that have not finished, deliverables not received. */
  readonly openGroups: number
  readonly openDuties: number
}

/** Why an act of the office on its campaign is not open, or null. */
export function campaignRefusal(
  act: 'redraw' | 'close' | 'void' | 'rank',
  viewer: words.CampaignViewer,
  facts: CampaignFacts,
): Refusal | null {
  const no = authority(act, viewer, { org: facts.ownerOrg, name: facts.ownerName })
  if (no) return no
  if (facts.state === 'closed' || facts.state === 'void') {
    return refuse('专项行动已经结束。', CLAUSES.campaigns)
  }
  if (act === 'redraw' && facts.drawn) {
    return refuse(
      '抽签已经完成并公布，不能重抽；确需调整的，作废本次行动后另行组织。',
      CLAUSES.campaigns,
    )
  }
  if (act !== 'close') return null
  if (facts.state === 'drawing') return refuse('尚未抽签分组，不能结束。', CLAUSES.campaigns)
  if (facts.openGroups > 0) {
    return refuse(`还有${facts.openGroups}个组未结束检查。`, CLAUSES.campaigns)
  }
  return facts.openDuties > 0
    ? refuse(`还有${facts.openDuties}件应报送事项未收存。`, CLAUSES.campaigns)
    : null
}

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

export type DutyFacts = {
  readonly org: string
  readonly orgName: string
  readonly ownerOrg: string
  readonly ownerName: string
  readonly state: words.DutyState
}

/** Why a deliverable may not be sent, received or sent back now, or null. */
export function dutyRefusal(
  act: 'submit' | 'receive' | 'sendBack',
  viewer: words.CampaignViewer,
  facts: DutyFacts,
): Refusal | null {
  const by =
    act === 'submit'
      ? { org: facts.org, name: facts.orgName }
      : { org: facts.ownerOrg, name: facts.ownerName }
  const no = authority(act, viewer, by)
  if (no) return no
  if (facts.state === 'received') return refuse('该件已经收存。', CLAUSES.campaigns)
  if (facts.state === 'void') return refuse('专项行动已经作废。', CLAUSES.campaigns)
  if (act === 'submit') {
    return facts.state === 'submitted' ? refuse('已经报送，等待收存。', CLAUSES.campaigns) : null
  }
  if (facts.state === 'submitted') return null
  return refuse(
    facts.state === 'advance' ? '盖章件尚未报送，收到后再收存。' : '对方尚未报送。',
    CLAUSES.campaigns,
  )
}

/** Why a sealed version cannot be taken for one, or null: a seal needs its scan. */
export function sealRefusal(sealed: boolean, files: number): Refusal | null {
  return sealed && files === 0
    ? refuse('报送盖章件的，请附盖章件扫描件。', CLAUSES.campaigns)
    : null
}

/** Why an office may not answer a concern, or null. */
export function concernRefusal(
  viewer: words.CampaignViewer,
  facts: { readonly ownerOrg: string; readonly ownerName: string; readonly state: string },
): Refusal | null {
  const no = authority('answer', viewer, { org: facts.ownerOrg, name: facts.ownerName })
  if (no) return no
  return facts.state === 'answered' ? refuse('已经答复。', CLAUSES.campaigns) : null
}

/** Why the outcome of help cannot be entered, or null. */
export function helpRefusal(
  viewer: words.CampaignViewer,
  facts: { readonly org: string; readonly orgName: string; readonly state: string },
): Refusal | null {
  const no = authority('help', viewer, { org: facts.org, name: facts.orgName })
  if (no) return no
  return facts.state === 'given' ? null : refuse('帮扶结果已经登记。', CLAUSES.campaigns)
}
