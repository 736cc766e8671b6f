import { refuse, type Refusal } from '#kernel/refusal.ts'
import { PART_LABELS } from './texts.ts'
import type { AssignPart, Part, Tier } from './words.ts'

/** The clauses that refusals about assignments rest on. */
export const CLAUSES = {
  sponsors: 'bihuan-house-rules#sponsors',
  grid: 'bihuan-house-rules#grid',
  supervisor: 'bihuan-house-rules#supervisor',
  keyEnterprises: 'bihuan-house-rules#key-enterprises',
  revision: 'bihuan-house-rules#revision',
  /** Grid members and auxiliaries report and never inspect. */
  inspecting: 'cn-office-54-2024#subjects',
} as const

const OFFICE: readonly string[] = ['committee_clerk', 'committee_head']
const REGULATOR: readonly string[] = ['regulator_clerk', 'section_head']
const LEADERS: readonly string[] = ['leader', 'committee_head']
const HEADS: readonly string[] = ['leader', 'section_head']

/** What is assigned to: a place, or an enterprise with the place it lies in. */
export type Target = {
  readonly kind: 'place' | 'enterprise' | 'other'
  readonly level: string
  /** The place that governs a place directly. */
  readonly parent: string | null
  /** The city and the county that govern the target, where there are such. */
  readonly city: string | null
  readonly county: string | null
  /** Every place that governs the target, itself first. */
  readonly lineage: readonly string[]
}

/** The post and person named, as the directory has them today; null where there is none such. */
export type Holder = {
  readonly org: string
  readonly orgKind: string
  readonly orgPlace: string
  readonly role: string
  /** Whether the person holds the post today. */
  readonly holds: boolean
}

/** What a part asks of the target and of whoever is named. */
type Ask = {
  readonly target: Target['kind']
  readonly kinds: readonly string[]
  readonly roles: readonly string[] | null
  readonly at: (place: string, target: Target) => boolean
  readonly sentence: string
  readonly clause: string
  readonly by: readonly string[]
}

const GOVERNING = ['party', 'government', 'township']
const SECTORAL = ['department', 'rescue']

/**
 * Who may be named for what (hebei-campaign-2017#6-4): a leader of the city for a county, of the
 * county for a township, of the township for a village; a key high-risk enterprise has a head of
 * the city's department and a leader of its county together.
 */
const ASKS = {
  place_leader: {
    target: 'place',
    kinds: GOVERNING,
    roles: LEADERS,
    at: (place, target) => place === target.parent,
    sentence: '包联领导应当是上一级党委、政府的领导：市领导包县、县领导包乡、乡领导包村。',
    clause: CLAUSES.sponsors,
    by: OFFICE,
  },
  city_head: {
    target: 'enterprise',
    kinds: SECTORAL,
    roles: HEADS,
    at: (place, target) => place === target.city,
    sentence: '市级部门包保人应当是企业所在市的市级主管部门负责人。',
    clause: CLAUSES.sponsors,
    by: OFFICE,
  },
  county_leader: {
    target: 'enterprise',
    kinds: ['party', 'government'],
    roles: LEADERS,
    at: (place, target) => place === (target.county ?? target.city),
    sentence: '县级领导包保人应当是企业所在县（市、区）党委、政府负责人。',
    clause: CLAUSES.sponsors,
    by: OFFICE,
  },
  sponsor: {
    target: 'enterprise',
    kinds: [...GOVERNING, ...SECTORAL],
    roles: null,
    at: (place, target) => target.lineage.includes(place),
    sentence: '包联责任人应当来自企业所在地的党委、政府或者部门。',
    clause: CLAUSES.sponsors,
    by: OFFICE,
  },
  contact: {
    target: 'enterprise',
    kinds: SECTORAL,
    roles: null,
    at: (place, target) => place === (target.county ?? target.city),
    sentence: '联系人应当是企业所在县（市、区）行业主管部门的人员。',
    clause: CLAUSES.sponsors,
    by: [...OFFICE, ...REGULATOR],
  },
  grid_member: {
    target: 'place',
    kinds: ['township', 'village', 'government', 'institution'],
    roles: null,
    at: (place, target) => target.lineage.slice(0, 2).includes(place),
    sentence: '网格人员应当来自本村（社区）、乡镇（街道）。',
    clause: CLAUSES.grid,
    by: [...OFFICE, ...REGULATOR],
  },
} as const satisfies Record<AssignPart, Ask>

