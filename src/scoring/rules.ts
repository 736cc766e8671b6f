import { SECTOR_LABELS } from '#findings/texts.ts'
import { refuse, type Refusal } from '#kernel/refusal.ts'
import type { Criterion, Item } from '#scores/words.ts'
import { itemsOf, judgeAlone, type ItemAnswer, type PackSheet, type SheetPack } from './reckon.ts'
import type { Beside, Sampled, SheetViewer } from './shapes.ts'
import { NAMED_UNITS } from './texts.ts'
import type { SheetState } from './vocabulary.ts'

export * from './reckon.ts'
export * from './compare.ts'
export * from './summary.ts'
export * from './ruler.ts'

/** The clauses that refusals about score sheets rest on. */
export const CLAUSES = {
  scoring: 'bihuan-house-rules#scoring',
  authority: 'bihuan-house-rules#14',
} as const

const no = (sentence: string) => refuse(sentence, CLAUSES.scoring)
const not = (sentence: string) => refuse(sentence, CLAUSES.authority)

/** Roles that open, confirm and send back for the office that receives the sheets. */
const OFFICE = ['committee_clerk', 'committee_head', 'regulator_clerk', 'section_head'] as const
/** Roles that score for their body without being named; whoever else scores is named a member. */
const CLERKS = [...OFFICE, 'inspector'] as const
const MEMBERS = [...CLERKS, 'leader', 'legal_reviewer', 'auditor'] as const

/** Whether this role opens sheets at all. */
export function opensSheets(role: string): boolean {
  return (OFFICE as readonly string[]).includes(role)
}

/** What rules need to know of a sheet. */
export type SheetFacts = {
  readonly state: SheetState
  readonly ownerOrg: string
  readonly ownerName: string
  readonly officeOrg: string
  readonly officeName: string
  readonly members: readonly string[]
  /** It was submitted before: what changes now needs its reason. */
  readonly submittedBefore: boolean
}

/** A person named to score, with the post that makes him one. */
export type Member = {
  readonly id: string
  readonly name: string
  readonly posts: readonly {
    readonly org: string
    readonly role: string
    readonly inside: boolean
  }[]
}

export type OpeningFacts = {
  readonly officeOrg: string
  readonly ownerOrg: string
  readonly subjectOrg: string | null
  /** Whether the scoring body lies in the inspected place itself. */
  readonly ownerInside: boolean
  readonly placeCovered: boolean
  readonly ownerCovered: boolean
  readonly asked: readonly string[]
  readonly members: readonly Member[]
  readonly hasSheet: boolean
  readonly dueOn: string
  readonly today: string
  /** The number of a sheet that was opened for the same source before. */
  readonly taken: string | null
}

/** Why a sheet may not be opened as asked, or null. The product itself opens those of campaigns. */
export function openRefusal(facts: OpeningFacts, by: SheetViewer): Refusal | null {
  if (by.role !== 'system') {
    if (!opensSheets(by.role)) return not('打分表应由安委办或者监管部门的经办岗位发起。')
    if (by.org !== facts.officeOrg) return not('打分表应由接收打分表的单位发起。')
  }
  if (!facts.placeCovered) return not('被检查地区应在本单位管辖的地区之内。')
  if (!facts.ownerCovered) return not('评分单位应在本单位管辖的地区之内，且现仍存在。')
  if (!facts.hasSheet) return no('所选文件没有打分表，请重新选择。')
  if (facts.ownerOrg === facts.subjectOrg) return no('被检查单位不得自行评分。')
  if (facts.dueOn < facts.today) return no(`提交期限不得早于今日（${facts.today}）。`)
  if (facts.taken !== null) return no(`该来源已有打分表${facts.taken}。`)
  if (facts.members.length < facts.asked.length) return no('所选评分人员没有现任岗位，请重新选择。')
  for (const member of facts.members) {
    const one = memberRefusal(facts, member)
    if (one) return one
  }
  return null
}

