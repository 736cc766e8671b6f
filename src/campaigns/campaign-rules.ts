/** What an office may do with its campaign, and the authority that every act rests on; pure. */
import { refuse, type Refusal } from '#kernel/refusal.ts'
import { directs, type Body } from '#places/rules.ts'
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