/** Parts that one person holds at a time; another replaces. Grid duties may overlap and are shown. */
export const SINGLE: readonly Part[] = [
  'place_leader',
  'city_head',
  'county_leader',
  'sponsor',
  'contact',
]

/** Whether a role ever assigns the part: the screen offers the act to no other. */
export function assigns(role: string, part: Part): boolean {
  if (part === 'supervisor') return OFFICE.includes(role) || REGULATOR.includes(role)
  return ASKS[part].by.includes(role)
}

/** Who may say which enterprise is key or high-risk. */
export function listsKey(role: string): boolean {
  return OFFICE.includes(role) || REGULATOR.includes(role)
}

/** Who says which department alone supervises an enterprise. */
export function settles(role: string): boolean {
  return OFFICE.includes(role)
}

/** What an assignment is judged by, beside itself. */
export type Ground = {
  readonly target: Target
  readonly holder: Holder | null
  /** What holds the same seat now: part and target, for a grid part every duty named. */
  readonly current: readonly {
    readonly id: string
    readonly fromOn: string
    readonly person: string | null
  }[]
}

type Given = {
  readonly part: AssignPart
  readonly person: string
  readonly duties: readonly string[]
  readonly fromOn: string
  readonly toOn: string | null
  readonly replaces: string | null
}

/**
 * Judges who is named for a part. Refused in this order: who assigns, what to, whom, from which
 * body, what stands there now, the term.
 */
export function judgeAssignment(
  given: Given,
  ground: Ground,
  by: { readonly role: string; readonly org: string; readonly today: string },
): Refusal | null {
  const ask: Ask = ASKS[given.part]
  return (
    notYours(given.part, ask, ground, by) ??
    unfitTarget(given, ask, ground.target) ??
    unfitHolder(ask, ground) ??
    notCurrent(given, ground) ??
    unfitTerm(given, ground, by.today)
  )
}

function notYours(
  part: AssignPart,
  ask: Ask,
  { holder }: Ground,
  by: { readonly role: string; readonly org: string },
): Refusal | null {
  const label = PART_LABELS[part]
  if (!ask.by.includes(by.role)) return refuse(`本岗位不明确${label}。`, ask.clause)
  const other = part === 'contact' && REGULATOR.includes(by.role) && holder?.org !== by.org
  if (other) return refuse('主管部门从本部门人员中明确联系人。', ask.clause)
  return null
}

function unfitTarget(given: Given, ask: Ask, target: Target): Refusal | null {
  if (target.kind !== ask.target) {
    return ask.target === 'place'
      ? refuse(`${PART_LABELS[given.part]}应当对应一个地区。`, ask.clause)
      : refuse(`${PART_LABELS[given.part]}应当对应一家生产经营单位。`, ask.clause)
  }
  if (given.part === 'place_leader' && !['county', 'township', 'village'].includes(target.level)) {
    return refuse('包联的地区为县、乡、村三级。', ask.clause)
  }
  if (given.part === 'grid_member') {
    if (!['township', 'village'].includes(target.level)) {
      return refuse('网格设在乡镇（街道）和村（社区）。', ask.clause)
    }
    if (given.duties.length === 0) return refuse('应当写明网格人员的责任。', ask.clause)
  }
  return null
}

function unfitHolder(ask: Ask, { holder, target }: Ground): Refusal | null {
  if (!holder) return refuse('所填岗位未登记，请先登记机构人员。', ask.clause)
  if (!holder.holds) return refuse('所填人员现不任该岗位，请核对任职。', ask.clause)
  const fits =
    ask.kinds.includes(holder.orgKind) &&
    ask.at(holder.orgPlace, target) &&
    (ask.roles === null || ask.roles.includes(holder.role))
  return fits ? null : refuse(ask.sentence, ask.clause)
}

function notCurrent(given: Given, { current }: Ground): Refusal | null {
  const known = given.replaces === null || current.some(({ id }) => id === given.replaces)
  const unseen = SINGLE.includes(given.part) && given.replaces === null && current.length > 0
  if (!known || unseen) {
    return refuse('该分工已由他人更新，请核对现任人员后重新办理。', CLAUSES.revision)
  }
  const same = current.some((one) => one.person === given.person && one.id !== given.replaces)
  if (same) return refuse('该人员已承担该项责任，无需重复登记。', ASKS[given.part].clause)
  return null
}