/** Who may not be named: nobody of the inspected side, and nobody whose post never scores. */
function memberRefusal(facts: OpeningFacts, { name, posts }: Member): Refusal | null {
  const fit = posts.filter(({ role }) => (MEMBERS as readonly string[]).includes(role))
  if (fit.length === 0) return no(`${name}的岗位不承担评分，请移出。`)
  const inspected = fit.every(
    ({ org, inside }) => org === facts.subjectOrg || (inside && !facts.ownerInside),
  )
  return inspected ? no(`${name}来自被检查地区或者单位，应当回避。`) : null
}

/** Whether a person scores on the sheet: a member, or a clerk of the scoring body. */
export function isScorer(
  sheet: Pick<SheetFacts, 'members' | 'ownerOrg'>,
  by: SheetViewer,
): boolean {
  if (sheet.members.includes(by.person)) return true
  return by.org === sheet.ownerOrg && (CLERKS as readonly string[]).includes(by.role)
}

/** Why this person may not score now, or null. */
export function scoreRefusal(sheet: SheetFacts, by: SheetViewer, verb = '评分'): Refusal | null {
  if (!isScorer(sheet, by)) {
    return not(`${verb}应由${sheet.ownerName}的经办人或者评分人员办理。`)
  }
  if (sheet.state === 'open') return null
  return no(
    sheet.state === 'void'
      ? '打分表已经作废。'
      : `打分表已经提交，需要修改的，由${sheet.officeName}退回。`,
  )
}

/** Why what is said of an item does not stand, or null. */
export function itemRefusal(
  pack: SheetPack,
  answer: ItemAnswer,
  {
    sample,
    changed,
    reason,
  }: {
    readonly sample: readonly Sampled[]
    /** It was scored before a submission, so that another score needs its reason. */
    readonly changed: boolean
    readonly reason: string | null
  },
): Refusal | null {
  const item = itemsOf(pack.scoring).find(({ id }) => id === answer.item)
  if (!item) return no(`打分表没有第${answer.item}项。`)
  const foreign = answer.deductions.find(({ criterion }) => !criterionOf(item, criterion))
  if (foreign) return no(`第${item.id}项没有评分标准${foreign.criterion}。`)
  const [wrong] = judgeAlone(pack, answer, sample.length)
  if (wrong) return no(wrong.message)
  const unnamed = answer.deductions
    .map((one) => namedRefusal(item, one, sample))
    .find((one) => one !== null)
  if (unnamed) return unnamed
  if (changed && reason === null) return no('该项已经提交过，修改应写明理由。')
  return null
}

function criterionOf(item: Item, key: string): Criterion | undefined {
  return item.criteria.find((one) => one.key === key)
}

/** What a clause counts is named one by one; enterprises are among those that were looked at. */
function namedRefusal(
  item: Item,
  { criterion: key, clause, times, named }: ItemAnswer['deductions'][number],
  sample: readonly Sampled[],
): Refusal | null {
  const criterion = criterionOf(item, key)!
  const unit = criterion.clauses[clause - 1]!.unit
  const what = NAMED_UNITS[unit]
  const at = `评分标准（${criterion.number}）第${clause}条`
  if (what === undefined) return null
  if (new Set(named).size !== named.length) return no(`${at}的${what}重复，请核对。`)
  if (named.length !== times) return no(`${at}按${what}扣分，应逐一写明${what}，共${times}个。`)
  if (unit !== 'per_enterprise_found' || sample.length === 0) return null
  const other = named.find((name) => !sample.some((one) => one.name === name))
  return other === undefined ? null : no(`${at}的企业“${other}”不在抽查企业之列，请先登记。`)
}