function unfitTerm(given: Given, { current }: Ground, today: string): Refusal | null {
  const { clause } = ASKS[given.part]
  if (given.fromOn > today) return refuse('起始日期不得晚于今日。', clause)
  const before = current.find(({ id }) => id === given.replaces)
  if (before && given.fromOn < before.fromOn) {
    return refuse('起始日期不得早于前任的起始日期。', clause)
  }
  if (given.toOn !== null && given.toOn < today) {
    return refuse('任期截止日期不得早于今日。', clause)
  }
  return null
}

/** What the supervising department of an enterprise is judged by. */
export type SupervisorGround = {
  readonly target: Target
  readonly body: { readonly kind: string; readonly place: string } | null
  readonly current: readonly {
    readonly id: string
    readonly org: string
    readonly orgName: string
    readonly settled: boolean
  }[]
}

type SupervisorGiven = { readonly org: string; readonly seen?: readonly string[] }

/**
 * Judges a declaration (`seen` absent) or the settlement of the one supervising department
 * (hebei-officials-2018#6(9)). A declaration may bring two to light; a settled one stands.
 */
export function judgeSupervisor(
  given: SupervisorGiven,
  ground: SupervisorGround,
  by: { readonly role: string; readonly org: string },
): Refusal | null {
  const clause = CLAUSES.supervisor
  const { target, body, current } = ground
  const settling = given.seen !== undefined
  if (settling ? !settles(by.role) : !assigns(by.role, 'supervisor')) {
    return settling
      ? refuse('唯一的监管部门由安委会办公室报本级政府明确后登记。', clause)
      : refuse('监管部门由部门自报或者安委会办公室登记。', clause)
  }
  if (!settling && REGULATOR.includes(by.role) && given.org !== by.org) {
    return refuse('部门只登记本部门监管的单位。', clause)
  }
  if (target.kind !== 'enterprise') return refuse('监管部门应当对应一家生产经营单位。', clause)
  const fits =
    body !== null &&
    [...SECTORAL, 'township'].includes(body.kind) &&
    target.lineage.includes(body.place)
  if (!fits) return refuse('监管部门应当是企业所在地负有监管职责的部门。', clause)
  if (given.seen) return unseenDeclaration(given.seen, current)
  const settled = current.find((one) => one.settled)
  if (settled) {
    return refuse(`监管部门已明确为${settled.orgName}，变更由安委会办公室办理。`, clause)
  }
  const known = current.some((one) => one.org === given.org)
  return known ? refuse('该部门已登记为监管部门，无需重复登记。', clause) : null
}

function unseenDeclaration(
  seen: readonly string[],
  current: SupervisorGround['current'],
): Refusal | null {
  const same = seen.length === current.length && current.every(({ id }) => seen.includes(id))
  return same ? null : refuse('监管部门的登记已由他人更新，请核对后重新办理。', CLAUSES.revision)
}

/** Judges the listing of an enterprise as key or high-risk. */
export function judgeListing(
  given: { readonly tier: Tier; readonly replaces: string | null },
  ground: {
    readonly target: Target
    readonly current: { readonly id: string; readonly tier: string } | null
  },
  by: { readonly role: string },
): Refusal | null {
  const clause = CLAUSES.keyEnterprises
  if (!listsKey(by.role)) return refuse('本岗位不列入重点、高危企业。', clause)
  if (ground.target.kind !== 'enterprise') return refuse('只有生产经营单位可以列入。', clause)
  if ((ground.current?.id ?? null) !== given.replaces) {
    return refuse('该企业的类别已由他人更新，请核对后重新办理。', CLAUSES.revision)
  }
  if (ground.current?.tier === given.tier) return refuse('该企业已列入该类别。', clause)
  return null
}

/** Judges the end of an assignment or listing that is still in force. */
export function judgeEnd(
  row: { readonly part: Part | 'tier'; readonly endedOn: string | null; readonly settled: boolean },
  by: { readonly role: string },
): Refusal | null {
  const { part } = row
  const clause = part === 'tier' ? CLAUSES.keyEnterprises : clauseOf(part)
  const may = part === 'tier' ? listsKey(by.role) : assigns(by.role, part)
  if (!may) return refuse('本岗位不办理该项分工的解除。', clause)
  if (row.settled && !settles(by.role)) {
    return refuse('已明确的监管部门由安委会办公室变更。', clause)
  }
  return row.endedOn === null ? null : refuse('该项分工已经解除。', clause)
}

/** The clause that a part rests on. */
export function clauseOf(part: Part): string {
  return part === 'supervisor' ? CLAUSES.supervisor : ASKS[part].clause
}