/** What the sample still lacks by the rule of the sheet, or null. */
export function sampleMissing(
  sampling: PackSheet['sheet']['sampling'],
  sample: readonly Sampled[],
): string | null {
  if (!sampling) return null
  const by = new Map<string, number>()
  for (const { sector } of sample) by.set(sector, (by.get(sector) ?? 0) + 1)
  const few = [...by].filter(([, count]) => count < sampling.enterprisesEach)
  const enough = by.size - few.length
  if (enough >= sampling.industries) return null
  const have = [...by.keys()].map((key) => SECTOR_LABELS[key as keyof typeof SECTOR_LABELS])
  const now = have.length === 0 ? '现无' : `现有${have.join('、')}`
  return `应抽查${sampling.industries}个重点行业、每个行业至少${sampling.enterprisesEach}家企业，${now}，还缺${sampling.industries - enough}个。`
}

/** What still stands in the way of handing a sheet in, in the order of its text. */
export function missingOf(
  scoring: PackSheet,
  {
    items,
    sample,
    beside,
  }: {
    readonly items: readonly ItemAnswer[]
    readonly sample: readonly Sampled[]
    readonly beside: Beside
  },
): string[] {
  const by = new Map(items.map((one) => [one.item, one]))
  const ids = itemsOf(scoring).map(({ id }) => id)
  const open = ids.filter((id) => (by.get(id)?.state ?? 'not_scored') === 'not_scored')
  const bare = ids.filter((id) => !open.includes(id) && !by.get(id)?.done?.trim())
  const lacking = sampleMissing(scoring.sheet.sampling, sample)
  const choices = scoring.sheet.coefficients ?? []
  return [
    ...(open.length > 0 ? [`未评${open.length}项：第${runs(open)}项。`] : []),
    ...(bare.length > 0 ? [`未填完成情况${bare.length}项：第${runs(bare)}项。`] : []),
    ...(lacking === null ? [] : [lacking]),
    ...(choices.length > 0 && beside.coefficient === null
      ? [`未选择系数：${choices.map(({ label }) => label).join('、')}。`]
      : []),
  ]
}

/** 1、2、3 as 1至3. */
function runs(ids: readonly number[]): string {
  const parts: [number, number][] = []
  for (const id of ids) {
    const last = parts.at(-1)
    if (last && last[1] === id - 1) last[1] = id
    else parts.push([id, id])
  }
  return parts.map(([from, to]) => (from === to ? `${from}` : `${from}至${to}`)).join('、')
}

/** Why the sheet may not be handed in, or null: whatever is missing is named. */
export function submitRefusal(
  sheet: SheetFacts,
  missing: readonly string[],
  by: SheetViewer,
): Refusal | null {
  const may = scoreRefusal(sheet, by, '提交打分表')
  if (may) return may
  return missing.length === 0 ? null : no(`补齐后方可提交。${missing.join('')}`)
}

/** Why an act of the receiving office is not open, or null. */
export function officeRefusal(
  sheet: SheetFacts,
  verb: '确认' | '退回' | '作废' | '复核',
  by: SheetViewer,
): Refusal | null {
  if (by.org !== sheet.officeOrg || !opensSheets(by.role)) {
    return not(`打分表应由${sheet.officeName}${verb}。`)
  }
  if (sheet.state === 'void') return no('打分表已经作废。')
  if (verb === '确认' && sheet.state === 'confirmed') return no('打分表已经确认。')
  if (verb === '作废' || verb === '复核' || sheet.state !== 'open') return null
  return no('打分表尚在评分，提交后方可办理。')
}

/** Why a deduction may not become a finding, or null: the scorers and the office register it. */
export function findRefusal(
  sheet: SheetFacts,
  item: { readonly deductions: readonly { readonly criterion: string }[] },
  criterion: string,
  by: SheetViewer,
): Refusal | null {
  const office = by.org === sheet.officeOrg && opensSheets(by.role)
  if (!office && !isScorer(sheet, by)) {
    return not('登记问题应由评分人员或者接收打分表的单位办理。')
  }
  if (sheet.state === 'void') return no('打分表已经作废。')
  const taken = item.deductions.some((one) => one.criterion === criterion)
  return taken ? null : no('该评分标准没有扣分，不登记问题。')
}
